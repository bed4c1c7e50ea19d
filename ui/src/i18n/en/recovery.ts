import type ko from "../ko/recovery";

const en: typeof ko = {
  damaged: "The data file is damaged and could not be opened",
  damagedText:
    "Your keys at the clouds are unchanged, and so are secrets in the keychain. Those in the passphrase vault come back with a copy.",
  damagedAlone: "Your keys at the clouds are unchanged, and so are secrets in the keychain.",
  still: "It still does not open",
  newer: "This data was made by a newer Keywright",
  newerText: "To keep it whole it was not opened. Update Keywright and go on where you left off.",
  cannotUpdate: "If you cannot update",
  goBack: "Restore a copy",
  copies: "Copies",
  latest: "Latest",
  holds: (accounts, keys) =>
    `${accounts} ${accounts === "1" ? "account" : "accounts"} · ${keys} ${keys === "1" ? "key" : "keys"}`,
  use: "Restore",
  useOf: (when) => `Restore the copy from ${when}`,
  kept: "The current file is kept in the data folder. Secrets that were removed from the keychain after the copy was made do not come back.",
  noCopies: "There is no copy to restore yet. Do not delete the data folder; make a copy of all of it.",
  openFolder: "Open data folder",
  restored: (when) => `Restored the copy from ${when}`,

  closing: "Finishing, then closing",
  closingText: "The window closes by itself when it is done.",
  since: (time) => `since ${time}`,
  making: (name) => `“${name}” is being made.`,
  deleting: (name) => `“${name}” is being deleted.`,
  renewing: (name) => `“${name}” is getting a new secret.`,
  changing: (name) => `“${name}” is being changed.`,
  working: "Waiting for the cloud’s answer.",
  stay: "Keep open",
};

export default en;
