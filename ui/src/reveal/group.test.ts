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
