import type { OperationKind } from "../../api/generated/model";

/** The local history. */
export default {
  title: "활동",
  text: "이 컴퓨터에서 한 일이에요. 비밀값은 기록하지 않아요.",
  filter: "결과로 거르기",
  all: "모두",
  onlyFailed: "실패한 것",
  failed: "실패",
  unknown: "확인 중",
  today: "오늘",
  yesterday: "어제",
  more: "더 보기",
  empty: "아직 한 일이 없어요",
  emptyText: "계정을 연결하고 키를 만들면 여기에 차례로 남아요.",
  noFailed: "실패한 일이 없어요",
  noFailedText: "지금까지 모두 잘 끝났어요.",
  ops: {
    connect: "계정 연결",
    disconnect: "계정 연결 해제",
    verify: "작동 확인",
    list: "키 목록 읽기",
    create: "키 만들기",
    update: "키 수정",
    pause: "일시 중지",
    resume: "다시 사용",
    delete: "키 삭제",
    copy: "복사",
    reveal: "비밀값 보기",
    forget: "목록에서 지우기",
    reconcile: "끝나지 않은 작업 확인",
  } satisfies Record<OperationKind, string>,
};
