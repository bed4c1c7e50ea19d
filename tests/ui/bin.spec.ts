import { at, calls, expect, open, test } from "./page";

const rows = "bin.row";

test("a key comes back from the waste bin, and a deleted one does not", async ({ page }) => {
  await open(page, { lang: "en", bin: "full" });
  await expect(at(page, "keys.row").first()).toBeVisible();
  const before = await at(page, "keys.row").count();
  await at(page, "keys.bin").click();
  const deleted = page.locator('[data-testid="bin.row"][data-reason="deleted"]');
  await expect(deleted).toContainText("old-pipeline");
  await expect(deleted).toContainText("Was used in airflow-prod");
  await expect(at(deleted, "bin.restore")).toHaveCount(0);
  await page.getByRole("button", { name: "Restore superset" }).click();
  await expect(at(page, rows)).toHaveCount(2);
  await expect(at(page, "keys.row")).toHaveCount(before + 1);
  await expect(at(page, "toast")).toContainText("Back in your list");
  expect(await calls(page, "restore_from_bin")).toHaveLength(1);
});

test("what goes for good asks first, one or all", async ({ page }) => {
  await open(page, { lang: "en", bin: "full" });
  await at(page, "keys.bin").click();
  await page.getByRole("button", { name: "Delete superset for good" }).click();
  await expect(page.getByRole("dialog")).toContainText("Its secret goes too");
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await calls(page, "empty_bin")).toEqual([]);
  await page.getByRole("button", { name: "Delete superset for good" }).click();
  await at(page, "bin.discard.submit").click();
  await expect(at(page, rows)).toHaveCount(2);
  await at(page, "bin.empty").click();
  await at(page, "bin.discard.submit").click();
  await expect(at(page, "bin")).toContainText("Trash is empty");
  const asked = await calls(page, "empty_bin");
  expect(asked.map((ask) => ask?.entry === null)).toEqual([false, true]);
});

test("a bin that cannot be read says so, and one that cannot be written loses nothing", async ({ page }) => {
  await open(page, { lang: "en", bin: "full", fail: "list_bin:data_damaged" });
  await at(page, "keys.bin").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "data_damaged");
  await open(page, { lang: "en", bin: "full", fail: "restore_from_bin:disk_full" });
  await at(page, "keys.bin").click();
  await page.getByRole("button", { name: "Restore superset" }).click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "disk_full");
  await expect(at(page, rows)).toHaveCount(3);
});

test("the palette and the keyboard lead to the waste bin and back", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("trash");
  await page.keyboard.press("Enter");
  await expect(at(page, "bin")).toContainText("Trash is empty");
  await page.keyboard.press("Escape");
  await expect(at(page, "bin")).toHaveCount(0);
});

test("a key that was forgotten by mistake comes back by the keyboard", async ({ page }) => {
  await open(page, { lang: "en", scenario: "few" });
  await page.getByRole("option", { name: /metabase/ }).click();
  await at(page, "key.forget").click();
  await expect(at(page, "toast.action")).toHaveText("Undo");
  // The message stays while somebody is at its button.
  await at(page, "toast.action").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "metabase" })).toBeVisible();
});
