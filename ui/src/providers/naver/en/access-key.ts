import type { KindWords } from "../../guide";
import {
  addPolicy,
  addSubAccountKey,
  copySubAccountKey,
  facts,
  links,
  openSubAccount,
  realms,
} from "./shared";

export const accessKey: KindWords = {
  name: "Access key",
  about:
    "Programs sign with it when they use Naver Cloud’s APIs or Object Storage. It is a pair: an Access Key ID and a Secret Key.",
  fields: {
    access_key: {
      label: "Access Key ID",
      help: "Says whose key it is.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret it signs with. The console can probably show a main account’s again; a sub account’s is shown only once.",
    },
  },
  roles: {},
  links,
  realms,
  facts,
  guides: [
    {
      id: "first_key",
      title: "Get your main account’s access key",
      about:
        "The quickest way to connect. But a main account’s key can do everything, so for a key you keep, a sub account is safer.",
      steps: [
        {
          picture: "sign-in",
          text: "Open the Naver Cloud console and sign in with your main account.",
          link: "console_home",
          done: "opened",
        },
        {
          picture: "my-account",
          text: "At the top right, click **My Account** (1), then **계정 및 보안 관리** (2, Manage account and security).",
        },
        {
          picture: "password",
          text: "Enter your password in the console again (1) and click **확인** (2, Confirm). Keywright never asks for that password.",
        },
        {
          picture: "access-menu",
          text: "Open **보안 관리** (1, Security) and click **접근 관리** (2, Access management).",
        },
        {
          picture: "new-auth-key",
          text: "Under **API 인증키 관리** (1, API authentication key management), click **신규 API 인증키 생성** (2, Create new). You can have 2 keys, counting the one made with the account.",
        },
        {
          picture: "auth-copy",
          text: "Copy the new key’s **Access Key ID** (1) and **Secret Key** (2) and paste them here.",
          done: "pasted",
        },
        {
          picture: "old-portal",
          text: "If your menus look different, try the portal’s older place: **마이페이지** (1, My Page) > **계정관리** (2, Manage account) > **인증키관리** (3, Manage authentication keys). That page may have moved.",
          link: "old_authkeys",
          done: "opened",
        },
        {
          picture: "sign-in",
          text: "If you use the cloud for government, sign in at its own portal and look for the same menus. You may need a separate account and key there.",
          link: "gov_portal",
          done: "opened",
        },
      ],
    },
    {
      id: "sub_account",
      title: "Be safer with a sub account’s key",
      about:
        "If a main account’s key leaks, the whole account is at risk. A sub account’s key can do only what its policies allow.",
      steps: [
        openSubAccount,
        {
          picture: "sub-new",
          text: "In **Sub Accounts** (1), click **서브 계정 생성** (2, Create sub account).",
        },
        {
          picture: "sub-form",
          text: "Fill in **로그인 ID** and **이름** (1, login ID and name), tick **API 접근** (2, API access) and create it (3). Tick **Console 접근** (Console access) only if a person will sign in.",
        },
        {
          picture: "sub-open",
          text: "In the **Sub Accounts** list (1), click the sub account you just made (2).",
        },
        {
          picture: "sub-policy",
          text: "On the **정책** (1, Policies) tab, add only the policies it needs (2). The tab’s name may differ a little.",
        },
        addSubAccountKey,
        { ...copySubAccountKey, done: "pasted" },
      ],
    },
    {
      id: "policies",
      title: "Attach the policies Keywright needs",
      about: "If you connected with a sub account’s key, it needs policies for what you want to do here.",
      steps: [
        openSubAccount,
        {
          picture: "sub-open",
          text: "In **Sub Accounts** (1), click the one you connected to Keywright (2).",
        },
        addPolicy,
        {
          picture: "policy-gateway",
          text: "Choose **NCP_API_GATEWAY_MANAGER** (1) to make, change and delete API Gateway keys, or **NCP_API_GATEWAY_VIEWER** (2) only to see them. Seeing them probably includes reading their values.",
        },
        {
          picture: "policy-sub",
          text: "Choose **NCP_SUB_ACCOUNT_MANAGER** (1) to make, stop and delete sub accounts and their keys, or **NCP_SUB_ACCOUNT_VIEWER** (2) only to see them. MANAGER may use every Sub Account feature, so give it only where it is needed.",
        },
        {
          picture: "policy-wide",
          text: "Do not choose **NCP_ADMINISTRATOR** (1) or **NCP_INFRA_MANAGER** (2): they can do almost everything.",
        },
      ],
    },
    {
      id: "rotate",
      title: "Switch over to a new key",
      about:
        "We found no API that replaces a main account’s key. But you can have 2 keys, so you can switch in the console without an outage.",
      steps: [
        {
          picture: "new-auth-key",
          text: "Under **API 인증키 관리** (1, API authentication key management), click **신규 API 인증키 생성** (2, Create new) to make a second key. If you already have 2, stop and delete one first.",
          link: "console_home",
        },
        {
          picture: "auth-copy",
          text: "Copy the new key’s **Access Key ID** (1) and **Secret Key** (2) and paste them into Keywright.",
          done: "pasted",
        },
        { picture: "verify", text: "See that Keywright connects with the new key.", done: "connected" },
        {
          picture: "swap",
          text: "Put the new key into every program that used the old one, and see that they work.",
        },
        {
          picture: "auth-stop",
          text: "Click **사용 중지** (Stop) on the old key and wait a few days. If something breaks, **사용** (Use) brings it back.",
        },
        { picture: "auth-delete", text: "If nothing broke, click **삭제** (Delete) on the old key." },
      ],
    },
    {
      id: "retire",
      title: "Stop and delete an access key",
      about:
        "Only a stopped key can be deleted. A stopped key can be used again; a deleted one is gone for good.",
      steps: [
        {
          picture: "auth-find",
          text: "In the console’s **API 인증키 관리** (API authentication key management), find the key by its **Access Key ID**.",
          link: "console_home",
        },
        { picture: "swap", text: "If a program still uses it, put a new key into that program first." },
        {
          picture: "auth-stop",
          text: "Click **사용 중지** (Stop) and watch for a few days. Whatever uses the key may lose access at once.",
        },
        { picture: "auth-resume", text: "If something breaks, click **사용** (Use) to bring it back." },
        { picture: "auth-delete", text: "If nothing broke, click **삭제** (Delete)." },
      ],
    },
  ],
};
