import { toProblem } from "../api/errors";

/** Asks who is in front where the core wants to know it before it goes on. */
class Proof {
  /** Ends the question: it was proven, or not. `null` when nothing is asked. */
  asking = $state.raw<((proven: boolean) => void) | null>(null);

  /** Does something; where that needs a proof, asks for one and does it again. Does nothing if none is given. */
  async around(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (toProblem(error).code !== "proof_needed") throw error;
      // One question at a time: the one before is over.
      this.asking?.(false);
      const proven = await new Promise<boolean>((done) => {
        this.asking = (proven) => {
          this.asking = null;
          done(proven);
        };
      });
      if (proven) await act();
    }
  }
}

export const proof = new Proof();
