/** The parts of the settings, as they stand below each other. */
export const settingsParts = [
  "look",
  "lock",
  "background",
  "keychain",
  "vault",
  "shortcuts",
  "about",
] as const;

/** A part of the settings. */
export type SettingsPart = (typeof settingsParts)[number];

/** How far something is scrolled. */
type Scrolled = Pick<Element, "scrollTop" | "clientHeight" | "scrollHeight">;

/**
 * Which of several parts is read, from where each begins. The line that is taken for read wanders from the top to the
 * bottom of what is in sight, so that short parts at the end have their turn although none of them comes to the top.
 */
export function inSight(
  begins: readonly number[],
  { scrollTop, clientHeight, scrollHeight }: Scrolled,
): number {
  const way = scrollHeight - clientHeight;
  const line = scrollTop + (way > 0 ? (scrollTop / way) * clientHeight : 0);
  return Math.max(
    0,
    begins.findLastIndex((begin) => begin <= line),
  );
}
