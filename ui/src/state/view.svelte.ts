import { chosen, toggled, type Choice, type Filter } from "./filter";
import type { Sort } from "./sort";

/** How the list of keys is looked at. It stays while the app runs, whatever screen is in front. */
class View {
  query = $state("");
  filter = $state.raw<Filter>({});
  sort = $state<Sort>("newest");

  /** All that is filtered for. */
  get chosen(): Choice[] {
    return chosen(this.filter);
  }

  toggle(choice: Choice) {
    this.filter = toggled(this.filter, choice);
  }

  /** Filters for nothing. What is searched for stays. */
  clear() {
    this.filter = {};
  }
}

export const view = new View();
