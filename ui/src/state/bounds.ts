import type { KindId, KindSpec, ProviderSpec } from "../api/generated/model";
import { UNUSED } from "./deadlines";

/** What keys are compared with: instants, written as those of keys are, and what their kinds can have. */
export interface Bounds {
  now: string;
  soon: string;
  /** Last used before this, a key counts as unused. */
  unused: string;
  /** Never used and made before this, too. */
  untouched: string;
  /** Made before this, a key is too old: by how much a leak of it would cost. */
  old: { root: string; endless: string; usual: string };
  kinds: ReadonlyMap<KindId, KindSpec>;
}

const DAY = 86_400_000;
/** Days before its end that a key is listed for it. */
const SOON = 30;
/** Days that a new key may wait for its first use. */
export const UNTOUCHED = 30;
/** Days after which a key is to be replaced: as good as the owner, without any end by itself, any other. */
export const OLD = { root: 90, endless: 180, usual: 365 } as const;

export function boundsAt(now: Date, providers: readonly ProviderSpec[]): Bounds {
  const days = (count: number) => new Date(now.getTime() + count * DAY).toISOString();
  return {
    now: days(0),
    soon: days(SOON),
    unused: days(-UNUSED),
    untouched: days(-UNTOUCHED),
    old: { root: days(-OLD.root), endless: days(-OLD.endless), usual: days(-OLD.usual) },
    kinds: new Map(providers.flatMap(({ kinds }) => kinds.map((kind) => [kind.id, kind]))),
  };
}
