import { at, expect, expectAccessible, expectFits, looks, open, test } from "./page";

for (const look of looks) {
  test(`activity is accessible in ${look.lang}, ${look.theme}`, async ({ page }) => {
    await open(page, look);
    await at(page, "nav.activity").click();
    await expect(at(page, "activity.row")).toHaveCount(10);
    await expectAccessible(page);
  });
}

test("what failed can be looked at alone, with the reason", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.activity").click();
  await at(page, "activity.failed").check({ force: true });
  await expect(at(page, "activity.row")).toHaveCount(2);
  await expect(at(page, "activity.row").first()).toContainText("Failed");
  await expect(at(page, "activity.row").first()).toContainText("매출 보고서 자동화");
});

test("what was just done stands on top", async ({ page }) => {
  await open(page);
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
  await at(page, "key.copy").click();
  await at(page, "nav.activity").click();
  await expect(at(page, "activity.row").first()).toHaveAttribute("data-op", "copy");
});

test("an empty history says what will stand there", async ({ page }) => {
  await open(page, { scenario: "empty" });
  await page.keyboard.press("Control+,");
  await at(page, "nav.activity").click();
  await expect(page.getByText("아직 한 일이 없어요")).toBeVisible();
});

test("a history that cannot be read says why", async ({ page }) => {
  await open(page, { fail: "list_events:data_damaged:unsent" });
  await at(page, "nav.activity").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "data_damaged");
});

test("activity fits at 200 %", async ({ page }) => {
  await page.setViewportSize({ width: 450, height: 300 });
  await open(page);
  await at(page, "nav.activity").click();
  await expect(at(page, "activity.row")).toHaveCount(10);
  await expectFits(page);
});
