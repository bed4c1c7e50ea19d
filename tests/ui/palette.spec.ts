import { at, calls, expect, expectFits, open, test, type Page, type Scene } from "./page";

const search = (page: Page) => at(page, "palette.search");
const entry = (page: Page, id: string) => page.locator(`[data-entry="${id}"]`);
const chosen = (page: Page) => page.locator("[data-testid='palette.option'][aria-selected=true]");

/** Opens the palette over the first key of this name, or over the list. */
async function openPalette(page: Page, scene: Scene = {}, name?: string) {
  await open(page, { lang: "en", ...scene });
  if (name) await at(page, "keys.row").filter({ hasText: name }).click();
  await page.keyboard.press("Control+k");
  await expect(search(page)).toBeFocused();
}

test("a key is found by first consonants and opened with Enter", async ({ page }) => {
  await openPalette(page, { lang: "ko" });
  await page.keyboard.insertText("ㅁㅊ");
  await expect(chosen(page)).toContainText("매출 보고서 자동화");
  await expect(search(page)).toHaveAttribute("aria-activedescendant", (await chosen(page).getAttribute("id"))!);
  await page.keyboard.press("Enter");
  await expect(at(page, "palette")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "매출 보고서 자동화" })).toBeVisible();
});

test("an Enter that ends a Korean syllable picks nothing", async ({ page }) => {
  await openPalette(page, { lang: "ko" });
  await page.keyboard.insertText("매출");
  await search(page).evaluate((input) => {
    for (const isComposing of [true, false]) {
      const event = new KeyboardEvent("keydown", { key: "Enter", isComposing, bubbles: true, cancelable: true });
      Object.defineProperty(event, "keyCode", { value: 229 });
      input.dispatchEvent(event);
    }
  });
  await expect(at(page, "palette")).toBeVisible();
  await expect(page.getByRole("heading", { name: "매출 보고서 자동화" })).toHaveCount(0);
});

test("the arrows go round, and Esc gives the focus back", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "keys.search").focus();
  await page.keyboard.press("Control+k");
  await expect(chosen(page)).toHaveAttribute("data-entry", "new");
  await page.keyboard.press("ArrowUp");
  await expect(chosen(page)).toHaveAttribute("data-entry", "settings");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toHaveAttribute("data-entry", "new");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("acc");
  // Another list begins at its top.
  await expect(chosen(page)).toHaveAttribute("data-entry", "connect");
  await page.keyboard.press("Escape");
  await expect(at(page, "palette")).toHaveCount(0);
  await expect(at(page, "keys.search")).toBeFocused();
});

test("screens, actions and guides are reached", async ({ page }) => {
  await open(page, { lang: "en" });
  const pick = async (typed: string, id: string) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(typed);
    await entry(page, id).click();
    await expect(at(page, "palette")).toHaveCount(0);
  };
  await pick("activity", "activity");
  await expect(at(page, "nav.activity")).toHaveAttribute("aria-current", "page");
  await pick("refresh", "refresh");
  await expect.poll(() => calls(page, "refresh_keys")).toEqual([{ account: null }]);
  await pick("connect", "connect");
  await expect(at(page, "connect.provider.clickhouse")).toBeVisible();
  await pick("lost the secret", "guide.clickhouse_key.lost_secret");
  await expect(at(page, "guides.page")).toHaveAttribute("data-guide", "lost_secret");
  await pick("new key", "new");
  await expect(at(page, "nav.new")).toHaveAttribute("aria-current", "page");
});

test("what is picked for a key goes the way of its buttons", async ({ page, context }) => {
  await openPalette(page, {}, "grafana-dashboard");
  await entry(page, "key.copy.secret").click();
  expect(await calls(page, "copy_key")).toEqual([{ key: "key-2", what: "secret" }]);
  await expect(at(page, "clipboard")).toBeVisible();

  await page.keyboard.press("Control+k");
  await entry(page, "key.verify").click();
  await expect(at(page, "key.identity")).toBeVisible();

  // Deleting asks as ever.
  await page.keyboard.press("Control+k");
  await entry(page, "key.delete").click();
  await expect(at(page, "delete.name")).toBeFocused();
  expect(await calls(page, "delete_key")).toEqual([]);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await entry(page, "key.pause").click();
  await at(page, "pause.submit").click();
  await expect(at(page, "key.resume")).toBeVisible();
  expect(await calls(page, "switch_key")).toEqual([{ key: "key-2", on: false }]);

  const opened = context.waitForEvent("page");
  await page.keyboard.press("Control+k");
  await entry(page, "key.reveal").click();
  expect(new URL((await opened).url()).pathname).toBe("/reveal.html");
});

