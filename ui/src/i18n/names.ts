import type { KindId, ProviderId } from "../api/generated/model";
import { words } from "./index.svelte";

/** Name of a cloud. */
export function providerName(id: ProviderId): string {
  return words().names.providers[id];
}

/** Name of a kind of key. */
export function kindName(id: KindId): string {
  return words().names.kinds[id];
}
