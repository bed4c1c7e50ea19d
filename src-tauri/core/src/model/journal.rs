//! What is unfinished, and what was done.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AccountId, ApiKey, EventDetail, KeyId, KindId, OperationId, OperationKind, ProviderId,
};

/// An operation that did not come to its end. It stays listed until the user or the cloud settles it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Unfinished {
    /// The operation.
    pub id: OperationId,
    /// What was being done.
    pub op: OperationKind,
    /// The cloud.
    pub provider: ProviderId,
    /// The kind of key.
    pub kind: KindId,
    /// The account it was done with; `None` while connecting.
    pub account: Option<AccountId>,
    /// Name of the key it was about.
    pub name: String,
    /// How far it came.
    pub state: UnfinishedState,
    /// Keys at the cloud that may be the one it made.
    pub candidates: Vec<ApiKey>,
    /// When it began.
    #[ts(type = "string")]
    pub started_at: Timestamp,
    /// When the cloud is asked next; `None` when only the user can go on.
    #[ts(type = "string | null")]
    pub next_look_at: Option<Timestamp>,
    /// What stands in the way.
    pub problem: Option<crate::ErrorCode>,
}

/// How far an unfinished operation came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum UnfinishedState {
    /// A pasted credential that is kept, encrypted, until it is connected or thrown away.
    Draft,
    /// Sent; whether it happened is being found out.
    Checking,
    /// The cloud did not have it at the last look; more looks follow.
    NotSeenYet,
    /// The cloud made the key and its secret is lost: the user chooses what becomes of it.
    MadeWithoutSecret,
    /// One of the candidates may be it; only the user can tell.
    Ambiguous,
    /// The answer is sealed on disk and the keychain is needed to finish.
    WaitingForVault,
    /// A clean-up the user asked for failed and is tried again.
    CleanUpFailed,
    /// The user chose to keep the key in the list and settle it later.
    Kept,
}

/// What the user decides about an unfinished operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Settlement {
    /// Switch the candidate off at the cloud.
    SwitchOff,
    /// Delete the candidate at the cloud.
    Delete,
    /// Keep it in the list; with its secret, where the cloud shows that again.
    Keep,
    /// Ask the cloud again now.
    LookAgain,
    /// It is none of the candidates, or the draft is not wanted: forget the operation.
    Forget,
}

/// One line of the local history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Event {
    /// Runs upward.
    #[ts(type = "number")]
    pub id: i64,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What.
    pub op: OperationKind,
    /// How it ended.
    pub result: EventResult,
    /// Why it failed.
    pub code: Option<crate::ErrorCode>,
    /// The cloud.
    pub provider: Option<ProviderId>,
    /// The account.
    pub account: Option<AccountId>,
    /// The account's label at that time.
    pub account_label: Option<String>,
    /// The key.
    pub key: Option<KeyId>,
    /// The key's name at that time.
    pub key_name: Option<String>,
    /// Practice.
    pub practice: bool,
    /// What exactly; `None` where the operation says all.
    pub detail: Option<EventDetail>,
}

/// How a recorded step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum EventResult {
    /// Done.
    Done,
    /// Not done, and nothing changed.
    Failed,
    /// Nobody knows yet.
    Unknown,
}
