import { expect, test } from "vitest";
import { key } from "../api/fake-data";
import { noMarks, replaceBy, tagsIn, tagsOf, tagsProblem } from "./marks";

test("a line of tags is read as the core keeps it", () => {
  expect(tagsIn("  shop ,Shop, two   words,, 매출 ")).toEqual(["shop", "two words", "매출"]);
  expect(tagsIn(" , ")).toEqual([]);
});

test("too many and too long tags are told apart", () => {
  const many = Array.from({ length: 11 }, (_, n) => `${n}`);
  expect(tagsProblem(many)).toBe("many");
  expect(tagsProblem(many.slice(1))).toBeNull();
  expect(tagsProblem(["열".repeat(31)])).toBe("long");
  expect(tagsProblem(["열".repeat(30)])).toBeNull();
});

test("the tags in use come with the most used first", () => {
  const bears = (at: number, ...tags: string[]) => key(at, "", { marks: { ...noMarks, tags } });
  expect(tagsOf([bears(1, "b", "a"), bears(2, "c", "a"), bears(3)])).toEqual(["a", "b", "c"]);
});

test("a key may be used until the end of its last day, here", () => {
  const end = replaceBy(key(1, "", { marks: { ...noMarks, replace_by: "2027-03-01" } }));
  expect([end?.getFullYear(), end?.getMonth(), end?.getDate(), end?.getHours()]).toEqual([2027, 2, 1, 23]);
  expect(replaceBy(key(1, ""))).toBeNull();
});
