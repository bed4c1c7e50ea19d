//! The history of this computer: what is asked of it, and whether it is whole.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountId, CopyWhat, KeyId, OperationKind, Problem, ProviderId};

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

/// Asks what clouds say in their own logs was done with keys, newest first.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
#[serde(default)]
pub struct CloudActivityOf {
    /// Only of this key.
    pub key: Option<KeyId>,
    /// Ask the clouds first; otherwise what is known from the last look.
    pub look: bool,
}

/// What clouds say was done with keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct CloudLog {
    /// The newest first; those of the last 90 days that were read.
    pub entries: Vec<CloudActivity>,
    /// The accounts whose cloud keeps such a log, and how the last look at it went.
    pub looks: Vec<CloudLook>,
}

/// How the last look at a cloud's log went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct CloudLook {
    /// The account.
    pub account: AccountId,
    /// When the log was last read.
    #[ts(type = "string | null")]
    pub read_at: Option<Timestamp>,
    /// Why this look failed; `None` when it did not, or nobody looked.
    pub problem: Option<Problem>,
}

/// One line of a cloud's own log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct CloudActivity {
    /// The cloud's id of the line.
    pub id: String,
    /// When, by the cloud's clock.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// The account it was read through.
    pub account: AccountId,
    /// Its label.
    pub account_label: String,
    /// The cloud.
    pub provider: ProviderId,
    /// What.
    pub what: CloudAct,
    /// The key, where it is known here.
    pub key: Option<KeyId>,
    /// Its name, where it is or was known here.
    pub key_name: Option<String>,
    /// The cloud's id of the key, where the line names it.
    pub remote_id: Option<String>,
    /// Who did it: a mail address or the name of a key.
    pub actor: Option<String>,
    /// What sort of actor that is.
    pub actor_kind: ActorKind,
    /// From which network address.
    pub address: Option<String>,
    /// Whether it was this app.
    pub by: DoneBy,
    /// Practice.
    pub practice: bool,
}

/// What a cloud says was done with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum CloudAct {
    /// It was made.
    Created,
    /// It was deleted.
    Deleted,
    /// It got another name.
    Renamed,
    /// It was switched on or off.
    Switched,
    /// It ends at another time.
    EndChanged,
    /// It has other roles.
    RolesChanged,
    /// It may be used from other addresses.
    AddressesChanged,
    /// It was changed in a way that we have no word for.
    Changed,
}

/// Who a cloud says did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum ActorKind {
    /// Somebody at the console.
    Person,
    /// A key, through the API.
    Key,
    /// The cloud itself or its support.
    Cloud,
    /// The cloud says something we do not know.
    Unknown,
}

/// Whether something that a cloud tells of was done by this app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum DoneBy {
    /// By this app: it stands in the history too.
    App,
    /// With the key that this app signs in with, but the history knows nothing of it.
    OwnKey,
    /// By somebody else.
    Other,
}

/// Saves what is known of keys and activity as a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct SaveReport {
    /// As what.
    pub format: ReportFormat,
    /// Activity from this moment on; `None` is from the beginning.
    #[ts(type = "string | null")]
    pub from: Option<Timestamp>,
    /// Language of the words, as a BCP 47 tag.
    pub language: String,
    /// The words, by what they stand for: at most 400 of 300 characters.
    pub words: std::collections::BTreeMap<String, String>,
}
