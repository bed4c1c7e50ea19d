import type { KindWords } from "../../guide";
import { links, openGateway, realms, whoCanRead } from "./shared";

export const gatewayKey: KindWords = {
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
          done: "key_appeared",
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
