//! What people note on keys, and lists they look at again. Stays on this computer.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::KeyId;

/// What the user noted on a key. No cloud is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export, export_to = "model.ts")]
pub struct Marks {
    /// Words to find and group it by: at most 10 of 1 to 30 characters, none twice.
    pub tags: Vec<String>,
    /// A note of at most 500 characters.
    pub memo: String,
    /// Where it is used, e.g. "Grafana, office server": at most 20 lines of 1 to 80 characters, none twice.
    pub used_in: Vec<String>,
    /// Stands first in lists.
    pub pinned: bool,
    /// The day by which the user wants it replaced.
    #[ts(type = "string | null")]
    pub replace_by: Option<Date>,
}

/// Notes something on a key: these marks take the place of those it has.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct MarkKey {
    /// The key.
    pub key: KeyId,
    /// What it is to bear.
    pub marks: Marks,
}

/// Notes something on several keys at once.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct MarkKeys {
    /// What each of them is to bear.
    pub changes: Vec<MarkKey>,
}

/// A list of keys that the user wants to see again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export, export_to = "model.ts")]
pub struct SavedView {
    /// What the user calls it: 1 to 40 characters.
    pub name: String,
    /// What stands in the search field.
    pub query: String,
    /// How it is sorted, in the page's words.
    pub sort: String,
    /// What is filtered for, in the page's words: values by matter.
    pub filters: BTreeMap<String, Vec<String>>,
}
