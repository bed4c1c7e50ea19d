import { expect, it } from "vitest";
import { clickhouseKey as clickhouse } from "../api/fake-data";
import type { Account, KindId, ProviderSpec } from "../api/generated/model";
import { accountsFor, connectable, namedHere, secretFields } from "./kinds";

const signing = { ...clickhouse, id: "signs" as KindId, signed_by: ["signs" as KindId] };
const made = { ...clickhouse, id: "made" as KindId, signed_by: ["signs" as KindId] };
const provider = { id: "clickhouse", kinds: [made, signing], practice: false } as ProviderSpec;

it("connects only with what signs", () => {
  expect(connectable(provider).map(({ id }) => id)).toEqual(["signs"]);
});

it("finds the accounts by what they sign in with", () => {
  const account = (kind: string) => ({ kind }) as Account;
  expect(accountsFor(made, [account("made"), account("signs")])).toEqual([account("signs")]);
});

it("knows secret fields, and whether a name is the user's own", () => {
  expect(secretFields(clickhouse)).toEqual(["key_secret"]);
  expect(namedHere(clickhouse)).toBe(false);
});
