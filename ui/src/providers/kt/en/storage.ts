import type { Guide, KindWords, Step } from "../../guide";
import {
  addStorageKey,
  checkEnded,
  copies,
  copyStorageKey,
  facts,
  links,
  openStorage,
  openStorageHere,
  putInAgain,
  removeHere,
  signIn,
  stopUsing,
} from "./shared";

const storageCare: KindWords["care"] = {
  title: "This key may delete the files in your storage",
  text: "We could not confirm any way to narrow its rights. Assume that whoever has it can read, change and delete every file, and put it only into programs that need it.",
  guide: "leaked",
};

const whichGeneration: Guide = {
  id: "which_generation",
  title: "Find out which storage a key is for",
  about:
    "We could not confirm which storage a key from the Storage tab fits. This is how to find out whether it is 1.0, 2.0 or S3.",
  steps: [
    {
      picture: "addresses",
      text: "In the address your program uses, look right behind https://. ssproxy is 1.0 (1), ssproxy2 is 2.0 (2), ss1 or obj-e-1 is S3 (3).",
    },
    {
      picture: "products",
      text: "If you do not know the address, look in the console for the name of the storage you use. It may end in 1.0 (1), 2.0 (2) or 3.0 (3). ucloud storage is 1.0; 3.0 and the D platform’s storage are S3.",
      link: "console_home",
    },
    {
      picture: "fill-ids",
      text: "If your program’s settings also hold a Domain ID (1) and a Project ID (2), it is 2.0.",
    },
    {
      picture: "try-each",
      text: "If you are still not sure, connect one after the other: S3, 2.0, then 1.0. Keywright only reads, so a refusal changes nothing in your storage.",
    },
    {
      picture: "support",
      text: "If all of them are refused, ask customer support which storage the key is for. Do not tell them the secret.",
    },
  ],
};

/** Guides of a key from the Storage tab. */
const storageGuides = (about: string, fill: Step, ends: string): KindWords["guides"] => [
  {
    id: "first_key",
    title: "Make a Storage key in the console",
    about,
    steps: [
      signIn,
      openStorage,
      addStorageKey,
      copyStorageKey,
      fill,
      {
        picture: "verify",
        text: "When you connect, Keywright reads the list of file boxes once. If you are refused, see “Find out which storage a key is for”.",
        done: "connected",
      },
    ],
  },
  whichGeneration,
  {
    id: "rotate",
    title: "Change a Storage key",
    about:
      "You can make more Storage keys, so if you move to a new one first, nothing is cut off. We could not confirm how many you can have.",
    steps: [
      openStorageHere,
      addStorageKey,
      {
        picture: "storage-copy",
        text: "Copy the key (1) and the secret (2) from the new line and put them into Keywright.",
        done: "pasted",
      },
      { picture: "verify", text: "In Keywright, check that the new key works.", done: "connected" },
      {
        picture: "swap",
        text: "Put the new key into every program that used the old one and see that it works.",
      },
      {
        picture: "storage-actions",
        text: "On the **Storage** tab (1), if the old key’s line has a button that deletes it (2), click it. If not, ask customer support to delete the key.",
      },
      checkEnded,
    ],
  },
  {
    id: "retire",
    title: "Stop using a Storage key",
    about:
      "Removed from Keywright, the key stays at KT Cloud and goes on working. We could not confirm that the console can delete it.",
    steps: [
      stopUsing,
      {
        picture: "storage-actions",
        text: "On the console’s **Storage** tab (1), if this key’s line has a button that deletes it (2), click it.",
        link: "console_home",
      },
      { picture: "support", text: "If there is no such button, ask customer support to delete this key." },
      copies,
      checkEnded,
      removeHere,
    ],
  },
  {
    id: "leaked",
    title: "A Storage key leaked",
    about: "Do not wait: block it at once. Whoever has this key can read, change and delete files.",
    steps: [
      {
        picture: "storage-actions",
        text: "In the console, under **API Key** > **Storage** (1), if this key’s line has a button that deletes it (2), click it at once.",
        link: "console_home",
      },
      {
        picture: "support",
        text: "If there is no such button, contact KT Cloud’s customer support at once. Say that the key leaked and ask them to block it.",
      },
      { picture: "storage-ends", text: ends },
      {
        picture: "box-look",
        text: "Look through your file boxes for files that you do not know, and for files that changed or are gone.",
      },
      checkEnded,
      addStorageKey,
      putInAgain,
    ],
  },
];

const tokensStay =
  "Once the key is blocked, nobody can sign in with it any more (1). Tokens already issued and files made public (2) may go on working for a while.";

export const storage1: KindWords = {
  name: "Object Storage 1.0 key",
  about: "For the older storage that began as ucloud storage. It is a pair: a user and an API key.",
  care: storageCare,
  fields: {
    storage_user: {
      label: "Storage user (portal email or Access Key)",
      help: "Some use the email they sign in to the portal with, others the Access Key from the Storage tab. If one is refused, try the other.",
    },
    storage_pass: {
      label: "Storage API Key",
      help: "The secret from the Storage tab. It is not the portal’s password.",
    },
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "Object Storage, where files are kept, takes another key than servers do. It is made on the console’s Storage tab.",
    {
      picture: "fill-pair",
      text: "Enter your portal email or the Access Key as the storage user (1), and the secret as the Storage API Key (2).",
      done: "pasted",
    },
    tokensStay,
  ),
};

export const storage2: KindWords = {
  name: "Object Storage 2.0 key",
  about: "For the storage that takes four values: two of the key, a Domain ID and a Project ID.",
  care: storageCare,
  fields: {
    access_key: {
      label: "Access Key",
      help: "From the Storage tab. It may be your portal email, or that email with $ in place of @.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret from the Storage tab. It may be called API Key.",
    },
    domain_id: {
      label: "Domain ID",
      help: "The ID, not the name. We could not confirm where the console shows it.",
    },
    project_id: {
      label: "Project ID",
      help: "The ID, not the name. It may differ from the D platform’s Project Id.",
    },
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "Object Storage, where files are kept, takes another key than servers do. It is made on the console’s Storage tab.",
    {
      picture: "fill-ids",
      text: "Enter the Domain ID (1) and the Project ID (2) as well. We could not confirm where the console shows them; if you cannot find them, ask customer support.",
      done: "pasted",
    },
    tokensStay,
  ),
};

export const storageS3: KindWords = {
  name: "Object Storage S3 key",
  about: "For storage used with S3 tools: the D platform’s storage, and Object Storage 3.0.",
  care: storageCare,
  fields: {
    access_key: {
      label: "Access Key",
      help: "Says which key it is. S3 tools often call it Access Key ID.",
    },
    secret_key: {
      label: "Secret Key",
      help: "The secret it signs with. S3 tools often call it Secret Access Key.",
    },
  },
  realm: {
    title: "Which storage is it?",
    hint: "Each has its own address and way of signing. If you are not sure, try the D platform first.",
  },
  realms: {
    d_platform: "The D platform’s storage (obj-e-1.ktcloud.com)",
    storage_3: "Object Storage 3.0 (ss1.cloud.kt.com)",
  },
  roles: {},
  links,
  facts,
  guides: storageGuides(
    "These steps use the Storage tab. We could not confirm where the D platform shows its S3 keys: if you have no such tab, look on its Object Storage page.",
    {
      picture: "choose-realm",
      text: "In Keywright, choose the D platform’s storage (1) or Object Storage 3.0 (2) and enter both values. If you are not sure, try the D platform first.",
      done: "pasted",
    },
    "Once the key is blocked, requests made with it (1) are refused. Files already downloaded and files made public (2) stay as they are.",
  ),
};
