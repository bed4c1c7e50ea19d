import type { KindId, ProviderId } from "../../api/generated/model";

/** Proper names and the words for kinds of key. */
export default {
  providers: { clickhouse: "ClickHouse Cloud" } satisfies Record<ProviderId, string>,
  kinds: { clickhouse_key: "API 키" } satisfies Record<KindId, string>,
};
