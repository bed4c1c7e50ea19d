/** A language the app speaks. */
export type Tongue = "ko" | "en";

/** The language for a setting: what the user chose, else Korean on a Korean system and English on any other. */
export function tongueFor(setting: "system" | Tongue, system: string): Tongue {
  if (setting !== "system") return setting;
  return /^ko(?![a-z])/i.test(system) ? "ko" : "en";
}
