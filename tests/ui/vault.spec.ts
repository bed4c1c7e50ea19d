import { at, calls, expect, open, test, type Page } from "./page";

const settings = (page: Page) => at(page, "nav.settings").click();
const good = "여섯 마리 고래가 창고에서 춤을";

async function typeNew(page: Page, passphrase: string, again = passphrase) {
  await at(page, "vault.passphrase").fill(passphrase);
  await at(page, "vault.again").fill(again);
}

test("a vault is set up once, in words, and the recovery code has its own window", async ({ page, context }) => {
  await open(page, { lang: "en" });
  await settings(page);
  await at(page, "vault.set-up-open").click();
  await expect(page.getByText("nobody can open it")).toBeVisible();
  await expect(at(page, "vault.submit")).toHaveAttribute("aria-disabled", "true");
  await typeNew(page, "short");
  await expect(at(page, "vault.strength")).toHaveAttribute("data-strength", "short");
  await expect(at(page, "vault.submit")).toHaveAttribute("aria-disabled", "true");
  await typeNew(page, good, "여섯 마리 고래가 창고에서 춤");
  await at(page, "vault.keep-here").focus();
  await expect(page.getByText("Not the same as above")).toBeVisible();
  await expect(at(page, "vault.submit")).toHaveAttribute("aria-disabled", "true");
  await typeNew(page, good);
  await expect(at(page, "vault.strength")).toHaveAttribute("data-strength", "strong");
  await at(page, "vault.submit").click();
  expect(await calls(page, "set_up_passphrase")).toEqual([{ passphrase: good, keep_here: true }]);

  const opened = context.waitForEvent("page");
  await at(page, "vault.show-code").click();
  const reveal = await opened;
  await reveal.locator("[data-testid='reveal.secret']").click();
  await expect(reveal.locator("[data-testid='reveal.secret'] .group")).toHaveCount(7);
  await expect(reveal.getByRole("heading", { name: "Recovery code" })).toBeVisible();
  await expect(reveal.getByTestId("reveal.left")).toContainText("5 min");
  await expect(page.getByRole("dialog")).not.toContainText("4B1DE");
  await at(page, "vault.written").click();
  await expect(at(page, "settings.passphrase")).toHaveAttribute("data-state", "open");
});

test("a missing keychain offers the vault, and the work goes on there", async ({ page }) => {
  await open(page, { lang: "en", fail: "verify_key:vault_missing" });
  await at(page, "keys.row").nth(2).click();
  await at(page, "key.verify").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "vault_missing");
  await page.getByRole("button", { name: "Use a passphrase vault" }).click();
  await expect(at(page, "vault.set-up")).toBeVisible();
});

test("what needs a closed vault asks for it and then goes on", async ({ page }) => {
  await open(page, { lang: "en", vault: "closed" });
  await at(page, "keys.row").nth(2).click();
  await at(page, "key.copy").click();
  await expect(at(page, "vault.open")).toBeVisible();
  await expect(at(page, "vault.passphrase")).toBeFocused();
  await at(page, "vault.passphrase").fill("not this one");
  await at(page, "vault.passphrase").press("Enter");
  await expect(page.getByText("Wrong passphrase")).toBeVisible();
  await at(page, "vault.passphrase").fill("old but good passphrase");
  await at(page, "vault.passphrase").press("Enter");
  await expect(at(page, "vault.open")).toBeHidden();
  await expect(at(page, "clipboard")).toBeVisible();
  expect((await calls(page, "copy_key")).length).toBe(2);
});

test("closing the question leaves what was asked for undone, and says so", async ({ page }) => {
  await open(page, { lang: "en", vault: "closed" });
  await at(page, "keys.row").nth(2).click();
  await at(page, "key.copy").click();
  await page.keyboard.press("Escape");
  await expect(at(page, "vault.open")).toBeHidden();
  const error = at(page, "error");
  await expect(error).toHaveAttribute("data-code", "vault_closed");
  await expect(error.getByRole("button").filter({ hasNotText: "Details" })).toHaveText(["Open the vault"]);
  await page.getByRole("button", { name: "Open the vault" }).click();
  // Once it is open, what was asked for is done.
  await at(page, "vault.passphrase").fill("old but good passphrase");
  await at(page, "vault.passphrase").press("Enter");
  await expect(at(page, "clipboard")).toBeVisible();
  await expect(error).toHaveCount(0);
});

