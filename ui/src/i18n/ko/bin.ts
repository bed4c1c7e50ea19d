import type { BinReason } from "../../api/generated/model";

/** The waste bin. */
export default {
  title: "휴지통",
  text: "목록에서 지운 키와 비밀값은 30일 동안 여기 있어요. 클라우드에서 삭제한 키는 기록만 남아요.",
  empty: "휴지통이 비어 있어요",
  emptyText: "목록에서 지운 키는 30일 동안 여기에서 되살릴 수 있어요.",
  back: "목록으로",
  reasons: {
    forgotten: "목록에서 지움",
    secret_forgotten: "비밀값만 지움",
    retired: "콘솔에서 없앰",
    deleted: "클라우드에서 삭제",
  } satisfies Record<BinReason, string>,
  when: (reason: string, when: string) => `${reason} · ${when}`,
  left: (days: number) => (days > 1 ? `${days}일 남음` : "오늘까지"),
  brings: {
    key: "비밀값까지 그대로 있어요.",
    secret: "키가 목록에 있어요. 되살리면 비밀값이 돌아와요.",
    taken: "이 키에는 이미 다른 비밀값이 있어요.",
    record: "비밀값은 삭제할 때 함께 지웠어요.",
  },
  keyOnly: "비밀값 없이 키만 있어요.",
  usedIn: (places: string) => `쓰던 곳: ${places}`,
  restore: "되살리기",
  restoreOf: (name: string) => `${name} 되살리기`,
  restored: "목록으로 되살렸어요",
  secretRestored: "비밀값을 되살렸어요",
  discard: "완전히 지우기",
  discardOf: (name: string) => `${name} 완전히 지우기`,
  discardTitle: (name: string) => `‘${name}’ 완전히 지우기`,
  discardSecret: "비밀값도 함께 지워요. 되돌릴 수 없어요.",
  discardRecord: "이 키에 적어 둔 것도 함께 지워요. 되돌릴 수 없어요.",
  empties: "휴지통 비우기",
  emptyTitle: "휴지통을 비울까요?",
  emptySure: (count: number) => `${count}개를 비밀값과 함께 지워요. 되돌릴 수 없어요.`,
  discarded: "완전히 지웠어요",
};
