import { at, expect, open, test } from "./page";

// What a screen reader has to say. Orca with WebKitGTK was listened to; here stands what it needs of the page.

const main = "main";

test("the next screen is said, by the keyboard, the menu and the palette", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+,");
  await expect(page.locator(main)).toBeFocused();
  await expect(page.locator(main)).toHaveAccessibleName("Settings");
  await at(page, "nav.activity").click();
  await expect(page.locator(main)).toBeFocused();
  await expect(page.locator(main)).toHaveAccessibleName("Activity");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("guides");
  await page.keyboard.press("Enter");
  await expect(page.locator(main)).toHaveAccessibleName("Guides");
  await expect(page.locator(main)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(main)).toHaveAccessibleName("Activity");
  await expect(page.locator(main)).toBeFocused();
});

test("the next screen is said in Korean", async ({ page }) => {
  await open(page, { lang: "ko" });
  await page.keyboard.press("Control+,");
  await expect(page.locator(main)).toBeFocused();
  await expect(page.locator(main)).toHaveAccessibleName("설정");
});

test("a screen that puts the focus in a field keeps it there", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+,");
  await page.keyboard.press("Control+f");
  await expect(at(page, "keys.search")).toBeFocused();
});

test("a row of the list is said part by part, its name first", async ({ page }) => {
  await open(page, { lang: "en" });
  await expect(at(page, "keys.row").first()).toHaveAccessibleName(/^[^,]+, Active, [^,]+, …\w{4}, The secret [^,]+$/);
});

test("the hint of a switch is no part of its name", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+,");
  const lesson = page.getByRole("switch", { name: "Remind me before keys expire", exact: true });
  await expect(lesson).toBeVisible();
  // WebKit would add up all that a label holds.
  expect(await lesson.evaluate((input: HTMLInputElement) => [...input.labels!].map((one) => one.textContent))).toEqual([
    "Remind me before keys expire",
  ]);
});

test("what opens and closes says so", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+n");
  const more = page.getByRole("button", { name: "More options" });
  await expect(more).toHaveAttribute("aria-expanded", "false");
  await more.press("Enter");
  await expect(more).toHaveAttribute("aria-expanded", "true");
});

test("on Linux a button that opens something stays a button", async ({ page }) => {
  await open(page, { lang: "en" });
  test.skip(!(await page.evaluate(() => navigator.userAgent.includes("Linux"))));
  await expect(page.locator("[aria-haspopup]")).toHaveCount(0);
});

test("what is wrong with a group of choices is said where the focus goes", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+n");
  await at(page, "new.field.name").fill("Robot");
  await at(page, "new.role").first().check();
  await at(page, "new.submit").click();
  await expect(at(page, "new.address.anywhere")).toBeFocused();
  await expect(at(page, "new.address.anywhere")).toHaveAccessibleDescription(/Choose where it works/);
});

test("the palette says that nothing was found", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zzzz");
  await expect(at(page, "palette").getByRole("status").first()).toContainText("zzzz");
});

test("lists without marks stay lists in WebKit", async ({ page }) => {
  await open(page, { lang: "en", scenario: "practice" });
  for (const screen of ["accounts", "guides", "activity", "new", "keys"]) {
    await at(page, `nav.${screen}`).click();
    await expect(page.locator(main)).toBeFocused();
    await expect(page.locator(":is(ul, ol):not([role=list], nav *)")).toHaveCount(0);
  }
});
