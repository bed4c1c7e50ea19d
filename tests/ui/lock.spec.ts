import { answered, at, calls, expect, expectAccessible, open, test, type Page } from "./page";

const RIGHT = "old but good passphrase";

/** What the page knows of keys, by their names. */
const aKey = (page: Page) => page.getByText("grafana-dashboard");

test("locking takes everything away, and unlocking brings it back where it was", async ({ page }) => {
  await open(page, { lock: "passphrase" });
  await expect(aKey(page).first()).toBeVisible();
  await at(page, "nav.accounts").click();
  await page.keyboard.press("Control+l");
  await expect(at(page, "lock")).toHaveAttribute("data-why", "user");
  // Nothing of keys and accounts is left in the page.
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/grafana|Hanbit/);
  await expect(at(page, "lock.passphrase")).toBeFocused();
  await page.keyboard.type(RIGHT);
  await page.keyboard.press("Enter");
  await expect(at(page, "accounts.row").first()).toBeVisible();
  await at(page, "nav.keys").click();
  await expect(aKey(page).first()).toBeVisible();
});

test("shortcuts lead nowhere while it is locked", async ({ page }) => {
  await open(page, { lock: "passphrase", locked: "start" });
  await expect(at(page, "lock")).toBeVisible();
  for (const keys of ["Control+n", "Control+,", "Control+f", "F5", "Escape"]) await page.keyboard.press(keys);
  await expect(at(page, "lock")).toBeVisible();
  expect(await calls(page, "refresh_keys")).toEqual([]);
  expect(await calls(page, "list_keys")).toEqual([]);
});

test("a start that is locked comes to the keys, or to the welcome where there are none", async ({ page }) => {
  for (const [scenario, handle] of [
    ["few", "keys.search"],
    ["empty", "welcome.connect"],
  ] as const) {
    await open(page, { scenario, lock: "passphrase", locked: "start" });
    await at(page, "lock.passphrase").fill(RIGHT);
    await at(page, "lock.submit").click();
    await expect(at(page, handle)).toBeVisible();
  }
});

test("a wrong passphrase is said, and several in a row make it wait", async ({ page }) => {
  await open(page, { lang: "en", lock: "passphrase", locked: "idle" });
  const field = at(page, "lock.passphrase");
  for (let tries = 0; tries < 3; tries++) {
    await field.fill("wrong");
    await field.press("Enter");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveValue("");
  }
  await field.fill("wrong");
  await field.press("Enter");
  await expect(page.getByText(/Try again in [12] second/)).toBeVisible();
  await field.fill(RIGHT);
  await expect(at(page, "lock.submit")).toBeDisabled();
  // It opens again by itself, with what was typed meanwhile.
  await expect(at(page, "lock.submit")).toBeEnabled();
  await at(page, "lock.submit").click();
  await expect(at(page, "lock")).toBeHidden();
});

test("Enter that ends a Korean syllable does not try the passphrase", async ({ page }) => {
  await open(page, { lock: "passphrase", locked: "user" });
  const field = at(page, "lock.passphrase");
  await field.fill("한글");
  await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  expect(await calls(page, "unlock_app")).toEqual([]);
  await field.press("Enter");
  expect(await calls(page, "unlock_app")).toEqual([{ passphrase: "한글", recovery: false }]);
});

// WebKitGTK takes no Korean in a password field.
test("a passphrase of any language can be typed wherever one is asked for", async ({ page }) => {
  const field = async (handle: string) => {
    await expect(at(page, handle)).toBeVisible();
    await expect(at(page, handle)).toHaveCSS("-webkit-text-security", "disc");
    await expect(page.locator("input[type=password]")).toHaveCount(0);
  };
  await open(page, { lock: "passphrase", locked: "start" });
  await field("lock.passphrase");
  await open(page, { lock: "passphrase", preset: "strict" });
  await at(page, "keys.row").nth(2).click();
  await at(page, "key.reveal").click();
  await field("proof.passphrase");
  await open(page, { vault: "closed" });
  await at(page, "nav.settings").click();
  for (const [opens, handle] of [
    ["vault.open-open", "vault.passphrase"],
    ["vault.change-open", "vault.current"],
    ["vault.new-code", "vault.passphrase"],
  ] as const) {
    await at(page, opens).click();
    await field(handle);
    await page.keyboard.press("Escape");
  }
  await open(page);
  await at(page, "nav.settings").click();
  await at(page, "vault.set-up-open").click();
  await field("vault.passphrase");
});

