import type ko from "../ko/connect";

const en: typeof ko = {
  title: "Connect an account",
  text: "Connect with one key made at your cloud. From then on you make and manage keys here.",
  provider: "Cloud",
  kind: "Kind of key",
  guide: "Make your first key in the console",
  form: "Enter the key",

  realm: "Which cloud?",
  realmHint: "Each has accounts and keys of its own. Choose the one you signed up with.",

  way: "What do you have?",
  wayGuide: "Where can I see it?",
  otherChoice: "Another one",
  otherChoiceOf: (label) => `${label}, typed`,

  pasteHint: "Copied several at once? They find their fields.",
  looksLike: (names) => `What you pasted looks like ${names.join(" or ")}`,
  looksLikeText: "It is kept encrypted and was sent nowhere yet. If that is right, it can move to that form.",
  move: (name) => `Move to ${name}`,
  paste: "Paste",
  pasteInto: (label) => `Paste ${label}`,
  staged: (length) => `${length} characters · kept encrypted on this computer`,
  stagedMask: (label, length) => `${label}: ${length} characters, hidden`,
  cleaned: "Removed blanks or line breaks around it.",
  change: "Change",
  pasted: (labels) => `Filled in ${labels.join(" and ")}`,
  missing: (label) => `Enter the ${label}.`,

  advanced: "Advanced",
  endpoint: "API address",
  endpointHint: "Leave empty for the cloud’s own address. Only for a private cloud or a proxy.",
  endpointWarning: "Your key will be sent to this address. Enter only one that you trust.",

  submit: "Connect",
  checking: (provider) => `Asking ${provider} whether the key works`,
  checkingText: "This only reads. Nothing is changed.",
  safe: "The values are stored safely on this computer.",

  drafts: "You have begun to enter a key",
  draftFields: (labels) => (labels.length > 0 ? labels.join(", ") : "Nothing filled in yet"),
  draftGoOn: "Continue",
  draftSaved: (when) => `Saved ${when}`,

  done: "Connected",
  clipboardCleared: "What you pasted is off the clipboard",
  organization: "Organization",
  realmLabel: "Cloud",
  keyName: "Key used to connect",
  endsWith: (last) => `…${last}`,
  may: "What this key may do",
  mayUnknown: "What it may do could not be read. The connection itself is fine.",
  cannotMake: "This key may not make new keys. Connect with a key that has the right to, and you can.",
  address: "API address",
  makeKey: "Make a key",
  seeKeys: "See the keys",
  readingIdentity: "Reading what it may do",
  practice: "Open the practice cloud",
  practiceText: "Want to try first? Do it all in a make-believe cloud on this computer.",
};

export default en;
