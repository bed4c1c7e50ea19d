import { createContext, untrack, type Component } from "svelte";
import type { Attachment } from "svelte/attachments";

/** What the app has every dialog do: behind an open one nothing else can be reached. */
export interface Around {
  /** What must be seen and used at any moment; the dialog on top shows it. */
  Standing: Component<{ inside: true }>;
  /** Nothing but that may be used now. */
  frozen: () => boolean;
}

export const [around, setAround] = createContext<Around>();

/** The dialogs that are open, by their ids. */
class Dialogs {
  #open = $state.raw<string[]>([]);

  /** The one that can be used; `null` when none is open. */
  get top(): string | null {
    return this.#open.at(-1) ?? null;
  }

  /** Puts a dialog on top, and answers what takes it away. */
  add(id: string): () => void {
    this.#open = [...this.#open, id];
    return () => (this.#open = this.#open.filter((one) => one !== id));
  }
}

export const dialogs = new Dialogs();

/**
 * Opens a dialog on top of all others, as long as it is rendered. The browser keeps the focus inside. It begins at the
 * first of these places that there is, and goes back where it was.
 */
export function modal(id: string, places: string[]): Attachment<HTMLDialogElement> {
  return (dialog) => {
    const before = document.activeElement;
    const remove = untrack(() => dialogs.add(id));
    dialog.showModal();
    for (const place of places) {
      const first = dialog.querySelector<HTMLElement>(place);
      if (!first) continue;
      first.focus();
      break;
    }
    return () => {
      dialog.close();
      remove();
      const gone = !(before instanceof HTMLElement) || before === document.body || !before.isConnected;
      // Another dialog may take its place, and the focus with it.
      if (!gone) before.focus();
      else if (!document.querySelector("dialog[open]")) document.querySelector("main")?.focus();
    };
  };
}
