import type ko from "../ko/new";

const en: typeof ko = {
  title: "New key",
  account: "Account",
  practice: "This is the practice cloud: no real key is made.",
  noAccount: "Connect an account first",
  noAccountText: "With one cloud account connected you can make keys right here.",
  connect: "Connect an account",
  guided: "Keys of this kind are made in the console",
  guidedText: (provider) =>
    `${provider} gives apps no way to make them. Follow the pictures, then enter the key here.`,
  closedText: (provider) =>
    `${provider} does not let this account's key make one through the API. Nothing is wrong with it. Follow the pictures in the console, then put the key in here.`,
  never: "Keys of this kind cannot be made",
  neverText: (provider) =>
    `${provider} gives no way to make this key. Those that exist are in the list of keys.`,

  quota: (used, limit) => `${used} of ${limit} keys`,
  quotaLabel: "Keys in use",
  quotaFull: "All keys of this organization are in use. Delete one that nobody uses to make room.",
  rolesLoading: "Reading the roles",
  stopped: "Stopped before the list was read.",
  readAgain: "Read again",
  count: (now, max) => `${now} / ${max}`,
  more: "More options",
  endpointTip: "Is it for a query endpoint?",
  endpointTipLink: "See the guide",
  missingText: "Please fill this in.",
  textShort: (min) => `At least ${min} characters.`,
  missingName: "Give it a name.",
  nameLong: (max) => `At most ${max} characters.`,

  summary: "The key to be made",
  summaryEmpty: "What you choose appears here",
  roleCount: (count) => `${count} roles`,
  untilDate: (date) => `until ${date}`,
  noEnd: "never ends",
  anywhere: "from anywhere",
  places: (count) => (count === 1 ? "from 1 address" : `from ${count} addresses`),
  off: "paused",
  submit: "Make the key",

  making: (name) => `Making “${name}”`,
  makingText:
    "A request that was sent cannot be called back, so there is no Cancel. Closing the window loses nothing: it is finished first.",
  steps: (provider) => [
    "Check first that it can be stored safely",
    `Ask ${provider} for the key, exactly once`,
    "Store the secret encrypted and read it back",
    "Check that the new key works",
  ],
  slow: "New keys sometimes need up to a minute to settle.",
  madeElsewhere: (name) => `“${name}” was made and stored`,

  unknownTitle: "Checking whether the key was made",
  unknownKnown: "What is known",
  unknownKnownText: (provider) =>
    `The request went to ${provider}, but its answer did not arrive complete. A key may or may not exist.`,
  unknownNext: "What happens next",
  unknownNextText:
    "We look for a new key of this name in the list. The request is never sent twice, so there cannot be two.",
  unknownWhen: "When we look again",
  unknownAt: (when) => `By itself at ${when}, even if you close the app and open it later.`,
  unknownSoon: "By itself in a moment, even if you close the app and open it later.",
  unknownYours: "We found something. Please choose what to do.",
  unknownSettled: "The check is finished. The list of keys shows the result.",
  lookNow: "Look now",
  choose: "See the result",
  toKeys: "To the keys",

  issued: "The key is made and stored",
  issuedText:
    "Its secret is already on this computer. You can close this page and copy it from the list of keys at any time.",
  issuedPractice: "This is a practice key. It does not work at the real cloud.",
  notVerified: "Not yet proven to work",
  notVerifiedText:
    "The new key may still be settling. In about a minute, choose “Check it works” in the list of keys.",
  notOn: "This key was made paused. Resume it in the list of keys to use it.",
  clears: (seconds) => `A copied secret is cleared from the clipboard after ${seconds} s.`,
  where: "Where is it kept?",
  whereText: (vault) =>
    `The secret is in this computer’s keychain, ${vault}. Only someone signed in to this computer can open it, and Keywright sends it nowhere else.`,
  whereUnknown:
    "The secret is in this computer’s keychain. Only someone signed in to this computer can open it, and Keywright sends it nowhere else.",
  wherePassphrase:
    "The secret is in the passphrase vault on this computer. Only the passphrase or the recovery code opens it, and Keywright sends it nowhere else.",
  whereLost: "It does not move with you to another computer. There, make a new key to replace it.",
  done: "Done",
  another: "Make another",
  gone: "This key is not in the list",
};

export default en;
