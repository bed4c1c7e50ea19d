import en from "./en";
import ko from "./ko";
import type { Tongue } from "./tongue";

export type { Tongue };

let tongue = $state<Tongue>("ko");

/** The language in use. Read inside a component, it follows a change. */
export function language(): Tongue {
  return tongue;
}

/** All words in the language in use. `const t = $derived(words().keys)` follows a change without a restart. */
export function words(): typeof ko {
  return tongue === "ko" ? ko : en;
}

/** Switches the language. */
export function speak(next: Tongue) {
  tongue = next;
  if (typeof document !== "undefined") document.documentElement.lang = next;
}
