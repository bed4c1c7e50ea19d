import type { Account, KindSpec, ProviderSpec } from "../api/generated/model";

/** The kinds that an account can sign in with: every kind that signs calls about some kind. */
export function connectable(provider: ProviderSpec): KindSpec[] {
  const signing = new Set(provider.kinds.flatMap((kind) => kind.signed_by));
  return provider.kinds.filter(({ id }) => signing.has(id));
}

/** The accounts that can look after a kind of key. */
export function accountsFor(spec: KindSpec, accounts: readonly Account[]): Account[] {
  return accounts.filter(({ kind }) => spec.signed_by.includes(kind));
}

/** Fields of a credential that hold secrets, in the order people meet them. */
export function secretFields(spec: KindSpec): string[] {
  return spec.fields.filter(({ input }) => input.type === "secret").map(({ id }) => id);
}

/** The cloud gives keys of this kind no name, so that they can be given one here. */
export function namedHere(spec: KindSpec): boolean {
  return spec.new_key_fields.some(({ id }) => id === "label");
}
