import { at, expect, type Page } from "../page";
import { chooseKey, type Walk } from "./walk";

async function stepOn(page: Page, card: string, ...steps: string[]) {
  for (const step of steps) {
    await at(page, `${card}.next`).click();
    await expect(at(page, `key.${card}`)).toHaveAttribute("data-step", step);
  }
}

/** A key, its dialogs and its longer ways. */
export const keyWalks: Walk[] = [
  {
    name: "key",
    async go(page, look) {
      await chooseKey(page, "grafana-dashboard");
      await at(page, "key.verify").click();
      await expect(at(page, "key.identity")).toBeVisible();
      await look("key");
      await at(page, "key.copy.command").click();
      await look("copy menu");
      await page.keyboard.press("Escape");
      await at(page, "key.delete").click();
      await expect(at(page, "delete.evidence")).toBeVisible();
      await look("deleting");
      await page.keyboard.press("Escape");
      await at(page, "key.edit").click();
      await expect(at(page, "edit.field.assigned_role_ids")).toBeVisible();
      await look("editing");
    },
  },
  {
    name: "notes on a key",
    async go(page, look) {
      await chooseKey(page, "grafana-dashboard");
      await at(page, "marks.edit").click();
      await at(page, "marks.tags").fill(" shop, contractor");
      await at(page, "marks.memo").fill("Third floor\nuntil spring");
      await at(page, "marks.places").fill("Grafana\noffice server");
      await at(page, "marks.day").fill("2099-03-01");
      await look("editing");
      await at(page, "marks.save").click();
      await expect(at(page, "marks")).toContainText("contractor");
      await at(page, "key.pin").click();
      await look("noted");
    },
  },
  {
    name: "key of an API gateway",
    scene: { scenario: "naver" },
    async go(page, look) {
      await chooseKey(page, "shop-weather");
      await at(page, "key.subscriptions").click();
      await expect(at(page, "subscription.row")).toHaveCount(2);
      await look("subscriptions");
      await at(page, "key.regenerate.primary_key").click();
      await look("regenerating");
    },
  },
  {
    name: "key of a sub-account",
    scene: { scenario: "naver" },
    async go(page, look) {
      await chooseKey(page, "nightly report");
      await at(page, "key.rules").click();
      await at(page, "rules.on").check({ force: true });
      await at(page, "key.storage").click();
      await expect(at(page, "storage.bucket")).toHaveCount(2);
      await look("rules and storage");
      await at(page, "key.delete").click();
      await look("deleting");
    },
  },
  {
    name: "tokens",
    scene: { scenario: "kakao" },
    async go(page, look) {
      await chooseKey(page, "sales-report");
      await at(page, "key.token").click();
      await at(page, "key.token.storage").click();
      await expect(page.locator("[data-testid=token][data-token=storage]")).toHaveAttribute("data-state", "valid");
      await at(page, "key.projects").click();
      await expect(at(page, "project.row")).toHaveCount(2);
      await look("tokens and projects");
      await at(page, "token.revoke").first().click();
      await look("revoking");
    },
  },
  {
    name: "login of KT Cloud",
    scene: { scenario: "kt" },
    async go(page, look) {
      await page.locator("[data-testid='keys.row'][data-kind=kt_d_login]").click();
      await at(page, "key.verify").click();
      await expect(at(page, "key.identity")).toBeVisible();
      await look("login");
    },
  },
  {
    name: "what other programs did",
    scene: { scenario: "naver-outside" },
    async go(page, look) {
      await page.locator('[data-testid="keys.row"][data-secret="missing"]').first().click();
      await expect(at(page, "key.repair")).toBeVisible();
      await look("key");
      await at(page, "nav.accounts").click();
      await expect(at(page, "accounts.repair")).toBeVisible();
      await look("accounts");
    },
  },
  {
    name: "rotation, first steps",
    async go(page, look) {
      await chooseKey(page, "grafana-dashboard");
      await at(page, "key.rotate").click();
      await expect(at(page, "key.succession")).toHaveAttribute("data-step", "issue");
      await look("issue");
      await stepOn(page, "succession", "hand_over");
      await look("hand over");
      await stepOn(page, "succession", "watch");
      await look("watch");
    },
  },
  {
    name: "rotation, last steps",
    async go(page, look) {
      await chooseKey(page, "grafana-dashboard");
      await at(page, "key.rotate").click();
      await stepOn(page, "succession", "hand_over", "watch", "pause");
      await look("pause");
      await stepOn(page, "succession", "delete");
      await at(page, "succession.delete").click();
      await look("deleting");
      await page.keyboard.press("Escape");
      await at(page, "succession.end").click();
      await at(page, "succession.end.take").check({ force: true });
      await look("ending");
    },
  },
  {
    name: "replacement by hand",
    scene: { scenario: "kakao" },
    async go(page, look) {
      await chooseKey(page, "sales-report");
      await at(page, "key.rotate").click();
      const card = at(page, "key.replacement");
      await expect(card).toHaveAttribute("data-step", "make");
      await look("make");
      await at(card, "connect.paste.id").click();
      await expect(at(card, "connect.kept.secret")).toBeVisible();
      await at(card, "connect.submit").click();
      await expect(card).toHaveAttribute("data-step", "hand_over");
      await look("hand over");
      await stepOn(page, "replacement", "remove");
      await look("remove");
    },
  },
];
