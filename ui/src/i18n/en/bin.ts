import type ko from "../ko/bin";

const en: typeof ko = {
  title: "Trash",
  text: "Keys and secrets you removed stay here for 30 days. Of a key deleted at its cloud, only a record stays.",
  empty: "Trash is empty",
  emptyText: "Keys you remove from the list can be restored from here for 30 days.",
  back: "Back to the list",
  reasons: {
    forgotten: "Removed from the list",
    secret_forgotten: "Secret removed",
    retired: "Retired in the console",
    deleted: "Deleted at the cloud",
  },
  when: (reason, when) => `${reason} · ${when}`,
  left: (days) => (days > 1 ? `${days} days left` : "Last day"),
  brings: {
    key: "Its secret is still here.",
    secret: "The key is in your list. Restoring gives it its secret back.",
    taken: "This key already has another secret.",
    record: "Its secret went with the key.",
  },
  keyOnly: "The key alone, without a secret.",
  usedIn: (places) => `Was used in ${places}`,
  restore: "Restore",
  restoreOf: (name) => `Restore ${name}`,
  restored: "Back in your list",
  secretRestored: "Secret restored",
  discard: "Delete for good",
  discardOf: (name) => `Delete ${name} for good`,
  discardTitle: (name) => `Delete “${name}” for good`,
  discardSecret: "Its secret goes too. This cannot be undone.",
  discardRecord: "What you noted on it goes too. This cannot be undone.",
  empties: "Empty trash",
  emptyTitle: "Empty the trash?",
  emptySure: (count) =>
    `${count === 1 ? "1 item goes" : `${count} items go`} for good, secrets included. This cannot be undone.`,
  discarded: "Deleted for good",
};

export default en;
