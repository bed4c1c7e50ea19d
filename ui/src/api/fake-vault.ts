import { problem } from "./errors";
import type { Commands } from "./generated/commands";
import type { VaultHealth, VaultState } from "./generated/model";

export type VaultCommand =
  | "vault_state"
  | "set_up_passphrase"
  | "open_vault"
  | "close_vault"
  | "change_passphrase"
  | "remove_passphrase"
  | "choose_place"
  | "move_secrets";

type Handlers = { [C in VaultCommand]: (args: Commands[C]["args"]) => VaultState | Promise<VaultState> };

/** What needs a secret, and so an open vault where secrets rest in it. */
const needs: ReadonlySet<string> = new Set([
  "stage_credential",
  "connect",
  "verify_account",
  "create_key",
  "verify_key",
  "delete_key",
  "mint_token",
  "copy_key",
  "copy_token",
  "reveal_key",
]);

/** What the reveal window of a recovery code shows here. */
export const exampleCode = "4B1DE-XAMP1-EC0DE-D0N0T-WR1TE-1234V-ZZZZZ";

/** What opens it. */
const PASSPHRASE = "old but good passphrase";

/**
 * The passphrase vault of a browser tab. `vault` = how it begins: `none`, `closed`, `open`, `stopped` (in the middle of a
 * move). Where the lock is opened by a passphrase there is one too, and empty.
 */
export class FakeVault {
  state: VaultState;
  #passphrase: string | null = null;
  #slow: number;

  constructor(query: URLSearchParams) {
    this.#slow = Number((query.get("slow") ?? "0").split(":")[0]);
    const how = query.get("vault");
    const set = how !== null && how !== "none";
    const locks = ["passphrase", "both"].includes(query.get("lock") ?? "");
    this.state = {
      place: set ? "passphrase" : "keychain",
      passphrase: !(set || locks) ? "none" : how === "closed" || query.has("locked") ? "closed" : "open",
      recovery: locks || (set && how !== "open"),
      in_keychain: set && how !== "closed" ? 2 : set ? 0 : 5,
      in_passphrase: set ? 3 : 0,
      moving:
        how === "stopped" ? { to: "passphrase", left: 2, running: false, problem: "vault_locked" } : null,
    };
    if (set || locks) this.#passphrase = PASSPHRASE;
  }

  /** Refuses what needs the vault while it is closed. */
  check(command: string) {
    if (this.state.passphrase === "closed" && this.state.place === "passphrase" && needs.has(command))
      throw problem("vault_closed");
  }

  /** How it is; `null` where new secrets go to the keychain. */
  get health(): VaultHealth | null {
    if (this.state.place === "keychain") return null;
    return { name: "Keywright", problem: this.state.passphrase === "closed" ? "vault_closed" : null };
  }

  /** Opens it for who knows the passphrase or the recovery code. */
  open(secret: string, recovery: boolean): VaultState {
    this.prove(secret, recovery);
    return this.#now({ passphrase: "open" });
  }

  close(): VaultState {
    return this.state.passphrase === "none" ? this.#now() : this.#now({ passphrase: "closed" });
  }

  /** Refuses who does not know the passphrase. */
  prove(secret: string, recovery = false) {
    if (recovery) this.#proveCode(secret);
    else if (secret !== this.#passphrase) throw problem("passphrase_wrong");
  }

  #proveCode(typed: string) {
    const groups = typed.toUpperCase().split(/[\s-]+/);
    if (groups.length < 7) throw problem("field_invalid", { field: "code", problem: "too_short" });
    const wrong = groups.findIndex((group, at) => group !== exampleCode.split("-")[at]);
    if (wrong >= 0) throw problem("field_invalid", { field: `code.${wrong + 1}`, problem: "mistyped" });
  }

  handlers: Handlers = {
    vault_state: () => this.#now(),
    set_up_passphrase: ({ passphrase, keep_here }) => {
      if (this.state.passphrase !== "none") throw problem("unsupported");
      this.#passphrase = passphrase;
      return this.#now({ passphrase: "open", ...(keep_here && { place: "passphrase" }) });
    },
    open_vault: ({ secret, recovery }) => this.open(secret, recovery),
    close_vault: () => this.close(),
    change_passphrase: ({ current, recovery, passphrase }) => {
      this.prove(current, recovery);
      this.#passphrase = passphrase;
      return this.#now({ passphrase: "open" });
    },
    remove_passphrase: ({ passphrase }) => {
      this.prove(passphrase);
      if (this.state.in_passphrase > 0) throw problem("vault_not_empty");
      return this.#now({ passphrase: "none", recovery: false });
    },
    choose_place: ({ place }) => {
      this.#mustBeOpen();
      return this.#now({ place });
    },
    move_secrets: async ({ place }) => {
      this.#mustBeOpen();
      const all = this.state.in_keychain + this.state.in_passphrase;
      await new Promise((done) => setTimeout(done, this.#slow));
      const [in_keychain, in_passphrase] = place === "keychain" ? [all, 0] : [0, all];
      return this.#now({ place, in_keychain, in_passphrase, moving: null });
    },
  };

  #mustBeOpen() {
    if (this.state.passphrase !== "open") throw problem("vault_closed");
  }

  #now(change: Partial<VaultState> = {}): VaultState {
    this.state = { ...this.state, ...change };
    return structuredClone(this.state);
  }
}
