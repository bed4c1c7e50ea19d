import type { KindWords, ProviderWords, Step } from "../guide";

const links = {
  console_home: "Open the console",
  portal_home: "Open the portal",
  gov_portal: "Open the government portal",
  old_authkeys: "Open the old key page (may have moved)",
};

const realms = {
  public: "Public cloud (ncloud.com)",
  government: "Government cloud (gov-ncloud.com)",
  financial: "Financial cloud (fin-ncloud.com)",
};

const facts: NonNullable<KindWords["facts"]> = {
  user_type: {
    label: "Belongs to",
    values: { Customer: "main account", Sub: "sub account", Role: "role" },
  },
  login_alias: { label: "Account alias" },
};

const openSubAccount: Step = {
  picture: "services-sub",
  text: "In the console’s menu (1), open **Services** (2) > **Management & Governance** (3) > **Sub Account** (4).",
  link: "console_home",
};

const addSubAccountKey: Step = {
  picture: "sub-key",
  text: "On the **Access Key** tab (1), add a key (2). Older instructions call it the **API Key** tab.",
};

const copySubAccountKey: Step = {
  picture: "sub-copy",
  text: "Before you close that window, copy **Access Key ID** (1) and **Secret Key** (2) and paste them here. The Secret Key is never shown again.",
};

const addPolicy: Step = {
  picture: "sub-policy",
  text: "On the **정책** (1, Policies) tab, click the button that adds one (2). The tab’s name may differ a little.",
};

const openGateway: Step = {
  picture: "services-gateway",
  text: "In the console’s menu (1), open **Services** (2) > **Application Services** (3) > **API Gateway** (4).",
  link: "console_home",
};

const whoCanRead: Step = {
  picture: "gw-readers",
  text: "Look at who else can see them, too. An access key of an account with **NCP_API_GATEWAY_MANAGER** (1) or **NCP_API_GATEWAY_VIEWER** (2) can read every API Gateway key.",
};

const accessKey: KindWords = {
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
        },
        {
          picture: "old-portal",
          text: "If your menus look different, try the portal’s older place: **마이페이지** (1, My Page) > **계정관리** (2, Manage account) > **인증키관리** (3, Manage authentication keys). That page may have moved.",
          link: "old_authkeys",
        },
        {
          picture: "sign-in",
          text: "If you use the cloud for government, sign in at its own portal and look for the same menus. You may need a separate account and key there.",
          link: "gov_portal",
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
        copySubAccountKey,
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
        },
        { picture: "verify", text: "See that Keywright connects with the new key." },
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

