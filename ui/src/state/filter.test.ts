import { describe, expect, it } from "vitest";
import { key } from "../api/fake-data";
import type { ApiKey } from "../api/generated/model";
import { providers } from "../api/fake-providers";
import { boundsAt } from "./bounds";
import { chosen, facetsOf, filtered, readFilter, toggled, type Filter } from "./filter";
import { noMarks } from "./marks";

const now = new Date("2026-07-01T12:00:00Z");
const bounds = boundsAt(now, providers);
const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
const on = (days: number) => ({ when: "at", at: day(days) }) as const;

/** A key that stands in no facet of what needs attention. */
function calm(name: string, more: Partial<ApiKey> = {}): ApiKey {
  const addresses = [{ source: "203.0.113.7", description: null }];
  return key(1, name, { created_at: day(-10), expires: on(100), last_used: on(-1), addresses, ...more });
}

const names = (keys: ApiKey[], filter: Filter) => filtered(keys, filter, bounds).map(({ name }) => name);

/** Filters these keys for one value of what needs attention. */
const attention = (value: string, keys: Record<string, Partial<ApiKey>>) =>
  names(
    Object.entries(keys).map(([name, more]) => calm(name, more)),
    { attention: [value] },
  );

describe("filtered", () => {
  const keys = [
    calm("a", { provider: "clickhouse", secret: "here" }),
    calm("b", { provider: "naver", secret: "here", state: "disabled" }),
    calm("c", { provider: "kakao", secret: "elsewhere" }),
    calm("d", { provider: "naver", secret: "altered", presence: "gone" }),
  ];

  it("shows all keys while nothing is chosen", () => {
    expect(filtered(keys, {}, bounds)).toBe(keys);
    expect(filtered(keys, { cloud: [] }, bounds)).toBe(keys);
  });

  it("wants one of the values of a facet, and each facet", () => {
    expect(names(keys, { cloud: ["naver", "kakao"] })).toEqual(["b", "c", "d"]);
    expect(names(keys, { cloud: ["naver", "kakao"], secret: ["here"] })).toEqual(["b"]);
    expect(names(keys, { cloud: ["kakao"], secret: ["here"] })).toEqual([]);
  });

  it("takes a key that is gone for nothing else", () => {
    expect(names(keys, { state: ["gone"] })).toEqual(["d"]);
    expect(names(keys, { state: ["enabled"] })).toEqual(["a", "c"]);
    expect(names(keys, { state: ["disabled"] })).toEqual(["b"]);
  });

  it("counts a secret that never came, is missing or was altered as lost", () => {
    const lost = (["none", "missing", "altered", "here", "elsewhere"] as const).map((secret) =>
      calm(secret, { secret }),
    );
    expect(names(lost, { secret: ["lost"] })).toEqual(["none", "missing", "altered"]);
  });

  it("finds what ends within thirty days, and not what has ended", () => {
    const ends = {
      tomorrow: { expires: on(1) },
      "in 29 days": { expires: on(29) },
      "in 31 days": { expires: on(31) },
      yesterday: { expires: on(-1) },
      expired: { expires: on(1), state: "expired" },
      never: { expires: { when: "never" } },
      gone: { expires: on(1), presence: "gone" },
    } as const;
    expect(attention("ends_soon", ends)).toEqual(["tomorrow", "in 29 days"]);
    expect(attention("never_ends", ends)).toEqual(["never"]);
  });

  it("finds what was not used for thirty days after it was made, or not for ninety days, as far as the cloud tells", () => {
    expect(
      attention("unused", {
        never: { last_used: { when: "never" }, created_at: day(-31) },
        new: { last_used: { when: "never" }, created_at: day(-29) },
        "91 days ago": { last_used: on(-91) },
        "89 days ago": { last_used: on(-89) },
        untold: { last_used: { when: "unknown" } },
        gone: { last_used: { when: "never" }, presence: "gone" },
      }),
    ).toEqual(["never", "91 days ago"]);
  });

  it("finds what others changed, as long as the cloud has it", () => {
    const changed = [{ was: { field: "state", before: "enabled" } as const, at: day(-1) }];
    expect(
      attention("changed", { changed: { changed }, gone: { changed, presence: "gone" }, calm: {} }),
    ).toEqual(["changed"]);
  });

  it("finds what is older than a year, as far as the cloud tells", () => {
    expect(
      attention("old", {
        old: { created_at: day(-366) },
        "not yet": { created_at: day(-364) },
        untold: { created_at: null },
      }),
    ).toEqual(["old"]);
  });
});

