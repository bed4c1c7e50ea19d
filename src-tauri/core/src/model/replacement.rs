//! Replacing and retiring keys that only a console makes and removes: the user is led through it, may leave, and goes
//! on later.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{KeyId, OperationId};

/// A key that is being replaced or retired by hand. The old one works until the user removes it in the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Replacement {
    /// Its id.
    pub id: OperationId,
    /// The key.
    pub key: KeyId,
    /// What for.
    pub purpose: Purpose,
    /// What is to be done now.
    pub step: ReplacementStep,
    /// The key that takes its place, once it is here and proven; the same key where only its secret changed.
    pub new_key: Option<KeyId>,
    /// When it began.
    #[ts(type = "string")]
    pub started_at: Timestamp,
}

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Purpose {
    /// Another one takes its place.
    Replace,
    /// It goes, and nothing takes its place.
    Retire,
}

/// What is to be done now to replace or retire a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum ReplacementStep {
    /// The user makes a new key in the console and connects it here.
    Make,
    /// The user gives it to whoever used the old one, or sees that nobody uses that any more.
    HandOver,
    /// The user removes the old one in the console; then it goes from this computer.
    Remove,
}

/// Begins to replace or retire a key.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StartReplacement {
    /// The key.
    pub key: KeyId,
    /// What for.
    pub purpose: Purpose,
}

/// Goes on with a replacement.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StepReplacement {
    /// Which.
    pub replacement: OperationId,
    /// The step that is done with this.
    pub step: ReplacementStep,
    /// The new key, with [`ReplacementStep::Make`].
    pub new_key: Option<KeyId>,
}

/// Names a replacement.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ReplacementRef {
    /// Which.
    pub replacement: OperationId,
}
