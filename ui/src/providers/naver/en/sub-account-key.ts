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
  name: "Sub account key",
  about:
    "An access key that belongs to a sub account. It can do only what that account’s policies allow, and its Secret Key is shown only once.",
  fields: {
    access_key: {
      label: "Access Key ID",
      help: "Says whose key it is.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret it signs with. Shown only once, when it is made.",
    },
    sub_account: {
      label: "Sub account",
      help: "The key can do only what this account’s policies allow.",
    },
    label: {
      label: "Your name for it",
      help: "Naver Cloud gives these keys no names. Only you see this one, here.",
      placeholder: "Sales report server",
    },
    login_id: {
      label: "Login ID",
      help: "The new sub account’s ID. It only uses keys and never signs in to the console.",
      placeholder: "report-bot",
    },
    name: {
      label: "Name",
      help: "2 to 30 characters. Say what the account does, so that you know it again.",
      placeholder: "Sales report bot",
    },
    memo: {
      label: "Memo",
      help: "Up to 300 bytes, about 300 English letters, or none.",
      placeholder: "Sends the sales report every morning",
    },
  },
  roles: {},
  links,
  realms,
  facts,
  needs: {
    text: "To see keys of sub accounts, the connected account needs the policy NCP_SUB_ACCOUNT_VIEWER; to make or pause them, NCP_SUB_ACCOUNT_MANAGER.",
    guide: "attach_policy",
  },
  group: {
    title: "Make a new sub account",
    text: "With one sub account for each program you can stop that program alone later. It uses APIs only and never signs in to the console.",
    done: "A new sub account has no policy yet, so its keys can do nothing. Attach one in the console.",
    guide: "attach_policy",
    problems: { forbidden: "API access is off for it, so it cannot use keys." },
  },
  guides: [
    {
      id: "first_key",
      title: "Make a sub account’s key in the console",
      about: "How to make a sub account’s first key. It is safer than a main account’s key.",
      steps: [
        openSubAccount,
        {
          picture: "sub-open",
          text: "In **Sub Accounts** (1), click the sub account that will use the key (2). If there is none, make one with **서브 계정 생성** (Create sub account).",
        },
        { picture: "sub-access", text: "Check that **API 접근** (API access) is ticked." },
        {
          picture: "sub-policy",
          text: "If the **정책** (1, Policies) tab lacks a policy it needs, add it (2). Without any, its keys can do nothing.",
        },
        { ...addSubAccountKey, done: "key_appeared" },
        copySubAccountKey,
      ],
    },
    {
      id: "attach_policy",
      title: "Attach policies to a new sub account",
      about: "A new sub account can do nothing until a policy is attached. Attach it in the console.",
      steps: [
        openSubAccount,
        {
          picture: "sub-open",
          text: "In **Sub Accounts** (1), click the sub account you just made (2).",
        },
        addPolicy,
        {
          picture: "policy-service",
          text: "Choose policies only of the services the program uses (1) and add them (2). Most names end in VIEWER for seeing and MANAGER for changing.",
        },
        {
          picture: "policy-gateway",
          text: "If the program manages API Gateway, choose **NCP_API_GATEWAY_MANAGER** (1), or **NCP_API_GATEWAY_VIEWER** (2) if it only looks.",
        },
        {
          picture: "policy-sub",
          text: "Give **NCP_SUB_ACCOUNT_MANAGER** (1) and **NCP_SUB_ACCOUNT_VIEWER** (2) only to programs that look after sub accounts.",
        },
        { picture: "verify", text: "Run the program, and add what is missing if something fails." },
      ],
    },
    {
      id: "allow_list",
      title: "Let it work only from certain places",
      about:
        "Then even a leaked key does not work outside the IP addresses and VPCs you allow. It applies to all keys of that sub account.",
      steps: [
        {
          picture: "sub-open",
          text: "In the console’s **Sub Accounts** (1), click the key’s sub account (2).",
          link: "console_home",
        },
        {
          picture: "allow-limit",
          text: "Limit **API 접근** (API access) to certain places. We could not confirm where the console has this setting, or what it is called.",
        },
        {
          picture: "allow-add",
          text: "Add the places: IP addresses or ranges (1), VPCs (2) or servers in a VPC (3).",
        },
        {
          picture: "allow-check",
          text: "Check that neither the program’s address nor this computer’s is missing (1), then save (2). The key does not work from a place you left out.",
        },
        { picture: "verify", text: "After saving, check in Keywright that the key still works." },
      ],
    },
    {
      id: "quota_full",
      title: "No more keys can be made",
      about:
        "A sub account can usually have 2 keys in use (the exact number is not confirmed). Stop and delete one to make room.",
      steps: [
        {
          picture: "sub-open",
          text: "In the console’s **Sub Accounts** (1), click that sub account (2).",
          link: "console_home",
        },
        {
          picture: "sub-key-find",
          text: "On the **Access Key** tab (1), choose the key to give up (2) and find out which program uses it.",
        },
        { picture: "swap", text: "If a program uses it, put the key you keep into that program first." },
        {
          picture: "sub-key-stop",
          text: "Stop the key and watch for a few days. You can also pause it in Keywright.",
          done: "key_paused",
        },
        {
          picture: "sub-key-delete",
          text: "If nothing broke, delete it and make the new key.",
          done: "key_gone",
        },
      ],
    },
  ],
};
