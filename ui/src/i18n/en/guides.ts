import type ko from "../ko/guides";

const en: typeof ko = {
  title: "Guides",
  text: "What is done in the console, step by step with pictures.",
  cloud: "Filter by cloud",
  allClouds: "All",
  steps: (count) => `${count} steps`,
  back: "All guides",
  errorsTitle: "When something goes wrong",
  errorsText: "Every problem the app can tell you about, and what to do.",
  errorsFind: "Find by symptom or code",
  errorsNone: "No such problem. Try other words.",
  errorsCount: (count) => `${count} in all`,
  code: "Code",

  step: (at, all) => `Step ${at} of ${all}`,
  previous: "Previous",
  next: "Next",
  atFirst: "This is the first step",
  atLast: "This is the last step",
  newKey: "Make a key",
  connect: "Connect an account",

  done: "Done",
  tick: (at) => `Step ${at} is done`,
  ticked: (at) => `Step ${at} is seen to be done.`,
  allDone: "All steps are done",
  doneOf: (done, all) => `${done} of ${all} steps done`,
  restart: "Start over",
  lookNow: "Check at the cloud",

  beside: "Keep beside the browser",
  besideText: "The window becomes narrow and stays in front of your browser.",
  strip: (guide) => `Guide beside the browser: ${guide}`,
  stripLeave: "Back to Keywright",
  stripPaste: "Paste in Keywright",
  stripFinish: "Finish",
  notInFront: "Windows cannot stay in front on this computer. Put this one next to your browser.",

  exampleCloud: "The cloud",
};

export default en;
