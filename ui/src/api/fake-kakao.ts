import { noMarks } from "../state/marks";
import { daysFromNow } from "./fake-data";
import type { Account, ApiKey, Fact, KindId, KindSpec } from "./generated/model";

/** A made-up KakaoCloud for the in-browser backend: what is declared follows the core. */

const text = (id: string, required = true) => ({
  id,
  input: { type: "text" as const, min: required ? 1 : 0, max: 255 },
  required,
  editable: false,
});
const secret = {
  id: "secret",
  input: { type: "secret" as const, max: 500 },
  required: true,
  editable: false,
};
const project = { id: "0000000000000000000000000000bbbb", name: "hanbit-shop", login: null };

const common = {
  provider: "kakao" as const,
  signed_by: ["kakao_iam_key" as const],
  group_fields: [],
  delete_needs_off: false,
  settles_in_s: 10,
  listed_in_s: 5,
  links: ["console_home", "docs"].map((id) => ({ id })),
  realms: [{ id: "public" }],
};

const operations = {
  verify: "api",
  list: "api",
  create: "api",
  reread: "never",
  update: "never",
  switch: "never",
  regenerate: "never",
  delete: "api",
  token: "never",
} as const;

export const kakaoKinds: KindSpec[] = [
  {
    ...common,
    id: "kakao_iam_key",
    operations: { ...operations, token: "api" },
    recovery: "named",
    fields: [text("id"), secret, text("name"), text("user_id")],
    ways: [
      { id: "by_id", fields: ["id", "secret"] },
      { id: "by_name", fields: ["name", "secret", "user_id"] },
    ],
    alone: false,
    undocumented: true,
    tokens: [
      { id: "api", lasts_s: 43_200, checks: true, revokes: true, copies: ["secret", "header", "export"] },
      {
        id: "storage",
        lasts_s: 1800,
        checks: false,
        revokes: false,
        copies: ["s3_profile", "env", "export", "rclone", "python"],
      },
    ],
    new_key_fields: [
      text("name"),
      text("description", false),
      {
        id: "expiry",
        input: { type: "expiry", preset_days: 90, never: true },
        required: false,
        editable: false,
      },
    ],
    extras: ["storage", "projects"],
    quota: null,
    copies: ["id", "secret", "both", "env", "export", "clouds_yaml"],
  },
  {
    ...common,
    id: "kakao_s3_key",
    operations: { ...operations, reread: "api" },
    recovery: "nameless",
    fields: [
      text("access"),
      secret,
      {
        id: "region",
        input: { type: "choice", choices: ["kr-central-2", "kr-central-1", "kr-central-3"], other: true },
        required: false,
        editable: false,
      },
    ],
    ways: [],
    alone: true,
    undocumented: false,
    tokens: [],
    new_key_fields: [
      { id: "label", input: { type: "text", min: 0, max: 60 }, required: false, editable: false },
    ],
    extras: ["storage"],
    quota: 2,
    copies: ["id", "secret", "s3_profile", "export", "both", "env", "rclone", "python"],
  },
];

export function kakaoAccount(id: string): Account {
  return {
    id,
    provider: "kakao",
    kind: "kakao_iam_key",
    label: project.name,
    scope: { id: project.id, name: project.name },
    own_key: "0000000000000000000000000000eeee",
    ends_with: "eeee",
    realm: "public",
    endpoint: null,
    practice: false,
    undocumented: false,
    created_at: daysFromNow(-12),
    looked_at: daysFromNow(-0.002),
  };
}

export function kakaoKey(kind: KindId, at: number, more: Partial<ApiKey>): ApiKey {
  return {
    id: `kakao-${at}`,
    provider: "kakao",
    kind,
    account: "kakao",
    remote_id: `0000000000000000000000000000f00${at}`,
    name: "",
    note: null,
    group: project,
    public_id: null,
    ends_with: `f00${at}`,
    state: "enabled",
    roles: [],
    addresses: null,
    created_at: null,
    created_by: null,
    expires: { when: "unknown" },
    last_used: { when: "unknown" },
    own: false,
    secret: "elsewhere",
    tokens: [],
    presence: "at_cloud",
    practice: false,
    verified_at: null,
    seen_at: daysFromNow(-0.002),
    changed: [],
    marks: noMarks,
    ...more,
  };
}

export function kakaoKeys(): ApiKey[] {
  return [
    kakaoKey("kakao_iam_key", 0, {
      remote_id: "0000000000000000000000000000eeee",
      name: "sales-report",
      own: true,
      secret: "here",
      public_id: "0000000000000000000000000000eeee",
      ends_with: "eeee",
      verified_at: daysFromNow(-1),
    }),
    kakaoKey("kakao_s3_key", 1, {
      name: "nightly backup",
      secret: "here",
      public_id: "0000000000000000000000000000f001",
      verified_at: daysFromNow(-2),
    }),
  ];
}

export function kakaoFacts(): Fact[] {
  return [
    { id: "user", value: "mina@example.com" },
    { id: "user_id", value: "0000000000000000000000000000aaaa" },
    { id: "organization", value: "hanbit" },
    { id: "project", value: project.name },
    { id: "roles", value: "member" },
    { id: "token_expires", value: daysFromNow(0.5) },
    { id: "restricted", value: "true" },
  ];
}
