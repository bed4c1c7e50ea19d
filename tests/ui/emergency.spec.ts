import { at, calls, expect, open, test, type Page, type Scene } from "./page";

const line = "emergency.line";

async function leaked(page: Page, scene: Scene = {}, card = 0) {
  await open(page, { lang: "en", ...scene });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.leaked").nth(card).click();
  await expect(at(page, line).first()).toBeVisible();
}

for (const lang of ["ko", "en"] as const) {
  test(`the keys that are to stop stand there before anything happens (${lang})`, async ({ page }) => {
    await page.setViewportSize({ width: 900, height: 600 });
    await leaked(page, { lang });
    // The way to begin is on the screen without scrolling.
    await expect(at(page, "emergency.name")).toBeInViewport({ ratio: 1 });
    await expect(at(page, "emergency.submit")).toBeInViewport({ ratio: 1 });
    expect(await calls(page, "start_emergency")).toEqual([]);
  });
}

test("all keys stop after the account's name, the one that signs in last", async ({ page }) => {
  await leaked(page);
  await expect(at(page, line).last()).toHaveAttribute("data-turn", "last");
  await expect(at(page, "emergency.submit")).toHaveAttribute("aria-disabled", "true");
  await at(page, "emergency.name").fill("Hanbit");
  await expect(at(page, "emergency.submit")).toHaveAccessibleDescription(/account’s name/);
  await at(page, "emergency.name").fill("Hanbit Analytics");
  await at(page, "emergency.submit").click();
  // Of its own accord it stops all but the one that it signs in with.
  const last = at(page, line).last();
  await expect(page.locator('[data-done="false"]')).toHaveCount(1);
  await expect(last).toContainText("cannot stop itself");
  await at(last, "emergency.stopped").click();
  await expect(at(page, "emergency.over")).toContainText("connect again");
  const [ask] = await calls(page, "start_emergency");
  expect(ask).toMatchObject({ account: "main", wish: "pause", typed_name: "Hanbit Analytics" });
  expect(ask?.keys).toHaveLength(await at(page, line).count());
  await at(page, "emergency.close").click();
  await expect(at(page, "accounts.emergency")).toHaveCount(0);
});

test("the key that signs in can be left out", async ({ page }) => {
  await leaked(page);
  const all = await at(page, line).count();
  await at(page, "emergency.own").uncheck({ force: true });
  await expect(at(page, line)).toHaveCount(all - 1);
  await expect(page.locator('[data-turn="last"]')).toHaveCount(0);
});

test("a key that failed stays, keeps the last one waiting, and is tried again", async ({ page }) => {
  await leaked(page, { leak: "fails" });
  await at(page, "emergency.wish.delete").check({ force: true });
  await expect(at(page, line).first()).toHaveAttribute("data-act", "delete");
  await at(page, "emergency.name").fill("Hanbit Analytics");
  await at(page, "emergency.submit").click();
  await expect(page.locator('[data-code="forbidden"]')).toHaveCount(1);
  await expect(at(page, line).last()).toContainText("once all others have stopped");
  await expect(at(at(page, line).last(), "emergency.stopped")).toHaveCount(0);
  // Left and come back to, it is still there.
  await page.keyboard.press("Escape");
  await expect(at(page, "accounts.emergency")).toBeVisible();
  await at(page, "nav.keys").click();
  await expect(at(page, "keys.emergency")).toContainText("2 keys");
  await at(page, "keys.emergency").click();
  await at(page, "emergency.retry").click();
  await at(page, "emergency.stopped").click();
  await expect(at(page, "emergency.over")).toContainText("connect again");
  expect(await calls(page, "run_emergency")).toHaveLength(1);
});

test("what is left can be taken off, and that says what it means", async ({ page }) => {
  await open(page, { lang: "en", leak: "left" });
  await at(page, "keys.emergency").click();
  await at(page, "emergency.end").click();
  await expect(page.getByRole("dialog").last()).toContainText("go on working");
  await at(page, "emergency.end.submit").click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(at(page, "accounts.emergency")).toHaveCount(0);
});

test("keys that only the console stops have their guide and are ticked off by hand", async ({ page }) => {
  await leaked(page, { scenario: "kt" }, 1);
  const one = at(page, line).first();
  await expect(one).toHaveAttribute("data-act", "by_hand");
  await at(one, "emergency.guide").click();
  await at(page, "guide.close").click();
  const label = await page.locator('[data-testid="accounts.row"] h2').nth(1).textContent();
  await at(page, "emergency.name").fill(label!.trim());
  await at(page, "emergency.submit").click();
  await at(page, "emergency.stopped").first().click();
  await expect(at(page, "emergency.over")).toBeVisible();
});

test("a refusal to begin is said in words", async ({ page }) => {
  await leaked(page, { fail: "start_emergency:disk_full" });
  await at(page, "emergency.name").fill("Hanbit Analytics");
  await at(page, "emergency.submit").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "disk_full");
});

test("the palette leads to it by name", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("leaked");
  await page.getByRole("option", { name: /Stop all keys of Hanbit/ }).click();
  await expect(at(page, line).first()).toBeVisible();
});
