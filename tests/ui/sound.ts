import { expect, type Page } from "./page";

// How a window is laid out, whatever its size and that of its text.

/** What is wrong with the layout of the page now, in words that lead to the place. */
function faults(): string[] {
  const found: string[] = [];
  const name = (element: Element) => {
    const handle = element.closest("[data-testid]")?.getAttribute("data-testid") ?? "";
    const text = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.className} (${handle}) "${text}"`;
  };
  const drawn = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !element.closest(".sr-only, [aria-hidden=true]");

  // What a modal dialog or a popover covers is out of reach, and meant to be.
  const front =
    [...document.querySelectorAll(":popover-open")]
      .filter((box) => box.getAttribute("role") !== "tooltip" && box.querySelector("button, input"))
      .at(-1) ??
    [...document.querySelectorAll("dialog[open]")].at(-1) ??
    document.body;

  /** The box to which what overflows it is cut. */
  const cutters = new Map<Element, Element | null>();
  const cutter = (element: Element): Element | null => {
    if (!cutters.has(element)) {
      const { overflowX } = getComputedStyle(element);
      const above = element.parentElement;
      cutters.set(element, overflowX !== "visible" ? element : above ? cutter(above) : null);
    }
    return cutters.get(element) ?? null;
  };

  const checkText = (text: Text, element: Element) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    if (boxes.length === 0) return;
    const style = getComputedStyle(element);
    const length = [...text.data.trim()].length;
    const lines = new Set(boxes.map((box) => Math.round(box.top))).size;
    const only = cutter(element)?.getBoundingClientRect().width ?? 2;
    if (only > 1 && lines >= 3 && length / lines < 2.5) found.push(`a letter a line: ${name(element)}`);
    if (style.textOverflow === "ellipsis") return;
    const right = Math.max(...boxes.map((box) => box.right));
    const left = Math.min(...boxes.map((box) => box.left));
    const box = cutter(element);
    if (!box) return;
    const edge = box.getBoundingClientRect();
    // Said to screen readers only.
    if (edge.width <= 1) return;
    const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth;
    const ends = getComputedStyle(box).textOverflow === "ellipsis";
    if (!scrolls && !ends && (right > edge.right + 1 || left < edge.left - 1))
      found.push(`cut off sideways: ${name(element)} in ${name(box)}`);
    if (scrolls && !box.matches("pre")) found.push(`has to be scrolled sideways: ${name(box)}`);
  };

  const checkHeight = (element: Element) => {
    const { overflowY } = getComputedStyle(element);
    if (!/hidden|clip/.test(overflowY) || element === document.body || element.id === "app") return;
    if (element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 0) {
      const bottom = element.getBoundingClientRect().bottom;
      const cut = [...element.querySelectorAll("*")].find(
        (inner) =>
          drawn(inner) &&
          [...inner.childNodes].some((node) => node instanceof Text && node.data.trim()) &&
          inner.getBoundingClientRect().bottom > bottom + 2 &&
          cutter(inner) === element,
      );
      if (cut) found.push(`cut off below: ${name(cut)} in ${name(element)}`);
    }
  };

  for (const element of front.querySelectorAll("*")) {
    if (!drawn(element) || element.closest("svg")) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
      found.push(`out of the window: ${name(element)}`);
    checkHeight(element);
    for (const node of element.childNodes) if (node instanceof Text && node.data.trim()) checkText(node, element);
  }

  /** Where a click does what the control does: its label counts. */
  const target = (control: Element) => {
    const boxes = [control, ...((control as HTMLInputElement).labels ?? [])].map((part) =>
      part.getBoundingClientRect(),
    );
    return {
      width: Math.max(...boxes.map((box) => box.width)),
      height: Math.max(...boxes.map((box) => box.height)),
    };
  };
  const controls = [
    ...front.querySelectorAll<HTMLElement>(
      "button, a[href], input, select, textarea, summary, [role=option], [role=menuitem]",
    ),
  ].filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.closest("[inert], .sr-only"));
  for (const control of controls) {
    const { width, height } = target(control);
    const inline = getComputedStyle(control).display === "inline";
    if ((width < 24 || height < 24) && !inline)
      found.push(`smaller than 24 × 24 (${Math.round(width)} × ${Math.round(height)}): ${name(control)}`);
    control.scrollIntoView({ block: "nearest" });
    const box = control.getBoundingClientRect();
    const labels = [...((control as HTMLInputElement).labels ?? [])];
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight));
    const own =
      hit &&
      (control.contains(hit) ||
        (hit.contains(control) && labels.some((label) => label.contains(hit))) ||
        labels.some((label) => label.contains(hit)));
    if (!own) found.push(`covered: ${name(control)} by ${hit ? name(hit) : "the edge of the window"}`);
  }
  return [...new Set(found)];
}

/** Sizes of a window: the smallest, a usual one, Full HD and 4K; and the first two with text twice as large. */
const sizes = [
  { width: 900, height: 600, text: 100 },
  { width: 1280, height: 800, text: 100 },
  { width: 1920, height: 1080, text: 100 },
  { width: 3840, height: 2160, text: 100 },
  { width: 1280, height: 800, text: 200 },
  { width: 900, height: 600, text: 200 },
] as const;

/**
 * Nothing is out of the window, cut off, covered, too small to hit or broken into single letters, at any size.
 *
 * `KEYWRIGHT_PICTURES` names a folder for a picture of each state at each size, to look at.
 */
export async function expectSound(page: Page, state: string) {
  const found: string[] = [];
  for (const { text, ...size } of sizes) {
    await page.setViewportSize(size);
    await page.evaluate((text) => (document.documentElement.dataset.text = String(text)), text);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const here = await page.evaluate(faults);
    found.push(...here.map((fault) => `${size.width} × ${size.height}, ${text} %: ${fault}`));
    if (process.env.KEYWRIGHT_PICTURES) {
      const file = `${state} ${size.width} ${text}`.replaceAll(/[^\p{L}\p{N}]+/gu, "-");
      await page.screenshot({ path: `${process.env.KEYWRIGHT_PICTURES}/${file}.png` });
    }
  }
  await page.evaluate(() => delete document.documentElement.dataset.text);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect.soft(found, state).toEqual([]);
}
