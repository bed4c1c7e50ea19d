import { at, calls, expect, open, test, type Page, type Scene } from "./page";

async function openKey(page: Page, name: string, scene: Scene = {}) {
  await open(page, { lang: "en", ...scene });
  await at(page, "keys.row").filter({ hasText: name }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

test("copying the secret counts down, and the clipboard can be cleared at once", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await at(page, "key.copy").click();
  // Who listens hears it once, not every second; who looks reads it in one place.
  const heard = page.getByRole("status").filter({ hasText: "Secret copied" });
  await expect(heard).toHaveText("Secret copied. Cleared from the clipboard in 30 s.");
  await expect(at(page, "toast")).toHaveCount(0);
  await expect(at(page, "clipboard")).toContainText("Secret copied");
  expect(await calls(page, "copy_key")).toEqual([{ key: "key-2", what: "secret" }]);
  const left = async () => Number(/(\d+) s/.exec((await at(page, "clipboard").textContent()) ?? "")?.[1]);
  const before = await left();
  expect(before).toBeLessThanOrEqual(30);
  await expect.poll(left).toBeLessThan(before);
  await at(page, "clipboard.clear").click();
  await expect(at(page, "clipboard")).toBeHidden();
  expect(await calls(page, "clear_clipboard")).toHaveLength(1);
});

test("what holds no secret is copied without a countdown", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await at(page, "key.copy.id").click();
  await expect(page.getByText("Key ID copied")).toBeVisible();
  await expect(at(page, "clipboard")).toBeHidden();
});

test("the command is copied by keyboard, with and without the secret", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await at(page, "key.copy.command").focus();
  await page.keyboard.press("Enter");
  await expect(at(page, "key.copy.both")).toBeFocused();
  for (let down = 0; down < 3; down += 1) await page.keyboard.press("ArrowDown");
  await expect(at(page, "key.copy.curl_with_secret")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(at(page, "key.copy.command")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  for (let down = 0; down < 2; down += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await calls(page, "copy_key")).toEqual([
    { key: "key-2", what: "curl_with_secret" },
    { key: "key-2", what: "curl" },
  ]);
});

test("Reveal opens the small window", async ({ page, context }) => {
  await openKey(page, "grafana-dashboard");
  const opened = context.waitForEvent("page");
  await at(page, "key.reveal").click();
  expect(new URL((await opened).url()).pathname).toBe("/reveal.html");
  expect(await calls(page, "reveal_key")).toEqual([{ key: "key-2", field: null }]);
});

test("a key whose secret is elsewhere says so, and leads to a new one", async ({ page }) => {
  await openKey(page, "terraform-ci");
  for (const handle of ["key.copy", "key.reveal", "key.verify"]) {
    await expect(at(page, handle)).toHaveAttribute("aria-disabled", "true");
    await expect(at(page, handle)).toHaveAccessibleDescription(/not on this computer/);
  }
  await at(page, "key.copy").click({ force: true });
  expect(await calls(page, "copy_key")).toEqual([]);
  await page.getByRole("article").getByRole("button", { name: "New key" }).click();
  await expect(at(page, "nav.new")).toHaveAttribute("aria-current", "page");
});

test("pausing asks first, resuming does not", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await at(page, "key.pause").click();
  await expect(page.getByRole("dialog")).toContainText("lose access at once");
  await at(page, "pause.submit").click();
  await expect(at(page, "key.resume")).toBeVisible();
  await expect(at(page, "keys.row").filter({ hasText: "grafana-dashboard" })).toHaveAttribute("data-state", "disabled");
  await at(page, "key.resume").click();
  await expect(at(page, "key.pause")).toBeVisible();
  expect(await calls(page, "switch_key")).toEqual([
    { key: "key-2", on: false },
    { key: "key-2", on: true },
  ]);
});

test("editing sends only what changed", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await at(page, "key.edit").click();
  await expect(at(page, "edit.submit")).toHaveAccessibleDescription("Nothing has changed");
  await at(page, "edit.field.name").fill("  grafana main ");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "grafana main" })).toBeVisible();
  expect(await calls(page, "update_key")).toEqual([
    { key: "key-2", fields: { name: { type: "text", value: "grafana main" } } },
  ]);
  await expect(at(page, "key.edit")).toBeFocused();
});

test("a wrong date is said at its field and nothing is saved without it", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await at(page, "key.edit").click();
  await at(page, "edit.expiry.day").fill("");
  await at(page, "edit.field.name").fill("renamed");
  await at(page, "edit.submit").click();
  await expect(at(page, "edit.expiry.day")).toBeFocused();
  await expect(at(page, "edit.expiry.day")).toHaveAttribute("aria-invalid", "true");
  expect(await calls(page, "update_key")).toEqual([]);
  await at(page, "edit.expiry.90").check({ force: true });
  await at(page, "edit.submit").click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await calls(page, "update_key")).toMatchObject([{ fields: { name: { value: "renamed" } } }]);
});

test("a refused name is told at its field, and nothing typed is lost", async ({ page }) => {
  await openKey(page, "grafana-dashboard", { fail: "update_key:field_invalid:refused" });
  await at(page, "key.edit").click();
  await at(page, "edit.field.name").fill("too long, says the cloud");
  await at(page, "edit.submit").click();
  await expect(at(page, "edit.field.name")).toHaveAttribute("aria-invalid", "true");
  await expect(at(page, "edit.field.name")).toHaveValue("too long, says the cloud");
});

