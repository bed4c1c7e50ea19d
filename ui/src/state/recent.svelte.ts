/** Entries that are remembered; some of them do not apply where one is now. */
const REMEMBERED = 20;

/** What was picked in the palette while the app runs, nowhere but in its memory. */
class Recent {
  /** Ids of entries, the latest first. */
  ids = $state.raw<readonly string[]>([]);

  remember(id: string) {
    this.ids = [id, ...this.ids.filter((other) => other !== id)].slice(0, REMEMBERED);
  }

  /** The app is locked: nothing of what was done stays here. */
  forget() {
    this.ids = [];
  }
}

export const recent = new Recent();
