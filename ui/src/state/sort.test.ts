import { expect, it } from "vitest";
import { key } from "../api/fake-data";
import type { ApiKey } from "../api/generated/model";
import { sorted, type Sort } from "./sort";

const names = (keys: ApiKey[], sort: Sort, mixed = false) =>
  sorted(keys, sort, "ko", mixed).map(({ name }) => name);
const at = (day: string) => ({ when: "at", at: `2026-${day}T00:00:00Z` }) as const;
const created_at = "2026-01-01T00:00:00Z";

it("puts the newest first, and what has no date last", () => {
  const old = key(1, "old", { created_at: "2025-01-01T00:00:00Z" });
  const young = key(2, "young", { created_at });
  const untold = key(3, "untold", { created_at: null });
  expect(names([untold, old, young], "newest")).toEqual(["young", "old", "untold"]);
});

it("sorts names as people do: numbers by size, Korean by its letters", () => {
  const keys = ["key-10", "정산", "key-9", "Key-1", "나라", "가나"].map((name, at) => key(at, name));
  expect(names(keys, "name")).toEqual(["가나", "나라", "정산", "Key-1", "key-9", "key-10"]);
  expect(sorted(keys, "name", "en").map(({ name }) => name)[0]).toBe("Key-1");
});

it("puts what ends next first, what ended after it, and what never ends last", () => {
  const keys = [
    key(1, "never", { expires: { when: "never" } }),
    key(2, "long over", { state: "expired", expires: at("02-01") }),
    key(3, "later", { expires: at("11-01") }),
    key(4, "just over", { state: "expired", expires: at("06-01") }),
    key(5, "next", { expires: at("07-01") }),
  ];
  const wanted = ["next", "later", "just over", "long over", "never"];
  expect(names(keys, "ends")).toEqual(wanted);
  expect(names(keys.reverse(), "ends")).toEqual(wanted);
});

it("puts what was used last first, and what never was after it", () => {
  const keys = [
    key(1, "never", { last_used: { when: "never" } }),
    key(2, "long ago", { last_used: at("01-01") }),
    key(3, "today", { last_used: at("06-30") }),
  ];
  expect(names(keys, "used")).toEqual(["today", "long ago", "never"]);
});

it("falls back to the newest, then to names", () => {
  const keys = [
    key(1, "b", { created_at }),
    key(2, "a", { created_at }),
    key(3, "c", { created_at: "2026-02-01T00:00:00Z" }),
  ].map((one) => ({ ...one, expires: { when: "never" } as const }));
  expect(names(keys, "ends")).toEqual(["c", "a", "b"]);
});

it("keeps what is gone last, unless it is looked for", () => {
  const keys = [key(1, "here", { created_at }), key(2, "away", { created_at, presence: "gone" })];
  for (const sort of ["newest", "name", "ends", "used"] as const) {
    expect(names(keys, sort)).toEqual(["here", "away"]);
  }
  expect(names(keys, "name", true)).toEqual(["away", "here"]);
});

it("puts what is pinned first, except before what is still at the cloud when it is gone", () => {
  const marks = { tags: [], memo: "", used_in: [], pinned: true, replace_by: null };
  const keys = [
    key(1, "new", { created_at }),
    key(2, "old pinned", { created_at: "2024-01-01T00:00:00Z", marks }),
    key(3, "gone", { presence: "gone" }),
    key(4, "gone pinned", { presence: "gone", marks }),
  ];
  expect(names(keys, "newest")).toEqual(["old pinned", "new", "gone pinned", "gone"]);
});
