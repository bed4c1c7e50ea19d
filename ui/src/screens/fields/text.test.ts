import { beforeEach, expect, it } from "vitest";
import type { FieldSpec } from "../../api/generated/model";
import { speak } from "../../i18n/index.svelte";
import { textProblem } from "./text";

const field = (min: number, max: number, required = true): FieldSpec => ({
  id: "name",
  input: { type: "text", min, max },
  required,
  editable: true,
});

beforeEach(() => speak("en"));

it("counts a Korean syllable as one character, however the system composes it", () => {
  expect(textProblem(field(1, 3), "보고서".normalize("NFD"), true)).toBeNull();
  expect(textProblem(field(1, 3), "보고서들", false)).toBe("At most 3 characters.");
});

it("does not complain about what is not typed yet until it is asked", () => {
  expect(textProblem(field(2, 30), "", false)).toBeNull();
  expect(textProblem(field(2, 30), "", true)).toBe("Please fill this in.");
  expect(textProblem(field(2, 30), "a", true)).toBe("At least 2 characters.");
  expect(textProblem(field(0, 30, false), "", true)).toBeNull();
});
