/** Puts something that is shown above the page below `by`, or above it where that has more room, inside the window. */
export function placeBy(popover: HTMLElement, by: HTMLElement) {
  const at = by.getBoundingClientRect();
  const own = popover.getBoundingClientRect();
  const below = at.bottom + 4 + own.height <= innerHeight - 8 || at.top < own.height + 12;
  const top = below ? Math.min(at.bottom + 4, innerHeight - own.height - 8) : at.top - 4 - own.height;
  popover.style.left = `${Math.max(8, Math.min(at.left, innerWidth - own.width - 8))}px`;
  popover.style.top = `${Math.max(8, top)}px`;
}
