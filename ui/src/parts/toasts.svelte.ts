/** Something that can be done about what a message says. */
export interface ToastAction {
  label: string;
  act: () => void;
}

/** Short messages about what was done. They go by themselves and hold nothing that is needed later. */
class Toasts {
  current = $state.raw<{ id: number; text: string; shown: boolean; action?: ToastAction | undefined } | null>(
    null,
  );
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;

  /** Says it for a moment; with something to do about it, for longer. What can be done must be possible elsewhere too. */
  say(text: string, action?: ToastAction) {
    this.current = { id: ++this.#count, text, shown: true, action };
    this.go(action ? 10_000 : 4000);
  }

  /** Says it to who does not see the window. Others read it elsewhere. */
  tell(text: string) {
    this.current = { id: ++this.#count, text, shown: false };
    this.go(4000);
  }

  /** Somebody is at it: it stays. */
  stay() {
    clearTimeout(this.#timer);
  }

  /** It goes after this many milliseconds. */
  go(after: number) {
    this.stay();
    this.#timer = setTimeout(() => (this.current = null), after);
  }

  /** Does what can be done about the message, which is over with that. */
  take() {
    const action = this.current?.action;
    this.stay();
    this.current = null;
    action?.act();
  }
}

export const toasts = new Toasts();
