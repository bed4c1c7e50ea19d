import { answered, at, calls, expect, expectAccessible, expectFits, open, test, type Page, type Scene } from "./page";

// Tokens and what else a cloud has whose keys cannot be paused, listed everywhere or given in one way only.

const row = (page: Page, name: string) => at(page, "keys.row").filter({ hasText: name });

async function openKey(page: Page, name: string, scene: Scene = {}) {
  await open(page, { lang: "en", scenario: "kakao", ...scene });
  await row(page, name).first().click();
  await expect(page.getByRole("article").getByRole("heading", { level: 2 })).toContainText(name);
}

const token = (page: Page, kind = "api") => page.locator(`[data-testid=token][data-token=${kind}]`);

for (const size of [
  { width: 900, height: 600 },
  { width: 480, height: 800 },
]) {
  test(`tokens fit into ${size.width} × ${size.height}`, async ({ page }) => {
    await page.setViewportSize(size);
    await openKey(page, "sales-report", { lang: "ko" });
    await at(page, "key.token").click();
    await at(page, "key.token.storage").click();
    await at(page, "key.projects").click();
    await expectFits(page);
  });
}

test("a token is issued with one click, copied in three forms, checked and revoked", async ({ page }) => {
  await openKey(page, "sales-report");
  await expect(token(page)).toHaveAttribute("data-state", "none");
  await at(page, "key.token").click();
  await expect(at(page, "token.left").first()).toContainText(/11 h 59 min left|12 h 0 min left/);

  await at(page, "token.copy").click();
  await expect(at(page, "clipboard")).toContainText("Token copied");
  for (const what of ["header", "export"]) {
    await at(page, "token.copy.as").click();
    await at(page, `token.copy.${what}`).click();
  }
  const copied = await calls(page, "copy_token");
  expect(copied.map((call) => call?.what)).toEqual(["secret", "header", "export"]);

  await at(page, "token.renew").check({ force: true });
  expect(await calls(page, "renew_token")).toEqual([{ key: "kakao-0", token: "api", on: true }]);
  await at(page, "token.check").click();
  await expect(page.getByText("It still works")).toBeVisible();

  await at(page, "token.revoke").click();
  await at(page, "revoke.submit").click();
  await expect(token(page)).toHaveAttribute("data-state", "none");
  expect(await calls(page, "revoke_token")).toEqual([{ key: "kakao-0", token: "api", here_only: false }]);
});

test("the clock runs down, and a token whose time is over says so", async ({ page }) => {
  await page.clock.install();
  await openKey(page, "sales-report");
  await at(page, "key.token.storage").click();
  await expect(token(page, "storage")).toContainText(/30 min left|29 min left/);
  await page.clock.fastForward("20:00");
  await expect(token(page, "storage")).toContainText(/10 min left|9 min left/);
  await page.clock.fastForward("11:00");
  await expect(token(page, "storage")).toHaveAttribute("data-state", "over");
  await expect(at(page, "token.copy.as.storage")).toHaveCount(0);
  await at(page, "key.token.storage").click();
  await expect(token(page, "storage")).toHaveAttribute("data-state", "valid");
});

test("a token that ended early is told apart from a bad key", async ({ page }) => {
  await openKey(page, "sales-report", { token: "ended" });
  await at(page, "key.token").click();
  await at(page, "token.check").click();
  await expect(token(page)).toHaveAttribute("data-state", "refused");
  await expect(at(page, "token.problem")).toContainText("The key still works");
  await at(page, "key.token").click();
  await expect(token(page)).toHaveAttribute("data-state", "valid");
});

test("a token that cannot be had says why and offers to try again", async ({ page }) => {
  await openKey(page, "sales-report", { fail: "mint_token:credential_unknown:refused" });
  await at(page, "key.token").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "credential_unknown");
  await expect(token(page)).toHaveAttribute("data-state", "none");
});

test("keys that cannot be paused say so, and the console road replaces calls that were not allowed", async ({
  page,
}) => {
  await openKey(page, "nightly backup");
  await expect(at(page, "key.pause")).toHaveAccessibleDescription(/KakaoCloud/);
  await expect(at(page, "key.delete")).not.toHaveAttribute("data-guided", "true");
  await row(page, "sales-report").click();
  await expect(at(page, "key.delete")).toHaveAttribute("data-guided", "true");

  await at(page, "nav.new").click();
  await at(page, "new.provider.kakao").click();
  await at(page, "new.kind.kakao_iam_key").click();
  await expect(at(page, "new.guided")).toBeVisible();
  await at(page, "nav.accounts").click();
  await at(page, "accounts.undocumented").check({ force: true });
  await expect(at(page, "accounts.undocumented")).toBeChecked();
  await at(page, "nav.new").click();
  await at(page, "new.provider.kakao").click();
  await at(page, "new.kind.kakao_iam_key").click();
  await expect(at(page, "new.field.name")).toBeVisible();
});

