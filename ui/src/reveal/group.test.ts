import { expect, it } from "vitest";
import { grouped } from "./group";

const text = (value: string) => grouped(value).map((group) => group.map(({ char }) => char).join(""));

it("groups by four and loses nothing", () => {
  expect(text("abcdefghij")).toEqual(["abcd", "efgh", "ij"]);
  expect(text("abcd")).toEqual(["abcd"]);
  expect(text("")).toEqual([]);
});

it("keeps characters outside the basic plane whole", () => {
  expect(text("🔑abc1")).toEqual(["🔑abc", "1"]);
});

it("marks digits and nothing else", () => {
  expect(grouped("O0l1").flat()).toEqual([
    { char: "O", digit: false },
    { char: "0", digit: true },
    { char: "l", digit: false },
    { char: "1", digit: true },
  ]);
});

it("keeps the groups of a recovery code, without the dashes", () => {
  const groups = ["4B1DE", "XAMP1", "EC0DE", "D0N0T", "WR1TE", "1234V", "ZZZZZ"];
  expect(text(groups.join("-"))).toEqual(groups);
  expect(text("ab-cd")).toEqual(["ab-c", "d"]);
});
