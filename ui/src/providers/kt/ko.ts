import type { Guide, KindWords, ProviderWords, Step } from "../guide";

const links = {
  console_home: "콘솔 열기",
  gov_console: "공공 콘솔 열기",
  guide_d: "공식 안내서 열기",
};

const facts: NonNullable<KindWords["facts"]> = {
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

const signIn: Step = {
  picture: "sign-in",
  text: "KT 클라우드에 root 계정(메인 계정)으로 로그인하세요. IAM 계정으로는 키를 받을 수 없어요.",
  link: "console_home",
};

const copyKey: Step = {
  picture: "key-copy",
  text: "**API Key**(1)와 **Secret Key**(2)를 복사해 여기에 붙여 넣으세요.",
};

const openStorage: Step = {
  picture: "storage-open",
  text: "왼쪽 메뉴에서 **API Key**(1)를 열고 **Storage** 탭(2)을 누르세요.",
};

const openStorageHere: Step = { ...openStorage, link: "console_home" };

const addStorageKey: Step = {
  picture: "storage-add",
  text: "**API Key 추가**를 누르세요. 누를 수 없다면 Object Storage를 먼저 이용 신청해야 할 수 있어요.",
};

const copyStorageKey: Step = {
  picture: "storage-copy",
  text: "새 줄에 나온 키(1)와 비밀값(2)을 복사해 여기에 붙여 넣으세요. 이름은 Access Key와 Secret Key이거나 조금 다를 수 있어요.",
};

const noNarrow: Step = {
  picture: "no-narrow",
  text: "권한을 좁힐 수 있나요? 아니요. 보기만 하는 키나 한 서비스만 쓰는 키는 만들 수 없어요.",
};

const noExtra: Step = {
  picture: "no-extra",
  text: "권한을 따로 받아야 하나요? 아니요. 이미 모든 권한이 있어서 더 받을 것이 없어요.",
};

const onlyWays: Step = {
  picture: "only-ways",
  text: "다른 방법은 없나요? 없어요. G 플랫폼에서는 root 계정의 API Key(1)를, D 플랫폼에서는 Token(2)을 써야 해요.",
};

const users: Step = {
  picture: "users",
  text: "이 키를 쓰는 프로그램과 사람을 모두 적어 두세요. 옛 키와 새 키가 잠시라도 함께 통하는지 확인하지 못했으니, 한꺼번에 바꿀 준비를 하세요.",
};

const stopUsing: Step = {
  picture: "users",
  text: "이 키를 쓰는 프로그램이 남아 있는지 살펴보고, 있다면 먼저 다른 키로 바꾸거나 그만 쓰게 하세요.",
};

const copies: Step = {
  picture: "copies",
  text: "파일(1)이나 메일(2), 채팅(3)에 남은 복사본도 지우세요.",
};

const checkEnded: Step = {
  picture: "refused",
  text: "Keywright에서 옛 키의 작동을 확인해 보세요. 거절되면 끝난 거예요. 아직 작동하면 고객 지원에 다시 알리세요.",
};

const removeHere: Step = {
  picture: "forget",
  text: "거절되는 것을 본 다음에 Keywright에서도 지우세요. 먼저 지우면 끝났는지 확인할 수 없어요.",
};

const lookAround: Step = {
  picture: "look-around",
  text: "모르는 서버(1)나 네트워크(2), 디스크(3)가 생기지 않았는지 살펴보세요.",
};

const putInAgain: Step = {
  picture: "swap",
  text: "끊긴 프로그램에 새 값을 넣고 잘 되는지 확인하세요.",
};

const gKey: KindWords = {
  name: "G 플랫폼 API Key",
  about:
    "기존 고객(G1, G2)이 쓰는 키예요. API Key와 Secret Key가 한 쌍이고, root 계정이 하는 일을 모두 할 수 있어요.",
  care: {
    title: "root 계정의 모든 권한을 가진 키예요",
    text: "권한을 좁힐 수 없어서, 이 키를 가진 사람은 서버를 지우는 일까지 모두 할 수 있어요. 꼭 필요한 프로그램에만 넣고 복사본을 되도록 적게 두세요.",
    guide: "leaked",
    questions: "questions",
  },
  replacement: {
    make: "지금 키를 다시 발급하면 옛 키는 바로 멈출 수 있어요. 미리 쓰는 곳을 적어 두고, 한가한 때에 하세요.",
    safe: "여기서 그만둬도 콘솔에서 바꾸지 않았다면 키는 그대로 작동해요.",
  },
  fields: {
    api_key: {
      label: "API Key",
      help: "누구의 키인지 알려 주는 값이에요. 콘솔의 Default API Key 줄에 있어요.",
    },
    secret_key: {
      label: "Secret Key",
      help: "서명에 쓰는 비밀값이에요. 콘솔에서 ‘마스킹 해제’를 누르면 언제든 다시 볼 수 있어요.",
    },
  },
  roles: {},
  links,
  facts,
  guides: [
    {
      id: "first_key",
      title: "콘솔에서 API Key 찾기",
      about:
        "G1과 G2에는 처음부터 키가 하나 있어요. 새로 만드는 것이 아니라, 가려진 값을 열어 복사하면 돼요.",
      steps: [
        signIn,
        {
          picture: "menu-key",
          text: "왼쪽 메뉴에서 **API Key**(1)를 열고 그 아래의 **API Key**(2)를 누르세요.",
        },
        {
          picture: "unmask",
          text: "**Default API Key** 줄(1)에서 **마스킹 해제**(2)를 누르세요. 값은 이렇게 언제든 다시 볼 수 있어요.",
        },
        {
          picture: "identity",
          text: "콘솔이 본인 확인을 한 번 더 요구할 수 있어요. Keywright는 이 확인에 쓰는 값을 묻지 않아요.",
        },
        copyKey,
      ],
    },
    {
      id: "storage_key",
      title: "저장소에서 쓸 키 더 만들기",
      about: "파일을 두는 Object Storage에는 이 API Key가 아니라 Storage 탭의 키를 써요.",
      steps: [
        openStorageHere,
        addStorageKey,
        {
          picture: "storage-copy",
          text: "새 줄에 나온 키(1)와 비밀값(2)을 복사하세요. 이름은 Access Key와 Secret Key이거나 조금 다를 수 있어요.",
        },
        {
          picture: "choose-kind",
          text: "Keywright에서 Object Storage 1.0, 2.0, S3 가운데 저장소에 맞는 종류를 골라 넣으세요. 모르겠다면 그 종류의 안내에 있는 ‘어느 저장소의 키인지 알아보기’를 보세요.",
        },
      ],
    },
    {
      id: "questions",
      title: "API Key에 대해 자주 묻는 것",
      about: "연결하기 전에 알아 두면 좋은 것들이에요. 2025년 2월 24일의 안내를 바탕으로 했어요.",
      steps: [
        {
          picture: "all-rights",
          text: "이 키로 무엇을 할 수 있나요? root 계정이 하는 일은 모두 할 수 있어요. 서버(1)와 디스크(2), 네트워크(3)를 만들고 지우는 일도요.",
        },
        noNarrow,
        noExtra,
        onlyWays,
        {
          picture: "iam",
          text: "IAM 계정으로도 만들 수 있나요? 아니요. root 계정(1)만 되고 IAM 계정(2)은 안 돼요. IAM 계정에 열어 줄 계획도 없어요(2025년 2월 24일 기준).",
        },
        {
          picture: "unmask",
          text: "값을 다시 볼 수 있나요? 네. 콘솔의 **Default API Key** 줄(1)에서 **마스킹 해제**(2)를 누르면 돼요.",
        },
        {
          picture: "signed-address",
          text: "요청 주소도 조심해야 하나요? 네. 이 키로 서명한 주소(1)에는 끝나는 때가 없어서(2), 주소만 얻어도 같은 요청을 다시 보낼 수 있어요. 기록이나 채팅에 남기지 마세요.",
        },
        {
          picture: "support",
          text: "새어 나가면 어떻게 하나요? 콘솔에서 바꿀 수 없다면 고객 지원에 바로 막아 달라고 하세요. 순서는 ‘API Key가 새어 나갔어요’에 있어요.",
        },
      ],
    },
    {
      id: "rotate",
      title: "API Key 바꾸기",
      about:
        "콘솔에서 Default API Key를 다시 발급할 수 있는지는 확인하지 못했어요. 그런 버튼이 없다면 고객 지원에 요청하세요.",
      steps: [
        users,
        {
          picture: "key-actions",
          text: "콘솔의 **API Key** 화면에서 **Default API Key** 줄(1)에 다시 발급하는 버튼(2)이 있는지 보세요. 누르면 옛 키가 바로 멈출 수 있으니 준비가 된 다음에 누르세요.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "버튼이 없다면 KT 클라우드 고객 지원에 다시 발급해 달라고 하고, 옛 키가 언제 끝나는지도 물어보세요.",
        },
        {
          picture: "key-copy",
          text: "새 **API Key**(1)와 **Secret Key**(2)를 복사해 Keywright에 넣으세요.",
        },
        { picture: "swap", text: "적어 둔 곳을 모두 새 키로 바꾸고 잘 되는지 확인하세요." },
        checkEnded,
        removeHere,
      ],
    },
    {
      id: "retire",
      title: "API Key 그만 쓰기",
      about:
        "Keywright에서 지워도 키는 KT 클라우드에 남아 계속 작동해요. 콘솔에서 없앨 수 있는지는 확인하지 못했어요.",
      steps: [
        stopUsing,
        {
          picture: "key-actions",
          text: "콘솔의 **API Key** 화면에서 **Default API Key** 줄(1)에 지우거나 다시 발급하는 버튼(2)이 있는지 보고, 있으면 누르세요.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "버튼이 없다면 고객 지원에 이 키를 끝내 달라고 하세요. 없앨 수 없는 키라고 하면 다시 발급해 달라고 하세요. 그러면 옛 값은 쓸 수 없게 될 거예요.",
        },
        copies,
        checkEnded,
        removeHere,
      ],
    },
    {
      id: "leaked",
      title: "API Key가 새어 나갔어요",
      about: "기다리지 말고 바로 막으세요. 이 키를 가진 사람은 root 계정이 하는 일을 모두 할 수 있어요.",
      steps: [
        {
          picture: "key-actions",
          text: "콘솔에서 마스킹 해제를 하던 **API Key** 화면을 열고, **Default API Key** 줄(1)에 다시 발급하거나 지우는 버튼(2)이 있으면 바로 누르세요.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "버튼이 없다면 KT 클라우드 고객 지원에 바로 연락해, 키가 새어 나갔으니 막고 다시 발급해 달라고 하세요.",
        },
        {
          picture: "portal-password",
          text: "포털 비밀번호도 새었을 수 있다면 함께 바꾸세요. 다만 비밀번호를 바꾼다고 이 키가 막히지는 않을 수 있어요.",
        },
        {
          picture: "signed-address",
          text: "이 키로 서명한 주소(1)가 기록이나 채팅에 남아 있으면 지우세요. 그 주소에는 끝나는 때가 없어서(2), 키가 막힐 때까지 누구나 같은 요청을 보낼 수 있어요.",
        },
        {
          picture: "ends",
          text: "키가 막히면 그 키로 보내는 요청과 서명한 주소(1)도 막혀요. 이미 만들어진 서버와 디스크, 따로 만든 Storage 키(2)는 그대로 남아요.",
        },
        lookAround,
        checkEnded,
        putInAgain,
      ],
    },
  ],
};

const changePortalPassword =
  "포털의 회원 정보에서 비밀번호를 바꾸세요. 메뉴의 자리와 이름은 확인하지 못했어요.";

const dLogin: KindWords = {
  name: "D 플랫폼 로그인",
  about: "D 플랫폼의 API를 쓰려고 토큰을 받을 때 쓰는 로그인이에요. 어느 것인지 모르겠다면 이것부터 보세요.",
  care: {
    title: "계정 전체를 여는 로그인이에요",
    text: "권한을 좁힐 수 없고, 대개 포털에 로그인하는 비밀번호 그대로예요. 이 값을 가진 사람은 콘솔에도 들어갈 수 있다고 생각하고, 꼭 필요한 프로그램에만 넣으세요.",
    guide: "leaked",
    questions: "questions",
  },
  replacement: {
    make: "비밀번호는 하나뿐이라 바꾸는 순간 옛 비밀번호는 멈춰요. 쓰는 곳을 미리 적어 두고, 한가한 때에 바꾼 뒤 새 값을 여기에 넣으세요.",
    safe: "여기서 그만둬도 비밀번호를 바꾸지 않았다면 그대로 작동해요.",
  },
  fields: {
    project_name: {
      label: "Project Name (로그인 ID)",
      help: "포털에 로그인하는 ID예요. 보통 이메일이고, Token 화면에는 Project Name으로 나와요.",
      placeholder: "name@example.com",
    },
    password: {
      label: "Token 화면의 Password (보통 포털 비밀번호)",
      help: "여러 번 틀리면 계정이 잠길 수 있어요. 그래서 Keywright는 틀려도 저절로 다시 시도하지 않아요.",
    },
    project_id: {
      label: "Project Id",
      help: "Token 화면에서 ‘Project ID 확인’을 누르면 나와요. 비워 두면 로그인 ID와 이름이 같은 프로젝트로 로그인해요.",
    },
    zone: {
      label: "존",
      help: "서버가 있는 곳이에요. 목록에 없다면 ‘직접 입력’을 골라 API 주소에 나오는 존(예: d1)을 넣으세요.",
    },
  },
  choices: {
    zone: {
      d1: "DX-M1 · 서울(목동)",
      d2: "DX-Central",
      d3: "DX-DCN-CJ",
      gd1: "DX-G · 공공",
      gd4: "DX-G-YS · 공공",
    },
  },
  tokens: {
    api: "D 플랫폼의 API를 부를 때 비밀번호 대신 넣어요. 보통 1시간 동안 쓸 수 있어요.",
  },
  roles: {},
  links,
  facts,
  guides: [
    {
      id: "first_key",
      title: "콘솔에서 Token 화면의 값 찾기",
      about: "D 플랫폼에는 따로 만드는 키가 없어요. Token 화면의 값과 비밀번호로 로그인해 토큰을 받아요.",
      steps: [
        {
          picture: "sign-in",
          text: "KT 클라우드에 root 계정(메인 계정)으로 로그인하세요. IAM 계정으로도 토큰을 받을 수 있는지는 확인하지 못했어요.",
          link: "console_home",
        },
        {
          picture: "choose-zone",
          text: "플랫폼(1)은 D로, 존(2)은 서버가 있는 곳으로 고르세요. Keywright에서도 같은 존을 고르면 돼요.",
        },
        {
          picture: "menu-token",
          text: "왼쪽 메뉴에서 **Servers**(1)를 열고 **Token**(2)을 누르세요.",
        },
        {
          picture: "token-page",
          text: "**Project Name**(1)과 **Password**(2)를 확인하세요. Password는 보통 포털 비밀번호인데, 따로 정하는 값인지는 확인하지 못했어요.",
        },
        {
          picture: "project-id",
          text: "**Project ID 확인**(1)을 누르고 **Project Id**(2)를 복사하세요.",
        },
        {
          picture: "fill-login",
          text: "Keywright에서 존(1)을 고르고 나머지 값(2)을 넣으세요. 여러 번 틀리면 계정이 잠길 수 있으니 천천히 확인하고 연결하세요.",
        },
        {
          picture: "sign-in",
          text: "공공기관용 존(DX-G, DX-G-YS)을 쓴다면 공공 콘솔에 로그인해 같은 메뉴를 찾으세요. 메뉴 이름은 조금 다를 수 있어요.",
          link: "gov_console",
        },
      ],
    },
    {
      id: "questions",
      title: "D 플랫폼 로그인에 대해 자주 묻는 것",
      about: "연결하기 전에 알아 두면 좋은 것들이에요. 2025년 2월 24일의 안내를 바탕으로 했어요.",
      steps: [
        {
          picture: "opens-both",
          text: "이 로그인으로 무엇을 할 수 있나요? 계정이 API(1)로 하는 일은 모두 할 수 있어요. 대개 포털(2)에 들어가는 비밀번호와도 같아요.",
        },
        noNarrow,
        noExtra,
        onlyWays,
        {
          picture: "iam",
          text: "IAM 계정도 키를 만들 수 있나요? 아니요. root 계정(1)만 되고 IAM 계정(2)은 안 돼요. 열어 줄 계획도 없어요(2025년 2월 24일 기준). IAM 계정으로 토큰을 받을 수 있는지는 확인하지 못했어요.",
        },
        {
          picture: "which-password",
          text: "Password는 포털 비밀번호인가요? 대개 그래요. 확인된 것은 아니니, Token 화면에 다른 값이 나오면 그 값을 넣으세요.",
        },
        {
          picture: "two-step",
          text: "2단계 로그인이나 SSO를 써도 되나요? 확인하지 못했어요. 거절되면 2단계 로그인을 쓰지 않는 메인 계정으로 해 보세요.",
        },
        {
          picture: "locked-out",
          text: "여러 번 틀리면 어떻게 되나요? 계정이 잠길 수 있어요. 로그인 ID와 비밀번호, 프로젝트 가운데 무엇이 틀렸는지는 KT 클라우드가 알려 주지 않으니 셋 다 확인하세요.",
        },
        {
          picture: "hour",
          text: "토큰은 얼마나 쓸 수 있나요? 보통 1시간이에요. KT 클라우드가 끝나는 때를 알려 주지 않으면 Keywright는 50분으로 봐요.",
          link: "guide_d",
        },
        {
          picture: "portal-password",
          text: "새어 나가면 어떻게 하나요? 포털 비밀번호부터 바꾸세요. 순서는 ‘D 플랫폼 로그인이 새어 나갔어요’에 있어요.",
        },
      ],
    },
    {
      id: "rotate",
      title: "D 플랫폼 로그인의 비밀번호 바꾸기",
      about:
        "비밀번호는 하나라서 옛 값과 새 값을 함께 쓸 수 없어요. 쓰는 곳을 모두 알아 두고 한꺼번에 바꾸세요.",
      steps: [
        {
          picture: "users",
          text: "이 로그인을 쓰는 프로그램과 사람을 모두 적어 두세요. 비밀번호를 바꾸면 모두 새 토큰을 받지 못하게 돼요.",
        },
        {
          picture: "portal-password",
          text: `${changePortalPassword} Token 화면의 Password가 따로 있다면 그 값을 바꾸세요.`,
          link: "console_home",
        },
        {
          picture: "token-page",
          text: "**Servers** > **Token**에서 **Project Name**(1)이 그대로인지, **Password**(2)가 새 값인지 확인하세요.",
        },
        {
          picture: "fill-login",
          text: "Keywright에서 존(1)은 그대로 고르고 새 비밀번호(2)를 넣어 다시 연결하세요.",
        },
        {
          picture: "swap",
          text: "적어 둔 프로그램에 모두 새 비밀번호를 넣고, 함께 쓰는 사람에게도 알리세요.",
        },
        {
          picture: "hour",
          text: "이미 받은 토큰은 비밀번호를 바꿔도 바로 끝나지 않을 수 있어요. 보통 1시간이 지나면 끝나요.",
        },
      ],
    },
    {
      id: "retire",
      title: "D 플랫폼 로그인 그만 쓰기",
      about:
        "이 로그인은 지울 수 있는 키가 아니라 계정 자체예요. Keywright에서 지워도 비밀번호는 그대로 통해요.",
      steps: [
        {
          picture: "users",
          text: "이 로그인을 쓰는 프로그램이 남아 있는지 살펴보고, 있다면 그만 쓰게 하세요.",
        },
        {
          picture: "portal-password",
          text: `${changePortalPassword} 그러면 프로그램과 사람이 알고 있던 옛 값은 쓸 수 없어요.`,
          link: "console_home",
        },
        {
          picture: "hour",
          text: "이미 받은 토큰은 바로 끝나지 않을 수 있어요. 보통 1시간이 지나면 끝나요.",
        },
        copies,
        {
          picture: "forget",
          text: "마지막으로 Keywright에서도 이 로그인을 지우세요.",
        },
      ],
    },
    {
      id: "leaked",
      title: "D 플랫폼 로그인이 새어 나갔어요",
      about: "기다리지 말고 포털 비밀번호부터 바꾸세요. 이 값을 가진 사람은 콘솔에도 들어갈 수 있어요.",
      steps: [
        {
          picture: "portal-password",
          text: "포털에 로그인해 비밀번호를 바로 바꾸세요. Token 화면의 Password가 따로 있다면 그것도 바꾸세요.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "로그인할 수 없거나 비밀번호를 바꿀 수 없다면 KT 클라우드 고객 지원에 바로 연락해 계정을 막아 달라고 하세요.",
        },
        {
          picture: "hour",
          text: "이미 받은 토큰은 1시간쯤 더 통할 수 있어요. Keywright에 보관한 토큰이라면 ‘폐기’를 눌러 보세요. KT 클라우드가 받아 주는지는 확인하지 못했어요.",
        },
        {
          picture: "ends",
          text: "비밀번호를 바꾸면 옛 값으로는 로그인도, 새 토큰 받기도 안 돼요(1). 이미 만들어진 서버와 디스크, API Key와 Storage 키(2)는 그대로 남아요.",
        },
        {
          picture: "key-actions",
          text: "콘솔에 들어온 사람은 **API Key** 화면의 값도 보았을 수 있어요. **Default API Key** 줄(1)이 있다면 다시 발급하는 버튼(2)이 있는지 보고, 없으면 고객 지원에 막아 달라고 하세요.",
        },
        lookAround,
        {
          picture: "swap",
          text: "끊긴 프로그램에 새 비밀번호를 넣고 잘 되는지 확인하세요. 같은 비밀번호를 쓰던 다른 곳도 바꾸세요.",
        },
      ],
    },
  ],
};

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
      },
      { picture: "verify", text: "Keywright에서 새 키가 작동하는지 확인하세요." },
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

const storage1: KindWords = {
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
    },
    tokensStay,
  ),
};

const storage2: KindWords = {
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
    },
    tokensStay,
  ),
};

const storageS3: KindWords = {
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
    },
    "키가 막히면 그 키로 보내는 요청(1)은 거절돼요. 이미 내려받은 파일과 공개해 둔 파일(2)은 그대로예요.",
  ),
};

const ko: ProviderWords = {
  name: "KT 클라우드",
  about: "서버와 저장소를 빌려 쓰는 KT의 클라우드",
  kinds: {
    kt_d_login: dLogin,
    kt_g_key: gKey,
    kt_storage_s3: storageS3,
    kt_storage_2: storage2,
    kt_storage_1: storage1,
  },
};

export default ko;
