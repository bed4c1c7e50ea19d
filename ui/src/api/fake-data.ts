import { noMarks } from "../state/marks";
import type { Account, ApiKey, Draft, Event, KindSpec, RoleChoice, Unfinished } from "./generated/model";

/** Made-up accounts, keys and history for the in-browser backend. */

export const today = new Date();
const day = 86_400_000;

/** The instant that many days from now. */
export function daysFromNow(days: number): string {
  return new Date(today.getTime() + days * day).toISOString();
}

export const roles: RoleChoice[] = [
  { id: "3f0a5a51-0000-4000-8000-000000000001", name: "Admin", custom: false },
  { id: "3f0a5a51-0000-4000-8000-000000000002", name: "Organization API Reader", custom: false },
  { id: "3f0a5a51-0000-4000-8000-000000000003", name: "Member", custom: false },
  { id: "3f0a5a51-0000-4000-8000-000000000004", name: "Billing", custom: false },
  { id: "3f0a5a51-0000-4000-8000-000000000005", name: "Service API Reader", custom: false },
  { id: "3f0a5a51-0000-4000-8000-000000000006", name: "Query Endpoints", custom: false },
  { id: "3f0a5a51-0000-4000-8000-000000000007", name: "BI dashboards, read only", custom: true },
];

/** The fixed roles of an organization that has no roles of its own yet. */
export const oldRoles: RoleChoice[] = ["admin", "developer", "query_endpoints"].map((id) => ({
  id,
  name: id,
  custom: false,
}));

export const clickhouseKey: KindSpec = {
  id: "clickhouse_key",
  provider: "clickhouse",
  signed_by: ["clickhouse_key"],
  operations: {
    verify: "api",
    list: "api",
    create: "api",
    reread: "never",
    update: "api",
    switch: "api",
    regenerate: "never",
    delete: "api",
    token: "never",
  },
  recovery: "named",
  fields: [
    { id: "key_id", input: { type: "text", min: 1, max: 200 }, required: true, editable: false },
    { id: "key_secret", input: { type: "secret", max: 500 }, required: true, editable: false },
  ],
  ways: [],
  alone: false,
  undocumented: false,
  tokens: [],
  new_key_fields: [
    { id: "name", input: { type: "text", min: 1, max: 100 }, required: true, editable: true },
    { id: "assigned_role_ids", input: { type: "roles" }, required: true, editable: true },
    {
      id: "expire_at",
      input: { type: "expiry", preset_days: 30, never: true },
      required: false,
      editable: true,
    },
    { id: "ip_access_list", input: { type: "addresses" }, required: true, editable: true },
    { id: "state", input: { type: "flag", preset: true }, required: false, editable: false },
    { id: "hash_data", input: { type: "flag", preset: false }, required: false, editable: false },
  ],
  group_fields: [],
  extras: [],
  quota: 100,
  delete_needs_off: false,
  settles_in_s: 60,
  listed_in_s: 5,
  copies: ["id", "secret", "curl", "curl_with_secret", "both", "env", "export", "python"],
  links: ["console_home", "sign_up", "console_keys", "console_roles", "audit", "docs"].map((id) => ({ id })),
  realms: [{ id: "public" }],
};

export function account(id: string, label: string, more: Partial<Account> = {}): Account {
  return {
    id,
    provider: "clickhouse",
    kind: "clickhouse_key",
    label,
    scope: { id: `org-${id}`, name: label },
    own_key: null,
    ends_with: "OpQr",
    realm: null,
    endpoint: null,
    practice: false,
    undocumented: false,
    created_at: daysFromNow(-120),
    looked_at: new Date(today.getTime() - 4 * 60_000).toISOString(),
    ...more,
  };
}

