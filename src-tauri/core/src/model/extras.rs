//! What some clouds have beside keys: groups that keys belong to, rules of access, subscriptions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountId, KeyId, KindId, NewKey};

/// Where the keys of a group may be used from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct AccessRules {
    /// The rules apply; otherwise the keys work from anywhere.
    pub on: bool,
    /// The places.
    pub sources: Vec<AccessSource>,
}

/// A place that keys may be used from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct AccessSource {
    /// What kind of place, in the cloud's own word, e.g. `IP` or `VPC`.
    pub what: String,
    /// Address, network or id.
    pub source: String,
}

/// Something a key is subscribed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Subscription {
    /// The cloud's id of the product.
    pub product: String,
    /// Its name.
    pub name: String,
    /// What its publisher says of it.
    pub about: Option<String>,
    /// How it stands.
    pub state: SubscriptionState,
    /// It belongs to this very account.
    pub own: bool,
    /// Where the key is let in, as "API / stage"; `None` when that could not be read.
    pub stages: Option<Vec<String>>,
}

/// How a subscription stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum SubscriptionState {
    /// The publisher was asked.
    Requested,
    /// It is let in.
    Accepted,
    /// The publisher said no.
    Denied,
    /// The publisher blocked it.
    Blocked,
    /// The cloud says something we do not know.
    Unknown,
}

/// A project that the owner of a key works in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Project {
    /// The cloud's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// It is open; `None` when the cloud does not tell.
    pub enabled: Option<bool>,
    /// The key belongs to this one.
    pub own: bool,
}

/// Makes a group that keys can belong to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct CreateGroup {
    /// The account.
    pub account: AccountId,
    /// The kind of key.
    pub kind: KindId,
    /// The form's content.
    pub fields: NewKey,
}

/// Names a group.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct GroupRef {
    /// The account.
    pub account: AccountId,
    /// The kind of key.
    pub kind: KindId,
    /// The cloud's id of the group.
    pub group: String,
}

/// Replaces where the keys of a group may be used from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct SetRules {
    /// The account.
    pub account: AccountId,
    /// The kind of key.
    pub kind: KindId,
    /// The cloud's id of the group.
    pub group: String,
    /// The new rules, all of them.
    pub rules: AccessRules,
}

/// Subscribes a key to a product, or ends that.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Subscribe {
    /// The key.
    pub key: KeyId,
    /// The cloud's id of the product.
    pub product: String,
    /// Subscribe, or end it.
    pub on: bool,
}
