import { at, calls, expect, open, test } from "./page";

test("an account shows what its key may do", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.verify").click();
  await expect(at(page, "accounts.identity")).toContainText("Read the activity log");
  await expect(at(page, "accounts.identity")).toContainText("Not allowed");
});

test("an account is renamed by keyboard", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.rename").click();
  await expect(at(page, "rename.label")).toBeFocused();
  await at(page, "rename.label").fill("Data team");
  await page.keyboard.press("Enter");
  await expect(at(page, "accounts.row")).toContainText("Data team");
  expect(await calls(page, "rename_account")).toEqual([{ account: "main", label: "Data team" }]);
});

test("disconnecting says what goes and what stays, and begins at the safe choice", async ({ page }) => {
  await open(page, { lang: "en" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.disconnect").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("They go on working");
  await expect(dialog).toContainText("cannot be seen again");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await at(page, "disconnect.submit").click();
  await expect(page.getByText("No account connected")).toBeVisible();
  expect(await calls(page, "disconnect")).toEqual([{ account: "main" }]);
});

test("a refused sign-in is told in the account", async ({ page }) => {
  await open(page, { lang: "en", fail: "verify_account:credential_unknown:refused" });
  await at(page, "nav.accounts").click();
  await at(page, "accounts.verify").click();
  await expect(at(page, "accounts.row").getByTestId("error")).toHaveAttribute("data-code", "credential_unknown");
});

test("adding leads to connecting", async ({ page }) => {
  await open(page);
  await at(page, "nav.accounts").click();
  await at(page, "accounts.add").click();
  await expect(at(page, "nav.accounts")).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Escape");
  await expect(at(page, "accounts.row")).toBeVisible();
});
