import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export { expect, type Locator, type Page };

/** How the page is opened; what each means stands at the top of `ui/src/api/fake.ts`. */
export interface Scene {
  scenario?:
    | "empty"
    | "few"
    | "practice"
    | "naver"
    | "naver-closed"
    | "naver-outside"
    | "kakao"
    | "kakao-patched"
    | "kt"
    | "many"
    | "ten-thousand"
    | "trouble"
    | "drift"
    | "offline"
    | "unfinished";
  lang?: "ko" | "en";
  theme?: "light" | "dark" | "system";
  contrast?: "more";
  text?: string;
  fail?: string;
  slow?: string;
  limited?: string;
  clock?: string;
  log?: "offline" | "forbidden";
  history?: "altered" | "cut";
  token?: "ended";
  data?: "damaged" | "newer" | "full";
  copies?: "none";
  closing?: "create" | "token" | "delete";
  keychain?: string;
  lock?: "passphrase" | "account" | "both";
  locked?: "start" | "user" | "idle" | "screen" | "sleep" | "switch";
  account?: "refuses" | "system" | "no_service" | "not_installed" | "administrator";
  preset?: "convenient" | "balanced" | "strict";
  clipboard?: string;
  vault?: "none" | "closed" | "open" | "stopped";
  desktop?: "gnome-wayland" | "windows" | "bare";
  tray?: "on";
  asked?: string;
  reveal?: "recovery_code";
  bin?: "full";
  leak?: "fails" | "left";
  succession?: "making" | "used";
  lesson?: "issued" | "rotated" | "retired";
  keep?: "yes";
}

/** A call that the page made. */
export interface Call {
  command: string;
  args: Record<string, unknown> | null;
}

/** A page that fails its test on any error of its own, a breach of the content policy included. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.addInitScript(() => {
      const calls: Call[] = [];
      const answers: string[] = [];
      Object.assign(window, { calls, answers });
      window.addEventListener("keywright:call", (event) => calls.push((event as CustomEvent<Call>).detail));
      window.addEventListener("keywright:answer", (event) =>
        answers.push((event as CustomEvent<{ command: string }>).detail.command),
      );
    });
    await use(page);
    expect(faults).toEqual([]);
  },
});

/** Opens the window in a scene and waits until it can be used. */
export async function open(page: Page, scene: Scene = {}, file = "") {
  await page.goto(`/${file}?${new URLSearchParams({ lang: "ko", theme: "light", ...scene })}`);
  await page.evaluate(() => document.fonts.ready);
  // Not what stands there until the program has answered.
  if (!file) await page.locator("main:not(.alone)").waitFor();
}

/** The element with this handle. */
export const at = (page: Page | Locator, handle: string) => page.getByTestId(handle);

/** The arguments of every call of this command so far. */
export async function calls(page: Page, command: string) {
  const all = await page.evaluate(() => (window as unknown as { calls: Call[] }).calls);
  return all.filter((call) => call.command === command).map((call) => call.args);
}

/** How many calls of this command have come to their end, well or not. */
export async function answered(page: Page, command: string) {
  const all = await page.evaluate(() => (window as unknown as { answers: string[] }).answers);
  return all.filter((one) => one === command).length;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Asks axe for violations of WCAG 2.2 AA and its best practices, or of these rules. */
export async function expectAccessible(page: Page, rules?: string[]) {
  // Motion would make colours differ from moment to moment.
  await page.evaluate(() => Promise.all(document.getAnimations().map((motion) => motion.finished.catch(() => {}))));
  await page.evaluate(axe);
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResult> } };
    interface AxeResult {
      violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[];
    }
    const result = await axe.run({
      runOnly: rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.target} ${n.failureSummary}`).join("; ")}`,
    );
  }, rules);
  expect(violations).toEqual([]);
}

/** Asks axe in a scheme of colours; what is not a matter of colour was asked before. */
export async function expectColours(page: Page, colorScheme: "light" | "dark", contrast: "no-preference" | "more") {
  await page.emulateMedia({ colorScheme, contrast });
  await expect(page.locator("html[data-contrast=more]")).toHaveCount(contrast === "more" ? 1 : 0);
  await expectAccessible(page, ["color-contrast", "link-in-text-block"]);
}

/** Nothing is cut off or needs scrolling sideways. */
export async function expectFits(page: Page) {
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("main *, dialog *")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
      })
      .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 30)}`),
  );
  expect(wide).toEqual([]);
}

/** All that a screen must be in: both languages, both themes. */
export const looks = (["ko", "en"] as const).flatMap((lang) =>
  (["light", "dark"] as const).map((theme) => ({ lang, theme })),
);
