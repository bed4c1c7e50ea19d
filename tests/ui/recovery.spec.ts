import { at, calls, expect, open, test } from "./page";

for (const lang of ["ko", "en"] as const) {
  // What the user set stands in the file that cannot be read: the language is the system's.
  test.describe(lang, () => {
    test.use({ locale: lang === "ko" ? "ko-KR" : "en-GB" });

    for (const data of ["damaged", "newer", "full"] as const) {
      test(`a data file that is ${data} is explained`, async ({ page }) => {
        await open(page, { data });
        const words = {
          damaged: { ko: "데이터 파일이 손상돼서", en: "The data file is damaged" },
          newer: { ko: "더 새로운 Keywright", en: "made by a newer Keywright" },
          full: { ko: "저장할 공간이 없어요", en: "no space left" },
        };
        await expect(page.locator("main")).toContainText(words[data][lang]);
        if (data === "newer") await at(page, "recovery.older").click();
        await expect(at(page, "recovery.copy")).toHaveCount(data === "full" ? 0 : 5);
      });
    }
  });
}

test("a copy that is put back opens the window", async ({ page }) => {
  await open(page, { data: "damaged" });
  await at(page, "recovery.use").nth(1).click();
  await expect(at(page, "keys.row").first()).toBeVisible();
  const asked = await calls(page, "restore_copy");
  expect(asked).toHaveLength(1);
  expect(asked[0]?.name).toContain(".sqlite");
});

test("a copy that cannot be put back says why and leaves the choice", async ({ page }) => {
  await open(page, { data: "damaged", fail: "restore_copy:disk_full:unsent" });
  await at(page, "recovery.use").first().click();
  await expect(at(page, "error")).toHaveAttribute("data-code", "disk_full");
  await expect(at(page, "recovery.use").first()).toBeEnabled();
});

test("without a copy there is a word on what not to do, and the folder", async ({ page }) => {
  await open(page, { data: "damaged", copies: "none" });
  await expect(at(page, "recovery.none")).toBeVisible();
  await at(page, "recovery.folder").click();
  await expect.poll(() => calls(page, "open_data_folder")).toHaveLength(1);
  // Nothing is promised that only a copy could bring back.
  await expect(page.locator("main")).not.toContainText("암호 보관함");
});

for (const data of ["damaged", "newer"] as const) {
  test(`a file that is still ${data} is told of once`, async ({ page }) => {
    await open(page, { data });
    await at(page, "recovery.again").click();
    await expect(at(page, "recovery.still")).toHaveText("아직 열리지 않아요");
    await expect(at(page, "error")).toHaveCount(0);
    await expect(at(page, "recovery.title")).toHaveAttribute("data-code", `data_${data}`);
  });
}

test("what is kept in a passphrase vault comes back with a copy", async ({ page }) => {
  await open(page, { data: "damaged" });
  await expect(page.locator("main")).toContainText("암호 보관함의 비밀값은 사본을 되돌리면 돌아와요");
});

test("copies that cannot be listed can be asked for again", async ({ page }) => {
  await open(page, { data: "damaged", fail: "list_copies:disk_full:unsent" });
  await expect(at(page, "error")).toHaveAttribute("data-code", "disk_full");
  await page.getByRole("button", { name: "다시 시도" }).first().click();
  await expect.poll(() => calls(page, "list_copies")).toHaveLength(2);
});

test("a copy that does not open either is not said to be back", async ({ page }) => {
  await open(page, { data: "damaged", fail: "app_state:data_damaged:unsent" });
  await at(page, "recovery.use").first().click();
  await expect.poll(() => calls(page, "app_state")).toHaveLength(1);
  await expect(at(page, "recovery.use").first()).toBeEnabled();
  await expect(at(page, "toast")).toHaveCount(0);
});

test("a disk that has room again opens the window without a restart", async ({ page }) => {
  await open(page, { data: "full" });
  await at(page, "recovery.again").click();
  await expect(at(page, "keys.row").first()).toBeVisible();
});

test("while it closes nothing new can be begun, and it can be kept open", async ({ page }) => {
  await open(page, { closing: "token" });
  await expect(at(page, "closing")).toBeVisible();
  await expect(at(page, "nav.new")).not.toBeFocused();
  await page.keyboard.press("Tab");
  await expect(at(page, "closing.stay")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator(".window :focus")).toHaveCount(0);
  await at(page, "closing.stay").click();
  await expect(at(page, "closing")).toHaveCount(0);
  await at(page, "nav.new").click();
  await expect(at(page, "nav.new")).toHaveAttribute("aria-current", "page");
});
