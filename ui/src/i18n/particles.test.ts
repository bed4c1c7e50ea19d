import { describe, expect, it } from "vitest";
import { josa } from "./particles";

describe("josa", () => {
  it.each([
    ["키", "을/를", "키를"],
    ["계정", "을/를", "계정을"],
    ["비밀값", "은/는", "비밀값은"],
    ["보관함", "이/가", "보관함이"],
    ["클라우드", "과/와", "클라우드와"],
    ["서울", "으로/로", "서울로"],
    ["계정", "으로/로", "계정으로"],
    ["키", "이에요/예요", "키예요"],
    ["계정", "이에요/예요", "계정이에요"],
  ] as const)("%s + %s follows the last syllable", (word, pair, result) => {
    expect(josa(word, pair)).toBe(result);
  });

  it.each([
    ["key-0", "key-0이"],
    ["key-1", "key-1이"],
    ["key-2", "key-2가"],
    ["key-3", "key-3이"],
    ["key-4", "key-4가"],
    ["key-5", "key-5가"],
    ["key-6", "key-6이"],
    ["key-7", "key-7이"],
    ["key-8", "key-8이"],
    ["key-9", "key-9가"],
  ])("reads the digit of %s", (word, result) => {
    expect(josa(word, "이/가")).toBe(result);
  });

  it("reads digits that end in ㄹ", () => {
    expect(josa("team 1", "으로/로")).toBe("team 1로");
    expect(josa("team 3", "으로/로")).toBe("team 3으로");
  });

  it.each([
    ["ClickHouse Cloud", "ClickHouse Cloud를"],
    ["API", "API를"],
    ["URL", "URL을"],
    ["admin", "admin을"],
    ["bot", "bot을"],
    ["backup", "backup을"],
    ["Slack", "Slack을"],
    ["staging", "staging을"],
    ["dashboard", "dashboard를"],
    ["Metabase", "Metabase를"],
    ["test", "test를"],
  ])("guesses how %s is read", (word, result) => {
    expect(josa(word, "을/를")).toBe(result);
  });

  it("looks past closing marks", () => {
    expect(josa("‘계정’", "을/를")).toBe("‘계정’을");
    expect(josa("보고용 (읽기)", "은/는")).toBe("보고용 (읽기)는");
  });

  it("takes the vowel form where nothing can be read", () => {
    expect(josa("", "을/를")).toBe("를");
    expect(josa("🔑", "을/를")).toBe("🔑를");
  });
});
