//! The clouds. A folder each, with the same file names in all: `mod`, `sign`, `wire`, a file per kind, `tests`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::http::Http;
use crate::kind::KeyKind;

pub mod clickhouse;

/// A cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum ProviderId {
    /// ClickHouse Cloud.
    Clickhouse,
}

/// A kind of key that a cloud has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum KindId {
    /// ClickHouse Cloud API key.
    ClickhouseKey,
}

/// All kinds of key, in the order they are shown. The one list: a new kind is a line here.
#[must_use]
pub fn all(http: &Http) -> Vec<Arc<dyn KeyKind>> {
    vec![Arc::new(clickhouse::key::ClickHouseKey::new(http.clone()))]
}
