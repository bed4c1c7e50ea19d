//! Something leaked: the keys of an account are to stop.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountId, KeyId, KindId, OperationId};

/// The keys of an account that are being stopped. It stays until each is, or the user takes it off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Emergency {
    /// Its id.
    pub id: OperationId,
    /// The account, which signs all of it.
    pub account: AccountId,
    /// What the user wants.
    pub wish: StopWish,
    /// The keys, in the order in which they are stopped.
    pub lines: Vec<EmergencyLine>,
    /// They are being stopped right now.
    pub running: bool,
    /// When it began.
    #[ts(type = "string")]
    pub started_at: Timestamp,
}

/// What is to become of all keys of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum StopWish {
    /// Paused where the kind can, else deleted.
    Pause,
    /// Deleted.
    Delete,
}

/// What can be done to stop a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum StopAct {
    /// The app pauses it.
    Pause,
    /// The app deletes it.
    Delete,
    /// Only the console stops it: the user does.
    ByHand,
    /// Nothing: it is paused or has ended.
    Stopped,
}

/// When its turn comes: a key that an account signs in with goes after all others, the one that signs last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum StopTurn {
    /// Any key.
    First,
    /// Another account signs in with it.
    Own,
    /// The account itself signs in with it: the user stops it in the console when nothing else is left to do.
    Last,
}

/// One key that is to be stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct EmergencyLine {
    /// The key.
    pub key: KeyId,
    /// The kind of key.
    pub kind: KindId,
    /// What people know it by.
    pub name: String,
    /// Its last characters, where the cloud tells.
    pub ends_with: Option<String>,
    /// What is done.
    pub act: StopAct,
    /// When.
    pub turn: StopTurn,
    /// It is stopped.
    pub done: bool,
    /// Why the latest try failed.
    pub problem: Option<crate::ErrorCode>,
}

/// Asks which keys of an account there are and what can be done to each. Changes nothing.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct PlanEmergency {
    /// The account.
    pub account: AccountId,
    /// What the user wants.
    pub wish: StopWish,
}

/// Stops keys of an account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StartEmergency {
    /// The account.
    pub account: AccountId,
    /// What the user wants.
    pub wish: StopWish,
    /// The keys that the user saw and means.
    pub keys: Vec<KeyId>,
    /// The account's label as the user typed it.
    pub typed_name: String,
}

/// Names an emergency.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct EmergencyRef {
    /// Which.
    pub emergency: OperationId,
}

/// Notes that the user stopped a key in the console.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct NoteStopped {
    /// Which.
    pub emergency: OperationId,
    /// The key.
    pub key: KeyId,
}
