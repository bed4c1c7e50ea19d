//! The history of this computer: what is asked of it, and whether it is whole.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountId, CopyWhat, KeyId, OperationKind};

/// Asks for the local history, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
#[serde(default)]
pub struct ListEvents {
    /// Only older ones than this.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// Only of this key.
    pub key: Option<KeyId>,
    /// Only of this account.
    pub account: Option<AccountId>,
    /// Only of these operations; none is all of them.
    pub ops: Vec<OperationKind>,
    /// Only what did not end well.
    pub not_done: bool,
    /// Only from this moment on.
    #[ts(type = "string | null")]
    pub from: Option<Timestamp>,
    /// Only before this moment.
    #[ts(type = "string | null")]
    pub to: Option<Timestamp>,
    /// At most this many: 1 to 200.
    pub limit: u32,
}

/// What exactly was done. Never a value, only what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum EventDetail {
    /// What was copied.
    Copied(CopyWhat),
    /// Id of the secret field that was shown or renewed.
    Field(String),
    /// Ids of the fields that were changed.
    Changed(Vec<String>),
    /// A copy of the data file was put back that was made then.
    CopyOf(#[ts(type = "string")] Timestamp),
    /// Which file was saved.
    Saved(ReportFormat),
}

/// What a report is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum ReportFormat {
    /// A page to print, in a web browser.
    Page,
    /// A table for spreadsheets.
    Csv,
}

/// Whether the history is what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct HistoryCheck {
    /// Lines that were looked at.
    pub lines: u32,
    /// Since when lines are chained as they are written; `None` when somebody made that unreadable.
    #[ts(type = "string | null")]
    pub since: Option<Timestamp>,
    /// The first damage; `None` when it is whole.
    pub damage: Option<HistoryDamage>,
}

/// Where the history is not what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct HistoryDamage {
    /// What is wrong.
    pub kind: DamageKind,
    /// [`super::Event::id`] of the line it shows at.
    #[ts(type = "number | null")]
    pub line: Option<i64>,
    /// The time that this line says.
    #[ts(type = "string | null")]
    pub at: Option<Timestamp>,
}

/// What is wrong with the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum DamageKind {
    /// This line was changed or put in, or one right before it was taken out.
    Altered,
    /// Lines at the end are missing, or what was written down of the end.
    CutOff,
}
