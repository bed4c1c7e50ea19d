import type { Strip } from "./generated/model";

/** The strip of a browser tab: the window stays as large as it is, and only the page changes. */
export class FakeStrip {
  #on = false;
  #waiting: (() => void)[] = [];
  readonly #inFront: boolean;

  constructor(query: URLSearchParams) {
    this.#inFront = query.get("desktop") !== "gnome-wayland";
    // What closing the window does, which a tab cannot do.
    window.addEventListener("keywright:close", () => this.leave());
  }

  enter(): Strip {
    this.#on = true;
    return { in_front: this.#inFront };
  }

  leave() {
    this.#on = false;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async over() {
    while (this.#on) await new Promise<void>((wake) => this.#waiting.push(wake));
  }
}
