import { call } from "../api/backend";
import type { Deadline, KeyId, SnoozeFor } from "../api/generated/model";

/** The dates of keys that are near or past, as the core sees them. */
class Radar {
  /** The most pressing first; `null` until they are known. */
  all = $state.raw<Deadline[] | null>(null);

  /** How often everything was forgotten. What was asked for before is not heard any more. */
  #forgot = 0;

  async load() {
    await this.#take(call("list_deadlines"));
  }

  /** Puts a key's date off; `null` takes that back. */
  async snooze(key: KeyId, length: SnoozeFor | null) {
    await this.#take(call("snooze_keys", { keys: [key], length }));
  }

  /** Forgets all of them: the app is locked. */
  forget() {
    this.all = null;
    this.#forgot++;
  }

  async #take(asked: Promise<Deadline[]>) {
    const begun = this.#forgot;
    const all = await asked;
    if (begun === this.#forgot) this.all = all;
  }
}

export const radar = new Radar();
