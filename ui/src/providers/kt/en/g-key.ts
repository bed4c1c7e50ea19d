import type { KindWords } from "../../guide";
import {
  addStorageKey,
  checkEnded,
  copies,
  copyKey,
  facts,
  links,
  lookAround,
  noExtra,
  noNarrow,
  onlyWays,
  openStorageHere,
  putInAgain,
  removeHere,
  signIn,
  stopUsing,
  users,
} from "./shared";

export const gKey: KindWords = {
  name: "G platform API key",
  about:
    "For existing customers (G1, G2). It is a pair, an API Key and a Secret Key, and it can do all that the root account can.",
  care: {
    title: "This key has every right of the root account",
    text: "Its rights cannot be narrowed, so whoever has it can do anything, even delete servers. Put it only into programs that need it, and keep as few copies as you can.",
    guide: "leaked",
    questions: "questions",
  },
  replacement: {
    make: "If the current key is issued anew, the old one may stop at once. Note where it is used, and do it when little depends on it.",
    safe: "If you stop here and changed nothing in the console, the key keeps working.",
  },
  fields: {
    api_key: {
      label: "API Key",
      help: "Says whose key it is. It is on the Default API Key line in the console.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret it signs with. The console shows it again whenever you click 마스킹 해제 (Unmask).",
    },
  },
  roles: {},
  links,
  facts,
  guides: [
    {
      id: "first_key",
      title: "Find your API key in the console",
      about: "G1 and G2 come with a key. You do not make a new one: uncover its values and copy them.",
      steps: [
        signIn,
        {
          picture: "menu-key",
          text: "In the menu on the left, open **API Key** (1) and click **API Key** (2) below it.",
        },
        {
          picture: "unmask",
          text: "On the **Default API Key** line (1), click **마스킹 해제** (2, Unmask). You can see the values again this way at any time.",
        },
        {
          picture: "identity",
          text: "The console may ask you once more to prove who you are. Keywright never asks for what you type there.",
        },
        copyKey,
      ],
    },
    {
      id: "storage_key",
      title: "Make more keys for storage",
      about:
        "Object Storage, where files are kept, takes a key from the Storage tab instead of this API key.",
      steps: [
        openStorageHere,
        addStorageKey,
        {
          picture: "storage-copy",
          text: "Copy the key (1) and the secret (2) from the new line. They are called Access Key and Secret Key, or something close.",
        },
        {
          picture: "choose-kind",
          text: "In Keywright, choose the kind that fits your storage: Object Storage 1.0, 2.0 or S3. If you are not sure, see “Find out which storage a key is for” in the guides of that kind.",
        },
      ],
    },
    {
      id: "questions",
      title: "Questions about the API key",
      about: "Good to know before you connect. Based on what was published on 24 February 2025.",
      steps: [
        {
          picture: "all-rights",
          text: "What can this key do? All that the root account can. That includes making and deleting servers (1), disks (2) and networks (3).",
        },
        noNarrow,
        noExtra,
        onlyWays,
        {
          picture: "iam",
          text: "Can an IAM account make one? No. The root account (1) can, an IAM account (2) cannot, and there is no plan to allow it (as of 24 February 2025).",
        },
        {
          picture: "unmask",
          text: "Can I see the values again? Yes. In the console, on the **Default API Key** line (1), click **마스킹 해제** (2, Unmask).",
        },
        {
          picture: "signed-address",
          text: "Are request addresses sensitive too? Yes. An address signed with this key (1) has no end (2), so whoever gets it can send the same request again. Keep it out of logs and chats.",
        },
        {
          picture: "support",
          text: "What if it leaks? If you cannot change it in the console, ask customer support to block it at once. “The API key leaked” has the steps.",
        },
      ],
    },
    {
      id: "rotate",
      title: "Change the API key",
      about:
        "We could not confirm that the console can issue the Default API Key anew. If it has no button for that, ask customer support.",
      steps: [
        users,
        {
          picture: "key-actions",
          text: "On the console’s **API Key** page, see whether the **Default API Key** line (1) has a button that issues it anew (2). The old key may stop at once, so click it only when you are ready.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "If there is no such button, ask KT Cloud’s customer support to issue it anew. Ask when the old key ends, too.",
        },
        {
          picture: "key-copy",
          text: "Copy the new **API Key** (1) and **Secret Key** (2) and put them into Keywright.",
          done: "pasted",
        },
        { picture: "swap", text: "Put the new key everywhere you wrote down and see that it works." },
        checkEnded,
        removeHere,
      ],
    },
    {
      id: "retire",
      title: "Stop using the API key",
      about:
        "Removed from Keywright, the key stays at KT Cloud and goes on working. We could not confirm that the console can delete it.",
      steps: [
        stopUsing,
        {
          picture: "key-actions",
          text: "On the console’s **API Key** page, see whether the **Default API Key** line (1) has a button that deletes it or issues it anew (2). If so, click it.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "If there is no such button, ask customer support to end this key. If they cannot, ask them to issue it anew: the old values should then stop working.",
        },
        copies,
        checkEnded,
        removeHere,
      ],
    },
    {
      id: "leaked",
      title: "The API key leaked",
      about: "Do not wait: block it at once. Whoever has this key can do all that the root account can.",
      steps: [
        {
          picture: "key-actions",
          text: "Open the **API Key** page, where you unmasked the values. If the **Default API Key** line (1) has a button that issues it anew or deletes it (2), click it at once.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "If there is no such button, contact KT Cloud’s customer support at once. Say that the key leaked, and ask them to block it and issue a new one.",
        },
        {
          picture: "portal-password",
          text: "If the portal password may have leaked too, change it as well. But a new password may not block this key.",
        },
        {
          picture: "signed-address",
          text: "If an address signed with this key (1) stands in logs or chats, delete it. It has no end (2): until the key is blocked, anyone can send that request again.",
        },
        {
          picture: "ends",
          text: "Once the key is blocked, requests and signed addresses made with it (1) are refused. Servers and disks already made, and separate Storage keys (2), stay as they are.",
        },
        lookAround,
        checkEnded,
        putInAgain,
      ],
    },
  ],
};
