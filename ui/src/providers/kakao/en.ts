import type { Guide, KindWords, ProviderWords, Step } from "../guide";

const links = {
  console_home: "Open the console",
  docs: "Open the official documents",
};

const facts: NonNullable<KindWords["facts"]> = {
  user: { label: "User" },
  user_id: { label: "Unique user ID" },
  organization: { label: "Organization" },
  organization_id: { label: "Organization ID" },
  project: { label: "Project" },
  project_id: { label: "Project ID" },
  roles: { label: "Roles" },
  token_expires: { label: "Token ends" },
  key_expires: { label: "Key ends" },
  restricted: {
    label: "Managing keys",
    values: {
      true: "may not make or delete keys (an ordinary key)",
      false: "may make and delete keys",
    },
  },
};

const openCredentials: Step = {
  picture: "profile-credentials",
  text: "At the top right of the console, open your profile (1) and click **Credentials** (2, 자격 증명).",
  link: "console_home",
};

const password: Step = {
  picture: "password",
  text: "Enter your password in the console again (1) and click **Confirm password** (2, 비밀번호 확인). Keywright never asks for that password.",
};

const confirmDelete: Step = {
  picture: "confirm-delete",
  text: "When the console asks whether you are sure, click **Delete** (삭제).",
  done: "key_gone",
};

const confirmDeleteWithTokens: Step = {
  picture: "confirm-delete",
  text: "When the console asks whether you are sure, click **Delete** (삭제). Tokens made with this key end with it.",
  done: "key_gone",
};

const checkGone: Step = {
  picture: "refused",
  text: "In Keywright, check whether this key works. If it is refused, it is gone.",
};

const newIamKey: Step = {
  picture: "iam-new",
  text: "On the **IAM access key** tab (1, IAM 액세스 키), click **Create IAM access key** (2, IAM 액세스 키 생성). You can have 2 in each project.",
};

const copyIamKey: Step = {
  picture: "iam-copy",
  text: "Before you close that window, copy **Access key ID** (1, IAM 액세스 키 ID) and **Secret access key** (2, 보안 액세스 키), paste them here and click **Confirm** (3, 확인). They are never shown again.",
  done: "pasted",
};

const deleteIamKey: Step = {
  picture: "iam-more",
  text: "On the **IAM access key** tab (1, IAM 액세스 키), find the key by its name, click … at the end of its line (2) and choose **Delete** (3, 삭제).",
};

const newS3Key: Step = {
  picture: "s3-new",
  text: "On the **S3 access key** tab (1, S3 액세스 키), click **Create S3 access key** (2, S3 액세스 키 생성). You can have 2 in each project.",
};

const deleteS3Key: Step = {
  picture: "s3-more",
  text: "On the **S3 access key** tab (1, S3 액세스 키), find the key by its name, click … at the end of its line (2) and choose **Delete** (3, 삭제).",
};

const makeIamKey: Step = {
  picture: "iam-new",
  text: "On the **IAM access key** tab (1, IAM 액세스 키), click **Create IAM access key** (2, IAM 액세스 키 생성) to make a new one. “Make an IAM access key in the console” shows every step.",
  done: "key_appeared",
};

const makeS3Key: Step = {
  picture: "s3-new",
  text: "On the **S3 access key** tab (1, S3 액세스 키), click **Create S3 access key** (2, S3 액세스 키 생성) to make a new one. “Make an S3 access key in the console” shows every step.",
  done: "key_appeared",
};

const swap: Step = {
  picture: "swap",
  text: "If a program uses this key, put a new key into it first and see that it works.",
};

const keepOne: Step = {
  picture: "swap",
  text: "If a program uses it, put the key you keep into that program first and see that it works.",
};

const putInAgain: Step = {
  picture: "swap",
  text: "Put the new key into the programs that stopped and see that they work.",
};

