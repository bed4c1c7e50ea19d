/** Characters as people count them: a Korean syllable is one, and so is an emoji. */
export function characters(text: string): number {
  return [...text.trim().normalize("NFC")].length;
}

/** Whether two texts look the same: systems compose Korean differently, and blanks around a name are no part of it. */
export function sameText(one: string, other: string): boolean {
  return one.trim().normalize("NFC") === other.trim().normalize("NFC");
}
