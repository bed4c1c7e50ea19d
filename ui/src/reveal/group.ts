/** A character as the reveal window shows it. */
export interface Shown {
  char: string;
  /** Marked, so that 0 and O, 1 and l cannot be taken for each other. */
  digit: boolean;
}

/** The text in groups of four, for reading. */
export function grouped(text: string): Shown[][] {
  const chars = Array.from(text, (char) => ({ char, digit: /\d/.test(char) }));
  return Array.from({ length: Math.ceil(chars.length / 4) }, (_, at) => chars.slice(at * 4, at * 4 + 4));
}