const gatewayKey: KindWords = {
  name: "API Gateway key",
  about:
    "Programs send it in the x-ncp-apigw-api-key header when they call an API that someone published on API Gateway. Its two values can be seen again at any time.",
  fields: {
    primary_key: {
      label: "Primary Key",
      help: "Calls work with either value. The console shows it again at any time.",
    },
    secondary_key: {
      label: "Secondary Key",
      help: "Stands in while you change the primary one. It can be seen again, too.",
    },
    name: {
      label: "Name",
      help: "1 to 20 characters. Say who uses it and where, so that you know it again.",
      placeholder: "Shop weather",
    },
    description: {
      label: "Description",
      help: "Up to 50 characters, or none.",
      placeholder: "Weather on the shop’s front page",
    },
  },
  roles: {},
  links,
  realms,
  needs: {
    text: "API Gateway must be opened once in the console. An account connected as a sub account also needs the policy NCP_API_GATEWAY_VIEWER.",
    guide: "open_gateway",
  },
  guides: [
    {
      id: "first_key",
      title: "Make an API Gateway key in the console",
      about: "For a program that calls a published API. Once you have it, subscribe to that API.",
      steps: [
        openGateway,
        {
          picture: "gw-new",
          text: "In **API Keys** (1), click **API Key 생성** (2, Create API Key).",
        },
        {
          picture: "gw-form",
          text: "Type a **이름** (1, Name) of up to 20 characters and a **설명** (2, Description) of up to 50, and click **저장** (3, Save).",
        },
        { picture: "gw-view", text: "In the list, click **보기** (View) on the new key." },
        {
          picture: "gw-values",
          text: "Copy **Primary Key** (1) and **Secondary Key** (2) and paste them here. You can see both again at any time.",
        },
      ],
    },
    {
      id: "open_gateway",
      title: "If the account never used API Gateway",
      about:
        "Error 9014 probably means that this account has never used API Gateway. Opening it once in the console and starting to use it should help.",
      steps: [
        openGateway,
        {
          picture: "gw-start",
          text: "If a sign-up page appears, click **이용 신청** (Request use) and follow it to the end. Its name may differ a little.",
        },
        {
          picture: "gw-list",
          text: "When the **API Keys** list opens, come back to Keywright and try again.",
        },
      ],
    },
    {
      id: "subscribe",
      title: "Subscribe to a published API",
      about: "A key alone does not let you call anything yet: subscribe to the API with it.",
      steps: [
        {
          picture: "gw-catalog",
          text: "In API Gateway’s **Published APIs** (1), choose the API (2) and click **Catalog** (3).",
          link: "console_home",
        },
        {
          picture: "gw-subscribe",
          text: "Click **구독하기** (Subscribe) and choose your key if it asks for one. If it says **구독요청** (Request subscription), wait until the publisher accepts.",
        },
        {
          picture: "gw-linked",
          text: "In **API Keys**, choose the key (1) and click **연결된 Stage 보기** (2, View linked stages) to see what it can call.",
        },
        {
          picture: "gw-header",
          text: "In your program, send the key’s value in the x-ncp-apigw-api-key header of each call.",
        },
      ],
    },
    {
      id: "rotate",
      title: "Change the values without an outage",
      about: "Both values work, so if you change one at a time nothing has to stop.",
      steps: [
        {
          picture: "gw-second",
          text: "In the console’s **API Keys**, click **보기** (View) on the key and copy **Secondary Key**.",
          link: "console_home",
        },
        {
          picture: "swap",
          text: "Move every program that uses the key to the Secondary Key, and see that they work.",
        },
        {
          picture: "gw-renew-first",
          text: "In the **보기** (View) window, regenerate **Primary Key**. The old primary value may stop working at once.",
        },
        {
          picture: "swap",
          text: "Move the programs back to the new Primary Key, and see that they work.",
        },
        { picture: "gw-renew-second", text: "Last, regenerate **Secondary Key** as well." },
        whoCanRead,
      ],
    },
    {
      id: "lost_value",
      title: "I lost a value",
      about: "Nothing is lost: both values of an API Gateway key can be seen again at any time.",
      steps: [
        {
          picture: "gw-view",
          text: "In the console’s **API Keys**, click **보기** (View) on the key.",
          link: "console_home",
        },
        {
          picture: "gw-values",
          text: "Copy **Primary Key** (1) or **Secondary Key** (2).",
        },
        whoCanRead,
      ],
    },
  ],
};

