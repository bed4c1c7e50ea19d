import { at, calls, expect, expectAccessible, expectFits, open, test, type Page } from "./page";

test("the language changes at once, everywhere", async ({ page }) => {
  await open(page);
  await at(page, "nav.settings").click();
  await at(page, "settings.language").selectOption("en");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expect(at(page, "nav.keys")).toContainText("Keys");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await at(page, "settings.language").selectOption("system");
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
});

test("the theme changes at once, and follows the system when told so", async ({ page }) => {
  await open(page);
  await at(page, "nav.settings").click();
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await at(page, "settings.theme").selectOption("dark");
  await expect.poll(background).not.toBe(light);
  await at(page, "settings.theme").selectOption("system");
  await expect.poll(background).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);
});

test("another preset clears the clipboard at another time", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.settings").click();
  await at(page, "settings.preset.strict").check({ force: true });
  const [saved] = await calls(page, "save_settings");
  expect(saved).toMatchObject({ language: "en", theme: "light", preset: "strict" });
  await at(page, "nav.keys").click();
  await at(page, "keys.row").nth(2).click();
  await at(page, "key.copy").click();
  await expect(at(page, "clipboard")).toContainText(/in (15|1[0-4]|[1-9]) s/);
});

test("the vault is checked, and what is wrong with it is told", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.vault")).toContainText("GNOME Keyring stores and returns secrets correctly");
  await open(page, { lang: "en", scenario: "trouble" });
  await at(page, "nav.settings").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "vault_locked");
});

test("a check that takes long can be left", async ({ page }) => {
  await open(page, { lang: "en", slow: "20000" });
  await at(page, "nav.settings").click();
  await expect(page.getByRole("button", { name: "Stop checking" })).toBeVisible();
  await page.getByRole("button", { name: "Stop checking" }).click();
  await expect(page.getByText("Check stopped")).toBeVisible();
});

test("about says where data lies", async ({ page }) => {
  await open(page);
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.data")).toContainText("keywright");
});

test("where the system may keep a copied secret, that is told", async ({ page }) => {
  await open(page, { lang: "en", desktop: "gnome-wayland" });
  await page.keyboard.press("Control+,");
  await expect(at(page, "settings.clipboard.stays")).toContainText("GNOME");
  await expectAccessible(page);
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+,");
  await expect(at(page, "settings.preset.facts")).toBeVisible();
  await expect(at(page, "settings.clipboard.stays")).toHaveCount(0);
});

const shown = (page: Page) => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));

test("the text is as large as was chosen, from the first picture on", async ({ page }) => {
  await open(page, { lang: "en", text: "150" });
  expect(await shown(page)).toBe(24);
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.text")).toHaveValue("150");
  await at(page, "settings.text").selectOption("200");
  await expect.poll(() => shown(page)).toBe(32);
  expect((await calls(page, "save_settings")).at(-1)).toMatchObject({ text_size: 200, language: "en" });
  // A list that is open grows with it, and another window follows.
  await at(page, "nav.keys").click();
  const row = await at(page, "keys.row").first().boundingBox();
  await page.keyboard.press("Control+0");
  await expect.poll(async () => (await at(page, "keys.row").first().boundingBox())!.height).toBe(row!.height / 2);
});

test("keys make the text larger, smaller and as usual, in a dialog and on the lock too", async ({ page }) => {
  await open(page, { lock: "passphrase" });
  await at(page, "keys.row").nth(2).click();
  await at(page, "key.delete").click();
  for (const [key, percent] of [
    ["+", 110],
    ["=", 125],
    ["-", 110],
    ["0", 100],
    ["-", 100],
    ["+", 110],
  ] as const) {
    await page.keyboard.press(`Control+${key}`);
    await expect.poll(() => shown(page)).toBeCloseTo((16 * percent) / 100);
  }
  await expect.poll(async () => (await calls(page, "save_settings")).at(-1)).toMatchObject({ text_size: 110 });
  await page.keyboard.press("Control+l");
  await expect(at(page, "lock")).toBeVisible();
  const before = (await calls(page, "save_settings")).length;
  await page.keyboard.press("Control++");
  await expect.poll(() => shown(page)).toBe(20);
  // While it is locked nothing is kept; it is once it is open.
  expect(await calls(page, "save_settings")).toHaveLength(before);
  await at(page, "lock.passphrase").fill("old but good passphrase");
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.row").first()).toBeVisible();
  await expect.poll(async () => (await calls(page, "save_settings")).at(-1)).toMatchObject({ text_size: 125 });
  expect(await shown(page)).toBe(20);
});

test("a size of the text that cannot be kept holds for now, and that is told", async ({ page }) => {
  await open(page, { lang: "en", fail: "save_settings:disk_full" });
  await page.keyboard.press("Control++");
  await expect(page.getByText("The text size could not be saved")).toBeVisible();
  expect(await shown(page)).toBeCloseTo(17.6);
});

test("the contrast is what was chosen, or what the system asks for", async ({ page }) => {
  const muted = () => page.evaluate(() => getComputedStyle(document.querySelector(".page h2")!).color);
  const text = () => page.evaluate(() => getComputedStyle(document.body).color);
  await open(page);
  await at(page, "nav.settings").click();
  expect(await muted()).not.toBe(await text());
  await at(page, "settings.contrast").selectOption("more");
  await expect.poll(muted).toBe(await text());
  await at(page, "settings.contrast").selectOption("system");
  await expect.poll(muted).not.toBe(await text());
  await page.emulateMedia({ contrast: "more" });
  await expect.poll(muted).toBe(await text());
  await page.emulateMedia({ contrast: "no-preference" });
  await expect.poll(muted).not.toBe(await text());
});

