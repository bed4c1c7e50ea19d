import { at, calls, expect, open, test, type Page } from "./page";

const rowOf = (page: Page, id: string) => page.locator(`[data-testid="keys.row"][data-secret="${id}"]`);

async function settings(page: Page) {
  await at(page, "nav.settings").click();
  return at(page, "settings.vault");
}

for (const [code, button] of [
  ["vault_locked", "Unlock"],
  ["vault_missing", "Use a passphrase vault"],
  ["vault_not_set_up", "Create a keyring"],
  ["vault_forgetful", "Use a passphrase vault"],
  ["vault_too_small", "Use a passphrase vault"],
  ["vault_waiting", "Look again"],
  ["vault_failed", "Try again"],
] as const) {
  test(`the doctor tells of ${code} with one remedy`, async ({ page }) => {
    await open(page, { lang: "en", keychain: code });
    const vault = await settings(page);
    await expect(vault).toHaveAttribute("data-problem", code);
    const buttons = at(vault, "error").getByRole("button").filter({ hasNotText: "Details" });
    await expect(buttons).toHaveText([button]);
    if (code !== "vault_missing") await expect(vault).toContainText("The keychain in use is GNOME Keyring.");
  });
}

test("what a keychain keeps of removed secrets is said where it is so", async ({ page }) => {
  await open(page, { lang: "en", keychain: "KeePassXC" });
  await expect(await settings(page)).toContainText("KeePassXC keeps removed secrets in its recycle bin");
  await open(page, { lang: "en" });
  await expect(await settings(page)).toContainText("GNOME Keyring stores");
  await expect(at(page, "settings.vault.keeps")).toHaveCount(0);
});

test("a keyring is made by that click only", async ({ page }) => {
  await open(page, { lang: "en", keychain: "vault_not_set_up" });
  const vault = await settings(page);
  await expect(at(vault, "error")).toBeVisible();
  expect(await calls(page, "set_up_keychain")).toEqual([]);
  await vault.getByRole("button", { name: "Create a keyring" }).click();
  await expect(vault).toContainText("GNOME Keyring stores and returns secrets correctly");
  expect(await calls(page, "set_up_keychain")).toHaveLength(1);
});

test("before the first save the keychain is looked at", async ({ page }) => {
  await open(page, { scenario: "empty", keychain: "vault_missing" });
  await at(page, "welcome.connect").click();
  await expect(at(at(page, "connect.vault"), "error")).toHaveAttribute("data-code", "vault_missing");
  await open(page, { scenario: "empty" });
  await at(page, "welcome.connect").click();
  await expect(at(page, "connect.submit")).toBeVisible();
  await expect(at(page, "error")).toHaveCount(0);
});

test("once there is a passphrase vault the doctor looks again, and offers it no second time", async ({ page }) => {
  await open(page, { lang: "en", keychain: "vault_missing" });
  const vault = await settings(page);
  await vault.getByRole("button", { name: "Use a passphrase vault" }).click();
  await at(page, "vault.passphrase").fill("여섯 마리 고래가 창고에서 춤을");
  await at(page, "vault.again").fill("여섯 마리 고래가 창고에서 춤을");
  await at(page, "vault.submit").click();
  await at(page, "vault.later").click();
  await expect(vault).toContainText("The passphrase vault stores and returns secrets correctly");
  await expect(at(vault, "error")).toHaveCount(0);
  // Back at the keychain that is not there: the vault has only to be chosen.
  await at(page, "vault.place.keychain").check({ force: true });
  await expect(vault).toHaveAttribute("data-problem", "vault_missing");
  await vault.getByRole("button", { name: "Use a passphrase vault" }).click();
  await expect(at(page, "vault.set-up")).toHaveCount(0);
  await expect(at(page, "vault.place.passphrase")).toBeInViewport();
});

