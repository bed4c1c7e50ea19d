import en from "./en";
import ko from "./ko";

/** A language the app speaks. */
export type Tongue = "ko" | "en";

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

/** The language for a setting: what the user chose, else Korean on a Korean system and English on any other. */
export function tongueFor(setting: "system" | Tongue, system: string): Tongue {
  if (setting !== "system") return setting;
  return /^ko\b/i.test(system) ? "ko" : "en";
}
