import { describe, expect, it } from "vitest";
import { fewKeys, key, manyKeys } from "../api/fake-data";
import { find, findable, matcher, sought } from "./search";

const list = findable(fewKeys(), () => "Hanbit Analytics");
const names = (query: string) => find(list, query).map((key) => key.name);
const found = (query: string, text: string) => matcher(query)(sought([text]));

describe("find", () => {
  it("finds by a part of the name, whatever its case", () => {
    expect(names("GRAFANA")).toEqual(["grafana-dashboard"]);
  });

  it("finds the same again, however much was looked for meanwhile, and in another list what is there", () => {
    const items = Array.from({ length: 30 }, (_, at) => key(at + 1, `item${at}x`));
    const numbers = findable(items, () => "");
    const once = find(numbers, "item7x");
    expect(find(numbers, "item7x")).toBe(once);
    for (let at = 0; at < 30; at++) expect(find(numbers, `item${at}x`).length).toBeGreaterThan(0);
    expect(find(numbers, "item7x")).toEqual(once);
    expect(
      find(
        findable(items.slice(0, 7), () => ""),
        "item7x",
      ),
    ).toEqual([]);
  });

  it("finds by the last four characters", () => {
    expect(names("WM7P")).toEqual(["grafana-dashboard", "metabase"]);
  });

  it("finds by tag and memo, also by first consonants", () => {
    const marks = { tags: ["쇼핑몰"], memo: "ask Haneul", used_in: [], pinned: false, replace_by: null };
    const noted = findable([key(1, "one", { marks }), key(2, "two")], () => "");
    for (const query of ["쇼핑", "ㅅㅍㅁ", "haneul"])
      expect(find(noted, query).map(({ name }) => name)).toEqual(["one"]);
  });

  it("finds by role", () => {
    expect(names("bi dashboards")).toEqual(["매출 보고서 자동화"]);
  });

  it("finds by what keys have in common, beside what they have not", () => {
    expect(names("hanbit")).toHaveLength(8);
    expect(names("hanbit grafana")).toEqual(["grafana-dashboard"]);
  });

  it("finds nothing across two keys", () => {
    const two = findable([key(1, "north"), key(2, "south"), key(3, "")], () => "");
    const first = find(two, "north");
    expect(first.map(({ name }) => name)).toEqual(["north"]);
    const [{ letters: ending }, { letters: beginning }] = [sought(["north"]), sought(["south"])];
    expect(find(two, `${ending.slice(-2)}\0${beginning.slice(0, 2)}`)).toEqual([]);
    expect(find(two, "th").length).toBe(2);
  });

  it("finds more words than a byte counts", () => {
    const words = Array.from({ length: 300 }, (_, at) => `w${at}`).join(" ");
    const list = findable([key(1, words), key(2, "w1 w2")], () => "");
    expect(find(list, words).map(({ name }) => name)).toEqual([words]);
  });

  it("wants every word", () => {
    expect(names("admin terraform")).toEqual(["terraform-ci"]);
    expect(names("admin grafana")).toEqual([]);
  });

  it("finds Korean that was typed decomposed, as macOS sends it", () => {
    expect(names("보고서".normalize("NFD"))).toEqual(["매출 보고서 자동화"]);
  });

  it("finds Korean by its first consonants", () => {
    expect(names("ㅁㅊ")).toEqual(["매출 보고서 자동화"]);
    expect(names("ㅂㄱㅅ ㅈㄷㅎ")).toEqual(["매출 보고서 자동화"]);
    expect(names("ㅋㄹ")).toEqual([]);
  });

  it("finds by a part of an id, and by few characters only where it begins", () => {
    const keys = [
      key(1, "one", { remote_id: "ab12cd34", public_id: null, ends_with: null }),
      key(2, "two", { remote_id: "ff00ab12", public_id: "PUBLIC", ends_with: null }),
    ];
    const byId = (query: string) =>
      find(
        findable(keys, () => ""),
        query,
      ).map(({ name }) => name);
    expect(byId("AB12")).toEqual(["one", "two"]);
    expect(byId("ab1")).toEqual(["one"]);
    expect(byId("pub")).toEqual(["two"]);
    expect(byId("lic")).toEqual([]);
  });

  it("gives everything for an empty query, in the order it had", () => {
    expect(names("  ")).toEqual(fewKeys().map(({ name }) => name));
  });

  it("knows a key anew that has changed", () => {
    const [first] = fewKeys();
    const renamed = { ...first!, name: "renamed" };
    expect(
      find(
        findable([first!], () => ""),
        "renamed",
      ),
    ).toEqual([]);
    expect(
      find(
        findable([renamed], () => ""),
        "renamed",
      ),
    ).toEqual([renamed]);
  });

  it("finds one key among ten thousand", () => {
    const many = findable([...manyKeys(10_000), key(10_001, "needle in seoul")], () => "account");
    expect(find(many, "seoul needle").map((one) => one.name)).toEqual(["needle in seoul"]);
  });
});

describe("Korean", () => {
  it("is found by first consonants anywhere, also beside Latin letters and across blanks", () => {
    for (const text of ["클릭하우스", "ClickHouse 클릭 운영", "dev-클릭", "새 클 릭"]) {
      expect(found("ㅋㄹ", text), text).toBe(true);
    }
    for (const text of ["카드", "ClickHouse", "릭클", "ㅡ클"]) expect(found("ㅋㄹ", text), text).toBe(false);
  });

  it("is found by consonants that the input method drew together", () => {
    expect(found("ㄳ", "가상 서버")).toBe(true);
    expect(found("ㄲㅊ", "까치")).toBe(true);
    expect(found("ㄱㅊ", "까치")).toBe(false);
  });

  it("is found at each stroke on the way to a word", () => {
    for (const way of [
      ["ㅋ", "크", "클", "클ㄹ", "클리", "클릭", "클릭ㅎ", "클릭하"],
      ["ㅅ", "서", "성", "서우", "서울"],
      ["ㅂ", "보", "복", "보고", "보곳", "보고서"],
    ]) {
      const whole = way.at(-1) as string;
      for (const typed of way) expect(found(typed, `prod-${whole}-1`), typed).toBe(true);
    }
    expect(found("클ㄹ", "클럽")).toBe(true);
    expect(found("클ㄹ", "키보드")).toBe(false);
  });

  it("keeps first consonants of different lines apart", () => {
    expect(matcher("ㄱㄴ")(sought(["가", "나"]))).toBe(false);
    expect(matcher("ㄱㄴ")(sought(["가 나"]))).toBe(true);
  });
});
