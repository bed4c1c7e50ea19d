import type {
  CloudAct,
  CopyWhat,
  DoneBy,
  EventResult,
  OperationKind,
  ReportFormat,
} from "../../api/generated/model";
import { josa } from "../particles";

/** The local history. */
export default {
  title: "활동",
  text: "이 컴퓨터에서 한 일과 클라우드가 알려 준 일이에요. 비밀값은 기록하지 않아요.",
  filter: "활동 거르기",
  all: "모두",
  onlyFailed: "실패한 것",
  onlyOutside: "밖에서 한 것",
  period: "기간",
  periods: { all: "전체 기간", week: "최근 7일", month: "최근 30일", quarter: "최근 90일" },
  failed: "실패",
  unknown: "확인 중",
  today: "오늘",
  yesterday: "어제",
  more: "더 보기",
  empty: "아직 한 일이 없어요",
  emptyText: "계정을 연결하고 키를 만들면 여기에 차례로 남아요.",
  noFailed: "실패한 일이 없어요",
  noFailedText: "이 기간에는 모두 잘 끝났어요.",
  noOutside: "Keywright 밖에서 한 일이 없어요",
  noOutsideText: "클라우드의 기록을 볼 수 있는 계정에서, 최근 90일 동안 다른 곳에서 바꾼 키가 없어요.",
  noneInPeriod: "이 기간에는 한 일이 없어요",
  noneInPeriodText: "기간을 늘려 보세요.",

  // 클라우드의 기록
  fromCloud: (cloud: string) => `${cloud} 기록`,
  by: {
    app: "Keywright에서",
    own_key: "연결한 키로, 다른 곳에서",
    other: "Keywright 밖에서",
  } satisfies Record<DoneBy, string>,
  acts: {
    created: "키 만들기",
    deleted: "키 삭제",
    renamed: "이름 바꾸기",
    switched: "켜거나 끄기",
    end_changed: "만료일 바꾸기",
    roles_changed: "역할 바꾸기",
    addresses_changed: "허용 주소 바꾸기",
    changed: "키 수정",
  } satisfies Record<CloudAct, string>,
  unknownKey: "목록에 없는 키",
  logForbidden: (account: string) =>
    `${account}: 연결한 키로는 클라우드의 활동 기록을 볼 수 없어요. 기록을 볼 수 있는 역할이 필요해요.`,
  logOld: (account: string, when: string) =>
    `${account}: 클라우드의 활동 기록을 새로 읽지 못했어요. ${when}에 읽은 것까지 보여 줘요.`,
  logNever: (account: string) => `${account}: 클라우드의 활동 기록을 읽지 못했어요.`,

  // 기록의 사슬
  whole: (since: string) => `${since}부터 기록이 끊기지 않고 이어져 있어요.`,
  wholeHow: "어떻게 아나요?",
  wholeText:
    "줄마다 바로 앞줄의 지문을 담아서, 데이터 파일에서 누가 한 줄을 고치거나 지우거나 끼워 넣으면 드러나요. 기록 전체를 처음부터 다시 꾸며 쓴 것까지 가려내지는 못해요.",
  checked: (lines: string) => `${lines}줄을 확인했어요.`,
  altered: "기록이 바뀌었어요",
  alteredText: (when: string) =>
    `${when}의 줄이 적힌 그대로가 아니거나, 그 앞에서 줄이 없어졌어요. Keywright는 기록을 고치지 않아요. 다른 사람이나 프로그램이 데이터 파일을 바꾼 적이 있는지 확인하세요.`,
  alteredUnknown: "시각을 알 수 없는 곳",
  cutOff: "기록의 끝이 잘렸어요",
  cutOffText:
    "마지막 줄들이 없어졌어요. Keywright는 기록을 지우지 않아요. 다른 사람이나 프로그램이 데이터 파일을 바꾼 적이 있는지 확인하세요.",

  // 파일로 저장
  save: "저장",
  saveAs: "활동 저장",
  formats: { page: "인쇄용 보고서", csv: "활동 표" } satisfies Record<ReportFormat, string>,
  formatHints: {
    page: "키 목록과 활동을 담은 HTML. 브라우저에서 인쇄하거나 PDF로 저장해요",
    csv: "엑셀에서 여는 CSV",
  } satisfies Record<ReportFormat, string>,
  saved: (name: string) => `${josa(name, "을/를")} 저장했어요`,
  savedIn: (folder: string) => `${folder} 폴더에 있어요. 비밀값은 들어 있지 않아요.`,
  openFolder: "폴더 열기",

  /** 무엇을 복사했는지 */
  copied: {
    id: "키 ID",
    secret: "비밀값",
    second_secret: "두 번째 비밀값",
    curl: "터미널 명령 (비밀값 없이)",
    curl_with_secret: "터미널 명령 (비밀값 넣어서)",
    header: "요청 헤더",
    s3_profile: "S3 프로필",
    export: "터미널 설정 (export)",
  } satisfies Record<CopyWhat, string>,
  copyOf: (when: string) => `${when}에 만든 사본`,
  results: { done: "완료", failed: "실패", unknown: "확인 중" } satisfies Record<EventResult, string>,
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
    reread: "비밀값 가져오기",
    regenerate: "비밀값 새로 만들기",
    rotate: "비밀값 바꿔 가기",
    create_group: "프로그램용 계정 만들기",
    rules: "쓸 수 있는 곳 바꾸기",
    subscribe: "구독 바꾸기",
    mint_token: "토큰 발급",
    check_token: "토큰 확인",
    revoke_token: "토큰 폐기",
    replace: "새 키로 교체",
    retire: "키 없애기",
    export: "활동 저장",
    restore: "데이터 사본 되돌리기",
  } satisfies Record<OperationKind, string>,
};
