import { at, expect, open, test } from "./page";

test("the clipboard's countdown leaves the buttons of the new-key form free", async ({ page }) => {
  await open(page, { scenario: "few" });
  await page.getByTestId("keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await at(page, "clipboard").waitFor();
  await at(page, "nav.new").click();
  const bar = (await at(page, "clipboard").boundingBox())!;
  const submit = (await at(page, "new.submit").boundingBox())!;
  expect(bar.y + bar.height).toBeLessThanOrEqual(submit.y);
});

test("beside the countdown stands what the system may do to it", async ({ page }) => {
  await open(page, { scenario: "few", lang: "en", desktop: "gnome-wayland" });
  await page.getByTestId("keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await expect(at(page, "clipboard")).toContainText("when you come back");
  await open(page, { scenario: "few", lang: "en" });
  await page.getByTestId("keys.row").nth(1).click();
  await at(page, "key.copy").click();
  await expect(at(page, "clipboard")).not.toContainText("when you come back");
});
