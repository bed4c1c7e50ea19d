import type { Guide, KindWords, ProviderWords, Step } from "../guide";

const links = {
  console_home: "Open the console",
  gov_console: "Open the government console",
  guide_d: "Open the official guide",
};

const facts: NonNullable<KindWords["facts"]> = {
  storage_account: { label: "Storage account" },
  signature: { label: "Way of signing", values: { v2: "Signature Version 2", v4: "Signature Version 4" } },
  region: { label: "Region" },
  zones: { label: "Zones it can use" },
  versions: { label: "API versions that answered" },
  user: { label: "User" },
  project: { label: "Project" },
  project_id: { label: "Project ID" },
  zone: { label: "Zone" },
  token_expires: { label: "Token ends" },
  roles: { label: "Roles" },
};

const signIn: Step = {
  picture: "sign-in",
  text: "Sign in to KT Cloud with the root account, your main one. An IAM account cannot get a key.",
  link: "console_home",
};

const copyKey: Step = {
  picture: "key-copy",
  text: "Copy **API Key** (1) and **Secret Key** (2) and paste them here.",
};

const openStorage: Step = {
  picture: "storage-open",
  text: "In the menu on the left, open **API Key** (1) and click the **Storage** tab (2).",
};

const openStorageHere: Step = { ...openStorage, link: "console_home" };

const addStorageKey: Step = {
  picture: "storage-add",
  text: "Click **API Key 추가** (Add API key). If you cannot, you may have to sign up for Object Storage first.",
};

const copyStorageKey: Step = {
  picture: "storage-copy",
  text: "Copy the key (1) and the secret (2) from the new line and paste them here. They are called Access Key and Secret Key, or something close.",
};

const noNarrow: Step = {
  picture: "no-narrow",
  text: "Can its rights be narrowed? No. There are no keys that only read, or that reach only one service.",
};

const noExtra: Step = {
  picture: "no-extra",
  text: "Does it need any more permission? No. It has every right already, so there is nothing to add.",
};

const onlyWays: Step = {
  picture: "only-ways",
  text: "Is there another way? No. The G platform takes the root account’s API Key (1), and the D platform takes a Token (2).",
};

const users: Step = {
  picture: "users",
  text: "Write down every program and person that uses this key. We could not confirm that the old and the new key work side by side, so be ready to change them all at once.",
};

const stopUsing: Step = {
  picture: "users",
  text: "See whether any program still uses this key. If so, give it another key or stop it first.",
};

const copies: Step = {
  picture: "copies",
  text: "Delete the copies left in files (1), mail (2) and chats (3) too.",
};

const checkEnded: Step = {
  picture: "refused",
  text: "In Keywright, check whether the old key works. If it is refused, it has ended. If it still works, tell customer support again.",
};

const removeHere: Step = {
  picture: "forget",
  text: "Once you have seen it refused, remove it from Keywright too. If you remove it earlier, you cannot check that it has ended.",
};

const lookAround: Step = {
  picture: "look-around",
  text: "Look for servers (1), networks (2) and disks (3) that you do not know.",
};

const putInAgain: Step = {
  picture: "swap",
  text: "Put the new values into the programs that stopped and see that they work.",
};

