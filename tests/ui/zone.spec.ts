import { at, expect, open, test } from "./page";

// A computer that does not go by Korean time.

test.use({ timezoneId: "America/New_York" });

test("who reads Korean learns what a moment is in Korea", async ({ page }) => {
  await open(page);
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
  await expect(page.getByRole("article")).toContainText(/\(\d+일 후\) · 한국 시간 \d{4}\. \d+\. \d+\. /);
  await at(page, "nav.new").click();
  await expect(at(page, "new.field.expire_at")).toContainText(/까지 쓸 수 있어요\. \(한국 시간 /);
  await at(page, "nav.activity").click();
  await expect(at(page, "activity.zone")).toContainText(/한국은 1[34]시간 빨라요/);
  await expect(at(page, "activity.row").first().locator("time")).toHaveAttribute("title", /한국 시간/);
});

test("in English it is told where the cloud's console says so", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
  await expect(page.getByRole("article")).toContainText("in 49 days");
  await expect(page.getByRole("article")).not.toContainText("in Korea");
  await at(page, "nav.activity").click();
  await expect(at(page, "activity.row").first()).toBeVisible();
  await expect(at(page, "activity.zone")).toHaveCount(0);

  await open(page, { lang: "en", scenario: "kakao" });
  await at(page, "keys.row").filter({ hasText: "sales-report" }).first().click();
  await at(page, "key.token").click();
  await expect(at(page, "token.left")).toContainText(/Until .* · .* in Korea/);
  await at(page, "nav.activity").click();
  await expect(at(page, "activity.zone")).toContainText("Korea is 1");
});

test.describe("in Seoul", () => {
  test.use({ timezoneId: "Asia/Seoul" });

  test("nothing is said of it", async ({ page }) => {
    await open(page);
    await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
    await expect(page.getByRole("article")).toContainText("일 후");
    await expect(page.getByRole("article")).not.toContainText("한국 시간");
    await at(page, "nav.activity").click();
    await expect(at(page, "activity.row").first()).toBeVisible();
    await expect(at(page, "activity.zone")).toHaveCount(0);
  });
});
