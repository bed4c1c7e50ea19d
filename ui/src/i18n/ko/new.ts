import { josa } from "../particles";

/** Making a key, and the key when it is there. */
export default {
  title: "새 키 만들기",
  account: "계정",
  practice: "연습 클라우드라서 진짜 키는 만들어지지 않아요.",
  noAccount: "먼저 계정을 연결하세요",
  noAccountText: "클라우드 계정을 하나 연결하면 여기서 바로 키를 만들 수 있어요.",
  connect: "계정 연결하기",
  guided: "이 종류의 키는 콘솔에서 만들어요",
  guidedText: (provider: string) =>
    `${josa(provider, "은/는")} 앱이 키를 만드는 길을 열어 두지 않았어요. 그림을 따라 만든 뒤 여기에 넣으세요.`,
  closedText: (provider: string) =>
    `${josa(provider, "이/가")} 이 계정의 키로는 API에서 만들지 못하게 해 두었어요. 키가 잘못된 것은 아니에요. 그림을 따라 콘솔에서 만든 뒤 여기에 넣으세요.`,
  never: "이 종류의 키는 새로 만들 수 없어요",
  neverText: (provider: string) =>
    `${josa(provider, "은/는")} 이 키를 새로 만드는 길을 열어 두지 않았어요. 이미 있는 키는 목록에서 관리할 수 있어요.`,

  quota: (used: number, limit: number) => `키 ${used} / ${limit}개`,
  quotaLabel: "쓰고 있는 키",
  quotaFull: "이 조직의 키를 모두 쓰고 있어요. 쓰지 않는 키를 삭제하면 만들 수 있어요.",
  rolesLoading: "역할을 읽는 중",
  stopped: "목록을 다 읽기 전에 멈췄어요.",
  readAgain: "다시 읽기",
  count: (now: number, max: number) => `${now} / ${max}`,
  more: "다른 설정",
  endpointTip: "쿼리 엔드포인트에 쓸 키인가요?",
  endpointTipLink: "안내 보기",
  missingText: "채워 주세요.",
  textShort: (min: number) => `${min}자 이상이어야 해요.`,
  missingName: "이름을 적어 주세요.",
  nameLong: (max: number) => `${max}자까지 쓸 수 있어요.`,

  summary: "만들 키",
  summaryEmpty: "고른 내용이 여기에 나타나요",
  roleCount: (count: number) => `역할 ${count}개`,
  untilDate: (date: string) => `${date}까지`,
  noEnd: "만료 없음",
  anywhere: "어디서나",
  places: (count: number) => `주소 ${count}곳에서만`,
  off: "일시 중지된 채로",
  submit: "키 만들기",

  making: (name: string) => `‘${name}’ 키를 만드는 중`,
  makingText: "보낸 요청은 되돌릴 수 없어서 취소 단추가 없어요. 창을 닫아도 끝까지 마치고, 키를 잃지 않아요.",
  steps: (provider: string) => [
    "비밀값을 안전하게 둘 수 있는지 먼저 확인",
    `${provider}에 키를 딱 한 번 요청`,
    "받은 비밀값을 암호화해 보관하고 다시 읽어 확인",
    "새 키가 작동하는지 확인",
  ],
  slow: "새 키가 자리 잡기까지 1분쯤 걸리기도 해요.",
  madeElsewhere: (name: string) => `‘${name}’ 키를 만들어 보관했어요`,

  unknownTitle: "키가 만들어졌는지 확인하고 있어요",
  unknownKnown: "지금 아는 것",
  unknownKnownText: (provider: string) =>
    `${provider}에 요청은 보냈지만 대답을 다 받지 못했어요. 키가 생겼을 수도, 아닐 수도 있어요.`,
  unknownNext: "다음에 하는 일",
  unknownNextText:
    "키 목록에서 이 이름의 새 키를 찾아요. 같은 요청을 다시 보내지 않으니 두 개가 생기지는 않아요.",
  unknownWhen: "다시 확인하는 때",
  unknownAt: (when: string) => `${when}에 저절로 다시 봐요. 앱을 닫았다가 열어도 이어져요.`,
  unknownSoon: "잠시 뒤 저절로 다시 봐요. 앱을 닫았다가 열어도 이어져요.",
  unknownYours: "결과를 찾았어요. 어떻게 할지 골라 주세요.",
  unknownSettled: "확인이 끝났어요. 결과는 키 목록에 있어요.",
  lookNow: "지금 확인",
  choose: "결과 보기",
  toKeys: "키 목록으로",

  issued: "키를 만들어 보관했어요",
  issuedText: "비밀값은 이미 이 컴퓨터에 있어요. 이 화면을 닫아도 키 목록에서 언제든 복사할 수 있어요.",
  issuedPractice: "연습용 키예요. 진짜 클라우드에서는 작동하지 않아요.",
  notVerified: "아직 작동을 확인하지 못했어요",
  notVerifiedText: "새 키가 자리 잡는 중일 수 있어요. 1분쯤 뒤 키 목록에서 ‘작동 확인’을 눌러 보세요.",
  notOn: "이 키는 일시 중지된 채로 만들어졌어요. 쓰려면 키 목록에서 ‘다시 사용’을 누르세요.",
  clears: (seconds: number) => `복사한 비밀값은 ${seconds}초 뒤 클립보드에서 지워요.`,
  where: "어디에 보관되나요?",
  whereText: (vault: string) =>
    `비밀값은 이 컴퓨터의 키체인(${vault})에 들어 있어요. 컴퓨터에 로그인한 사람만 열 수 있고, Keywright는 다른 곳으로 보내지 않아요.`,
  whereUnknown:
    "비밀값은 이 컴퓨터의 키체인에 들어 있어요. 컴퓨터에 로그인한 사람만 열 수 있고, Keywright는 다른 곳으로 보내지 않아요.",
  wherePassphrase:
    "비밀값은 이 컴퓨터의 암호 보관함에 들어 있어요. 정해 둔 암호나 복구 코드로만 열 수 있고, Keywright는 다른 곳으로 보내지 않아요.",
  whereLost: "컴퓨터를 바꾸면 따라가지 않아요. 새 컴퓨터에서는 새 키를 만들어 바꾸세요.",
  done: "완료",
  another: "하나 더 만들기",
  gone: "이 키는 목록에 없어요",
};
