import type { ApiKey } from "../api/generated/model";
import { keyTitle } from "./key-title";

/** How the list of keys can be sorted. */
export const sorts = ["newest", "name", "ends", "used"] as const;

export type Sort = (typeof sorts)[number];

type Order = (a: ApiKey, b: ApiKey) => number;

/** The earlier instant first; without one, last. All instants are written alike, so that they compare as text. */
function earlier(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

const later = (a: string | null, b: string | null) =>
  a === null || b === null ? earlier(a, b) : earlier(b, a);

const end = ({ expires }: ApiKey) => (expires.when === "at" ? expires.at : null);
const use = ({ last_used }: ApiKey) => (last_used.when === "at" ? last_used.at : null);

/** What is still to end, the next first; then what ended, the last first. */
function ends(a: ApiKey, b: ApiKey): number {
  const [ended, other] = [a.state === "expired", b.state === "expired"];
  if (ended && other) return later(end(a), end(b));
  if (!ended && !other) return earlier(end(a), end(b));
  // What never ends comes after what did.
  const lasting = end(ended ? b : a) === null;
  return ended === lasting ? -1 : 1;
}

/** Sorts keys, names as the language (BCP 47) does: what is pinned first, and what is gone from the cloud last, unless `mixed`. */
export function sorted(keys: readonly ApiKey[], sort: Sort, language: string, mixed = false): ApiKey[] {
  const names = new Intl.Collator(language, { numeric: true });
  const titles = new Map<ApiKey, string>();
  if (sort === "name") for (const key of keys) titles.set(key, keyTitle(key));
  const title = (key: ApiKey) => titles.get(key) ?? keyTitle(key);
  const named: Order = (a, b) => names.compare(title(a), title(b));
  const newest: Order = (a, b) => later(a.created_at, b.created_at);
  const orders: Record<Sort, Order> = { newest, name: named, ends, used: (a, b) => later(use(a), use(b)) };
  const first = orders[sort];
  const gone = ({ presence }: ApiKey) => Number(presence === "gone" && !mixed);
  const rank = (key: ApiKey) => gone(key) * 2 - Number(key.marks.pinned);
  return [...keys].sort((a, b) => rank(a) - rank(b) || first(a, b) || newest(a, b) || named(a, b));
}