test("the small window of a secret has the same text and contrast", async ({ page }) => {
  await page.setViewportSize({ width: 920, height: 520 });
  await open(page, { text: "200", contrast: "more", reveal: "recovery_code" }, "reveal.html");
  await expect(at(page, "reveal.secret")).toBeFocused();
  expect(await shown(page)).toBe(32);
  await expect(page.locator("html")).toHaveAttribute("data-contrast", "more");
  await page.keyboard.press("Enter");
  await expect(at(page, "reveal.close")).toBeInViewport({ ratio: 1 });
  await expectFits(page);
  await expectAccessible(page);
});

const part = (page: Page, name: string) => at(page, `settings.part.${name}`);
const marked = (page: Page) => page.locator("[data-testid^='settings.part.'][aria-current=location]");
const scroller = (page: Page) => page.locator(".page");

/** How far the part's heading stands below the upper edge of what scrolls. */
const depth = (page: Page, name: string) =>
  scroller(page).evaluate(
    (box, name) =>
      box.querySelector(`[data-part="${name}"]`)!.getBoundingClientRect().top - box.getBoundingClientRect().top,
    name,
  );

test("the parts are listed beside the settings, lead there, and what is in sight is marked", async ({ page }) => {
  await open(page, { lang: "en", lock: "both" });
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.preset.facts")).toBeVisible();
  await expect(marked(page)).toHaveText("Appearance");
  await part(page, "background").click();
  await expect(marked(page)).toHaveText("Reminders and tray");
  await expect(page.getByRole("region", { name: "Reminders and tray" })).toBeFocused();
  expect(await depth(page, "background")).toBeLessThan(60);
  // The last ones never come to the top.
  await part(page, "shortcuts").click();
  await expect(marked(page)).toHaveText("Shortcuts");
  await expect(page.getByRole("heading", { name: "Shortcuts" })).toBeInViewport();
  // The list stays where it is.
  await expect(part(page, "look")).toBeInViewport({ ratio: 1 });
  const seen = await scroller(page).evaluate(async (box) => {
    const seen: string[] = [];
    for (let top = 0; top < 3000; top += 40) {
      box.scrollTo({ top });
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const name = document.querySelector("[data-testid^='settings.part.'][aria-current=location]")!.textContent;
      if (seen.at(-1) !== name) seen.push(name);
    }
    return seen;
  });
  expect(seen).toEqual([
    "Appearance",
    "Lock",
    "Reminders and tray",
    "Secrets",
    "Passphrase vault",
    "Shortcuts",
    "About",
  ]);
});

test("from the list of parts the keyboard goes on inside the part", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.settings").click();
  await part(page, "look").focus();
  for (let step = 0; step < 2; step++) await page.keyboard.press("Tab");
  await expect(part(page, "background")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Reminders and tray" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(at(page, "settings.remind")).toBeFocused();
});

test("a part that was gone to stays in its place while what stands above it comes later", async ({ page }) => {
  await open(page, { lang: "en", slow: "2000:lock_choices", lock: "both" });
  await at(page, "nav.settings").click();
  await part(page, "background").click();
  await expect(at(page, "settings.preset.facts")).toHaveCount(0);
  await expect(at(page, "settings.preset.facts")).toBeAttached();
  await expect(at(page, "settings.tray")).toBeVisible();
  await expect.poll(() => depth(page, "background")).toBeLessThan(60);
  expect(await depth(page, "background")).toBeGreaterThanOrEqual(0);
  await expect(marked(page)).toHaveText("Reminders and tray");
});

test("where the window is narrow the parts stand alone, and are reached from elsewhere all the same", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, { lang: "en", text: "200" });
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.language")).toBeVisible();
  await expect(part(page, "look")).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings: about");
  await page.keyboard.press("Enter");
  await expect(at(page, "settings.data")).toBeInViewport();
  await expect(page.getByRole("region", { name: "About" })).toBeFocused();
});

test("what cannot be locked yet leads to the part about it, also from another part", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("region", { name: "Lock" })).toBeFocused();
  await expect(marked(page)).toHaveText("Lock");
  await part(page, "about").click();
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("region", { name: "Lock" })).toBeFocused();
  await expect(at(page, "settings.lock.off")).toBeInViewport();
});

test("an error that is mended in the settings leads to the part that does it", async ({ page }) => {
  const remedy = page.getByRole("button", { name: "Open settings" });
  await open(page, { lang: "en", fail: "copy_key:vault_failed:unsent" });
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
  await at(page, "key.copy").click();
  await remedy.click();
  await expect(page.getByRole("region", { name: "Secrets", exact: true })).toBeFocused();
  // Also from another part.
  await open(page, { lang: "en", fail: "save_settings:data_read_only" });
  await at(page, "nav.settings").click();
  await at(page, "settings.theme").selectOption("dark");
  await remedy.click();
  await expect(page.getByRole("region", { name: "About" })).toBeFocused();
  await expect(at(page, "settings.data")).toBeInViewport();
});
