import type ko from "../ko/palette";

const en: typeof ko = {
  title: "Quick actions",
  search: "Find an action, key or guide",
  results: "Results",
  count: (count) => (count === 1 ? "1 result" : `${count} results`),
  none: (query) => `Nothing matches “${query}”`,
  more: (count) =>
    count === 1 ? "1 more key. Type on to narrow it down." : `${count} more keys. Type on to narrow it down.`,
  settings: (part) => `Settings: ${part}`,
  groups: {
    recent: "Recent",
    actions: "Actions",
    places: "Go to",
    keys: "Keys",
    guides: "Guides",
    similar: "Similar",
  },
  copyId: "Copy key ID",
  copySecondSecret: "Copy second secret",
  revealSecret: "Reveal secret",
  pauseKey: "Pause…",
  editKey: "Edit…",
  nameKey: "Name it…",
  clearClipboard: "Clear the clipboard now",
  deleteKey: "Delete…",
  forgetKey: "Remove from list",
  keys: {
    move: "↑↓ to move",
    pick: "Enter to run",
    close: "Esc to close",
  },
};

export default en;
