import { problem, toProblem } from "./errors";
import type { FakeVault } from "./fake-vault";
import type { LockChoices, LockReason, LockState, NoAccountProof, Preset, Prove } from "./generated/model";

/**
 * The lock of a browser tab. `lock` = passphrase | account | both | off (what opens it; the passphrase is the vault's),
 * `locked` = why it is locked from the start, `account` = why the computer's account cannot open it, or `refuses`.
 */
export class FakeLock {
  #query: URLSearchParams;
  #vault: FakeVault;
  #locked: LockState["locked"];
  #wrong = 0;
  #proven = false;

  constructor(query: URLSearchParams, vault: FakeVault) {
    this.#query = query;
    this.#vault = vault;
    const why = query.get("locked") as LockReason | null;
    this.#locked = why && { since: new Date().toISOString(), why };
  }

  get locked(): boolean {
    return this.#locked !== null;
  }

  state(account: boolean): LockState {
    const { passphrase, recovery } = this.#vault.state;
    return { locked: this.#locked, passphrase: passphrase !== "none", recovery, account };
  }

  choices(): LockChoices {
    const facts = (preset: Preset, idle_s: number, clipboard_s: number) => ({
      preset,
      idle_s,
      clipboard_s,
      locks_at_start: preset !== "convenient",
      guards_reveal: preset === "strict",
    });
    const account = this.#query.get("account");
    return {
      presets: [facts("convenient", 1800, 60), facts("balanced", 600, 30), facts("strict", 120, 15)],
      no_account: account === "refuses" ? null : (account as NoAccountProof | null),
      follows_computer: true,
    };
  }

  lock(account: boolean) {
    const { passphrase } = this.state(account);
    if (!passphrase && !account) throw problem("proof_missing");
    this.#locked ??= { since: new Date().toISOString(), why: "user" };
    this.#vault.close();
  }

  unlock(proof: Prove) {
    this.#check(proof);
    this.#locked = null;
  }

  prove(proof: Prove) {
    this.#check(proof);
    this.#proven = true;
  }

  /** A secret is shown once for each proof, where the preset wants one. */
  needProof(preset: Preset, account: boolean) {
    const { passphrase } = this.state(account);
    if (preset !== "strict" || !(passphrase || account)) return;
    if (!this.#proven) throw problem("proof_needed");
    this.#proven = false;
  }

  #check({ passphrase, recovery }: Prove) {
    if (passphrase === null) {
      if (this.#query.get("account") === "refuses") throw problem("proof_refused");
      return;
    }
    try {
      this.#vault.open(passphrase, recovery);
      this.#wrong = 0;
    } catch (error) {
      if (toProblem(error).code !== "passphrase_wrong") throw error;
      throw ++this.#wrong > 3 ? problem("tries_paused", { retry_after_s: 2 }) : error;
    }
  }
}
