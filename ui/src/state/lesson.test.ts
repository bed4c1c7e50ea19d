import { expect, test } from "vitest";
import * as data from "../api/fake-data";
import * as kt from "../api/fake-kt";
import { providers } from "../api/fake-providers";
import type { ApiKey, Succession } from "../api/generated/model";
import { doneCount, doneIn, lessonAccount, roadTo } from "./lesson";

const practice = data.account("practice", "연습", { practice: true });
const mine = (at: number, more: Partial<ApiKey> = {}) =>
  data.key(at, `key ${at}`, { account: "practice", practice: true, secret: "here", ...more });
const world = (
  keys: ApiKey[],
  more: { successions?: Partial<Succession>[]; rotations?: { key: string }[] } = {},
) => ({
  keys,
  providers,
  successions: (more.successions ?? []) as Succession[],
  rotations: more.rotations ?? [],
});

test("what was done is counted", () => {
  const lesson = { issued: true, rotated: false, retired: true };
  expect(doneIn(lesson)).toEqual({ issue: true, rotate: false, retire: true });
  expect(doneCount(lesson)).toBe(2);
});

test("one learns with a practice account in which keys can be made", () => {
  const real = data.account("main", "Hanbit");
  const login = { ...kt.ktAccount("kt", "kt_d_login"), practice: true };
  expect(lessonAccount([real, login], providers)).toBeUndefined();
  expect(lessonAccount([real, login, practice], providers)).toBe(practice);
  expect(lessonAccount([], providers)).toBeUndefined();
});

test("a task leads to the newest key whose secret is here, and never to the one that signs in", () => {
  const own = mine(1, { own: true, created_at: data.daysFromNow(0) });
  const older = mine(2);
  const newer = mine(3, { created_at: data.daysFromNow(-1) });
  const others = [
    mine(4, { secret: "elsewhere", created_at: data.daysFromNow(0) }),
    mine(5, { presence: "gone", created_at: data.daysFromNow(0) }),
    data.key(6, "real", { secret: "here", created_at: data.daysFromNow(0) }),
  ];
  for (const task of ["rotate", "retire"] as const) {
    expect(roadTo(task, practice, world([own, older, newer, ...others]))).toEqual({
      key: newer,
      underWay: false,
    });
    expect(roadTo(task, practice, world([own, ...others])).key).toBeUndefined();
  }
});

test("a rotation that has begun is gone on with, and neither of its keys is to be deleted", () => {
  const old = mine(2);
  const heir = mine(3, { created_at: data.daysFromNow(0) });
  const all = world([old, heir], { successions: [{ key: old.id, new_key: heir.id }] });
  expect(roadTo("rotate", practice, all)).toEqual({ key: old, underWay: true });
  expect(roadTo("retire", practice, all).key).toBeUndefined();
  const within = world([old], { rotations: [{ key: old.id }] });
  expect(roadTo("rotate", practice, within)).toEqual({ key: old, underWay: true });
});
