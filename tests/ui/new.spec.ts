import { at, calls, expect, expectAccessible, open, test, type Page, type Scene } from "./page";

async function openNew(page: Page, scene: Scene = {}) {
  await open(page, { lang: "en", ...scene });
  await at(page, "nav.new").click();
  await expect(at(page, "new.field.assigned_role_ids")).toBeVisible();
}

async function fill(page: Page, name = "Sales dashboard") {
  await at(page, "new.field.name").fill(name);
  await at(page, "new.role").first().click();
  await at(page, "new.address.anywhere").click();
}

interface Created {
  fields: Record<string, { type: string; value: unknown }>;
}

const created = async (page: Page) => (await calls(page, "create_key"))[0] as unknown as Created;

test("what was chosen is what is asked for, once", async ({ page }) => {
  await openNew(page);
  await fill(page, "  Sales dashboard ");
  await at(page, "new.expiry.90").check({ force: true });
  await at(page, "new.submit").click();
  await expect(at(page, "issued.done")).toBeVisible();
  expect(await calls(page, "create_key")).toHaveLength(1);
  const { fields } = await created(page);
  expect(fields.name).toEqual({ type: "text", value: "Sales dashboard" });
  expect(fields.ip_access_list?.value).toEqual([{ source: "0.0.0.0/0", description: null }]);
  expect(fields.state).toEqual({ type: "flag", value: true });
  expect(fields.hash_data).toEqual({ type: "flag", value: false });
  const end = fields.expire_at?.value as { when: string; at: string };
  expect(Math.round((Date.parse(end.at) - Date.now()) / 86_400_000)).toBe(90);
});

test("nothing dangerous is chosen beforehand: 30 days, no role, no address", async ({ page }) => {
  await openNew(page);
  await expect(at(page, "new.expiry.30")).toBeChecked();
  await expect(page.locator("[data-testid='new.role']:checked")).toHaveCount(0);
  await expect(at(page, "new.address.anywhere")).not.toBeChecked();
  await at(page, "new.more").click();
  await expect(at(page, "new.field.hash_data")).not.toBeChecked();
  await expect(at(page, "new.field.state")).toBeChecked();
});

test("what is missing is said at its field, and the first has the focus", async ({ page }) => {
  await openNew(page);
  await at(page, "new.submit").click();
  await expect(at(page, "new.field.name")).toBeFocused();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await expect(page.getByText("Choose at least one.")).toBeVisible();
  await expect(page.getByText("Without a choice nobody could use the key.")).toBeVisible();
  expect(await calls(page, "create_key")).toEqual([]);
  // Done what was asked for: the complaint goes.
  await at(page, "new.address.anywhere").click();
  await expect(page.getByText("Without a choice nobody could use the key.")).toBeHidden();
});

test("roles that reach least stand first and say what they mean", async ({ page }) => {
  await openNew(page);
  const rows = at(page, "new.field.assigned_role_ids").locator("li");
  await expect(rows.first()).toContainText("Read only");
  await expect(rows.last()).toContainText("Admin");
  await expect(rows.last()).toContainText("Can do everything");
});

test("a role for query endpoints asks for Member beside it", async ({ page }) => {
  await openNew(page);
  const role = (name: string) => page.getByRole("checkbox", { name: new RegExp(`^${name}`) });
  await role("Query Endpoints").check();
  await expect(at(page, "new.tip")).toContainText("Member");
  await at(page, "new.tip").getByRole("button", { name: "Member" }).click();
  await expect(role("Member")).toBeChecked();
  await expect(at(page, "new.tip").getByRole("button")).toHaveCount(0);
});

test("roles are taken from another key", async ({ page }) => {
  await openNew(page);
  await at(page, "new.roles.same").click();
  await page.getByRole("menuitem", { name: /terraform-ci/ }).click();
  await expect(page.getByRole("checkbox", { name: /^Admin/ })).toBeChecked();
  await expect(page.locator("[data-testid='new.role']:checked")).toHaveCount(2);
});

test("where the roles may not be seen, those of existing keys are offered", async ({ page }) => {
  await openNew(page, { limited: "existing" });
  await expect(page.getByText("may not see the list of roles")).toBeVisible();
  await expect(at(page, "new.role")).toHaveCount(2);
});

test("where nothing can be read, a role id is entered", async ({ page }) => {
  const id = "3f0a5a51-1111-4000-8000-0a0b0c0d0e0f";
  await openNew(page, { limited: "nowhere" });
  await at(page, "new.roles.id").fill("admin");
  await page.keyboard.press("Enter");
  await expect(page.getByText("does not look like a role ID")).toBeVisible();
  await at(page, "new.roles.id").fill(id);
  await at(page, "new.roles.add").click();
  await expect(page.locator("[data-testid='new.role']:checked")).toHaveAttribute("data-role-id", id);
});

test("the older roles can be chosen", async ({ page }) => {
  await openNew(page, { limited: "old" });
  await expect(page.getByText("still uses the older roles")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^developer/ })).toBeVisible();
});