const gKey: KindWords = {
  name: "G platform API key",
  about:
    "For existing customers (G1, G2). It is a pair, an API Key and a Secret Key, and it can do all that the root account can.",
  care: {
    title: "This key has every right of the root account",
    text: "Its rights cannot be narrowed, so whoever has it can do anything, even delete servers. Put it only into programs that need it, and keep as few copies as you can.",
    guide: "leaked",
    questions: "questions",
  },
  replacement: {
    make: "If the present key is issued anew, the old one may stop at once. Note where it is used, and do it when little depends on it.",
    safe: "If you stop here and changed nothing in the console, the key keeps working.",
  },
  fields: {
    api_key: {
      label: "API Key",
      help: "Says whose key it is. It is on the Default API Key line in the console.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret it signs with. The console shows it again whenever you click 마스킹 해제 (Unmask).",
    },
  },
  roles: {},
  links,
  facts,
  guides: [
    {
      id: "first_key",
      title: "Find your API key in the console",
      about: "G1 and G2 come with a key. You do not make a new one: uncover its values and copy them.",
      steps: [
        signIn,
        {
          picture: "menu-key",
          text: "In the menu on the left, open **API Key** (1) and click **API Key** (2) below it.",
        },
        {
          picture: "unmask",
          text: "On the **Default API Key** line (1), click **마스킹 해제** (2, Unmask). You can see the values again this way at any time.",
        },
        {
          picture: "identity",
          text: "The console may ask you once more to prove who you are. Keywright never asks for what you type there.",
        },
        copyKey,
      ],
    },
    {
      id: "storage_key",
      title: "Make more keys for storage",
      about:
        "Object Storage, where files are kept, takes a key from the Storage tab instead of this API key.",
      steps: [
        openStorageHere,
        addStorageKey,
        {
          picture: "storage-copy",
          text: "Copy the key (1) and the secret (2) from the new line. They are called Access Key and Secret Key, or something close.",
        },
        {
          picture: "choose-kind",
          text: "In Keywright, choose the kind that fits your storage: Object Storage 1.0, 2.0 or S3. If you are not sure, see “Find out which storage a key is for” in the guides of that kind.",
        },
      ],
    },
    {
      id: "questions",
      title: "Questions about the API key",
      about: "Good to know before you connect. Based on what was published on 24 February 2025.",
      steps: [
        {
          picture: "all-rights",
          text: "What can this key do? All that the root account can. That includes making and deleting servers (1), disks (2) and networks (3).",
        },
        noNarrow,
        noExtra,
        onlyWays,
        {
          picture: "iam",
          text: "Can an IAM account make one? No. The root account (1) can, an IAM account (2) cannot, and there is no plan to allow it (as of 24 February 2025).",
        },
        {
          picture: "unmask",
          text: "Can I see the values again? Yes. In the console, on the **Default API Key** line (1), click **마스킹 해제** (2, Unmask).",
        },
        {
          picture: "signed-address",
          text: "Are request addresses sensitive too? Yes. An address signed with this key (1) has no end (2), so whoever gets it can send the same request again. Keep it out of logs and chats.",
        },
        {
          picture: "support",
          text: "What if it leaks? If you cannot change it in the console, ask customer support to block it at once. “The API key leaked” has the steps.",
        },
      ],
    },
    {
      id: "rotate",
      title: "Change the API key",
      about:
        "We could not confirm that the console can issue the Default API Key anew. If it has no button for that, ask customer support.",
      steps: [
        users,
        {
          picture: "key-actions",
          text: "On the console’s **API Key** page, see whether the **Default API Key** line (1) has a button that issues it anew (2). The old key may stop at once, so click it only when you are ready.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "If there is no such button, ask KT Cloud’s customer support to issue it anew. Ask when the old key ends, too.",
        },
        {
          picture: "key-copy",
          text: "Copy the new **API Key** (1) and **Secret Key** (2) and put them into Keywright.",
        },
        { picture: "swap", text: "Put the new key everywhere you wrote down and see that it works." },
        checkEnded,
        removeHere,
      ],
    },
    {
      id: "retire",
      title: "Stop using the API key",
      about:
        "Removed from Keywright, the key stays at KT Cloud and goes on working. We could not confirm that the console can delete it.",
      steps: [
        stopUsing,
        {
          picture: "key-actions",
          text: "On the console’s **API Key** page, see whether the **Default API Key** line (1) has a button that deletes it or issues it anew (2). If so, click it.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "If there is no such button, ask customer support to end this key. If they cannot, ask them to issue it anew: the old values should then stop working.",
        },
        copies,
        checkEnded,
        removeHere,
      ],
    },
    {
      id: "leaked",
      title: "The API key leaked",
      about: "Do not wait: block it at once. Whoever has this key can do all that the root account can.",
      steps: [
        {
          picture: "key-actions",
          text: "Open the **API Key** page, where you unmasked the values. If the **Default API Key** line (1) has a button that issues it anew or deletes it (2), click it at once.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "If there is no such button, contact KT Cloud’s customer support at once. Say that the key leaked, and ask them to block it and issue a new one.",
        },
        {
          picture: "portal-password",
          text: "If the portal password may have leaked too, change it as well. But a new password may not block this key.",
        },
        {
          picture: "signed-address",
          text: "If an address signed with this key (1) stands in logs or chats, delete it. It has no end (2): until the key is blocked, anyone can send that request again.",
        },
        {
          picture: "ends",
          text: "Once the key is blocked, requests and signed addresses made with it (1) are refused. Servers and disks already made, and separate Storage keys (2), stay as they are.",
        },
        lookAround,
        checkEnded,
        putInAgain,
      ],
    },
  ],
};

