import { describe, expect, it } from "vitest";
import errorsEn from "../../i18n/en/errors";
import errorsKo from "../../i18n/ko/errors";
import en from "./en";
import { clickhouse } from "./index";
import pictures from "./pictures";
import ko from "./ko";

const kinds = (["ko", "en"] as const).map((tongue) => clickhouse.words[tongue].kinds.clickhouse_key!);

describe("the guides", () => {
  it("name pictures that exist, and use every picture", () => {
    const used = new Set(kinds.flatMap((kind) => kind.guides.flatMap((g) => g.steps.map((s) => s.picture))));
    const drawn = new Set(Object.keys(pictures).filter((name) => name !== "mark"));
    expect(used).toEqual(drawn);
  });

  it("have the same steps in both languages, and pages that have names", () => {
    const [first, second] = kinds.map((kind) =>
      kind.guides.map(({ id, steps }) => ({
        id,
        steps: steps.map(({ picture, link }) => ({ picture, link })),
      })),
    );
    expect(first).toEqual(second);
    for (const kind of kinds) {
      for (const { link } of kind.guides.flatMap((guide) => guide.steps)) {
        if (link) expect(kind.links[link]).toBeTruthy();
      }
    }
  });

  it("name the console's controls alike", () => {
    const controls = (kind: (typeof kinds)[number]) =>
      kind.guides[0].steps.map(({ text }) => text.match(/\*\*.+?\*\*/g)?.join());
    expect(controls(kinds[0]!)).toEqual(controls(kinds[1]!));
  });

  it("hold no words in pictures", () => {
    for (const picture of Object.values(pictures)) {
      for (const [, text] of picture.matchAll(/<text[^>]*>([^<]*)</g)) expect(text).toMatch(/^[1-9]$/);
      expect(picture).not.toMatch(/<(script|style|image|foreignObject)|style=|href=|\bon\w+=/);
    }
  });
});

describe("the words", () => {
  it("cover the same fields, roles and links", () => {
    const shape = (words: typeof ko) => {
      const kind = words.kinds.clickhouse_key!;
      return {
        fields: Object.keys(kind.fields),
        roles: Object.entries(kind.roles).map(([name, { reach }]) => [name, reach]),
        links: Object.keys(kind.links),
      };
    };
    expect(shape(en)).toEqual(shape(ko));
  });

  it("offer the same remedies in both languages", () => {
    const actions = (words: typeof errorsKo) =>
      Object.entries(words.table).map(([code, { action, final }]) => [code, action, final]);
    expect(actions(errorsEn)).toEqual(actions(errorsKo));
  });
});