test("a recovery code opens it, and what is mistyped is named", async ({ page }) => {
  await open(page, { lang: "en", vault: "closed" });
  await settings(page);
  await at(page, "vault.open-open").click();
  await at(page, "vault.turn").click();
  await typeNew(page, good);
  await at(page, "vault.recovery").fill("4B1DE-XAMP1-EC0DE-D0N0X-WR1TE-1234V-ZZZZZ");
  await at(page, "vault.submit").click();
  await expect(page.getByText("Something is mistyped in group 4")).toBeVisible();
  await at(page, "vault.recovery").fill("4b1de xamp1 ec0de");
  await at(page, "vault.submit").click();
  await expect(page.getByText("Something is missing")).toBeVisible();
  await at(page, "vault.recovery").fill("4b1de xamp1 ec0de d0n0t wr1te 1234v zzzzz");
  await at(page, "vault.submit").click();
  await expect(at(page, "settings.passphrase")).toHaveAttribute("data-state", "open");
});

test("who forgot the passphrase changes it with the recovery code", async ({ page }) => {
  await open(page, { lang: "en", vault: "stopped" });
  await settings(page);
  await at(page, "vault.change-open").click();
  await typeNew(page, "left over from before");
  await page.getByRole("button", { name: "I forgot it" }).click();
  await expect(at(page, "vault.current")).toHaveCount(0);
  // What was typed is not taken over unseen.
  await expect(at(page, "vault.passphrase")).toHaveValue("");
  await expect(at(page, "vault.recovery")).toBeFocused();
  await at(page, "vault.recovery").fill("4b1de xamp1 ec0de d0n0t wr1te 1234v zzzzz");
  await expect(at(page, "vault.submit")).toHaveAttribute("aria-disabled", "true");
  await typeNew(page, good);
  await at(page, "vault.submit").click();
  await expect(at(page, "vault.change")).toBeHidden();
  expect((await calls(page, "change_passphrase")).map((args) => args?.recovery)).toEqual([true]);
});

test("no button of a vault dialog leads somewhere beneath it", async ({ page }) => {
  await open(page, { lang: "en", vault: "closed", fail: "open_vault:vault_failed:unsent" });
  await settings(page);
  await at(page, "vault.open-open").click();
  await at(page, "vault.passphrase").fill("old but good passphrase");
  await at(page, "vault.submit").click();
  const error = at(at(page, "vault.open"), "error");
  await expect(error.getByRole("button").filter({ hasNotText: "Details" })).toHaveText(["Try again"]);
});

test("everything moves when asked to, and only then", async ({ page }) => {
  await open(page, { lang: "en", vault: "stopped", slow: "600" });
  await settings(page);
  await expect(at(page, "vault.stopped")).toContainText("2 to go");
  await expect(at(page, "vault.remove-open")).toHaveAttribute("aria-disabled", "true");
  await at(page, "vault.go-on").click();
  await expect(at(page, "vault.moving")).toBeVisible();
  await expect(at(page, "vault.counts")).toContainText("0 secrets in the keychain, 5 in the passphrase vault");
  await expect(at(page, "vault.stopped")).toBeHidden();
  await at(page, "vault.place.keychain").check({ force: true });
  expect(await calls(page, "move_secrets")).toEqual([{ place: "passphrase" }]);
  await at(page, "vault.move").click();
  await expect(at(page, "vault.counts")).toContainText("5 secrets in the keychain, 0 in the passphrase vault");
  await at(page, "vault.remove-open").click();
  await at(page, "vault.passphrase").fill("old but good passphrase");
  await at(page, "vault.submit").click();
  await expect(at(page, "settings.passphrase")).toHaveAttribute("data-state", "none");
});

test("Enter that ends a Korean syllable opens nothing", async ({ page }) => {
  await open(page, { vault: "closed" });
  await settings(page);
  await at(page, "vault.open-open").click();
  await at(page, "vault.passphrase").fill("고래");
  await at(page, "vault.passphrase").dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  expect(await calls(page, "open_vault")).toEqual([]);
});
