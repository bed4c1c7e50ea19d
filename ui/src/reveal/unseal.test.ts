import { expect, it } from "vitest";
import { sealForReveal } from "../api/fake-reveal";
import { makeOneTimeKey, unseal } from "./unseal";

it("opens what was sealed to its key", async () => {
  const own = await makeOneTimeKey();
  const opened = await unseal(own, await sealForReveal(own.public, "4b1dExample한글"));
  expect(new TextDecoder().decode(opened)).toBe("4b1dExample한글");
});

it("sends its public half as an uncompressed point", async () => {
  const raw = atob((await makeOneTimeKey()).public);
  expect(raw).toHaveLength(65);
  expect(raw.charCodeAt(0)).toBe(4);
});

it("does not open what was sealed to another key", async () => {
  const sealed = await sealForReveal((await makeOneTimeKey()).public, "secret");
  await expect(unseal(await makeOneTimeKey(), sealed)).rejects.toThrow();
});

it("does not open what was changed on the way", async () => {
  const own = await makeOneTimeKey();
  const sealed = await sealForReveal(own.public, "secret");
  const changed = Uint8Array.from(atob(sealed.sealed), (char) => char.charCodeAt(0));
  changed[0] = (changed[0] ?? 0) ^ 1;
  await expect(unseal(own, { ...sealed, sealed: btoa(String.fromCharCode(...changed)) })).rejects.toThrow();
});
