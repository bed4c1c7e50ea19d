import { at, calls, expect, expectAccessible, expectFits, open, test } from "./page";

test("a row tells id, kind, state and where the secret is", async ({ page }) => {
  await open(page);
  const row = at(page, "keys.row").filter({ hasText: "grafana-dashboard" });
  await expect(row).toHaveAttribute("data-key-id", /^5a1e0000-/);
  await expect(row).toHaveAttribute("data-kind", "clickhouse_key");
  await expect(row).toHaveAttribute("data-state", "enabled");
  await expect(row).toHaveAttribute("data-secret", "here");
  await expect(row).toContainText("사용 중");
  await expect(at(page, "keys.row").filter({ hasText: "terraform-ci" })).toHaveAttribute("data-secret", "elsewhere");
  await expect(at(page, "keys.row").filter({ hasText: "lost-on-the-way" })).toHaveAttribute("data-secret", "none");
  await expect(at(page, "keys.row").filter({ hasText: "metabase" })).toContainText("사라짐");
});

test("search finds by name, last four and role, and says when nothing matches", async ({ page }) => {
  await open(page, { lang: "en" });
  const search = at(page, "keys.search");
  for (const [query, name] of [
    ["GRAF", "grafana-dashboard"],
    ["Hy4s", "terraform-ci"],
    ["bi dash", "매출 보고서 자동화"],
  ] as const) {
    await search.fill(query);
    await expect(at(page, "keys.row").filter({ hasText: name })).toBeVisible();
  }
  await search.fill("nothing like this");
  await expect(at(page, "keys.row")).toHaveCount(0);
  await expect(page.getByText("No matching keys")).toBeVisible();
  await search.press("Escape");
  await expect(at(page, "keys.row")).toHaveCount(8);
});

test("a hundred keys are listed in both accounts", async ({ page }) => {
  await open(page, { scenario: "many", lang: "en" });
  await expect(page.getByText("100 keys")).toBeVisible();
  await expect(at(page, "keys.row").first()).toContainText("하늘 데이터");
});

test("ten thousand keys cost as much as what is in sight", async ({ page }) => {
  await open(page, { scenario: "ten-thousand", lang: "en" });
  expect(await at(page, "keys.row").count()).toBeLessThan(40);
  await at(page, "keys.row").first().click();
  await page.keyboard.press("End");
  const last = page.locator("[role=option][aria-selected=true]");
  await expect(last).toHaveAttribute("aria-posinset", "10000");
  await expect(last).toBeFocused();
  await at(page, "keys.search").fill("9999");
  await expect(at(page, "keys.row")).toHaveCount(1);
});

test("an account that could not be read hides no keys and names the remedy", async ({ page }) => {
  await open(page, { scenario: "trouble", lang: "en" });
  await expect(at(page, "keys.row")).toHaveCount(8);
  const error = at(page, "error");
  await expect(error).toHaveAttribute("data-code", "credential_inactive");
  await expect(page.getByText("Could not read the keys of 하늘 데이터.")).toBeVisible();
  await error.getByRole("button").last().click();
  await expect.poll(() => calls(page, "refresh_keys")).toEqual([{ account: "second" }]);
});

test("refreshing asks every account, and a failure can be tried again", async ({ page }) => {
  await open(page, { fail: "refresh_keys:offline:unsent" });
  await at(page, "keys.refresh").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "offline");
  await expect(at(page, "keys.row")).toHaveCount(8);
  await page.keyboard.press("F5");
  expect(await calls(page, "refresh_keys")).toEqual([{ account: null }, { account: null }]);
});

test("without an account there is one thing to do", async ({ page }) => {
  await open(page, { scenario: "empty" });
  // The first start shows the welcome; the keys are behind it.
  await page.keyboard.press("Control+f");
  await expect(page.getByText("연결된 계정이 없어요")).toBeVisible();
  await expectAccessible(page);
});

test("unfinished operations stand above the list", async ({ page }) => {
  await open(page, { scenario: "unfinished", lang: "en" });
  await at(page, "keys.unfinished").click();
  await expect(at(page, "keys.unfinished")).toHaveAttribute("aria-current", "true");
});

test("the list is walked by keyboard alone", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+f");
  await expect(at(page, "keys.search")).toBeFocused();
  await page.keyboard.type("etl");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("[role=option]:focus")).toContainText("etl-nightly");
  await expect(page.getByRole("heading", { name: "etl-nightly (old)" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(at(page, "keys.search")).toBeFocused();
  await expect(page.getByText("Worth a look")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(at(page, "keys.search")).toHaveValue("");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("[role=option]:focus")).toContainText("grafana-dashboard");
});

test("what is worth a look leads to its key", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.getByRole("button", { name: /매출 보고서 자동화.*Expires/ }).click();
  await expect(page.getByRole("heading", { name: "매출 보고서 자동화" })).toBeVisible();
});

test("at 200 % the list and a key take turns and nothing is cut off", async ({ page }) => {
  // 900 by 600 at 200 % is 450 by 300 to the page.
  await page.setViewportSize({ width: 450, height: 300 });
  await open(page, { lang: "en" });
  await expectFits(page);
  await at(page, "keys.row").nth(2).click();
  await expect(page.getByRole("heading", { name: "grafana-dashboard" })).toBeVisible();
  await expect(at(page, "keys.search")).toBeHidden();
  await expect(page.getByRole("button", { name: "Back to the list" })).toBeFocused();
  await expectFits(page);
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.search")).toBeFocused();
});

test("a refresh that takes long can be given up, and keeps what is known", async ({ page }) => {
  await open(page, { lang: "en", slow: "20000" });
  await at(page, "keys.refresh").focus();
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.cancel")).toBeVisible();
  await expect(at(page, "keys.cancel")).toBeFocused();
  await expect(at(page, "keys.cancel")).toHaveAccessibleName("Stop waiting");
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.refresh")).toBeFocused();
  expect(await calls(page, "cancel_refresh")).toHaveLength(1);
  await expect(at(page, "error")).toHaveCount(0);
  await expect(at(page, "keys.row")).toHaveCount(8);
});

test("a computer whose clock is off says so above the list", async ({ page }) => {
  await open(page, { clock: "9" });
  await expect(at(page, "clock")).toContainText("이 컴퓨터의 시계가 9분 빨라요.");
  await expectAccessible(page);
});

test("where nothing is found, keys with names like what was typed are offered, and shown", async ({ page }) => {
  await open(page, { lang: "en" });
  const search = at(page, "keys.search");
  await search.fill("grafna-dashbord");
  await expect(page.getByRole("group", { name: "Did you mean:" })).toBeVisible();
  await expect(at(page, "keys.similar")).toHaveText(["grafana-dashboard"]);
  await expectAccessible(page);
  await at(page, "keys.similar").click();
  await expect(page.getByRole("heading", { name: "grafana-dashboard", level: 2 })).toBeVisible();
  await expect(search).toHaveValue("grafana-dashboard");
  await expect(search).toBeFocused();
  await expect(page.locator("[data-testid='keys.row'][aria-selected=true]")).toContainText("grafana-dashboard");
  await search.fill("매춣");
  await expect(at(page, "keys.similar")).toHaveText(["매출 보고서 자동화"]);
  await search.fill("nothing like this");
  await expect(page.getByText("No matching keys")).toBeVisible();
  await expect(at(page, "keys.similar")).toHaveCount(0);
});

test("not more than three names are offered", async ({ page }) => {
  await open(page, { scenario: "many", lang: "en" });
  await at(page, "keys.search").fill("grafnaa");
  await expect(at(page, "keys.similar")).toHaveCount(3);
});
