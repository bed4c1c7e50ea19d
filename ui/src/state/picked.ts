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

/** What takes changes back on the keys as they are now: what else was noted on them since stays. */
export function takenBack(
  before: readonly ApiKey[],
  changes: readonly MarkKey[],
  now: readonly ApiKey[],
): MarkKey[] {
  const were = new Map(before.map(({ id, marks }) => [id, marks]));
  const are = new Map(now.map(({ id, marks }) => [id, marks]));
  return changes.flatMap(({ key, marks: made }) => {
    const [was, is] = [were.get(key), are.get(key)];
    if (!was || !is) return [];
    const back = Object.entries(was).filter(([what]) => !alike(was, made, what as keyof Marks));
    return [{ key, marks: { ...is, ...(Object.fromEntries(back) as Partial<Marks>) } }];
  });
}

const alike = (one: Marks, other: Marks, what: keyof Marks) =>
  JSON.stringify(one[what]) === JSON.stringify(other[what]);
