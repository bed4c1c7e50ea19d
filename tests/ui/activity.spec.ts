import { at, expect, expectAccessible, open, test } from "./page";

test("what failed can be looked at alone, with the reason", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.activity").click();
  await at(page, "activity.failed").check({ force: true });
  await expect(at(page, "activity.row")).toHaveCount(2);
  await expect(at(page, "activity.row").first()).toContainText("Failed");
  await expect(at(page, "activity.row").first()).toContainText("매출 보고서 자동화");
});

test("what others did stands among ours, with who did it, and can be looked at alone", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.activity").click();
  const told = at(page, "activity.cloud");
  await expect(told).toHaveCount(3);
  await expect(told.first()).toContainText("mina.kim@hanbit.example");
  await expect(told.first()).toContainText("ClickHouse Cloud log");
  await expect(page.locator('[data-testid="activity.cloud"][data-by="app"]')).toHaveCount(0);
  await at(page, "activity.outside").check({ force: true });
  await expect(told).toHaveCount(3);
  await expect(at(page, "activity.row")).toHaveCount(0);
});

test("a key's own history shows what others did with it", async ({ page }) => {
  await open(page);
  await at(page, "keys.row").filter({ hasText: "매출 보고서 자동화" }).click();
  await expect(at(page, "activity.cloud")).toHaveAttribute("data-act", "roles_changed");
});

for (const log of ["offline", "forbidden"] as const) {
  test(`a cloud's log that cannot be read (${log}) is said in a line`, async ({ page }) => {
    await open(page, { log });
    await at(page, "nav.activity").click();
    await expect(at(page, "activity.look").first()).toHaveAttribute("data-code", log);
    await expect(at(page, "activity.row")).toHaveCount(10);
    await expect(at(page, "activity.cloud")).toHaveCount(log === "offline" ? 3 : 0);
  });
}

test("a period leaves out what was before", async ({ page }) => {
  await open(page);
  await at(page, "nav.activity").click();
  await expect(at(page, "activity.row")).toHaveCount(10);
  await at(page, "activity.period").selectOption("week");
  await expect(at(page, "activity.row")).toHaveCount(9);
});

for (const history of ["altered", "cut"] as const) {
  test(`a history that was ${history} is said aloud`, async ({ page }) => {
    await open(page, { history });
    await at(page, "nav.activity").click();
    await expect(at(page, "activity.damage")).toHaveAttribute("data-kind", history === "cut" ? "cut_off" : history);
    await expect(at(page, "activity.whole")).toHaveCount(0);
    await expectAccessible(page);
  });
}

for (const [format, ending] of [
  ["page", "html"],
  ["csv", "csv"],
] as const) {
  test(`the ${format} is saved in the words of the window`, async ({ page }) => {
    await open(page, { lang: "en" });
    await at(page, "nav.activity").click();
    await at(page, "activity.period").selectOption("week");
    await at(page, "activity.save").click();
    await at(page, `activity.save.${format}`).click();
    await expect(at(page, "activity.saved")).toContainText(`.${ending}`);
    const asked = await page.evaluate(() =>
      (window as unknown as { calls: { command: string; args: Record<string, unknown> }[] }).calls.find(
        ({ command }) => command === "save_report",
      ),
    );
    const { words, language, from } = asked!.args as {
      words: Record<string, string>;
      language: string;
      from: string;
    };
    expect(language).toBe("en");
    expect(Date.now() - new Date(from).getTime()).toBeGreaterThan(6 * 86_400_000);
    expect(words).toMatchObject({ "op.create": "Key made", "provider.kt": "KT Cloud", "field.name": "Name" });
    expect(Object.keys(words).length).toBeLessThanOrEqual(400);
    expect(Math.max(...Object.values(words).map(({ length }) => length))).toBeLessThanOrEqual(300);
    await at(page, "activity.open-folder").click();
    await expect(at(page, "error")).toHaveCount(0);
  });
}

test("a file that cannot be saved says why", async ({ page }) => {
  await open(page, { fail: "save_report:file_not_saved:unsent" });
  await at(page, "nav.activity").click();
  await at(page, "activity.save").click();
  await at(page, "activity.save.csv").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "file_not_saved");
  await expect(at(page, "activity.saved")).toHaveCount(0);
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