test("revealing from the palette asks for the proof that its button asks for", async ({ page }) => {
  await openPalette(page, { lock: "passphrase", preset: "strict" }, "grafana-dashboard");
  await entry(page, "key.reveal").click();
  await expect(at(page, "proof")).toBeVisible();
});

test("only what is possible now is offered", async ({ page }) => {
  await openPalette(page, {}, "terraform-ci");
  await expect(entry(page, "key.edit")).toBeVisible();
  for (const id of ["key.copy.secret", "key.copy.id", "key.reveal", "key.verify", "lock", "clear"]) {
    await expect(entry(page, id), id).toHaveCount(0);
  }
  await page.keyboard.press("Escape");
  await openPalette(page, { scenario: "empty" });
  for (const id of ["new", "refresh"]) await expect(entry(page, id), id).toHaveCount(0);
  await expect(entry(page, "connect")).toBeVisible();
});

test("a failure picked from the palette is told on the key, and can be tried again", async ({ page }) => {
  await openPalette(page, { fail: "copy_key:vault_locked:unsent" }, "grafana-dashboard");
  await entry(page, "key.copy.secret").click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "vault_locked");
});

test("it opens neither above a dialog nor while the app is locked, and not by itself after that", async ({ page }) => {
  await open(page, { lang: "en", lock: "passphrase" });
  await at(page, "keys.row").filter({ hasText: "grafana-dashboard" }).click();
  await at(page, "key.delete").click();
  await page.keyboard.press("Control+k");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("Control+k");
  await expect(at(page, "delete.name")).toBeVisible();
  await expect(at(page, "palette")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await entry(page, "lock").click();
  await expect(at(page, "lock")).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(at(page, "palette")).toHaveCount(0);
  await at(page, "lock.passphrase").fill("old but good passphrase");
  await at(page, "lock.submit").click();
  await expect(at(page, "keys.row").first()).toBeVisible();
  await expect(at(page, "palette")).toHaveCount(0);
});

test("the button in the menu opens it, and a click beside it closes it", async ({ page }) => {
  await open(page);
  await at(page, "palette.open").click();
  await expect(search(page)).toBeFocused();
  await page.mouse.click(5, 5);
  await expect(at(page, "palette")).toHaveCount(0);
  await expect(at(page, "palette.open")).toBeFocused();
});

test("among ten thousand keys a few are listed, and the rest is counted", async ({ page }) => {
  await openPalette(page, { scenario: "ten-thousand" });
  await page.keyboard.insertText("grafana prod");
  await expect(at(page, "palette.option").filter({ hasText: "grafana-prod" })).toHaveCount(20);
  await expect(at(page, "palette")).toContainText(/\d+ more keys/);
});

test("the palette fits the smallest window, and 200 %", async ({ page }) => {
  for (const size of [
    { width: 900, height: 600 },
    { width: 450, height: 300 },
  ]) {
    await page.setViewportSize(size);
    await openPalette(page, { scenario: "naver" });
    await page.keyboard.insertText("key");
    await expectFits(page);
    const box = (await at(page, "palette").boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(size.height);
    await page.keyboard.press("ArrowUp");
    await expect(chosen(page)).toBeInViewport();
  }
});

test("a key that is called like a group of the palette breaks nothing", async ({ page }) => {
  await open(page, { lang: "en", scenario: "naver" });
  await page.locator("[data-testid='keys.row'][data-kind=naver_sub_account_key]").first().click();
  await at(page, "key.name").click();
  await at(page, "name.field").fill("Actions");
  await at(page, "name.submit").click();
  await expect(page.getByRole("heading", { name: "Actions", level: 2 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("group", { name: "Actions" })).toHaveCount(2);
});

test("the palette does not open over a data file that does not open", async ({ page }) => {
  await open(page, { data: "damaged" });
  await expect(at(page, "recovery.use").first()).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(at(page, "palette")).toHaveCount(0);
});

/** Opens the palette, types and picks. */
async function pick(page: Page, typed: string, id: string) {
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText(typed);
  await entry(page, id).click();
  await expect(at(page, "palette")).toHaveCount(0);
}

const recent = (page: Page) => page.getByRole("group", { name: "Recent" }).getByTestId("palette.option");
const ids = (page: Page) => recent(page).evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.entry));

test("what was picked lately comes first, once, and is not kept anywhere", async ({ page }) => {
  await openPalette(page);
  await expect(recent(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await pick(page, "activity", "activity");
  await pick(page, "grafana", "key:key-2");
  await pick(page, "", "accounts");
  await pick(page, "first", "guide.clickhouse_key.first_key");
  await pick(page, "settings", "settings.lock");
  await pick(page, "", "accounts");
  await pick(page, "", "guides");
  await pick(page, "", "new");
  await page.keyboard.press("Control+k");
  expect(await ids(page)).toEqual([
    "guides",
    "accounts",
    "settings.lock",
    "guide.clickhouse_key.first_key",
    "key:key-2",
  ]);
  await expect(entry(page, "accounts")).toHaveCount(1);
  await expect(chosen(page)).toHaveAttribute("data-entry", "guides");
  // One is there already.
  await expect(entry(page, "new")).toHaveCount(1);
  // What fits what is typed has its own order.
  await page.keyboard.type("a");
  await expect(recent(page)).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await openPalette(page);
  await expect(recent(page)).toHaveCount(0);
});

test("of what was picked lately only that is offered which applies, with the key that it is for", async ({ page }) => {
  await openPalette(page, {}, "grafana-dashboard");
  await entry(page, "key.copy.secret").click();
  await pick(page, "", "key.delete");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  // Deleting is never a matter of Enter alone.
  expect(await ids(page)).toEqual(["key.copy.secret"]);
  await expect(recent(page)).toContainText("grafana-dashboard");
  await page.keyboard.press("Escape");
  await at(page, "nav.activity").click();
  await page.keyboard.press("Control+k");
  await expect(recent(page)).toHaveCount(0);
});

test("what was picked lately is forgotten when the app locks", async ({ page }) => {
  await open(page, { lang: "en", lock: "passphrase" });
  await pick(page, "grafana", "key:key-2");
  await at(page, "nav.activity").click();
  await page.keyboard.press("Control+k");
  await expect(recent(page)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+l");
  await at(page, "lock.passphrase").fill("old but good passphrase");
  await at(page, "lock.submit").click();
  await expect(at(page, "nav.activity")).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Control+k");
  await expect(entry(page, "keys")).toBeVisible();
  await expect(recent(page)).toHaveCount(0);
});

test("every part of the settings is reached", async ({ page }) => {
  await open(page, { lang: "en" });
  for (const [part, name] of [
    ["look", "Appearance"],
    ["lock", "Lock"],
    ["background", "Reminders and tray"],
    ["keychain", "Secrets"],
    ["vault", "Passphrase vault"],
    ["shortcuts", "Shortcuts"],
    ["about", "About"],
  ] as const) {
    await pick(page, `settings: ${name}`, `settings.${part}`);
    await expect(page.getByRole("region", { name, exact: true })).toBeFocused();
    await expect(at(page, `settings.part.${part}`)).toHaveAttribute("aria-current", "location");
  }
  // By what can be set there, too.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("contrast");
  await expect(chosen(page)).toHaveText(/Settings: Appearance/);
});

test("a slip of a letter finds what was meant", async ({ page }) => {
  await openPalette(page);
  const similar = page.getByRole("group", { name: "Similar" });
  for (const [typed, id] of [
    ["actvity", "activity"],
    ["grafnaa", "key:key-2"],
    ["lots the secrte", "guide.clickhouse_key.lost_secret"],
  ] as const) {
    await search(page).fill(typed);
    await expect(similar.locator(`[data-entry="${id}"]`), typed).toBeVisible();
  }
  // What fits as it is needs no guess.
  await search(page).fill("activity");
  await expect(chosen(page)).toHaveAttribute("data-entry", "activity");
  await expect(similar).toHaveCount(0);
  await search(page).fill("qqqq");
  await expect(at(page, "palette")).toContainText("Nothing matches");
});

test("a slip in a Korean syllable finds what was meant, and Enter goes there", async ({ page }) => {
  await openPalette(page, { lang: "ko" });
  await page.keyboard.insertText("설쩡");
  await expect(page.getByRole("group", { name: "비슷한 항목" })).toBeVisible();
  await expect(chosen(page)).toHaveAttribute("data-entry", "settings");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "설정", level: 1 })).toBeVisible();
});

test("a slip is forgiven among ten thousand keys too", async ({ page }) => {
  await openPalette(page, { scenario: "ten-thousand" });
  await search(page).fill("grafnaa prdo");
  await expect(at(page, "palette.option").filter({ hasText: "grafana-prod" })).toHaveCount(8);
});
