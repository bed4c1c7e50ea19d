let box: HTMLElement | undefined;
let shownFor: HTMLElement | undefined;

function show(target: HTMLElement, text: string) {
  if (!box) {
    box = document.createElement("div");
    box.className = "tooltip";
    box.popover = "manual";
    box.role = "tooltip";
    document.body.append(box);
  }
  shownFor = target;
  box.textContent = text;
  box.showPopover();
  const at = target.getBoundingClientRect();
  const own = box.getBoundingClientRect();
  const below = at.bottom + 6 + own.height <= innerHeight;
  const left = Math.min(Math.max(8, at.left + (at.width - own.width) / 2), innerWidth - own.width - 8);
  box.style.left = `${left}px`;
  box.style.top = `${below ? at.bottom + 6 : at.top - 6 - own.height}px`;
}

function hide(target?: HTMLElement) {
  if (!box || (target && shownFor !== target)) return;
  box.hidePopover();
  shownFor = undefined;
}

/** Attachment: shows `text` while the pointer or the keyboard is on the element. It adds no name: give one yourself. */
export function tooltip(text: string | undefined | null) {
  return (target: HTMLElement) => {
    if (!text) return;
    const enter = () => show(target, text);
    const focus = () => target.matches(":focus-visible") && show(target, text);
    const leave = () => hide(target);
    const key = (event: KeyboardEvent) => event.key === "Escape" && hide(target);
    target.addEventListener("pointerenter", enter);
    target.addEventListener("pointerleave", leave);
    target.addEventListener("pointerdown", leave);
    target.addEventListener("focus", focus);
    target.addEventListener("blur", leave);
    target.addEventListener("keydown", key);
    return () => {
      hide(target);
      target.removeEventListener("pointerenter", enter);
      target.removeEventListener("pointerleave", leave);
      target.removeEventListener("pointerdown", leave);
      target.removeEventListener("focus", focus);
      target.removeEventListener("blur", leave);
      target.removeEventListener("keydown", key);
    };
  };
}
