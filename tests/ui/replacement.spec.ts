import { at, calls, expect, open, test, type Page, type Scene } from "./page";

// Keys that only a console makes and removes are replaced and retired step by step.

async function openKey(page: Page, scene: Scene = {}) {
  await open(page, { lang: "en", scenario: "kakao", ...scene });
  await at(page, "keys.row").filter({ hasText: "sales-report" }).click();
  await expect(at(page, "key.replacement")).toBeVisible();
}

const card = (page: Page) => at(page, "key.replacement");

async function connectNew(page: Page) {
  await card(page).getByTestId("connect.paste.id").click();
  await expect(card(page).getByTestId("connect.kept.secret")).toBeVisible();
  await card(page).getByTestId("connect.submit").click();
}

test("a key is replaced: made, proven, handed over, removed", async ({ page }) => {
  await openKey(page);
  await at(page, "key.rotate").click();
  await at(page, "replacement.guide").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await at(page, "guide.close").click();
  await connectNew(page);
  await expect(card(page)).toHaveAttribute("data-step", "hand_over");
  await at(page, "replacement.copy").click();
  await expect(at(page, "clipboard")).toContainText("Secret copied");
  await at(page, "replacement.next").click();
  await at(page, "replacement.guide").click();
  await at(page, "guide.close").click();
  await at(page, "replacement.next").click();
  // The new one is on the screen; the old one is not in the list any more.
  await expect(page.getByText("sales-report is cleared away")).toBeVisible();
  await expect(at(page, "keys.row").filter({ hasText: "sales-report" })).toHaveCount(1);
  await expect(card(page)).toHaveAttribute("data-step", "none");
  const steps = await calls(page, "step_replacement");
  expect(steps.map((call) => call?.step)).toEqual(["make", "hand_over", "remove"]);
});

test("a replacement is left on the way and goes on where it was", async ({ page }) => {
  await openKey(page);
  await at(page, "key.rotate").click();
  await connectNew(page);
  await expect(card(page)).toHaveAttribute("data-step", "hand_over");
  await at(page, "nav.activity").click();
  await at(page, "nav.keys").click();
  await at(page, "keys.row").filter({ hasText: "sales-report" }).first().click();
  await expect(card(page)).toHaveAttribute("data-step", "hand_over");
  await at(page, "replacement.end").click();
  await expect(card(page)).toHaveAttribute("data-step", "none");
});

test("a key is retired", async ({ page }) => {
  await openKey(page);
  await at(page, "key.retire").click();
  await expect(card(page)).toHaveAttribute("data-step", "hand_over");
  await at(page, "replacement.next").click();
  await at(page, "replacement.next").click();
  await expect(at(page, "keys.row").filter({ hasText: "sales-report" })).toHaveCount(0);
});

test("a step that fails is told, and nothing moves", async ({ page }) => {
  await openKey(page, { fail: "step_replacement:not_yet_working:refused" });
  await at(page, "key.rotate").click();
  await connectNew(page);
  await expect(card(page).getByTestId("error")).toHaveAttribute("data-code", "not_yet_working");
  await expect(card(page)).toHaveAttribute("data-step", "make");
});