test("a closed vault is told of in the settings, opened there, and no trouble before connecting", async ({ page }) => {
  await open(page, { lang: "en", vault: "closed" });
  const vault = await settings(page);
  await expect(vault).toHaveAttribute("data-problem", "vault_closed");
  await expect(vault).not.toContainText("The keychain in use");
  // That is no fault.
  await expect(at(vault, "error")).toHaveCount(0);
  await at(page, "nav.accounts").click();
  const asked = (await calls(page, "check_vault")).length;
  await at(page, "accounts.add").click();
  await expect(at(page, "connect.submit")).toBeVisible();
  await expect.poll(async () => (await calls(page, "check_vault")).length).toBe(asked + 1);
  await expect(at(page, "connect.vault")).toBeEmpty();
  await at(page, "nav.settings").click();
  await at(page, "vault.open-open").click();
  await at(page, "vault.passphrase").fill("old but good passphrase");
  await at(page, "vault.submit").click();
  await expect(vault).toContainText("The passphrase vault stores and returns secrets correctly");
});

test("a keychain that hangs is told of on every screen, freezes none, and can be left", async ({ page }) => {
  await open(page, { lang: "en", keychain: "hung" });
  await expect(at(page, "keychain.waits")).toHaveCount(0);
  await at(page, "keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await expect(at(page, "keychain.waits")).toContainText("Your keychain is waiting for you");
  for (const screen of ["accounts", "activity", "guides", "settings", "keys"]) {
    await at(page, `nav.${screen}`).click();
    await expect(at(page, "keychain.waits")).toBeVisible();
  }
  await at(page, "keychain.stop").click();
  await expect(at(page, "keychain.waits")).toHaveCount(0);
});

test("what waited says so once waiting was ended", async ({ page }) => {
  await open(page, { lang: "en", keychain: "hung" });
  await at(page, "keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await at(page, "keychain.stop").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "vault_waiting");
});

test("a secret that another program took shows in the list, the overview and the key", async ({ page }) => {
  await open(page, { lang: "en", scenario: "naver-outside" });
  await expect(rowOf(page, "missing").first()).toContainText("Secret gone");
  await expect(rowOf(page, "altered").first()).toContainText("Secret changed");
  await expect(page.getByRole("button", { name: /grafana-dashboard.*Secret gone/ })).toBeVisible();
  await rowOf(page, "missing").first().click();
  await expect(at(page, "key.repair")).toHaveAttribute("data-secret", "missing");
  // Nothing is done by itself.
  for (const command of ["fetch_secret", "create_key", "forget_secret", "connect"])
    expect(await calls(page, command)).toEqual([]);
});

test("each key offers what its kind can do", async ({ page }) => {
  await open(page, { lang: "en", scenario: "naver-outside" });
  const offers = async (kind: string, secret: string, name: string) => {
    await page.locator(`[data-testid="keys.row"][data-kind="${kind}"][data-secret="${secret}"]`).click();
    await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
    const repair = at(page, "key.repair");
    return repair.locator("button").evaluateAll((all) => all.map((one) => one.dataset.testid));
  };
  expect(await offers("clickhouse_key", "missing", "grafana-dashboard")).toEqual(["repair.new", "repair.forget"]);
  expect(await offers("naver_gateway_key", "missing", "shop-weather")).toEqual([
    "repair.read",
    "repair.new",
    "repair.forget",
  ]);
  expect(await offers("naver_access_key", "altered", "hanbit-shop")).toEqual(["repair.connect"]);
});

test("a secret is read again at the cloud", async ({ page }) => {
  await open(page, { lang: "en", scenario: "naver-outside" });
  await page.locator('[data-testid="keys.row"]', { hasText: "shop-weather" }).click();
  await at(page, "repair.read").click();
  await expect(at(page, "key.repair")).toHaveCount(0);
  expect(await calls(page, "fetch_secret")).toEqual([{ key: "naver-2" }]);
});

test("a secret is forgotten only after a second click", async ({ page }) => {
  await open(page, { lang: "en", scenario: "naver-outside" });
  await page.locator('[data-testid="keys.row"]', { hasText: "grafana-dashboard" }).click();
  await at(page, "repair.forget").click();
  expect(await calls(page, "forget_secret")).toEqual([]);
  await at(page, "repair.forget.submit").click();
  await expect(at(page, "key.repair")).toHaveCount(0);
  expect(await calls(page, "forget_secret")).toEqual([{ key: "key-2" }]);
});

test("an account without its credential offers to connect again", async ({ page }) => {
  await open(page, { scenario: "naver-outside" });
  await at(page, "nav.accounts").click();
  await expect(at(page, "accounts.repair")).toHaveAttribute("data-secret", "altered");
  await at(page, "accounts.connect_again").click();
  await expect(at(page, "connect.submit")).toBeVisible();
});
