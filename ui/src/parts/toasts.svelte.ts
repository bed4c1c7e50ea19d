/** Short messages about what was done. They go by themselves and hold nothing that is needed later. */
class Toasts {
  current = $state.raw<{ id: number; text: string } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;

  say(text: string) {
    clearTimeout(this.#timer);
    this.current = { id: ++this.#count, text };
    this.#timer = setTimeout(() => (this.current = null), 4000);
  }
}

export const toasts = new Toasts();
