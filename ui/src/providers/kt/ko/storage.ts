import type { Guide, KindWords, Step } from "../../guide";
import {
  addStorageKey,
  checkEnded,
  copies,
  copyStorageKey,
  facts,
  links,
  openStorage,
  openStorageHere,
  putInAgain,
  removeHere,
  signIn,
  stopUsing,
} from "./shared";

const storageCare: KindWords["care"] = {
  title: "저장소의 파일을 지울 수도 있는 키예요",
  text: "권한을 좁히는 방법은 확인하지 못했어요. 이 키를 가진 사람은 파일을 모두 읽고 바꾸고 지울 수 있다고 생각하고, 꼭 필요한 프로그램에만 넣으세요.",
  guide: "leaked",
};

const whichGeneration: Guide = {
  id: "which_generation",
  title: "어느 저장소의 키인지 알아보기",
  about:
    "Storage 탭의 키가 어느 저장소에 맞는지는 확인하지 못했어요. 1.0, 2.0, S3 가운데 어느 것인지 이렇게 좁혀 보세요.",
  steps: [
    {
      picture: "addresses",
      text: "프로그램이 쓰는 주소에서 https:// 바로 뒤를 보세요. ssproxy면 1.0(1), ssproxy2면 2.0(2), ss1이나 obj-e-1이면 S3(3)예요.",
    },
    {
      picture: "products",
      text: "주소를 모르겠다면 콘솔에서 쓰고 있는 저장소의 이름을 보세요. 1.0(1), 2.0(2), 3.0(3)이 이름에 붙어 있을 수 있어요. ucloud storage는 1.0이고, 3.0과 D 플랫폼의 저장소는 S3예요.",
      link: "console_home",
    },
    {
      picture: "fill-ids",
      text: "프로그램의 설정에 Domain ID(1)와 Project ID(2)가 함께 있다면 2.0이에요.",
    },
    {
      picture: "try-each",
      text: "그래도 모르겠다면 S3, 2.0, 1.0 순서로 하나씩 연결해 보세요. Keywright는 읽기만 해서, 거절돼도 저장소는 바뀌지 않아요.",
    },
    {
      picture: "support",
      text: "모두 거절되면 고객 지원에 어느 저장소의 키인지 물어보세요. 비밀값은 알려 주지 마세요.",
    },
  ],
};

/** Guides of a key from the Storage tab. */
const storageGuides = (about: string, fill: Step, ends: string): KindWords["guides"] => [
  {
    id: "first_key",
    title: "콘솔에서 Storage 키 만들기",
    about,
    steps: [
      signIn,
      openStorage,
      addStorageKey,
      copyStorageKey,
      fill,
      {
        picture: "verify",
        text: "연결하면 Keywright가 파일박스 목록을 한 번 읽어 봐요. 거절되면 ‘어느 저장소의 키인지 알아보기’를 보세요.",
        done: "connected",
      },
    ],
  },
  whichGeneration,
  {
    id: "rotate",
    title: "Storage 키 바꾸기",
    about:
      "Storage 키는 더 만들 수 있어서, 새 키로 먼저 옮기면 끊기지 않아요. 몇 개까지 만들 수 있는지는 확인하지 못했어요.",
    steps: [
      openStorageHere,
      addStorageKey,
      {
        picture: "storage-copy",
        text: "새 줄에 나온 키(1)와 비밀값(2)을 복사해 Keywright에 넣으세요.",
        done: "pasted",
      },
      { picture: "verify", text: "Keywright에서 새 키가 작동하는지 확인하세요.", done: "connected" },
      { picture: "swap", text: "옛 키를 쓰던 프로그램을 모두 새 키로 바꾸고 잘 되는지 확인하세요." },
      {
        picture: "storage-actions",
        text: "**Storage** 탭(1)에서 옛 키의 줄에 지우는 버튼(2)이 있으면 누르세요. 없으면 고객 지원에 지워 달라고 하세요.",
      },
      checkEnded,
    ],
  },
  {
    id: "retire",
    title: "Storage 키 그만 쓰기",
    about:
      "Keywright에서 지워도 키는 KT 클라우드에 남아 계속 작동해요. 콘솔에서 지울 수 있는지는 확인하지 못했어요.",
    steps: [
      stopUsing,
      {
        picture: "storage-actions",
        text: "콘솔의 **Storage** 탭(1)에서 이 키의 줄에 지우는 버튼(2)이 있으면 누르세요.",
        link: "console_home",
      },
      { picture: "support", text: "버튼이 없다면 고객 지원에 이 키를 지워 달라고 하세요." },
      copies,
      checkEnded,
      removeHere,
    ],
  },
  {
    id: "leaked",
    title: "Storage 키가 새어 나갔어요",
    about: "기다리지 말고 바로 막으세요. 이 키를 가진 사람은 파일을 읽고 바꾸고 지울 수 있어요.",
    steps: [
      {
        picture: "storage-actions",
        text: "콘솔의 **API Key** > **Storage** 탭(1)에서 이 키의 줄에 지우는 버튼(2)이 있으면 바로 누르세요.",
        link: "console_home",
      },
      {
        picture: "support",
        text: "버튼이 없다면 KT 클라우드 고객 지원에 바로 연락해, 키가 새어 나갔으니 막아 달라고 하세요.",
      },
      { picture: "storage-ends", text: ends },
      {
        picture: "box-look",
        text: "파일박스에 모르는 파일이 생기거나 있던 파일이 바뀌거나 사라지지 않았는지 살펴보세요.",
      },
      checkEnded,
      addStorageKey,
      putInAgain,
    ],
  },
];

