//! What somebody else changed about a key at its cloud.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AddressRule, Expiry, KeyState, RoleChoice};

/// Something about a key that people change at its cloud, and that matters to whoever relies on the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyFact {
    /// Its name.
    Name,
    /// Whether it is switched on.
    State,
    /// Its roles.
    Roles,
    /// When it ends.
    Expires,
    /// Where it may be used from.
    Addresses,
}

/// One such thing, as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "before", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum KeyWas {
    /// Its name.
    Name(String),
    /// Whether it was switched on.
    State(KeyState),
    /// Its roles.
    Roles(Vec<RoleChoice>),
    /// When it would have ended.
    Expires(Expiry),
    /// Where it might be used from.
    Addresses(Vec<AddressRule>),
}

/// A change of a key that was not made with this program and that the user has not taken note of. What it is now stands
/// in the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ChangedField {
    /// What it was when the user last knew it.
    pub was: KeyWas,
    /// When it was noticed. It happened between that and the look before.
    #[ts(type = "string")]
    pub at: Timestamp,
}

impl KeyWas {
    /// What it is about.
    #[must_use]
    pub const fn fact(&self) -> KeyFact {
        match self {
            Self::Name(_) => KeyFact::Name,
            Self::State(_) => KeyFact::State,
            Self::Roles(_) => KeyFact::Roles,
            Self::Expires(_) => KeyFact::Expires,
            Self::Addresses(_) => KeyFact::Addresses,
        }
    }
}
