import { call } from "../api/backend";
import { words } from "../i18n/index.svelte";
import { toasts } from "../parts/toasts.svelte";
import { app } from "./app.svelte";
import { navigation } from "./navigation.svelte";

/** Milliseconds between two words to the core that somebody is here. */
const SELDOM = 20_000;

/** The lock, as far as the page has a hand in it: it can ask for it and say that somebody is here. */
class Lock {
  #told = 0;

  get possible(): boolean {
    return app.lock.passphrase || app.lock.account;
  }

  /** Locks now; without anything that could open it again, leads to where that is set up. */
  now() {
    if (!this.possible) {
      navigation.go({ screen: "settings", show: "lock" });
      toasts.say(words().lock.off);
      return;
    }
    // It locks or it does not: the state tells.
    call("lock_app")
      .then(() => app.load())
      .catch(() => {});
  }

  /** Somebody moves or types. */
  touch() {
    if (app.lock.locked || !this.possible || Date.now() - this.#told < SELDOM) return;
    this.#told = Date.now();
    // The next touch tells it again.
    call("note_activity").catch(() => {});
  }
}

export const lock = new Lock();
