import type ko from "../ko/settings";

const en: typeof ko = {
  title: "Settings",
  look: "Appearance",
  language: "Language",
  languages: { system: "System language", ko: "한국어", en: "English" },
  theme: "Colours",
  themes: { system: "System setting", light: "Light", dark: "Dark" },
  safety: "Secrets",
  vault: "Where secrets are kept",
  vaultText: "Secrets stay on this computer.",
  vaultWorks: (name) => `${name} stores and returns secrets correctly`,
  passphraseWorks: "The passphrase vault stores and returns secrets correctly",
  vaultChecking: "Checking",
  vaultStop: "Stop checking",
  vaultCheck: "Check again",
  vaultStopped: "Check stopped",
  about: "About",
  version: "Version",
  dataDir: "Data folder",
  dataHint:
    "The list of keys, settings and history. Secrets only if you use the passphrase vault, encrypted.",
  licence: "Licence",
  licenceText: "MIT or Apache-2.0 · typeface Pretendard (SIL OFL 1.1)",
  shortcuts: "Shortcuts",
  shortcutList: {
    search: "Find a key",
    new: "New key",
    refresh: "Refresh",
    settings: "Settings",
    lock: "Lock",
    back: "Back, close",
  },
};

export default en;
