import { at, calls, expect, open, test } from "./page";

test("every place is reached by keyboard alone", async ({ page }) => {
  await open(page, { lang: "en" });
  const seen: string[] = [];
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press("Tab");
    const handle = await page.evaluate(() => document.activeElement?.getAttribute("data-testid") ?? "");
    if (!handle.startsWith("nav.")) continue;
    seen.push(handle);
    // The ring is there: nobody walks blind.
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
    expect(outline).toBe("solid");
  }
  const places = ["new", "keys", "accounts", "guides", "activity", "settings", "lock"];
  expect(seen).toEqual(places.map((place) => `nav.${place}`));
  await at(page, "nav.activity").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Activity", level: 1 })).toBeVisible();
});

test("shortcuts lead to search, a new key, settings and back", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+,");
  await expect(at(page, "nav.settings")).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Control+n");
  await expect(at(page, "nav.new")).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Escape");
  await expect(at(page, "nav.settings")).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Control+f");
  await expect(at(page, "keys.search")).toBeFocused();
  await page.keyboard.press("Control+r");
  await expect.poll(() => calls(page, "refresh_keys")).toHaveLength(1);
});

test("a first start shows the welcome without a menu", async ({ page }) => {
  await open(page, { scenario: "empty" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
});

test("a data file that cannot be read is told with its remedy", async ({ page }) => {
  await open(page, { fail: "app_state:data_newer:unsent" });
  await expect(at(page, "recovery.title")).toHaveAttribute("data-code", "data_newer");
});

test("nothing moves for those who ask for stillness", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await at(page, "keys.row").nth(2).click();
  await at(page, "key.delete").click();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test("idle, the window runs no timer", async ({ page }) => {
  await page.addInitScript(() => {
    let timers = 0;
    for (const name of ["setTimeout", "setInterval", "requestAnimationFrame"] as const) {
      const real = window[name] as (...args: unknown[]) => number;
      Object.assign(window, {
        [name]: (...args: unknown[]) => {
          timers++;
          return real.call(window, ...args);
        },
        timers: () => timers,
      });
    }
  });
  await open(page);
  const timers = () => page.evaluate(() => (window as unknown as { timers(): number }).timers());
  // However long a busy machine takes to come to rest: then none for two seconds.
  await expect(async () => {
    const before = await timers();
    await page.waitForTimeout(2000);
    expect(await timers()).toBe(before);
  }).toPass();
});

test("the type is Pretendard, for both languages", async ({ page }) => {
  await open(page);
  const loaded = await page.evaluate(async () => {
    const faces = [...(await document.fonts.ready)];
    const own = faces.filter(({ family, status }) => family === "Pretendard" && status === "loaded");
    return own.map(({ weight }) => weight).sort();
  });
  expect(loaded).toEqual(["400", "500", "600"]);
  expect(await page.evaluate(() => document.fonts.check("16px Pretendard", "한글 Latin"))).toBe(true);
});
