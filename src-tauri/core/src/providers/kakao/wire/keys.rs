//! Keys of both kinds, as Keystone describes, makes and lists them.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Named, instant, present, text};
use crate::kind::RemoteKey;
use crate::model::{Expiry, Group, KeyState, LastUsed, RoleChoice};
use crate::providers::reading::{ends_with, loose};

/// IAM access keys of a user (Keystone, `application-credentials`).
#[derive(Deserialize)]
pub struct IamKeys {
    #[serde(default)]
    pub application_credentials: Option<Vec<IamKey>>,
}

/// The answer that makes an IAM access key.
#[derive(Deserialize)]
pub struct MadeIamKey {
    #[serde(default)]
    pub application_credential: Option<IamKey>,
}

/// An IAM access key. Holds a secret where it was just made: no `Debug`.
#[derive(Deserialize)]
pub struct IamKey {
    #[serde(default, deserialize_with = "text")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    description: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub project_id: Option<String>,
    #[serde(default, deserialize_with = "present")]
    expires_at: Option<Value>,
    #[serde(default, deserialize_with = "loose")]
    roles: Option<Vec<Named>>,
    #[serde(default, deserialize_with = "loose")]
    pub secret: Option<SecretString>,
}

impl IamKey {
    /// The key in the product's words; `None` without an id. `own` is the project whose name is known.
    pub fn remote(self, own: Option<&Named>) -> Option<RemoteKey> {
        let id = self.id?;
        let roles = self.roles.unwrap_or_default().into_iter();
        Some(RemoteKey {
            name: self.name.unwrap_or_default(),
            note: self.description,
            group: self.project_id.map(|id| group(id, own)),
            ends_with: ends_with(&id),
            // The end alone says whether it is over: the cloud lists expired keys as it lists others.
            state: KeyState::Enabled,
            roles: roles.filter_map(role).collect(),
            addresses: None,
            created_at: None,
            created_by: None,
            expires: match self.expires_at {
                Some(Value::Null) => Expiry::Never,
                Some(Value::String(text)) => {
                    instant(&text).map_or(Expiry::Unknown, |at| Expiry::At { at })
                }
                _ => Expiry::Unknown,
            },
            last_used: LastUsed::Unknown,
            remote_id: id,
        })
    }
}

fn role(role: Named) -> Option<RoleChoice> {
    let (id, name) = (role.id, role.name);
    Some(RoleChoice {
        id: id.clone().or_else(|| name.clone())?,
        name: name.or(id)?,
        custom: false,
    })
}

/// The project that a key belongs to. Only the name of the own one is known.
fn group(id: String, own: Option<&Named>) -> Group {
    let name = own
        .filter(|own| own.id.as_ref() == Some(&id))
        .and_then(|own| own.name.clone());
    Group {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        login: None,
    }
}

/// Body that makes an IAM access key.
#[derive(Serialize)]
pub struct NewIamKey<'a> {
    pub application_credential: NewIamKeyFields<'a>,
}

#[derive(Serialize)]
pub struct NewIamKeyFields<'a> {
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
}

/// S3 access keys of a user (Keystone, `OS-EC2`). A list may hold all secrets in clear: they are not taken out of the
/// answer, which is wiped.
#[derive(Deserialize)]
pub struct S3Keys {
    #[serde(default)]
    pub credentials: Option<Vec<ListedS3Key>>,
}

/// An S3 access key without its secret.
#[derive(Deserialize)]
pub struct ListedS3Key {
    #[serde(default, deserialize_with = "text")]
    pub access: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub tenant_id: Option<String>,
}

impl ListedS3Key {
    /// The key in the product's words; `None` without an id.
    pub fn remote(self, own: Option<&Named>) -> Option<RemoteKey> {
        let access = self.access?;
        Some(RemoteKey {
            name: String::new(),
            note: None,
            group: self.tenant_id.map(|id| group(id, own)),
            ends_with: ends_with(&access),
            state: KeyState::Enabled,
            roles: Vec::new(),
            addresses: None,
            created_at: None,
            created_by: None,
            // The API knows no end of these keys, and the console does not speak of one.
            expires: Expiry::Unknown,
            last_used: LastUsed::Unknown,
            remote_id: access,
        })
    }
}

/// One S3 access key: what a create and a look at it answer.
#[derive(Deserialize)]
pub struct OneS3Key {
    #[serde(default)]
    pub credential: Option<S3Key>,
}

/// An S3 access key with its secret, where the cloud shows it: no `Debug`.
#[derive(Deserialize)]
pub struct S3Key {
    #[serde(flatten)]
    pub listed: ListedS3Key,
    #[serde(default, deserialize_with = "loose")]
    pub secret: Option<SecretString>,
}

/// Body that makes an S3 access key.
#[derive(Serialize)]
pub struct NewS3Key<'a> {
    pub tenant_id: &'a str,
}
