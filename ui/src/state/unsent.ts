import type { AccountId, FieldValue, KindId, ProviderId } from "../api/generated/model";

/** A form for a new key as it was when the app locked. Holds no secret. */
interface Unsent {
  provider: ProviderId | undefined;
  kind: KindId;
  account: AccountId | undefined;
  values: Record<string, FieldValue>;
}

let kept: Unsent | null = null;

/** Keeps a form over a lock: whoever comes back finds it as it was, once. */
export const unsent = {
  keep(form: Unsent) {
    kept = form;
  },
  take(): Unsent | null {
    const form = kept;
    kept = null;
    return form;
  },
};
