import { createContext, type Component } from "svelte";

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
