import { at, calls, expect, expectAccessible, open, test, type Page, type Scene } from "./page";

// Kinds that only a console makes, with a warning of what they can do; and text that was pasted into the wrong form.

async function openConnect(page: Page, provider: string, scene: Scene = {}) {
  await open(page, { lang: "en", scenario: "kt", ...scene });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await at(page, `connect.provider.${provider}`).click();
}

test("the warning leads to what to do after a leak and to questions and answers", async ({ page }) => {
  await openConnect(page, "kt");
  await at(page, "connect.kind.kt_g_key").click();
  await at(page, "key.care.guide").click();
  await expect(page.locator("dialog[data-guide=leaked]")).toBeVisible();
  await at(page, "guide.close").click();
  await at(page, "key.care.questions").click();
  const dialog = page.locator("dialog[data-guide=questions]");
  await expect(dialog).toContainText("24 February 2025");
  await at(page, "guide.close").click();
});

test("a login is connected with its zone, and exchanged for a token", async ({ page }) => {
  await openConnect(page, "kt");
  await expect(at(page, "connect.kind.kt_d_login").locator("visible=true").first()).toBeVisible();
  await at(page, "connect.kind.kt_d_login").click();
  await at(page, "connect.field.project_name").fill("shop@example.com");
  await at(page, "connect.field.password").fill("made up, with blanks");
  await at(page, "connect.field.zone").selectOption("gd1");
  await at(page, "connect.submit").click();
  await expect(page.getByText("Connected").first()).toBeVisible();
  const staged = await calls(page, "stage_credential");
  expect(staged.find((call) => call?.field === "zone")?.text).toBe("gd1");
  await at(page, "nav.keys").click();
  await page.locator("[data-testid='keys.row'][data-kind=kt_d_login]").last().click();
  await at(page, "key.token").click();
  await expect(page.locator("[data-testid=token]")).toHaveAttribute("data-state", "valid");
});

test("a refused pair says that nobody knows which half is wrong", async ({ page }) => {
  await openConnect(page, "kt", { fail: "connect:key_pair_refused:refused" });
  await at(page, "connect.kind.kt_g_key").click();
  await at(page, "connect.field.api_key").fill("MADE-UP-API-KEY");
  await at(page, "connect.field.secret_key").fill("MADE-UP-SECRET");
  await at(page, "connect.submit").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "key_pair_refused");
});

test("what looks like another cloud's is offered to move, and moves only then", async ({ page }) => {
  await openConnect(page, "kt");
  await at(page, "connect.kind.kt_g_key").click();
  const field = at(page, "connect.field.api_key");
  await field.focus();
  await field.evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, "ncp_iam_EXAMPLExample0123456\nncp_iam_ExampleSecretDoNotUse000000000000");
  const notice = at(page, "connect.looks_like");
  await expect(notice).toContainText("Naver Cloud");
  await expectAccessible(page);
  expect(await calls(page, "move_draft")).toEqual([]);
  await at(page, "connect.move.naver_access_key").click();
  await expect(at(page, "connect.field.access_key")).toBeVisible();
  expect((await calls(page, "move_draft")).length).toBe(1);
  await expect(notice).toHaveCount(0);
});

test("a login is called by what one signs in with, and guides are told by their cloud", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kt" });
  await page.locator("[data-testid='keys.row'][data-kind=kt_d_login]").click();
  // The project's id is optional, so it is not what the value beside the copy button is.
  await expect(at(page, "key.id")).toHaveText("shop@example.com");
  await expect(page.locator(".line").filter({ has: at(page, "key.id") })).not.toContainText("Project Id");

  await at(page, "nav.guides").click();
  const all = await at(page, "guides.open").count();
  await at(page, "guides.cloud.kt").check({ force: true });
  const some = await at(page, "guides.open").count();
  expect(some).toBeGreaterThan(5);
  expect(some).toBeLessThan(all);
  await expect(page.locator("[data-testid='guides.open']:not([data-kind^=kt_])")).toHaveCount(0);
  await expectAccessible(page);
});

test("an API Key is half of everything, and hidden as soon as it is kept", async ({ page }) => {
  await openConnect(page, "kt");
  await at(page, "connect.kind.kt_g_key").click();
  await at(page, "connect.field.api_key").fill("MADE-UP-API-KEY");
  await at(page, "connect.field.secret_key").focus();
  await expect(at(page, "connect.kept.api_key")).toContainText("15");
  expect(await page.content()).not.toContain("MADE-UP-API-KEY");
  await at(page, "connect.field.secret_key").fill("MADE-UP-SECRET");
  await at(page, "connect.submit").click();
  await expect(at(page, "connect.identity")).toBeVisible();
});

test("an API Key is copied without being shown, and leaves the clipboard again", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kt" });
  await page.locator("[data-testid='keys.row'][data-kind=kt_g_key]").click();
  await expect(at(page, "key.id")).toHaveCount(0);
  await at(page, "key.copy.id").click();
  await expect(at(page, "clipboard")).toBeVisible();
});
