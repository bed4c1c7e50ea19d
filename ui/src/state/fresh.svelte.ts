import { SvelteSet } from "svelte/reactivity";

/** What was made since the app began and still lacks something at its cloud. Holds no secret. */
export const fresh = {
  /** The cloud's ids of groups that have no rights yet. */
  groups: new SvelteSet<string>(),
};
