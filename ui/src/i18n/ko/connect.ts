import { josa } from "../particles";

/** Connecting an account. */
export default {
  title: "계정 연결",
  text: "클라우드에서 만든 키 하나로 연결해요. 그다음부터는 여기서 키를 만들고 관리할 수 있어요.",
  provider: "클라우드",
  kind: "키 종류",
  guide: "콘솔에서 첫 키 만들기",
  form: "만든 키 넣기",

  realm: "어느 클라우드인가요?",
  realmHint: "클라우드마다 계정과 키가 따로 있어요. 가입한 곳을 고르세요.",

  way: "무엇을 가지고 있나요?",
  wayGuide: "어디서 볼 수 있나요?",
  otherChoice: "직접 입력",
  otherChoiceOf: (label: string) => `${label} 직접 입력`,

  pasteHint: "여러 값을 한꺼번에 복사했어도 알아서 나눠 넣어요.",
  looksLike: (names: string[]) => `붙여 넣은 값이 ${names.join(", ")} 값처럼 보여요`,
  looksLikeText:
    "값은 암호화해 두었고, 아직 아무 데도 보내지 않았어요. 맞다면 그 종류의 칸으로 옮길 수 있어요.",
  move: (name: string) => `${name} 칸으로 옮기기`,
  paste: "붙여 넣기",
  pasteInto: (label: string) => `${label} 붙여 넣기`,
  staged: (length: number) => `${length}자 · 이 컴퓨터에 암호화해 두었어요`,
  stagedMask: (label: string, length: number) => `${label} ${length}자, 가려짐`,
  cleaned: "빈칸이나 줄바꿈을 정리했어요.",
  change: "바꾸기",
  pasted: (labels: string[]) => `${josa(labels.join(", "), "을/를")} 넣었어요`,
  missing: (label: string) => `${josa(label, "을/를")} 넣어 주세요.`,

  advanced: "고급 설정",
  endpoint: "API 주소",
  endpointHint: "비워 두면 클라우드의 원래 주소를 써요. 회사 전용 클라우드나 프록시를 쓸 때만 넣으세요.",
  endpointWarning: "키가 이 주소로 전송돼요. 믿을 수 있는 주소만 넣으세요.",

  submit: "연결하기",
  checking: (provider: string) => `${provider}에 키가 맞는지 물어보는 중이에요`,
  checkingText: "키 정보를 읽기만 해요. 바뀌는 것은 없어요.",
  safe: "값은 이 컴퓨터에만 저장해요.",

  drafts: "넣다 만 키가 있어요",
  draftFields: (labels: string[]) => (labels.length > 0 ? labels.join(", ") : "아직 빈 칸"),
  draftGoOn: "이어서 하기",
  draftSaved: (when: string) => `${when} 저장`,

  done: "연결했어요",
  clipboardCleared: "붙여 넣은 값은 클립보드에서 지웠어요",
  organization: "조직",
  realmLabel: "클라우드",
  keyName: "연결에 쓰는 키",
  endsWith: (last: string) => `…${last}`,
  may: "이 키로 할 수 있는 일",
  mayUnknown: "할 수 있는 일을 읽지 못했어요. 연결은 잘 됐어요.",
  cannotMake: "이 키로는 새 키를 만들 수 없어요. 권한이 있는 키로 다시 연결하면 만들 수 있어요.",
  address: "API 주소",
  makeKey: "새 키 만들기",
  seeKeys: "키 목록 보기",
  readingIdentity: "할 수 있는 일을 읽는 중",
  practice: "연습 클라우드 열기",
  practiceText: "먼저 연습해 보고 싶다면, 이 컴퓨터 안의 가짜 클라우드에서 똑같이 해 볼 수 있어요.",
};
