import type { KeyWas } from "../../api/generated/model";
import type { Drift } from "../../state/drift";

/** A key at its cloud beside what is known of it here. */
export default {
  label: "클라우드와 비교",
  is: {
    fine: "같아요",
    only_at_cloud: "클라우드에만 있어요",
    only_here: "이 컴퓨터에만 있어요",
    changed: "클라우드에서 바뀌었어요",
    may_exist: "만들어졌는지 확실하지 않아요",
  } satisfies Record<Drift, string>,
  changedShort: "바뀜",
  changedTitle: "클라우드에서 누군가 이 키를 바꿨어요",
  changedText: (when: string) =>
    `이 컴퓨터에서 바꾼 것이 아니에요. 누가 왜 바꿨는지 확인하세요. 알게 된 때: ${when}`,
  fields: {
    name: "이름",
    state: "상태",
    roles: "역할",
    expires: "만료",
    addresses: "쓸 수 있는 곳",
  } satisfies Record<KeyWas["field"], string>,
  before: "전",
  now: "지금",
  nothing: "없음",
  seen: "확인했어요",
  seenDone: "지금 모습을 기준으로 비교해요",
  back: "되돌리기",
  backUnable: (provider: string) => `${provider}에서는 여기서 되돌릴 수 없어요`,
  doubtTitle: "끝나지 않은 작업이 만든 키일 수 있어요",
  doubtText: "답이 오기 전에 연결이 끊겼어요. 이 키를 어떻게 할지 정해 주세요.",
  doubtOpen: "작업 열기",
  lookAgain: "다시 확인",
  progress: (looked: number, of: number) => `계정 ${of}개 중 ${looked}개 확인`,
  offline: "인터넷에 연결되어 있지 않아요",
  offlineText: "마지막으로 읽은 내용을 보여 드려요. 보기와 복사는 그대로 할 수 있어요.",
};
