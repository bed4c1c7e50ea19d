/** The time as the page sees it, in steps of a minute or less; it stands still while nobody looks at it. */
class Clock {
  #now = $state(Date.now());
  #users = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Milliseconds since 1970. Read it where {@link watch} runs. */
  get now() {
    return this.#now;
  }

  /** Keeps the clock going until the answer is called. */
  watch(): () => void {
    this.#users++;
    this.#now = Date.now();
    if (this.#users === 1) this.#plan();
    return () => {
      this.#users--;
      if (this.#users === 0) clearTimeout(this.#timer);
    };
  }

  #plan() {
    // Not each second: what is shown counts minutes, and a window that sleeps saves power.
    this.#timer = setTimeout(() => {
      this.#now = Date.now();
      this.#plan();
    }, 15_000);
  }
}

export const clock = new Clock();
