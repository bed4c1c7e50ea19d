import type { Problem } from "../api/generated/error";
import type { AccountId, FieldValue, KindId, ProviderId } from "../api/generated/model";

/** A form for a new key as it was when the app locked, or when it came back meanwhile. Holds no secret. */
export interface Unsent {
  provider: ProviderId | undefined;
  kind: KindId;
  account: AccountId | undefined;
  values: Record<string, FieldValue>;
  /** Why the key was not made. */
  problem: Problem | null;
}

let kept: Unsent | null = null;

/** Keeps a form over a lock: whoever comes back finds it as it was, once. */
export const unsent = {
  /** The app is locked. No state of Svelte's: what goes from the page still sees that as it was before. */
  locked: false,
  keep(form: Unsent | null) {
    if (this.locked) kept = form;
  },
  take(): Unsent | null {
    const form = kept;
    kept = null;
    return form;
  },
};
