import type { ApiKey } from "../api/generated/model";
import { kindWords, providerNames } from "../providers";
import { app } from "../state/app.svelte";

/** What a key is found by that it does not tell itself: its account, its kind and its cloud. */
export function moreText(): (key: ApiKey) => string {
  const labels = new Map(app.accounts.map(({ id, label }) => [id, label]));
  const kinds = new Map(
    app.providers.flatMap(({ id: provider, kinds }) =>
      kinds.map(({ id }) => [id, [kindWords(id).name, ...providerNames(provider)].join("\n")]),
    ),
  );
  return ({ account, kind }) => `${labels.get(account) ?? ""}\n${kinds.get(kind) ?? ""}`;
}
