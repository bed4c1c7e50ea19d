import type { CopyWhat } from "../../api/generated/model";
import { josa } from "../particles";

/** The frame of the window, and verbs that stand on more than one screen. */
export default {
  nav: "주 메뉴",
  keys: "키",
  new: "새 키",
  accounts: "계정",
  guides: "안내",
  activity: "활동",
  settings: "설정",

  aCloud: "클라우드",
  practice: "연습",
  close: "닫기",
  cancel: "취소",
  undo: "되돌리기",
  save: "저장",
  back: "뒤로",
  retry: "다시 시도",
  copy: "복사",
  loading: "불러오는 중",
  stop: "그만 기다리기",
  now: "방금",
  inKorea: (when: string) => `한국 시간 ${when}`,
  none: "없음",
  optional: "선택",

  details: "자세히",
  detailCode: "코드",
  detailTime: "시각",
  detailWords: "클라우드가 보낸 말",
  detailRequest: "요청 번호",

  startFailed: "Keywright를 열지 못했어요",
  clockOff: (minutes: number) =>
    `이 컴퓨터의 시계가 ${Math.abs(minutes)}분 ${minutes > 0 ? "빨라요" : "늦어요"}.`,
  clockText:
    "Naver Cloud처럼 5분 넘게 다르면 요청을 거절하는 클라우드가 있어요. 컴퓨터의 날짜와 시간 설정에서 시간을 맞춰 주세요.",
  clipboardHolds: (copied: string, seconds: number) => `${copied}. ${seconds}초 뒤에 클립보드에서 지워요.`,
  clipboardMayStay: "다른 창을 쓰고 있으면 Keywright로 돌아올 때 지워요.",
  clipboardClear: "지금 지우기",
  clipboardCleared: "클립보드를 비웠어요",
  copyFact: (label: string) => `${label} 복사`,
  copiedFact: (label: string) => `${josa(label, "을/를")} 복사했어요`,
  notCopied: "복사하지 못했어요. 글자를 골라 직접 복사해 주세요.",
  copied: {
    id: "키 ID를 복사했어요",
    secret: "비밀값을 복사했어요",
    curl: "명령을 복사했어요. 실행하면 비밀값을 물어봐요",
    curl_with_secret: "비밀값이 든 명령을 복사했어요",
    second_secret: "두 번째 비밀값을 복사했어요",
    header: "비밀값이 든 헤더를 복사했어요",
    s3_profile: "비밀값이 든 S3 설정을 복사했어요",
    export: "비밀값이 든 터미널 설정을 복사했어요",
    both: "ID와 비밀값을 복사했어요",
    env: "비밀값이 든 .env 설정을 복사했어요",
    python: "비밀값이 든 파이썬 코드를 복사했어요",
    clouds_yaml: "비밀값이 든 clouds.yaml을 복사했어요",
    rclone: "비밀값이 든 rclone 설정을 복사했어요",
  } satisfies Record<CopyWhat, string>,
};
