import type { KindWords, ProviderWords, Step } from "../guide";

const links = {
  console_home: "콘솔 열기",
  portal_home: "포털 열기",
  gov_portal: "공공 포털 열기",
  old_authkeys: "예전 인증키 페이지 열기(옮겨졌을 수 있음)",
};

const realms = {
  public: "민간 클라우드 (ncloud.com)",
  government: "공공 클라우드 (gov-ncloud.com)",
  financial: "금융 클라우드 (fin-ncloud.com)",
};

const facts: NonNullable<KindWords["facts"]> = {
  user_type: {
    label: "누구의 키",
    values: { Customer: "메인 계정", Sub: "서브 계정", Role: "역할" },
  },
  login_alias: { label: "계정 별칭" },
};

const openSubAccount: Step = {
  picture: "services-sub",
  text: "콘솔의 메뉴(1)에서 **Services**(2) > **Management & Governance**(3) > **Sub Account**(4)를 여세요.",
  link: "console_home",
};

const addSubAccountKey: Step = {
  picture: "sub-key",
  text: "**Access Key** 탭(1)에서 키를 추가하세요(2). 예전 안내에는 **API Key** 탭이라고 나와요.",
};

const copySubAccountKey: Step = {
  picture: "sub-copy",
  text: "창을 닫기 전에 **Access Key ID**(1)와 **Secret Key**(2)를 복사해 여기에 붙여 넣으세요. Secret Key는 이때 한 번만 보여요.",
};

const addPolicy: Step = {
  picture: "sub-policy",
  text: "**정책** 탭(1)에서 추가(2)를 누르세요. 탭 이름은 조금 다를 수 있어요.",
};

const openGateway: Step = {
  picture: "services-gateway",
  text: "콘솔의 메뉴(1)에서 **Services**(2) > **Application Services**(3) > **API Gateway**(4)를 여세요.",
  link: "console_home",
};

const whoCanRead: Step = {
  picture: "gw-readers",
  text: "누가 더 볼 수 있는지도 살펴보세요. **NCP_API_GATEWAY_MANAGER**(1)나 **NCP_API_GATEWAY_VIEWER**(2)가 붙은 계정의 액세스 키로는 모든 API Gateway 키를 읽을 수 있어요.",
};

