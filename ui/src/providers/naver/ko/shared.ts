import type { KindWords, Step } from "../../guide";

export const links = {
  console_home: "콘솔 열기",
  portal_home: "포털 열기",
  gov_portal: "공공 포털 열기",
  old_authkeys: "예전 인증키 페이지 열기(옮겨졌을 수 있음)",
};

export const realms = {
  public: "민간 클라우드 (ncloud.com)",
  government: "공공 클라우드 (gov-ncloud.com)",
  financial: "금융 클라우드 (fin-ncloud.com)",
};

export const facts: NonNullable<KindWords["facts"]> = {
  user_type: {
    label: "누구의 키",
    values: { Customer: "메인 계정", Sub: "서브 계정", Role: "역할" },
  },
  login_alias: { label: "계정 별칭" },
};

export const openSubAccount: Step = {
  picture: "services-sub",
  text: "콘솔의 메뉴(1)에서 **Services**(2) > **Management & Governance**(3) > **Sub Account**(4)를 여세요.",
  link: "console_home",
};

export const addSubAccountKey: Step = {
  picture: "sub-key",
  text: "**Access Key** 탭(1)에서 키를 추가하세요(2). 예전 안내에는 **API Key** 탭이라고 나와요.",
};

export const copySubAccountKey: Step = {
  picture: "sub-copy",
  text: "창을 닫기 전에 **Access Key ID**(1)와 **Secret Key**(2)를 복사해 여기에 붙여 넣으세요. Secret Key는 이때 한 번만 보여요.",
};

export const addPolicy: Step = {
  picture: "sub-policy",
  text: "**정책** 탭(1)에서 추가(2)를 누르세요. 탭 이름은 조금 다를 수 있어요.",
};

export const openGateway: Step = {
  picture: "services-gateway",
  text: "콘솔의 메뉴(1)에서 **Services**(2) > **Application Services**(3) > **API Gateway**(4)를 여세요.",
  link: "console_home",
};

export const whoCanRead: Step = {
  picture: "gw-readers",
  text: "누가 더 볼 수 있는지도 살펴보세요. **NCP_API_GATEWAY_MANAGER**(1)나 **NCP_API_GATEWAY_VIEWER**(2)가 붙은 계정의 액세스 키로는 모든 API Gateway 키를 읽을 수 있어요.",
};