/** A key that is refused because of its owner's rights, after a look at the key itself. */
const refused = (find: Step): Guide => ({
  id: "refused",
  title: "A key that worked is refused",
  about:
    "A key stops at once when its owner leaves the project or loses the role. The same key may work again when they are back, so do not hurry to delete it here.",
  steps: [
    find,
    {
      picture: "member-role",
      text: "In **Project Management**, see that the key’s owner is still in the project and still has the role. If not, ask a project admin to bring it back.",
    },
    {
      picture: "keep",
      text: "Keep the value on this computer. The console never shows it again.",
    },
    {
      picture: "verify",
      text: "Once the role is back, check in Keywright that the key works. If it is still refused, make a new one.",
    },
  ],
});

const iamKey: KindWords = {
  name: "IAM access key",
  about:
    "Programs exchange it for a token to use KakaoCloud’s API. A token lasts up to 12 hours, and ends earlier if the role changes or the key is deleted.",
  ways: {
    by_id: { label: "By access key ID" },
    by_name: {
      label: "By name",
      hint: "For when the ID is lost. You also need your unique user ID and the secret access key.",
      guide: "user_id",
    },
  },
  fields: {
    id: {
      label: "Access key ID",
      help: "One of the two values you get when you make the key. It says which key it is.",
    },
    secret: {
      label: "Secret access key",
      help: "The secret that gets tokens. Shown only once, when the key is made.",
    },
    name: {
      label: "IAM access key name",
      help: "Its name in the console’s list of keys. For a new key, say where it is used so that you know it again.",
      placeholder: "Billing server",
    },
    user_id: {
      label: "Unique user ID",
      help: "The long value under Account information in the console. It is not the ID you sign in with.",
    },
    description: {
      label: "IAM access key description",
      help: "You can leave it empty.",
      placeholder: "Uploads the billing files every night",
    },
    expiry: {
      label: "Expiry",
      help: "The key stops by itself after this day, so a forgotten key does not stay around for long.",
    },
  },
  roles: {},
  links,
  facts,
  needs: {
    text: "KakaoCloud’s documents do not say how to see IAM access keys through its API. The list is under Credentials in the console.",
  },
  guides: [
    {
      id: "first_key",
      title: "Make an IAM access key in the console",
      about:
        "Keywright needs one key to connect, and KakaoCloud makes it in the console. English names there have changed over time, so the Korean ones stand beside them.",
      steps: [
        openCredentials,
        password,
        newIamKey,
        {
          picture: "form-project",
          text: "Choose the **Project** (프로젝트) that the key is for. It can do only what your role in that project allows.",
        },
        {
          picture: "form-name",
          text: "Type the **IAM access key name** (IAM 액세스 키 이름). Say where the key is used, so that you know it again.",
        },
        {
          picture: "form-note",
          text: "You can fill in the **IAM access key description** (IAM 액세스 키 설명) or leave it empty.",
        },
        {
          picture: "form-expiry",
          text: "For the **Expiry** (만료일), about three months is safer than no end (무제한). Change to a new key before that day.",
        },
        {
          picture: "form-create",
          text: "Click **Create** (생성). Do not close the window that comes next until both values are here: they are never shown again.",
          done: "key_appeared",
        },
        {
          picture: "iam-copy",
          text: "Copy **Access key ID** (1, IAM 액세스 키 ID) and **Secret access key** (2, 보안 액세스 키), paste them here and then click **Confirm** (3, 확인).",
          done: "pasted",
        },
      ],
    },
    {
      id: "user_id",
      title: "Find your unique user ID",
      about:
        "You need it only if you lost the access key ID and connect with the name instead. With the ID, Keywright reads it by itself.",
      steps: [
        {
          picture: "profile-account",
          text: "At the top right of the console, open your profile (1) and click **Account information** (2, 계정 정보).",
          link: "console_home",
        },
        password,
        {
          picture: "user-id",
          text: "Copy **Unique user ID** (사용자 고유 ID). Some consoles call it User UUID, or just ID. It is the long value of letters and digits, not the account you sign in with.",
        },
        {
          picture: "iam-names",
          text: "If you forgot the key’s name, look under **Credentials** (자격 증명) on the **IAM access key** (IAM 액세스 키) tab. Type it exactly, spaces too.",
        },
      ],
    },
    {
      id: "service_account",
      title: "Make a key of a service account",
      about:
        "Your own key stops when you leave the project. For a program that several people rely on, a service account’s key is better: it belongs to nobody in person.",
      steps: [
        {
          picture: "pm-open",
          text: "On the console’s dashboard, open **Project Management** (1) > **Service Accounts** (2, 서비스 계정). The organization’s **IAM** menu can only show them.",
          link: "console_home",
        },
        {
          picture: "sa-new",
          text: "Click **Create service account** (서비스 계정 생성). If there is no such button, ask someone with the role Project Admin or IAM Project Admin.",
        },
        {
          picture: "sa-form",
          text: "Type an ID and a name (1) and click **Create** (2, 생성). The project ID and @kc.serviceaccount.com are added to the ID.",
        },
        {
          picture: "sa-open",
          text: "In the list, open the service account you just made. Give it only the roles that the program needs.",
        },
        {
          picture: "sa-key",
          text: "Under **IAM access key** (1, IAM 액세스 키), click **Create IAM access key** (2, IAM 액세스 키 생성), then choose a name and an expiry. This is also where you delete it later.",
        },
        copyIamKey,
      ],
    },
    {
      id: "retire",
      title: "Delete an IAM access key",
      about:
        "An IAM access key cannot be paused, only deleted, and a deleted one is gone for good. So change to a new key first.",
      steps: [swap, openCredentials, password, deleteIamKey, confirmDeleteWithTokens, checkGone],
    },
    {
      id: "quota_full",
      title: "No more IAM access keys can be made",
      about:
        "You can have 2 IAM access keys in each project. Delete one to make room; another project has room of its own.",
      steps: [
        {
          picture: "iam-find",
          text: "In the console’s **Credentials** (자격 증명), open the **IAM access key** tab (1, IAM 액세스 키), choose the key to give up (2) and find out which program uses it.",
          link: "console_home",
        },
        keepOne,
        deleteIamKey,
        confirmDeleteWithTokens,
        makeIamKey,
      ],
    },
    {
      id: "leaked",
      title: "An IAM access key leaked",
      about:
        "Do not wait: delete it in the console at once. Tokens made with it end too. Programs that used it stop until you give them a new key.",
      steps: [
        openCredentials,
        password,
        deleteIamKey,
        confirmDeleteWithTokens,
        {
          picture: "look-around",
          text: "Look for servers (1), buckets (2) and S3 access keys (3) that you do not know. They may have been made with the leaked key.",
        },
        makeIamKey,
        putInAgain,
      ],
    },
    refused({
      picture: "iam-find",
      text: "In the console’s **Credentials** (자격 증명), open the **IAM access key** tab (1, IAM 액세스 키) and see that the key is still there (2) and has not expired.",
      link: "console_home",
    }),
  ],
};

