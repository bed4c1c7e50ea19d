/** Characters as people count them: a Korean syllable is one, and so is an emoji. */
export function characters(text: string): number {
  return [...text.trim().normalize("NFC")].length;
}
