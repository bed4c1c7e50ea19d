import { describe, expect, it } from "vitest";
import { account, key, roles } from "../api/fake-data";
import { kakaoAccount } from "../api/fake-kakao";
import { ktAccount, ktKey } from "../api/fake-kt";
import { naverAccount, naverKey } from "../api/fake-naver";
import { providers } from "../api/fake-providers";
import type { Account, ApiKey, KindSpec } from "../api/generated/model";
import { boundsAt } from "./bounds";
import { illsOf, mendOf, type Ill } from "./health";

const now = new Date("2026-07-01T12:00:00Z");
const bounds = boundsAt(now, providers);
const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
const on = (days: number) => ({ when: "at", at: day(days) }) as const;
const office = [{ source: "203.0.113.7", description: null }];

/** A key that nothing is wrong with. */
const well = (more: Partial<ApiKey> = {}): ApiKey =>
  key(1, "well", { created_at: day(-10), expires: on(50), last_used: on(-1), addresses: office, ...more });

const ills = (more: Partial<ApiKey>) => illsOf(well(more), bounds);
const admin = [roles[0]!];
const spec = (key: ApiKey): KindSpec => bounds.kinds.get(key.kind)!;

describe("illsOf", () => {
  it("finds nothing wrong with a key that is narrow, new, ends and is used", () => {
    expect(ills({})).toEqual([]);
  });

  it("finds each thing by itself", () => {
    expect(ills({ roles: admin })).toEqual(["powerful"]);
    expect(ills({ addresses: [...office, { source: "::/0", description: null }] })).toEqual(["anywhere"]);
    expect(ills({ expires: { when: "never" } })).toEqual(["never_ends"]);
    expect(ills({ last_used: on(-91) })).toEqual(["unused"]);
    expect(ills({ last_used: { when: "never" }, created_at: day(-31) })).toEqual(["unused"]);
    expect(ills({ created_at: day(-366) })).toEqual(["old"]);
    expect(ills({ state: "disabled", last_used: on(-91) })).toEqual(["paused"]);
  });

  it("takes what the cloud does not tell for no fault", () => {
    const untold = { addresses: null, expires: { when: "unknown" }, last_used: { when: "unknown" } } as const;
    expect(ills({ ...untold, created_at: null, roles: [] })).toEqual([]);
  });

  it("is content with a key that nobody can use", () => {
    const worst = { roles: admin, expires: { when: "never" }, created_at: day(-900) } as const;
    expect(ills({ ...worst, state: "disabled" })).toEqual([]);
    expect(ills({ ...worst, state: "expired" })).toEqual([]);
    expect(ills({ ...worst, presence: "gone" })).toEqual([]);
    // Nowhere is not anywhere.
    expect(ills({ addresses: [] })).toEqual([]);
  });

  it("lets a key be the older the less a leak of it would cost", () => {
    expect(ills({ roles: admin, created_at: day(-91) })).toEqual(["powerful", "old"]);
    expect(ills({ created_at: day(-364) })).toEqual([]);
    // A kind that never ends by itself.
    const gateway = (days: number) => ({
      ...naverKey("naver_gateway_key", 1, { last_used: { when: "unknown" } }),
      created_at: day(-days),
    });
    expect(illsOf(gateway(181), bounds)).toContain("old");
    expect(illsOf(gateway(179), bounds)).not.toContain("old");
  });
});

describe("mendOf", () => {
  const mend = (ill: Ill, key: ApiKey, by: Account) => mendOf(ill, key, spec(key), by);
  const main = account("main", "Main");

  it("mends on the spot what the cloud lets be edited, and replaces or removes the rest", () => {
    for (const ill of ["powerful", "anywhere", "never_ends"] as const)
      expect(mend(ill, well(), main)).toEqual({ does: "edit" });
    expect(mend("old", well(), main)).toEqual({ does: "rotate" });
    for (const ill of ["unused", "paused"] as const)
      expect(mend(ill, well(), main)).toEqual({ does: "delete" });
  });

  it("has another key connected before the one the app signs in with is touched", () => {
    for (const ill of ["powerful", "anywhere", "never_ends", "unused"] as const)
      expect(mend(ill, well({ own: true }), main)).toEqual({ does: "connect", kind: "clickhouse_key" });
    // A rotation proves the new one before the app moves to it.
    expect(mend("old", well({ own: true }), main)).toEqual({ does: "rotate" });
  });

  it("has a narrower key connected where the cloud has one, and says so where it has none", () => {
    const naver = naverAccount("naver");
    const own = { ...naverKey("naver_access_key", 1, {}), own: true };
    expect(illsOf(own, bounds)).toContain("powerful");
    expect(mend("powerful", own, naver)).toEqual({ does: "connect", kind: "naver_access_key" });
    const kt = ktAccount("kt", "kt_g_key");
    expect(mend("powerful", ktKey(kt), kt)).toEqual({ does: null, why: "cloud" });
  });

  it("shows how the console removes what the app cannot", () => {
    const iam = { ...well(), kind: "kakao_iam_key", provider: "kakao", own: false } as const;
    expect(mend("unused", iam, kakaoAccount("kakao")).does).toBe("guide");
  });
});
