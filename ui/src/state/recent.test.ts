import { beforeEach, expect, it } from "vitest";
import { recent } from "./recent.svelte";

beforeEach(() => recent.forget());

it("has the latest first, and each once", () => {
  for (const id of ["new", "accounts", "new", "key:1"]) recent.remember(id);
  expect(recent.ids).toEqual(["key:1", "new", "accounts"]);
});

it("does not grow without end", () => {
  for (let at = 0; at < 100; at++) recent.remember(`key:${at}`);
  expect(recent.ids).toHaveLength(20);
  expect(recent.ids[0]).toBe("key:99");
});

it("forgets", () => {
  recent.remember("new");
  recent.forget();
  expect(recent.ids).toEqual([]);
});
