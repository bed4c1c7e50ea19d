import { call } from "../api/backend";
import { toProblem } from "../api/errors";
import type { SealedReveal } from "../api/generated/model";
import en from "../i18n/en/reveal";
import ko from "../i18n/ko/reveal";
import { tongueFor } from "../i18n/tongue";
import { appear } from "../state/appearance";
import "../styles/tokens.css";
import "../styles/base.css";
import "./reveal.css";
import { grouped } from "./group";
import { makeOneTimeKey, unseal } from "./unseal";

// The small window that shows one secret. No framework: what handles a secret should be read in one sitting.

const root = document.getElementById("reveal") as HTMLElement;
let secret: Uint8Array = new Uint8Array();
let clock: ReturnType<typeof setInterval> | undefined;
let t = tongueFor("system", navigator.language) === "ko" ? ko : en;

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

function close() {
  clearInterval(clock);
  secret.fill(0);
  root.replaceChildren();
  void call("close_reveal").catch(() => window.close());
}

function closeButton(): HTMLButtonElement {
  const button = element("button", "close", t.close);
  button.type = "button";
  button.dataset.testid = "reveal.close";
  button.addEventListener("click", close);
  return button;
}

/** The block that shows the secret while it is held, or after a short press until the next one. */
function block(): HTMLButtonElement {
  const box = element("button", "block");
  box.type = "button";
  box.dataset.testid = "reveal.secret";
  let shown = false;
  let pinned = false;
  let pressedAt = 0;

  const draw = (show: boolean) => {
    shown = show;
    box.setAttribute("aria-pressed", String(show));
    box.dataset.shown = String(show);
    if (!show) {
      const dots = element("span", "dots", "•".repeat(20));
      dots.ariaHidden = "true";
      box.replaceChildren(element("span", "sr-only", t.show), dots, element("span", "hint", t.hold));
      return;
    }
    const groups = grouped(new TextDecoder().decode(secret)).map((chars) =>
      element(
        "span",
        "group",
        ...chars.map(({ char, digit }) => (digit ? element("span", "digit", char) : char)),
      ),
    );
    box.replaceChildren(...groups, ...(pinned ? [element("span", "hint", t.pinned)] : []));
  };

  const press = ({ timeStamp }: Event) => {
    pressedAt = timeStamp;
    if (!shown) draw(true);
    else if (pinned) {
      pinned = false;
      pressedAt = 0;
      draw(false);
    }
  };
  const release = ({ timeStamp }: Event) => {
    if (!shown) return;
    // When it was pressed and let go, not when a busy page came to hear of it.
    pinned = timeStamp - pressedAt < 400;
    draw(pinned);
  };

  box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    box.setPointerCapture(event.pointerId);
    press(event);
  });
  box.addEventListener("pointerup", release);
  box.addEventListener("pointercancel", release);
  box.addEventListener("keydown", (event) => {
    if ((event.key === " " || event.key === "Enter") && !event.repeat) press(event);
  });
  box.addEventListener("keyup", (event) => {
    if (event.key === " " || event.key === "Enter") release(event);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    pinned = false;
    draw(false);
  });
  draw(false);
  return box;
}

/** Said where the system does not keep the window out of pictures of the screen. */
function capture(): HTMLElement {
  const line = element("p", "", t.capture);
  line.dataset.testid = "reveal.capture";
  return line;
}

function show(reveal: SealedReveal) {
  // A recovery code belongs to no key.
  const recovery = reveal.field === "recovery_code";
  const title = recovery ? t.recovery : t.title(reveal.name);
  document.title = title;
  const left = element("span", "left");
  left.dataset.testid = "reveal.left";
  const box = block();
  box.classList.toggle("code", recovery);
  root.replaceChildren(
    element(
      "div",
      "head",
      element("h1", "", title),
      ...(recovery ? [] : [element("p", "label", t.fields[reveal.field] ?? t.secret)]),
    ),
    box,
    element(
      "div",
      "legend",
      element("p", "", recovery ? t.recoveryLegend : t.legend),
      ...(reveal.hidden_from_capture ? [] : [capture()]),
    ),
    element("div", "foot", left, closeButton()),
  );
  box.focus();

  const ends = performance.now() + reveal.closes_in_s * 1000;
  const tick = () => {
    const seconds = Math.ceil((ends - performance.now()) / 1000);
    if (seconds <= 0) close();
    else left.textContent = seconds > 90 ? t.closesMinutes(Math.ceil(seconds / 60)) : t.closes(seconds);
  };
  clock = setInterval(tick, 500);
  tick();
}

function fail(error: unknown) {
  const { code } = toProblem(error);
  const text = element("div", "", element("h1", "", t.failed), element("p", "label", t.failedText));
  text.role = "alert";
  text.dataset.testid = "error";
  text.dataset.code = code;
  root.replaceChildren(text, element("div", "foot", element("span", "mono", code), closeButton()));
}

function dress({ settings, system_language }: SealedReveal) {
  const tongue = tongueFor(settings.language, system_language);
  t = tongue === "ko" ? ko : en;
  document.documentElement.lang = tongue;
  appear(settings);
}

async function start() {
  appear();
  const own = await makeOneTimeKey();
  const reveal = await call("take_reveal", { public_key: own.public });
  dress(reveal);
  secret = await unseal(own, reveal);
  show(reveal);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
for (const name of ["copy", "cut", "dragstart", "contextmenu"]) {
  document.addEventListener(name, (event) => event.preventDefault());
}

start().catch(fail);
