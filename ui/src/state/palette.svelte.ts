import type { KeyId } from "../api/generated/model";
import { dialogs } from "../parts/dialogs.svelte";
import { app } from "./app.svelte";
import type { KeyAct } from "./key-acts";

/** The field that leads to every action, and what was picked there for a key. */
class Palette {
  open = $state(false);
  /** The key's own page does it, with its questions and its messages. */
  asked = $state.raw<{ key: KeyId; act: KeyAct } | null>(null);

  /** Opens it, unless something else must be answered first. */
  show() {
    if (!app.ready || app.problem || app.lock.locked || app.closing || dialogs.top !== null) return;
    this.open = true;
  }
}

export const palette = new Palette();
