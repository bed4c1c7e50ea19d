import { noMarks } from "../state/marks";
import { daysFromNow } from "./fake-data";
import type { Account, ApiKey, Fact, FieldSpec, KindId, KindSpec } from "./generated/model";

/** A made-up KT Cloud for the in-browser backend: what is declared follows the core. */

const text = (id: string, required = true): FieldSpec => ({
  id,
  input: { type: "text", min: 1, max: 200 },
  required,
  editable: false,
});
const secret = (id: string): FieldSpec => ({
  id,
  input: { type: "secret", max: 500 },
  required: true,
  editable: false,
});

const secretId = (id: string): FieldSpec => ({
  id,
  input: { type: "secret_id", max: 200 },
  required: true,
  editable: false,
});

const spec = (
  id: KindId,
  more: Partial<KindSpec> & Pick<KindSpec, "fields" | "copies" | "extras">,
): KindSpec => ({
  id,
  provider: "kt",
  signed_by: [id],
  operations: {
    verify: "api",
    list: "never",
    create: "guided",
    reread: "never",
    update: "never",
    switch: "never",
    regenerate: "never",
    delete: "guided",
    token: more.tokens ? "api" : "never",
  },
  recovery: "by_hand",
  ways: [],
  alone: false,
  undocumented: false,
  tokens: [],
  new_key_fields: [],
  group_fields: [],
  quota: null,
  delete_needs_off: false,
  settles_in_s: 60,
  listed_in_s: 5,
  links: ["console_home", "gov_console", "guide_d"].map((id) => ({ id })),
  realms: [{ id: "public" }],
  ...more,
});

const tokens: KindSpec["tokens"] = [
  { id: "api", lasts_s: 3000, checks: true, revokes: true, copies: ["secret", "header", "export"] },
];

export const ktKinds: KindSpec[] = [
  spec("kt_d_login", {
    fields: [
      text("project_id", false),
      text("project_name"),
      secret("password"),
      {
        id: "zone",
        input: { type: "choice", choices: ["d1", "d2", "d3", "gd1", "gd4"], other: true },
        required: true,
        editable: false,
      },
    ],
    copies: ["id", "secret"],
    extras: [],
    tokens,
  }),
  spec("kt_g_key", {
    fields: [secretId("api_key"), secret("secret_key")],
    copies: ["id", "secret", "both"],
    extras: [],
  }),
  spec("kt_storage_1", {
    fields: [text("storage_user"), secret("storage_pass")],
    copies: ["id", "secret", "both"],
    extras: ["storage"],
  }),
  spec("kt_storage_2", {
    fields: [text("access_key"), secret("secret_key"), text("domain_id"), text("project_id")],
    copies: ["id", "secret", "both"],
    extras: ["storage"],
    tokens,
  }),
  spec("kt_storage_s3", {
    fields: [text("access_key"), secret("secret_key")],
    copies: ["id", "secret", "both", "env", "export", "s3_profile", "rclone", "python"],
    extras: ["storage"],
    realms: [{ id: "d_platform" }, { id: "storage_3" }],
  }),
];

export function ktAccount(id: string, kind: KindId): Account {
  return {
    id,
    provider: "kt",
    kind,
    label: "shop@example.com",
    scope:
      kind === "kt_d_login" ? { id: "0000000000000000000000000000bbbb", name: "shop@example.com" } : null,
    own_key: `own-${kind}`,
    ends_with: "1a2B",
    realm: null,
    endpoint: null,
    practice: false,
    undocumented: false,
    created_at: daysFromNow(-3),
    looked_at: null,
  };
}

function publicId({ kind, label }: Account): string | null {
  if (kind === "kt_g_key") return null;
  return kind === "kt_d_login" ? label : "KtMadeUpKey1a2B";
}

/** What an account signs in with: KT Cloud lists no others. */
export function ktKey(account: Account): ApiKey {
  return {
    id: `kt-${account.id}`,
    provider: "kt",
    kind: account.kind,
    account: account.id,
    remote_id: account.own_key ?? "",
    name: account.label,
    note: null,
    group: null,
    public_id: publicId(account),
    ends_with: account.ends_with,
    state: "enabled",
    roles: [],
    addresses: null,
    created_at: null,
    created_by: null,
    expires: { when: "unknown" },
    last_used: { when: "unknown" },
    own: true,
    secret: "here",
    tokens: [],
    presence: "at_cloud",
    practice: false,
    verified_at: daysFromNow(-0.1),
    seen_at: daysFromNow(-0.1),
    changed: [],
    marks: noMarks,
  };
}

export function ktFacts(kind: KindId): Fact[] {
  if (kind === "kt_g_key")
    return [
      { id: "zones", value: "KOR-Central A, KOR-Central B, KOR-Seoul M" },
      { id: "versions", value: "v1" },
    ];
  return [
    { id: "user", value: "shop@example.com" },
    { id: "zone", value: "DX-M1" },
  ];
}
