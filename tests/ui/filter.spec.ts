import { at, expect, open, test, type Page } from "./page";

const rows = (page: Page) => at(page, "keys.row");
const names = (page: Page) => rows(page).locator(".name").allInnerTexts();

async function filter(page: Page, ...choices: string[]) {
  await at(page, "keys.filter").click();
  for (const choice of choices) await at(page, `keys.filter.${choice}`).check({ force: true });
  await page.keyboard.press("Escape");
}

test("values of a facet add up, facets narrow down, and the list says how many are left", async ({ page }) => {
  await open(page, { lang: "en" });
  await filter(page, "state.expired", "state.disabled");
  await expect.poll(() => names(page)).toEqual(["contractor 2025", "etl-nightly (old)"]);
  await expect(page.locator(".pane > footer")).toContainText("2 of 8 keys");
  await filter(page, "attention.paused");
  await expect.poll(() => names(page)).toEqual(["contractor 2025"]);
  await at(page, "keys.search").fill("etl");
  await expect(page.getByText("1 key matches the search but not the filters.")).toBeVisible();
  await at(page, "keys.none.clear").click();
  await expect.poll(() => names(page)).toEqual(["etl-nightly (old)"]);
  await expect(at(page, "keys.search")).toBeFocused();
  await expect(at(page, "keys.chip")).toHaveCount(0);
});

test("only what tells the keys apart is offered, with its number", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "keys.filter").click();
  // One cloud alone is nothing to choose from.
  await expect(at(page, "keys.filter.cloud.clickhouse")).toHaveCount(0);
  await expect(at(page, "keys.filter.attention.old")).toHaveCount(0);
  await expect(at(page, "keys.filter.secret.here")).toHaveAccessibleDescription("4");
  await at(page, "keys.filter.state.expired").check({ force: true });
  await expect(at(page, "keys.filter.secret.here")).toHaveAccessibleDescription("0");
});

test("the filters are used and left by keyboard alone", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "keys.filter").focus();
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.sort.newest")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(at(page, "keys.sort.name")).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(at(page, "keys.filter.state.enabled")).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(at(page, "keys.filter.panel")).toHaveCount(0);
  await expect(at(page, "keys.filter")).toBeFocused();
  await expect(at(page, "keys.filter")).toHaveAccessibleName("Filter and sort, 1 filter on");
  // A chip that goes leaves the focus to the next, the last one to the search.
  await page.keyboard.press("Enter");
  await at(page, "keys.filter.secret.here").check({ force: true });
  await page.keyboard.press("Escape");
  await at(page, "keys.chip").first().focus();
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.chip")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.search")).toBeFocused();
  await expect(rows(page)).toHaveCount(8);
});

test("its button closes the filters, and so does a click elsewhere or leaving them", async ({ page }) => {
  await open(page);
  for (const close of [
    () => at(page, "keys.filter").click(),
    () => page.locator(".pane > footer").click(),
    () => at(page, "keys.search").focus(),
  ]) {
    await at(page, "keys.filter").click();
    await expect(at(page, "keys.filter.panel")).toBeVisible();
    await close();
    await expect(at(page, "keys.filter.panel")).toHaveCount(0);
  }
});

test("Esc in the filters leaves the key beside them open", async ({ page }) => {
  await open(page, { lang: "en" });
  await rows(page).nth(2).click();
  await at(page, "keys.filter").click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "grafana-dashboard" })).toBeVisible();
});

test("filter and order stay through a key and another screen; the search is over there", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "keys.filter").click();
  await at(page, "keys.sort.name").check({ force: true });
  await page.keyboard.press("Escape");
  await filter(page, "secret.here", "state.enabled");
  await at(page, "keys.search").fill("graf");
  await rows(page).first().click();
  await expect(page.getByRole("heading", { name: "grafana-dashboard" })).toBeVisible();
  await at(page, "nav.accounts").click();
  await at(page, "nav.keys").click();
  await expect(at(page, "keys.chip")).toHaveCount(2);
  await expect(at(page, "keys.search")).toHaveValue("");
  await expect.poll(() => names(page)).toEqual(["grafana-dashboard", "Keywright", "매출 보고서 자동화"]);
  await at(page, "keys.filter.clear").click();
  await expect(rows(page)).toHaveCount(8);
  await page.reload();
  await expect.poll(async () => (await names(page))[0]).toBe("lost-on-the-way");
});

test("the list is sorted by what ends next and by use, and what is gone stays last until it is looked for", async ({
  page,
}) => {
  await open(page, { lang: "en" });
  await at(page, "keys.filter").click();
  await at(page, "keys.sort.ends").check({ force: true });
  await expect.poll(async () => (await names(page))[0]).toBe("매출 보고서 자동화");
  await at(page, "keys.sort.used").check({ force: true });
  await expect
    .poll(async () => (await names(page)).slice(-3))
    .toEqual(["contractor 2025", "lost-on-the-way", "metabase"]);
  await at(page, "keys.filter.state.gone").check({ force: true });
  await at(page, "keys.filter.state.disabled").check({ force: true });
  await expect.poll(() => names(page)).toEqual(["metabase", "contractor 2025"]);
});

test("Korean is found by its first consonants, and by the cloud's Korean name", async ({ page }) => {
  await open(page, { scenario: "naver" });
  const search = at(page, "keys.search");
  await search.fill("ㅁㅊ ㅂㄱㅅ");
  await expect.poll(() => names(page)).toEqual(["매출 보고서 자동화"]);
  await search.fill("ㅋㄹㅎ");
  await expect(page.locator("[data-testid='keys.row']:not([data-kind=clickhouse_key])")).toHaveCount(0);
  await expect(rows(page)).not.toHaveCount(0);
  await search.fill("네이");
  await expect(page.locator("[data-testid='keys.row']:not([data-kind^=naver])")).toHaveCount(0);
  await expect(rows(page)).not.toHaveCount(0);
});

test("ten thousand keys are filtered, and only those in sight are drawn", async ({ page }) => {
  await open(page, { scenario: "ten-thousand", lang: "en" });
  await filter(page, "secret.here", "attention.never_ends");
  await expect(page.locator(".pane > footer")).toContainText("of 10,000 keys");
  expect(await rows(page).count()).toBeLessThan(40);
});
