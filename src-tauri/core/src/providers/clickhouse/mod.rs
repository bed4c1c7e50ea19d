//! ClickHouse Cloud. Facts from its official OpenAPI contract (clickhouse-cloud-api 0.5.0) and documentation.

pub mod key;
