import type ko from "../ko/drift";

const en: typeof ko = {
  label: "Cloud and computer",
  is: {
    fine: "In step",
    only_at_cloud: "Only at the cloud",
    only_here: "Only on this computer",
    changed: "Changed at the cloud",
    may_exist: "Perhaps made, not settled",
  },
  changedShort: "Changed",
  changedTitle: "Someone changed this key at the cloud",
  changedText: (when) => `It was not done on this computer: find out who did it and why. Noticed ${when}.`,
  fields: {
    name: "Name",
    state: "State",
    roles: "Roles",
    expires: "Expires",
    addresses: "Usable from",
  },
  before: "Before",
  now: "Now",
  nothing: "None",
  seen: "Got it",
  seenDone: "From now on it is compared with how it is today",
  back: "Change it back",
  backUnable: (provider) => `${provider} does not let the app change it back`,
  doubtTitle: "An unfinished operation may have made this key",
  doubtText: "The line broke before the answer came. Decide what becomes of the key.",
  doubtOpen: "Open the operation",
  lookAgain: "Look again",
  progress: (looked, of) => `${looked} of ${of} accounts checked`,
  offline: "You are offline",
  offlineText: "This is what was last read. Looking and copying still work.",
};

export default en;
