import { expect, test } from "vitest";
import { key } from "../api/fake-data";
import { noMarks, tagCounts } from "./marks";
import { takenBack, tooManyTags, withDay, withoutTag, withPin, withTags } from "./picked";

const bears = (at: number, ...tags: string[]) =>
  key(at, "", { marks: { ...noMarks, memo: `memo ${at}`, tags } });

test("tags come beside those that stand there, whatever their case, and only where one is missing", () => {
  const keys = [bears(1, "Shop"), bears(2), bears(3, "shop", "night")];
  expect(withTags(keys, ["shop", "night"]).map(({ key, marks }) => [key, marks.tags, marks.memo])).toEqual([
    ["key-1", ["Shop", "night"], "memo 1"],
    ["key-2", ["shop", "night"], "memo 2"],
  ]);
});

test("keys that would bear too many tags are counted", () => {
  const ten = Array.from({ length: 10 }, (_, at) => `t${at}`);
  expect(tooManyTags([bears(1, "one"), bears(2), bears(3, ...ten)], ten)).toBe(1);
});

test("a tag goes from those that bear it", () => {
  const changes = withoutTag([bears(1, "Shop", "a"), bears(2, "a")], "shop");
  expect(changes.map(({ key, marks }) => [key, marks.tags])).toEqual([["key-1", ["a"]]]);
});

test("what was there comes back, and what was noted since stays", () => {
  const keys = [bears(1, "a"), bears(2)];
  const changes = withPin(keys, true);
  expect(changes).toHaveLength(2);
  expect(withDay(keys, null)).toEqual([]);
  const [first, second] = changes.map(({ marks }, at) => ({ ...keys[at]!, marks }));
  const now = [{ ...first!, marks: { ...first!.marks, memo: "later", tags: ["b"] } }, second!];
  expect(takenBack(keys, changes, now).map(({ marks }) => marks)).toEqual([
    { ...keys[0]!.marks, memo: "later", tags: ["b"] },
    keys[1]!.marks,
  ]);
  // One that is gone meanwhile is passed over.
  expect(takenBack(keys, changes, now.slice(1)).map(({ key }) => key)).toEqual([second!.id]);
});

test("tags are counted whatever their case, the most used first", () => {
  expect(tagCounts([bears(1, "b", "Shop"), bears(2, "shop"), bears(3, "a")])).toEqual([
    { tag: "Shop", count: 2 },
    { tag: "a", count: 1 },
    { tag: "b", count: 1 },
  ]);
});
