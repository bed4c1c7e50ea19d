import { at, calls, expect, expectAccessible, expectFits, looks, open, test, type Page } from "./page";

// Several keys at once.

const row = (page: Page, name: string) => at(page, "keys.row").filter({ hasText: name });
const titles = (page: Page) => at(page, "picked").getByRole("heading", { level: 2 });

test("Ctrl and a click pick one more, Shift and a click all between, and a plain click one again", async ({ page }) => {
  await open(page, { lang: "en" });
  await row(page, "grafana-dashboard").click();
  await row(page, "terraform-ci").click({ modifiers: ["ControlOrMeta"] });
  await expect(titles(page)).toHaveText("2 keys selected");
  await expect(row(page, "grafana-dashboard")).toHaveAttribute("aria-selected", "true");
  await row(page, "terraform-ci").click({ modifiers: ["ControlOrMeta"] });
  await expect(titles(page)).toHaveText("1 key selected");
  await at(page, "keys.row").first().click();
  await expect(at(page, "picked")).toHaveCount(0);
  await at(page, "keys.row")
    .nth(3)
    .click({ modifiers: ["Shift"] });
  await expect(titles(page)).toHaveText("4 keys selected");
  await page.keyboard.press("Escape");
  await expect(at(page, "picked")).toHaveCount(0);
  await expect(at(page, "keys.row").first()).toHaveAttribute("aria-selected", "true");
});

test("a box comes with the pointer and picks by a click alone", async ({ page }) => {
  await open(page, { lang: "en" });
  const box = row(page, "terraform-ci").locator("[data-pick]");
  await box.click();
  await expect(titles(page)).toHaveText("1 key selected");
  await row(page, "grafana-dashboard").locator("[data-pick]").click();
  await expect(titles(page)).toHaveText("2 keys selected");
  await at(page, "picked.clear").click();
  await expect(at(page, "picked")).toHaveCount(0);
});

test("the box of the key that is open ticks it, and no other with it", async ({ page }) => {
  await open(page, { lang: "en" });
  await row(page, "grafana-dashboard").click();
  await row(page, "grafana-dashboard").locator("[data-pick]").click();
  await expect(titles(page)).toHaveText("1 key selected");
  await at(page, "picked.clear").click();
  await row(page, "terraform-ci").locator("[data-pick]").click();
  await expect(titles(page)).toHaveText("1 key selected");
  await expect(row(page, "terraform-ci")).toHaveAttribute("aria-selected", "true");
});

test("what was changed is taken back from another screen too, and no more than that", async ({ page }) => {
  await open(page, { lang: "en" });
  await row(page, "grafana-dashboard").locator("[data-pick]").click();
  await row(page, "terraform-ci").locator("[data-pick]").click();
  await at(page, "picked.pin").click();
  await row(page, "terraform-ci").click();
  await at(page, "nav.settings").click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone")).toBeVisible();
  await at(page, "nav.keys").click();
  await expect(row(page, "terraform-ci")).not.toHaveAccessibleName(/, Pinned, /);
});

test("what was found out about keys is not shown for others", async ({ page }) => {
  await open(page, { lang: "en" });
  await row(page, "grafana-dashboard").locator("[data-pick]").click();
  await at(page, "picked.check").click();
  await expect(at(page, "picked.check.status")).toContainText("1 key works");
  await row(page, "terraform-ci").locator("[data-pick]").click();
  await expect(at(page, "picked.check.status")).not.toContainText("works");
});

test("the keyboard picks alone: Shift and arrows, Ctrl and the space bar, all", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "keys.row").first().click();
  await at(page, "keys.row").first().focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(titles(page)).toHaveText("3 keys selected");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(titles(page)).toHaveText("2 keys selected");
  await page.keyboard.press("ControlOrMeta+ArrowDown");
  await page.keyboard.press("ControlOrMeta+ArrowDown");
  await expect(titles(page)).toHaveText("2 keys selected");
  await expect(at(page, "keys.row").nth(3)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(titles(page)).toHaveText("3 keys selected");
  await page.keyboard.press("ControlOrMeta+a");
  await expect(titles(page)).toHaveText("8 keys selected");
  await page.keyboard.press("ArrowUp");
  await expect(at(page, "picked")).toHaveCount(0);
  await expect(at(page, "keys.row").nth(2)).toHaveAttribute("aria-selected", "true");
});

test("tags are put on all of them in one call, and taken back by one click", async ({ page }) => {
  await open(page, { lang: "en" });
  await row(page, "grafana-dashboard").click();
  await row(page, "terraform-ci").click({ modifiers: ["ControlOrMeta"] });
  await at(page, "picked.tags").click();
  await at(page, "picked.tags.tags").fill("Shop, night");
  await at(page, "picked.tags.save").click();
  await expect(at(page, "picked.tag.night")).toBeVisible();
  const [made] = (await calls(page, "mark_keys")) as { changes: { key: string; marks: { tags: string[] } }[] }[];
  expect(made?.changes.map(({ marks }) => marks.tags.includes("night"))).toEqual([true, true]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(at(page, "picked.tag.night")).toHaveCount(0);
  await expect(page.getByText("Undone")).toBeVisible();
});

test("a tag goes from all of them, and the focus to what is left", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "keys.row").first().click();
  await at(page, "keys.row").first().focus();
  await page.keyboard.press("ControlOrMeta+a");
  await at(page, "picked.tags").click();
  await at(page, "picked.tags.tags").fill("one, two");
  await page.keyboard.press("Enter");
  await at(page, "picked.tag.one").click();
  await expect(at(page, "picked.tag.one")).toHaveCount(0);
  await expect(
    page.locator("[data-testid^='picked.tag.']").locator(":focus").or(page.locator(".chip:focus")),
  ).toHaveCount(1);
});

