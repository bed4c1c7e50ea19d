import { describe, expect, it } from "vitest";
import { providers } from "../api/fake-providers";
import type { KindSpec, Operations, ProviderId } from "../api/generated/model";
import { connectable } from "../state/kinds";
import { clickhouse } from "./clickhouse";
import clickhousePictures from "./clickhouse/pictures";
import type { KindWords, ProviderGuide, Step } from "./guide";
import { kakao } from "./kakao";
import kakaoPictures from "./kakao/pictures";
import { kt } from "./kt";
import ktPictures from "./kt/pictures";
import { naver } from "./naver";
import naverPictures from "./naver/pictures";

const drawn: Record<ProviderId, [ProviderGuide, Record<string, string>]> = {
  clickhouse: [clickhouse, clickhousePictures],
  naver: [naver, naverPictures],
  kakao: [kakao, kakaoPictures],
  kt: [kt, ktPictures],
};

/** The guide that shows how the console does what the app cannot do by itself. */
const shows: Partial<Record<keyof Operations, string>> = {
  create: "first_key",
  switch: "retire",
  regenerate: "rotate",
  delete: "retire",
};

const words = (guide: ProviderGuide, kind: KindSpec): KindWords[] =>
  (["ko", "en"] as const).map((tongue) => guide.words[tongue].kinds[kind.id]!);
const steps = (kind: KindWords): Step[] => kind.guides.flatMap((guide) => guide.steps);
const marks = (picture: string) => [...picture.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!);

describe.each(providers)("the guides of $id", (provider) => {
  const [guide, pictures] = drawn[provider.id];
  const kinds = provider.kinds.map((spec) => [spec.id, spec, words(guide, spec)] as const);
  const all = kinds.flatMap(([, , pair]) => pair.flatMap(steps));

  it("name pictures that exist, and use every picture", () => {
    const there = Object.keys(pictures).filter((name) => name !== "mark");
    expect(new Set(all.map(({ picture }) => picture))).toEqual(new Set(there));
  });

  it("have pictures with numbered marks, one after the other, and no words", () => {
    for (const [name, picture] of Object.entries(pictures)) {
      const expected = marks(picture).map((_, at) => String(at + 1));
      expect(marks(picture).sort(), name).toEqual(expected);
      if (name !== "mark") expect(expected.length, name).toBeGreaterThan(0);
      expect(picture).not.toMatch(/<(script|style|image|foreignObject)|style=|href=|\bon\w+=/);
    }
  });

  it("speak of as many marks as the picture has", () => {
    for (const { text, picture } of all) {
      const spoken = [...text.matchAll(/\((\d)[,)]/g)].map(([, number]) => number);
      // One mark speaks for itself.
      const there = marks(pictures[picture]!);
      expect(spoken.sort(), text).toEqual(there.length > 1 ? there.sort() : []);
    }
  });

  it.each(kinds)("have the same steps in both languages: %s", (_, __, pair) => {
    const [korean, english] = pair.map(({ guides }) =>
      guides.map(({ id, steps }) => ({
        id,
        steps: steps.map(({ picture, link, done }) => ({ picture, link, done })),
      })),
    );
    expect(english).toEqual(korean);
    expect(new Set(korean!.map(({ id }) => id)).size).toBe(korean!.length);
  });

  it.each(kinds)("show what the console does for the app, and the first key first: %s", (_, spec, pair) => {
    for (const { guides } of pair) {
      const known = guides.map(({ id }) => id);
      expect(known[0]).toBe("first_key");
      for (const [operation, support] of Object.entries(spec.operations))
        // What is not documented is guided until it is allowed.
        if (support === "guided" || (spec.undocumented && support === "api"))
          expect(known).toEqual(expect.arrayContaining([shows[operation as keyof Operations] ?? []].flat()));
    }
  });

  it.each(kinds)("open pages that the kind knows, by a name of their own: %s", (_, spec, pair) => {
    const known = spec.links.map(({ id }) => id);
    for (const kind of pair)
      for (const { link } of steps(kind).filter((step) => step.link)) {
        expect(known).toContain(link);
        expect(kind.links[link!]).toBeTruthy();
      }
  });

  it.each(kinds)("promise to see only what the app can see: %s", (_, spec, pair) => {
    const connects = connectable(provider).some(({ id }) => id === spec.id);
    for (const { done, link, picture } of pair.flatMap(steps)) {
      if (done === "opened") expect(link).toBeTruthy();
      if (done === "pasted" || done === "connected") expect(connects, picture).toBe(true);
      // Where the cloud lists no keys, one goes by being forgotten here.
      if (done?.startsWith("key_") && spec.operations.list !== "api")
        expect([done, picture]).toEqual(["key_gone", "forget"]);
      if (done === "key_paused") expect(spec.operations.switch).toBe("api");
    }
  });

  it.each(kinds)("tick off by themselves where the first key is put in: %s", (_, spec, pair) => {
    if (!connectable(provider).some(({ id }) => id === spec.id)) return;
    for (const { guides } of pair) expect(guides[0].steps.map(({ done }) => done)).toContain("pasted");
  });
});
