//! The lesson of the practice mode: what was done in it, and what goes wrong on purpose.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AccountId;

/// What was done with practice keys so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Lesson {
    /// A key was made.
    pub issued: bool,
    /// A key was replaced, by whatever way of rotation.
    pub rotated: bool,
    /// A key was deleted other than as the old one of a rotation.
    pub retired: bool,
}

/// What can go wrong on a practice cloud, as far as the cloud knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum PracticeTrouble {
    /// The line is cut before the cloud reads anything.
    CutBefore,
    /// A key is made, and the line is cut before the answer; once.
    CutAfterCreate,
    /// There is no room for another key.
    QuotaFull,
    /// Every answer takes some seconds.
    Slow,
    /// The cloud is down.
    Maintenance,
}

/// Switches what goes wrong on the cloud of a practice account.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct SetPracticeTrouble {
    /// The practice account.
    pub account: AccountId,
    /// What goes wrong from now on, instead of anything else; `None`: nothing, and what was met is forgotten.
    pub trouble: Option<PracticeTrouble>,
}

/// What can go, goes and went wrong on the cloud of a practice account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct PracticeState {
    /// The practice account.
    pub account: AccountId,
    /// What can go wrong there.
    pub troubles: Vec<PracticeTrouble>,
    /// What goes wrong now. It ends with the program.
    pub on: Option<PracticeTrouble>,
    /// What was switched on last, once a request met it; it may be off since.
    pub met: Option<PracticeTrouble>,
}
