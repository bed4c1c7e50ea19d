//! The words of the product as types. Everything here may cross to the page: nothing holds a secret.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

mod activity;
mod app;
mod ask;
mod bin;
mod drift;
mod emergency;
mod extras;
mod journal;
mod key;
mod lesson;
mod lock;
mod marks;
mod radar;
mod replacement;
mod rotation;
mod succession;
mod token;
mod vault;

pub use crate::providers::{KindId, ProviderId};
pub use activity::*;
pub use app::*;
pub use ask::*;
pub use bin::*;
pub use drift::*;
pub use emergency::*;
pub use extras::*;
pub use journal::*;
pub use key::*;
pub use lesson::*;
pub use lock::*;
pub use marks::*;
pub use radar::*;
pub use replacement::*;
pub use rotation::*;
pub use succession::*;
pub use token::*;
pub use vault::*;

macro_rules! local_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(export, export_to = "model.ts", type = "string")]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new random id.
            #[must_use]
            pub fn random() -> Self {
                Self(Uuid::new_v4())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

local_id!(
    /// Our own id of an account.
    AccountId
);
local_id!(
    /// Our own id of a key; the cloud's is [`ApiKey::remote_id`].
    KeyId
);
local_id!(
    /// Our own id of something in the waste bin.
    BinId
);
local_id!(
    /// Our own id of an operation: an issue, a change, a deletion, a connection being made.
    OperationId
);

/// A credential the app signs its calls with, without the credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Account {
    /// Our id.
    pub id: AccountId,
    /// The cloud.
    pub provider: ProviderId,
    /// The kind of key it signs in with.
    pub kind: KindId,
    /// What the user calls it; at first the organization's name.
    pub label: String,
    /// Organization, project or tenant the credential belongs to.
    pub scope: Option<Scope>,
    /// The cloud's id of the key it signs in with, where known.
    pub own_key: Option<String>,
    /// The end of the sign-in id, e.g. the last four characters of a Key ID.
    pub ends_with: Option<String>,
    /// Which of the provider's separate clouds, as [`crate::kind::Realm::id`]; `None` is the first.
    pub realm: Option<String>,
    /// Base address set by the user; `None` is the cloud's own.
    pub endpoint: Option<String>,
    /// Belongs to a practice cloud.
    pub practice: bool,
    /// Calls that the cloud does not document may be tried too.
    pub undocumented: bool,
    /// When it was connected.
    #[ts(type = "string")]
    pub created_at: Timestamp,
    /// When the cloud was last asked for its keys, and it answered.
    #[ts(type = "string | null")]
    pub looked_at: Option<Timestamp>,
}

/// Organization, project or tenant at a cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Scope {
    /// The cloud's id.
    pub id: String,
    /// Its name for people.
    pub name: String,
}

/// What a credential turned out to be when the cloud was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Identity {
    /// Name of the key, where the cloud tells.
    pub name: Option<String>,
    /// Organization, project or tenant.
    pub scope: Option<Scope>,
    /// The cloud's id of this very key, where it tells.
    pub own_key: Option<String>,
    /// End of the sign-in id.
    pub ends_with: Option<String>,
    /// What else the cloud tells of it, e.g. what type of user it is. The page has words for the ids.
    pub facts: Vec<Fact>,
    /// What it may do, as far as harmless reads can tell.
    pub abilities: Vec<Ability>,
    /// The cloud said that it works; otherwise nothing speaks against it, and nobody could confirm it.
    pub confirmed: bool,
}

/// Something a cloud tells of a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Fact {
    /// What, in snake case.
    pub id: String,
    /// As the cloud says it.
    pub value: String,
}

/// One thing a credential may or may not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Ability {
    /// What, from a fixed list that the page has words for.
    pub what: AbilityKind,
    /// With which kind of key; `None` where there is only one.
    pub kind: Option<KindId>,
    /// Whether it may; `None` when nobody can tell without trying.
    pub allowed: Option<bool>,
}

/// Things a credential may be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum AbilityKind {
    /// See the list of keys.
    ListKeys,
    /// Make keys.
    CreateKeys,
    /// Rename, pause or re-role keys.
    ChangeKeys,
    /// Delete keys.
    DeleteKeys,
    /// See the roles that a key can be given.
    ListRoles,
    /// Read the cloud's own log of who did what.
    ReadActivity,
}

/// The content of one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum FieldValue {
    /// A line of text.
    Text(String),
    /// On or off.
    Flag(bool),
    /// Ids of roles.
    Roles(Vec<String>),
    /// When it ends.
    Expiry(Expiry),
    /// Who may use it from where.
    Addresses(Vec<AddressRule>),
}

/// What the user wants of a new key: field id to content.
pub type NewKey = BTreeMap<String, FieldValue>;
/// What the user wants changed: only the fields that change.
pub type KeyPatch = BTreeMap<String, FieldValue>;

