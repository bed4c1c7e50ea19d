import { at, calls, expect, expectAccessible, open, test } from "./page";

test("what is past comes first, and each leads to its key", async ({ page }) => {
  await open(page, { lang: "en" });
  await expect(at(page, "deadlines.row").first()).toHaveAttribute("data-stage", "over");
  await expect(at(page, "deadlines.row").nth(1)).toHaveAttribute("data-stage", "week");
  const name = await at(page, "deadlines.row").nth(1).locator(".name").textContent();
  await at(page, "deadlines.rotate").nth(1).click();
  await expect(page.getByRole("heading", { name: name ?? "" }).first()).toBeVisible();
});

test("a date that is put off goes, says when it comes back, and can be brought back", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "deadlines.snooze").nth(1).click();
  await expect(at(page, "deadlines.snooze.until_day")).toBeVisible();
  await at(page, "deadlines.snooze.week").click();
  await expect(at(page, "deadlines.row")).toHaveCount(1);
  expect((await calls(page, "snooze_keys"))[0]).toMatchObject({ length: "week" });
  await expect(page.getByRole("region", { name: "Expiry and rotation" })).toBeFocused();
  await at(page, "deadlines.snoozed").click();
  await expect(at(page, "deadlines.put-off")).toContainText("Back on");
  await expectAccessible(page);
  await at(page, "deadlines.wake").click();
  await expect(at(page, "deadlines.row")).toHaveCount(2);
  // What is past cannot wait for its day.
  await at(page, "deadlines.snooze").first().click();
  await expect(at(page, "deadlines.snooze.day")).toBeVisible();
  await expect(at(page, "deadlines.snooze.until_day")).toHaveCount(0);
});

test("a date that cannot be put off stays and says why", async ({ page }) => {
  await open(page, { lang: "en", fail: "snooze_keys:disk_full" });
  await at(page, "deadlines.snooze").first().click();
  await at(page, "deadlines.snooze.day").click();
  await expect(at(page, "deadlines").getByRole("alert")).toBeVisible();
  await expect(at(page, "deadlines.row")).toHaveCount(2);
});

test("all dates are saved as a calendar, and it is said where", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "deadlines.calendar").click();
  await expect(page.getByText("Saved keywright-dates.ics to /home/me/Downloads")).toBeVisible();
  expect(await calls(page, "save_calendar")).toHaveLength(1);
  await open(page, { lang: "en", fail: "save_calendar:file_not_saved" });
  await at(page, "deadlines.calendar").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "file_not_saved");
});

test("the page shows the key that somebody asked for at a notice, once it is open", async ({ page }) => {
  await open(page, { lang: "en", asked: "key-2", lock: "passphrase", locked: "idle" });
  await expect(at(page, "key.pin")).toHaveCount(0);
  await page.getByRole("textbox").fill("old but good passphrase");
  await page.keyboard.press("Enter");
  await expect(at(page, "key.pin")).toBeVisible();
  // Going away again is not undone.
  await page.keyboard.press("Control+,");
  await expect(at(page, "settings.background")).toBeVisible();
});

test("reminders, tray and start are set one by one", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+,");
  await at(page, "settings.remind").uncheck({ force: true });
  await at(page, "settings.tray").check({ force: true });
  await at(page, "settings.autostart").check({ force: true });
  await expect(page.getByText("Starts in the tray, without a window.")).toBeVisible();
  const saved = await calls(page, "save_settings");
  expect(saved).toHaveLength(3);
  expect(saved[2]).toMatchObject({ remind: false, tray: true, autostart: true });
});

test("what this desktop cannot do is off and says why", async ({ page }) => {
  await open(page, { lang: "en", desktop: "bare" });
  await page.keyboard.press("Control+,");
  for (const part of ["tray", "autostart"]) await expect(at(page, `settings.${part}`)).toBeDisabled();
  await expect(page.getByText("This desktop has no tray")).toBeVisible();
  await expect(page.getByText("This computer shows no notices")).toBeVisible();
  await expectAccessible(page);
  // What was set before the tray went can be taken back.
  await open(page, { lang: "en", desktop: "bare", tray: "on" });
  await page.keyboard.press("Control+,");
  await expect(at(page, "settings.tray")).toBeEnabled();
});

test("a start that could not be set up says so and stays off", async ({ page }) => {
  await open(page, { lang: "en", fail: "save_settings:autostart_failed" });
  await page.keyboard.press("Control+,");
  await at(page, "settings.autostart").click({ force: true });
  await expect(at(page, "error")).toHaveAttribute("data-code", "autostart_failed");
  await expect(at(page, "settings.autostart")).not.toBeChecked();
});
