import type { FieldProblem } from "../../api/generated/error";
import type { AccessSource } from "../../api/generated/model";
import { addressProblem, sameAddress } from "./addresses";

/** The kinds of place that can be let in, in the cloud's own words. */
export const places = ["IP", "VPC", "VPC_SERVER"] as const;

const LONGEST_ID = 100;

function problemOf({ what, source }: AccessSource): FieldProblem | null {
  const text = source.trim();
  if (text === "") return "missing";
  if (what === "IP") return addressProblem(text);
  if ([...text].length > LONGEST_ID) return "too_long";
  return /\s/.test(text) ? "bad_character" : null;
}

/** What is wrong with each place of a list, in its order. The core checks the same again. */
export function sourceProblems(sources: AccessSource[]): (FieldProblem | null)[] {
  const same = (a: AccessSource, b: AccessSource) =>
    a.what === b.what &&
    (a.what === "IP" ? sameAddress(a.source, b.source) : a.source.trim() === b.source.trim());
  return sources.map(
    (one, at) =>
      problemOf(one) ?? (sources.slice(0, at).some((earlier) => same(earlier, one)) ? "duplicate" : null),
  );
}
