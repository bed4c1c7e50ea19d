import { call } from "../api/backend";
import type { KindId } from "../api/generated/model";

/** A guide that is followed while the window is a narrow strip beside the web browser. */
class StripOfGuide {
  /** Which guide that is; `null` while the window is as always. */
  shown = $state.raw<{ kind: KindId; guide: string } | null>(null);
  /** The system keeps the strip in front of other windows. */
  inFront = $state(true);
  /** How often there was one. The end of an earlier one may be heard late. */
  #times = 0;

  /** Makes the window narrow, for a guide. */
  async enter(kind: KindId, guide: string) {
    if (this.shown) return;
    this.inFront = (await call("enter_strip")).in_front;
    this.shown = { kind, guide };
    void this.#follow();
  }

  /** Makes the window again what it was. */
  async leave() {
    // The page is as it was at once, and the window as soon as it can.
    this.shown = null;
    await call("leave_strip");
  }

  // The window can be closed, and the app lock: then it is no strip any more.
  async #follow() {
    const mine = ++this.#times;
    try {
      await call("strip_over");
      if (mine === this.#times) this.shown = null;
    } catch {
      await this.leave();
    }
  }
}

export const strip = new StripOfGuide();
