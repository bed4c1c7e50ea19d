/** A character as the reveal window shows it. */
export interface Shown {
  char: string;
  /** Marked, so that 0 and O, 1 and l cannot be taken for each other. */
  digit: boolean;
}

/** The text in groups of four, for reading. What is in groups by itself, as a recovery code is, stays so. */
export function grouped(text: string): Shown[][] {
  if (/^([0-9A-Z]{5}-){6}[0-9A-Z]{5}$/.test(text))
    return text.split("-").map((group) => Array.from(group, shown));
  const chars = Array.from(text, shown);
  return Array.from({ length: Math.ceil(chars.length / 4) }, (_, at) => chars.slice(at * 4, at * 4 + 4));
}

function shown(char: string): Shown {
  return { char, digit: /\d/.test(char) };
}
