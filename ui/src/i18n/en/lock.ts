import type ko from "../ko/lock";

const time = (seconds: number) =>
  seconds % 60 === 0
    ? seconds === 60
      ? "1 minute"
      : `${seconds / 60} minutes`
    : seconds === 1
      ? "1 second"
      : `${seconds} seconds`;

const en: typeof ko = {
  title: "Keywright is locked",
  why: {
    start: "Unlock it to see your keys.",
    user: "You locked it.",
    idle: "It locked because nobody used it for a while.",
    screen: "It locked with your screen.",
    sleep: "It locked when the computer went to sleep.",
    switch: "It locked when another person took over the computer.",
  },
  passphrase: "Passphrase",
  recovery: "Recovery code",
  withRecovery: "Use the recovery code",
  withPassphrase: "Use the passphrase",
  unlock: "Unlock",
  withAccount: "Unlock with your computer account",
  asking: "Enter your account’s password in the window that your computer opens.",

  proofTitle: "Is it you?",
  proofText: "Confirm once more before the secret is shown.",
  proofGo: "Confirm and show",
  proofAccount: "Confirm with your computer account",

  lock: "Lock",
  settings: "Lock",
  level: "How careful",
  presets: { convenient: "Convenient", balanced: "Balanced", strict: "Strict" },
  idle: ({ idle_s }) => `Locks after ${time(idle_s)} without use.`,
  atStart: ({ locks_at_start }) => (locks_at_start ? "Starts locked." : "Does not start locked."),
  reveal: "Asks who you are each time before it shows a secret.",
  clipboard: (seconds) => `Clears a copied secret after ${time(seconds)}.`,
  clipboardOwn: (seconds) => `Clears a copied secret after ${time(seconds)}, as you chose earlier.`,
  clipboardMayStay:
    "GNOME on Wayland may refuse this while another window is in front. Then it is cleared when you come back to Keywright.",
  follows: "Also locks when your screen locks, the computer sleeps or another person takes over.",
  followsNot: "It cannot lock together with the computer’s screen on this system yet.",
  off: "The lock is off. Choose how to unlock it first.",
  account: "Unlock with your computer account",
  accountHint: "With the password you sign in to the computer with. It is checked once now.",
  noAccount: {
    system: "Not available on this system yet.",
    no_service: "The service that checks account passwords (polkit) does not run on this computer.",
    not_installed: "Available when Keywright is installed from its package (.deb).",
    no_hello:
      "Set up Windows Hello in Windows settings first, or ask whoever manages this computer to allow it.",
    administrator: "Not available as administrator (root): no password would be asked for.",
  },
  passphraseOn: "A passphrase unlocks it.",
  setPassphrase: "Set a passphrase",
  now: "Lock now",
};

export default en;
