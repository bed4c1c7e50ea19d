import type ko from "../ko/activity";

const en: typeof ko = {
  title: "Activity",
  text: "What was done on this computer. Secrets are never recorded.",
  filter: "Filter by result",
  all: "All",
  onlyFailed: "Failed",
  failed: "Failed",
  unknown: "Checking",
  today: "Today",
  yesterday: "Yesterday",
  more: "Show more",
  empty: "Nothing yet",
  emptyText: "Connect an account and make keys; what you do is listed here.",
  noFailed: "Nothing failed",
  noFailedText: "Everything so far went well.",
  ops: {
    connect: "Account connected",
    disconnect: "Account disconnected",
    verify: "Checked",
    list: "Keys read",
    create: "Key made",
    update: "Key edited",
    pause: "Key paused",
    resume: "Key resumed",
    delete: "Key deleted",
    copy: "Copied",
    reveal: "Secret revealed",
    forget: "Removed from list",
    reconcile: "Unfinished operation checked",
  },
};

export default en;
