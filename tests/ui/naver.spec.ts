import { at, calls, expect, expectAccessible, open, test, type Page, type Scene } from "./page";

// Several kinds of key per account. Nothing here is written for one cloud: it is drawn from what its kinds declare.

const row = (page: Page, name: string) => at(page, "keys.row").filter({ hasText: name });

async function openKey(page: Page, name: string, scene: Scene = {}) {
  await open(page, { lang: "en", scenario: "naver", ...scene });
  await row(page, name).first().click();
  await expect(page.getByRole("article").getByRole("heading", { level: 2 })).toContainText(name);
}

async function openNew(page: Page, kind: string, scene: Scene = {}) {
  await open(page, { lang: "en", scenario: "naver", ...scene });
  await at(page, "nav.new").click();
  await at(page, "new.provider.naver").click();
  await at(page, `new.kind.${kind}`).click();
}

test("rows say which cloud and kind they are of, and groups and notes are found", async ({ page }) => {
  await open(page, { scenario: "naver", lang: "en" });
  await expect(page.locator("[data-testid='keys.row'][data-kind=naver_access_key]")).toContainText("Used by Keywright");
  await expect(row(page, "nightly report")).toContainText("Sub account key");
  for (const [query, count] of [
    ["backup-bot", 1],
    ["map tiles", 1],
    ["gateway", 2],
    ["report-bot", 2],
  ] as const) {
    await at(page, "keys.search").fill(query);
    await expect(at(page, "keys.row")).toHaveCount(count);
  }
});

test("a kind that is out of reach is a quiet note with its remedy", async ({ page }) => {
  await open(page, { scenario: "naver-closed", lang: "en" });
  await expect(at(page, "error")).toHaveCount(0);
  await at(page, "keys.closed").click();
  await expect(page.locator("li[data-kind=naver_gateway_key]")).toContainText("opened once in the console");
  await expectAccessible(page);
  await at(page, "keys.closed.guide").click();
  await expect(page.getByText("API Gateway").first()).toBeVisible();
});

test("a group is chosen by name, and what cannot be chosen says why", async ({ page }) => {
  await openNew(page, "naver_sub_account_key");
  const off = page.getByRole("radio", { name: /person-3/ });
  await expect(off).toBeDisabled();
  await expect(off).toHaveAccessibleDescription(/API access is off/);
  await at(page, "new.submit").click();
  await expect(page.getByText("Choose one.")).toBeVisible();
  expect(await calls(page, "create_key")).toEqual([]);

  await at(page, "new.field.sub_account.find").fill("backup");
  await expect(at(page, "new.field.sub_account.choice")).toHaveCount(1);
  await at(page, "new.field.sub_account.choice").check();
  await at(page, "new.submit").click();
  await expect(at(page, "issued.done")).toBeVisible();
  expect(await calls(page, "create_key")).toEqual([
    {
      account: "naver",
      kind: "naver_sub_account_key",
      // The label was left empty, so there is none.
      fields: { sub_account: { type: "text", value: "2b141960-0000-4000-8000-000000000002" } },
    },
  ]);
  await expect(page.getByText("Backup robot …nG12")).toBeVisible();
});

test("a new group is made, chosen, and said to have no rights yet", async ({ page }) => {
  await openNew(page, "naver_sub_account_key");
  await at(page, "new.field.sub_account.new").click();
  await at(page, "group.submit").click();
  await expect(at(page, "group.field.login_id")).toBeFocused();
  await at(page, "group.field.login_id").fill("night-bot");
  await at(page, "group.field.name").fill("N");
  await expect(at(page, "group.field.name")).toHaveAccessibleDescription(/At least 2 characters/);
  await at(page, "group.field.name").fill("Night robot");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: /Night robot/ })).toBeChecked();
  expect(await calls(page, "create_group")).toEqual([
    {
      account: "naver",
      kind: "naver_sub_account_key",
      fields: { login_id: { type: "text", value: "night-bot" }, name: { type: "text", value: "Night robot" } },
    },
  ]);
  await expect(at(page, "new.field.sub_account.done")).toContainText("no policy yet");
  await at(page, "new.field.sub_account.guide").click();
  await expect(at(page, "guide")).toBeVisible();
  await at(page, "guide.close").click();
  await expect(page.getByRole("radio", { name: /Night robot/ })).toBeChecked();
});

