import { at, calls, expect, expectAccessible, open, test, type Page, type Scene } from "./page";

async function openKey(page: Page, scene: Scene = {}) {
  await open(page, { lang: "en", ...scene });
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
}

const noted = {
  tags: ["shop", "contractor"],
  memo: "Third floor\nuntil spring",
  used_in: ["Grafana", "office server"],
  replace_by: "2099-03-01",
};

async function note(page: Page) {
  await at(page, "marks.edit").click();
  await at(page, "marks.tags").fill(" shop, contractor ,Shop,");
  await at(page, "marks.memo").fill(noted.memo);
  await at(page, "marks.places").fill(" Grafana \n\noffice  server\ngrafana");
  await at(page, "marks.day").fill(noted.replace_by);
}

test("tags, a note and a day are noted on a key and taken away again", async ({ page }) => {
  await openKey(page);
  await note(page);
  await at(page, "marks.save").click();
  await expect(at(page, "marks")).toContainText("Third floor");
  await expect(at(page, "marks")).toContainText("office server");
  await expect(at(page, "marks")).toContainText("1 March 2099");
  expect(await calls(page, "mark_key")).toEqual([{ key: "key-2", marks: { ...noted, pinned: false } }]);

  // Another key is offered the tags in use.
  await at(page, "keys.row").filter({ hasText: "terraform-ci" }).click();
  await at(page, "marks.edit").click();
  await at(page, "marks.tag.shop").click();
  await expect(at(page, "marks.tags")).toHaveValue("shop");
  await expect(at(page, "marks.tag.shop")).toBeHidden();
  await page.keyboard.press("Escape");

  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
  await at(page, "marks.edit").click();
  for (const field of ["marks.tags", "marks.memo", "marks.places", "marks.day"]) await at(page, field).fill("");
  await at(page, "marks.save").click();
  await expect(at(page, "marks")).toBeHidden();
});

test("a key is pinned, and its notes stay", async ({ page }) => {
  await openKey(page);
  await note(page);
  await at(page, "marks.save").click();
  await at(page, "key.pin").click();
  await expect(at(page, "key.pin")).toHaveAttribute("aria-pressed", "true");
  await at(page, "key.pin").click();
  await expect(at(page, "key.pin")).toHaveAttribute("aria-pressed", "false");
  const marks = (await calls(page, "mark_key")).map((call) => call?.marks);
  expect(marks).toEqual([false, true, false].map((pinned) => ({ ...noted, pinned })));
});

test("too much is said while it is typed, and nothing typed is lost when saving fails", async ({ page }) => {
  await openKey(page, { fail: "mark_key:disk_full" });
  await at(page, "marks.edit").click();
  await at(page, "marks.tags").fill(Array.from({ length: 11 }, (_, n) => `${n}`).join());
  await expect(page.getByText("A key can have up to 10 tags.")).toBeVisible();
  await expect(at(page, "marks.save")).toBeDisabled();
  await at(page, "marks.tags").fill("열".repeat(31));
  await expect(page.getByText("A tag can have up to 30 characters.")).toBeVisible();
  await at(page, "marks.tags").fill("shop");
  await at(page, "marks.memo").fill("x".repeat(501));
  await expect(page.getByText("A note can have up to 500 characters.")).toBeVisible();
  await at(page, "marks.memo").fill("kept");
  await at(page, "marks.save").click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  await expect(at(page, "marks.memo")).toHaveValue("kept");
  await expect(at(page, "marks.tags")).toHaveValue("shop");
});

test("what is noted sorts, finds and filters keys", async ({ page }) => {
  await openKey(page);
  await note(page);
  await at(page, "marks.save").click();
  await at(page, "keys.row").filter({ hasText: "terraform-ci" }).click();
  await at(page, "key.pin").click();
  await expect(at(page, "keys.row").first()).toContainText("terraform-ci");
  await at(page, "keys.search").fill("third floor");
  await expect(at(page, "keys.row")).toHaveCount(1);
  await at(page, "keys.search").fill("");
  await at(page, "keys.filter").click();
  await at(page, "keys.filter.tag.shop").check();
  await expect(at(page, "keys.row")).toHaveCount(1);
  await expect(at(page, "keys.row")).toContainText("#shop");
});

test("a list is saved, seen again and removed", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await open(page);
  await at(page, "keys.filter").click();
  await expect(at(page, "keys.view.save")).toBeHidden();
  await at(page, "keys.filter.secret.here").check();
  await at(page, "keys.sort.name").click();
  await at(page, "keys.view.save").click();
  await expect(at(page, "keys.view.name")).toBeFocused();
  await at(page, "keys.view.name").fill("  여기 있는 키 ");
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.view")).toHaveAttribute("aria-pressed", "true");
  const saved = (await calls(page, "save_settings"))[0]?.views;
  expect(saved).toEqual([{ name: "여기 있는 키", query: "", sort: "name", filters: { secret: ["here"] } }]);

  await at(page, "keys.filter.secret.here").uncheck();
  await expect(at(page, "keys.view")).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("Escape");
  const all = await at(page, "keys.row").count();
  // From anywhere, by its name.
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText("여기 있는");
  await page.keyboard.press("Enter");
  expect(await at(page, "keys.row").count()).toBeLessThan(all);

  await at(page, "keys.filter").click();
  await at(page, "keys.view").locator("xpath=..").getByRole("button").last().click();
  await expect(at(page, "keys.view")).toBeHidden();
  expect((await calls(page, "save_settings"))[1]?.views).toEqual([]);
  await expect(at(page, "keys.view.undo")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(at(page, "keys.view")).toBeVisible();
  expect((await calls(page, "save_settings"))[2]?.views).toEqual(saved);
});

test("a list's name is used once, and a failure to save keeps it", async ({ page }) => {
  await open(page, { lang: "en", fail: "save_settings:disk_full" });
  await at(page, "keys.filter").click();
  await at(page, "keys.sort.name").click();
  await at(page, "keys.view.save").click();
  await at(page, "keys.view.name").fill("mine");
  await at(page, "keys.view.submit").click();
  await expect(at(page, "keys.filter.panel").getByRole("alert")).toBeVisible();
  await expect(at(page, "keys.view.name")).toHaveValue("mine");
  await at(page, "keys.view.name").fill("x".repeat(41));
  await expect(at(page, "keys.view.submit")).toBeDisabled();
});

test("a day that is filled in partly is not taken for none, and the focus comes back", async ({ page }) => {
  await openKey(page);
  await note(page);
  await at(page, "marks.save").click();
  await expect(at(page, "marks.edit")).toBeFocused();
  await page.keyboard.press("Enter");
  await at(page, "marks.day").focus();
  await page.keyboard.press("Backspace");
  await expect(page.getByText("Enter the whole date")).toBeVisible();
  await expect(at(page, "marks.save")).toBeDisabled();
});

test("a pin that cannot be kept says so and stays off", async ({ page }) => {
  await openKey(page, { fail: "mark_key:disk_full" });
  await at(page, "key.pin").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(at(page, "key.pin")).toHaveAttribute("aria-pressed", "false");
});

test("the panel stays inside the smallest window while a list is named", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await open(page, { lang: "en" });
  await at(page, "keys.filter").click();
  for (const value of ["secret.here", "state.enabled"]) await at(page, `keys.filter.${value}`).check();
  await at(page, "keys.view.save").click();
  await at(page, "keys.view.name").fill("x".repeat(41));
  await expect
    .poll(() => at(page, "keys.filter.panel").evaluate((panel) => panel.getBoundingClientRect().bottom))
    .toBeLessThanOrEqual(600);
});