const changePortalPassword =
  "Change your password in the portal’s account settings. We could not confirm where that page is and what it is called.";

const dLogin: KindWords = {
  name: "D platform sign-in",
  about:
    "The sign-in that gets tokens for the D platform’s API. If you are not sure which to choose, start here.",
  care: {
    title: "This sign-in opens your whole account",
    text: "Its rights cannot be narrowed, and it is usually the very password of the portal. Assume that whoever has it can enter the console too, and put it only into programs that need it.",
    guide: "leaked",
    questions: "questions",
  },
  replacement: {
    make: "There is one password only: the old one stops the moment you change it. Note where it is used, change it when little depends on it, then put the new one in here.",
    safe: "If you stop here and did not change the password, it keeps working.",
  },
  fields: {
    project_name: {
      label: "Project Name (your sign-in ID)",
      help: "The ID you sign in to the portal with, usually an email address. The Token page calls it Project Name.",
      placeholder: "name@example.com",
    },
    password: {
      label: "Password on the Token page (usually the portal’s)",
      help: "Wrong passwords may lock your account. So Keywright never tries again by itself.",
    },
    project_id: {
      label: "Project Id",
      help: "The Token page shows it when you click Project ID 확인 (Check project ID). Left empty, you sign in to the project named like your sign-in ID.",
    },
    zone: {
      label: "Zone",
      help: "Where your servers are. If it is not listed, choose to type it, and enter the zone as it stands in the API address, e.g. d1.",
    },
  },
  choices: {
    zone: {
      d1: "DX-M1 · Seoul (Mokdong)",
      d2: "DX-Central",
      d3: "DX-DCN-CJ",
      gd1: "DX-G · government",
      gd4: "DX-G-YS · government",
    },
  },
  tokens: {
    api: "Stands in for the password in calls to the D platform’s API. It usually lasts an hour.",
  },
  roles: {},
  links,
  facts,
  guides: [
    {
      id: "first_key",
      title: "Find the Token page’s values in the console",
      about:
        "The D platform has no separate key to make. You sign in with the Token page’s values and a password, and get a token.",
      steps: [
        {
          picture: "sign-in",
          text: "Sign in to KT Cloud with the root account, your main one. We could not confirm that an IAM account can get tokens.",
          link: "console_home",
        },
        {
          picture: "choose-zone",
          text: "Choose D as the platform (1), and as the zone (2) the one your servers are in. Choose the same zone in Keywright.",
        },
        {
          picture: "menu-token",
          text: "In the menu on the left, open **Servers** (1) and click **Token** (2).",
        },
        {
          picture: "token-page",
          text: "Look at **Project Name** (1) and **Password** (2). The password is usually the portal’s; we could not confirm whether it can be a separate one.",
        },
        {
          picture: "project-id",
          text: "Click **Project ID 확인** (1, Check project ID) and copy **Project Id** (2).",
        },
        {
          picture: "fill-login",
          text: "In Keywright, choose the zone (1) and fill in the other values (2). Check them before you connect: wrong passwords may lock your account.",
        },
        {
          picture: "sign-in",
          text: "If you use a government zone (DX-G, DX-G-YS), sign in at the government console and look for the same menus. Names may differ a little.",
          link: "gov_console",
        },
      ],
    },
    {
      id: "questions",
      title: "Questions about the D platform sign-in",
      about: "Good to know before you connect. Based on what was published on 24 February 2025.",
      steps: [
        {
          picture: "opens-both",
          text: "What can this sign-in do? All that the account can do through the API (1). It is usually the password that opens the portal (2), too.",
        },
        noNarrow,
        noExtra,
        onlyWays,
        {
          picture: "iam",
          text: "Can an IAM account make keys? No. The root account (1) can, an IAM account (2) cannot, and there is no plan to allow it (as of 24 February 2025). We could not confirm whether an IAM account can get tokens.",
        },
        {
          picture: "which-password",
          text: "Is it the portal’s password? Usually. That is not confirmed, so if the Token page shows another one, use that.",
        },
        {
          picture: "two-step",
          text: "Does it work with two-step sign-in or SSO? We could not confirm it. If you are refused, try a main account without two-step sign-in.",
        },
        {
          picture: "locked-out",
          text: "What if I am wrong several times? Your account may be locked. KT Cloud does not say which is wrong, so check all three: sign-in ID, password and project.",
        },
        {
          picture: "hour",
          text: "How long does a token last? Usually an hour. If KT Cloud does not say when it ends, Keywright counts on 50 minutes.",
          link: "guide_d",
        },
        {
          picture: "portal-password",
          text: "What if it leaks? Change the portal password first. “The D platform sign-in leaked” has the steps.",
        },
      ],
    },
    {
      id: "rotate",
      title: "Change the password of the D platform sign-in",
      about:
        "There is one password, so the old and the new one never work together. Know every place that uses it, and change them all at once.",
      steps: [
        {
          picture: "users",
          text: "Write down every program and person that uses this sign-in. When the password changes, none of them can get a new token.",
        },
        {
          picture: "portal-password",
          text: `${changePortalPassword} If the Token page has a Password of its own, change that one.`,
          link: "console_home",
        },
        {
          picture: "token-page",
          text: "Under **Servers** > **Token**, see that **Project Name** (1) is as before and **Password** (2) is the new one.",
        },
        {
          picture: "fill-login",
          text: "In Keywright, choose the same zone (1), enter the new password (2) and connect again.",
        },
        {
          picture: "swap",
          text: "Put the new password into every program you wrote down, and tell the people who share it.",
        },
        {
          picture: "hour",
          text: "Tokens already issued may not end with the old password. They usually end within an hour.",
        },
      ],
    },
    {
      id: "retire",
      title: "Stop using the D platform sign-in",
      about:
        "This sign-in is the account itself, not a key that can be deleted. Removed from Keywright, its password goes on working.",
      steps: [
        {
          picture: "users",
          text: "See whether any program still uses this sign-in. If so, stop it first.",
        },
        {
          picture: "portal-password",
          text: `${changePortalPassword} The old one that programs and people know is then useless.`,
          link: "console_home",
        },
        {
          picture: "hour",
          text: "Tokens already issued may not end at once. They usually end within an hour.",
        },
        copies,
        {
          picture: "forget",
          text: "Last, remove this sign-in from Keywright too.",
        },
      ],
    },
    {
      id: "leaked",
      title: "The D platform sign-in leaked",
      about:
        "Do not wait: change the portal password first. Whoever has this value can enter the console too.",
      steps: [
        {
          picture: "portal-password",
          text: "Sign in to the portal and change the password at once. If the Token page has a Password of its own, change that too.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "If you cannot sign in or change the password, contact KT Cloud’s customer support at once and ask them to block the account.",
        },
        {
          picture: "hour",
          text: "Tokens already issued may work for about an hour more. If one is kept in Keywright, try to revoke it. We could not confirm that KT Cloud accepts that.",
        },
        {
          picture: "ends",
          text: "After the change, the old password can neither sign in nor get a new token (1). Servers and disks already made, API keys and Storage keys (2) stay as they are.",
        },
        {
          picture: "key-actions",
          text: "Whoever entered the console may have seen the **API Key** page too. If there is a **Default API Key** line (1), see whether it has a button that issues it anew (2). If not, ask customer support to block it.",
        },
        lookAround,
        {
          picture: "swap",
          text: "Put the new password into the programs that stopped and see that they work. Change it wherever else you used the same one.",
        },
      ],
    },
  ],
};

