import { describe, expect, it } from "vitest";
import type { Guide, KindWords } from "../guide";
import en from "./en";
import ko from "./ko";

const ids = ["naver_access_key", "naver_gateway_key", "naver_sub_account_key"] as const;
const of = (words: typeof ko, id: (typeof ids)[number]) =>
  (words.kinds as Partial<Record<string, KindWords>>)[id]!;
const kinds = ids.map((id) => [id, of(ko, id), of(en, id)] as const);

describe("the guides", () => {
  it.each(kinds)("name the console's controls as the Korean console does: %s", (_, ...pair) => {
    const controls = (guide: Guide) =>
      guide.steps.map(({ text }) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name).sort());
    const [korean, english] = pair.map(({ guides }) => guides.map(controls));
    expect(english).toEqual(korean);
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