test("characters are counted while typing, a Korean syllable as one", async ({ page }) => {
  await openNew(page, "naver_gateway_key");
  await at(page, "new.field.name").fill("날씨".repeat(10));
  await expect(page.getByText("20 / 20")).toBeVisible();
  await expect(at(page, "new.field.name")).not.toHaveAttribute("aria-invalid", "true");
  await at(page, "new.field.name").press("End");
  await page.keyboard.type("x");
  await expect(page.getByText("At most 20 characters.")).toBeVisible();
});

test("a kind that the console makes shows the way, then takes what was made", async ({ page }) => {
  await openNew(page, "naver_access_key");
  await expect(at(page, "guide")).toBeVisible();
  await expect(at(page, "new.submit")).toHaveCount(0);
  await at(page, "connect.paste.access_key").click();
  await at(page, "connect.submit").click();
  await expect(at(page, "connect.identity")).toBeVisible();
  expect(await calls(page, "connect")).toMatchObject([{ kind: "naver_access_key", realm: "public" }]);
});

test("one of several clouds is chosen when connecting, and the account says which", async ({ page }) => {
  await open(page, { scenario: "empty", lang: "en" });
  await at(page, "welcome.connect").click();
  await at(page, "connect.provider.naver").click();
  // Only what signs can connect.
  await expect(at(page, "connect.kind.naver_gateway_key")).toHaveCount(0);
  await expect(at(page, "connect.realm.public")).toBeChecked();
  await at(page, "connect.realm.government").check();
  await at(page, "connect.paste.access_key").click();
  await at(page, "connect.submit").click();
  await expect(at(page, "connect.identity")).toContainText("Government cloud");
  await expect(at(page, "connect.identity")).toContainText("sub account");
  await expect(page.locator("[data-ability=list_keys][data-kind=naver_sub_account_key]")).toContainText("Not allowed");
  expect(await calls(page, "connect")).toMatchObject([{ realm: "government" }]);
  await at(page, "nav.accounts").click();
  await expect(at(page, "accounts.row")).toContainText("Government cloud");
});

test("each of two secrets is copied, shown and renewed by itself", async ({ page }) => {
  await openKey(page, "shop-weather");
  await at(page, "key.copy").click();
  await at(page, "key.copy.second_secret").click();
  await expect(at(page, "clipboard")).toBeVisible();
  await at(page, "key.copy.command").click();
  await expect(page.getByRole("menuitem", { name: /Request header/ })).toContainText("Holds the secret");
  await at(page, "key.copy.header").click();
  expect(await calls(page, "copy_key")).toEqual(
    ["secret", "second_secret", "header"].map((what) => ({ key: "naver-2", what })),
  );
  const reveal = page.context().waitForEvent("page");
  await at(page, "key.reveal.secondary_key").click();
  await reveal;
  expect(await calls(page, "reveal_key")).toEqual([{ key: "naver-2", field: "secondary_key" }]);
});

test("a new value is asked for in two steps, and names what stops", async ({ page }) => {
  await openKey(page, "shop-weather");
  await at(page, "key.regenerate.secondary_key").click();
  await expect(page.getByRole("dialog")).toContainText("The current Secondary Key stops at once");
  await at(page, "regenerate.submit").click({ force: true });
  expect(await calls(page, "regenerate_key")).toEqual([]);
  await at(page, "regenerate.sure").check({ force: true });
  await at(page, "regenerate.submit").click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await calls(page, "regenerate_key")).toEqual([{ key: "naver-2", field: "secondary_key" }]);
});

test("a secret that the cloud shows again is brought here", async ({ page }) => {
  await openKey(page, "partner-maps");
  await at(page, "key.fetch").click();
  await expect(row(page, "partner-maps")).toHaveAttribute("data-secret", "here");
  await expect(at(page, "key.fetch")).toHaveCount(0);
  expect(await calls(page, "fetch_secret")).toEqual([{ key: "naver-3" }]);
});

test("a key without a name is given one that stays here", async ({ page }) => {
  await openKey(page, "매출 리포트 봇 …Bn3d");
  await expect(at(page, "key.edit")).toHaveCount(0);
  await at(page, "key.name").click();
  await at(page, "name.field").fill("  낮 보고서 ");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "낮 보고서" })).toBeVisible();
  expect(await calls(page, "name_key")).toEqual([{ key: "naver-5", name: "낮 보고서" }]);
});