test("a list of roles that fails can be read again, and the form goes on without it", async ({ page }) => {
  await openNew(page, { fail: "new_key_options:rate_limited:refused" });
  await expect(at(page, "error")).toHaveAttribute("data-code", "rate_limited");
  await expect(at(page, "new.roles.id")).toBeVisible();
});

test("nobody has to wait for the list of roles", async ({ page }) => {
  await open(page, { lang: "en", slow: "20000:new_key_options" });
  await at(page, "nav.new").click();
  await at(page, "waiting.stop").click();
  await expect(at(page, "new.again")).toBeFocused();
  await expectAccessible(page);
  await expect(at(page, "new.roles.id")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(at(page, "new.stopped")).toHaveCount(0);
  expect(await calls(page, "new_key_options")).toHaveLength(2);
});

test("addresses are checked, and several pasted ones become a line each", async ({ page }) => {
  await openNew(page);
  await at(page, "new.field.name").fill("Office only");
  await at(page, "new.role").first().click();
  await at(page, "new.address.list").click();
  const source = at(page, "new.address.source");
  await expect(source).toBeFocused();
  await source.fill("10.0.0.1/24");
  await at(page, "new.address.note").fill("office");
  await expect(page.getByText("10.0.0.0/24 rather than 10.0.0.1/24")).toBeVisible();
  await at(page, "new.submit").click();
  expect(await calls(page, "create_key")).toEqual([]);

  await source.evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "203.0.113.7, 2001:db8::/32\n203.0.113.7");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(source).toHaveCount(3);
  await expect(page.getByText("The same entry is there twice.")).toBeVisible();
  await page.getByRole("button", { name: "Remove 203.0.113.7" }).last().click();
  await at(page, "new.address.note").first().fill("서울 사무실");
  await at(page, "new.submit").click();
  await expect(at(page, "issued.done")).toBeVisible();
  expect((await created(page)).fields.ip_access_list?.value).toEqual([
    { source: "203.0.113.7", description: "서울 사무실" },
    { source: "2001:db8::/32", description: null },
  ]);
});

test("who chooses places by the keyboard keeps the focus where it is", async ({ page }) => {
  await openNew(page);
  await at(page, "new.address.anywhere").focus();
  await page.keyboard.press("ArrowDown");
  await expect(at(page, "new.address.source")).toBeVisible();
  await expect(at(page, "new.address.list")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(at(page, "new.address.anywhere")).toBeChecked();
});

test("adding a line works while the line before it is being complained about", async ({ page }) => {
  await openNew(page);
  await at(page, "new.address.list").click();
  await at(page, "new.address.source").fill("nowhere");
  await at(page, "new.address.add").click();
  await expect(at(page, "new.address.source")).toHaveCount(2);
});

test("an end can be a date, a year or never, with a warning", async ({ page }) => {
  await openNew(page);
  await fill(page);
  await at(page, "new.expiry.never").check({ force: true });
  await expect(page.getByText("This key would never end")).toBeVisible();
  await at(page, "new.expiry.date").check({ force: true });
  await at(page, "new.expiry.day").fill("2020-01-01");
  await at(page, "new.submit").click();
  await expect(page.getByText("Enter a date that has not passed").first()).toBeVisible();
  expect(await calls(page, "create_key")).toEqual([]);
  await at(page, "new.expiry.day").fill("2099-12-31");
  await at(page, "new.submit").click();
  await expect(at(page, "issued.done")).toBeVisible();
  // The whole of the last day in Seoul.
  expect((await created(page)).fields.expire_at?.value).toEqual({ when: "at", at: "2099-12-31T14:59:59.000Z" });
});

for (const code of ["vault_locked", "quota_full", "forbidden", "rate_limited", "clock_off"]) {
  test(`the form keeps its content after ${code}`, async ({ page }) => {
    await openNew(page, { fail: `create_key:${code}:unsent` });
    await fill(page, "매출 대시보드");
    await at(page, "new.expiry.7").check({ force: true });
    await at(page, "new.submit").click();
    await expect(at(page, "error")).toHaveAttribute("data-code", code);
    await expect(at(page, "error")).toContainText("No key was made.");
    await expect(at(page, "error")).toBeInViewport();
    await expect(at(page, "new.field.name")).toHaveValue("매출 대시보드");
    await expect(at(page, "new.role").first()).toBeChecked();
    await expect(at(page, "new.expiry.7")).toBeChecked();
    await expect(at(page, "new.address.anywhere")).toBeChecked();
  });
}

test("a role entered by hand survives a failure too", async ({ page }) => {
  const id = "3f0a5a51-1111-4000-8000-0a0b0c0d0e0f";
  await openNew(page, { limited: "nowhere", fail: "create_key:vault_waiting:unsent" });
  await at(page, "new.field.name").fill("x");
  await at(page, "new.roles.id").fill(id);
  await at(page, "new.roles.add").click();
  await at(page, "new.address.anywhere").click();
  await at(page, "new.submit").click();
  await expect(at(page, "error")).toBeVisible();
  await expect(page.locator("[data-testid='new.role']:checked")).toHaveAttribute("data-role-id", id);
});

test("what the cloud refuses in a field is said at that field", async ({ page }) => {
  await openNew(page, { fail: "create_key:field_invalid:refused" });
  await fill(page);
  await at(page, "new.submit").click();
  await expect(page.getByText("Too long. Please shorten it.")).toBeVisible();
  await expect(at(page, "new.field.name")).toBeFocused();
});

test("while it is made it says that it cannot be cancelled, and is asked for once", async ({ page }) => {
  await openNew(page, { slow: "1500" });
  await fill(page);
  await at(page, "new.field.name").press("Enter");
  await expect(at(page, "new.making")).toContainText("exactly once");
  await expect(at(page, "new.making")).toContainText("cannot be called back");
  await expect(at(page, "new.submit")).toHaveCount(0);
  await expect(at(page, "issued.done")).toBeVisible();
  expect(await calls(page, "create_key")).toHaveLength(1);
});

test("leaving while a key is made loses nothing", async ({ page }) => {
  await openNew(page, { slow: "1500" });
  await fill(page, "Left alone");
  await at(page, "new.submit").click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("“Left alone” was made and stored")).toBeVisible();
  await expect(at(page, "keys.row").filter({ hasText: "Left alone" })).toHaveAttribute("data-secret", "here");
});

