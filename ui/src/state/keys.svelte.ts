import { call } from "../api/backend";
import type { AccountId, ApiKey, KeyId, KeyList, Look } from "../api/generated/model";

/** All keys over all accounts, as last known. Holds no secret. */
class Keys {
  all = $state.raw<ApiKey[]>([]);
  looks = $state.raw<Look[]>([]);
  /** The clouds are being asked. */
  refreshing = $state(false);
  /** It takes so long that giving up is offered. */
  slow = $state(false);

  /** How often everything was forgotten. What was asked for before is not heard any more. */
  #forgot = 0;
  /** Nothing is taken until the list is loaded. */
  #closed = false;

  #byId = $derived(new Map(this.all.map((key) => [key.id, key])));

  byId(id: KeyId | null | undefined): ApiKey | undefined {
    return id ? this.#byId.get(id) : undefined;
  }

  /** Reads the list from this computer. */
  async load() {
    const begun = this.#forgot;
    const list = await call("list_keys");
    if (begun === this.#forgot) this.#closed = false;
    this.take(list);
  }

  /** Asks the clouds: one account, or all. */
  async refresh(account: AccountId | null = null) {
    if (this.refreshing) return;
    this.refreshing = true;
    const timer = setTimeout(() => (this.slow = true), 3000);
    try {
      this.take(await call("refresh_keys", { account }));
    } finally {
      clearTimeout(timer);
      this.refreshing = this.slow = false;
    }
  }

  /** Ends a refresh; what was read until then stays. */
  async stop() {
    if (this.refreshing) await call("cancel_refresh");
  }

  /** Puts a key that just changed, or is new, into the list. */
  put(key: ApiKey) {
    if (this.#closed) return;
    const known = this.#byId.has(key.id);
    this.all = known ? this.all.map((old) => (old.id === key.id ? key : old)) : [...this.all, key];
  }

  /** Forgets all of them until they are loaded again: the app is locked. */
  forget() {
    this.all = [];
    this.looks = [];
    this.#forgot++;
    this.#closed = true;
  }

  /** Takes a key out of the list. */
  drop(id: KeyId) {
    this.all = this.all.filter((key) => key.id !== id);
  }

  /** Takes the list as a command answered it. */
  take(list: KeyList) {
    if (this.#closed) return;
    this.all = list.keys;
    this.looks = list.looks;
  }
}

export const keys = new Keys();
