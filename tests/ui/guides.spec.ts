import { at, calls, expect, open, test, type Page } from "./page";

const guide = (page: Page, id: string, kind = "clickhouse_key") =>
  page.locator(`[data-testid="guides.open"][data-kind="${kind}"][data-guide="${id}"]`);

test("the first guide leads through the console, control by control", async ({ page }) => {
  await open(page, { lang: "ko" });
  await at(page, "nav.guides").click();
  await guide(page, "first_key").click();
  const steps = at(page, "guides.page").locator("li");
  await expect(steps).toHaveCount(8);
  // The console is in English, in the Korean words too.
  for (const control of [
    "API Keys",
    "New API Key",
    "Admin",
    "Allow access to this API Key",
    "Generate API Key",
    "Key secret",
  ]) {
    await expect(at(page, "guides.page").locator("b", { hasText: control }).first()).toBeVisible();
  }
  await expect(steps.first().locator(".picture svg").first()).toBeVisible();
  await at(page, "guide.link").first().click();
  expect(await calls(page, "open_link")).toMatchObject([{ link: "console_home" }]);
});

test("pictures hold marks and no words", async ({ page }) => {
  await open(page);
  await at(page, "nav.guides").click();
  await guide(page, "query_endpoint").click();
  const words = await at(page, "guides.page").locator(".picture svg text").allTextContents();
  expect(words.length).toBeGreaterThan(3);
  for (const word of words) expect(word).toMatch(/^[1-9]$/);
});

test("every error has a title and a remedy, in both languages", async ({ page }) => {
  for (const lang of ["ko", "en"] as const) {
    await open(page, { lang });
    await at(page, "nav.guides").click();
    await at(page, "guides.errors").click();
    const rows = await at(page, "guides.error").evaluateAll((rows: HTMLElement[]) =>
      rows.map((row) => ({ code: row.dataset.code!, text: row.innerText })),
    );
    expect(rows.length).toBeGreaterThan(40);
    for (const { code, text } of rows) {
      const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.includes(code));
      expect(lines.length, code).toBeGreaterThanOrEqual(2);
      if (lang === "ko") expect(lines.join(""), code).toMatch(/[가-힣]/);
      else expect(lines.join(""), code).not.toMatch(/[가-힣]/);
    }
  }
});

test("an error is found by a word or by its code", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.guides").click();
  await at(page, "guides.errors").click();
  const vault = await page.locator('[data-testid="guides.error"][data-code^="vault_"]').count();
  expect(vault).toBeGreaterThan(1);
  await at(page, "guides.errors.find").fill("clock");
  await expect(at(page, "guides.error")).toHaveCount(1);
  await at(page, "guides.errors.find").fill("vault_");
  await expect(at(page, "guides.error")).toHaveCount(vault);
  await at(page, "guides.errors.find").fill("zzz");
  await expect(page.getByText("No such problem")).toBeVisible();
});

test("Esc leads from a guide to the list, then back", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.guides").click();
  await at(page, "guides.open").first().click();
  await page.keyboard.press("Escape");
  await expect(at(page, "guides.open").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(at(page, "keys.row").first()).toBeVisible();
});

test("the form for a new key leads to its guide", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.new").click();
  await at(page, "new.guide").click();
  await expect(at(page, "guides.page")).toHaveAttribute("data-guide", "query_endpoint");
});