test("the account of the computer and the recovery code open it too", async ({ page }) => {
  await open(page, { lock: "account", locked: "sleep" });
  await expect(at(page, "lock.passphrase")).toBeHidden();
  await expect(at(page, "lock.account")).toBeFocused();
  await at(page, "lock.account").click();
  await expect(at(page, "keys.search")).toBeVisible();

  await open(page, { lock: "account", account: "refuses", locked: "sleep" });
  await at(page, "lock.account").click();
  await expect(at(page, "lock.word")).toContainText("계정 암호를 확인하지 못했어요");

  await open(page, { lock: "passphrase", locked: "sleep" });
  await at(page, "lock.recovery").click();
  await at(page, "lock.passphrase").fill("4B1DE-XAMP1-EC0DE-D0N0X-WR1TE-1234V-ZZZZZ");
  await at(page, "lock.submit").click();
  await expect(page.getByText("4번째 묶음에 잘못 적은 글자가 있어요")).toBeVisible();
  await at(page, "lock.passphrase").fill("4b1de xamp1 ec0de d0n0t wr1te 1234v zzzzz");
  await at(page, "lock.submit").click();
  await expect(at(page, "keys.search")).toBeVisible();
});

test("without anything that opens it, locking leads to the settings", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.lock").click();
  await expect(at(page, "settings.lock.off")).toBeVisible();
  await expect(at(page, "lock")).toBeHidden();
  expect(await calls(page, "lock_app")).toEqual([]);
});

test("a passphrase for the lock leaves new secrets where they go", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.settings").click();
  await at(page, "settings.lock.set-up").click();
  await expect(page.getByText("The same passphrase unlocks Keywright")).toBeVisible();
  await expect(at(page, "vault.keep-here")).not.toBeChecked();
  await at(page, "vault.passphrase").fill("여섯 마리 고래가 창고에서 춤을");
  await at(page, "vault.again").fill("여섯 마리 고래가 창고에서 춤을");
  await at(page, "vault.submit").click();
  expect(await calls(page, "set_up_passphrase")).toMatchObject([{ keep_here: false }]);
  await at(page, "vault.later").click();
  await at(page, "settings.lock.now").click();
  await at(page, "lock.passphrase").fill("여섯 마리 고래가 창고에서 춤을");
  await at(page, "lock.submit").click();
  await expect(at(page, "lock")).toBeHidden();
});