const storageCare: KindWords["care"] = {
  title: "This key may delete the files in your storage",
  text: "We could not confirm any way to narrow its rights. Assume that whoever has it can read, change and delete every file, and put it only into programs that need it.",
  guide: "leaked",
};

const whichGeneration: Guide = {
  id: "which_generation",
  title: "Find out which storage a key is for",
  about:
    "We could not confirm which storage a key from the Storage tab fits. This is how to find out whether it is 1.0, 2.0 or S3.",
  steps: [
    {
      picture: "addresses",
      text: "In the address your program uses, look right behind https://. ssproxy is 1.0 (1), ssproxy2 is 2.0 (2), ss1 or obj-e-1 is S3 (3).",
    },
    {
      picture: "products",
      text: "If you do not know the address, look in the console for the name of the storage you use. It may end in 1.0 (1), 2.0 (2) or 3.0 (3). ucloud storage is 1.0; 3.0 and the D platform’s storage are S3.",
      link: "console_home",
    },
    {
      picture: "fill-ids",
      text: "If your program’s settings also hold a Domain ID (1) and a Project ID (2), it is 2.0.",
    },
    {
      picture: "try-each",
      text: "If you are still not sure, connect one after the other: S3, 2.0, then 1.0. Keywright only reads, so a refusal changes nothing in your storage.",
    },
    {
      picture: "support",
      text: "If all of them are refused, ask customer support which storage the key is for. Do not tell them the secret.",
    },
  ],
};

