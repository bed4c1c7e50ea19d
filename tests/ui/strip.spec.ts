import { at, calls, expect, expectAccessible, expectFits, looks, open, test, type Page } from "./page";

const narrow = { width: 360, height: 700 };

/** Opens a guide in the list of guides. */
async function guide(page: Page, id = "first_key", kind = "clickhouse_key") {
  await at(page, "nav.guides").click();
  await page.locator(`[data-testid="guides.open"][data-kind="${kind}"][data-guide="${id}"]`).click();
}

/** Opens a guide and keeps it beside the browser, as narrow as the window is then. */
async function beside(page: Page, size = narrow) {
  await guide(page);
  await at(page, "guide.beside").click();
  await expect(at(page, "strip")).toBeVisible();
  await page.setViewportSize(size);
}

const tick = (page: Page, step: number) => page.locator(`[data-testid="guide.tick"][data-step="${step}"]`);

for (const look of looks) {
  test(`the strip is accessible and fits in ${look.lang}, ${look.theme}`, async ({ page }) => {
    await open(page, look);
    await beside(page);
    await at(page, "strip").getByTestId("guide.tick").click();
    for (let step = 1; step < 8; step++) {
      await expectFits(page);
      await at(page, "strip.next").click();
    }
    await expectAccessible(page);
    await expect(at(page, "strip.paste")).toBeVisible();
    // Text twice as large.
    await page.setViewportSize({ width: 180, height: 350 });
    await expectFits(page);
  });
}

test("a guide page becomes a strip and is there again afterwards", async ({ page }) => {
  await open(page, { lang: "en" });
  await beside(page);
  expect(await calls(page, "enter_strip")).toHaveLength(1);
  expect(await calls(page, "leave_strip")).toHaveLength(0);
  await expect(at(page, "strip.next")).toBeFocused();
  await at(page, "strip.close").click();
  await expect(at(page, "strip")).toHaveCount(0);
  expect(await calls(page, "leave_strip")).toHaveLength(1);
  await expect(at(page, "guide.beside")).toBeFocused();
  await expect(at(page, "guides.page")).toBeVisible();
});

test("the strip is used by keyboard alone", async ({ page }) => {
  await open(page, { lang: "en" });
  await beside(page);
  const strip = at(page, "strip");
  await page.keyboard.press("Enter");
  await expect(strip).toHaveAttribute("data-step", "2");
  await page.keyboard.press("ArrowRight");
  await expect(strip).toHaveAttribute("data-step", "3");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(strip).toHaveAttribute("data-step", "1");
  // Nothing of the window behind it hears.
  await page.keyboard.press("Control+k");
  await expect(at(page, "palette")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(strip).toHaveCount(0);
  await expect(at(page, "guides.page")).toBeVisible();
});

test("each step begins at its top", async ({ page }) => {
  await open(page, { lang: "en" });
  await beside(page, { width: 360, height: 300 });
  const strip = at(page, "strip");
  await strip.evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  expect(await strip.evaluate((box) => box.scrollTop)).toBeGreaterThan(0);
  await at(page, "strip.next").click();
  await expect(strip).toHaveAttribute("data-step", "2");
  expect(await strip.evaluate((box) => box.scrollTop)).toBe(0);
});

test("the strip ends when its window is closed, and when the app locks", async ({ page }) => {
  await open(page, { lang: "en", lock: "passphrase" });
  await beside(page);
  await page.evaluate(() => window.dispatchEvent(new Event("keywright:close")));
  await expect(at(page, "strip")).toHaveCount(0);
  await at(page, "guide.beside").click();
  await page.keyboard.press("Control+l");
  await expect(at(page, "lock")).toBeVisible();
  // A window manager may leave the window as narrow as it is.
  await expectFits(page);
  await expectAccessible(page);
  await at(page, "lock.passphrase").fill("old but good passphrase");
  await page.keyboard.press("Enter");
  await expect(at(page, "guides.page")).toBeVisible();
  await expect(at(page, "strip")).toHaveCount(0);
});

test("the page behind a step is opened, which ticks it off and says so", async ({ page }) => {
  await open(page, { lang: "en" });
  await beside(page);
  const strip = at(page, "strip");
  await at(strip, "guide.link").click();
  expect(await calls(page, "open_link")).toMatchObject([{ kind: "clickhouse_key", link: "console_home" }]);
  await expect(at(strip, "guide.tick")).toHaveAttribute("aria-pressed", "true");
  await expect(at(strip, "guide.heard")).toHaveText("Step 1 is seen to be done.");
  await page.keyboard.press("Escape");
  await expect(tick(page, 1)).toHaveAttribute("aria-pressed", "true");
  await tick(page, 2).click();
  await expect(at(page, "guides.done")).toHaveText("2 of 8 steps done");
  await at(page, "guides.restart").click();
  await expect(tick(page, 1)).toHaveAttribute("aria-pressed", "false");
});

test("a page that does not open leaves the step as it is", async ({ page }) => {
  await open(page, { lang: "en", fail: "open_link:link_failed" });
  await beside(page);
  await at(page, "strip").getByTestId("guide.link").click();
  await expect(at(page, "strip").getByTestId("error")).toBeVisible();
  await expect(at(page, "strip").getByTestId("guide.tick")).toHaveAttribute("aria-pressed", "false");
  await expectFits(page);
});

test("a window that does not become a strip says why, and stays as it is", async ({ page }) => {
  await open(page, { lang: "en", fail: "enter_strip:internal" });
  await guide(page);
  await at(page, "guide.beside").click();
  await expect(at(page, "error")).toBeVisible();
  await expect(at(page, "strip")).toHaveCount(0);
});

test("where no window may stay in front, the strip says so", async ({ page }) => {
  await open(page, { lang: "en", desktop: "gnome-wayland" });
  await beside(page);
  await expect(at(page, "strip.not_in_front")).toBeVisible();
});

test("what was typed is there when the strip is left, and pasting both values ticks the step off", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await at(page, "connect.provider.clickhouse").click();
  await at(page, "connect.field.key_id").fill("made-up-id");
  await at(page, "guide.beside").click();
  await page.setViewportSize(narrow);
  for (let step = 1; step < 8; step++) await at(page, "strip.next").click();
  await expect(at(page, "strip.next")).toBeFocused();
  await at(page, "strip.paste").click();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(at(page, "connect.field.key_id")).toHaveValue("made-up-id");
  await expect(tick(page, 8)).toHaveAttribute("aria-pressed", "false");
  await at(page, "connect.field.key_secret").fill("made-up-secret");
  await at(page, "connect.field.key_id").focus();
  await expect(tick(page, 8)).toHaveAttribute("aria-pressed", "true");
  await expect(at(page, "guide.heard")).toHaveText("Step 8 is seen to be done.");
});

test("a guide over another screen becomes a strip and comes back as that dialog", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kt" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await at(page, "connect.provider.kt").click();
  await at(page, "connect.kind.kt_g_key").click();
  await at(page, "key.care.questions").click();
  const dialog = page.locator("dialog[data-guide]");
  await at(dialog, "guide.beside").click();
  await at(page, "strip.next").click();
  await page.keyboard.press("Escape");
  await expect(at(dialog, "guide")).toHaveAttribute("data-step", "2");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a look at the cloud is offered where it may show that a step is done", async ({ page }) => {
  await open(page, { lang: "en" });
  await guide(page, "retire");
  await expect(at(page, "guide.look")).toHaveCount(2);
  await at(page, "guide.look").first().click();
  expect(await calls(page, "refresh_keys")).toEqual([{ account: null }]);
});