const s3Key: KindWords = {
  name: "S3 access key",
  about:
    "Programs sign with it when they use Object Storage through S3. It is a pair: an access key ID and a secret access key.",
  fields: {
    access: {
      label: "Access key ID",
      help: "One of the two values you get when you make the key. The Korean console calls it 인증 키.",
    },
    secret: {
      label: "Secret access key",
      help: "The secret it signs with. Shown only once, when the key is made.",
    },
    region: {
      label: "Region",
      help: "Where the buckets are. If you are not sure, leave it at kr-central-2.",
    },
    label: {
      label: "Your name for it",
      help: "KakaoCloud’s API gives S3 access keys no names. Only this computer knows this one.",
      placeholder: "Photo backup",
    },
  },
  choices: { region: { "kr-central-2": "kr-central-2 (default)" } },
  roles: {},
  links,
  needs: {
    text: "KakaoCloud may not let an IAM access key see S3 access keys. That does not mean you have none. Make one in the console and put it in here to keep and use it.",
    guide: "first_key",
  },
  guides: [
    {
      id: "first_key",
      title: "Make an S3 access key in the console",
      about:
        "You need one to use Object Storage with S3 tools. If it cannot be made here, make it in the console and put it in.",
      steps: [
        openCredentials,
        password,
        newS3Key,
        {
          picture: "s3-form",
          text: "Fill in **Project** (1, 프로젝트) and **S3 access key name** (2, S3 액세스 키 이름) and click **Create** (3, 생성). Do not close the window that comes next until both values are here: they are never shown again.",
          done: "key_appeared",
        },
        {
          picture: "s3-copy",
          text: "Copy **Access key ID** (1, 인증 키) and **Secret access key** (2, 보안 액세스 키), paste them here and then click **Confirm** (3, 확인).",
          done: "pasted",
        },
      ],
    },
    {
      id: "use",
      title: "Use it in S3 tools",
      about: "Most tools that speak S3 work with KakaoCloud once you change their address and region.",
      steps: [
        {
          picture: "s3-endpoint",
          text: "Set the address (1) to https://objectstorage.kr-central-2.kakaocloud.com and the region (2) to kr-central-2. For another region, change kr-central-2 in both.",
        },
        {
          picture: "s3-path",
          text: "Turn on path style in the tool’s settings: the bucket’s name then goes behind the address, not in front of it.",
        },
        {
          picture: "s3-versions",
          text: "The newest versions that KakaoCloud says work are AWS CLI 2.22.0 (1), boto3 1.35.99 (2) and JavaScript SDK 3.726.1 (3). Newer ones may fail.",
        },
        {
          picture: "s3-roles",
          text: "To list buckets, you need the role **Object Storage manager** (1) or **Object Storage viewer** (2). If you only look, viewer is enough. Their names may differ a little in the console.",
        },
        {
          picture: "bucket-role",
          text: "To read and write files, you also need a role on that bucket (1): its **Permission** tab (2, 권한) has **Add role** (3, 역할 추가). Names may differ a little.",
        },
        { picture: "verify", text: "Check in Keywright that this key works." },
      ],
    },
    {
      id: "retire",
      title: "Delete an S3 access key",
      about:
        "An S3 access key cannot be paused, and it seems to have no expiry. Change to a new key, then delete the one you no longer use.",
      steps: [swap, openCredentials, password, deleteS3Key, confirmDelete, checkGone],
    },
    {
      id: "quota_full",
      title: "No more S3 access keys can be made",
      about:
        "You can have 2 S3 access keys in each project. Delete one to make room; another project has room of its own.",
      steps: [
        {
          picture: "s3-find",
          text: "In the console’s **Credentials** (자격 증명), open the **S3 access key** tab (1, S3 액세스 키), choose the key to give up (2) and find out which program uses it.",
          link: "console_home",
        },
        keepOne,
        deleteS3Key,
        confirmDelete,
        makeS3Key,
      ],
    },
    {
      id: "leaked",
      title: "An S3 access key leaked",
      about:
        "Do not wait: delete it in the console at once. Programs that used it stop until you give them a new key.",
      steps: [
        openCredentials,
        password,
        deleteS3Key,
        confirmDelete,
        {
          picture: "bucket-look",
          text: "Look through your buckets for files that you do not know, and for files that changed or are gone.",
        },
        makeS3Key,
        putInAgain,
      ],
    },
    refused({
      picture: "s3-find",
      text: "In the console’s **Credentials** (자격 증명), open the **S3 access key** tab (1, S3 액세스 키) and see that the key is still there (2).",
      link: "console_home",
    }),
  ],
};

const en: ProviderWords = {
  name: "KakaoCloud",
  about: "Kakao’s cloud: servers and storage",
  kinds: {
    kakao_iam_key: iamKey,
    kakao_s3_key: s3Key,
  },
};

export default en;
