import { describe, expect, it } from "vitest";
import type { Guide, KindWords } from "../guide";
import en from "./en";
import { kakao } from "./index";
import pictures from "./pictures";
import ko from "./ko";

const ids = ["kakao_iam_key", "kakao_s3_key"] as const;
const of = (words: typeof ko, id: (typeof ids)[number]) =>
  (words.kinds as Partial<Record<string, KindWords>>)[id]!;
const kinds = ids.map((id) => [id, of(ko, id), of(en, id)] as const);
const all = kinds.flatMap(([, korean, english]) => [korean, english]);
const steps = (kind: KindWords) => kind.guides.flatMap((guide) => guide.steps);
const controls = (text: string) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name!);

describe("the guides", () => {
  it.each(kinds)(
    "lead to the first key first, and are there under the ids that screens use: %s",
    (_, ...pair) => {
      for (const { guides, needs, ways } of pair) {
        const known = guides.map(({ id }: Guide) => id);
        expect(known[0]).toBe("first_key");
        expect(known).toEqual(expect.arrayContaining(["retire", "quota_full"]));
        for (const guide of [needs?.guide, ...Object.values(ways ?? {}).map((way) => way.guide)])
          if (guide) expect(known).toContain(guide);
      }
    },
  );

  it("give the Korean name beside each English one, and one English name for each", () => {
    const names = new Map<string, string>();
    for (const [, korean, english] of kinds) {
      const pairs = steps(korean).map((step, at) => [step.text, steps(english)[at]!.text] as const);
      for (const [said, translated] of pairs) {
        const [there, here] = [controls(said), controls(translated)];
        expect(here.length, translated).toBe(there.length);
        there.forEach((name, at) => {
          expect(translated).toContain(name);
          expect(names.get(name) ?? here[at], translated).toBe(here[at]);
          names.set(name, here[at]!);
        });
      }
    }
  });

  it("say at the console's password that the app does not ask for it", () => {
    for (const { picture, text } of all.flatMap(steps))
      if (picture === "password")
        expect(text).toMatch(/Keywright (never asks)|Keywright는 이 비밀번호를 묻지 않아요/);
  });
});

describe("the words", () => {
  it.each(kinds)("cover the same fields, ways, choices, facts and links: %s", (_, ...pair) => {
    const [korean, english] = pair.map(({ fields, ways, choices, facts, links, needs }) => ({
      fields: Object.entries(fields).map(([id, words]) => [id, Object.keys(words)]),
      ways: Object.entries(ways ?? {}).map(([id, words]) => [id, Object.keys(words)]),
      choices: Object.entries(choices ?? {}).map(([id, words]) => [id, Object.keys(words)]),
      facts: Object.entries(facts ?? {}).map(([id, { values }]) => [id, Object.keys(values ?? {})]),
      links: Object.keys(links),
      needs: needs?.guide,
    }));
    expect(english).toEqual(korean);
  });

  it("are those of the provider, which has a mark of its own", async () => {
    expect(kakao).toMatchObject({ id: "kakao", words: { ko, en } });
    expect(kakao.mark).toContain("<svg");
    expect(await kakao.pictures()).toBe(pictures);
  });
});
