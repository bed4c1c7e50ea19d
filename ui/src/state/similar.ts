import type { ApiKey } from "../api/generated/model";
import { sought } from "./search";

/** Letters of a word that are compared, one for each bit of a number; more of them tell nothing more. */
const MOST_LETTERS = 31;

/** How many letters of a word may be wrong, missing, extra or swapped with the next. */
function forgiven(word: string): 0 | 1 | 2 {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

/** Tells how few letters of a word are in error where it occurs in a text; `null` where it does not. */
function nearly(word: string): (text: string) => number | null {
  const most = forgiven(word);
  const letters = word.slice(0, MOST_LETTERS);
  // The algorithm of Wu and Manber, with swaps: bit i of `now[d]` says that the first i + 1 letters of the word end here
  // with d errors at most.
  const whole = 1 << (letters.length - 1);
  const places = new Map<number, number>();
  for (let at = 0; at < letters.length; at++) {
    const code = letters.charCodeAt(at);
    places.set(code, (places.get(code) ?? 0) | (1 << at));
  }
  const begin = [0, 1, 3].slice(0, most + 1);
  return (text) => {
    if (text.includes(word)) return 0;
    let [next, now, before] = [[...begin], [...begin], [...begin]];
    let [fewest, last] = [most + 1, 0];
    for (let at = 0; at < text.length && fewest > 1; at++) {
      const here = places.get(text.charCodeAt(at)) ?? 0;
      let fewer = (next[0] = ((now[0]! << 1) | 1) & here);
      for (let d = 1; d < fewest; d++) {
        const extra = now[d - 1]!;
        const swapped = ((before[d - 1]! << 2) | 2) & (here << 1) & last;
        fewer = next[d] = (((now[d]! << 1) | 1) & here) | extra | ((extra | fewer) << 1) | 1 | swapped;
        if (fewer & whole) fewest = d;
      }
      [before, now, next] = [now, next, before];
      last = here;
    }
    return fewest > most ? null : fewest;
  };
}

/** What in its items' texts comes nearest to what was typed, best first, where letters of the words typed are in error. */
export function similar<Item>(
  items: readonly Item[],
  query: string,
  /** Letters as {@link sought} has them. */
  lettersOf: (item: Item) => string,
  most: number,
): Item[] {
  const words = sought([query]).letters.split(/\s+/).filter(Boolean);
  if (!words.some(forgiven)) return [];
  const compare = words.map(nearly);
  const found: { item: Item; errors: number }[] = [];
  for (const item of items) {
    const letters = lettersOf(item);
    let errors: number | null = 0;
    for (const errorsIn of compare) {
      const more = errorsIn(letters);
      errors = more === null ? null : errors + more;
      if (errors === null) break;
    }
    if (errors !== null) found.push({ item, errors });
  }
  return found
    .sort((one, other) => one.errors - other.errors)
    .slice(0, most)
    .map(({ item }) => item);
}

// A name changes only with its key, which is a new object then.
const ofNames = new WeakMap<ApiKey, string>();

/** A key's name as it is compared. */
export function nameLetters(key: ApiKey): string {
  let letters = ofNames.get(key);
  if (letters === undefined) ofNames.set(key, (letters = sought([key.name]).letters));
  return letters;
}
