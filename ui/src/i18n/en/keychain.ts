import type ko from "../ko/keychain";

const en: typeof ko = {
  inUse: (name) => `The keychain in use is ${name}.`,
  keeps: {
    KeePassXC:
      "KeePassXC keeps removed secrets in its recycle bin, and earlier values in an entry’s history. To be rid of them, empty the recycle bin in KeePassXC.",
  },
  made: "Keyring created. Secrets can be stored now",
  waits: "Your keychain is waiting for you",
  waitsText: "Look for a password prompt behind other windows.",

  missing: "The secret is gone from the keychain",
  missingText: "Another program seems to have removed it. The key at the cloud is unchanged.",
  missingShort: "Secret gone",
  altered: "The secret in the keychain was changed",
  alteredText:
    "Another program seems to have changed it, so it is not used. The key at the cloud is unchanged.",
  alteredShort: "Secret changed",
  ownText: "Keywright signs in with this key: connect the account again and its secret is back.",
  readAgain: "Fetch it from the cloud",
  readDone: "The secret is stored again",
  makeNew: "Make a new key",
  pasteAgain: "Paste it again",
  connectAgain: "Connect again",
  forget: "Remove from this computer",
  forgetTitle: "Remove this key’s secret from this computer?",
  forgetText:
    "Whatever is left of it stays in the trash for 30 days, and the key is shown as one whose secret is not on this computer. At the cloud it keeps working.",
  forgotten: "Secret removed. The key itself is unchanged",

  account: {
    missing: "The sign-in key’s secret is gone from the keychain",
    altered: "The sign-in key’s secret in the keychain was changed",
    text: "Another program seems to have done it. Connect again with the same key to carry on.",
  },
};

export default en;
