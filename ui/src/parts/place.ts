/** Puts something that is shown above the page below `by`, or above it where that has more room, inside the window. */
export function placeBy(popover: HTMLElement, by: HTMLElement) {
  const at = by.getBoundingClientRect();
  const own = popover.getBoundingClientRect();
  const below = at.bottom + 4 + own.height <= innerHeight - 8 || at.top < own.height + 12;
  // What it belongs to may be out of sight.
  const top = Math.min(below ? at.bottom + 4 : at.top - 4 - own.height, innerHeight - own.height - 8);
  popover.style.left = `${Math.max(8, Math.min(at.left, innerWidth - own.width - 8))}px`;
  popover.style.top = `${Math.max(8, top)}px`;
}

/** Keeps it there while it grows or the window changes. Returns what ends that. */
export function keepBy(popover: HTMLElement, by: HTMLElement): () => void {
  const place = () => placeBy(popover, by);
  const watch = new ResizeObserver(place);
  watch.observe(popover);
  window.addEventListener("resize", place);
  return () => {
    watch.disconnect();
    window.removeEventListener("resize", place);
  };
}
