//! The app's lock: when it falls, what opens it, and what the page may know of it.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How careful the app is, in one choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Preset {
    /// For a computer that stands in a locked room.
    Convenient,
    /// For most.
    #[default]
    Balanced,
    /// For a computer that others pass by.
    Strict,
}

impl Preset {
    /// All of them, from the easiest to the most careful.
    pub const ALL: [Self; 3] = [Self::Convenient, Self::Balanced, Self::Strict];

    /// How long nobody may touch the window until the app locks.
    #[must_use]
    pub const fn idle(self) -> Duration {
        Duration::from_secs(match self {
            Self::Convenient => 30 * 60,
            Self::Balanced => 10 * 60,
            Self::Strict => 2 * 60,
        })
    }

    /// Whether the app starts locked.
    #[must_use]
    pub const fn locks_at_start(self) -> bool {
        !matches!(self, Self::Convenient)
    }

    /// Whether showing a secret asks for a proof first.
    #[must_use]
    pub const fn guards_reveal(self) -> bool {
        matches!(self, Self::Strict)
    }

    /// Seconds until a copied secret is cleared.
    #[must_use]
    pub const fn clipboard_s(self) -> u32 {
        match self {
            Self::Convenient => 60,
            Self::Balanced => 30,
            Self::Strict => 15,
        }
    }
}

/// What a preset decides, for the words of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct PresetFacts {
    /// Which.
    pub preset: Preset,
    /// Seconds without a touch until the app locks.
    pub idle_s: u32,
    /// The app starts locked.
    pub locks_at_start: bool,
    /// Showing a secret asks for a proof first.
    pub guards_reveal: bool,
    /// Seconds until a copied secret is cleared.
    pub clipboard_s: u32,
}

impl From<Preset> for PresetFacts {
    fn from(preset: Preset) -> Self {
        Self {
            preset,
            idle_s: u32::try_from(preset.idle().as_secs()).unwrap_or(u32::MAX),
            locks_at_start: preset.locks_at_start(),
            guards_reveal: preset.guards_reveal(),
            clipboard_s: preset.clipboard_s(),
        }
    }
}

/// Why the app locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum LockReason {
    /// It was just started.
    Start,
    /// The user asked for it.
    User,
    /// Nobody touched the window for a while.
    Idle,
    /// The computer's screen was locked.
    Screen,
    /// The computer goes to sleep.
    Sleep,
    /// Another person's session came to the front.
    Switch,
}

/// Since when the app is locked, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Locked {
    /// Since when.
    #[ts(type = "string")]
    pub since: Timestamp,
    /// Why.
    pub why: LockReason,
}

/// How the lock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct LockState {
    /// The app is locked.
    pub locked: Option<Locked>,
    /// A passphrase opens it.
    pub passphrase: bool,
    /// So does the recovery code.
    pub recovery: bool,
    /// The account of this computer opens it.
    pub account: bool,
}

impl LockState {
    /// Whether the app can lock at all: something must open it again.
    #[must_use]
    pub const fn can_lock(self) -> bool {
        self.passphrase || self.account
    }
}

/// Why the account of this computer cannot open the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum NoAccountProof {
    /// This program cannot ask this system for it.
    System,
    /// The system's service for it does not run.
    NoService,
    /// The service does not know this app: it was not installed from its package.
    NotInstalled,
    /// Windows Hello is not set up, or the computer's administrator switched it off.
    NoHello,
    /// The program runs as the administrator, whom the service never asks.
    Administrator,
}

/// What there is to choose about the lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct LockChoices {
    /// What each preset decides.
    pub presets: Vec<PresetFacts>,
    /// Why the account of this computer cannot open the app; `None` when it can.
    pub no_account: Option<NoAccountProof>,
    /// The app hears when the computer's screen locks and when another person takes over. Sleep it notices on every
    /// system.
    pub follows_computer: bool,
}

/// Proves that the person in front is the one whose secrets these are.
///
/// No `Debug`: it may hold a passphrase on its way into Rust.
#[derive(Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Prove {
    /// The passphrase; `None` has the computer ask for the account's password.
    #[ts(type = "string | null")]
    pub passphrase: Option<secrecy::SecretString>,
    /// It is the recovery code in place of the passphrase.
    #[serde(default)]
    pub recovery: bool,
}
