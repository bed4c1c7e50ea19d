import type ko from "../ko/unfinished";

const en: typeof ko = {
  title: "Unfinished",
  text: "Nothing here is forgotten until it is settled.",
  empty: "Nothing is unfinished",

  create: (name) => (name ? `Making “${name}”` : "Making a key"),
  other: {
    update: (name) => `Editing “${name}”`,
    pause: (name) => `Pausing “${name}”`,
    resume: (name) => `Resuming “${name}”`,
    delete: (name) => `Deleting “${name}”`,
    regenerate: (name) => `New secret for “${name}”`,
    fallback: (name) => (name ? `“${name}”` : "A step"),
  },
  draft: "A key you began to enter",
  begun: (when) => `Begun ${when}`,

  state: {
    draft: "What you entered is kept encrypted. Connect with it, or throw it away.",
    checking: "The request was sent; we are finding out whether it happened. It is never sent twice.",
    not_seen_yet:
      "At the last look the cloud did not have it. It may turn up late, so we look a few more times.",
    made_without_secret:
      "The key was made but its secret never arrived, so nobody can use it. Best delete it and make a new one.",
    ambiguous: "One of the keys below may be the one. Only you can tell which.",
    waiting_for_vault:
      "The key was made and its secret is kept encrypted on this computer. Unlock the keychain or open the vault, and it is stored for good.",
    clean_up_failed: "This key could not be cleaned up. It is tried again by itself, or now if you like.",
    kept: "You kept this key to settle it later.",
  },
  stateOther: {
    checking: "The request was sent; we are finding out whether it happened.",
  },
  nextLook: (when) => `We look again by ourselves at ${when}.`,
  nextSoon: "We look again by ourselves soon.",
  because: (title) => `Reason: ${title}`,

  candidates: "It may be this key",
  candidate: (parts) => parts.join(" · "),
  endsWith: (last) => `…${last}`,
  created: (when) => `made ${when}`,
  by: (who) => `by ${who}`,

  look: "Look now",
  retry: "Try again",
  delete: "Delete this key",
  off: "Pause it",
  keep: "Keep it in the list",
  adopt: "This is it, keep its secret",
  none: "None of these",
  notMade: "Treat as not made",
  goOn: "Continue",
  drop: "Throw away",

  sureDelete: (name) => `Delete “${name}”?`,
  sureDeleteText: "It has no secret, so nobody can use it. Deleting cannot be undone.",
  sureDeleteAmbiguous: "If this key belongs to someone else, they lose access at once. It cannot be undone.",
  sureDrop: "Throw away what you entered?",
  sureDropText: (labels) =>
    `${labels} will be removed from this computer. If the console does not show it again, you will need a new key.`,
  sureDropUnknown:
    "The encrypted values will be removed from this computer. If the console does not show them again, you will need a new key.",
  sureForget: "Stop looking?",
  sureForgetText: "If the key turns up at the cloud later, the list of keys will show it without its secret.",
  forget: "Stop looking",
  settled: "Settled",
  looked: "Looked again",
};

export default en;