const accessKey: KindWords = {
  name: "액세스 키",
  about:
    "프로그램이 네이버 클라우드 API나 Object Storage를 쓸 때 서명하는 키예요. Access Key ID와 Secret Key가 한 쌍이에요.",
  fields: {
    access_key: {
      label: "Access Key ID",
      help: "누구의 키인지 알려 주는 값이에요.",
    },
    secret_key: {
      label: "Secret Key",
      help: "서명에 쓰는 비밀값이에요. 메인 계정의 것은 콘솔에서 다시 볼 수 있을 거예요. 서브 계정의 것은 만들 때 한 번만 보여요.",
    },
  },
  roles: {},
  links,
  realms,
  facts,
  guides: [
    {
      id: "first_key",
      title: "메인 계정의 액세스 키 받기",
      about:
        "가장 빨리 연결하는 방법이에요. 다만 메인 계정의 키는 모든 것을 할 수 있어서, 오래 쓸 키는 서브 계정에서 만드는 편이 안전해요.",
      steps: [
        {
          picture: "sign-in",
          text: "네이버 클라우드 콘솔을 열고 메인 계정으로 로그인하세요.",
          link: "console_home",
        },
        {
          picture: "my-account",
          text: "오른쪽 위의 **My Account**(1)에서 **계정 및 보안 관리**(2)를 누르세요.",
        },
        {
          picture: "password",
          text: "비밀번호를 콘솔에 다시 입력하고(1) **확인**(2)을 누르세요. Keywright는 이 비밀번호를 묻지 않아요.",
        },
        { picture: "access-menu", text: "**보안 관리**(1) 아래의 **접근 관리**(2)를 누르세요." },
        {
          picture: "new-auth-key",
          text: "**API 인증키 관리**(1)에서 **신규 API 인증키 생성**(2)을 누르세요. 계정을 만들 때 생긴 키까지 2개를 둘 수 있어요.",
        },
        {
          picture: "auth-copy",
          text: "새 키의 **Access Key ID**(1)와 **Secret Key**(2)를 복사해 여기에 붙여 넣으세요.",
        },
        {
          picture: "old-portal",
          text: "메뉴가 이렇지 않다면 예전 자리인 포털의 **마이페이지**(1) > **계정관리**(2) > **인증키관리**(3)를 찾아보세요. 이 페이지는 옮겨졌을 수 있어요.",
          link: "old_authkeys",
        },
        {
          picture: "sign-in",
          text: "공공기관용 클라우드를 쓴다면 공공 포털에서 로그인해 같은 메뉴를 찾으세요. 계정과 키를 따로 만들어야 할 수 있어요.",
          link: "gov_portal",
        },
      ],
    },
    {
      id: "sub_account",
      title: "서브 계정의 키로 더 안전하게 쓰기",
      about:
        "메인 계정의 키가 새면 계정 전체가 위험해져요. 서브 계정의 키는 붙여 준 정책만큼만 할 수 있어요.",
      steps: [
        openSubAccount,
        { picture: "sub-new", text: "**Sub Accounts**(1)에서 **서브 계정 생성**(2)을 누르세요." },
        {
          picture: "sub-form",
          text: "**로그인 ID**와 **이름**을 적고(1) **API 접근**을 체크한 뒤(2) 만드세요(3). **Console 접근**은 사람이 로그인할 때만 체크하세요.",
        },
        {
          picture: "sub-open",
          text: "**Sub Accounts**(1) 목록에서 방금 만든 서브 계정(2)을 누르세요.",
        },
        {
          picture: "sub-policy",
          text: "**정책** 탭(1)에서 꼭 필요한 정책만 추가하세요(2). 탭 이름은 조금 다를 수 있어요.",
        },
        addSubAccountKey,
        copySubAccountKey,
      ],
    },
    {
      id: "policies",
      title: "Keywright에 필요한 정책 붙이기",
      about: "서브 계정의 키로 연결했다면, 여기서 하려는 일에 맞는 정책이 있어야 해요.",
      steps: [
        openSubAccount,
        {
          picture: "sub-open",
          text: "**Sub Accounts**(1)에서 Keywright에 연결한 서브 계정(2)을 누르세요.",
        },
        addPolicy,
        {
          picture: "policy-gateway",
          text: "API Gateway 키를 만들고 바꾸고 지우려면 **NCP_API_GATEWAY_MANAGER**(1)를, 보기만 하려면 **NCP_API_GATEWAY_VIEWER**(2)를 고르세요. 보기만 해도 키 값까지 읽을 수 있을 거예요.",
        },
        {
          picture: "policy-sub",
          text: "서브 계정과 그 키를 만들고 멈추고 지우려면 **NCP_SUB_ACCOUNT_MANAGER**(1)를, 보기만 하려면 **NCP_SUB_ACCOUNT_VIEWER**(2)를 고르세요. MANAGER는 Sub Account의 모든 기능을 쓸 수 있으니 꼭 필요할 때만 주세요.",
        },
        {
          picture: "policy-wide",
          text: "**NCP_ADMINISTRATOR**(1)와 **NCP_INFRA_MANAGER**(2)는 거의 모든 것을 할 수 있으니 고르지 마세요.",
        },
      ],
    },
    {
      id: "rotate",
      title: "새 키로 갈아타기",
      about:
        "메인 계정의 키를 바꿔 주는 API는 찾지 못했어요. 키를 2개까지 둘 수 있으니 콘솔에서 끊김 없이 바꿀 수 있어요.",
      steps: [
        {
          picture: "new-auth-key",
          text: "**API 인증키 관리**(1)에서 **신규 API 인증키 생성**(2)을 눌러 두 번째 키를 만드세요. 이미 2개라면 하나를 먼저 멈추고 지워야 해요.",
          link: "console_home",
        },
        {
          picture: "auth-copy",
          text: "새 키의 **Access Key ID**(1)와 **Secret Key**(2)를 복사해 Keywright에 붙여 넣으세요.",
        },
        { picture: "verify", text: "Keywright가 새 키로 연결되는지 확인하세요." },
        { picture: "swap", text: "옛 키를 쓰던 프로그램을 모두 새 키로 바꾸고 잘 되는지 확인하세요." },
        {
          picture: "auth-stop",
          text: "옛 키의 **사용 중지**를 누르고 며칠 기다리세요. 문제가 생기면 **사용**을 눌러 되돌릴 수 있어요.",
        },
        { picture: "auth-delete", text: "아무 일도 없으면 옛 키의 **삭제**를 누르세요." },
      ],
    },
    {
      id: "retire",
      title: "액세스 키 멈추고 지우기",
      about: "멈춘 키만 지울 수 있어요. 멈춘 키는 다시 쓸 수 있지만, 지운 키는 되살릴 수 없어요.",
      steps: [
        {
          picture: "auth-find",
          text: "콘솔의 **API 인증키 관리**에서 그만 쓸 키를 **Access Key ID**로 찾으세요.",
          link: "console_home",
        },
        { picture: "swap", text: "그 키를 쓰는 프로그램이 있다면 새 키로 먼저 바꾸세요." },
        {
          picture: "auth-stop",
          text: "**사용 중지**를 누르고 며칠 지켜보세요. 이 키를 쓰던 곳은 바로 막힐 수 있어요.",
        },
        { picture: "auth-resume", text: "문제가 생기면 **사용**을 눌러 되돌리세요." },
        { picture: "auth-delete", text: "아무 일도 없으면 **삭제**를 누르세요." },
      ],
    },
  ],
};

