import type { ApiKey, MarkKey, Marks } from "../api/generated/model";
import { tagsProblem } from "./marks";

/** Writes something else on several keys; those on which it stands already are left as they are. */
function changed(keys: readonly ApiKey[], change: (marks: Marks) => Partial<Marks>): MarkKey[] {
  return keys
    .map(({ id, marks }) => ({ key: id, before: marks, marks: { ...marks, ...change(marks) } }))
    .filter(({ before, marks }) => JSON.stringify(before) !== JSON.stringify(marks))
    .map(({ key, marks }) => ({ key, marks }));
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Puts tags on all of them, beside those they bear. */
export function withTags(keys: readonly ApiKey[], tags: readonly string[]): MarkKey[] {
  return changed(keys, (marks) => ({
    tags: [...marks.tags, ...tags.filter((tag) => !marks.tags.some((own) => same(own, tag)))],
  }));
}

/** How many of them would bear more tags than a key can. */
export function tooManyTags(keys: readonly ApiKey[], tags: readonly string[]): number {
  return withTags(keys, tags).filter(({ marks }) => tagsProblem(marks.tags) === "many").length;
}

/** Takes a tag from all of them. */
export function withoutTag(keys: readonly ApiKey[], tag: string): MarkKey[] {
  return changed(keys, (marks) => ({ tags: marks.tags.filter((own) => !same(own, tag)) }));
}

/** Pins all of them to the top of the list, or none. */
export function withPin(keys: readonly ApiKey[], pinned: boolean): MarkKey[] {
  return changed(keys, () => ({ pinned }));
}

/** Sets the day to replace all of them by; `null` takes it away. */
export function withDay(keys: readonly ApiKey[], day: string | null): MarkKey[] {
  return changed(keys, () => ({ replace_by: day }));
}

/** What brings the keys of these changes back to what stands on them now. */
export function takenBack(keys: readonly ApiKey[], changes: readonly MarkKey[]): MarkKey[] {
  const before = new Map(keys.map(({ id, marks }) => [id, marks]));
  return changes.flatMap(({ key }) => {
    const marks = before.get(key);
    return marks ? [{ key, marks }] : [];
  });
}
