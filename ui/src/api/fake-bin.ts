import { problem } from "./errors";
import { daysFromNow } from "./fake-data";
import type { ApiKey, BinEntry, BinReason } from "./generated/model";

const day = 86_400_000;

/** The waste bin of a browser tab. `bin` = full: some things are in it already. */
export class FakeBin {
  #entries: { entry: BinEntry; key: ApiKey }[] = [];

  constructor(query: URLSearchParams, keys: readonly ApiKey[]) {
    const sample = keys.find((key) => !key.own && key.kind === "clickhouse_key");
    if (query.get("bin") !== "full" || !sample) return;
    const some: [BinReason, string, number, string[]][] = [
      ["deleted", "old-pipeline", -2, ["airflow-prod"]],
      ["forgotten", "superset", -9, []],
      ["retired", "월말 정산 배치", -28, ["정산 서버", "cron-02"]],
    ];
    for (const [reason, name, days, used_in] of some) {
      const key = { ...sample, id: `bin-${name}`, name, marks: { ...sample.marks, used_in } };
      this.#put(key, reason, new Date(daysFromNow(days)));
    }
  }

  /** Takes in a key that left the list, or whose secret did. Practice keys just go. */
  put(key: ApiKey, reason: BinReason) {
    if (!key.practice) this.#put(key, reason, new Date());
  }

  #put(key: ApiKey, reason: BinReason, at: Date) {
    const entry: BinEntry = {
      id: `entry-${key.id}-${at.getTime()}`,
      key: key.id,
      provider: key.provider,
      kind: key.kind,
      account: key.account,
      name: key.name,
      ends_with: key.ends_with,
      marks: key.marks,
      reason,
      brings: reason === "deleted" ? "record" : reason === "secret_forgotten" ? "secret" : "key",
      secret: reason !== "deleted" && key.secret !== "elsewhere",
      binned_at: at.toISOString(),
      goes_at: new Date(at.getTime() + 30 * day).toISOString(),
    };
    this.#entries = [{ entry, key }, ...this.#entries];
  }

  list(): BinEntry[] {
    return structuredClone(this.#entries.map(({ entry }) => entry));
  }

  /** The key as it was. */
  restore(id: string): ApiKey {
    const found = this.#entries.find(({ entry }) => entry.id === id);
    if (!found) throw problem("gone");
    if (found.entry.brings === "record") throw problem("unsupported");
    this.#entries = this.#entries.filter((one) => one !== found);
    return found.key;
  }

  discard(id: string | null) {
    this.#entries = id === null ? [] : this.#entries.filter(({ entry }) => entry.id !== id);
  }
}
