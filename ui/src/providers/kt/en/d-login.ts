import type { KindWords } from "../../guide";
import { copies, facts, links, lookAround, noExtra, noNarrow, onlyWays } from "./shared";

const changePortalPassword =
  "Change your password in the portal’s account settings. We could not confirm where that page is and what it is called.";

export const dLogin: KindWords = {
  name: "D platform sign-in",
  about:
    "The sign-in that gets tokens for the D platform’s API. If you are not sure which to choose, start here.",
  care: {
    title: "This sign-in opens your whole account",
    text: "Its rights cannot be narrowed, and it is usually the very password of the portal. Assume that whoever has it can enter the console too, and put it only into programs that need it.",
    guide: "leaked",
    questions: "questions",
  },
  replacement: {
    make: "There is one password only: the old one stops the moment you change it. Note where it is used, change it when little depends on it, then put the new one in here.",
    safe: "If you stop here and did not change the password, it keeps working.",
  },
  fields: {
    project_name: {
      label: "Project Name (your sign-in ID)",
      help: "The ID you sign in to the portal with, usually an email address. The Token page calls it Project Name.",
      placeholder: "name@example.com",
    },
    password: {
      label: "Password on the Token page (usually the portal’s)",
      help: "Wrong passwords may lock your account. So Keywright never tries again by itself.",
    },
    project_id: {
      label: "Project Id",
      help: "The Token page shows it when you click Project ID 확인 (Check project ID). Left empty, you sign in to the project named like your sign-in ID.",
    },
    zone: {
      label: "Zone",
      help: "Where your servers are. If it is not listed, choose to type it, and enter the zone as it stands in the API address, e.g. d1.",
    },
  },
  choices: {
    zone: {
      d1: "DX-M1 · Seoul (Mokdong)",
      d2: "DX-Central",
      d3: "DX-DCN-CJ",
      gd1: "DX-G · government",
      gd4: "DX-G-YS · government",
    },
  },
  tokens: {
    api: "Stands in for the password in calls to the D platform’s API. It usually lasts an hour.",
  },
  roles: {},
  links,
  facts,
  guides: [
    {
      id: "first_key",
      title: "Find the Token page’s values in the console",
      about:
        "The D platform has no separate key to make. You sign in with the Token page’s values and a password, and get a token.",
      steps: [
        {
          picture: "sign-in",
          text: "Sign in to KT Cloud with the root account, your main one. We could not confirm that an IAM account can get tokens.",
          link: "console_home",
          done: "opened",
        },
        {
          picture: "choose-zone",
          text: "Choose D as the platform (1), and as the zone (2) the one your servers are in. Choose the same zone in Keywright.",
        },
        {
          picture: "menu-token",
          text: "In the menu on the left, open **Servers** (1) and click **Token** (2).",
        },
        {
          picture: "token-page",
          text: "Look at **Project Name** (1) and **Password** (2). The password is usually the portal’s; we could not confirm whether it can be a separate one.",
        },
        {
          picture: "project-id",
          text: "Click **Project ID 확인** (1, Check project ID) and copy **Project Id** (2).",
        },
        {
          picture: "fill-login",
          text: "In Keywright, choose the zone (1) and fill in the other values (2). Check them before you connect: wrong passwords may lock your account.",
          done: "pasted",
        },
        {
          picture: "sign-in",
          text: "If you use a government zone (DX-G, DX-G-YS), sign in at the government console and look for the same menus. Names may differ a little.",
          link: "gov_console",
          done: "opened",
        },
      ],
    },
    {
      id: "questions",
      title: "Questions about the D platform sign-in",
      about: "Good to know before you connect. Based on what was published on 24 February 2025.",
      steps: [
        {
          picture: "opens-both",
          text: "What can this sign-in do? All that the account can do through the API (1). It is usually the password that opens the portal (2), too.",
        },
        noNarrow,
        noExtra,
        onlyWays,
        {
          picture: "iam",
          text: "Can an IAM account make keys? No. The root account (1) can, an IAM account (2) cannot, and there is no plan to allow it (as of 24 February 2025). We could not confirm whether an IAM account can get tokens.",
        },
        {
          picture: "which-password",
          text: "Is it the portal’s password? Usually. That is not confirmed, so if the Token page shows another one, use that.",
        },
        {
          picture: "two-step",
          text: "Does it work with two-step sign-in or SSO? We could not confirm it. If you are refused, try a main account without two-step sign-in.",
        },
        {
          picture: "locked-out",
          text: "What if I am wrong several times? Your account may be locked. KT Cloud does not say which is wrong, so check all three: sign-in ID, password and project.",
        },
        {
          picture: "hour",
          text: "How long does a token last? Usually an hour. If KT Cloud does not say when it ends, Keywright counts on 50 minutes.",
          link: "guide_d",
        },
        {
          picture: "portal-password",
          text: "What if it leaks? Change the portal password first. “The D platform sign-in leaked” has the steps.",
        },
      ],
    },
    {
      id: "rotate",
      title: "Change the password of the D platform sign-in",
      about:
        "There is one password, so the old and the new one never work together. Know every place that uses it, and change them all at once.",
      steps: [
        {
          picture: "users",
          text: "Write down every program and person that uses this sign-in. When the password changes, none of them can get a new token.",
        },
        {
          picture: "portal-password",
          text: `${changePortalPassword} If the Token page has a Password of its own, change that one.`,
          link: "console_home",
        },
        {
          picture: "token-page",
          text: "Under **Servers** > **Token**, see that **Project Name** (1) is as before and **Password** (2) is the new one.",
        },
        {
          picture: "fill-login",
          text: "In Keywright, choose the same zone (1), enter the new password (2) and connect again.",
          done: "connected",
        },
        {
          picture: "swap",
          text: "Put the new password into every program you wrote down, and tell the people who share it.",
        },
        {
          picture: "hour",
          text: "Tokens already issued may not end with the old password. They usually end within an hour.",
        },
      ],
    },
    {
      id: "retire",
      title: "Stop using the D platform sign-in",
      about:
        "This sign-in is the account itself, not a key that can be deleted. Removed from Keywright, its password goes on working.",
      steps: [
        {
          picture: "users",
          text: "See whether any program still uses this sign-in. If so, stop it first.",
        },
        {
          picture: "portal-password",
          text: `${changePortalPassword} The old one that programs and people know is then useless.`,
          link: "console_home",
        },
        {
          picture: "hour",
          text: "Tokens already issued may not end at once. They usually end within an hour.",
        },
        copies,
        {
          picture: "forget",
          text: "Last, remove this sign-in from Keywright too.",
          done: "key_gone",
        },
      ],
    },
    {
      id: "leaked",
      title: "The D platform sign-in leaked",
      about:
        "Do not wait: change the portal password first. Whoever has this value can enter the console too.",
      steps: [
        {
          picture: "portal-password",
          text: "Sign in to the portal and change the password at once. If the Token page has a Password of its own, change that too.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "If you cannot sign in or change the password, contact KT Cloud’s customer support at once and ask them to block the account.",
        },
        {
          picture: "hour",
          text: "Tokens already issued may work for about an hour more. If one is kept in Keywright, try to revoke it. We could not confirm that KT Cloud accepts that.",
        },
        {
          picture: "ends",
          text: "After the change, the old password can neither sign in nor get a new token (1). Servers and disks already made, API keys and Storage keys (2) stay as they are.",
        },
        {
          picture: "key-actions",
          text: "Whoever entered the console may have seen the **API Key** page too. If there is a **Default API Key** line (1), see whether it has a button that issues it anew (2). If not, ask customer support to block it.",
        },
        lookAround,
        {
          picture: "swap",
          text: "Put the new password into the programs that stopped and see that they work. Change it wherever else you used the same one.",
        },
      ],
    },
  ],
};
