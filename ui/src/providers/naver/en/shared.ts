import type { KindWords, Step } from "../../guide";

export const links = {
  console_home: "Open the console",
  portal_home: "Open the portal",
  gov_portal: "Open the government portal",
  old_authkeys: "Open the old key page (may have moved)",
};

export const realms = {
  public: "Public cloud (ncloud.com)",
  government: "Government cloud (gov-ncloud.com)",
  financial: "Financial cloud (fin-ncloud.com)",
};

export const facts: NonNullable<KindWords["facts"]> = {
  user_type: {
    label: "Belongs to",
    values: { Customer: "main account", Sub: "sub account", Role: "role" },
  },
  login_alias: { label: "Account alias" },
};

export const openSubAccount: Step = {
  picture: "services-sub",
  text: "In the console’s menu (1), open **Services** (2) > **Management & Governance** (3) > **Sub Account** (4).",
  link: "console_home",
};

export const addSubAccountKey: Step = {
  picture: "sub-key",
  text: "On the **Access Key** tab (1), add a key (2). Older instructions call it the **API Key** tab.",
};

export const copySubAccountKey: Step = {
  picture: "sub-copy",
  text: "Before you close that window, copy **Access Key ID** (1) and **Secret Key** (2) and paste them here. The Secret Key is never shown again.",
};

export const addPolicy: Step = {
  picture: "sub-policy",
  text: "On the **정책** (1, Policies) tab, click the button that adds one (2). The tab’s name may differ a little.",
};

export const openGateway: Step = {
  picture: "services-gateway",
  text: "In the console’s menu (1), open **Services** (2) > **Application Services** (3) > **API Gateway** (4).",
  link: "console_home",
};

export const whoCanRead: Step = {
  picture: "gw-readers",
  text: "Look at who else can see them, too. An access key of an account with **NCP_API_GATEWAY_MANAGER** (1) or **NCP_API_GATEWAY_VIEWER** (2) can read every API Gateway key.",
};
