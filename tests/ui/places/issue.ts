import { at, expect, type Page } from "../page";
import type { Walk } from "./walk";

async function openForm(page: Page) {
  await at(page, "nav.new").click();
  await expect(at(page, "new.field.assigned_role_ids")).toBeVisible();
}

async function makeKey(page: Page) {
  await openForm(page);
  await at(page, "new.field.name").fill("Sales dashboard");
  await at(page, "new.role").first().click();
  await at(page, "new.address.anywhere").click();
  await at(page, "new.submit").click();
}

async function connect(page: Page, provider: string) {
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await at(page, `connect.provider.${provider}`).click();
}

/** From the welcome to a key in the keychain. */
export const issueWalks: Walk[] = [
  { name: "welcome", scene: { scenario: "empty" }, go: (_page, look) => look("welcome") },
  {
    name: "new key",
    async go(page, look) {
      await openForm(page);
      await look("form");
      await at(page, "new.submit").click();
      await at(page, "new.address.list").click();
      await at(page, "new.address.source").fill("10.0.0.1/24");
      await at(page, "new.address.note").click();
      await at(page, "new.expiry.never").check({ force: true });
      await at(page, "new.role").nth(3).click();
      await at(page, "new.more").click();
      await at(page, "new.roles.enter").click();
      await look("form with mistakes");
    },
  },
  {
    name: "issued key",
    async go(page, look) {
      await makeKey(page);
      await expect(at(page, "issued.id")).toBeVisible();
      await at(page, "issued.curl").click();
      await at(page, "issued.where").click();
      await look("issued");
    },
  },
  {
    name: "key in the making",
    scene: { slow: "600000:create_key" },
    async go(page, look) {
      await makeKey(page);
      await expect(at(page, "new.making")).toBeVisible();
      await look("making");
    },
  },
  {
    name: "key in doubt",
    scene: { fail: "create_key:interrupted:unknown" },
    async go(page, look) {
      await makeKey(page);
      await expect(at(page, "new.unknown")).toBeVisible();
      await look("unknown");
    },
  },
  {
    name: "new key in a group",
    scene: { scenario: "naver" },
    async go(page, look) {
      await at(page, "nav.new").click();
      await at(page, "new.provider.naver").click();
      await at(page, "new.kind.naver_sub_account_key").click();
      await at(page, "new.field.sub_account.new").click();
      await at(page, "group.submit").click();
      await look("group");
      await at(page, "group.field.login_id").fill("night-bot");
      await at(page, "group.field.name").fill("밤 로봇");
      await at(page, "group.submit").click();
      await expect(at(page, "new.field.sub_account.done")).toBeVisible();
      await look("form");
    },
  },
  {
    name: "new key in a console",
    scene: { scenario: "kt" },
    async go(page, look) {
      await at(page, "nav.new").click();
      await at(page, "new.provider.kt").click();
      await at(page, "new.kind.kt_storage_s3").click();
      await look("guided");
    },
  },
  {
    name: "connecting",
    scene: { scenario: "empty", fail: "connect:credential_unknown:refused" },
    async go(page, look) {
      await at(page, "welcome.connect").click();
      await expect(at(page, "connect.submit")).toBeVisible();
      await look("form");
      await at(page, "connect.paste.key_id").click();
      await expect(at(page, "connect.kept.key_secret")).toBeVisible();
      await at(page, "connect.advanced").click();
      await at(page, "connect.endpoint").fill("https://proxy.example");
      await at(page, "connect.submit").click();
      await expect(at(page, "error")).toBeVisible();
      await look("refused");
    },
  },
  {
    name: "connected",
    scene: { scenario: "empty" },
    async go(page, look) {
      await at(page, "welcome.connect").click();
      await at(page, "connect.paste.key_id").click();
      await at(page, "connect.submit").click();
      await expect(at(page, "connect.make")).toBeVisible();
      await look("connected");
    },
  },
  {
    name: "connecting KT Cloud",
    scene: { scenario: "kt" },
    async go(page, look) {
      await connect(page, "kt");
      for (const kind of ["kt_g_key", "kt_storage_2", "kt_storage_s3", "kt_d_login"]) {
        await at(page, `connect.kind.${kind}`).click();
        await expect(at(page, "key.care")).toBeVisible();
        await look(kind);
      }
    },
  },
  {
    name: "connecting KakaoCloud",
    scene: { scenario: "kakao" },
    async go(page, look) {
      await connect(page, "kakao");
      await at(page, "connect.way.by_name").check({ force: true });
      await expect(at(page, "connect.field.user_id")).toBeVisible();
      await look("by name");
      await at(page, "connect.kind.kakao_s3_key").click();
      await at(page, "connect.field.region").selectOption("");
      await look("storage");
    },
  },
];
