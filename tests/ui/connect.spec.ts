import { at, calls, expect, expectAccessible, open, test, type Page, type Scene } from "./page";

const ID = "QwErTyUiOpAsDfGhJkLz";
const SECRET = "4b1dCanarySecretThatNobodyMaySeeAgain123";

async function openConnect(page: Page, scene: Scene = {}) {
  await open(page, { scenario: "empty", lang: "en", ...scene });
  await at(page, "welcome.connect").click();
  await expect(at(page, "connect.submit")).toBeVisible();
}

/** A paste as the keyboard makes it. */
async function pasteInto(page: Page, handle: string, text: string) {
  await at(page, handle).focus();
  await at(page, handle).evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Everything in the page that a text could hide in. */
const everywhere = (page: Page) =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases?.()) ?? [];
    return [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(databases),
      document.cookie,
      location.href,
      JSON.stringify(history.state),
    ].join("\n");
  });

test("the clipboard is read in the core, and both values find their fields", async ({ page }) => {
  await openConnect(page);
  await at(page, "connect.paste.key_id").click();
  await expect(at(page, "connect.field.key_id")).toHaveValue("AbCdEfGhIjKlMnOpQrSt");
  await expect(at(page, "connect.kept.key_secret")).toContainText("40 characters");
  await expect(at(page, "connect.submit")).toBeFocused();
  expect(await calls(page, "stage_credential")).toEqual([
    { draft: null, kind: "clickhouse_key", field: "key_id", text: null },
  ]);
});

test("a pasted secret is nowhere in the page afterwards", async ({ page }) => {
  await openConnect(page);
  await pasteInto(page, "connect.field.key_secret", `  ${SECRET}\n`);
  await expect(at(page, "connect.kept.key_secret")).toContainText("kept encrypted on this computer");
  expect(await everywhere(page)).not.toContain(SECRET);

  // Replaced by hand: the typed value goes the same way.
  await at(page, "connect.change.key_secret").click();
  await expect(at(page, "connect.field.key_secret")).toBeFocused();
  await at(page, "connect.field.key_secret").fill(`${SECRET}typed`);
  await at(page, "connect.field.key_id").fill(ID);
  await at(page, "connect.submit").click();
  await expect(at(page, "connect.identity")).toBeVisible();
  expect(await everywhere(page)).not.toContain(SECRET);
});

test("a typed secret is masked and not offered to a password manager", async ({ page }) => {
  await openConnect(page);
  const field = at(page, "connect.field.key_secret");
  await expect(field).toHaveAttribute("type", "text");
  await expect(field).toHaveAttribute("autocomplete", "off");
  await expect(field).toHaveAttribute("spellcheck", "false");
  await expect(field).toHaveCSS("-webkit-text-security", "disc");
});

test("both values pasted at once, with labels, fill both fields", async ({ page }) => {
  await openConnect(page);
  await pasteInto(page, "connect.field.key_id", `KEY_ID=${ID}\nKEY_SECRET=${SECRET}`);
  await expect(at(page, "connect.field.key_id")).toHaveValue(ID);
  await expect(at(page, "connect.kept.key_secret")).toBeVisible();
  expect(await everywhere(page)).not.toContain(SECRET);
});

test("a typed secret is sealed as soon as its field is left, once", async ({ page }) => {
  await openConnect(page);
  await at(page, "connect.field.key_secret").fill(SECRET);
  await at(page, "connect.field.key_id").focus();
  await expect(at(page, "connect.kept.key_secret")).toBeVisible();
  await expect(at(page, "connect.field.key_id")).toBeFocused();
  expect(await everywhere(page)).not.toContain(SECRET);
  await at(page, "connect.field.key_id").fill(ID);
  await page.keyboard.press("Enter");
  await expect(at(page, "connect.identity")).toBeVisible();
  expect(await calls(page, "stage_credential")).toMatchObject([{ field: "key_secret" }, { field: "key_id" }]);
  expect(await calls(page, "connect")).toHaveLength(1);
});

test("Enter in a secret seals it and goes on to what is empty", async ({ page }) => {
  await openConnect(page);
  await at(page, "connect.field.key_secret").fill(SECRET);
  await page.keyboard.press("Enter");
  await expect(at(page, "connect.kept.key_secret")).toBeVisible();
  await expect(at(page, "connect.field.key_id")).toBeFocused();
  expect(await calls(page, "connect")).toEqual([]);
});

test("a secret that cannot be sealed stays where it was typed", async ({ page }) => {
  await openConnect(page, { fail: "stage_credential:vault_locked:unsent" });
  await at(page, "connect.field.key_secret").fill(SECRET);
  await at(page, "connect.field.key_id").focus();
  await expect(at(page, "error")).toHaveAttribute("data-code", "vault_locked");
  await expect(at(page, "connect.field.key_secret")).toHaveValue(SECRET);
});

test("coming back to a typed secret before it is sealed loses nothing", async ({ page }) => {
  await openConnect(page);
  const secret = at(page, "connect.field.key_secret");
  await secret.fill("half");
  await at(page, "connect.field.key_id").focus();
  await secret.focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" and the rest");
  await expect(secret).toHaveValue("half and the rest");
  expect(await calls(page, "stage_credential")).toEqual([]);
});

