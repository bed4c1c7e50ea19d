import type ko from "../ko/succession";

const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

const en: typeof ko = {
  title: "Rotate to a new key",
  text: "A new key with the same rights is made, everything moves to it, and then the old key goes. Until it is deleted you can turn back.",
  start: "Start rotation",
  begun: (when) => `Started ${when}. Close it whenever you like and go on later.`,
  over: "Done",
  leave: "Stop rotation",
  underWay: (count) => (count === 1 ? "1 rotation under way" : `${count} rotations under way`),
  next: (step) => `Next: ${step}`,
  steps: {
    issue: "Make the new key",
    verify: "Check that the new key works",
    hand_over: "Switch everything to the new key",
    watch: "See whether the old key is still used",
    pause: "Pause the old key",
    delete: "Delete the old key",
  },
  done: (title, when) => `${title} · ${when}`,
  safe: {
    issue: "Nothing has changed yet.",
    verify: "The old key works as before.",
    hand_over: "Both keys work.",
    watch: "Both keys work.",
    pause: "Both keys work.",
    delete: "The new key works, and the old one can still come back.",
  },
  issueText: "Everything else, such as roles and allowed addresses, is as with the old key.",
  name: "Name of the new key",
  expires: "New key expires",
  issue: "Make new key",
  doubt:
    "Nobody knows yet whether the new key was made. So that it is not made twice, settle that operation first.",
  openDoubt: "Settle it",
  fullTitle: (used, limit) =>
    limit === null ? "There is no room for a new key" : `No room for a new key: ${used} of ${limit} in use`,
  fullText: (name, why) => {
    const reason = {
      expired: "it has expired already",
      paused: "it is paused already",
      never_used: "it was never used",
      longest_unused: "it has gone unused the longest",
      oldest: "it is the oldest",
    }[why];
    return `One has to go first. Look at ${name}: ${reason}. The app deletes nothing by itself.`;
  },
  fullNone:
    "Besides the old key and those the app connects with there is none to delete. Raise the limit or make room in the console.",
  openFirst: (name) => `Open ${name}`,
  again: "Check again",
  verifyText: "The new key is safely stored. Now see whether the cloud takes it.",
  verifyOwnText:
    "The app connects with the old key. First the new key is tried for all the app needs, then the connection moves to it.",
  verify: "Check new key",
  verifyOwn: "Check and move the connection",
  handOverText: "Copy the new secret into every place that uses the old key, and check that it works there.",
  places: "Where the old key may be",
  noPlaces: "No place is noted for the old key, and it was never copied or shown from this app.",
  taken: {
    copy: (count) => `Where you pasted it (copied ${times(count)})`,
    as: (what, count) => `Where you pasted it: ${what} (copied ${times(count)})`,
    reveal: (count) => `Where you typed it from the screen (shown ${times(count)})`,
  },
  lastTaken: (when) => `Last ${when}`,
  left: (count) => (count === 1 ? "1 place is not ticked yet." : `${count} places are not ticked yet.`),
  copyNew: "Copy new secret",
  openNew: "Open new key",
  moved: "Switched everywhere",
  watchText: "Once everything has moved, the old key's last use stays as it is.",
  lastUse: (when) => `Old key last used ${when}`,
  neverUsed: "Old key never used",
  usedTitle: "The old key was used after the switch",
  usedText: (when) => `Something used it ${when}. See what was missed.`,
  lookAgain: "Look again",
  unused: "No longer used",
  anyway: "Go on anyway",
  pauseText: "Should something break while it is paused, it is back at once. If all stays quiet, it can go.",
  quiet: "Days to wait before deleting",
  days: (days) => (days === 1 ? "1 day" : `${days} days`),
  pause: "Pause old key",
  untold: "This cloud does not tell when a key was last used.",
  waitText: (until) => `If nothing breaks until ${until}, it can go. This card waits for you.`,
  waitOver: "The days of waiting are over. It can go now.",
  delete: "Delete old key",
  deleteNow: "Delete without waiting",
  deleteTitle: "Delete the old key?",
  deleteWarning: "This cannot be undone",
  deleteText:
    "The old key is deleted at the cloud, and its secret on this computer. The new key is checked once more right before.",
  deleteEarly: (until) => `You meant to wait until ${until}. Whatever still uses the old key stops at once.`,
  deleteTyped: (name) => `Type ${name} to confirm`,
  mismatch: "The name has to be the same",
  finished: (name) => `${name} has taken over`,
  endTitle: "Stop this rotation?",
  endText: (paused) =>
    paused
      ? "The old key is resumed first. And the new key?"
      : "The old key works as before. And the new key?",
  endKeep: "Keep new key",
  endTake: "Delete new key",
  endTakeOwn: "The app's connection moves back to the old key, then the new key is deleted.",
  endTakeText: "Wherever the new key is in use already, it stops.",
  endSubmit: "Stop rotation",
  endSubmitTake: "Delete new key and stop",
  ended: "Rotation stopped",
  heir: (name) => `Takes the place of ${name}`,
  heirText: "It cannot be paused or deleted until the rotation is over.",
  openCard: "Open the rotation",
  paletteRotate: "Rotate this key",
};

export default en;
