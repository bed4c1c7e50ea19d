import type { ApiKey, Marks } from "../api/generated/model";
import { endOfDay } from "./day";
import { characters } from "./text";

export const mostTags = 10;
export const longestTag = 30;
export const longestMemo = 500;

/** A key nobody noted anything on. */
export const noMarks: Marks = { tags: [], memo: "", pinned: false, replace_by: null };

/** The tags in a line with commas, without blanks and doubles, as the core keeps them. */
export function tagsIn(line: string): string[] {
  const tags = new Map<string, string>();
  for (const part of line.split(",")) {
    const tag = part.trim().replace(/\s+/g, " ");
    if (tag && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return [...tags.values()];
}

/** What is wrong with tags. */
export function tagsProblem(tags: readonly string[]): "many" | "long" | null {
  if (tags.length > mostTags) return "many";
  return tags.some((tag) => characters(tag) > longestTag) ? "long" : null;
}

/** The tags that keys bear, the most used first. */
export function tagsOf(keys: readonly ApiKey[]): string[] {
  const counts = new Map<string, number>();
  for (const { marks } of keys) for (const tag of marks.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([tag]) => tag);
}

/** The last moment of the day a key is to be replaced by, here; `null` where none was set. */
export function replaceBy({ marks }: Pick<ApiKey, "marks">): Date | null {
  return endOfDay(marks.replace_by ?? "");
}
