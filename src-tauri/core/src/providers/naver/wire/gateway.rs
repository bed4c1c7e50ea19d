//! API Gateway: keys, and the products they are used for.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{flag, number, state, text};
use crate::kind::RemoteKey;
use crate::model::{Expiry, LastUsed, Subscription, SubscriptionState as Standing};
use crate::providers::naver::ends_with;
use crate::providers::reading::loose;

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
