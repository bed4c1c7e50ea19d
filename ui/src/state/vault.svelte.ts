import { call, whenClosed } from "../api/backend";
import type { VaultState } from "../api/generated/model";
import { keys } from "./keys.svelte";

/** What is asked about the passphrase vault, in a dialog over whatever is there. */
export type VaultDialog = "open" | "set-up" | "change" | "code" | "remove";

/** Where secrets rest. Holds no secret: what is typed lives in the dialog and goes with it. */
class Vault {
  state = $state.raw<VaultState | null>(null);
  dialog = $state<VaultDialog | null>(null);
  /** Whether a vault that is set up is meant for new secrets, as far as is known from where it began. */
  keepHere = true;
  /** The app is locked: nothing is asked about the vault. */
  locked = false;
  #waiting: ((opened: boolean) => void)[] = [];

  constructor() {
    // Whatever needs the vault asks for it to be opened, then goes on.
    whenClosed(() => this.ask());
  }

  async load() {
    this.state = await call("vault_state");
  }

  /** Takes what a command answered. Looks that failed because the vault was closed are done again. */
  take(state: VaultState) {
    this.state = state;
    if (state.passphrase !== "open") return;
    if (keys.looks.some(({ error }) => error?.code === "vault_closed")) void keys.refresh().catch(() => {});
  }

  /** Asks for a passphrase to set the vault up with: to keep new secrets in, or else only to unlock the app. */
  setUp(keepHere = true) {
    this.keepHere = keepHere;
    this.dialog = "set-up";
  }

  /** Asks for the vault to be opened; whether it was. */
  async ask(): Promise<boolean> {
    if (this.locked) return false;
    this.dialog = "open";
    return await new Promise((done) => this.#waiting.push(done));
  }

  /** The dialog is over. */
  done(opened = false) {
    this.dialog = null;
    for (const done of this.#waiting.splice(0)) done(opened);
  }
}

export const vault = new Vault();
