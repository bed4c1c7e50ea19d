import { untrack } from "svelte";
import { call } from "../api/backend";
import { problem as asProblem, toProblem } from "../api/errors";
import type { Problem } from "../api/generated/error";
import type { SecretPlace, VaultHealth } from "../api/generated/model";
import { vault } from "./vault.svelte";

/** A look at how the place is that new secrets go to. Each screen that shows one has its own. */
export class KeychainCheck {
  health = $state.raw<VaultHealth | null>(null);
  /** Why there is no answer, or what is wrong. */
  problem = $state.raw<Problem | null>(null);
  checking = $state(false);

  #asked = 0;
  /** Which place that is, and whether it can be reached. */
  #where = $derived(vault.state?.place === "passphrase" ? vault.state.passphrase : "keychain");

  /** Checks now, and again whenever new secrets go elsewhere. For a component, while it starts. */
  follow() {
    $effect(() => {
      void this.#where;
      untrack(() => void this.check());
    });
  }

  /** Writes, reads and deletes a test item. A locked keychain raises its prompt. */
  check = () => this.#ask(() => call("check_vault"));

  /** Makes the place that the keychain lacks. Raises the system's prompt. */
  setUp = () => this.#ask(() => call("set_up_keychain"));

  /** Ends the wait for an answer; a later one is not heard. */
  async stop() {
    this.#asked++;
    this.checking = false;
    // What cannot be stopped ends by itself.
    await call("stop_waiting").catch(() => {});
  }

  /** Whether it is well, once the answer is here. */
  async #ask(ask: () => Promise<VaultHealth>): Promise<boolean> {
    const mine = ++this.#asked;
    this.checking = true;
    const found = await ask().catch(toProblem);
    // Somebody stopped waiting, or asked again.
    if (mine !== this.#asked) return false;
    this.checking = false;
    if ("code" in found) {
      this.problem = found;
      return false;
    }
    this.health = found;
    this.problem = found.problem && asProblem(found.problem);
    return this.problem === null;
  }
}

/** Whether another program removed or changed the secret. */
export const isBroken = (secret: SecretPlace): secret is "missing" | "altered" =>
  secret === "missing" || secret === "altered";

/** Whether an error only says what the offer to repair its key says already. */
export const saidByRepair = (secret: SecretPlace, { code }: Problem): boolean =>
  isBroken(secret) && (code === "secret_missing" || code === "secret_altered");