export function key(at: number, name: string, more: Partial<ApiKey> = {}): ApiKey {
  const suffix = ["k3Qz", "Wm7p", "Rt2x", "b9Ld", "Hy4s", "nV6c"][at % 6] ?? "k3Qz";
  return {
    id: `key-${at}`,
    provider: "clickhouse",
    kind: "clickhouse_key",
    account: "main",
    remote_id: `5a1e0000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    name,
    note: null,
    group: null,
    public_id: null,
    ends_with: more.public_id?.slice(-4) ?? suffix,
    state: "enabled",
    roles: [roles[1] as RoleChoice],
    addresses: [{ source: "0.0.0.0/0", description: null }],
    created_at: daysFromNow(-40 - at),
    created_by: "Mina Park",
    expires: { when: "at", at: daysFromNow(50) },
    last_used: { when: "at", at: daysFromNow(-1) },
    own: false,
    secret: "elsewhere",
    tokens: [],
    presence: "at_cloud",
    practice: false,
    verified_at: more.secret === "here" ? daysFromNow(-1) : null,
    seen_at: daysFromNow(0),
    changed: [],
    marks: noMarks,
    ...more,
  };
}

export function fewKeys(): ApiKey[] {
  return [
    key(1, "Keywright", {
      own: true,
      secret: "here",
      public_id: "kWq3RtYuIoPaSdFgOpQr",
      ends_with: "OpQr",
      roles: [roles[0] as RoleChoice],
      expires: { when: "never" },
    }),
    key(2, "grafana-dashboard", { secret: "here", public_id: "gRaFanA8dAshB0ardWm7p" }),
    key(3, "매출 보고서 자동화", {
      secret: "here",
      public_id: "rEp0rT5xMaKeRkEyRt2x",
      roles: [roles[6] as RoleChoice],
      expires: { when: "at", at: daysFromNow(3.2) },
      addresses: [
        { source: "203.0.113.7", description: "서울 사무실" },
        { source: "198.51.100.0/24", description: "VPN" },
      ],
    }),
    key(4, "terraform-ci", {
      roles: [roles[0] as RoleChoice, roles[4] as RoleChoice],
      created_by: "Jun Lee",
    }),
    key(5, "contractor 2025", { state: "disabled", last_used: { when: "at", at: daysFromNow(-95) } }),
    key(6, "etl-nightly (old)", {
      state: "expired",
      expires: { when: "at", at: daysFromNow(-12) },
      last_used: { when: "at", at: daysFromNow(-13) },
    }),
    key(7, "metabase", {
      presence: "gone",
      secret: "here",
      public_id: "mEtAbAsE7kEyIdXxWm7p",
      seen_at: daysFromNow(-9),
    }),
    key(8, "lost-on-the-way", {
      secret: "none",
      last_used: { when: "never" },
      created_at: daysFromNow(-0.1),
    }),
  ];
}

export function manyKeys(count: number): ApiKey[] {
  const who = ["grafana", "airflow", "metabase", "terraform", "dbt", "looker", "backup", "정산", "리포트"];
  const where = ["prod", "staging", "dev", "seoul", "tokyo"];
  return Array.from({ length: count }, (_, at) =>
    key(at + 1, `${who[at % who.length]}-${where[at % where.length]}-${String(at + 1).padStart(3, "0")}`, {
      account: at % 3 === 0 ? "second" : "main",
      secret: at % 4 === 0 ? "here" : "elsewhere",
      public_id: at % 4 === 0 ? `pUbLiC${String(at).padStart(10, "0")}k3Qz` : null,
      state: at % 11 === 0 ? "disabled" : at % 17 === 0 ? "expired" : "enabled",
      roles: [roles[at % roles.length] as RoleChoice],
      expires: at % 5 === 0 ? { when: "never" } : { when: "at", at: daysFromNow((at % 120) + 1) },
    }),
  );
}

export function events(): Event[] {
  const line = (id: number, minutes: number, more: Partial<Event>): Event => ({
    id,
    at: new Date(today.getTime() - minutes * 60_000).toISOString(),
    op: "list",
    result: "done",
    code: null,
    provider: "clickhouse",
    account: "main",
    account_label: "Hanbit Analytics",
    key: null,
    key_name: null,
    practice: false,
    detail: null,
    ...more,
  });
  return [
    line(12, 3, {
      op: "copy",
      key: "key-2",
      key_name: "grafana-dashboard",
      detail: { type: "copied", value: "secret" },
    }),
    line(11, 4, { op: "create", key: "key-2", key_name: "grafana-dashboard" }),
    line(10, 50, {
      op: "update",
      key: "key-3",
      key_name: "매출 보고서 자동화",
      detail: { type: "changed", value: ["name", "expire_at"] },
    }),
    line(9, 55, {
      op: "update",
      key: "key-3",
      key_name: "매출 보고서 자동화",
      result: "failed",
      code: "rate_limited",
    }),
    line(8, 60 * 26, { op: "pause", key: "key-5", key_name: "contractor 2025" }),
    line(7, 60 * 27, {
      op: "create",
      key: "key-8",
      key_name: "lost-on-the-way",
      result: "unknown",
      code: "interrupted",
    }),
    line(6, 60 * 49, { op: "reveal", key: "key-3", key_name: "매출 보고서 자동화" }),
    line(5, 60 * 50, { op: "delete", key: "key-20", key_name: "poc-2024" }),
    line(4, 60 * 51, { op: "verify" }),
    line(1, 60 * 24 * 120, { op: "connect" }),
  ];
}

/** A credential that was pasted and not connected yet; it is the draft in {@link unfinished}. */
export function draft(): Draft {
  return {
    id: "op-5",
    kind: "clickhouse_key",
    fields: [
      { id: "key_id", value: "dRaFtKeYiDfOrTeStInG", length: 20, cleaned: false },
      { id: "key_secret", value: null, length: 40, cleaned: true },
    ],
    looks_like: [],
    saved_at: daysFromNow(-0.5),
  };
}

export function unfinishedOne(id: string, more: Partial<Unfinished>): Unfinished {
  return {
    id,
    op: "create",
    provider: "clickhouse",
    kind: "clickhouse_key",
    account: "main",
    name: "airflow-prod",
    state: "checking",
    candidates: [],
    started_at: daysFromNow(-0.02),
    next_look_at: daysFromNow(0.001),
    problem: null,
    ...more,
  };
}

export function unfinished(): Unfinished[] {
  const one = unfinishedOne;
  return [
    one("op-1", { state: "checking", problem: "interrupted" }),
    one("op-2", {
      state: "made_without_secret",
      name: "lost-on-the-way",
      next_look_at: null,
      candidates: [key(8, "lost-on-the-way", { secret: "none" })],
      problem: "secret_not_received",
    }),
    one("op-3", {
      state: "ambiguous",
      name: "report",
      next_look_at: null,
      candidates: [
        key(31, "report", { secret: "none" }),
        key(32, "report", { secret: "none", created_by: "Jun Lee" }),
      ],
    }),
    one("op-4", {
      state: "waiting_for_vault",
      name: "backup-seoul",
      next_look_at: null,
      problem: "vault_locked",
    }),
    one("op-5", { op: "connect", state: "draft", account: null, name: "", next_look_at: null }),
    one("op-6", { state: "not_seen_yet", name: "dbt-nightly" }),
    one("op-7", {
      op: "delete",
      state: "clean_up_failed",
      name: "poc-2024",
      problem: "rate_limited",
      candidates: [key(33, "poc-2024", { secret: "none" })],
    }),
    one("op-8", {
      state: "kept",
      name: "old-test",
      next_look_at: null,
      candidates: [key(34, "old-test", { secret: "none" })],
    }),
  ];
}
