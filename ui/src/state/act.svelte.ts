import { toProblem } from "../api/errors";
import type { Problem } from "../api/generated/error";

/** What a screen does when it is asked to: whether it runs, and why it failed, with the way to try again. One at a time. */
export class Act {
  busy = $state(false);
  problem = $state.raw<{ what: Problem; again: () => void } | null>(null);
  readonly #after: () => unknown;

  /** `after` runs when something went well, and belongs to it. */
  constructor(after: () => unknown = () => {}) {
    this.#after = after;
  }

  async run(act: () => Promise<unknown>) {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await act();
      await this.#after();
    } catch (error) {
      this.problem = { what: toProblem(error), again: () => void this.run(act) };
    } finally {
      this.busy = false;
    }
  }
}
