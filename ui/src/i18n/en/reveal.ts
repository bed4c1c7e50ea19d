import type ko from "../ko/reveal";

const en: typeof ko = {
  title: (name) => `Secret of ${name}`,
  fields: {
    key_secret: "Key secret",
    secret_key: "Secret Key",
    primary_key: "Primary Key",
    secondary_key: "Secondary Key",
  },
  secret: "Secret",
  hold: "Hold to show. A short press keeps it shown",
  pinned: "Press again to hide",
  show: "Show the secret",
  legend: "Underlined characters are digits. Gaps after every four are only for reading.",
  recovery: "Recovery code",
  recoveryLegend: "Underlined characters are digits. Write it down in groups of five.",
  capture: "Screenshots and screen sharing may show this window.",
  closes: (seconds) => `Closes in ${seconds} s`,
  closesMinutes: (minutes) => `Closes in ${minutes} min`,
  close: "Close",
  failed: "The secret cannot be shown",
  failedText: "Close this window and press “Reveal” again.",
};

export default en;
