import { expect, test } from "vitest";
import { events, log } from "../api/fake-activity";
import * as data from "../api/fake-data";
import { asking, merge } from "./activity";

const all = data.events();
const told = log(new URLSearchParams(), [data.account("main", "Hanbit Analytics")], {
  key: null,
  look: false,
}).entries;

test("both kinds of lines stand in the order of time, and what this app did stands there once", () => {
  const rows = merge(all, told, true);
  expect(rows).toHaveLength(all.length + 3);
  const times = rows.map(({ at }) => new Date(at).getTime());
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(rows.filter(({ entry }) => entry?.by === "app")).toEqual([]);
});

test("a cloud's line that is older than the page waits for its neighbours", () => {
  const page = events(all, asking({ limit: 5 }));
  const rows = merge(page, told, false);
  expect(rows.filter(({ entry }) => entry).map(({ entry }) => entry?.id)).toEqual(["log-3"]);
  expect(merge([], told, true)).toHaveLength(3);
});