const tokensStay =
  "키가 막히면 그 키로 새로 로그인할 수 없어요(1). 이미 받은 토큰과 공개해 둔 파일(2)은 한동안 그대로 통할 수 있어요.";

export const storage1: KindWords = {
  name: "Object Storage 1.0 키",
  about: "예전 ucloud storage로 시작한 저장소의 키예요. 사용자와 API 키가 한 쌍이에요.",
  care: storageCare,
  fields: {
    storage_user: {
      label: "저장소 사용자 (포털 이메일 또는 Access Key)",
      help: "포털에 로그인하는 이메일을 쓰는 곳도, Storage 탭의 Access Key를 쓰는 곳도 있어요. 하나가 거절되면 다른 것을 넣어 보세요.",
    },
    storage_pass: {
      label: "저장소의 API Key",
      help: "Storage 탭에서 받은 비밀값이에요. 포털 비밀번호가 아니에요.",
    },
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "파일을 두는 Object Storage에는 서버와 다른 키를 써요. 키는 콘솔의 Storage 탭에서 만들어요.",
    {
      picture: "fill-pair",
      text: "저장소 사용자(1)에는 포털 이메일이나 Access Key를, 저장소의 API Key(2)에는 비밀값을 넣으세요.",
      done: "pasted",
    },
    tokensStay,
  ),
};

export const storage2: KindWords = {
  name: "Object Storage 2.0 키",
  about: "Domain ID와 Project ID까지 네 값으로 로그인하는 저장소의 키예요.",
  care: storageCare,
  fields: {
    access_key: {
      label: "Access Key",
      help: "Storage 탭에서 받은 값이에요. 포털 이메일이거나, @ 대신 $가 든 이메일일 때도 있어요.",
    },
    secret_key: {
      label: "Secret Key",
      help: "Storage 탭에서 받은 비밀값이에요. API Key라고 나올 수도 있어요.",
    },
    domain_id: {
      label: "Domain ID",
      help: "이름이 아니라 ID를 넣으세요. 콘솔 어디에 나오는지는 확인하지 못했어요.",
    },
    project_id: {
      label: "Project ID",
      help: "이름이 아니라 ID를 넣으세요. D 플랫폼의 Project Id와는 다를 수 있어요.",
    },
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "파일을 두는 Object Storage에는 서버와 다른 키를 써요. 키는 콘솔의 Storage 탭에서 만들어요.",
    {
      picture: "fill-ids",
      text: "Domain ID(1)와 Project ID(2)도 넣으세요. 콘솔 어디에 나오는지는 확인하지 못했으니, 찾을 수 없으면 고객 지원에 물어보세요.",
      done: "pasted",
    },
    tokensStay,
  ),
};

export const storageS3: KindWords = {
  name: "Object Storage S3 키",
  about: "S3 도구로 쓰는 저장소의 키예요. D 플랫폼의 저장소와 Object Storage 3.0이 여기에 들어요.",
  care: storageCare,
  fields: {
    access_key: {
      label: "Access Key",
      help: "어느 키인지 알려 주는 값이에요. S3 도구에서는 흔히 Access Key ID라고 불러요.",
    },
    secret_key: {
      label: "Secret Key",
      help: "서명에 쓰는 비밀값이에요. S3 도구에서는 흔히 Secret Access Key라고 불러요.",
    },
  },
  realm: {
    title: "어느 저장소인가요?",
    hint: "저장소마다 주소와 서명 방식이 달라요. 잘 모르면 D 플랫폼부터 해 보세요.",
  },
  realms: {
    d_platform: "D 플랫폼의 저장소 (obj-e-1.ktcloud.com)",
    storage_3: "Object Storage 3.0 (ss1.cloud.kt.com)",
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "Storage 탭에서 키를 만드는 순서예요. D 플랫폼에서 S3 키가 어디에 있는지는 확인하지 못했으니, 이 탭이 없다면 Object Storage 화면에서 찾아보세요.",
    {
      picture: "choose-realm",
      text: "Keywright에서 D 플랫폼의 저장소(1)인지 Object Storage 3.0(2)인지 고르고 두 값을 넣으세요. 모르겠다면 D 플랫폼부터 해 보세요.",
      done: "pasted",
    },
    "키가 막히면 그 키로 보내는 요청(1)은 거절돼요. 이미 내려받은 파일과 공개해 둔 파일(2)은 그대로예요.",
  ),
};
