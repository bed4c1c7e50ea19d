import { call } from "../api/backend";
import type { CopyWhat, KeyId } from "../api/generated/model";
import { words } from "../i18n/index.svelte";
import { toasts } from "../parts/toasts.svelte";

/** Says that something was copied and when it is cleared. What was copied never comes here. */
class Clipboard {
  /** Seconds until the clipboard is cleared; `null` when it holds nothing of ours. */
  left = $state<number | null>(null);
  #ends = 0;
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Copies in the core. Rejects with a `Problem`. */
  async copy(key: KeyId, what: CopyWhat) {
    const { clears_in_s } = await call("copy_key", { key, what });
    toasts.say(words().app.copied[what]);
    this.#stop();
    if (clears_in_s === null) return;
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

  #stop() {
    clearInterval(this.#tick);
    this.left = null;
  }
}

export const clipboard = new Clipboard();
