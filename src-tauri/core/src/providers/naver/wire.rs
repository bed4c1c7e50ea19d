//! What goes over the line. Strict out: plain fields, absent ones are left out. Tolerant in: every field optional,
//! a value of the wrong type counts as absent, unknown fields are ignored; booleans and numbers may be texts.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::ends_with;
use crate::kind::RemoteKey;
use crate::model::{
    Expiry, Group, KeyState, LastUsed, Subscription, SubscriptionState as Standing,
};
use crate::providers::reading::loose;

type Loosely<T, E> = Result<Option<T>, E>;

/// A text that is not blank; a number as its text.
pub fn text<'de, D: Deserializer<'de>>(from: D) -> Loosely<String, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn flag<'de, D: Deserializer<'de>>(from: D) -> Loosely<bool, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Bool(flag) => Some(flag),
        Value::String(text) => text.trim().to_ascii_lowercase().parse().ok(),
        _ => None,
    })
}

fn number<'de, D: Deserializer<'de>>(from: D) -> Loosely<usize, D::Error> {
    let value = Value::deserialize(from)?;
    let number = value.as_u64().and_then(|n| usize::try_from(n).ok());
    Ok(number.or_else(|| value.as_str()?.trim().parse().ok()))
}

/// An instant as the samples write it, or in milliseconds since 1970 as other services do.
fn instant<'de, D: Deserializer<'de>>(from: D) -> Loosely<Timestamp, D::Error> {
    let value = Value::deserialize(from)?;
    let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    Ok(match number {
        Some(ms) => Timestamp::from_millisecond(ms).ok(),
        None => value.as_str().and_then(|text| text.trim().parse().ok()),
    })
}

/// The answer to `caller-identity` (`get-caller-identity`).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Caller {
    #[serde(default, deserialize_with = "text")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub login_alias: Option<String>,
    /// `Customer`, `Sub` or `Role`.
    #[serde(default, deserialize_with = "text")]
    pub user_type: Option<String>,
}

/// An API Gateway key (`ai-application-service-apigateway-apikey`). Holds secrets except in lists: no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKey {
    #[serde(default, deserialize_with = "text")]
    pub api_key_id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub api_key_name: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub api_key_description: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub primary_key: Option<SecretString>,
    #[serde(default, deserialize_with = "loose")]
    pub secondary_key: Option<SecretString>,
    #[serde(default, deserialize_with = "flag")]
    pub is_enabled: Option<bool>,
}

impl ApiKey {
    /// A key that stands bare or in `{"apiKey":…}`: the documents have both.
    pub fn of(mut value: Value) -> Option<Self> {
        let wrapped = value.get_mut("apiKey").map(Value::take);
        let value = wrapped.filter(Value::is_object).unwrap_or(value);
        serde_json::from_value(value).ok()
    }

    /// The key in the product's words; `None` without an id, for then nothing can be done with it. The cloud knows
    /// no time of making, no last use and no end of these keys.
    pub fn remote(&self) -> Option<RemoteKey> {
        Some(RemoteKey {
            remote_id: self.api_key_id.clone()?,
            name: self.api_key_name.clone().unwrap_or_default(),
            note: self
                .api_key_description
                .clone()
                .filter(|note| !note.is_empty()),
            group: None,
            ends_with: self
                .primary_key
                .as_ref()
                // EXPOSE: its last four characters, the way keys are told from each other.
                .and_then(|value| ends_with(value.expose_secret())),
            state: state(self.is_enabled),
            roles: Vec::new(),
            addresses: None,
            created_at: None,
            created_by: None,
            expires: Expiry::Never,
            last_used: LastUsed::Unknown,
        })
    }
}

const fn state(on: Option<bool>) -> KeyState {
    match on {
        Some(true) => KeyState::Enabled,
        Some(false) => KeyState::Disabled,
        None => KeyState::Unknown,
    }
}

/// A page of API Gateway keys. `initialCount` is not explained anywhere and left alone.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKeys {
    #[serde(default, deserialize_with = "loose")]
    pub api_keys: Option<Vec<ApiKey>>,
    #[serde(default, deserialize_with = "number")]
    pub total: Option<usize>,
}

/// Body that makes a key or, with `isEnabled`, replaces what is said of one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKeyBody<'a> {
    pub api_key_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key_description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
}

/// A page of products that a key is related to.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Products {
    #[serde(default, deserialize_with = "loose")]
    pub api_key_relate_product_dtos: Option<Vec<Product>>,
    #[serde(default, deserialize_with = "number")]
    pub total: Option<usize>,
}

/// A product that a key is related to.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    #[serde(default, deserialize_with = "text")]
    pub product_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    product_name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    product_description: Option<String>,
    #[serde(default, deserialize_with = "text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "flag")]
    is_self_product: Option<bool>,
}

impl Product {
    /// The subscription in the product's words, its stages not yet read; `None` without an id.
    pub fn subscription(self) -> Option<Subscription> {
        let product = self.product_id?;
        Some(Subscription {
            name: self.product_name.unwrap_or_else(|| product.clone()),
            product,
            about: self.product_description,
            state: match self.status.as_deref() {
                Some("REQUEST") => Standing::Requested,
                Some("ACCEPTED") => Standing::Accepted,
                Some("DENY" | "REJECTED") => Standing::Denied,
                Some("BLOCKED_REQUEST") => Standing::Blocked,
                _ => Standing::Unknown,
            },
            own: self.is_self_product.unwrap_or(false),
            stages: None,
        })
    }
}

/// Where a key is let in.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Relations {
    #[serde(default, deserialize_with = "loose")]
    pub api_key_relations: Option<RelationPage>,
}

/// A page of it.
#[derive(Deserialize)]
pub struct RelationPage {
    #[serde(default, deserialize_with = "loose")]
    pub content: Option<Vec<Relation>>,
}

/// A stage of an API.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Relation {
    #[serde(default, deserialize_with = "text")]
    api_name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    stage_name: Option<String>,
}

impl Relation {
    /// "API / stage", as far as it is told.
    pub fn words(self) -> Option<String> {
        match (self.api_name, self.stage_name) {
            (Some(api), Some(stage)) => Some(format!("{api} / {stage}")),
            (api, stage) => api.or(stage),
        }
    }
}

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