test("what was typed in the form for a new key is there after unlocking", async ({ page }) => {
  await open(page, { lock: "passphrase" });
  await page.keyboard.press("Control+n");
  await at(page, "new.field.name").fill("half-typed");
  await at(page, "nav.lock").click();
  await expect(at(page, "lock")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain("half-typed");
  await at(page, "lock.passphrase").fill(RIGHT);
  await at(page, "lock.submit").click();
  await expect(at(page, "new.field.name")).toHaveValue("half-typed");
  // Left by the user, it is not kept.
  await at(page, "nav.keys").click();
  await at(page, "nav.new").click();
  await expect(at(page, "new.field.name")).toHaveValue("");
});

for (const [ends, fail] of [
  ["well", ""],
  ["badly", "create_key:quota_full"],
] as const) {
  test(`a key that is being made while the lock falls, and ends ${ends}, is told of after it`, async ({ page }) => {
    await open(page, { lang: "en", lock: "passphrase", slow: "1500", fail });
    await at(page, "nav.new").click();
    await at(page, "new.field.name").fill("made behind the lock");
    await at(page, "new.role").first().click();
    await at(page, "new.address.anywhere").click();
    await at(page, "new.submit").click();
    await expect(at(page, "new.making")).toBeVisible();
    await page.keyboard.press("Control+l");
    await expect(at(page, "lock")).toBeVisible();
    await expect.poll(() => answered(page, "create_key")).toBe(1);
    await expect(page.getByText("made behind the lock")).toHaveCount(0);
    await at(page, "lock.passphrase").fill(RIGHT);
    await at(page, "lock.submit").click();
    if (fail) {
      await expect(at(page, "new.field.name")).toHaveValue("made behind the lock");
      await expect(at(page, "error")).toHaveAttribute("data-code", "quota_full");
    } else {
      await expect(page.getByRole("heading", { level: 1, name: "The key is made and stored" })).toBeVisible();
      await expect(page.locator("main")).toContainText("made behind the lock");
    }
  });
}

test("a preset decides, and an older time for the clipboard stays until one is picked", async ({ page }) => {
  await open(page, { lang: "en", lock: "passphrase", clipboard: "20" });
  await at(page, "nav.settings").click();
  const facts = at(page, "settings.preset.facts");
  await expect(facts).toContainText("after 20 seconds, as you chose earlier");
  await expect(facts).toContainText("Locks after 10 minutes");
  await at(page, "settings.preset.strict").check({ force: true });
  await expect(facts).toContainText("Locks after 2 minutes");
  await expect(facts).toContainText("Clears a copied secret after 15 seconds.");
});

test("the computer's account is offered, or it says why not", async ({ page }) => {
  await open(page, { lang: "en", account: "not_installed" });
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.lock.account")).toBeDisabled();
  await expect(at(page, "settings.lock")).toContainText("installed from its package");

  await open(page, { lang: "en" });
  await at(page, "nav.settings").click();
  await expect(at(page, "settings.lock.off")).toBeVisible();
  await at(page, "settings.lock.account").check({ force: true });
  await expect(at(page, "settings.lock.off")).toBeHidden();
  await at(page, "settings.lock.now").click();
  await expect(at(page, "lock.account")).toBeVisible();

  await open(page, { lang: "en", account: "refuses" });
  await at(page, "nav.settings").click();
  await at(page, "settings.lock.account").click({ force: true });
  await expect(at(page, "error")).toHaveAttribute("data-code", "proof_refused");
  await expect(at(page, "settings.lock.account")).not.toBeChecked();
});

test("strict asks who it is before a secret is shown", async ({ page }) => {
  await open(page, { lock: "passphrase", preset: "strict" });
  await at(page, "keys.row").nth(2).click();
  await at(page, "key.reveal").click();
  await expect(at(page, "proof")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(at(page, "proof")).toBeHidden();
  await at(page, "key.reveal").click();
  await at(page, "proof.passphrase").fill(RIGHT);
  const shown = page.waitForEvent("popup");
  await at(page, "proof.submit").click();
  await shown;
});

test("activity is told seldom, and only where there is a lock", async ({ page }) => {
  await open(page, { lock: "passphrase" });
  for (let x = 0; x < 30; x++) await page.mouse.move(100 + x * 10, 200);
  await page.keyboard.press("Shift");
  expect(await calls(page, "note_activity")).toEqual([null]);
  await open(page);
  await page.mouse.move(300, 300);
  await page.mouse.move(310, 300);
  expect(await calls(page, "note_activity")).toEqual([]);
});

test("somebody who types in a dialog is here, and can lock from there", async ({ page }) => {
  await open(page, { lock: "passphrase" });
  await page.keyboard.press("Control+,");
  await at(page, "vault.change-open").click();
  await page.clock.install();
  // What was told before is long ago.
  await page.clock.fastForward(60_000);
  const told = (await calls(page, "note_activity")).length;
  await page.keyboard.type("typed");
  await expect.poll(async () => (await calls(page, "note_activity")).length).toBe(told + 1);
  await page.keyboard.press("Control+l");
  await expect(at(page, "lock")).toBeVisible();
  expect(await calls(page, "lock_app")).toHaveLength(1);
});

test("a locked window that closes says so, and not for what", async ({ page }) => {
  await open(page, { lock: "passphrase", locked: "user", closing: "create" });
  await expect(at(page, "lock.closing")).toBeVisible();
  await expect(page.locator("body")).not.toContainText("grafana-dashboard");
});
