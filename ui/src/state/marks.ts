import type { ApiKey, Marks } from "../api/generated/model";
import { endOfDay } from "./day";
import { characters } from "./text";

export const mostTags = 10;
export const longestTag = 30;
export const longestMemo = 500;
export const mostPlaces = 20;
export const longestPlace = 80;

/** A key nobody noted anything on. */
export const noMarks: Marks = { tags: [], memo: "", used_in: [], pinned: false, replace_by: null };

/** The tags in a line with commas, without blanks and doubles, as the core keeps them. */
export const tagsIn = (line: string): string[] => wordsOf(line.split(","));

/** The places in a text, one a line, without blanks and doubles, as the core keeps them. */
export const placesIn = (text: string): string[] => wordsOf(text.split("\n"));

function wordsOf(parts: readonly string[]): string[] {
  const words = new Map<string, string>();
  for (const part of parts) {
    const word = part.trim().replace(/\s+/g, " ");
    if (word && !words.has(word.toLowerCase())) words.set(word.toLowerCase(), word);
  }
  return [...words.values()];
}

/** What is wrong with tags. */
export const tagsProblem = (tags: readonly string[]) => tooMuch(tags, mostTags, longestTag);

/** What is wrong with places. */
export const placesProblem = (places: readonly string[]) => tooMuch(places, mostPlaces, longestPlace);

function tooMuch(words: readonly string[], most: number, longest: number): "many" | "long" | null {
  if (words.length > most) return "many";
  return words.some((word) => characters(word) > longest) ? "long" : null;
}

/** The tags that keys bear with how many bear each, whatever their case; the most used first. */
export function tagCounts(keys: readonly ApiKey[]): { tag: string; count: number }[] {
  const counts = new Map<string, { tag: string; count: number }>();
  for (const { marks } of keys)
    for (const tag of marks.tags) {
      const known = counts.get(tag.toLowerCase());
      if (known) known.count++;
      else counts.set(tag.toLowerCase(), { tag, count: 1 });
    }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag));
}

/** The tags that keys bear, the most used first. */
export const tagsOf = (keys: readonly ApiKey[]): string[] => tagCounts(keys).map(({ tag }) => tag);

/** The last moment of the day a key is to be replaced by, here; `null` where none was set. */
export function replaceBy({ marks }: Pick<ApiKey, "marks">): Date | null {
  return endOfDay(marks.replace_by ?? "");
}
