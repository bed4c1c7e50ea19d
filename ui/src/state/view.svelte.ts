import type { SavedView } from "../api/generated/model";
import { chosen, readFilter, toggled, type Choice, type Filter } from "./filter";
import { sorts, type Sort } from "./sort";

/** Lists that can be saved, and characters of a name, as the core says. */
export const mostViews = 20;
export const longestName = 40;

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

  /** It is looked at in another way than at first. */
  get special(): boolean {
    return this.chosen.length > 0 || this.query.trim() !== "" || this.sort !== "newest";
  }

  /** How it is looked at now, to be saved. */
  named(name: string): SavedView {
    const filters: Record<string, string[]> = {};
    for (const { facet, value } of this.chosen) (filters[facet] ??= []).push(value);
    return { name, query: this.query.trim(), sort: this.sort, filters };
  }

  /** Looks at the list as it was saved. What this version does not know is left out. */
  show(saved: SavedView) {
    this.query = saved.query;
    this.sort = sorts.find((sort) => sort === saved.sort) ?? "newest";
    this.filter = readFilter(saved.filters);
  }

  /** Whether the list is looked at as it was saved. */
  shows(saved: SavedView): boolean {
    const same = (filter: Filter) =>
      chosen(filter)
        .map(({ facet, value }) => `${facet} ${value}`)
        .sort()
        .join("\n");
    return (
      this.query.trim() === saved.query &&
      this.sort === saved.sort &&
      same(this.filter) === same(readFilter(saved.filters))
    );
  }

  /** Filters for nothing. What is searched for stays. */
  clear() {
    this.filter = {};
  }
}

export const view = new View();