/** Guides of a key from the Storage tab. */
const storageGuides = (about: string, fill: Step, ends: string): KindWords["guides"] => [
  {
    id: "first_key",
    title: "Make a Storage key in the console",
    about,
    steps: [
      signIn,
      openStorage,
      addStorageKey,
      copyStorageKey,
      fill,
      {
        picture: "verify",
        text: "When you connect, Keywright reads the list of file boxes once. If you are refused, see “Find out which storage a key is for”.",
      },
    ],
  },
  whichGeneration,
  {
    id: "rotate",
    title: "Change a Storage key",
    about:
      "You can make more Storage keys, so if you move to a new one first, nothing is cut off. We could not confirm how many you can have.",
    steps: [
      openStorageHere,
      addStorageKey,
      {
        picture: "storage-copy",
        text: "Copy the key (1) and the secret (2) from the new line and put them into Keywright.",
      },
      { picture: "verify", text: "In Keywright, check that the new key works." },
      {
        picture: "swap",
        text: "Put the new key into every program that used the old one and see that it works.",
      },
      {
        picture: "storage-actions",
        text: "On the **Storage** tab (1), if the old key’s line has a button that deletes it (2), click it. If not, ask customer support to delete the key.",
      },
      checkEnded,
    ],
  },
  {
    id: "retire",
    title: "Stop using a Storage key",
    about:
      "Removed from Keywright, the key stays at KT Cloud and goes on working. We could not confirm that the console can delete it.",
    steps: [
      stopUsing,
      {
        picture: "storage-actions",
        text: "On the console’s **Storage** tab (1), if this key’s line has a button that deletes it (2), click it.",
        link: "console_home",
      },
      { picture: "support", text: "If there is no such button, ask customer support to delete this key." },
      copies,
      checkEnded,
      removeHere,
    ],
  },
  {
    id: "leaked",
    title: "A Storage key leaked",
    about: "Do not wait: block it at once. Whoever has this key can read, change and delete files.",
    steps: [
      {
        picture: "storage-actions",
        text: "In the console, under **API Key** > **Storage** (1), if this key’s line has a button that deletes it (2), click it at once.",
        link: "console_home",
      },
      {
        picture: "support",
        text: "If there is no such button, contact KT Cloud’s customer support at once. Say that the key leaked and ask them to block it.",
      },
      { picture: "storage-ends", text: ends },
      {
        picture: "box-look",
        text: "Look through your file boxes for files that you do not know, and for files that changed or are gone.",
      },
      checkEnded,
      addStorageKey,
      putInAgain,
    ],
  },
];

