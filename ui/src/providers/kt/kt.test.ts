import { describe, expect, it } from "vitest";
import type { KindWords } from "../guide";
import en from "./en";
import { kt } from "./index";
import pictures from "./pictures";
import ko from "./ko";

const ids = ["kt_d_login", "kt_g_key", "kt_storage_s3", "kt_storage_2", "kt_storage_1"] as const;
const of = (words: typeof ko, id: (typeof ids)[number]) =>
  (words.kinds as Partial<Record<string, KindWords>>)[id]!;
const kinds = ids.map((id) => [id, of(ko, id), of(en, id)] as const);
const all = kinds.flatMap(([, korean, english]) => [korean, english]);
const steps = (kind: KindWords) => kind.guides.flatMap((guide) => guide.steps);
const controls = (text: string) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name!);

describe("the guides", () => {
  it.each(kinds)(
    "lead to the first key first, and are there under the ids that screens use: %s",
    (id, ...pair) => {
      const own = { kt_g_key: ["storage_key", "questions"], kt_d_login: ["questions"] } as Record<
        string,
        string[]
      >;
      for (const { guides, care } of pair) {
        const known = guides.map((guide) => guide.id);
        expect(known[0]).toBe("first_key");
        expect(known).toEqual(
          expect.arrayContaining(["rotate", "retire", "leaked", ...(own[id] ?? ["which_generation"])]),
        );
        if (care?.guide) expect(known).toContain(care.guide);
      }
    },
  );

  it.each([ko, en])("refer to guides by their titles: $name", ({ kinds }) => {
    const guides = Object.values(kinds).flatMap((kind) => kind.guides);
    const titles = guides.map(({ title }) => title);
    for (const { text } of guides.flatMap((guide) => guide.steps))
      // Short ones are the app's buttons.
      for (const [, quoted] of text.matchAll(/[‘“]([^’”]{9,})[’”]/g)) expect(titles, text).toContain(quoted);
  });

  it.each(kinds)("name the console's controls as the Korean console does: %s", (_, korean, english) => {
    const there = steps(korean).map(({ text }) => controls(text));
    const here = steps(english).map(({ text }) => controls(text));
    expect(here).toEqual(there);
  });

  it("say in English what a Korean name means", () => {
    for (const { text } of kinds.flatMap(([, , english]) => steps(english)))
      for (const name of controls(text).filter((name) => /\p{Script=Hangul}/u.test(name)))
        expect(text).toMatch(new RegExp(`\\*\\*${name}\\*\\* \\((\\d, )?[A-Z]`));
  });

  it("say at the console's identity check that the app does not ask for it", () => {
    const asked = all.flatMap(steps).filter(({ picture }) => picture === "identity");
    expect(asked).toHaveLength(2);
    for (const { text } of asked)
      expect(text).toMatch(/Keywright (never asks)|Keywright는 이 확인에 쓰는 값을 묻지/);
  });

  it("give the day of what is said about IAM accounts' keys", () => {
    const said = all.flatMap(steps).filter(({ picture }) => picture === "iam");
    expect(said).toHaveLength(4);
    for (const { text } of said) expect(text).toMatch(/2025년 2월 24일|24 February 2025/);
  });
});

describe("the words", () => {
  it.each(kinds)("cover the same fields, choices, realms, facts and links: %s", (_, ...pair) => {
    const [korean, english] = pair.map(({ fields, choices, realms, facts, links, tokens, care }) => ({
      fields: Object.entries(fields).map(([id, words]) => [id, Object.keys(words)]),
      choices: Object.entries(choices ?? {}).map(([id, words]) => [id, Object.keys(words)]),
      realms: Object.keys(realms ?? {}),
      facts: Object.keys(facts ?? {}),
      links: Object.keys(links),
      tokens: Object.keys(tokens ?? {}),
      care: care?.guide,
    }));
    expect(english).toEqual(korean);
  });

  it.each(kinds)("warn of what the key opens: %s", (_, ...pair) => {
    for (const { care } of pair) expect(care).toMatchObject({ title: /./, text: /./ });
  });

  it("put the D platform before the older G", () => {
    for (const { kinds } of [ko, en]) expect(Object.keys(kinds)).toEqual(ids);
  });

  it("are those of the provider, which has a mark of its own", async () => {
    expect(kt).toMatchObject({ id: "kt", words: { ko, en } });
    expect(kt.mark).toContain("<svg");
    expect(await kt.pictures()).toBe(pictures);
  });
});