test("a clock that is off is said quietly, and what it means", async ({ page }) => {
  await openConnect(page, { clock: "-9" });
  await expect(at(page, "clock")).toContainText("9 minutes behind");
  await expectAccessible(page);
});

for (const code of ["credential_unknown", "credential_inactive", "forbidden", "offline", "clock_off", "proxy_answer"]) {
  test(`the form keeps its content after ${code}`, async ({ page }) => {
    await openConnect(page, { fail: `connect:${code}:refused` });
    await pasteInto(page, "connect.field.key_secret", SECRET);
    await at(page, "connect.field.key_id").fill(ID);
    await at(page, "connect.advanced").click();
    await at(page, "connect.endpoint").fill("https://proxy.example");
    await at(page, "connect.submit").click();
    await expect(at(page, "error")).toHaveAttribute("data-code", code);
    await expect(at(page, "connect.field.key_id")).toHaveValue(ID);
    await expect(at(page, "connect.kept.key_secret")).toBeVisible();
    await expect(at(page, "connect.endpoint")).toHaveValue("https://proxy.example");
    const [first] = await calls(page, "connect");
    expect(first).toMatchObject({ endpoint: "https://proxy.example", fields: {} });
  });
}

test("a correction by hand is not undone by the next paste", async ({ page }) => {
  await openConnect(page);
  await pasteInto(page, "connect.field.key_id", ID);
  await at(page, "connect.field.key_id").fill("Corrected00000000000");
  await pasteInto(page, "connect.field.key_secret", SECRET);
  await expect(at(page, "connect.kept.key_secret")).toBeVisible();
  await expect(at(page, "connect.field.key_id")).toHaveValue("Corrected00000000000");
});

test("empty fields are named, and the first has the focus", async ({ page }) => {
  await openConnect(page);
  await at(page, "connect.submit").click();
  await expect(at(page, "connect.field.key_id")).toBeFocused();
  await expect(at(page, "connect.field.key_id")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Enter the Key secret.")).toBeVisible();
  expect(await calls(page, "connect")).toEqual([]);
});

test("Enter connects, though not the one that ends a Korean syllable", async ({ page }) => {
  await openConnect(page);
  await at(page, "connect.field.key_secret").fill(SECRET);
  const id = at(page, "connect.field.key_id");
  await id.fill(ID);
  await id.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await id.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  expect(await calls(page, "connect")).toEqual([]);
  await id.press("Enter");
  await expect(at(page, "connect.identity")).toBeVisible();
});

test("while it is checked it says so, and cannot be sent twice", async ({ page }) => {
  await openConnect(page, { slow: "1500" });
  await at(page, "connect.paste.key_id").click();
  await at(page, "connect.submit").dblclick();
  await expect(page.getByText("Asking ClickHouse Cloud whether the key works")).toBeVisible();
  await expect(at(page, "connect.identity")).toBeVisible();
  expect(await calls(page, "connect")).toHaveLength(1);
});

test("a credential that was begun can be gone on with", async ({ page }) => {
  await open(page, { scenario: "unfinished", lang: "en" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await at(page, "connect.draft.go_on").click();
  await expect(at(page, "connect.field.key_id")).toHaveValue("dRaFtKeYiDfOrTeStInG");
  await expect(at(page, "connect.kept.key_secret")).toBeVisible();
  await at(page, "connect.submit").click();
  await expect(at(page, "connect.identity")).toBeVisible();
  expect(await calls(page, "connect")).toMatchObject([{ draft: "op-5", fields: {} }]);
});

test("the pictured guide is walked by keyboard and opens the console", async ({ page }) => {
  await openConnect(page);
  await at(page, "guide.link").click();
  expect(await calls(page, "open_link")).toEqual([{ kind: "clickhouse_key", link: "console_home", account: null }]);
  await at(page, "guide.next").focus();
  for (let step = 2; step <= 8; step++) {
    await page.keyboard.press("Enter");
    await expect(at(page, "guide")).toHaveAttribute("data-step", String(step));
  }
  await expect(at(page, "guide")).toContainText("Key secret");
  await page.keyboard.press("Enter");
  await expect(at(page, "guide")).toHaveAttribute("data-step", "8");
});

test("connecting leads on to a new key with this account", async ({ page }) => {
  await openConnect(page);
  await at(page, "connect.paste.key_id").click();
  await at(page, "connect.submit").click();
  await at(page, "connect.make").click();
  await expect(at(page, "new.field.name")).toBeVisible();
});

test("the button that connects is in sight in the smallest window", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await openConnect(page);
  await expect(at(page, "connect.submit")).toBeInViewport();
});

test("that a pasted value left the clipboard is told, and only then", async ({ page }) => {
  await openConnect(page);
  await at(page, "connect.paste.key_id").click();
  await at(page, "connect.submit").click();
  await expect(at(page, "toast")).toContainText("clipboard");
  await expect(at(page, "connect.identity")).toBeVisible();

  await openConnect(page);
  await pasteInto(page, "connect.field.key_id", ID);
  await pasteInto(page, "connect.field.key_secret", SECRET);
  await at(page, "connect.submit").click();
  await expect(at(page, "connect.identity")).toBeVisible();
  await expect(at(page, "toast")).toHaveCount(0);
});
