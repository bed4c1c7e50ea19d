import { expect, it } from "vitest";
import { inSight } from "./settings-parts";

// Parts of 400, 400, 100 and 100 in a window of 600.
const begins = [0, 400, 800, 900];
const at = (scrollTop: number) => inSight(begins, { scrollTop, clientHeight: 600, scrollHeight: 1000 });

it("gives every part its turn, from the first to the last that cannot come to the top", () => {
  expect([0, 100, 200, 300, 330, 350, 370, 400].map(at)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
});

it("takes the first where all is in sight, or the page is pulled beyond its ends", () => {
  expect(inSight(begins, { scrollTop: 0, clientHeight: 1200, scrollHeight: 1200 })).toBe(0);
  expect(at(-50)).toBe(0);
  expect(at(450)).toBe(3);
});

it("takes the first above all parts", () => {
  expect(inSight([40, 400], { scrollTop: 0, clientHeight: 600, scrollHeight: 1000 })).toBe(0);
});
