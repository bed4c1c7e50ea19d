import { at, calls, expect, expectAccessible, expectFits, looks, open, test, type Page } from "./page";

const done = (page: Page, task: string) => at(page, `lesson.task.${task}`);

async function fill(page: Page, name: string) {
  await at(page, "new.field.name").fill(name);
  await at(page, "new.role").first().check({ force: true });
  await at(page, "new.address.anywhere").click();
  await at(page, "new.submit").click();
}

async function throughRotation(page: Page, name: string) {
  const card = at(page, "key.succession");
  await at(page, "key.rotate").click();
  for (const step of ["issue", "hand_over", "watch", "pause"]) {
    await expect(card).toHaveAttribute("data-step", step);
    await at(card, "succession.next").click();
  }
  await at(card, "succession.delete").click();
  await at(page, "succession.delete.name").fill(name);
  await at(page, "succession.delete.submit").click();
}

for (const look of looks) {
  test(`the lesson and its troubles are accessible in ${look.lang}, ${look.theme}`, async ({ page }) => {
    await open(page, { ...look, scenario: "practice", lesson: "issued" });
    await expect(at(page, "lesson")).toBeVisible();
    await at(page, "troubles").click();
    await at(page, "trouble.maintenance").check({ force: true });
    await at(page, "keys.refresh").click();
    await expect(at(page, "practice.bar")).toHaveAttribute("data-met", "true");
    await expect(at(page, "trouble.did")).toBeVisible();
    await expectAccessible(page);
  });
}

test("three things are done in order, each ticked off once it is done, and progress outlasts a reload", async ({
  page,
}) => {
  await open(page, { scenario: "empty", keep: "yes" });
  await at(page, "welcome.practice").click();
  await expect(done(page, "issue")).toHaveAttribute("data-done", "false");

  // To look at a task is not to do it.
  await at(page, "lesson.go.issue").click();
  await page.keyboard.press("Escape");
  await expect(done(page, "issue")).toHaveAttribute("data-done", "false");
  await at(page, "lesson.go.issue").click();
  await fill(page, "대시보드");
  await at(page, "issued.done").click();

  await page.reload();
  await expect(done(page, "issue")).toHaveAttribute("data-done", "true");
  await at(page, "lesson.go.rotate").click();
  await expect(page.locator("[data-steps]")).toBeFocused();
  await throughRotation(page, "대시보드");
  // The new key stands there by itself; the lesson is a line away.
  await at(page, "keys.lesson").click();
  await expect(done(page, "rotate")).toHaveAttribute("data-done", "true");
  await expect(done(page, "retire")).toHaveAttribute("data-done", "false");

  await at(page, "lesson.go.retire").click();
  await at(page, "delete.name").fill("대시보드-2");
  await at(page, "delete.submit").click();
  await expect(done(page, "retire")).toHaveAttribute("data-done", "true");
  await page.reload();
  await at(page, "lesson.finished").getByTestId("lesson.connect").click();
  await expect(at(page, "connect.submit")).toBeVisible();
});

test("a rotation that was left is gone on with; without a key one is made first", async ({ page }) => {
  await open(page, { scenario: "practice" });
  await expect(at(page, "lesson.go.issue")).toBeVisible();
  await expect(at(page, "lesson.go.rotate")).toHaveCount(0);
  await open(page, { scenario: "practice", lesson: "issued" });
  await at(page, "lesson.go.rotate").click();
  await at(page, "key.rotate").click();
  await at(page, "keys.lesson").click();
  await expect(at(page, "lesson.go.rotate")).toHaveText("이어서 하기");
  // Both of its keys are spoken for.
  await at(page, "lesson.go.retire").click();
  await expect(at(page, "new.submit")).toBeVisible();
});