test("deleting wants the name, warns, and goes on in the list", async ({ page }) => {
  await openKey(page, "매출 보고서 자동화");
  await at(page, "key.delete").click();
  await expect(page.getByRole("dialog")).toContainText("lose access at once");
  await expect(at(page, "delete.name")).toBeFocused();
  await expect(at(page, "delete.submit")).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Enter");
  expect(await calls(page, "delete_key")).toEqual([]);
  await at(page, "delete.name").fill("매출 보고서 자동화".normalize("NFD"));
  await at(page, "delete.submit").click();
  await expect(at(page, "keys.row")).toHaveCount(7);
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(at(page, "keys.search")).toBeFocused();
  expect(await calls(page, "delete_key")).toEqual([{ key: "key-3", typed_name: "매출 보고서 자동화" }]);
});

test("Enter that ends a Korean syllable deletes nothing", async ({ page }) => {
  await openKey(page, "매출 보고서 자동화", { lang: "ko" });
  await at(page, "key.delete").click();
  await at(page, "delete.name").fill("매출 보고서 자동화");
  await at(page, "delete.name").evaluate((input) => {
    for (const composing of [true, false]) {
      const event = new KeyboardEvent("keydown", {
        key: "Enter",
        isComposing: composing,
        bubbles: true,
        cancelable: true,
      });
      Object.defineProperty(event, "keyCode", { value: 229 });
      input.dispatchEvent(event);
    }
  });
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await calls(page, "delete_key")).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a failed deletion keeps the dialog and can be tried again", async ({ page }) => {
  await openKey(page, "grafana-dashboard", { fail: "delete_key:rate_limited:refused" });
  await at(page, "key.delete").click();
  await at(page, "delete.name").fill("grafana-dashboard");
  await page.keyboard.press("Enter");
  await expect(at(page, "error")).toHaveAttribute("data-code", "rate_limited");
  await expect(at(page, "delete.name")).toHaveValue("grafana-dashboard");
  await at(page, "error").getByRole("button", { name: "Try again" }).click();
  expect(await calls(page, "delete_key")).toHaveLength(2);
});

test("the key the app signs in with is protected and says why", async ({ page }) => {
  await openKey(page, "Keywright");
  for (const handle of ["key.pause", "key.delete"]) {
    await expect(at(page, handle)).toHaveAccessibleDescription(/signs in with this key/);
    await at(page, handle).click({ force: true });
  }
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a key that is gone from the cloud can be forgotten, and that be taken back", async ({ page }) => {
  await openKey(page, "metabase");
  await expect(at(page, "key.delete")).toBeHidden();
  await at(page, "key.forget").click();
  await expect(at(page, "keys.row")).toHaveCount(7);
  expect(await calls(page, "forget_key")).toEqual([{ key: "key-7" }]);
  await at(page, "toast.action").click();
  await expect(at(page, "keys.row")).toHaveCount(8);
  await expect(page.getByRole("heading", { name: "metabase" })).toBeVisible();
});

test("what cannot be done yet is not drawn", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await expect(at(page, "key.rotate")).toBeVisible();
  await expect(at(page, "key.token")).toHaveCount(0);
});

test("Esc closes a dialog, gives the focus back and loses no place", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await at(page, "key.delete").click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(at(page, "key.delete")).toBeFocused();
  await expect(page.getByRole("heading", { name: "grafana-dashboard" })).toBeVisible();
});

for (const lang of ["ko", "en"] as const) {
  test(`a deletion says what speaks for it, without scrolling (${lang})`, async ({ page }) => {
    await page.setViewportSize({ width: 900, height: 600 });
    await openKey(page, "grafana-dashboard", { lang });
    await at(page, "key.delete").click();
    await expect(at(page, "delete.evidence")).toBeInViewport({ ratio: 1 });
    await expect(at(page, "delete.name")).toBeInViewport({ ratio: 1 });
    await expect(at(page, "delete.submit")).toBeInViewport({ ratio: 1 });
  });
}

test("the evidence counts what left this computer and is looked at anew", async ({ page }) => {
  await openKey(page, "grafana-dashboard");
  await at(page, "key.copy").click();
  await at(page, "key.delete").click();
  await expect(at(page, "delete.evidence")).toContainText("Copied 2 times");
  await at(page, "delete.look").click();
  expect(await calls(page, "refresh_keys")).toEqual([{ account: "main" }]);
  await page.keyboard.press("Escape");
  await at(page, "key.pause").click();
  await at(page, "pause.submit").click();
  await at(page, "key.delete").click();
  await expect(at(page, "delete.evidence")).toContainText("and not used since");
});

test("what is known of a key is copied by a click, and said", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
  await page.getByRole("button", { name: "쓸 수 있는 곳 복사" }).click();
  await expect(page.getByText(/복사했어요/)).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^\d+\.\d+\.\d+\.\d+/);
  expect(await calls(page, "clear_clipboard")).toHaveLength(0);
});

test("what takes a secret's place on the clipboard ends its countdown, and clears it elsewhere", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-write"]);
  await openKey(page, "grafana-dashboard");
  await at(page, "key.copy").click();
  await expect(at(page, "clipboard")).toBeVisible();
  await at(page, "fact.copy").first().click();
  await expect(at(page, "clipboard")).toBeHidden();
  expect(await calls(page, "clear_clipboard")).toHaveLength(1);
});

test("where the browser does not let it copy, the way is told", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("made-up refusal"))));
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
  await at(page, "fact.copy").first().click();
  await expect(page.getByText("Could not copy.")).toBeVisible();
});