const gatewayKey: KindWords = {
  name: "API Gateway 키",
  about:
    "누군가 API Gateway에 올린 API를 부를 때 x-ncp-apigw-api-key 헤더에 넣는 키예요. 두 값은 언제든 다시 볼 수 있어요.",
  fields: {
    primary_key: {
      label: "Primary Key",
      help: "두 값 중 어느 쪽으로 불러도 돼요. 콘솔에서 언제든 다시 볼 수 있어요.",
    },
    secondary_key: {
      label: "Secondary Key",
      help: "Primary를 바꾸는 동안 대신 쓰는 값이에요. 이것도 다시 볼 수 있어요.",
    },
    name: {
      label: "이름",
      help: "1~20자예요. 누가 어디에 쓰는 키인지 알 수 있게 지어 주세요.",
      placeholder: "쇼핑몰 날씨",
    },
    description: {
      label: "설명",
      help: "50자까지 적을 수 있고, 비워 둬도 돼요.",
      placeholder: "쇼핑몰 첫 화면의 날씨 위젯",
    },
  },
  roles: {},
  links,
  realms,
  needs: {
    text: "API Gateway를 콘솔에서 한 번 열어 쓰기 시작해야 해요. 서브 계정으로 연결했다면 NCP_API_GATEWAY_VIEWER 정책도 필요해요.",
    guide: "open_gateway",
  },
  guides: [
    {
      id: "first_key",
      title: "콘솔에서 API Gateway 키 만들기",
      about: "공개된 API를 부를 프로그램에 줄 키예요. 만든 다음에는 쓸 API를 구독하세요.",
      steps: [
        openGateway,
        { picture: "gw-new", text: "**API Keys**(1)에서 **API Key 생성**(2)을 누르세요." },
        {
          picture: "gw-form",
          text: "**이름**(1)은 20자, **설명**(2)은 50자 안으로 적고 **저장**(3)을 누르세요.",
        },
        { picture: "gw-view", text: "목록에서 새 키의 **보기**를 누르세요." },
        {
          picture: "gw-values",
          text: "**Primary Key**(1)와 **Secondary Key**(2)를 복사해 여기에 붙여 넣으세요. 두 값은 언제든 다시 볼 수 있어요.",
        },
      ],
    },
    {
      id: "open_gateway",
      title: "API Gateway를 처음 쓰는 계정이라면",
      about:
        "오류 9014가 나오면 API Gateway를 쓴 적이 없는 계정일 거예요. 콘솔에서 한 번 열고 쓰기 시작하면 풀릴 거예요.",
      steps: [
        openGateway,
        {
          picture: "gw-start",
          text: "이용 신청 화면이 나오면 **이용 신청**을 누르고 안내대로 마치세요. 이름은 조금 다를 수 있어요.",
        },
        { picture: "gw-list", text: "**API Keys** 목록이 열리면 Keywright로 돌아와 다시 시도하세요." },
      ],
    },
    {
      id: "subscribe",
      title: "공개된 API 구독하기",
      about: "키를 만들었다고 바로 부를 수 있는 것은 아니에요. 쓸 API를 그 키로 구독하세요.",
      steps: [
        {
          picture: "gw-catalog",
          text: "API Gateway의 **Published APIs**(1)에서 쓸 API(2)를 고르고 **Catalog**(3)를 누르세요.",
          link: "console_home",
        },
        {
          picture: "gw-subscribe",
          text: "**구독하기**를 누르고, 키를 고르라고 하면 쓸 키를 고르세요. **구독요청**이라고 나오면 API를 올린 쪽이 받아 줄 때까지 기다려야 해요.",
        },
        {
          picture: "gw-linked",
          text: "**API Keys**에서 키(1)를 고르고 **연결된 Stage 보기**(2)를 눌러 부를 수 있는 곳을 확인하세요.",
        },
        {
          picture: "gw-header",
          text: "프로그램에서 API를 부를 때 x-ncp-apigw-api-key 헤더에 키 값을 넣으세요.",
        },
      ],
    },
    {
      id: "rotate",
      title: "멈추지 않고 키 값 바꾸기",
      about: "두 값이 모두 작동하니, 하나씩 바꾸면 프로그램을 멈추지 않아도 돼요.",
      steps: [
        {
          picture: "gw-second",
          text: "콘솔의 **API Keys**에서 키의 **보기**를 눌러 **Secondary Key**를 복사하세요.",
          link: "console_home",
        },
        {
          picture: "swap",
          text: "이 키를 쓰는 프로그램을 모두 Secondary Key로 옮기고 잘 되는지 확인하세요.",
        },
        {
          picture: "gw-renew-first",
          text: "**보기** 창에서 **Primary Key**를 재생성하세요. 옛 Primary 값은 바로 막힐 수 있어요.",
        },
        {
          picture: "swap",
          text: "프로그램을 새 Primary Key로 다시 옮기고 잘 되는지 확인하세요.",
        },
        { picture: "gw-renew-second", text: "마지막으로 **Secondary Key**도 재생성하세요." },
        whoCanRead,
      ],
    },
    {
      id: "lost_value",
      title: "키 값을 잃어버렸어요",
      about: "걱정하지 마세요. API Gateway 키의 두 값은 언제든 다시 볼 수 있어요.",
      steps: [
        {
          picture: "gw-view",
          text: "콘솔의 **API Keys**에서 그 키의 **보기**를 누르세요.",
          link: "console_home",
        },
        {
          picture: "gw-values",
          text: "**Primary Key**(1)나 **Secondary Key**(2)를 복사해 쓰세요.",
        },
        whoCanRead,
      ],
    },
  ],
};

