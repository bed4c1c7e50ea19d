import { noMarks } from "../state/marks";
import { daysFromNow } from "./fake-data";
import type { Extras } from "./fake-extras";
import type {
  Account,
  ApiKey,
  CopyWhat,
  Extra,
  FieldSpec,
  Group,
  Identity,
  KindId,
  KindSpec,
  Operations,
} from "./generated/model";

/** A made-up Naver Cloud for the in-browser backend: what is declared follows the core. */

const accessKeyFields: FieldSpec[] = [
  { id: "access_key", input: { type: "text", min: 1, max: 200 }, required: true, editable: false },
  { id: "secret_key", input: { type: "secret", max: 500 }, required: true, editable: false },
];

const spec = (
  id: KindId,
  operations: Partial<Operations>,
  more: Partial<KindSpec> & { copies: CopyWhat[]; extras: Extra[] },
): KindSpec => ({
  id,
  provider: "naver",
  signed_by: ["naver_access_key"],
  operations: {
    verify: "api",
    list: "api",
    create: "api",
    reread: "never",
    update: "never",
    switch: "api",
    regenerate: "never",
    delete: "api",
    token: "never",
    ...operations,
  },
  recovery: "nameless",
  fields: accessKeyFields,
  ways: [],
  alone: false,
  undocumented: false,
  tokens: [],
  new_key_fields: [],
  group_fields: [],
  quota: null,
  delete_needs_off: true,
  settles_in_s: 60,
  listed_in_s: 5,
  links: ["console_home", "portal_home", "gov_portal", "old_authkeys"].map((id) => ({ id })),
  realms: ["public", "government", "financial"].map((id) => ({ id })),
  ...more,
});

export const naverKinds: KindSpec[] = [
  spec(
    "naver_access_key",
    { list: "never", create: "guided", switch: "guided", delete: "guided" },
    {
      recovery: "by_hand",
      copies: ["id", "secret", "both", "env", "export", "s3_profile", "rclone", "python"],
      extras: ["storage"],
    },
  ),
  spec(
    "naver_gateway_key",
    { reread: "api", update: "api", regenerate: "api" },
    {
      recovery: "rereadable",
      fields: ["primary_key", "secondary_key"].map((id) => ({
        id,
        input: { type: "secret", max: 500 },
        required: true,
        editable: false,
      })),
      new_key_fields: [
        { id: "name", input: { type: "text", min: 1, max: 20 }, required: true, editable: true },
        { id: "description", input: { type: "text", min: 0, max: 50 }, required: false, editable: true },
      ],
      delete_needs_off: false,
      copies: ["secret", "second_secret", "header", "curl_with_secret", "env", "python"],
      extras: ["subscriptions"],
    },
  ),
  spec(
    "naver_sub_account_key",
    {},
    {
      new_key_fields: [
        { id: "sub_account", input: { type: "group" }, required: true, editable: false },
        { id: "label", input: { type: "text", min: 0, max: 60 }, required: false, editable: false },
      ],
      group_fields: [
        { id: "login_id", input: { type: "text", min: 1, max: 60 }, required: true, editable: false },
        { id: "name", input: { type: "text", min: 2, max: 30 }, required: true, editable: false },
        { id: "memo", input: { type: "text", min: 0, max: 300 }, required: false, editable: false },
      ],
      copies: ["id", "secret", "both", "env", "export", "s3_profile", "rclone", "python"],
      extras: ["new_group", "rules", "storage"],
    },
  ),
];

export function naverAccount(id: string): Account {
  return {
    id,
    provider: "naver",
    kind: "naver_access_key",
    label: "hanbit-shop",
    scope: { id: "hanbit-shop", name: "hanbit-shop" },
    own_key: "ncp_iam_BPAMKR0000000wnRv8Qd",
    ends_with: "v8Qd",
    realm: "public",
    endpoint: null,
    practice: false,
    undocumented: false,
    created_at: daysFromNow(-30),
    looked_at: daysFromNow(-0.003),
  };
}

const groups: Group[] = [
  { id: "2b141960-0000-4000-8000-000000000001", name: "매출 리포트 봇", login: "report-bot" },
  { id: "2b141960-0000-4000-8000-000000000002", name: "Backup robot", login: "backup-bot" },
];

