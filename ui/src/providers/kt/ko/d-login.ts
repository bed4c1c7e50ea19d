import type { KindWords } from "../../guide";
import { copies, facts, links, lookAround, noExtra, noNarrow, onlyWays } from "./shared";

const changePortalPassword =
  "포털의 회원 정보에서 비밀번호를 바꾸세요. 메뉴의 자리와 이름은 확인하지 못했어요.";

export const dLogin: KindWords = {
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
          done: "opened",
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
          done: "pasted",
        },
        {
          picture: "sign-in",
          text: "공공기관용 존(DX-G, DX-G-YS)을 쓴다면 공공 콘솔에 로그인해 같은 메뉴를 찾으세요. 메뉴 이름은 조금 다를 수 있어요.",
          link: "gov_console",
          done: "opened",
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
          done: "connected",
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
          done: "key_gone",
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
