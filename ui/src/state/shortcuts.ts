import { hasCommand, isComposing } from "../parts/keyboard";
import { keys } from "./keys.svelte";
import { lock } from "./lock.svelte";
import { navigation } from "./navigation.svelte";
import { palette } from "./palette.svelte";

/** Puts the focus into the search field of the screen, where there is one. */
function search() {
  requestAnimationFrame(() =>
    document.querySelector<HTMLInputElement>("[data-testid='keys.search']")?.focus(),
  );
}

/** Hears every key, in a dialog too: somebody is here, and may lock. */
export function everywhere(event: KeyboardEvent) {
  lock.touch();
  if (!lock.possible || isComposing(event) || !hasCommand(event) || event.altKey) return;
  if (event.key.toLowerCase() !== "l") return;
  event.preventDefault();
  lock.now();
}

/** Keys that work where no dialog is open. */
export function shortcuts(event: KeyboardEvent) {
  if (event.defaultPrevented || isComposing(event)) return;
  const act = hasCommand(event) && !event.altKey ? withCommand(event) : alone(event);
  if (!act) return;
  event.preventDefault();
  act();
}

function withCommand(event: KeyboardEvent): (() => void) | undefined {
  switch (event.key.toLowerCase()) {
    case "f":
      return () => {
        if (navigation.place.screen !== "keys") navigation.go({ screen: "keys" });
        search();
      };
    case "k":
      return () => palette.show();
    case "n":
      return () => navigation.go({ screen: "new" });
    case ",":
      return () => navigation.go({ screen: "settings" });
    case "l":
      // Where it can lock it did.
      return () => lock.now();
    case "r":
      return refresh;
  }
  return undefined;
}

function alone(event: KeyboardEvent): (() => void) | undefined {
  switch (event.key) {
    case "F5":
      return refresh;
    case "Escape":
      // The keys are home, and the welcome leads nowhere back.
      if (navigation.place.screen === "keys" || navigation.place.screen === "welcome") return undefined;
      return () => navigation.back();
  }
  return undefined;
}

function refresh() {
  // What went wrong stands in the list, account by account.
  keys.refresh().catch(() => {});
}
