import { at, calls, expect, expectAccessible, open, test, type Page } from "./page";

test("the clipboard's countdown leaves the buttons of the new-key form free", async ({ page }) => {
  await open(page, { scenario: "few" });
  await page.getByTestId("keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await at(page, "clipboard").waitFor();
  await at(page, "nav.new").click();
  const bar = (await at(page, "clipboard").boundingBox())!;
  const submit = (await at(page, "new.submit").boundingBox())!;
  expect(bar.y + bar.height).toBeLessThanOrEqual(submit.y);
});

test("beside the countdown stands what the system may do to it", async ({ page }) => {
  await open(page, { scenario: "few", lang: "en", desktop: "gnome-wayland" });
  await page.getByTestId("keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await expect(at(page, "clipboard")).toContainText("when you come back");
  await open(page, { scenario: "few", lang: "en" });
  await page.getByTestId("keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await expect(at(page, "clipboard")).not.toContainText("when you come back");
});

const boxes = (page: Page) =>
  Promise.all(["keychain.waits", "clipboard", "toast"].map(async (bar) => (await at(page, bar).boundingBox())!));

test("no bar covers another in a narrow window", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await open(page, { lang: "en", desktop: "gnome-wayland", keychain: "hung-check" });
  // What waits for the keychain is told of after a while.
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await expect(at(page, "keychain.waits")).toBeVisible();
  await at(page, "nav.keys").click();
  await at(page, "keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("made-up refusal"))));
  await at(page, "fact.copy").first().click();
  await expect(at(page, "toast")).toBeVisible();
  const all = await boxes(page);
  for (const [index, one] of all.entries())
    for (const other of all.slice(index + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      expect(apart, JSON.stringify([one, other])).toBe(true);
    }
  for (const { x, width } of all) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(900);
  }
});

test("the end of a long form can be scrolled out from under the bars", async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 760 });
  await open(page, { desktop: "gnome-wayland" });
  await at(page, "keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await expect(at(page, "connect.submit")).toBeVisible();
  const last = await page.evaluate(() => {
    const scroller = document.querySelector("main .page")!;
    scroller.scrollTop = scroller.scrollHeight;
    const ends = [...scroller.querySelectorAll("button, input, p")].map((one) => one.getBoundingClientRect().bottom);
    return Math.max(...ends);
  });
  expect(last).toBeLessThanOrEqual((await at(page, "clipboard").boundingBox())!.y);
});

async function deleting(page: Page) {
  await page.locator('[data-testid="keys.row"]', { hasText: "grafana-dashboard" }).click();
  await at(page, "key.delete").click();
  await at(page, "delete.name").fill("grafana-dashboard");
  await page.keyboard.press("Enter");
}

test("a keychain that waits during a dialog can be left from there", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, { lang: "en", keychain: "hung" });
  await deleting(page);
  const dialog = page.getByRole("dialog");
  await expect(at(dialog, "keychain.waits")).toBeVisible();
  await expect(at(page, "keychain.waits")).toHaveCount(1);
  await expectAccessible(page);
  await at(dialog, "keychain.stop").click();
  await expect(at(page, "keychain.waits")).toHaveCount(0);
  await expect(at(dialog, "error")).toHaveAttribute("data-code", "vault_waiting");
});

test("a window that is to close during a dialog can be kept open from there", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, { lang: "en", slow: "4000", closing: "delete" });
  await deleting(page);
  const dialog = page.getByRole("dialog");
  await expect(at(dialog, "closing")).toContainText("grafana-dashboard");
  await expect(at(page, "closing")).toHaveCount(1);
  await expectAccessible(page);
  await at(dialog, "closing.stay").click();
  await expect(at(page, "closing")).toHaveCount(0);
  expect(await calls(page, "keep_open")).toHaveLength(1);
});

test("a countdown is not read aloud second by second", async ({ page }) => {
  await page.clock.install();
  await open(page, { scenario: "kakao" });
  await at(page, "keys.row").filter({ hasText: "sales-report" }).first().click();
  await at(page, "key.token").click();
  await expect(at(page, "token.left")).toBeVisible();
  await at(page, "token.copy").click();
  await expect(at(page, "clipboard")).toContainText(/(30|29|28)초/);
  await page.evaluate(() => {
    const spoken: string[] = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest("[aria-live], [role=status], [role=alert], [role=timer]");
        if (region && region.getAttribute("aria-live") !== "off") spoken.push(region.textContent ?? "");
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { spoken });
  });
  await page.clock.runFor(12_000);
  await expect(at(page, "clipboard")).toContainText(/1\d초/);
  const spoken = await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
  // A message that goes is no news.
  expect(spoken.filter((text) => text.trim() !== "")).toEqual([]);
});