const tokensStay =
  "Once the key is blocked, nobody can sign in with it any more (1). Tokens already issued and files made public (2) may go on working for a while.";

const storage1: KindWords = {
  name: "Object Storage 1.0 key",
  about: "For the older storage that began as ucloud storage. It is a pair: a user and an API key.",
  care: storageCare,
  fields: {
    storage_user: {
      label: "Storage user (portal email or Access Key)",
      help: "Some use the email they sign in to the portal with, others the Access Key from the Storage tab. If one is refused, try the other.",
    },
    storage_pass: {
      label: "Storage API Key",
      help: "The secret from the Storage tab. It is not the portal’s password.",
    },
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "Object Storage, where files are kept, takes another key than servers do. It is made on the console’s Storage tab.",
    {
      picture: "fill-pair",
      text: "Enter your portal email or the Access Key as the storage user (1), and the secret as the Storage API Key (2).",
    },
    tokensStay,
  ),
};

const storage2: KindWords = {
  name: "Object Storage 2.0 key",
  about: "For the storage that takes four values: two of the key, a Domain ID and a Project ID.",
  care: storageCare,
  fields: {
    access_key: {
      label: "Access Key",
      help: "From the Storage tab. It may be your portal email, or that email with $ in place of @.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret from the Storage tab. It may be called API Key.",
    },
    domain_id: {
      label: "Domain ID",
      help: "The ID, not the name. We could not confirm where the console shows it.",
    },
    project_id: {
      label: "Project ID",
      help: "The ID, not the name. It may differ from the D platform’s Project Id.",
    },
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "Object Storage, where files are kept, takes another key than servers do. It is made on the console’s Storage tab.",
    {
      picture: "fill-ids",
      text: "Enter the Domain ID (1) and the Project ID (2) as well. We could not confirm where the console shows them; if you cannot find them, ask customer support.",
    },
    tokensStay,
  ),
};

const storageS3: KindWords = {
  name: "Object Storage S3 key",
  about: "For storage used with S3 tools: the D platform’s storage, and Object Storage 3.0.",
  care: storageCare,
  fields: {
    access_key: {
      label: "Access Key",
      help: "Says which key it is. S3 tools often call it Access Key ID.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret it signs with. S3 tools often call it Secret Access Key.",
    },
  },
  realm: {
    title: "Which storage is it?",
    hint: "Each has its own address and way of signing. If you are not sure, try the D platform first.",
  },
  realms: {
    d_platform: "The D platform’s storage (obj-e-1.ktcloud.com)",
    storage_3: "Object Storage 3.0 (ss1.cloud.kt.com)",
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "These steps use the Storage tab. We could not confirm where the D platform shows its S3 keys: if you have no such tab, look on its Object Storage page.",
    {
      picture: "choose-realm",
      text: "In Keywright, choose the D platform’s storage (1) or Object Storage 3.0 (2) and enter both values. If you are not sure, try the D platform first.",
    },
    "Once the key is blocked, requests made with it (1) are refused. Files already downloaded and files made public (2) stay as they are.",
  ),
};

const en: ProviderWords = {
  name: "KT Cloud",
  about: "KT’s cloud: servers and storage",
  kinds: {
    kt_d_login: dLogin,
    kt_g_key: gKey,
    kt_storage_s3: storageS3,
    kt_storage_2: storage2,
    kt_storage_1: storage1,
  },
};

export default en;