const people = ["김하늘", "Mina Park", "이준", "Dana Kim", "박서연", "정우"];

export function naverKey(kind: KindId, at: number, more: Partial<ApiKey>): ApiKey {
  const end = ["pT4w", "Zk8m", "qL2v", "Hs6c", "Xe9r", "Bn3d"][at % 6] as string;
  return {
    id: `naver-${at}`,
    provider: "naver",
    kind,
    account: "naver",
    remote_id: `remote-${at}`,
    name: "",
    note: null,
    group: null,
    public_id: null,
    ends_with: end,
    state: "enabled",
    roles: [],
    addresses: null,
    created_at: daysFromNow(-10 * at),
    created_by: null,
    expires: { when: "unknown" },
    last_used: { when: "unknown" },
    own: false,
    secret: "elsewhere",
    tokens: [],
    presence: "at_cloud",
    practice: false,
    verified_at: null,
    seen_at: daysFromNow(-0.003),
    changed: [],
    marks: noMarks,
    ...more,
  };
}

export function naverKeys(): ApiKey[] {
  const sub = (at: number, group: Group | undefined, more: Partial<ApiKey>) =>
    naverKey("naver_sub_account_key", at, {
      remote_id: `${group?.id}/ncp_iam_SUB000000000000000${at}`,
      group: group ?? null,
      ...more,
    });
  const gateway = (at: number, name: string, more: Partial<ApiKey>) =>
    naverKey("naver_gateway_key", at, { remote_id: `gw0000000${at}`, name, created_at: null, ...more });
  const [report, backup] = groups;
  return [
    naverKey("naver_access_key", 1, {
      remote_id: "ncp_iam_BPAMKR0000000wnRv8Qd",
      name: "hanbit-shop",
      own: true,
      secret: "here",
      public_id: "ncp_iam_BPAMKR0000000wnRv8Qd",
      ends_with: "v8Qd",
      created_at: null,
      verified_at: daysFromNow(-1),
    }),
    gateway(2, "shop-weather", {
      note: "쇼핑몰 첫 화면의 날씨",
      secret: "here",
      ends_with: "0001",
      verified_at: daysFromNow(-2),
    }),
    gateway(3, "partner-maps", { note: "Map tiles for partners", ends_with: null }),
    sub(4, report, {
      name: "nightly report",
      secret: "here",
      public_id: "ncp_iam_SUB0000000000000004Xe9r",
      verified_at: daysFromNow(-3),
      last_used: { when: "at", at: daysFromNow(-0.4) },
    }),
    sub(5, report, { last_used: { when: "at", at: daysFromNow(-120) } }),
    sub(6, backup, { state: "disabled" }),
  ];
}

/** Fills the world beside the keys. */
export function furnish(extras: Extras) {
  const more = people.map((name, at) => ({
    id: `2b141960-0000-4000-8000-00000000010${at}`,
    name,
    login: `person-${at + 1}`,
  }));
  for (const group of [...groups, ...more]) {
    const problem = group.login === "person-3" ? ("forbidden" as const) : null;
    extras.addGroup("naver", "naver_sub_account_key", { group, problem });
  }
  extras.setRules(groups[1]?.id ?? "", { on: true, sources: [{ what: "IP", source: "203.0.113.0/24" }] });
  const one = { about: null, own: false, stages: null };
  extras.addSubscription("naver-2", {
    ...one,
    product: "weather-v2",
    name: "동네 날씨",
    about: "Hourly forecast for Korean districts",
    state: "accepted",
    stages: ["Weather / prod", "Weather / test"],
  });
  extras.addSubscription("naver-2", { ...one, product: "maps-1", name: "Partner maps", state: "requested" });
}

export function naverIdentity(): Pick<Identity, "facts" | "abilities"> {
  return {
    facts: [
      { id: "user_type", value: "Sub" },
      { id: "login_alias", value: "hanbit-shop" },
      { id: "user_id", value: "2b141960-0000-4000-8000-246e9659184c" },
    ],
    abilities: [
      { what: "list_keys", kind: "naver_gateway_key", allowed: true },
      { what: "list_keys", kind: "naver_sub_account_key", allowed: false },
    ],
  };
}
