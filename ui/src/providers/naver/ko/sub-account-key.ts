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

export const subAccountKey: KindWords = {
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
        { ...addSubAccountKey, done: "key_appeared" },
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
          done: "key_paused",
        },
        { picture: "sub-key-delete", text: "아무 일도 없으면 지우고 새 키를 만드세요.", done: "key_gone" },
      ],
    },
  ],
};
