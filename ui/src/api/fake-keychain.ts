import { problem } from "./errors";
import type { Command } from "./backend";
import type { ErrorCode } from "./generated/error";
import type { VaultHealth } from "./generated/model";

/** Calls that need the keychain. */
const needing = new Set<Command>([
  "check_vault",
  "set_up_keychain",
  "stage_credential",
  "connect",
  "create_key",
  "copy_key",
  "delete_key",
  "fetch_secret",
]);

/** Milliseconds until the page is told that the keychain waits. */
const LONG = 3000;

/** Another keychain than the usual. */
const OTHER = "KeePassXC";

/** A keychain that is as the address says: well, another one by name, sick with a code, `hung`, or `hung-check` where only a look at it hangs. */
export class FakeKeychain {
  /** It has not answered for a while. */
  waits = false;
  #state: string;
  #changed: () => void;
  #waiting: (() => void)[] = [];

  constructor(state: string, changed: () => void) {
    this.#state = state;
    this.#changed = changed;
  }

  get health(): VaultHealth {
    if (this.#state === OTHER) return { name: OTHER, problem: null };
    const problem = this.#state && !this.#state.startsWith("hung") ? (this.#state as ErrorCode) : null;
    return { name: problem === "vault_missing" ? "" : "GNOME Keyring", problem };
  }

  /** Makes the default keyring. */
  setUp(): VaultHealth {
    if (this.#state === "vault_not_set_up") this.#state = "";
    return this.health;
  }

  /** Everybody who waits is told that it does not answer. */
  stopWaiting() {
    for (const away of this.#waiting.splice(0)) away();
  }

  /** Comes back unless it hangs; then when waiting is ended. */
  async answer(command: Command) {
    const hangs = this.#state === "hung" ? needing.has(command) : command === "check_vault";
    if (!hangs || !this.#state.startsWith("hung")) return;
    const timer = setTimeout(() => this.#tell(true), LONG);
    await new Promise<void>((away) => this.#waiting.push(away));
    clearTimeout(timer);
    this.#tell(false);
    throw problem("vault_waiting");
  }

  #tell(waits: boolean) {
    if (this.waits === waits) return;
    this.waits = waits;
    this.#changed();
  }
}
