import { at, calls, expect, expectAccessible, looks, open, test, type Page } from "./page";

const secret = "4b1dExampleSecretDoNotUse0O1lI5S8B2Z";

/** A short press. A busy page does not make it a long one, as it would if letting go waited for the page's answer. */
const tap = (page: Page, key: "Enter" | "Space") => Promise.all([page.keyboard.down(key), page.keyboard.up(key)]);

test.use({ viewport: { width: 460, height: 260 } });

for (const look of looks) {
  test(`the reveal window is accessible in ${look.lang}, ${look.theme}`, async ({ page }) => {
    await open(page, look, "reveal.html");
    await expect(at(page, "reveal.secret")).toBeFocused();
    await expectAccessible(page);
    await tap(page, "Enter");
    await expect(at(page, "reveal.secret")).toHaveAttribute("data-shown", "true");
    await expectAccessible(page);
  });
}

test("the secret is hidden until pressed, and shown while held", async ({ page }) => {
  await open(page, {}, "reveal.html");
  const block = at(page, "reveal.secret");
  await expect(block).not.toContainText("4b1d");
  expect(await page.content()).not.toContain("4b1d");
  await block.hover();
  await page.mouse.down();
  await expect(block).toHaveText(secret);
  await page.waitForTimeout(500);
  await page.mouse.up();
  await expect(block).not.toContainText("4b1d");
});

test("a short press keeps it shown until the next", async ({ page }) => {
  await open(page, {}, "reveal.html");
  const block = at(page, "reveal.secret");
  await expect(block).toBeFocused();
  await tap(page, "Space");
  await expect(block).toContainText("4b1d");
  await tap(page, "Space");
  await expect(block).not.toContainText("4b1d");
});

test("it cannot be selected or copied from the window", async ({ page }) => {
  await open(page, {}, "reveal.html");
  await expect(at(page, "reveal.secret")).toBeFocused();
  await tap(page, "Enter");
  await expect(at(page, "reveal.secret")).toContainText("4b1d");
  await page.keyboard.press("Control+a");
  expect(await page.evaluate(() => getSelection()?.toString() ?? "")).not.toContain("4b1d");
});

test("it asks with a one-time key of its own", async ({ page }) => {
  await open(page, {}, "reveal.html");
  await expect(at(page, "reveal.secret")).toBeVisible();
  const [args] = await calls(page, "take_reveal");
  expect(Buffer.from(args?.public_key as string, "base64")).toHaveLength(65);
});

test("Esc closes it and leaves nothing in the page", async ({ page }) => {
  await open(page, {}, "reveal.html");
  await expect(at(page, "reveal.secret")).toBeFocused();
  await tap(page, "Enter");
  await expect(at(page, "reveal.secret")).toContainText("4b1d");
  await page.keyboard.press("Escape");
  expect(await calls(page, "close_reveal")).toHaveLength(1);
  expect(await page.content()).not.toContain("4b1d");
});

test("it closes by itself after 30 seconds", async ({ page }) => {
  await page.clock.install();
  await open(page, { lang: "en" }, "reveal.html");
  const left = async () => Number(/\d+/.exec((await at(page, "reveal.left").textContent()) ?? "")?.[0]);
  expect(await left()).toBeGreaterThan(10);
  await page.clock.runFor(20_000);
  expect(await left()).toBeLessThanOrEqual(10);
  await page.clock.runFor(11_000);
  expect(await calls(page, "close_reveal")).toHaveLength(1);
  await expect(at(page, "reveal.secret")).toHaveCount(0);
});

test("has neither a form nor a password field", async ({ page }) => {
  await open(page, {}, "reveal.html");
  await expect(at(page, "reveal.secret")).toBeVisible();
  await expect(page.locator("form, input")).toHaveCount(0);
});

test("a secret that cannot be had is told", async ({ page }) => {
  await open(page, { fail: "take_reveal:gone:unsent", lang: "en" }, "reveal.html");
  await expect(at(page, "error")).toHaveAttribute("data-code", "gone");
  await at(page, "reveal.close").click();
  expect(await calls(page, "close_reveal")).toHaveLength(1);
});

test("a held key shows it as long as it is held", async ({ page }) => {
  await open(page, {}, "reveal.html");
  const block = at(page, "reveal.secret");
  await expect(block).toBeFocused();
  await page.keyboard.down("Space");
  await expect(block).toHaveText(secret);
  await page.waitForTimeout(500);
  await page.keyboard.up("Space");
  await expect(block).not.toContainText("4b1d");
});

for (const lang of ["ko", "en"] as const) {
  test(`what the system does not hide from screenshots is told in ${lang}, and all fits`, async ({ page }) => {
    await open(page, { lang }, "reveal.html");
    await expect(at(page, "reveal.capture")).toBeVisible();
    await tap(page, "Enter");
    await expect(at(page, "reveal.secret")).toContainText("4b1d");
    const scrolls = await page.locator("#reveal").evaluate((root) => root.scrollHeight > root.clientHeight);
    expect(scrolls).toBe(false);
  });
}

test("nothing is told where the system hides it", async ({ page }) => {
  await open(page, { desktop: "windows" }, "reveal.html");
  await expect(at(page, "reveal.secret")).toBeVisible();
  await expect(at(page, "reveal.capture")).toHaveCount(0);
});
