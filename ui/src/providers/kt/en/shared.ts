import type { KindWords, Step } from "../../guide";

export const links = {
  console_home: "Open the console",
  gov_console: "Open the government console",
  guide_d: "Open the official guide",
};

export const facts: NonNullable<KindWords["facts"]> = {
  storage_account: { label: "Storage account" },
  signature: { label: "Way of signing", values: { v2: "Signature Version 2", v4: "Signature Version 4" } },
  region: { label: "Region" },
  zones: { label: "Zones it can use" },
  versions: { label: "API versions that answered" },
  user: { label: "User" },
  project: { label: "Project" },
  project_id: { label: "Project ID" },
  zone: { label: "Zone" },
  token_expires: { label: "Token ends" },
  roles: { label: "Roles" },
};

export const signIn: Step = {
  picture: "sign-in",
  text: "Sign in to KT Cloud with the root account, your main one. An IAM account cannot get a key.",
  link: "console_home",
  done: "opened",
};

export const copyKey: Step = {
  picture: "key-copy",
  text: "Copy **API Key** (1) and **Secret Key** (2) and paste them here.",
  done: "pasted",
};

export const openStorage: Step = {
  picture: "storage-open",
  text: "In the menu on the left, open **API Key** (1) and click the **Storage** tab (2).",
};

export const openStorageHere: Step = { ...openStorage, link: "console_home" };

export const addStorageKey: Step = {
  picture: "storage-add",
  text: "Click **API Key 추가** (Add API key). If you cannot, you may have to sign up for Object Storage first.",
};

export const copyStorageKey: Step = {
  picture: "storage-copy",
  text: "Copy the key (1) and the secret (2) from the new line and paste them here. They are called Access Key and Secret Key, or something close.",
};

export const noNarrow: Step = {
  picture: "no-narrow",
  text: "Can its rights be narrowed? No. There are no keys that only read, or that reach only one service.",
};

export const noExtra: Step = {
  picture: "no-extra",
  text: "Does it need any more permission? No. It has every right already, so there is nothing to add.",
};

export const onlyWays: Step = {
  picture: "only-ways",
  text: "Is there another way? No. The G platform takes the root account’s API Key (1), and the D platform takes a Token (2).",
};

export const users: Step = {
  picture: "users",
  text: "Write down every program and person that uses this key. We could not confirm that the old and the new key work side by side, so be ready to change them all at once.",
};

export const stopUsing: Step = {
  picture: "users",
  text: "See whether any program still uses this key. If so, give it another key or stop it first.",
};

export const copies: Step = {
  picture: "copies",
  text: "Delete the copies left in files (1), mail (2) and chats (3) too.",
};

export const checkEnded: Step = {
  picture: "refused",
  text: "In Keywright, check whether the old key works. If it is refused, it has ended. If it still works, tell customer support again.",
};

export const removeHere: Step = {
  picture: "forget",
  text: "Once you have seen it refused, remove it from Keywright too. If you remove it earlier, you cannot check that it has ended.",
  done: "key_gone",
};

export const lookAround: Step = {
  picture: "look-around",
  text: "Look for servers (1), networks (2) and disks (3) that you do not know.",
};

export const putInAgain: Step = {
  picture: "swap",
  text: "Put the new values into the programs that stopped and see that they work.",
};
