import { beforeEach, expect, it } from "vitest";
import { clickhouseKey } from "../api/fake-data";
import type { Account, ApiKey } from "../api/generated/model";
import type { Sight } from "../providers/guide";
import { app } from "./app.svelte";
import { keys } from "./keys.svelte";
import { Progress, progress } from "./progress.svelte";

const kind = "clickhouse_key";
const account = (id: string) => ({ id, kind, provider: "clickhouse" }) as Account;
const key = (id: string, more: Partial<ApiKey> = {}) =>
  ({ id, kind, account: "a", state: "enabled", presence: "present", own: false, ...more }) as ApiKey;

/** A guide of one step. */
const begin = (done: Sight | undefined, link?: string) =>
  new Progress(kind, {
    id: "guide",
    title: "",
    about: "",
    steps: [{ picture: "", text: "", ...(done && { done }), ...(link && { link }) }],
  });

beforeEach(() => {
  app.providers = [{ id: "clickhouse", kinds: [clickhouseKey], practice: true }];
  app.accounts = [account("a")];
  app.lock = { locked: null, passphrase: false, recovery: false, account: false };
  keys.all = [key("old")];
});

it("sees the step's own page opened, and no other", () => {
  const it = begin("opened", "console_keys");
  it.opened("console_home");
  expect(it.done(0)).toBe(false);
  it.opened("console_keys");
  expect(it.done(0)).toBe(true);
});

it("sees what was pasted since, of this kind of key", () => {
  progress.pasted(kind);
  const it = begin("pasted");
  progress.pasted("kt_g_key");
  expect(it.done(0)).toBe(false);
  progress.pasted(kind);
  expect(it.done(0)).toBe(true);
});

it("sees an account connected, which takes what was pasted too", () => {
  const [connected, pasted] = [begin("connected"), begin("pasted")];
  app.accounts = [account("a"), { ...account("other"), kind: "kt_g_key" }];
  expect(connected.done(0)).toBe(false);
  app.accounts = [account("a"), account("b")];
  expect(connected.done(0)).toBe(true);
  expect(pasted.done(0)).toBe(true);
});

it("sees a key come, of the guide's kind", () => {
  const it = begin("key_appeared");
  keys.all = [key("old"), key("foreign", { kind: "kt_g_key" })];
  expect(it.done(0)).toBe(false);
  keys.all = [key("old"), key("new")];
  expect(it.done(0)).toBe(true);
});

it("sees a key switched off, but not one that was off before", () => {
  keys.all = [key("old"), key("off", { state: "disabled" })];
  const it = begin("key_paused");
  expect(it.done(0)).toBe(false);
  keys.all = [key("old", { state: "disabled" }), key("off", { state: "disabled" })];
  expect(it.done(0)).toBe(true);
  keys.all = [key("old"), key("off", { state: "disabled" })];
  expect(it.done(0)).toBe(false);
});

it("sees a key gone at the cloud or from the list, and not with its account", () => {
  const it = begin("key_gone");
  keys.all = [];
  expect(it.done(0)).toBe(true);
  keys.all = [key("old", { presence: "gone" })];
  expect(it.done(0)).toBe(true);
  keys.all = [];
  app.accounts = [];
  expect(it.done(0)).toBe(false);
});

it("sees nothing in a list that the lock took away", () => {
  const it = begin("key_gone");
  keys.all = [];
  app.lock = { ...app.lock, locked: { why: "user" } as typeof app.lock.locked };
  expect(it.done(0)).toBe(false);
});

it("lets a person say otherwise, and begin again", () => {
  const [seen, unseen] = [begin("opened", "console_keys"), begin(undefined)];
  seen.opened("console_keys");
  seen.tick(0, false);
  unseen.tick(0, true);
  expect([seen.done(0), unseen.done(0), unseen.count]).toEqual([false, true, 1]);
  seen.restart();
  unseen.restart();
  expect([seen.done(0), unseen.done(0)]).toEqual([false, false]);
});

it("stays within its steps", () => {
  const it = begin(undefined);
  it.move(-1);
  it.move(1);
  expect(it.at).toBe(0);
});

it("asks the cloud only where it may show something", () => {
  const [appeared, opened] = [begin("key_appeared"), begin("opened", "console_keys")];
  expect([appeared.canLook(0), opened.canLook(0)]).toEqual([true, false]);
  appeared.tick(0, true);
  expect(appeared.canLook(0)).toBe(false);
  app.accounts = [];
  expect(begin("key_appeared").canLook(0)).toBe(false);
});

it("is the same for a guide, whoever asks", () => {
  const guide = { id: "guide", title: "", about: "", steps: [] };
  expect(progress.of(kind, guide)).toBe(progress.of(kind, { ...guide }));
});
