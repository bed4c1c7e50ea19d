import { describe, expect, it } from "vitest";
import { key, roles } from "../api/fake-data";
import { providers as specs } from "../api/fake-providers";
import type { ApiKey, KindId, RoleChoice } from "../api/generated/model";
import clickhouse from "./clickhouse/en";
import { addUp, matters, no, unknown, yes, type Level } from "./reach";
import { reachOf } from "./reaches";

const role = (name: string, custom = false): RoleChoice => ({ id: name, name, custom });
const of = (kind: KindId, given: RoleChoice[] = []): ApiKey => ({ ...key(1, "a"), kind, roles: given });
const may = (key: ApiKey) => {
  const reach = reachOf(key);
  return matters.map((matter) => reach[matter].may).join(" ");
};

describe("reachOf", () => {
  it("says all four things of every kind in both languages", () => {
    for (const { kinds } of specs)
      for (const { id } of kinds) {
        const reach = reachOf(of(id));
        for (const matter of matters) {
          const { ko, en } = reach[matter];
          expect(ko, `${id} ${matter}`).toMatch(/[가-힣].*[.]$/);
          expect(en, `${id} ${matter}`).toMatch(/^[A-Z].*[.]$/);
        }
      }
  });

  it("knows the keys that are as good as the owner", () => {
    const root = specs.flatMap(({ kinds }) => kinds.map(({ id }) => id)).filter((id) => reachOf(of(id)).root);
    expect(root.sort()).toEqual(["kt_d_login", "kt_g_key", "naver_access_key"]);
    expect(reachOf(of("clickhouse_key", [roles[0]!])).root).toBe(true);
    // Whose an access key is, it does not tell.
    expect(reachOf(of("naver_access_key")).rootIf).toBeDefined();
    expect(reachOf(of("kt_g_key")).rootIf).toBeUndefined();
  });

  it("knows every role that the page has words for", () => {
    for (const name of Object.keys(clickhouse.kinds.clickhouse_key?.roles ?? {})) {
      const told = reachOf(of("clickhouse_key", [role(name)]));
      expect(told.read.may, name).not.toBe("unknown");
    }
  });

  it("adds up what roles allow, and claims nothing of those the organization made", () => {
    const given = (...names: string[]) =>
      of(
        "clickhouse_key",
        names.map((name) => role(name)),
      );
    expect(may(given("Member"))).toBe("no no no no");
    expect(may(given("Member", "Service reader"))).toBe("yes no no no");
    expect(may(given("Organization API Reader", "Billing"))).toBe("yes yes no yes");
    expect(may(of("clickhouse_key", [role("Admin", true)]))).toBe("unknown unknown unknown unknown");
    expect(may(of("clickhouse_key", [role("Admin", true), role("Member")]))).toBe(
      "unknown unknown unknown unknown",
    );
    expect(reachOf(of("clickhouse_key", [role("Admin", true), role("admin")])).root).toBe(true);
  });

  it("reads the roles that KakaoCloud names with its token", () => {
    expect(may(of("kakao_iam_key", [role("reader")]))).toBe("yes no no no");
    expect(may(of("kakao_iam_key", [role("project_admin")]))).toBe("yes yes yes yes");
    expect(may(of("kakao_iam_key", [role("load-balancer_observer")]))).toBe(
      "unknown unknown unknown unknown",
    );
  });
});

describe("addUp", () => {
  const level = (may: typeof yes): Level => ({
    read: may("가.", "A."),
    change: may("가.", "A."),
    delete: may("가.", "A."),
    spend: may("가.", "A."),
  });

  it("takes the most of each, and calls powerful what may do all of it", () => {
    expect(addUp([level(no), level(unknown)]).read.may).toBe("unknown");
    expect(addUp([level(unknown), level(yes)]).powerful).toBe(true);
    expect(addUp([{ ...level(yes), spend: no("가.", "A.") }]).powerful).toBe(false);
    expect(addUp([level(no), { ...level(no), root: true }]).powerful).toBe(true);
  });
});
