import type { Command } from "./backend";
import * as data from "./fake-data";
import { kakaoFacts } from "./fake-kakao";
import { ktFacts } from "./fake-kt";
import { naverIdentity } from "./fake-naver";
import type {
  ApiKey,
  FieldValue,
  GroupChoice,
  Identity,
  KindId,
  NewKeyOptions,
  OperationKind,
} from "./generated/model";

/** Calls that ask a cloud, and so take their time. */
export const slowCalls = new Set<Command>([
  "connect",
  "start_practice",
  "verify_account",
  "refresh_keys",
  "new_key_options",
  "create_key",
  "update_key",
  "switch_key",
  "verify_key",
  "delete_key",
  "settle",
  "check_vault",
  "fetch_secret",
  "regenerate_key",
  "step_rotation",
  "step_succession",
  "end_succession",
  "create_group",
  "group_rules",
  "set_group_rules",
  "list_subscriptions",
  "subscribe",
  "check_storage",
]);

/** What a refused command was about. */
export const operations: Partial<Record<Command, OperationKind>> = {
  connect: "connect",
  start_practice: "connect",
  disconnect: "disconnect",
  verify_account: "verify",
  verify_key: "verify",
  refresh_keys: "list",
  create_key: "create",
  update_key: "update",
  switch_key: "pause",
  delete_key: "delete",
  copy_key: "copy",
  reveal_key: "reveal",
  forget_key: "forget",
  fetch_secret: "reread",
  regenerate_key: "regenerate",
  step_rotation: "regenerate",
  step_succession: "rotate",
  end_succession: "rotate",
  create_group: "create_group",
  set_group_rules: "rules",
  subscribe: "subscribe",
  restore_from_bin: "put_back",
  empty_bin: "discard",
  start_emergency: "emergency",
  run_emergency: "emergency",
};

/** What the fields of a form make of a key. */
export function asKey(fields: { [field in string]: FieldValue }): Partial<ApiKey> {
  const made: Partial<ApiKey> = {};
  for (const [id, field] of Object.entries(fields)) {
    if (field.type === "text" && (id === "name" || id === "label")) made.name = field.value;
    if (field.type === "text" && id === "description") made.note = field.value || null;
    if (field.type === "expiry") made.expires = field.value;
    if (field.type === "addresses") made.addresses = field.value;
    if (field.type === "flag" && id === "state") made.state = field.value ? "enabled" : "disabled";
    if (field.type === "roles") {
      made.roles = field.value.map(
        (role) => data.roles.find((known) => known.id === role) ?? { id: role, name: role, custom: true },
      );
    }
  }
  return made;
}

/** The public and the secret half of a credential. */
const halves: { [K in KindId]?: [string, string] } = {
  clickhouse_key: ["key_id", "key_secret"],
  kakao_iam_key: ["id", "secret"],
  kakao_s3_key: ["access", "secret"],
  kt_g_key: ["api_key", "secret_key"],
  kt_d_login: ["project_name", "password"],
  kt_storage_1: ["storage_user", "storage_pass"],
};

/** What a pasted or typed text holds, by field; `null` is a paste that the core takes from the clipboard itself. */
export function readPasted(kind: KindId, field: string, text: string | null) {
  const [id, secret] = halves[kind] ?? ["access_key", "secret_key"];
  const pasted = text ?? "KEY_ID=AbCdEfGhIjKlMnOpQrSt\nKEY_SECRET=4b1dExampleSecretDoNotUse0123456789ABCDE";
  const values = [...pasted.matchAll(/\w{20,}/g)].map(([value]) => value);
  const found: Record<string, string> =
    values.length > 1
      ? Object.fromEntries(values.map((value) => [value.length === 20 ? id : secret, value]))
      : { [field]: values[0] ?? pasted.trim() };
  return { found, pasted };
}

/** Whose a text looks like that was put into the form of a kind. */
export function looksLike(kind: KindId, text: string | null): KindId[] {
  return text?.includes("ncp_iam_") && kind !== "naver_access_key" ? ["naver_access_key"] : [];
}

/** What a form for a new key is told. */
export function options(
  limited: string | null,
  kind: KindId,
  used: number,
  groups: GroupChoice[],
): NewKeyOptions {
  const none = { roles: [], quota: null, groups };
  if (kind === "kakao_s3_key")
    return { ...none, roles_from: "nowhere", quota: { used: Math.min(used, 2), limit: 2 } };
  if (kind !== "clickhouse_key") return { ...none, roles_from: "nowhere" };
  switch (limited) {
    case null:
      return { roles: data.roles, roles_from: "cloud", quota: { used, limit: 100 }, groups };
    case "nowhere":
      return { ...none, roles_from: "nowhere" };
    case "old":
      return { ...none, roles: data.oldRoles, roles_from: "old_roles" };
    default:
      return { ...none, roles: data.roles.slice(1, 3), roles_from: "existing_keys" };
  }
}

/** What a credential turns out to be. */
export function identity(name: string, kind: KindId, limited: boolean): Identity {
  return {
    name,
    scope: { id: "org-main", name: "Hanbit Analytics" },
    own_key: null,
    ends_with: kind === "clickhouse_key" ? "OpQr" : "v8Qd",
    facts: [],
    confirmed: true,
    abilities: [
      { what: "list_keys", kind: null, allowed: true },
      { what: "create_keys", kind: null, allowed: true },
      { what: "change_keys", kind: null, allowed: null },
      { what: "delete_keys", kind: null, allowed: null },
      { what: "list_roles", kind: null, allowed: !limited },
      { what: "read_activity", kind: null, allowed: false },
    ],
    ...((kind === "naver_gateway_key" || kind === "kakao_s3_key") && { abilities: [] }),
    ...(kind.startsWith("kt_") && { facts: ktFacts(kind), abilities: [] }),
    ...(kind === "kakao_iam_key" && { facts: kakaoFacts(), abilities: [] }),
    ...((kind === "naver_access_key" || kind === "naver_sub_account_key") && naverIdentity()),
  };
}
