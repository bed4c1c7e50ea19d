import type { FacetId, FacetValues } from "../../state/filter";
import type { Sort } from "../../state/sort";

/** Filters and order of the list of keys. */
export default {
  open: "필터와 정렬",
  openChosen: (count: number) => `필터와 정렬, 필터 ${count}개 적용 중`,
  sort: "정렬",
  sorts: {
    newest: "최신순",
    name: "이름순",
    ends: "만료 임박순",
    used: "최근 사용순",
  } satisfies Record<Sort, string>,
  facets: {
    cloud: "클라우드",
    state: "상태",
    secret: "비밀값",
    attention: "살펴볼 점",
    tag: "태그",
  } satisfies Record<FacetId, string>,
  state: {
    enabled: "사용 중",
    disabled: "일시 중지",
    expired: "만료됨",
    unknown: "상태 모름",
    gone: "클라우드에서 사라짐",
  } satisfies Record<FacetValues["state"], string>,
  secret: {
    here: "이 컴퓨터에 있음",
    elsewhere: "이 컴퓨터에 없음",
    lost: "잃었거나 바뀜",
  } satisfies Record<FacetValues["secret"], string>,
  attention: {
    ends_soon: "30일 안에 만료",
    replace_soon: "30일 안에 바꿀 키",
    unused: "90일간 사용 기록 없음",
    never_ends: "만료일 없음",
    old: "만든 지 1년 넘음",
  } satisfies Record<FacetValues["attention"], string>,
  chosen: "적용한 필터",
  secretIs: (value: string) => `비밀값: ${value}`,
  remove: (value: string) => `${value} 필터 지우기`,
  views: "저장한 목록",
  saveView: "지금 목록 저장",
  viewName: "목록 이름",
  nameTaken: "같은 이름의 목록이 있어요.",
  removeView: (name: string) => `${name} 목록 지우기`,
  viewRemoved: (name: string) => `‘${name}’ 목록을 지웠어요`,
  viewsFull: (most: number) => `목록은 ${most}개까지 저장할 수 있어요.`,
  clear: "모두 지우기",
  clearFilters: "필터 지우기",
  noMatch: "필터에 맞는 키가 없어요",
  noMatchText: "필터를 지우면 모든 키를 볼 수 있어요.",
  hidden: (count: number) => `검색에 맞는 키 ${count}개가 필터에 가려져 있어요.`,
};