test("an answer that did not come: what is known, what is next, and when", async ({ page }) => {
  await openNew(page, { fail: "create_key:timed_out:unknown" });
  await fill(page, "Perhaps");
  await at(page, "new.submit").click();
  await expect(at(page, "new.unknown")).toContainText("may or may not exist");
  await expect(at(page, "new.unknown")).toContainText("never sent twice");
  await expect(at(page, "new.unknown.when")).toContainText(/By itself at \d\d:\d\d/);
  await at(page, "new.unknown.look").click();
  expect(await calls(page, "settle")).toMatchObject([{ choice: "look_again" }]);
  expect(await calls(page, "create_key")).toHaveLength(1);
  await at(page, "new.unknown.keys").click();
  await expect(at(page, "unfinished.row").filter({ hasText: "Perhaps" })).toHaveAttribute("data-state", "checking");
});

test("Esc on the page of an issued key loses nothing", async ({ page }) => {
  await openNew(page);
  await fill(page, "Still here");
  await at(page, "new.submit").click();
  await expect(page.getByText("already on this computer")).toBeVisible();
  await page.keyboard.press("Escape");
  await at(page, "nav.keys").click();
  await expect(at(page, "keys.row").filter({ hasText: "Still here" })).toHaveAttribute("data-secret", "here");
});

test("an issued key is copied and shown by the core alone", async ({ page }) => {
  await openNew(page);
  await fill(page);
  await at(page, "new.submit").click();
  const id = "key-1000";
  await at(page, "issued.copy").click();
  await at(page, "issued.copy.id").click();
  await at(page, "issued.curl").click();
  await at(page, "issued.copy.curl").click();
  await at(page, "issued.copy.curl_with_secret").click();
  expect(await calls(page, "copy_key")).toEqual(
    ["secret", "id", "curl", "curl_with_secret"].map((what) => ({ key: id, what })),
  );
  const reveal = page.context().waitForEvent("page");
  await at(page, "issued.reveal").click();
  await reveal;
  expect(await calls(page, "reveal_key")).toEqual([{ key: id, field: null }]);
});

test("with several accounts one is chosen, and its roles are read", async ({ page }) => {
  await openNew(page, { scenario: "many" });
  await at(page, "new.account").selectOption("second");
  await expect(at(page, "new.role").first()).toBeVisible();
  expect((await calls(page, "new_key_options")).at(-1)).toMatchObject({ account: "second" });
  await fill(page);
  await at(page, "new.submit").click();
  await expect(at(page, "issued.done")).toBeVisible();
  expect((await calls(page, "create_key"))[0]).toMatchObject({ account: "second" });
});

test("without an account the way to one is shown", async ({ page }) => {
  await open(page, { scenario: "empty", lang: "en" });
  await page.keyboard.press("Control+n");
  await at(page, "new.connect").click();
  await expect(at(page, "connect.submit")).toBeVisible();
});

test("how many keys are in use is told", async ({ page }) => {
  await openNew(page);
  await expect(page.getByRole("meter")).toHaveAttribute("aria-valuenow", "8");
  await expect(page.getByText("8 of 100 keys")).toBeVisible();
});

test("a whole key is made by keyboard", async ({ page }) => {
  await openNew(page);
  await at(page, "new.field.name").focus();
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(at(page, "new.role").first()).toBeChecked();
  await at(page, "new.address.anywhere").focus();
  await page.keyboard.press("Space");
  await at(page, "new.submit").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main", { name: "The key is made and stored" })).toBeFocused();
});

test("the button that makes a key is in sight in the smallest window", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await openNew(page);
  await expect(at(page, "new.submit")).toBeInViewport();
});
