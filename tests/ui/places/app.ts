import { at, expect, type Page } from "../page";
import { chooseKey, type Walk } from "./walk";

async function typePassphrase(page: Page, passphrase: string, again = passphrase) {
  await at(page, "vault.passphrase").fill(passphrase);
  await at(page, "vault.again").fill(again);
}

const settings = (page: Page) => at(page, "nav.settings").click();

/** What stands beside keys: accounts, guides, activity, settings, the lock, and the data file that does not open. */
export const appWalks: Walk[] = [
  {
    name: "accounts",
    scene: { scenario: "trouble" },
    async go(page, look) {
      await at(page, "nav.accounts").click();
      await at(page, "accounts.verify").first().click();
      await expect(at(page, "accounts.identity")).toBeVisible();
      await look("accounts");
      await at(page, "accounts.disconnect").first().click();
      await look("disconnecting");
    },
  },
  {
    name: "accounts of KakaoCloud",
    scene: { scenario: "kakao" },
    async go(page, look) {
      await at(page, "nav.accounts").click();
      await expect(at(page, "accounts.undocumented")).toBeAttached();
      await look("accounts");
    },
  },
  {
    name: "leak",
    async go(page, look) {
      await at(page, "nav.accounts").click();
      await at(page, "accounts.leaked").first().click();
      await expect(at(page, "emergency.line").first()).toBeVisible();
      await look("before");
    },
  },
  {
    name: "leak, later",
    scene: { leak: "left" },
    async go(page, look) {
      await expect(at(page, "keys.emergency")).toBeVisible();
      await look("list");
      await at(page, "keys.emergency").click();
      await expect(page.locator('[data-code="forbidden"]')).toBeVisible();
      await look("left");
    },
  },
  {
    name: "guides",
    async go(page, look) {
      await at(page, "nav.guides").click();
      await look("all");
      for (const id of ["first_key", "query_endpoint", "retire", "lost_secret"]) {
        await page.locator(`[data-testid="guides.open"][data-kind="clickhouse_key"][data-guide="${id}"]`).click();
        await expect(at(page, "guides.page")).toHaveAttribute("data-guide", id);
        await look(id);
        await at(page, "guides.back").click();
      }
      await at(page, "guides.errors").click();
      await look("errors");
    },
  },
  {
    name: "strip",
    async go(page, look) {
      await at(page, "nav.guides").click();
      await page.locator('[data-testid="guides.open"][data-kind="clickhouse_key"][data-guide="first_key"]').click();
      await at(page, "guide.beside").click();
      await expect(at(page, "strip")).toBeVisible();
      await look("first step");
      for (let step = 1; step < 8; step++) await at(page, "strip.next").click();
      await expect(at(page, "strip.paste")).toBeVisible();
      await look("last step");
    },
  },
  {
    name: "activity",
    async go(page, look) {
      await at(page, "nav.activity").click();
      await expect(at(page, "activity.row")).toHaveCount(10);
      await expect(at(page, "activity.cloud")).toHaveCount(3);
      await at(page, "activity.how").click();
      await look("activity");
    },
  },
  {
    name: "settings",
    scene: { scenario: "trouble", lock: "both" },
    async go(page, look) {
      await settings(page);
      await expect(at(page, "error")).toBeVisible();
      await expect(at(page, "settings.tray")).toBeEnabled();
      await look("settings");
    },
  },
  {
    name: "keychain that forgets",
    scene: { keychain: "vault_forgetful" },
    async go(page, look) {
      await settings(page);
      await expect(at(page, "error")).toBeVisible();
      await look("settings");
    },
  },
  {
    name: "passphrase vault",
    scene: { vault: "stopped" },
    async go(page, look) {
      await settings(page);
      await expect(at(page, "vault.stopped")).toBeVisible();
      await look("stopped");
      await at(page, "vault.change-open").click();
      await typePassphrase(page, "password1234", "other");
      await expect(at(page, "vault.strength")).toHaveAttribute("data-strength", "weak");
      await look("changing");
    },
  },
  {
    name: "setting up the passphrase vault",
    async go(page, look) {
      await settings(page);
      await at(page, "vault.set-up-open").click();
      await typePassphrase(page, "여섯 마리 고래가 창고에서 춤을");
      await look("passphrase");
      await at(page, "vault.submit").click();
      await expect(at(page, "vault.show-code")).toBeVisible();
      await look("code");
    },
  },
  {
    name: "proof",
    scene: { lock: "both", preset: "strict" },
    async go(page, look) {
      await chooseKey(page, "grafana-dashboard");
      await at(page, "key.reveal").click();
      await expect(at(page, "proof")).toBeVisible();
      await look("proof");
    },
  },
  {
    name: "lock",
    scene: { lock: "both", locked: "idle" },
    async go(page, look) {
      await expect(at(page, "lock")).toBeVisible();
      await look("locked");
      await at(page, "lock.passphrase").fill("wrong");
      await at(page, "lock.submit").click();
      await expect(page.getByRole("alert").or(page.locator("[aria-invalid=true]"))).toBeVisible();
      await look("refused");
    },
  },
  {
    name: "closing while locked",
    scene: { lock: "passphrase", locked: "user", closing: "create" },
    async go(page, look) {
      await expect(at(page, "lock.closing")).toBeVisible();
      await look("closing");
    },
  },
  {
    name: "closing",
    scene: { closing: "create" },
    async go(page, look) {
      await expect(at(page, "closing")).toContainText("grafana-dashboard");
      await look("closing");
    },
  },
  ...(["damaged", "newer", "full"] as const).map((data): Walk => ({
    name: `data file: ${data}`,
    scene: { data },
    async go(page, look) {
      if (data === "newer") await at(page, "recovery.older").click();
      await expect(at(page, "recovery.copy")).toHaveCount(data === "full" ? 0 : 5);
      await look("recovery");
    },
  })),
];
