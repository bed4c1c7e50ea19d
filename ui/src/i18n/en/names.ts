import type ko from "../ko/names";

const en: typeof ko = {
  providers: { clickhouse: "ClickHouse Cloud" },
  kinds: { clickhouse_key: "API key" },
};

export default en;
