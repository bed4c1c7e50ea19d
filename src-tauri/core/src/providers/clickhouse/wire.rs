//! What goes over the line. Strict out: plain fields, absent ones are left out. Tolerant in: every field optional,
//! a value of the wrong type counts as absent, unknown fields are ignored.

use jiff::Timestamp;
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::kind::RemoteKey;
use crate::model::{AddressRule, Expiry, KeyState, LastUsed, RoleChoice};
use crate::providers::reading::loose;

/// The roles that organizations had before custom roles.
pub const OLD_ROLES: [&str; 3] = ["admin", "developer", "query_endpoints"];

/// Around every answer. `result` is missing after a DELETE and beside an `error`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", bound = "T: DeserializeOwned")]
pub struct Envelope<T> {
    /// What was asked for.
    #[serde(default = "none")]
    pub result: Option<T>,
    /// `CODE: text`.
    #[serde(default)]
    pub error: Option<Value>,
    /// The cloud's id of the request.
    #[serde(default, deserialize_with = "loose")]
    pub request_id: Option<String>,
    /// Where the next page of a list begins; null and absent mean that there is none.
    #[serde(default)]
    pub next_cursor: Option<Value>,
}

/// `Default` of a derive would ask for `T: Default`.
const fn none<T>() -> Option<T> {
    None
}

/// An API key in an answer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKey {
    #[serde(default, deserialize_with = "loose")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub state: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub roles: Option<Vec<String>>,
    #[serde(default, deserialize_with = "loose")]
    pub assigned_roles: Option<Vec<AssignedRole>>,
    #[serde(default, deserialize_with = "loose")]
    pub key_suffix: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub created_at: Option<String>,
    /// Null, empty and absent mean that it never ends; anything unreadable is not taken for that.
    #[serde(default)]
    pub expire_at: Option<Value>,
    /// Absent means that it was never used.
    #[serde(default)]
    pub used_at: Option<Value>,
    #[serde(default, deserialize_with = "loose")]
    pub ip_access_list: Option<Vec<Address>>,
}

impl ApiKey {
    /// The key in the product's words; `None` without an id, for then nothing can be done with it.
    /// `now` tells which ends are in the past: no field of the cloud says that a key has expired.
    pub fn remote(self, now: Option<Timestamp>) -> Option<RemoteKey> {
        let remote_id = self.id.filter(|id| !id.is_empty())?;
        let expires = match self.expire_at {
            None => Expiry::Never,
            Some(Value::String(text)) if text.is_empty() => Expiry::Never,
            Some(value) => instant(&value).map_or(Expiry::Unknown, |at| Expiry::At { at }),
        };
        let over = matches!((expires, now), (Expiry::At { at }, Some(now)) if at <= now);
        Some(RemoteKey {
            note: None,
            group: None,
            remote_id,
            name: self.name.unwrap_or_default(),
            ends_with: self.key_suffix.filter(|end| !end.is_empty()),
            state: match self.state.as_deref() {
                _ if over => KeyState::Expired,
                Some("enabled") => KeyState::Enabled,
                Some("disabled") => KeyState::Disabled,
                _ => KeyState::Unknown,
            },
            roles: roles(self.assigned_roles, self.roles),
            addresses: self.ip_access_list.and_then(addresses),
            created_at: self.created_at.and_then(|text| text.parse().ok()),
            created_by: None,
            expires,
            last_used: match self.used_at {
                None => LastUsed::Never,
                Some(value) => instant(&value).map_or(LastUsed::Unknown, |at| LastUsed::At { at }),
            },
        })
    }
}

fn instant(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// The assigned roles; where there are none, those of the old model.
fn roles(assigned: Option<Vec<AssignedRole>>, old: Option<Vec<String>>) -> Vec<RoleChoice> {
    let assigned: Vec<_> = assigned
        .unwrap_or_default()
        .into_iter()
        .filter_map(AssignedRole::choice)
        .collect();
    if !assigned.is_empty() {
        return assigned;
    }
    old.unwrap_or_default()
        .into_iter()
        .filter(|id| !id.is_empty())
        .map(|id| RoleChoice {
            name: id.clone(),
            id,
            custom: false,
        })
        .collect()
}

/// `None` when the list has entries and none can be read: that must not look like "nobody may".
fn addresses(list: Vec<Address>) -> Option<Vec<AddressRule>> {
    let had = !list.is_empty();
    let rules: Vec<_> = list
        .into_iter()
        .filter_map(|entry| {
            Some(AddressRule {
                source: entry.source.filter(|source| !source.is_empty())?,
                description: entry.description.filter(|note| !note.is_empty()),
            })
        })
        .collect();
    (!had || !rules.is_empty()).then_some(rules)
}

/// A role of a key.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignedRole {
    #[serde(default, deserialize_with = "loose")]
    role_id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    role_name: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    role_type: Option<String>,
}

