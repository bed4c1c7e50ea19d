import type ko from "../ko/replacement";

const en: typeof ko = {
  title: "Replace or retire",
  text: "Only the console makes and removes this key. You are led through it step by step, and can leave and go on later.",
  replace: "Replace with a new key",
  retire: "Retire this key",
  begun: (when) => `Begun ${when}. You can leave and go on at any time.`,
  over: "Done",
  steps: {
    make: "Make a new key in the console and put it in here",
    hand_over: "Move everything that uses it to the new key",
    remove: "Remove the old key in the console",
  },
  makeText: "The current key keeps working. The next step comes only once the new key is proven to work.",
  makeGuide: "Show me in pictures",
  handOverText: "Copy the new value into every place that uses this key, and check that it works there.",
  handOverRetire: "See that nobody uses it",
  handOverRetireText: "Whatever still uses this key stops the moment it is removed. Check that nothing does.",
  removeText:
    "Remove the old key in the console, then confirm. The old value moves to the trash for 30 days.",
  removeGuide: "How to remove it",
  copyNew: "Copy the new value",
  openNew: "Open the new key",
  moved: "All moved",
  unused: "Nobody uses it",
  removed: "Removed in the console",
  leave: "Stop here",
  safe: "If you stop here, the keys keep working as they are.",
  done: (name) => `${name} is cleared away`,
};

export default en;
