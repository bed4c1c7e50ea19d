import { describe, expect, test } from "vitest";
import { nextTextSize, textSizes } from "./appearance";

describe("the size of the text", () => {
  test("goes up and down by the sizes that can be chosen", () => {
    const up = textSizes.map((size) => nextTextSize(size, 1));
    expect(up).toEqual([110, 125, 150, 175, 200, 200]);
    const down = textSizes.map((size) => nextTextSize(size, -1));
    expect(down).toEqual([100, 100, 110, 125, 150, 175]);
  });

  test("comes back to them from any other", () => {
    expect([nextTextSize(130, 1), nextTextSize(130, -1)]).toEqual([150, 125]);
  });
});
