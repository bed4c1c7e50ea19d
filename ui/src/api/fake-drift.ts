import * as data from "./fake-data";
import { problem } from "./errors";
import type { Account, ApiKey, ChangedField, Look, RoleChoice } from "./generated/model";

/** Three more accounts, so that asking them all takes a while. */
export function otherAccounts(): Account[] {
  return [
    data.account("second", "하늘 데이터", { ends_with: "9xKw" }),
    data.account("third", "Bada Lab", { ends_with: "7dQp", looked_at: data.daysFromNow(-2) }),
  ];
}

/** What somebody did in the console while nobody looked: to one key much, to others only the switch or a right. */
export function drifted(keys: ApiKey[]): ApiKey[] {
  const at = data.daysFromNow(-0.2);
  const [admin, reader] = data.roles as [RoleChoice, RoleChoice];
  const changes: Record<string, { now: Partial<ApiKey>; was: ChangedField["was"][] }> = {
    "key-2": {
      now: { roles: [admin], addresses: [{ source: "0.0.0.0/0", description: null }] },
      was: [
        { field: "roles", before: [reader] },
        { field: "addresses", before: [{ source: "203.0.113.7", description: "서울 사무실" }] },
      ],
    },
    "key-5": { now: { state: "disabled" }, was: [{ field: "state", before: "enabled" }] },
    "key-4": {
      now: { name: "terraform-ci-2" },
      was: [
        { field: "name", before: "terraform-ci" },
        { field: "expires", before: { when: "never" } },
      ],
    },
  };
  return keys.map((key) => {
    const change = changes[key.id];
    return change ? { ...key, ...change.now, changed: change.was.map((was) => ({ was, at })) } : key;
  });
}

/** A key after a change of our own: what we changed, nobody else did. */
export function settled(key: ApiKey, ours: Partial<ApiKey>): ApiKey {
  return { ...key, changed: key.changed.filter(({ was }) => !(was.field in ours)) };
}

/** Looks at accounts without a network. */
export function offline(looks: Look[]): Look[] {
  return looks.map((look) => ({
    ...look,
    error: problem("offline", { outcome: "unsent", provider: "clickhouse", op: "list" }),
  }));
}
