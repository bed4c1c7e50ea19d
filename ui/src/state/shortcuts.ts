import { hasCommand, isComposing } from "../parts/keyboard";
import { app } from "./app.svelte";
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

/** Keys that change the size of the text, as in a browser. */
const sizes: Readonly<Record<string, 1 | -1 | 0>> = { "+": 1, "=": 1, "-": -1, _: -1, "0": 0 };

/** Hears every key, in a dialog too: somebody is here, and may lock or want larger text. */
export function everywhere(event: KeyboardEvent) {
  lock.touch();
  if (isComposing(event) || !hasCommand(event) || event.altKey) return;
  const by = sizes[event.key];
  if (by !== undefined) {
    event.preventDefault();
    app.resizeText(by);
    return;
  }
  if (!lock.possible || event.key.toLowerCase() !== "l") return;
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
