//! Sub Account: accounts, their access keys, and where those may be used from.

use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{flag, instant, number, state, text};
use crate::kind::RemoteKey;
use crate::model::{Expiry, Group, LastUsed};
use crate::providers::naver::ends_with;
use crate::providers::reading::loose;

/// A page of sub accounts (`management-subaccount`).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubAccounts {
    #[serde(default, deserialize_with = "loose")]
    pub items: Option<Vec<SubAccount>>,
    #[serde(default, deserialize_with = "number")]
    pub total_items: Option<usize>,
    #[serde(default, deserialize_with = "flag")]
    pub has_next: Option<bool>,
    #[serde(default, deserialize_with = "flag")]
    pub is_last: Option<bool>,
}

/// A sub account.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubAccount {
    #[serde(default, deserialize_with = "text")]
    pub sub_account_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    login_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    /// Without it no key of the account works.
    #[serde(default, rename = "canAPIGatewayAccess", deserialize_with = "flag")]
    pub can_api_gateway_access: Option<bool>,
}

impl SubAccount {
    /// The account as what keys belong to; `None` without an id.
    pub fn group(self) -> Option<Group> {
        let id = self.sub_account_id?;
        let name = self.name.or_else(|| self.login_id.clone());
        Some(Group {
            name: name.unwrap_or_else(|| id.clone()),
            login: self.login_id,
            id,
        })
    }
}

/// An access key of a sub account, without its secret.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessKey {
    #[serde(default, deserialize_with = "text")]
    pub access_key: Option<String>,
    #[serde(default, deserialize_with = "flag")]
    pub active: Option<bool>,
    #[serde(default, deserialize_with = "instant")]
    pub create_time: Option<Timestamp>,
}

impl AccessKey {
    /// The key in the product's words; `None` without an id.
    pub fn remote(self, group: Group) -> Option<RemoteKey> {
        let access_key = self.access_key?;
        Some(RemoteKey {
            remote_id: format!("{}/{access_key}", group.id),
            name: String::new(),
            note: None,
            group: Some(group),
            ends_with: ends_with(&access_key),
            state: state(self.active),
            roles: Vec::new(),
            addresses: None,
            created_at: self.create_time,
            created_by: None,
            expires: Expiry::Never,
            last_used: LastUsed::Unknown,
        })
    }
}

/// The answer that makes an access key (`management-subaccount-createaccesskey`). Holds a secret: no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MadeAccessKey {
    #[serde(flatten)]
    pub key: AccessKey,
    #[serde(default, deserialize_with = "loose")]
    pub key_secret: Option<SecretString>,
}

/// Names an access key, and says how it is to be.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessKeyBody<'a> {
    pub access_key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// When a sub account was last there (`management-subaccount-getlastaccesssummary`).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LastAccess {
    #[serde(default, deserialize_with = "loose")]
    pub last_access_key_used: Option<Vec<KeyUsed>>,
}

/// When a key was last used.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyUsed {
    #[serde(default, deserialize_with = "text")]
    pub access_key: Option<String>,
    #[serde(default, deserialize_with = "instant")]
    pub last_used: Option<Timestamp>,
}

/// Body that makes a sub account for a program: it signs in nowhere and only uses keys.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubAccountBody<'a> {
    pub login_id: &'a str,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memo: Option<&'a str>,
    pub can_console_access: bool,
    #[serde(rename = "canAPIGatewayAccess")]
    pub can_api_gateway_access: bool,
    pub need_password_reset: bool,
    /// The page requires a password unless the cloud is to make one, console or not.
    pub need_password_generate: bool,
}

/// What a change of Sub Account answers.
#[derive(Deserialize)]
pub struct Made {
    #[serde(default, deserialize_with = "text")]
    pub id: Option<String>,
}

/// Where the keys of a sub account may be used from, sent and read.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    #[serde(default, deserialize_with = "flag")]
    pub use_api_allow_source: Option<bool>,
    #[serde(default, deserialize_with = "loose")]
    pub api_allow_sources: Option<Vec<Source>>,
}

/// A place.
#[derive(Serialize, Deserialize)]
pub struct Source {
    /// `IP`, `VPC` or `VPC_SERVER`.
    #[serde(default, rename = "type", deserialize_with = "text")]
    pub what: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub source: Option<String>,
}
