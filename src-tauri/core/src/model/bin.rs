//! The waste bin.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountId, BinId, KeyId, KindId, Marks, ProviderId};

/// Something that left the list of keys and is kept for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct BinEntry {
    /// Its id.
    pub id: BinId,
    /// The id the key had in the list.
    pub key: KeyId,
    /// The cloud.
    pub provider: ProviderId,
    /// The kind of key.
    pub kind: KindId,
    /// The account it was last seen through, which may be gone.
    pub account: AccountId,
    /// What people know it by.
    pub name: String,
    /// Its last characters, where the cloud tells.
    pub ends_with: Option<String>,
    /// What the user noted on it.
    pub marks: Marks,
    /// How it came there.
    pub reason: BinReason,
    /// What putting it back brings.
    pub brings: BinBrings,
    /// Its secret is still on this computer.
    pub secret: bool,
    /// When it came there.
    #[ts(type = "string")]
    pub binned_at: Timestamp,
    /// When it goes for good, by itself.
    #[ts(type = "string")]
    pub goes_at: Timestamp,
}

/// How something came into the waste bin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum BinReason {
    /// The user took the key off this computer.
    Forgotten,
    /// The user let go of its secret; the key stayed in the list.
    SecretForgotten,
    /// It was retired or replaced by hand.
    Retired,
    /// It was deleted at its cloud: its secret is worth nothing and went at once.
    Deleted,
}

/// What putting something back from the waste bin brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum BinBrings {
    /// The key, back into the list.
    Key,
    /// The secret of a key that is in the list.
    Secret,
    /// Nothing: the key is in the list with a secret of its own.
    Taken,
    /// Nothing: the key was deleted at its cloud.
    Record,
}

/// Names something in the waste bin.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct BinRef {
    /// Which.
    pub entry: BinId,
}

/// Removes from the waste bin for good.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct EmptyBin {
    /// Which; `None` is everything.
    pub entry: Option<BinId>,
}
