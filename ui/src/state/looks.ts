import type { ErrorCode, Problem } from "../api/generated/error";
import type { AccountId, KindId, Look } from "../api/generated/model";

/** Looks of one account that failed for one reason. */
export interface FailedLook {
  account: AccountId;
  /** The kinds that could not be read; `null` when it is all that the account has. */
  kinds: KindId[] | null;
  problem: Problem;
  /** When they were last read. */
  looked_at: string | null;
}

// The account works, and only this kind of key is out of its reach: a right or an opened service is missing.
const reach: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["forbidden", "service_not_opened"]);

/** As `Map.groupBy`, which the oldest web views do not have. */
function groups<Item, Key>(items: readonly Item[], of: (item: Item) => Key): Map<Key, Item[]> {
  const all = new Map<Key, Item[]>();
  for (const item of items) all.set(of(item), [...(all.get(of(item)) ?? []), item]);
  return all;
}

/** What failed, gathered by account and reason: what is wrong, and what is only out of reach. */
export function failedLooks(looks: readonly Look[]): { wrong: FailedLook[]; closed: FailedLook[] } {
  const wrong: FailedLook[] = [];
  const closed: FailedLook[] = [];
  for (const [account, all] of groups(looks, (look) => look.account)) {
    const works = all.some(({ error }) => error === null);
    for (const [code, same] of groups(all, ({ error }) => error?.code)) {
      const [first] = same;
      if (!code || !first?.error) continue;
      const failed: FailedLook = {
        account,
        kinds: same.length === all.length ? null : same.map(({ kind }) => kind),
        problem: first.error,
        looked_at: first.looked_at,
      };
      // What the API does not offer is no fault, whatever else works.
      const beyond = code === "not_offered" || (works && reach.has(code));
      (beyond ? closed : wrong).push(beyond ? { ...failed, kinds: same.map(({ kind }) => kind) } : failed);
    }
  }
  return { wrong, closed };
}
