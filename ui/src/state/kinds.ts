import type {
  Account,
  ApiKey,
  FieldSpec,
  KindSpec,
  Operations,
  ProviderSpec,
  Support,
} from "../api/generated/model";

/** The kinds that can be connected: every kind that signs calls about some kind, or that stands alone. */
export function connectable(provider: ProviderSpec): KindSpec[] {
  const signing = new Set(provider.kinds.flatMap((kind) => kind.signed_by));
  return provider.kinds.filter(({ id, alone }) => alone || signing.has(id));
}

/** What can be done with a kind of key through an account: calls that are not documented only where they are allowed. */
export function operationsFor(spec: KindSpec, account: Account | null | undefined): Operations {
  // Whoever signs in with a key that only stands alone can do nothing about others of its kind.
  const manages = !account || spec.signed_by.includes(account.kind);
  if (manages && (!spec.undocumented || account?.undocumented)) return spec.operations;
  const guided = (support: Support): Support => (support === "api" ? "guided" : support);
  const { create, delete: remove } = spec.operations;
  return {
    ...spec.operations,
    list: "never",
    reread: "never",
    create: guided(create),
    delete: guided(remove),
  };
}

/** The fields of one way to give a credential; all of them where there is only one way. */
export function fieldsOf(spec: KindSpec, way: string | null): FieldSpec[] {
  const named = spec.ways.find(({ id }) => id === way)?.fields;
  return named ? named.flatMap((id) => spec.fields.filter((field) => field.id === id)) : spec.fields;
}

/** The accounts that can look after a kind of key. */
export function accountsFor(spec: KindSpec, accounts: readonly Account[]): Account[] {
  return accounts.filter(({ kind }) => spec.signed_by.includes(kind));
}

/** Fields of a credential that hold secrets, in the order people meet them. */
export function secretFields(spec: KindSpec): string[] {
  return spec.fields.filter(({ input }) => input.type === "secret").map(({ id }) => id);
}

/** A field whose value the page never gets back. */
export function isHidden({ input }: FieldSpec): boolean {
  return input.type === "secret" || input.type === "secret_id";
}

/** The cloud gives keys of this kind no name, so that they can be given one here. */
export function namedHere(spec: KindSpec): boolean {
  return spec.new_key_fields.some(({ id }) => id === "label");
}

/** How a key is rotated: within itself, by a new key that the app makes, or by hand; `null` where it cannot be now. */
export function rotationOf(
  key: ApiKey,
  spec: KindSpec,
  account: Account | null | undefined,
): "within" | "succession" | "by_hand" | null {
  if (key.presence === "gone") return null;
  const can = operationsFor(spec, account);
  if (can.regenerate === "api" && secretFields(spec).length === 2) return "within";
  if (can.create === "api" && can.delete === "api") return "succession";
  const guided = can.create === "guided" || can.delete === "guided";
  return guided && key.own && key.secret === "here" ? "by_hand" : null;
}
