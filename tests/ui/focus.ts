import { expect, type Page } from "./page";

// The keyboard's way through what the window shows.

interface Stop {
  /** Which of the controls in reading order; -1 for what is no control, such as an area that scrolls. */
  at: number;
  name: string;
  seen: boolean;
}

interface Walked {
  controls: string[];
  stops: Stop[];
}

/** Notes each control that the focus comes to, from the first in front on. Answers how many there are. */
function begin(): number {
  const front: Element = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()} (${element.closest("[data-testid]")?.getAttribute("data-testid") ?? ""}) "${(
      element.getAttribute("aria-label") ??
      element.textContent ??
      ""
    )
      .trim()
      .slice(0, 30)}"`;
  const all = [
    ...front.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]"),
  ].filter(
    (one) =>
      one.tabIndex >= 0 &&
      !one.matches(":disabled") &&
      !one.closest("[inert]") &&
      one.checkVisibility({ visibilityProperty: true }),
  );
  // One radio button stands for its group.
  const controls = all.filter((one) => {
    if (!(one instanceof HTMLInputElement) || one.type !== "radio") return true;
    const group = all.filter(
      (other) => other instanceof HTMLInputElement && other.name === one.name,
    ) as HTMLInputElement[];
    return one === (group.find(({ checked }) => checked) ?? group[0]);
  });
  const ring = (element: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return (
      outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && element.checkVisibility({ opacityProperty: true })
    );
  };
  // A control that is drawn by what stands beside it has its ring there.
  // In a field that is alone the caret shows where one is.
  const caret = (element: Element) => controls.length === 1 && element.matches("input[type=text], input:not([type])");
  const seen = (element: Element) =>
    caret(element) || [element, element.nextElementSibling, element.closest("label")].some((one) => one && ring(one));
  const walked: Walked = { controls: controls.map(name), stops: [] };
  const note = ({ target }: FocusEvent) => {
    const element = target as HTMLElement;
    const radio = element instanceof HTMLInputElement && element.type === "radio" ? element.name : null;
    const at = controls.findIndex(
      (one) => one === element || (radio !== null && (one as HTMLInputElement).name === radio),
    );
    walked.stops.push({ at, name: name(element), seen: seen(element) });
  };
  const before = document.activeElement;
  controls[0]?.focus();
  document.addEventListener("focusin", note);
  Object.assign(window, {
    walked: () => {
      document.removeEventListener("focusin", note);
      (before as HTMLElement | null)?.focus();
      return walked;
    },
  });
  return controls.length;
}

/** Every control is reached by Tab in reading order, and a ring shows where one is. */
export async function expectWalkable(page: Page, state: string) {
  // What closes as soon as the focus leaves it has specs of its own.
  if ((await page.locator(":popover-open:not([role=tooltip])").count()) > 0) return;
  const count = await page.evaluate(begin);
  if (count === 0) return;
  // There and back: the first is come to by keyboard, too.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  for (let step = 0; step < count + 6; step++) await page.keyboard.press("Tab");
  const { controls, stops } = await page.evaluate(() => (window as unknown as { walked(): Walked }).walked());
  const first = new Set(stops.map(({ at }) => at).filter((at) => at >= 0));
  const missed = controls.filter((_, at) => !first.has(at));
  // From the second step on, once around.
  const way = stops
    .slice(count > 1 ? 1 : 0)
    .map(({ at }) => at)
    .filter((at) => at >= 0);
  const turn = way.findIndex((at, index) => index > 0 && at < (way[index - 1] as number));
  const round = new Set(turn < 0 ? way : way.slice(0, turn));
  const jumped = controls.filter((_, at) => !round.has(at));
  const unseen = [...new Set(stops.filter(({ seen }) => !seen).map(({ name }) => name))];
  expect.soft({ missed, jumped, unseen }, state).toEqual({ missed: [], jumped: [], unseen: [] });
}

/** Enter that ends a Korean syllable does nothing in any field that is shown, neither as WebKit nor as others send it. */
export async function expectComposable(page: Page, state: string) {
  const acted = await page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLElement>("input:not([type=radio], [type=checkbox]), textarea")];
    return fields
      .filter((field) => !field.closest("[inert]"))
      .filter((field) =>
        [{ isComposing: true }, { keyCode: 229 }].some((how) => {
          const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...how });
          return !field.dispatchEvent(enter);
        }),
      )
      .map((field) => field.dataset.testid ?? field.id);
  });
  expect.soft(acted, state).toEqual([]);
}

/** Notes where the focus is when a dialog opens. Call it before the page is opened. */
export async function noteOpeners(page: Page) {
  await page.addInitScript(() => {
    const openers: (Element | null)[] = [];
    const show = HTMLDialogElement.prototype.showModal;
    HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
      openers.push(document.activeElement);
      show.call(this);
    };
    Object.assign(window, { openers });
  });
}

/** The dialog in front, if there is one, closes by Esc; the focus is where it was before, or in the screen if that is gone. */
export async function expectReturn(page: Page, state: string) {
  const dialogs = page.locator("dialog[open]");
  const open = await dialogs.count();
  if (open === 0) return;
  await page.keyboard.press("Escape");
  await expect(dialogs).toHaveCount(open - 1);
  const back = await page.evaluate(() => {
    const before = (window as unknown as { openers: (Element | null)[] }).openers.at(-1);
    const opener = before?.isConnected && before !== document.body ? before : document.querySelector("main");
    const name = (element: Element | null | undefined) =>
      element?.getAttribute("data-testid") ?? element?.tagName ?? "";
    return { to: name(document.activeElement), from: name(opener), same: document.activeElement === opener };
  });
  expect.soft(back, state).toEqual({ ...back, to: back.from, same: true });
}
