import { at, calls, expect, expectAccessible, expectFits, looks, open, test } from "./page";

for (const look of looks) {
  test(`settings are accessible in ${look.lang}, ${look.theme}`, async ({ page }) => {
    await open(page, { ...look, scenario: "trouble" });
    await page.keyboard.press("Control+,");
    await expect(at(page, "error")).toBeVisible();
    await expectAccessible(page);
  });
}

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
  await expect(page.getByRole("button", { name: "Stop checking" })).toBeVisible({ timeout: 6000 });
  await page.getByRole("button", { name: "Stop checking" }).click();
  await expect(page.getByText("Check stopped")).toBeVisible();
});

test("about says where data lies", async ({ page }) => {
  await open(page);
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.data")).toContainText("keywright");
});

test("high contrast is accessible too", async ({ page }) => {
  await page.emulateMedia({ contrast: "more" });
  await open(page);
  await at(page, "nav.settings").click();
  await expectAccessible(page);
});

test("settings fit at 200 %", async ({ page }) => {
  await page.setViewportSize({ width: 450, height: 300 });
  await open(page);
  await at(page, "nav.settings").click();
  await expectFits(page);
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