const subAccountKey: KindWords = {
  name: "서브 계정 키",
  about:
    "서브 계정에 딸린 액세스 키예요. 그 계정에 붙은 정책만큼만 할 수 있고, Secret Key는 만들 때 한 번만 보여요.",
  fields: {
    access_key: {
      label: "Access Key ID",
      help: "누구의 키인지 알려 주는 값이에요.",
    },
    secret_key: {
      label: "Secret Key",
      help: "서명에 쓰는 비밀값이에요. 만들 때 한 번만 보여요.",
    },
    sub_account: {
      label: "서브 계정",
      help: "키는 이 계정에 붙은 정책만큼만 할 수 있어요.",
    },
    label: {
      label: "이 컴퓨터에서 부를 이름",
      help: "네이버 클라우드는 이 키에 이름을 붙이지 않아요. 여기서만 보이는 이름이에요.",
      placeholder: "매출 리포트 서버",
    },
    login_id: {
      label: "로그인 ID",
      help: "새 서브 계정의 ID예요. 키만 쓰는 계정이라 콘솔에는 로그인하지 않아요.",
      placeholder: "report-bot",
    },
    name: {
      label: "이름",
      help: "2~30자예요. 무슨 일을 하는 계정인지 알 수 있게 지어 주세요.",
      placeholder: "매출 리포트 봇",
    },
    memo: {
      label: "메모",
      help: "300바이트까지예요. 한글로는 100자쯤이고, 비워 둬도 돼요.",
      placeholder: "매일 아침 매출 리포트를 보내요",
    },
  },
  roles: {},
  links,
  realms,
  facts,
  needs: {
    text: "서브 계정의 키를 보려면 연결한 계정에 NCP_SUB_ACCOUNT_VIEWER 정책이, 만들거나 멈추려면 NCP_SUB_ACCOUNT_MANAGER 정책이 필요해요.",
    guide: "attach_policy",
  },
  group: {
    title: "새 서브 계정 만들기",
    text: "프로그램 하나에 서브 계정 하나를 만들면, 나중에 그 프로그램만 따로 멈출 수 있어요. API만 쓰고 콘솔에는 로그인하지 않는 계정이에요.",
    done: "새 서브 계정에는 아직 정책이 없어서, 키를 만들어도 할 수 있는 일이 없어요. 콘솔에서 정책을 붙여 주세요.",
    guide: "attach_policy",
    problems: { forbidden: "API 접근이 꺼진 계정이라 키를 쓸 수 없어요." },
  },
  guides: [
    {
      id: "first_key",
      title: "콘솔에서 서브 계정 키 만들기",
      about: "서브 계정의 첫 키를 콘솔에서 만드는 순서예요. 메인 계정의 키보다 안전해요.",
      steps: [
        openSubAccount,
        {
          picture: "sub-open",
          text: "**Sub Accounts**(1)에서 키를 쓸 서브 계정(2)을 누르세요. 없으면 **서브 계정 생성**으로 먼저 만드세요.",
        },
        { picture: "sub-access", text: "**API 접근**이 체크되어 있는지 확인하세요." },
        {
          picture: "sub-policy",
          text: "**정책** 탭(1)에 필요한 정책이 없으면 추가하세요(2). 정책이 없는 계정의 키로는 아무것도 할 수 없어요.",
        },
        addSubAccountKey,
        copySubAccountKey,
      ],
    },
    {
      id: "attach_policy",
      title: "새 서브 계정에 정책 붙이기",
      about: "새로 만든 서브 계정은 정책을 붙이기 전까지 아무것도 할 수 없어요. 정책은 콘솔에서 붙이세요.",
      steps: [
        openSubAccount,
        {
          picture: "sub-open",
          text: "**Sub Accounts**(1)에서 방금 만든 서브 계정(2)을 누르세요.",
        },
        addPolicy,
        {
          picture: "policy-service",
          text: "프로그램이 쓸 서비스의 정책만 고르고(1) 추가하세요(2). 이름은 대개 보기만 하면 VIEWER, 바꾸기도 하면 MANAGER로 끝나요.",
        },
        {
          picture: "policy-gateway",
          text: "API Gateway를 다루는 프로그램이라면 **NCP_API_GATEWAY_MANAGER**(1)를, 보기만 한다면 **NCP_API_GATEWAY_VIEWER**(2)를 고르세요.",
        },
        {
          picture: "policy-sub",
          text: "**NCP_SUB_ACCOUNT_MANAGER**(1)와 **NCP_SUB_ACCOUNT_VIEWER**(2)는 서브 계정을 관리하는 프로그램에만 주세요.",
        },
        { picture: "verify", text: "프로그램을 돌려 보고, 안 되는 일이 있으면 빠진 정책을 더하세요." },
      ],
    },
    {
      id: "allow_list",
      title: "정한 곳에서만 쓰게 하기",
      about:
        "키가 새어 나가도 허용한 IP나 VPC 밖에서는 쓸 수 없게 해요. 그 서브 계정의 모든 키에 함께 적용돼요.",
      steps: [
        {
          picture: "sub-open",
          text: "콘솔의 **Sub Accounts**(1)에서 키의 서브 계정(2)을 누르세요.",
          link: "console_home",
        },
        {
          picture: "allow-limit",
          text: "**API 접근**을 정한 곳에서만 허용하도록 바꾸세요. 콘솔에서 이 항목이 있는 자리와 이름은 확인하지 못했어요.",
        },
        {
          picture: "allow-add",
          text: "허용할 곳을 IP 주소나 대역(1), VPC(2), VPC의 서버(3)로 넣으세요.",
        },
        {
          picture: "allow-check",
          text: "프로그램과 이 컴퓨터의 주소가 빠지지 않았는지 보고(1) 저장하세요(2). 빠진 곳에서는 키를 쓸 수 없어요.",
        },
        { picture: "verify", text: "저장한 뒤 Keywright에서 키가 그대로 작동하는지 확인하세요." },
      ],
    },
    {
      id: "quota_full",
      title: "키를 더 만들 수 없어요",
      about:
        "서브 계정 하나에 쓸 수 있는 키는 보통 2개까지예요(정확한 수는 확인되지 않았어요). 하나를 멈추고 지우면 새로 만들 수 있어요.",
      steps: [
        {
          picture: "sub-open",
          text: "콘솔의 **Sub Accounts**(1)에서 그 서브 계정(2)을 누르세요.",
          link: "console_home",
        },
        {
          picture: "sub-key-find",
          text: "**Access Key** 탭(1)에서 그만 쓸 키(2)를 고르고, 어느 프로그램이 쓰는지 확인하세요.",
        },
        { picture: "swap", text: "그 키를 쓰는 프로그램이 있다면 남길 키로 먼저 바꾸세요." },
        {
          picture: "sub-key-stop",
          text: "그 키를 멈추고 며칠 지켜보세요. Keywright에서 일시 중지해도 돼요.",
        },
        { picture: "sub-key-delete", text: "아무 일도 없으면 지우고 새 키를 만드세요." },
      ],
    },
  ],
};

const ko: ProviderWords = {
  name: "네이버 클라우드",
  about: "서버와 저장소, API를 빌려 쓰는 네이버의 클라우드",
  kinds: {
    naver_access_key: accessKey,
    naver_gateway_key: gatewayKey,
    naver_sub_account_key: subAccountKey,
  },
};

export default ko;
