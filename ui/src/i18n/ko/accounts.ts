import { josa } from "../particles";

/** The connected accounts. */
export default {
  title: "계정",
  text: "Keywright가 클라우드에 로그인할 때 쓰는 키예요. 이 컴퓨터에 보관해요.",
  add: "계정 연결",
  empty: "연결된 계정이 없어요",
  emptyText: "클라우드에서 만든 키 하나만 있으면 돼요. 어디서 만드는지 그림으로 안내해 드려요.",
  scope: "조직",
  realm: "클라우드",
  signsIn: "로그인 키",
  endsWith: (last: string) => `…${last}`,
  connected: "연결한 때",
  keysCount: "키",
  keys: (count: number) => `${count}개`,
  lookedAt: "마지막 확인",
  never: "아직 없음",
  endpoint: "직접 입력한 주소",
  verify: "권한 확인",
  verified: "로그인할 수 있어요. 이 키로 할 수 있는 일이에요.",
  undocumented: (kinds: string[]) => `${kinds.join(", ")} 목록도 읽고 만들기`,
  undocumentedText: (provider: string) =>
    `${josa(provider, "이/가")} 문서로 알리지 않은 호출이라 꺼 두었어요. 켜도 거절될 수 있고, 그때는 콘솔에서 하면 돼요.`,
  rename: "이름 바꾸기",
  renameTitle: "계정 이름 바꾸기",
  label: "이름",
  labelHint: "이 컴퓨터에서만 쓰는 이름이에요. 클라우드에서는 바뀌지 않아요.",
  renamed: "이름을 바꿨어요",
  disconnect: "연결 해제",
  disconnectTitle: (label: string) => `${label} 연결을 해제할까요?`,
  disconnectHere: "이 컴퓨터에서 지우는 것",
  disconnectHereList: (secrets: number) =>
    secrets > 0
      ? ["로그인 키", `이 계정의 키 목록과 보관한 비밀값 ${secrets}개`]
      : ["로그인 키", "이 계정의 키 목록"],
  disconnectThere: "클라우드에 그대로 남는 것",
  disconnectThereList: ["로그인 키를 포함한 모든 키. 계속 작동해요", "조직과 서비스, 그 안의 데이터"],
  disconnectWarn: (secrets: number) =>
    `이 컴퓨터에만 있는 비밀값 ${secrets}개는 다시 볼 수 없어요. 필요한 것은 먼저 다른 곳에 옮겨 두세요.`,
  disconnectSubmit: "연결 해제",
  disconnected: "연결을 해제했어요",
};
