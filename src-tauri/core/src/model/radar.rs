//! The dates of keys: what ends or is to be replaced soon, and when the app reminds of it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::KeyId;

/// Why a key has a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum DeadlineWhy {
    /// The cloud ends it then.
    Expires,
    /// The user wants it replaced by then.
    ReplaceBy,
}

/// How near a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Stage {
    /// 30 days or less.
    Month,
    /// 7 days or less.
    Week,
    /// Today or tomorrow.
    Day,
    /// It is past.
    Over,
}

/// A date of a key that is near or past: the sooner one, where it has two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Deadline {
    /// The key.
    pub key: KeyId,
    /// Why.
    pub why: DeadlineWhy,
    /// The day, as this computer counts them.
    #[ts(type = "string")]
    pub day: Date,
    /// The instant, where the cloud ends it.
    #[ts(type = "string | null")]
    pub at: Option<Timestamp>,
    /// How near it is.
    pub stage: Stage,
    /// The user wants to hear of it again on this day.
    #[ts(type = "string | null")]
    pub snoozed_until: Option<Date>,
}

/// For how long a date is not to be reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum SnoozeFor {
    /// Until tomorrow.
    Day,
    /// Until a week from today.
    Week,
    /// Until the day itself; a day that is today or past counts as [`SnoozeFor::Day`].
    UntilDay,
}

/// Puts the dates of keys off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct SnoozeKeys {
    /// Of which.
    pub keys: Vec<KeyId>,
    /// For how long; `None` reminds of them again as if they had not been put off.
    pub length: Option<SnoozeFor>,
}

/// What the app can do on this computer while its window is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Background {
    /// There is a tray that shows its icon.
    pub tray: bool,
    /// The system shows notices.
    pub notices: bool,
    /// It can be started with the computer.
    pub autostart: bool,
}

/// What somebody asked for outside the window, and the page is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Asked {
    /// Grows with each wish, so that none is followed twice.
    pub number: u32,
    /// The key to show; `None` for all of them.
    pub key: Option<KeyId>,
}