impl AssignedRole {
    fn choice(self) -> Option<RoleChoice> {
        choice(self.role_id, self.role_name, self.role_type)
    }
}

fn choice(id: Option<String>, name: Option<String>, kind: Option<String>) -> Option<RoleChoice> {
    let id = id.filter(|id| !id.is_empty())?;
    Some(RoleChoice {
        name: name
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| id.clone()),
        custom: kind.as_deref() == Some("custom"),
        id,
    })
}

/// An entry of an IP access list.
#[derive(Deserialize)]
pub struct Address {
    #[serde(default, deserialize_with = "loose")]
    source: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    description: Option<String>,
}

/// The answer to a create. Holds a secret: no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    #[serde(default, deserialize_with = "loose")]
    pub key: Option<ApiKey>,
    #[serde(default)]
    pub key_id: Option<SecretString>,
    #[serde(default)]
    pub key_secret: Option<SecretString>,
}

/// An organization.
#[derive(Deserialize)]
pub struct Organization {
    #[serde(default, deserialize_with = "loose")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub name: Option<String>,
}

/// Who the caller is: a key or a user. The kinds of actor may grow.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Whoami {
    #[serde(default, deserialize_with = "loose")]
    pub name: Option<String>,
    /// The key's id as an object, not its Key ID.
    #[serde(default, deserialize_with = "loose")]
    pub key_id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub organization_id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub organizations: Option<Vec<WhoamiOrganization>>,
}

/// An organization of a user.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WhoamiOrganization {
    #[serde(default, deserialize_with = "loose")]
    pub organization_id: Option<String>,
}

/// A role of the organization.
#[derive(Deserialize)]
pub struct Role {
    #[serde(default, deserialize_with = "loose")]
    id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    name: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "loose")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub actors: Option<Vec<String>>,
    #[serde(default, deserialize_with = "loose")]
    pub policies: Option<Vec<Policy>>,
}

impl Role {
    /// The role as something to choose.
    pub fn choice(self) -> Option<RoleChoice> {
        choice(self.id, self.name, self.kind)
    }
}

/// What a role allows or denies.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    #[serde(default, deserialize_with = "loose")]
    pub allow_deny: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub permissions: Option<Vec<String>>,
}

/// An entry of the audit log.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    #[serde(default, deserialize_with = "loose")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub created_at: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "loose")]
    pub kind: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub actor_type: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub actor_details: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub actor_ip_address: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub actor_id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub target_key_id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub key_update_type: Option<String>,
}

/// How many keys there may be.
#[derive(Deserialize)]
pub struct Quota {
    #[serde(default, deserialize_with = "loose")]
    pub value: Option<u64>,
    #[serde(default, deserialize_with = "loose")]
    pub usage: Option<u64>,
}

/// An entry of an IP access list that is sent.
#[derive(Serialize)]
pub struct AddressOut {
    /// IP or CIDR.
    pub source: String,
    /// A note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// Hashes of a key that was made here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HashData {
    /// Of the Key ID.
    pub key_id_hash: String,
    /// Last four characters of the Key ID.
    pub key_id_suffix: String,
    /// Of the Key secret.
    pub key_secret_hash: String,
}

/// Body of a create and, with fewer fields, of a change. Absent means "keep" to the cloud.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct KeyBody {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `enabled` or `disabled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    /// Outer `None` leaves it out; inner `None` is null: it never ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expire_at: Option<Option<String>>,
    /// Ids of roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_role_ids: Option<Vec<String>>,
    /// Roles of the old model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// The whole list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_access_list: Option<Vec<AddressOut>>,
    /// Only for a create.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash_data: Option<HashData>,
}
