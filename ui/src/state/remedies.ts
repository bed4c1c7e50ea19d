import type { Again, ErrorAction } from "../i18n/error-text";
import { keys } from "./keys.svelte";
import { navigation } from "./navigation.svelte";

/** What the buttons of error messages do where no screen knows better. */
export const remedies: Partial<Record<Exclude<ErrorAction, Again>, () => void>> = {
  // What goes wrong there is told in the list.
  refresh: () => void keys.refresh().catch(() => {}),
  connect: () => navigation.go({ screen: "connect" }),
  settings: () => navigation.go({ screen: "settings" }),
  guide: () => navigation.go({ screen: "guides" }),
  keys: () => navigation.go({ screen: "keys" }),
  // The doctor there says how it went.
  set_up: () => navigation.go({ screen: "settings" }),
  unfinished: () => navigation.go({ screen: "keys", show: "unfinished" }),
};
