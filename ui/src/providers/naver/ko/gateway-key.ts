import type { KindWords } from "../../guide";
import { links, openGateway, realms, whoCanRead } from "./shared";

export const gatewayKey: KindWords = {
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
          done: "key_appeared",
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
