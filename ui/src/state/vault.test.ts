import { expect, test } from "vitest";
import { vault } from "./vault.svelte";

test("nothing is asked about the vault while the app is locked", async () => {
  vault.locked = true;
  expect(await vault.ask()).toBe(false);
  expect(vault.dialog).toBeNull();
  vault.locked = false;
  const opened = vault.ask();
  expect(vault.dialog).toBe("open");
  vault.done(true);
  expect(await opened).toBe(true);
});