describe("facetsOf", () => {
  const keys = [
    calm("a", { provider: "clickhouse", secret: "here" }),
    calm("b", { provider: "naver", secret: "here" }),
    calm("c", { provider: "naver", secret: "elsewhere" }),
  ];
  const shape = (filter: Filter, found = keys) =>
    facetsOf(keys, found, filter, bounds).map(({ id, options }) => [
      id,
      ...options.map(({ choice, count, chosen }) => `${choice.value} ${count}${chosen ? " chosen" : ""}`),
    ]);

  it("offers only what tells the keys apart", () => {
    expect(shape({})).toEqual([
      ["cloud", "clickhouse 1", "naver 2"],
      ["secret", "here 2", "elsewhere 1"],
    ]);
    expect(facetsOf([], [], {}, bounds)).toEqual([]);
  });

  it("offers what needs attention even where it is all", () => {
    const never = [calm("a", { expires: { when: "never" } })];
    expect(facetsOf(never, never, {}, bounds).map(({ id }) => id)).toEqual(["attention"]);
  });

  it("counts what each value would show beside the other facets", () => {
    expect(shape({ cloud: ["naver"] })).toEqual([
      ["cloud", "clickhouse 1", "naver 2 chosen"],
      ["secret", "here 1", "elsewhere 1"],
    ]);
    expect(shape({ cloud: ["clickhouse"] })[1]).toEqual(["secret", "here 1", "elsewhere 0"]);
  });

  it("counts among the keys that the search found", () => {
    expect(shape({}, keys.slice(2))).toEqual([
      ["cloud", "clickhouse 0", "naver 1"],
      ["secret", "here 0", "elsewhere 1"],
    ]);
  });

  it("keeps what is chosen on offer when no key has it any more", () => {
    expect(shape({ state: ["expired"] })).toContainEqual(["state", "enabled 3", "expired 0 chosen"]);
  });
});

it("chooses a value and gives it up", () => {
  const naver = { facet: "cloud", value: "naver" } as const;
  const once = toggled({ secret: ["here"] }, naver);
  expect(chosen(once)).toEqual([naver, { facet: "secret", value: "here" }]);
  expect(chosen(toggled(once, naver))).toEqual([{ facet: "secret", value: "here" }]);
});

describe("what the user noted", () => {
  const tagged = (...tags: string[]) => ({ marks: { ...noMarks, tags } });
  const keys = [calm("a", tagged("shop", "old")), calm("b", tagged("shop")), calm("c")];

  it("is filtered by tag, and offered as soon as one key has one", () => {
    expect(names(keys, { tag: ["old"] })).toEqual(["a"]);
    expect(names(keys, { tag: ["old", "shop"] })).toEqual(["a", "b"]);
    const offered = facetsOf(keys, keys, {}, bounds).find(({ id }) => id === "tag");
    expect(offered?.options.map(({ choice, count }) => [choice.value, count])).toEqual([
      ["old", 1],
      ["shop", 2],
    ]);
    expect(facetsOf([calm("c")], [calm("c")], {}, bounds).some(({ id }) => id === "tag")).toBe(false);
  });

  it("names the keys whose day to be replaced is near or over", () => {
    const by = (days: number) => ({ marks: { ...noMarks, replace_by: day(days).slice(0, 10) } });
    expect(attention("replace_soon", { near: by(20), over: by(-9), far: by(60), none: {} })).toEqual([
      "near",
      "over",
    ]);
  });
});

it("reads a saved filter without what it does not know", () => {
  const saved = { state: ["enabled", "asleep"], tag: ["shop"], colour: ["red"], secret: ["asleep"] };
  expect(readFilter(saved)).toEqual({ state: ["enabled"], tag: ["shop"] });
});
