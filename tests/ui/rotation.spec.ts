import { at, calls, expect, expectAccessible, open, test, type Page, type Scene } from "./page";

// A rotation in which another key takes the place of a key.

async function openKey(page: Page, scene: Scene = {}, name = "grafana-dashboard") {
  await open(page, { lang: "en", ...scene });
  await at(page, "keys.row").filter({ hasText: name }).click();
  await expect(card(page)).toBeVisible();
}

const card = (page: Page) => at(page, "key.succession");
const next = (page: Page) => card(page).getByTestId("succession.next").click();
const stands = (page: Page, step: string) => expect(card(page)).toHaveAttribute("data-step", step);

async function begin(page: Page) {
  await at(page, "key.rotate").click();
  await stands(page, "issue");
}

/** Up to this step. */
async function walk(page: Page, ...steps: string[]) {
  for (const step of steps) {
    await next(page);
    await stands(page, step);
  }
}

test("a key is rotated: made, handed over, watched, paused, deleted", async ({ page }) => {
  await openKey(page);
  await begin(page);
  await expect(at(page, "succession.name")).toHaveValue("grafana-dashboard-2");
  await walk(page, "hand_over");
  await expect(at(page, "succession.place")).toHaveCount(1);
  await at(page, "succession.place").check({ force: true });
  await expect(at(page, "succession.place")).toBeChecked();
  await at(page, "succession.copy").click();
  await expect(at(page, "clipboard")).toContainText("Secret copied");
  await walk(page, "watch", "pause");
  await at(page, "succession.quiet.14").check({ force: true });
  await walk(page, "delete");
  await at(page, "succession.delete").click();
  const submit = at(page, "succession.delete.submit");
  await expect(submit).toHaveAttribute("aria-disabled", "true");
  await at(page, "succession.delete.name").fill("grafana-dashboard");
  await submit.click();
  await expect(page.getByText("grafana-dashboard-2 has taken over")).toBeVisible();
  await expect(at(page, "keys.row").filter({ hasText: "grafana-dashboard" })).toHaveCount(1);
  const steps = await calls(page, "step_succession");
  expect(steps.map((call) => call?.step)).toEqual(["issue", "hand_over", "watch", "pause", "delete"]);
  expect(steps.at(-1)?.anyway).toBe(true);
  const notes = await calls(page, "note_succession");
  expect(notes.map((call) => call?.quiet_days)).toEqual([null, 14]);
});

test("a rotation is left, listed, found again and undone", async ({ page }) => {
  await openKey(page);
  await begin(page);
  await walk(page, "hand_over");
  await at(page, "nav.activity").click();
  await at(page, "nav.keys").click();
  const list = at(page, "keys.rotations");
  await expect(list.getByRole("heading")).toHaveText("1 rotation under way");
  // The new key says whose place it takes, and leads there.
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard-2" }).click();
  await expect(at(page, "key.heir")).toContainText("grafana-dashboard");
  await expect(card(page)).toHaveCount(0);
  await at(page, "key.heir.open").click();
  await stands(page, "hand_over");
  await at(page, "succession.end").click();
  await at(page, "succession.end.take").check({ force: true });
  await at(page, "succession.end.name").fill("grafana-dashboard-2");
  await at(page, "succession.end.submit").click();
  await stands(page, "none");
  await expect(at(page, "keys.row").filter({ hasText: "grafana-dashboard" })).toHaveCount(1);
  expect((await calls(page, "end_succession"))[0]?.typed_name).toBe("grafana-dashboard-2");
});

test("the key that the app connects with is proven before the connection moves", async ({ page }) => {
  await openKey(page, {}, "Keywright");
  await begin(page);
  await walk(page, "verify");
  await expect(card(page)).toContainText("The app connects with the old key");
  await walk(page, "hand_over");
});

test("use after the switch is told and holds up the way", async ({ page }) => {
  await openKey(page, { succession: "used" });
  await begin(page);
  await walk(page, "hand_over", "watch");
  await next(page);
  await expect(at(page, "succession.used")).toBeVisible();
  await expect(card(page).getByTestId("error")).toHaveCount(0);
  await expectAccessible(page);
  await at(page, "succession.anyway").click();
  await stands(page, "pause");
});

test("a new key in doubt leads to its own card", async ({ page }) => {
  await openKey(page, { succession: "making" });
  await begin(page);
  await next(page);
  await expect(at(page, "succession.doubt")).toBeVisible();
  await expect(card(page).getByTestId("succession.next")).toHaveCount(0);
  await expectAccessible(page);
});

test("a cloud without room says which key goes first", async ({ page }) => {
  await openKey(page, { scenario: "kakao" }, "nightly backup");
  await begin(page);
  await walk(page, "hand_over");
  await at(page, "succession.end").click();
  await at(page, "succession.end.submit").click();
  await stands(page, "none");
  // Two for each project: now there is no room for a third.
  await begin(page);
  await next(page);
  await expect(at(page, "succession.full")).toContainText("2 of 2");
  await expectAccessible(page);
  await at(page, "succession.first").click();
  await expect(at(page, "key.succession")).toHaveAttribute("data-step", "none");
});

test("the palette leads to the rotation", async ({ page }) => {
  await openKey(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("rotate");
  await page.keyboard.press("Enter");
  await expect(card(page).locator("xpath=..")).toBeFocused();
});
