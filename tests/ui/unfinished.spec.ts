import { at, calls, expect, open, test, type Page, type Scene } from "./page";

async function openList(page: Page, scene: Scene = {}) {
  await open(page, { lang: "en", scenario: "unfinished", ...scene });
  await at(page, "keys.unfinished").click();
  await expect(at(page, "unfinished.row")).toHaveCount(8);
}

const row = (page: Page, id: string) => page.locator(`[data-operation-id="${id}"]`);

test("what waits for the user stands first", async ({ page }) => {
  await openList(page);
  await expect(at(page, "unfinished.row").first()).toHaveAttribute("data-state", "made_without_secret");
});

test("a key without its secret is deleted after a question, and leaves the list", async ({ page }) => {
  await openList(page);
  await at(row(page, "op-2"), "unfinished.delete").click();
  await expect(page.getByRole("dialog")).toContainText("cannot be undone");
  await at(page, "unfinished.sure").click();
  await expect(row(page, "op-2")).toHaveCount(0);
  expect(await calls(page, "settle")).toMatchObject([{ operation: "op-2", choice: "delete" }]);
  expect((await calls(page, "settle"))[0]?.remote_id).toBeTruthy();
});

test("it can be paused or kept instead, and what is kept stays listed", async ({ page }) => {
  await openList(page);
  await at(row(page, "op-2"), "unfinished.keep").click();
  await expect(row(page, "op-2")).toHaveAttribute("data-state", "kept");
  await at(row(page, "op-2"), "unfinished.switch_off").click();
  await expect(row(page, "op-2")).toHaveCount(0);
  expect(await calls(page, "settle")).toMatchObject([{ choice: "keep" }, { choice: "switch_off" }]);
});

test("of several candidates the user names one before anything is deleted", async ({ page }) => {
  await openList(page);
  const one = row(page, "op-3");
  await at(one, "unfinished.delete").click({ force: true });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const candidate = at(one, "unfinished.candidate").nth(1);
  const remote = await candidate.getAttribute("data-remote-id");
  await candidate.check();
  await at(one, "unfinished.delete").click();
  await expect(page.getByRole("dialog")).toContainText("belongs to someone else");
  await at(page, "unfinished.sure").click();
  expect(await calls(page, "settle")).toEqual([{ operation: "op-3", choice: "delete", remote_id: remote }]);
});

test("none of them can be said too", async ({ page }) => {
  await openList(page);
  await at(row(page, "op-3"), "unfinished.none").click();
  await at(page, "unfinished.sure").click();
  await expect(row(page, "op-3")).toHaveCount(0);
  expect(await calls(page, "settle")).toMatchObject([{ choice: "forget" }]);
});

test("what is being checked says when, can be looked at now, and cannot be forgotten", async ({ page }) => {
  await openList(page);
  const one = row(page, "op-1");
  await expect(one).toContainText(/We look again by ourselves at \d\d:\d\d/);
  await expect(at(one, "unfinished.forget")).toHaveCount(0);
  await at(one, "unfinished.look").click();
  expect(await calls(page, "settle")).toMatchObject([{ operation: "op-1", choice: "look_again" }]);
  await expect(one).toBeVisible();
});

test("a draft is gone on with", async ({ page }) => {
  await openList(page);
  await at(row(page, "op-5"), "unfinished.go_on").click();
  await expect(at(page, "connect.field.key_id")).toHaveValue("dRaFtKeYiDfOrTeStInG");
  await expect(at(page, "connect.kept.key_secret")).toBeVisible();
});

test("throwing a draft away says what is lost, and Esc keeps it", async ({ page }) => {
  await openList(page);
  await at(row(page, "op-5"), "unfinished.drop").click();
  await expect(page.getByRole("dialog")).toContainText("Key ID, Key secret will be removed");
  await page.keyboard.press("Escape");
  await expect(row(page, "op-5")).toBeVisible();
  expect(await calls(page, "settle")).toEqual([]);
  await at(row(page, "op-5"), "unfinished.drop").click();
  await at(page, "unfinished.sure").click();
  await expect(row(page, "op-5")).toHaveCount(0);
});

test("a clean-up that fails again says so and stays", async ({ page }) => {
  await openList(page, { fail: "settle:provider_down:refused" });
  await at(row(page, "op-7"), "unfinished.switch_off").click();
  await expect(row(page, "op-7").getByTestId("error")).toHaveAttribute("data-code", "provider_down");
  await expect(row(page, "op-7")).toBeVisible();
});
