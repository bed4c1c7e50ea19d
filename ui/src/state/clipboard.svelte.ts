import { call } from "../api/backend";
import type { Copied, CopyWhat, KeyId, TokenKind } from "../api/generated/model";
import { words } from "../i18n/index.svelte";
import { toasts } from "../parts/toasts.svelte";

/** Says that something was copied and when it is cleared. What was copied never comes here. */
class Clipboard {
  /** Seconds until the clipboard is cleared; `null` when it holds nothing of ours. */
  left = $state<number | null>(null);
  #what = $state.raw((): string => "");
  /** What was copied, in the language in use. */
  what = $derived(this.#what());
  #ends = 0;
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Copies in the core. Rejects with a `Problem`. */
  async copy(key: KeyId, what: CopyWhat) {
    const copied = await call("copy_key", { key, what });
    this.#say(() => words().app.copied[what], copied);
  }

  /** Copies something of a token in the core. Rejects with a `Problem`. */
  async copyToken(key: KeyId, token: TokenKind, what: CopyWhat) {
    const copied = await call("copy_token", { key, token, what });
    this.#say(() => words().tokens.copied[token], copied);
  }

  #say(what: () => string, { clears_in_s }: Copied) {
    this.#stop();
    if (clears_in_s === null) return toasts.say(what());
    this.#what = what;
    toasts.tell(words().app.clipboardHolds(what(), clears_in_s));
    this.#ends = Date.now() + clears_in_s * 1000;
    this.left = clears_in_s;
    this.#tick = setInterval(() => {
      const left = Math.ceil((this.#ends - Date.now()) / 1000);
      if (left > 0) this.left = left;
      else this.#stop();
    }, 1000);
  }

  async clear() {
    await call("clear_clipboard");
    this.#stop();
    toasts.say(words().app.clipboardCleared);
  }

  /** The page put something else there. Where the secret lies besides, it goes now. */
  replaced() {
    if (this.left === null) return;
    this.#stop();
    // The core clears it in its time if not now.
    call("clear_clipboard").catch(() => {});
  }

  /** It was cleared elsewhere. */
  forget() {
    this.#stop();
  }

  #stop() {
    clearInterval(this.#tick);
    this.left = null;
  }
}

export const clipboard = new Clipboard();
