import { describe, expect, it } from "vitest";
import type { Guide, KindWords } from "../guide";
import en from "./en";
import pictures from "./pictures";
import ko from "./ko";

const ids = ["naver_access_key", "naver_gateway_key", "naver_sub_account_key"] as const;
const of = (words: typeof ko, id: (typeof ids)[number]) =>
  (words.kinds as Partial<Record<string, KindWords>>)[id]!;
const kinds = ids.map((id) => [id, of(ko, id), of(en, id)] as const);
const all = kinds.flatMap(([, korean, english]) => [korean, english]);

describe("the guides", () => {
  it("name pictures that exist, and use every picture", () => {
    const used = new Set(all.flatMap((kind) => kind.guides.flatMap((g) => g.steps.map((s) => s.picture))));
    const drawn = new Set(Object.keys(pictures).filter((name) => name !== "mark"));
    expect(used).toEqual(drawn);
  });

  it.each(kinds)("have the same steps in both languages, and pages that have names: %s", (_, ...pair) => {
    const [korean, english] = pair.map(({ guides }) =>
      guides.map(({ id, steps }) => ({ id, steps: steps.map(({ picture, link }) => ({ picture, link })) })),
    );
    expect(english).toEqual(korean);
    for (const { guides, links } of pair) {
      expect(new Set(guides.map(({ id }) => id)).size).toBe(guides.length);
      for (const { link } of guides.flatMap(({ steps }) => steps)) if (link) expect(links[link]).toBeTruthy();
    }
  });

  it.each(kinds)("name the console's controls as the Korean console does: %s", (_, ...pair) => {
    const controls = (guide: Guide) =>
      guide.steps.map(({ text }) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name).sort());
    const [korean, english] = pair.map(({ guides }) => guides.map(controls));
    expect(english).toEqual(korean);
  });

  it("speak of as many marks as the picture has", () => {
    const marks = (picture: string) => [...pictures[picture]!.matchAll(/<text[^>]*>(\d)</g)].length;
    for (const { text, picture } of all.flatMap(({ guides }) => guides.flatMap(({ steps }) => steps))) {
      const spoken = [...text.matchAll(/\((\d)[,)]/g)].map(([, number]) => Number(number));
      const drawn = Array.from({ length: marks(picture) }, (_, at) => at + 1);
      // One mark speaks for itself.
      expect(spoken.sort(), text).toEqual(drawn.length > 1 ? drawn : []);
    }
  });

  it("hold no words in pictures", () => {
    for (const picture of Object.values(pictures)) {
      for (const [, text] of picture.matchAll(/<text[^>]*>([^<]*)</g)) expect(text).toMatch(/^[1-9]$/);
      expect(picture).not.toMatch(/<(script|style|image|foreignObject)|style=|href=|\bon\w+=/);
    }
  });
});

describe("the words", () => {
  it.each(kinds)("cover the same fields and links: %s", (_, ...pair) => {
    const [korean, english] = pair.map(({ fields, links }) => ({
      fields: Object.entries(fields).map(([id, words]) => [id, Object.keys(words)]),
      links: Object.keys(links),
    }));
    expect(english).toEqual(korean);
  });
});
