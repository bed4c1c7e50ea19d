import { at, calls, expect, expectAccessible, open, test, type Page } from "./page";

/** Counts clicks and typed fields as a person makes them. */
function person(page: Page) {
  const made = { clicks: 0, typed: 0 };
  return {
    made,
    async click(handle: string, nth = 0) {
      made.clicks++;
      await at(page, handle).nth(nth).click();
    },
    async type(handle: string, text: string) {
      made.typed++;
      await at(page, handle).fill(text);
    },
  };
}

for (const lang of ["ko", "en"] as const) {
  test(`from the first start to a stored practice key in at most 8 clicks and one typed field, in ${lang}`, async ({
    page,
  }) => {
    await open(page, { scenario: "empty", lang });
    const { made, click, type } = person(page);
    await click("welcome.practice");
    await expect(at(page, "keys.row").first()).toBeVisible();
    await click("nav.new");
    await click("new.provider.clickhouse");
    await type("new.field.name", lang === "ko" ? "대시보드" : "Dashboard");
    await click("new.role");
    await click("new.address.anywhere");
    await click("new.submit");
    await expect(at(page, "issued.id")).toHaveAttribute("data-key-id", /.+/);
    const id = await at(page, "issued.id").getAttribute("data-key-id");
    await click("issued.done");
    await expect(page.locator(`[data-testid="keys.row"][data-key-id="${id}"]`)).toHaveAttribute("data-secret", "here");
    expect(made.clicks).toBeLessThanOrEqual(8);
    expect(made.typed).toBeLessThanOrEqual(1);
    expect(await calls(page, "create_key")).toHaveLength(1);
  });
}

test("the language can be chosen before anything else", async ({ page }) => {
  await open(page, { scenario: "empty", lang: "ko" });
  await at(page, "welcome.language.en").check({ force: true });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Make cloud API keys/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a practice cloud that does not start says why, and can be tried again", async ({ page }) => {
  await open(page, { scenario: "empty", fail: "start_practice:vault_locked:unsent" });
  await at(page, "welcome.practice").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "vault_locked");
  await expect(at(page, "welcome.practice")).not.toHaveAttribute("aria-disabled");
  await expectAccessible(page);
});

test("a second click while it starts counts for nothing", async ({ page }) => {
  await open(page, { scenario: "empty", slow: "400" });
  await at(page, "welcome.practice").dblclick();
  await expect(at(page, "keys.row").first()).toBeVisible();
  expect(await calls(page, "start_practice")).toHaveLength(1);
});

test("practice is in sight in the smallest window", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await open(page, { scenario: "empty" });
  await expect(at(page, "welcome.practice")).toBeInViewport();
});