/// What a form for a new key needs to know of the cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct NewKeyOptions {
    /// The roles to choose from.
    pub roles: Vec<RoleChoice>,
    /// Where the roles come from.
    pub roles_from: RolesFrom,
    /// How many keys are allowed and used.
    pub quota: Option<Quota>,
    /// What the key can belong to.
    pub groups: Vec<GroupChoice>,
}

/// Something a new key can belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct GroupChoice {
    /// What.
    pub group: Group,
    /// Why it cannot be chosen; `None` when it can.
    pub problem: Option<crate::ErrorCode>,
}

/// Where a list of roles comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum RolesFrom {
    /// The cloud's own list.
    Cloud,
    /// The signed-in key may not see the list: these are the roles of existing keys.
    ExistingKeys,
    /// The organization still has the old, fixed roles.
    OldRoles,
    /// Nothing could be read: a role id can be pasted.
    Nowhere,
}

/// How many keys are allowed and used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Quota {
    /// Keys there are.
    pub used: u32,
    /// Keys there may be.
    pub limit: u32,
}

/// The whole list of keys, as the app last knew it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct KeyList {
    /// All keys over all accounts.
    pub keys: Vec<ApiKey>,
    /// How the last look at each account went.
    pub looks: Vec<Look>,
}

/// How the last look at one kind of key of an account went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Look {
    /// The account.
    pub account: AccountId,
    /// The kind of key.
    pub kind: KindId,
    /// When the account last answered.
    #[ts(type = "string | null")]
    pub looked_at: Option<Timestamp>,
    /// Why the latest try failed; `None` when it did not.
    pub error: Option<Problem>,
}

/// An [`crate::Error`] as the page sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "error.ts")]
pub struct Problem {
    /// What went wrong.
    pub code: crate::ErrorCode,
    /// What it means for the thing that was to change.
    pub outcome: crate::Outcome,
    /// The cloud it happened at.
    pub provider: Option<ProviderId>,
    /// What was being done.
    pub op: Option<OperationKind>,
    /// Field at fault.
    pub field: Option<String>,
    /// What is wrong with it.
    pub problem: Option<crate::error::FieldProblem>,
    /// Seconds to wait.
    pub retry_after_s: Option<u32>,
    /// Minutes this computer's clock is ahead (positive) or behind.
    pub clock_minutes: Option<i32>,
    /// HTTP status.
    pub status: Option<u16>,
    /// The cloud's own words.
    pub detail: Option<String>,
    /// The cloud's id of the request.
    pub request_id: Option<String>,
    /// When it happened.
    #[ts(type = "string")]
    pub at: Timestamp,
}

impl Problem {
    /// The page's view of an error.
    #[must_use]
    pub fn of(
        error: &crate::Error,
        provider: Option<ProviderId>,
        op: Option<OperationKind>,
    ) -> Self {
        Self {
            code: error.code,
            outcome: error.outcome,
            provider,
            op,
            field: error.field.clone(),
            problem: error.problem,
            retry_after_s: error.retry_after_s,
            clock_minutes: error.clock_minutes,
            status: error.status,
            detail: error.detail.clone(),
            request_id: error.request_id.clone(),
            at: Timestamp::now(),
        }
    }
}

/// What can be done with a key or an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum OperationKind {
    /// Connect an account.
    Connect,
    /// Remove an account from this computer.
    Disconnect,
    /// Check that a credential works.
    Verify,
    /// Read the list of keys.
    List,
    /// Make a key.
    Create,
    /// Change a key's name, roles, end or addresses.
    Update,
    /// Switch a key off.
    Pause,
    /// Switch a key on.
    Resume,
    /// Delete a key for good.
    Delete,
    /// Copy a key's value to the clipboard.
    Copy,
    /// Show a secret.
    Reveal,
    /// Forget a key that is only on this computer.
    Forget,
    /// Find out what became of an unfinished operation.
    Reconcile,
    /// Read a key's secret again from the cloud and keep it here.
    Reread,
    /// Make a new value for a secret of a key.
    Regenerate,
    /// Lead through the renewal of a key's secrets.
    Rotate,
    /// Make a group that keys can belong to.
    CreateGroup,
    /// Change where the keys of a group may be used from.
    Rules,
    /// Subscribe a key to something, or end that.
    Subscribe,
    /// Exchange a key for a token.
    MintToken,
    /// Ask whether a token still works.
    CheckToken,
    /// End a token.
    RevokeToken,
    /// Replace a key that only a console makes.
    Replace,
    /// Retire a key that only a console removes.
    Retire,
    /// Somebody else changed a key at its cloud. Never done, only noticed.
    ChangedElsewhere,
    /// Save what is known of keys and activity as a file.
    Export,
    /// Put a copy of the data file back.
    Restore,
    /// Put something back from the waste bin.
    PutBack,
    /// Remove something from the waste bin for good.
    Discard,
    /// Stop the keys of an account because something leaked.
    Emergency,
}