test("it is put away and comes back by undo, the palette, the settings and the account", async ({ page }) => {
  await open(page, { scenario: "practice", keep: "yes" });
  await at(page, "lesson.hide").click();
  await expect(at(page, "lesson")).toHaveCount(0);
  await expect(at(page, "keys.search")).toBeFocused();
  await at(page, "toast.action").click();
  await expect(at(page, "lesson")).toBeVisible();

  await at(page, "lesson.hide").click();
  await page.reload();
  await expect(at(page, "keys.row").first()).toBeVisible();
  await expect(at(page, "lesson")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("연습 과정");
  await page.keyboard.press("Enter");
  await expect(at(page, "lesson")).toBeVisible();

  await at(page, "nav.settings").click();
  await at(page, "settings.lesson").uncheck({ force: true });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.lesson").click();
  await expect(at(page, "lesson")).toBeVisible();
});

test("without a practice account there is no lesson and no trouble, wherever one looks", async ({ page }) => {
  await open(page, { scenario: "few" });
  await expect(at(page, "keys.row").first()).toBeVisible();
  await expect(at(page, "lesson")).toHaveCount(0);
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.theme")).toBeVisible();
  await expect(at(page, "settings.lesson")).toHaveCount(0);
  await at(page, "nav.accounts").click();
  await expect(at(page, "accounts.verify")).toBeVisible();
  await expect(at(page, "troubles")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("연습 과정");
  await expect(page.getByRole("dialog")).not.toContainText("연습 과정 보기");
});

test("what says that a trouble is on covers no button of a small window", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await open(page, { scenario: "practice" });
  await at(page, "troubles").click();
  await at(page, "trouble.maintenance").check({ force: true });
  await expect(at(page, "practice.bar")).toBeVisible();
  await at(page, "keys.bin").click();
  await expect(at(page, "keys.bin")).toHaveAttribute("aria-current", "true");
});

test("a line that is cut once switches itself off, and the window says what was done about it", async ({ page }) => {
  await open(page, { scenario: "practice", lang: "en" });
  await at(page, "troubles").click();
  await at(page, "trouble.slow").check({ force: true });
  await at(page, "trouble.cut_after_create").check({ force: true });
  // One at a time.
  await expect(at(page, "trouble.slow")).not.toBeChecked();
  const bar = at(page, "practice.bar");
  await expect(bar).toContainText("is on");
  await at(page, "lesson.go.issue").click();
  await expect(bar).toBeVisible();
  await fill(page, "Dashboard");
  await expect(at(page, "new.unknown")).toBeVisible();
  await expect(bar).toHaveAttribute("data-on", "false");
  await expect(bar).toContainText("sent once");
  expect(await calls(page, "create_key")).toHaveLength(1);
  await at(page, "practice.bar.off").click();
  await expect(bar).toHaveCount(0);

  await at(page, "nav.accounts").click();
  await at(page, "troubles").click();
  await expect(at(page, "trouble.cut_after_create")).not.toBeChecked();
});

test("a full quota is told in the form, which stays filled in until there is room", async ({ page }) => {
  await open(page, { scenario: "practice", lang: "en" });
  await at(page, "troubles").click();
  await at(page, "trouble.quota_full").check({ force: true });
  await at(page, "lesson.go.issue").click();
  await fill(page, "Dashboard");
  await expect(at(page, "error")).toHaveAttribute("data-code", "quota_full");
  await at(page, "practice.bar.off").click();
  await expect(at(page, "practice.bar")).toHaveCount(0);
  await at(page, "new.submit").click();
  await expect(at(page, "issued.id")).toBeVisible();
});

test("all of it can be done by keyboard", async ({ page }) => {
  await open(page, { scenario: "practice" });
  await at(page, "troubles").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(at(page, "trouble.cut_before")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(at(page, "practice.bar")).toHaveAttribute("data-trouble", "cut_before");
  await expect(at(page, "trouble.cut_before")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(at(page, "practice.bar")).toHaveCount(0);
  await at(page, "lesson.go.issue").focus();
  await page.keyboard.press("Enter");
  await expect(at(page, "new.field.name")).toBeVisible();
});

test("it fits the smallest window, and stands behind a line of its own at 200 %", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await open(page, { scenario: "practice", lang: "en" });
  await expect(at(page, "lesson.go.issue")).toBeInViewport();
  await at(page, "troubles").click();
  await at(page, "trouble.cut_after_create").check({ force: true });
  await expectFits(page);
  await page.setViewportSize({ width: 450, height: 300 });
  await expect(at(page, "lesson")).toBeHidden();
  await at(page, "keys.lesson").click();
  await expect(at(page, "lesson.go.issue")).toBeVisible();
  await expect(page.getByTestId("lesson").getByRole("button").first()).toBeFocused();
  await expectFits(page);
  await page.keyboard.press("Escape");
  await expect(at(page, "keys.lesson")).toBeVisible();
});
