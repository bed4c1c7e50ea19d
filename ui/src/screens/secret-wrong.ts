import type { Problem } from "../api/generated/error";
import { words } from "../i18n/index.svelte";

/**
 * What is wrong with a passphrase, or the recovery code in its place, to stand beside its field. `null` for what belongs
 * elsewhere: into a notice, or to a new passphrase.
 */
export function secretWrong(problem: Problem | null, recovery: boolean): string | null {
  const t = words().vault;
  if (problem?.code === "passphrase_wrong") return recovery ? t.wrongCode : t.wrong;
  if (problem?.code !== "field_invalid" || !problem.field?.startsWith("code")) return null;
  const group = problem.field.split(".")[1];
  if (group) return t.codeGroup(group);
  if (problem.problem === "too_short") return t.codeShort;
  return problem.problem === "too_long" ? t.codeLong : t.codeBad;
}
