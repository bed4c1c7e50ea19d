import type { Matter, May } from "../../providers/reach";
import type { Ill, Mend } from "../../state/health";

/** What a key can do in wrong hands, and what is unhealthy about it. */
export default {
  reach: "이 키로 할 수 있는 일",
  reachRoot: "계정 주인과 똑같은 힘이 있어요.",
  reachRootText: "새어 나가면 계정 전체를 잃을 수 있어요.",
  matters: {
    read: "보기",
    change: "바꾸기",
    delete: "지우기",
    spend: "돈 쓰기",
  } satisfies Record<Matter, string>,
  may: { yes: "할 수 있음", no: "못 함", unknown: "모름" } satisfies Record<May, string>,

  title: "점검",
  ills: {
    powerful: "권한이 너무 커요",
    anywhere: "어디서나 쓸 수 있어요",
    unused: "오래 쓰지 않았어요",
    paused: "중지한 채 오래됐어요",
    never_ends: "만료일이 없어요",
    old: "만든 지 오래됐어요",
  } satisfies Record<Ill, string>,
  why: {
    powerful: "한 가지 일에 쓰는 키라면 이만한 권한은 필요 없어요.",
    anywhere: "주소를 정해 두면 새어 나가도 다른 곳에서는 못 써요.",
    unused: "아무도 안 쓰는 키는 지우는 편이 안전해요.",
    paused: "다시 쓸 일이 없으면 지우세요.",
    never_ends: "만료일이 있으면 잊고 있어도 저절로 멈춰요.",
    old: "오래 쓸수록 여기저기 남아 있을 수 있어요. 새 키로 바꾸세요.",
  } satisfies Record<Ill, string>,
  mends: {
    edit: "수정",
    delete: "삭제",
    guide: "지우는 방법",
    new: "새 키로 바꾸기",
    rotate: "교체하기",
    connect: "다른 키로 연결",
  } satisfies Record<NonNullable<Mend["does"]>, string>,
  mendOf: (mend: string, ill: string) => `${mend}: ${ill}`,
  cannot: (provider: string) => `${provider}에서는 고칠 방법이 없어요`,
  overview: "점검 결과",
  overviewText: "고르면 해당하는 키만 목록에 보여요.",
};
