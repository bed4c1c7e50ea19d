import { describe, expect, it } from "vitest";
import errorsEn from "../../i18n/en/errors";
import errorsKo from "../../i18n/ko/errors";
import en from "./en";
import { clickhouse } from "./index";
import ko from "./ko";

const kinds = (["ko", "en"] as const).map((tongue) => clickhouse.words[tongue].kinds.clickhouse_key!);

describe("the guides", () => {
  // The others speak of the app's own buttons.
  it("name the console's controls alike", () => {
    const controls = (kind: (typeof kinds)[number]) =>
      kind.guides
        .slice(0, 2)
        .flatMap(({ steps }) => steps)
        .map(({ text }) => text.match(/\*\*.+?\*\*/g)?.join());
    expect(controls(kinds[0]!)).toEqual(controls(kinds[1]!));
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