test("deleting leads through switching off, and a nameless key is confirmed by its end", async ({ page }) => {
  await openKey(page, "매출 리포트 봇 …Bn3d");
  await at(page, "key.delete").click();
  await expect(at(page, "delete.name")).toHaveCount(0);
  await expect(at(page, "delete.submit")).toHaveAccessibleDescription("Pause it first");
  await at(page, "delete.switch_off").click();
  await expect(at(page, "delete.name")).toBeFocused();
  await at(page, "delete.name").fill("Bn3d");
  await at(page, "delete.submit").click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await calls(page, "switch_key")).toEqual([{ key: "naver-5", on: false }]);
  expect(await calls(page, "delete_key")).toEqual([{ key: "naver-5", typed_name: "" }]);
});

test("what only the console can do is shown in pictures", async ({ page }) => {
  await open(page, { scenario: "naver", lang: "en" });
  await page.locator("[data-testid='keys.row'][data-kind=naver_access_key]").click();
  await at(page, "key.delete").click();
  await expect(at(page, "guide")).toBeVisible();
  await expect(page.getByRole("dialog")).toContainText("Stop and delete an access key");
  expect(await calls(page, "delete_key")).toEqual([]);
});

test("subscriptions are listed with where they let in, asked for and ended", async ({ page }) => {
  await openKey(page, "shop-weather");
  expect(await calls(page, "list_subscriptions")).toEqual([]);
  await at(page, "key.subscriptions").click();
  const weather = page.locator("[data-product=weather-v2]");
  await expect(weather).toContainText("Can be used");
  await expect(weather).toContainText("Weather / prod, Weather / test");
  await at(page, "subscription.submit").click();
  await expect(page.getByText("Enter the product ID.")).toBeVisible();
  await at(page, "subscription.product").fill(" tiles-3 ");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-product=tiles-3]")).toContainText("Waiting for approval");
  await at(weather, "subscription.end").click();
  await expect(page.getByRole("dialog")).toContainText("lose access at once");
  await at(page, "subscription.end.submit").click();
  await expect(weather).toHaveCount(0);
  expect(await calls(page, "subscribe")).toEqual([
    { key: "naver-2", product: "tiles-3", on: true },
    { key: "naver-2", product: "weather-v2", on: false },
  ]);
});

test("a key without subscriptions says so, and a failure can be tried again", async ({ page }) => {
  await openKey(page, "partner-maps");
  await at(page, "key.subscriptions").click();
  await expect(page.getByText("No subscriptions yet")).toBeVisible();
  await openKey(page, "shop-weather", { fail: "list_subscriptions:provider_down:refused" });
  await at(page, "key.subscriptions").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "provider_down");
});

test("rules of a group are switched on with places that are checked, and never empty", async ({ page }) => {
  await openKey(page, "nightly report");
  await at(page, "key.rules").click();
  await expect(page.getByText("Applies to every key of 매출 리포트 봇.")).toBeVisible();
  await at(page, "rules.on").check({ force: true });
  await expect(at(page, "rules.source")).toBeFocused();
  await at(page, "rules.source").fill("10.0.0.1/24");
  await at(page, "rules.submit").click();
  await expect(page.getByText("10.0.0.0/24 rather than 10.0.0.1/24")).toBeVisible();
  expect(await calls(page, "set_group_rules")).toEqual([]);
  await at(page, "rules.source").fill("10.0.0.0/24");
  await at(page, "rules.add").click();
  await at(page, "rules.what").last().selectOption("VPC");
  await at(page, "rules.source").last().fill("vpc-42");
  await at(page, "rules.submit").click();
  await expect(page.getByText("Saved where it works")).toBeVisible();
  expect(await calls(page, "set_group_rules")).toEqual([
    {
      account: "naver",
      kind: "naver_sub_account_key",
      group: "2b141960-0000-4000-8000-000000000001",
      rules: {
        on: true,
        sources: [
          { what: "IP", source: "10.0.0.0/24" },
          { what: "VPC", source: "vpc-42" },
        ],
      },
    },
  ]);
  await at(page, "rules.remove").first().click();
  await at(page, "rules.remove").first().click();
  await expect(at(page, "rules.submit")).toHaveAccessibleDescription(/nobody could use/);
});

test("the storage is tried only when asked for", async ({ page }) => {
  await openKey(page, "nightly report");
  expect(await calls(page, "check_storage")).toEqual([]);
  await at(page, "key.storage").click();
  await expect(page.getByText("It shows 2 buckets.")).toBeVisible();
  await expect(at(page, "storage.bucket").first()).toHaveText("hanbit-backup");
});
