//! A key, as a cloud describes it and as it is here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountId, ChangedField, KeyId, KindId, Marks, ProviderId, Token};

/// A credential at a cloud, with or without its secret here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ApiKey {
    /// Our id.
    pub id: KeyId,
    /// The cloud.
    pub provider: ProviderId,
    /// The kind of key.
    pub kind: KindId,
    /// The account it was last seen through.
    pub account: AccountId,
    /// The cloud's id of the key as an object.
    pub remote_id: String,
    /// Its name at the cloud, or the user's own where the cloud gives keys none.
    pub name: String,
    /// The user's note that the cloud keeps with it.
    pub note: Option<String>,
    /// What it belongs to inside the account, e.g. a sub account.
    pub group: Option<Group>,
    /// The public half (e.g. the Key ID a caller sends); known only where the secret is here.
    pub public_id: Option<String>,
    /// The cloud's hint at which key it is: its last characters.
    pub ends_with: Option<String>,
    /// Whether it works.
    pub state: KeyState,
    /// Roles given to it.
    pub roles: Vec<RoleChoice>,
    /// Addresses it may be used from; `None` when the cloud does not tell.
    pub addresses: Option<Vec<AddressRule>>,
    /// When the cloud made it.
    #[ts(type = "string | null")]
    pub created_at: Option<Timestamp>,
    /// Who made it, where the cloud's log may be read.
    pub created_by: Option<String>,
    /// When it ends.
    pub expires: Expiry,
    /// When it was last used, as the cloud tells.
    pub last_used: LastUsed,
    /// The app signs in with it, so it is protected.
    pub own: bool,
    /// Where its secret is.
    pub secret: SecretPlace,
    /// What it was exchanged for and is here.
    pub tokens: Vec<Token>,
    /// Whether it is at the cloud, as of the last look.
    pub presence: Presence,
    /// What others changed about it since the user last knew it.
    pub changed: Vec<ChangedField>,
    /// Belongs to a practice cloud.
    pub practice: bool,
    /// When its secret here was last proven to work at the cloud; `None` when it never was.
    #[ts(type = "string | null")]
    pub verified_at: Option<Timestamp>,
    /// When this was read from the cloud.
    #[ts(type = "string | null")]
    pub seen_at: Option<Timestamp>,
    /// What the user noted on it.
    pub marks: Marks,
}

/// What keys belong to inside an account, e.g. a sub account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Group {
    /// The cloud's id of it.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its sign-in name, where it has one.
    pub login: Option<String>,
}

/// Whether a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum KeyState {
    /// It works.
    Enabled,
    /// It is switched off at the cloud and can be switched on again.
    Disabled,
    /// Its time is over.
    Expired,
    /// The cloud says something we do not know.
    Unknown,
}

/// When a key ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "when", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Expiry {
    /// It works until somebody ends it.
    Never,
    /// It ends then.
    At {
        /// The instant.
        #[ts(type = "string")]
        at: Timestamp,
    },
    /// The cloud does not tell.
    Unknown,
}

/// When a key was last used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "when", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum LastUsed {
    /// Never, says the cloud.
    Never,
    /// Then, says the cloud.
    At {
        /// The instant.
        #[ts(type = "string")]
        at: Timestamp,
    },
    /// The cloud does not tell.
    Unknown,
}

/// Where the secret of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum SecretPlace {
    /// In this computer's keychain.
    Here,
    /// Not here: whoever made the key has it.
    Elsewhere,
    /// Nowhere: the key was made but its secret never arrived.
    None,
    /// It was in this computer's keychain, and another program removed it.
    Missing,
    /// It was in this computer's keychain, and another program wrote something else over it.
    Altered,
}

/// Whether a key is at the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Presence {
    /// The cloud listed it at the last look.
    AtCloud,
    /// It was there once and the last look did not find it.
    Gone,
}

/// A role that a key has or can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RoleChoice {
    /// The cloud's id.
    pub id: String,
    /// The cloud's name.
    pub name: String,
    /// Made by the organization itself rather than the cloud.
    pub custom: bool,
}

/// A network address or range that a key may be used from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct AddressRule {
    /// IPv4, IPv6 or CIDR.
    pub source: String,
    /// The user's note, e.g. "office".
    #[serde(default)]
    pub description: Option<String>,
}
