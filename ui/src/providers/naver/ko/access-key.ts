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
          done: "opened",
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
          done: "pasted",
        },
        {
          picture: "old-portal",
          text: "메뉴가 이렇지 않다면 예전 자리인 포털의 **마이페이지**(1) > **계정관리**(2) > **인증키관리**(3)를 찾아보세요. 이 페이지는 옮겨졌을 수 있어요.",
          link: "old_authkeys",
          done: "opened",
        },
        {
          picture: "sign-in",
          text: "공공기관용 클라우드를 쓴다면 공공 포털에서 로그인해 같은 메뉴를 찾으세요. 계정과 키를 따로 만들어야 할 수 있어요.",
          link: "gov_portal",
          done: "opened",
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
        { ...copySubAccountKey, done: "pasted" },
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
          done: "pasted",
        },
        { picture: "verify", text: "Keywright가 새 키로 연결되는지 확인하세요.", done: "connected" },
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
