import type { KindWords, Step } from "../../guide";

export const links = {
  console_home: "콘솔 열기",
  gov_console: "공공 콘솔 열기",
  guide_d: "공식 안내서 열기",
};

export const facts: NonNullable<KindWords["facts"]> = {
  storage_account: { label: "저장소 계정" },
  signature: { label: "서명 방식", values: { v2: "서명 버전 2", v4: "서명 버전 4" } },
  region: { label: "리전" },
  zones: { label: "쓸 수 있는 존" },
  versions: { label: "응답한 API 버전" },
  user: { label: "사용자" },
  project: { label: "프로젝트" },
  project_id: { label: "프로젝트 ID" },
  zone: { label: "존" },
  token_expires: { label: "토큰이 끝나는 때" },
  roles: { label: "역할" },
};

export const signIn: Step = {
  picture: "sign-in",
  text: "KT 클라우드에 root 계정(메인 계정)으로 로그인하세요. IAM 계정으로는 키를 받을 수 없어요.",
  link: "console_home",
  done: "opened",
};

export const copyKey: Step = {
  picture: "key-copy",
  text: "**API Key**(1)와 **Secret Key**(2)를 복사해 여기에 붙여 넣으세요.",
  done: "pasted",
};

export const openStorage: Step = {
  picture: "storage-open",
  text: "왼쪽 메뉴에서 **API Key**(1)를 열고 **Storage** 탭(2)을 누르세요.",
};

export const openStorageHere: Step = { ...openStorage, link: "console_home" };

export const addStorageKey: Step = {
  picture: "storage-add",
  text: "**API Key 추가**를 누르세요. 누를 수 없다면 Object Storage를 먼저 이용 신청해야 할 수 있어요.",
};

export const copyStorageKey: Step = {
  picture: "storage-copy",
  text: "새 줄에 나온 키(1)와 비밀값(2)을 복사해 여기에 붙여 넣으세요. 이름은 Access Key와 Secret Key이거나 조금 다를 수 있어요.",
};

export const noNarrow: Step = {
  picture: "no-narrow",
  text: "권한을 좁힐 수 있나요? 아니요. 보기만 하는 키나 한 서비스만 쓰는 키는 만들 수 없어요.",
};

export const noExtra: Step = {
  picture: "no-extra",
  text: "권한을 따로 받아야 하나요? 아니요. 이미 모든 권한이 있어서 더 받을 것이 없어요.",
};

export const onlyWays: Step = {
  picture: "only-ways",
  text: "다른 방법은 없나요? 없어요. G 플랫폼에서는 root 계정의 API Key(1)를, D 플랫폼에서는 Token(2)을 써야 해요.",
};

export const users: Step = {
  picture: "users",
  text: "이 키를 쓰는 프로그램과 사람을 모두 적어 두세요. 옛 키와 새 키가 잠시라도 함께 통하는지 확인하지 못했으니, 한꺼번에 바꿀 준비를 하세요.",
};

export const stopUsing: Step = {
  picture: "users",
  text: "이 키를 쓰는 프로그램이 남아 있는지 살펴보고, 있다면 먼저 다른 키로 바꾸거나 그만 쓰게 하세요.",
};

export const copies: Step = {
  picture: "copies",
  text: "파일(1)이나 메일(2), 채팅(3)에 남은 복사본도 지우세요.",
};

export const checkEnded: Step = {
  picture: "refused",
  text: "Keywright에서 옛 키의 작동을 확인해 보세요. 거절되면 끝난 거예요. 아직 작동하면 고객 지원에 다시 알리세요.",
};

export const removeHere: Step = {
  picture: "forget",
  text: "거절되는 것을 본 다음에 Keywright에서도 지우세요. 먼저 지우면 끝났는지 확인할 수 없어요.",
  done: "key_gone",
};

export const lookAround: Step = {
  picture: "look-around",
  text: "모르는 서버(1)나 네트워크(2), 디스크(3)가 생기지 않았는지 살펴보세요.",
};

export const putInAgain: Step = {
  picture: "swap",
  text: "끊긴 프로그램에 새 값을 넣고 잘 되는지 확인하세요.",
};