test("more tags than a key can bear are said before anything is sent", async ({ page }) => {
  await open(page);
  await at(page, "keys.row")
    .first()
    .click({ modifiers: ["ControlOrMeta"] });
  await at(page, "picked.tags").click();
  await at(page, "picked.tags.tags").fill(Array.from({ length: 11 }, (_, n) => `t${n}`).join(","));
  await expect(page.getByText("키 1개가 태그 10개를 넘게 돼요.")).toBeVisible();
  await expect(at(page, "picked.tags.save")).toBeDisabled();
  expect(await calls(page, "mark_keys")).toEqual([]);
});

test("they are pinned together, and a day is set and taken away", async ({ page }) => {
  await open(page, { lang: "en" });
  await row(page, "terraform-ci").click({ modifiers: ["ControlOrMeta"] });
  await row(page, "metabase").click({ modifiers: ["ControlOrMeta"] });
  await at(page, "picked.pin").click();
  await expect(at(page, "picked.pin")).toHaveText("Unpin");
  await expect(row(page, "metabase")).toHaveAccessibleName(/, Pinned, /);
  await at(page, "picked.day").click();
  await at(page, "picked.day.field").fill("2031-05-06");
  await at(page, "picked.day.save").click();
  await expect(page.getByText("Saved on 2 keys")).toBeVisible();
  await at(page, "picked.day").click();
  await expect(at(page, "picked.day.field")).toHaveValue("2031-05-06");
  await at(page, "picked.day.clear").click();
  const sent = (await calls(page, "mark_keys")) as { changes: { marks: { replace_by: string | null } }[] }[];
  expect(sent.map(({ changes }) => changes[0]?.marks.replace_by).slice(-2)).toEqual(["2031-05-06", null]);
});

test("what goes wrong is said where it was asked for, and what was typed stays", async ({ page }) => {
  await open(page, { lang: "en", fail: "mark_keys:disk_full" });
  await at(page, "keys.row")
    .first()
    .click({ modifiers: ["ControlOrMeta"] });
  await at(page, "picked.tags").click();
  await at(page, "picked.tags.tags").fill("night");
  await at(page, "picked.tags.save").click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  await expect(at(page, "picked.tags.tags")).toHaveValue("night");
});

test("they are asked about at their clouds, and each that does not work is named", async ({ page }) => {
  await open(page, { lang: "en", fail: "verify_key:credential_unknown" });
  await at(page, "keys.row").first().click();
  await at(page, "keys.row").first().focus();
  await page.keyboard.press("ControlOrMeta+a");
  await at(page, "picked.check").click();
  await expect(at(page, "picked.check.status")).toContainText("could not be checked");
  const asked = await calls(page, "verify_key");
  await expect(at(page, "picked.check.failed")).toHaveCount(asked.length);
  await at(page, "picked.check.failed").first().getByRole("button").click();
  await expect(page.getByRole("article")).toBeVisible();
  await expect(at(page, "picked")).toHaveCount(0);
});

test("keys that a search hides are not acted upon", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "keys.row").first().click();
  await at(page, "keys.row").first().focus();
  await page.keyboard.press("ControlOrMeta+a");
  await at(page, "keys.search").fill("grafana");
  await expect(titles(page)).toHaveText("1 key selected");
  await at(page, "picked.pin").click();
  const [sent] = (await calls(page, "mark_keys")) as { changes: unknown[] }[];
  expect(sent?.changes).toHaveLength(1);
});

test("in a narrow window the list stays until what to do is asked for", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await open(page, { lang: "en", text: "150" });
  await at(page, "keys.row")
    .first()
    .click({ modifiers: ["ControlOrMeta"] });
  await at(page, "keys.row")
    .nth(1)
    .click({ modifiers: ["ControlOrMeta"] });
  await expect(at(page, "picked")).toBeHidden();
  await at(page, "keys.act").click();
  await expect(at(page, "picked")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(at(page, "picked")).toBeHidden();
  await expect(at(page, "keys.row").nth(1)).toHaveAttribute("aria-selected", "true");
});

for (const look of looks) {
  test(`several keys are looked at: ${look.lang} ${look.theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 900, height: 600 });
    await open(page, look);
    await at(page, "keys.row").first().click();
    await at(page, "keys.row")
      .nth(2)
      .click({ modifiers: ["Shift"] });
    await expect(at(page, "picked")).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
  });
}

test("the list is made wider by the pointer and by arrows, and stays so", async ({ page }) => {
  await open(page, { lang: "en" });
  const line = at(page, "keys.divider");
  const wide = async () => Number(await line.getAttribute("aria-valuenow"));
  await expect.poll(wide).toBe(352);
  const box = (await line.boundingBox())!;
  await page.mouse.move(box.x + 4, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 104, box.y + 300, { steps: 4 });
  await page.mouse.up();
  await expect.poll(wide).toBe(452);
  await line.focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(wide).toBe(436);
  const kept = (await calls(page, "save_settings")) as { list_width: number }[];
  expect(kept.map(({ list_width }) => list_width)).toEqual([452, 436]);
  await page.keyboard.press("End");
  await expect.poll(wide).toBe(640);
  await line.dblclick();
  await expect.poll(wide).toBe(352);
});

test("a width that could not be kept is said so", async ({ page }) => {
  await open(page, { lang: "en", fail: "save_settings:disk_full" });
  await at(page, "keys.divider").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("The width of the list could not be saved.")).toBeVisible();
});
