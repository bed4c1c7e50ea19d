import type { ApiKey, ChangedField, Unfinished } from "../api/generated/model";

/** How a key at its cloud and what is on this computer go together. */
export type Drift = "fine" | "only_at_cloud" | "only_here" | "changed" | "may_exist";

/** How a key stands; the most pressing where several are true. */
export function driftOf(key: ApiKey, unfinished: readonly Unfinished[]): Drift {
  if (doubtOf(key, unfinished)) return "may_exist";
  if (key.presence === "gone") return "only_here";
  if (key.changed.length > 0) return "changed";
  return key.secret === "here" ? "fine" : "only_at_cloud";
}

/** The operation that may have made this key, while that is not settled. */
export function doubtOf(key: ApiKey, unfinished: readonly Unfinished[]): Unfinished | undefined {
  return unfinished.find(
    ({ state, candidates }) => state !== "kept" && candidates.some(({ id }) => id === key.id),
  );
}

/** Whether what was changed is only that the key was switched on or off: the way back is the switch then, else the form. */
export function onlySwitched(changed: readonly ChangedField[]): boolean {
  return changed.length > 0 && changed.every(({ was }) => was.field === "state");
}
