import type ko from "../ko/evidence";

const times = (count: number) => (count === 1 ? "once" : `${count} times`);

const en: typeof ko = {
  used: "Last used",
  usedNever: "Never",
  usedUnknown: "The cloud does not say",
  seen: (when) => `checked ${when}`,
  look: "Check again",
  paused: "Paused",
  pausedQuiet: (when) => `${when}, and not used since`,
  pausedTried: (when) => `Used even after that, ${when}`,
  pausedUnknown: "Not from this computer",
  handed: "Handed out",
  handedNever: "Never copied or revealed here",
  handedOut: (copied, revealed, last) =>
    [copied > 0 && `Copied ${times(copied)}`, revealed > 0 && `Revealed ${times(revealed)}`, `last ${last}`]
      .filter(Boolean)
      .join(" · "),
  usedIn: "Used in",
};

export default en;