const subAccountKey: KindWords = {
  name: "Sub account key",
  about:
    "An access key that belongs to a sub account. It can do only what that account’s policies allow, and its Secret Key is shown only once.",
  fields: {
    access_key: {
      label: "Access Key ID",
      help: "Says whose key it is.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret it signs with. Shown only once, when it is made.",
    },
    sub_account: {
      label: "Sub account",
      help: "The key can do only what this account’s policies allow.",
    },
    label: {
      label: "Your name for it",
      help: "Naver Cloud gives these keys no names. Only you see this one, here.",
      placeholder: "Sales report server",
    },
    login_id: {
      label: "Login ID",
      help: "The new sub account’s ID. It only uses keys and never signs in to the console.",
      placeholder: "report-bot",
    },
    name: {
      label: "Name",
      help: "2 to 30 characters. Say what the account does, so that you know it again.",
      placeholder: "Sales report bot",
    },
    memo: {
      label: "Memo",
      help: "Up to 300 bytes, about 300 English letters, or none.",
      placeholder: "Sends the sales report every morning",
    },
  },
  roles: {},
  links,
  realms,
  facts,
  needs: {
    text: "To see keys of sub accounts, the connected account needs the policy NCP_SUB_ACCOUNT_VIEWER; to make or pause them, NCP_SUB_ACCOUNT_MANAGER.",
    guide: "attach_policy",
  },
  group: {
    title: "Make a new sub account",
    text: "With one sub account for each program you can stop that program alone later. It uses APIs only and never signs in to the console.",
    done: "A new sub account has no policy yet, so its keys can do nothing. Attach one in the console.",
    guide: "attach_policy",
    problems: { forbidden: "API access is off for it, so it cannot use keys." },
  },
  guides: [
    {
      id: "first_key",
      title: "Make a sub account’s key in the console",
      about: "How to make a sub account’s first key. It is safer than a main account’s key.",
      steps: [
        openSubAccount,
        {
          picture: "sub-open",
          text: "In **Sub Accounts** (1), click the sub account that will use the key (2). If there is none, make one with **서브 계정 생성** (Create sub account).",
        },
        { picture: "sub-access", text: "Check that **API 접근** (API access) is ticked." },
        {
          picture: "sub-policy",
          text: "If the **정책** (1, Policies) tab lacks a policy it needs, add it (2). Without any, its keys can do nothing.",
        },
        addSubAccountKey,
        copySubAccountKey,
      ],
    },
    {
      id: "attach_policy",
      title: "Attach policies to a new sub account",
      about: "A new sub account can do nothing until a policy is attached. Attach it in the console.",
      steps: [
        openSubAccount,
        {
          picture: "sub-open",
          text: "In **Sub Accounts** (1), click the sub account you just made (2).",
        },
        addPolicy,
        {
          picture: "policy-service",
          text: "Choose policies only of the services the program uses (1) and add them (2). Most names end in VIEWER for seeing and MANAGER for changing.",
        },
        {
          picture: "policy-gateway",
          text: "If the program manages API Gateway, choose **NCP_API_GATEWAY_MANAGER** (1), or **NCP_API_GATEWAY_VIEWER** (2) if it only looks.",
        },
        {
          picture: "policy-sub",
          text: "Give **NCP_SUB_ACCOUNT_MANAGER** (1) and **NCP_SUB_ACCOUNT_VIEWER** (2) only to programs that look after sub accounts.",
        },
        { picture: "verify", text: "Run the program, and add what is missing if something fails." },
      ],
    },
    {
      id: "allow_list",
      title: "Let it work only from certain places",
      about:
        "Then even a leaked key does not work outside the IP addresses and VPCs you allow. It applies to all keys of that sub account.",
      steps: [
        {
          picture: "sub-open",
          text: "In the console’s **Sub Accounts** (1), click the key’s sub account (2).",
          link: "console_home",
        },
        {
          picture: "allow-limit",
          text: "Limit **API 접근** (API access) to certain places. We could not confirm where the console has this setting, or what it is called.",
        },
        {
          picture: "allow-add",
          text: "Add the places: IP addresses or ranges (1), VPCs (2) or servers in a VPC (3).",
        },
        {
          picture: "allow-check",
          text: "Check that neither the program’s address nor this computer’s is missing (1), then save (2). The key does not work from a place you left out.",
        },
        { picture: "verify", text: "After saving, check in Keywright that the key still works." },
      ],
    },
    {
      id: "quota_full",
      title: "No more keys can be made",
      about:
        "A sub account can usually have 2 keys in use (the exact number is not confirmed). Stop and delete one to make room.",
      steps: [
        {
          picture: "sub-open",
          text: "In the console’s **Sub Accounts** (1), click that sub account (2).",
          link: "console_home",
        },
        {
          picture: "sub-key-find",
          text: "On the **Access Key** tab (1), choose the key to give up (2) and find out which program uses it.",
        },
        { picture: "swap", text: "If a program uses it, put the key you keep into that program first." },
        {
          picture: "sub-key-stop",
          text: "Stop the key and watch for a few days. You can also pause it in Keywright.",
        },
        { picture: "sub-key-delete", text: "If nothing broke, delete it and make the new key." },
      ],
    },
  ],
};

const en: ProviderWords = {
  name: "Naver Cloud",
  about: "Naver’s cloud: servers, storage and APIs",
  kinds: {
    naver_access_key: accessKey,
    naver_gateway_key: gatewayKey,
    naver_sub_account_key: subAccountKey,
  },
};

export default en;
