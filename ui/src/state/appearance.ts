import type { Settings } from "../api/generated/model";

/** Sizes of the text that can be chosen, in percent of the usual one. */
export const textSizes = [100, 110, 125, 150, 175, 200] as const;

/** What of the settings a page's own colours and sizes follow. */
export type Appearance = Pick<Settings, "theme" | "contrast" | "text_size">;

let shown: Appearance = { theme: "system", contrast: "system", text_size: 100 };
let system: MediaQueryList | undefined;

function draw() {
  const { dataset } = document.documentElement;
  const say = (name: string, value: string | false) => {
    if (value) dataset[name] = value;
    else delete dataset[name];
  };
  say("theme", shown.theme !== "system" && shown.theme);
  say("contrast", (shown.contrast === "more" || !!system?.matches) && "more");
  say("text", shown.text_size !== 100 && String(shown.text_size));
}

/** Gives the page the colours, contrast and text size that were chosen, or what the system asks for; follows that. */
export function appear(wished: Appearance = shown) {
  shown = wished;
  if (!system) {
    system = matchMedia("(prefers-contrast: more)");
    system.addEventListener("change", draw);
  }
  draw();
}

/** The next size of the text up (1) or down (-1); the same at either end. */
export function nextTextSize(now: number, by: 1 | -1): number {
  const beyond = textSizes.filter((size) => (size - now) * by > 0);
  return (by > 0 ? beyond[0] : beyond.at(-1)) ?? now;
}
