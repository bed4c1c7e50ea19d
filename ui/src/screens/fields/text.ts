import type { FieldSpec } from "../../api/generated/model";
import { words } from "../../i18n/index.svelte";
import { characters } from "../../state/text";

/**
 * What is wrong with a line of text. Too long is said while it is typed; what is missing or too short only when
 * `asked` for. The core checks the same again.
 */
export function textProblem({ input, required }: FieldSpec, text: string, asked: boolean): string | null {
  if (input.type !== "text") return null;
  const length = characters(text);
  const t = words().newKey;
  if (length > input.max) return t.nameLong(input.max);
  if (!asked) return null;
  if (length === 0) return required || input.min > 0 ? t.missingText : null;
  return length < input.min ? t.textShort(input.min) : null;
}
