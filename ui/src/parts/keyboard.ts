/**
 * Whether this key press belongs to an input method, as when Enter ends a Korean syllable. WebKit sends that Enter
 * after the composition has ended, marked only by the old key code 229.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** A keydown handler that does `act` on a plain Enter, and never on one that ends a composition. */
export function onEnter(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isComposing(event)) return;
    event.preventDefault();
    act();
  };
}

/** Ctrl, or ⌘ where that is the key for shortcuts. */
export function hasCommand(event: KeyboardEvent): boolean {
  return isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
}

export function isMac(): boolean {
  return navigator.userAgent.includes("Macintosh");
}

/**
 * That a button opens something, for screen readers. WebKitGTK makes a combo box of such a button; Orca asks for the
 * text around that, and the answer can end the page's process. There it stays a plain button, which is opened or not.
 */
export function opens<What extends "dialog" | "menu">(what: What): What | undefined {
  return navigator.userAgent.includes("Linux") ? undefined : what;
}
