import { answered, at, calls, expect, open, test, type Page } from "./page";

const row = (page: Page, name: string) => at(page, "keys.row").filter({ hasText: name });
const english = { scenario: "drift", lang: "en" } as const;

test("what others changed is shown as it was and is, until it is taken note of", async ({ page }) => {
  await open(page, english);
  await expect(row(page, "grafana-dashboard")).toContainText("Changed");
  await row(page, "grafana-dashboard").click();
  const notice = at(page, "key.changed");
  await expect(notice.locator("[data-field=roles]")).toContainText("Organization API Reader");
  await expect(notice.locator("[data-field=roles]")).toContainText("Admin");
  await expect(notice.locator("[data-field=addresses]")).toContainText("Any address");
  await at(page, "key.changed.seen").click();
  await expect(notice).toHaveCount(0);
  await expect(row(page, "grafana-dashboard")).not.toContainText("Changed");
  expect(await calls(page, "accept_change")).toEqual([{ key: "key-2" }]);
});

test("changing it back begins the form as it was and sends only that", async ({ page }) => {
  await open(page, english);
  await row(page, "grafana-dashboard").click();
  await at(page, "key.changed.back").click();
  await expect(at(page, "edit.submit")).toBeEnabled();
  await at(page, "edit.submit").click();
  await expect.poll(() => answered(page, "update_key")).toBe(1);
  const [sent] = (await calls(page, "update_key")) as [{ fields: Record<string, unknown> }];
  expect(Object.keys(sent.fields).sort()).toEqual(["assigned_role_ids", "ip_access_list"]);
  await expect(at(page, "key.changed")).toHaveCount(0);
  // Closed without a change, the form is the usual one again.
  await row(page, "terraform-ci").click();
  await at(page, "key.changed.back").click();
  await page.keyboard.press("Escape");
  await at(page, "key.edit").click();
  await expect(at(page, "edit.field.name")).toHaveValue("terraform-ci-2");
});

test("a key that others paused is switched on again", async ({ page }) => {
  await open(page, english);
  await row(page, "contractor 2025").click();
  await at(page, "key.changed.back").click();
  await expect.poll(() => calls(page, "switch_key")).toEqual([{ key: "key-5", on: true }]);
  await expect(at(page, "key.changed")).toHaveCount(0);
});

test("a change that is not taken note of says why and can be tried again", async ({ page }) => {
  await open(page, { ...english, fail: "accept_change:disk_full" });
  await row(page, "grafana-dashboard").click();
  await at(page, "key.changed.seen").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "disk_full");
  await expect(at(page, "key.changed")).toBeVisible();
});

test("a key that may be an unfinished operation’s leads to it", async ({ page }) => {
  await open(page, english);
  await row(page, "lost-on-the-way").click();
  await at(page, "key.doubt.open").click();
  await expect(at(page, "keys.unfinished")).toHaveAttribute("aria-current", "true");
});

test("a key that is gone can be looked for again", async ({ page }) => {
  await open(page, english);
  await row(page, "metabase").click();
  await at(page, "key.look").click();
  await expect.poll(() => calls(page, "refresh_keys")).toEqual([{ account: "main" }]);
});

test("a refresh says how many accounts were asked", async ({ page }) => {
  await open(page, { ...english, slow: "1500" });
  await at(page, "keys.refresh").click();
  await expect(page.getByText("1 of 3 accounts checked")).toBeVisible();
  await expect(page.getByText("1 of 3 accounts checked")).toHaveCount(0);
});

test("without a network one notice speaks for all accounts and the keys stay", async ({ page }) => {
  await open(page, { scenario: "offline", lang: "en" });
  await expect(at(page, "keys.offline")).toHaveCount(1);
  await expect(at(page, "keys.look")).toHaveCount(0);
  await expect(at(page, "keys.row").first()).toBeVisible();
  await at(page, "keys.offline").getByRole("button").click();
  await expect.poll(() => calls(page, "refresh_keys")).toEqual([{ account: null }]);
});

test("what a key reaches is said in words, in red for the owner’s", async ({ page }) => {
  await open(page, { scenario: "kt", lang: "en" });
  await page.locator('[data-testid="keys.row"][data-kind="kt_g_key"]').click();
  await expect(at(page, "key.reach")).toHaveAttribute("data-root", "true");
  await expect(at(page, "key.reach").locator("[data-matter=delete]")).toHaveAttribute("data-may", "yes");
  await row(page, "grafana-dashboard").click();
  await expect(at(page, "key.reach")).toHaveAttribute("data-root", "false");
  await expect(at(page, "key.reach").locator("[data-matter=spend]")).toHaveAttribute("data-may", "no");
});

test("what ails a key has a button that mends it", async ({ page }) => {
  await open(page, english);
  await row(page, "grafana-dashboard").click();
  await at(page, "health.anywhere").click();
  await expect(at(page, "edit.submit")).toBeVisible();
  await page.keyboard.press("Escape");
  await row(page, "Keywright").click();
  await at(page, "health.powerful").click();
  await expect(at(page, "connect.submit")).toBeVisible();
});

test("a count of the overview filters the list, and again takes the filter away", async ({ page }) => {
  await open(page, english);
  await expect(at(page, "overview.changed")).toContainText("3");
  await at(page, "overview.changed").click();
  await expect(at(page, "overview.changed")).toHaveAttribute("aria-pressed", "true");
  await expect(at(page, "keys.row")).toHaveCount(3);
  await at(page, "overview.changed").click();
  await expect(at(page, "keys.row")).toHaveCount(8);
});
