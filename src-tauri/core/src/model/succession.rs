//! A rotation by succession: another key takes the place of a key, step by step, and the old one goes last.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CopyWhat, Expiry, KeyId, OperationId, OperationKind};

/// A key that another one takes the place of. The old one works until it is paused, can be resumed until it is deleted,
/// and is deleted only while the new one works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Succession {
    /// Its id.
    pub id: OperationId,
    /// The old key.
    pub key: KeyId,
    /// The new key, once it is stored.
    pub new_key: Option<KeyId>,
    /// What is to be done now.
    pub step: SuccessionStep,
    /// The steps that there are for this key, in order.
    pub order: Vec<SuccessionStep>,
    /// The app signs in with the old key, so it moves to the new one with [`SuccessionStep::Verify`].
    pub own: bool,
    /// When it began.
    #[ts(type = "string")]
    pub started_at: Timestamp,
    /// When the new key was stored.
    #[ts(type = "string | null")]
    pub issued_at: Option<Timestamp>,
    /// When all that used the old key had been moved, says the user.
    #[ts(type = "string | null")]
    pub handed_over_at: Option<Timestamp>,
    /// Since when the old key has been quiet: it was paused then, or where it cannot be paused, no use was seen.
    #[ts(type = "string | null")]
    pub quiet_since: Option<Timestamp>,
    /// Days of quiet before the old key goes.
    pub quiet_days: u32,
    /// When these days are over.
    #[ts(type = "string | null")]
    pub quiet_until: Option<Timestamp>,
    /// The old key was used after all was moved, as far as the last look tells.
    pub used_since: bool,
    /// Where the old key may be, to be ticked off.
    pub places: Vec<HandOverPlace>,
    /// The create of the new key that is not over: its own card says what to do.
    pub making: Option<OperationId>,
    /// What the new key will be like, as long as there is none.
    pub proposal: Option<Proposal>,
    /// The cloud has no room for the new key.
    pub no_room: Option<NoRoom>,
}

/// What is to be done now in a succession.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum SuccessionStep {
    /// The app makes a new key with the same rights.
    Issue,
    /// The app proves that the new key works, and signs in with it where it signed in with the old one.
    Verify,
    /// The user gives the new key to whoever uses the old one.
    HandOver,
    /// The cloud tells whether the old key is still used.
    Watch,
    /// The app switches the old key off.
    Pause,
    /// The app deletes the old key, which ends the succession.
    Delete,
}

/// Somewhere the old key may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct HandOverPlace {
    /// Names it among the places of this succession.
    pub id: String,
    /// How it is known.
    pub what: PlaceKind,
    /// The user has seen to it.
    pub done: bool,
}

/// How a place is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum PlaceKind {
    /// The user noted it.
    Noted {
        /// What.
        text: String,
    },
    /// The secret left this computer so: copied, shown.
    Taken {
        /// How.
        op: OperationKind,
        /// As what, where that was noted.
        copied: Option<CopyWhat>,
        /// How often.
        times: u32,
        /// When for the last time.
        #[ts(type = "string")]
        last_at: Timestamp,
    },
}

/// What a new key will be like. The rest is as with the old one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Proposal {
    /// Its name, which is not taken; `None` where keys have none.
    pub name: Option<String>,
    /// Its end: it lives as long as the old one was to; `None` where keys have none.
    pub expires: Option<Expiry>,
}

/// The cloud allows no more keys before another one goes. The app deletes none by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct NoRoom {
    /// Keys there are.
    pub used: u32,
    /// Keys there may be, where known.
    pub limit: Option<u32>,
    /// The key that is missed least; `None` when there is none but the old one and those the app signs in with.
    pub first: Option<KeyId>,
    /// Why that one.
    pub why: Option<GoesFirst>,
}

/// Why a key goes before others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum GoesFirst {
    /// Its time is over.
    Expired,
    /// It is switched off.
    Paused,
    /// It was never used, says the cloud.
    NeverUsed,
    /// The others were used later.
    LongestUnused,
    /// The others were made later, and the cloud does not tell more.
    Oldest,
}

/// Begins a succession.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StartSuccession {
    /// The old key.
    pub key: KeyId,
}

/// Goes on with a succession.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StepSuccession {
    /// Which.
    pub succession: OperationId,
    /// The step that is done with this, or that the app is to do.
    pub step: SuccessionStep,
    /// Name and end of the new key, with [`SuccessionStep::Issue`].
    pub new: Option<Proposal>,
    /// Although the old key may still be in use, or its quiet days are not over.
    pub anyway: bool,
    /// The old key's name as the user typed it, with [`SuccessionStep::Delete`].
    pub typed_name: Option<String>,
}

/// Notes something on a succession.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct NoteSuccession {
    /// Which.
    pub succession: OperationId,
    /// [`HandOverPlace::id`] of all places that were seen to; `None` leaves them.
    pub done: Option<Vec<String>>,
    /// 0 to 90 days of quiet; `None` leaves them.
    pub quiet_days: Option<u32>,
}

/// Ends a succession before its last step. A paused old key works again before anything else is done.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct EndSuccession {
    /// Which.
    pub succession: OperationId,
    /// The new key's name as the user typed it: it goes, and all is as before. `None`: both stay.
    pub typed_name: Option<String>,
}