test("an S3 key is made with a name of our own and a meter of the quota", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kakao" });
  await at(page, "nav.new").click();
  await at(page, "new.provider.kakao").click();
  await at(page, "new.kind.kakao_s3_key").click();
  await expect(page.getByText("1 of 2 keys")).toBeVisible();
  await at(page, "new.field.label").fill("weekly backup");
  await at(page, "new.submit").click();
  await expect(at(page, "issued.done")).toBeVisible();
});

test("what the API does not offer leads to the console in the same place", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kakao-patched", fail: "new_key_options:not_offered:refused" });
  await at(page, "keys.closed").click();
  await expect(page.locator("li[data-kind=kakao_s3_key]")).toBeVisible();
  await expect(at(page, "error")).toHaveCount(0);
  await at(page, "nav.new").click();
  await at(page, "new.provider.kakao").click();
  await at(page, "new.kind.kakao_s3_key").click();
  await expect(at(page, "new.guided")).toContainText("Nothing is wrong");
  await expect(at(page, "connect.field.access")).toBeVisible();
  await expectAccessible(page);
});

test("a refused create leads there too", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kakao", fail: "create_key:not_offered:refused" });
  await at(page, "nav.new").click();
  await at(page, "new.provider.kakao").click();
  await at(page, "new.kind.kakao_s3_key").click();
  await at(page, "new.submit").click();
  await expect(at(page, "new.guided")).toBeVisible();
});

test("the second way takes other fields, and what the first one kept is taken back", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kakao" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await at(page, "connect.provider.kakao").click();
  await at(page, "connect.field.id").fill("0000000000000000000000000000eeee");
  await at(page, "connect.field.secret").fill("MADE-UP-SECRET-OF-A-TEST-0001");
  await at(page, "connect.field.id").focus();
  await expect(at(page, "connect.kept.secret")).toBeVisible();
  await at(page, "connect.submit").click();
  await expect(page.getByText("Connected").first()).toBeVisible();

  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await at(page, "connect.provider.kakao").click();
  await at(page, "connect.paste.id").click();
  await expect(at(page, "connect.kept.secret")).toBeVisible();
  await at(page, "connect.way.by_name").check({ force: true });
  await expect(at(page, "connect.field.id")).toHaveCount(0);
  await at(page, "connect.field.name").fill("sales-report");
  // The picture of where the id is stands over the form: what was typed is still there afterwards.
  await at(page, "connect.way.guide").click();
  await expect(page.locator("dialog[data-guide=user_id]")).toBeVisible();
  await at(page, "guide.close").click();
  await expect(at(page, "connect.field.name")).toHaveValue("sales-report");
  await at(page, "connect.field.user_id").fill("0000000000000000000000000000aaaa");
  await at(page, "connect.submit").click();
  await expect(page.getByText("Connected").first()).toBeVisible();
  const staged = await calls(page, "stage_credential");
  expect(staged.filter((call) => call?.field === "id").at(-1)?.text).toBe("");
});

test("a region is chosen or typed", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kakao" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await at(page, "connect.provider.kakao").click();
  await at(page, "connect.kind.kakao_s3_key").click();
  await at(page, "connect.field.access").fill("0000000000000000000000000000f001");
  await at(page, "connect.field.secret").fill("MADE-UP-SECRET-OF-A-TEST-0002");
  await at(page, "connect.field.region").selectOption("");
  await at(page, "connect.other.region").fill("kr-central-9");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Connected").first()).toBeVisible();
  const staged = await calls(page, "stage_credential");
  expect(staged.find((call) => call?.field === "region")?.text).toBe("kr-central-9");
});

test("a deletion that the API does not offer leads to the pictures of the console", async ({ page }) => {
  await openKey(page, "nightly backup", { fail: "delete_key:not_offered:refused" });
  await at(page, "key.delete").click();
  await at(page, "delete.name").fill("nightly backup");
  await at(page, "delete.submit").click();
  const notice = at(page, "error");
  await expect(notice).toHaveAttribute("data-code", "not_offered");
  await notice
    .getByRole("button")
    .filter({ hasText: /guide|steps|show/i })
    .first()
    .click();
  await expect(at(page, "guides.back")).toBeVisible();
});

test("a token that another program took is issued anew", async ({ page }) => {
  await openKey(page, "sales-report", { fail: "copy_token:secret_missing" });
  await at(page, "key.token").click();
  await expect(token(page)).toHaveAttribute("data-state", "valid");
  await at(page, "token.copy").click();
  await expect(at(page, "token.lost")).toBeVisible();
  await expectAccessible(page);
  await at(page, "token.lost.mint").click();
  await expect(at(page, "token.lost")).toHaveCount(0);
  expect(await calls(page, "mint_token")).toHaveLength(2);
});

test("what takes long to be read need not be waited for", async ({ page }) => {
  await open(page, { lang: "en", scenario: "kakao", slow: "600000:list_projects" });
  await row(page, "sales-report").first().click();
  await at(page, "key.projects").click();
  // In sight once somebody has waited for a while.
  await expect(at(page, "waiting.stop")).toBeHidden();
  await at(page, "waiting.stop").click();
  await expect(at(page, "key.projects")).toBeFocused();
  await expect(at(page, "key.projects")).toHaveAttribute("aria-expanded", "false");
  expect(await answered(page, "list_projects")).toBe(0);
});
