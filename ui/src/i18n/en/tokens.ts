import type ko from "../ko/tokens";

const words: typeof ko = {
  title: "Tokens",
  names: { api: "API token", storage: "Temporary S3 key" },
  about: {
    api: "Exchange this key for a short-lived token to call the API with.",
    storage: "Use object storage for a while without making an S3 key.",
  },
  mint: "Issue",
  mintOf: (name) => `Issue ${name}`,
  again: "Issue anew",
  againOf: (name) => `Issue anew: ${name}`,
  minted: (name) => `${name} issued and kept`,
  copied: { api: "Token copied", storage: "Temporary S3 key copied" },
  copyAs: "Copy as",
  left: (hours, minutes) =>
    hours > 0
      ? `${hours} h ${minutes} min left`
      : minutes > 0
        ? `${minutes} min left`
        : "Less than a minute left",
  leftLabel: "Time left",
  until: (when) => `Until ${when}`,
  untilAssumed: (when) => `Until about ${when} (assumed: the cloud does not tell)`,
  earlier: "It ends earlier if a role changes or the key is deleted.",
  checked: (when) => `Checked ${when}`,
  over: "Ended",
  overText: "Its time is over; it cannot be used any more.",
  refused: "No longer accepted",
  check: "Check",
  checkOf: (name) => `Check ${name}`,
  works: "It still works",
  renew: "Renew 5 minutes before it ends",
  renewText: "Only while this app is running.",
  renewFailed: "It could not be renewed",
  revoke: "Revoke",
  revokeOf: (name) => `Revoke ${name}`,
  revokeTitle: (name) => `Revoke the ${name}?`,
  revokeText:
    "Programs that use this token are locked out at once. The key and other tokens stay as they are.",
  revoked: "Token revoked",
  forget: "Remove",
  forgetOf: (name) => `Remove ${name}`,
  hereOnly: "Remove from this computer only",
  hereOnlyText: "At the cloud it stays valid until its time is over.",
  forgotten: "Removed from this computer",

  lost: {
    missing: "The token is gone from the keychain",
    altered: "The token in the keychain is a different one",
  },
  lostText: "Another program seems to have removed or changed it. The key is fine: issue a new token.",

  projects: "Projects",
  projectsText: "The projects of whom this key belongs to. The key works in one of them only.",
  projectsLoading: "Reading the projects",
  noProjects: "No projects.",
  ownProject: "This key’s project",
  closedProject: "Switched off",
};

export default words;
