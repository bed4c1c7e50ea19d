//! What goes over the line. Strict out: plain fields, absent ones are left out. Tolerant in: every field optional,
//! a value of the wrong type counts as absent, unknown fields are ignored.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::providers::reading::loose;

mod keys;

pub use keys::*;

type Loosely<T, E> = Result<Option<T>, E>;

/// A text that is not blank.
fn text<'de, D: Deserializer<'de>>(from: D) -> Loosely<String, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    })
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Loosely<Timestamp, D::Error> {
    Ok(Value::deserialize(from)?.as_str().and_then(instant))
}

/// Whatever is there, null too.
fn present<'de, D: Deserializer<'de>>(from: D) -> Loosely<Value, D::Error> {
    Value::deserialize(from).map(Some)
}

/// An instant. The ends of tokens carry a `Z`, those of keys carry none and mean UTC all the same.
pub fn instant(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse::<Timestamp>().ok().or_else(|| {
        let civil: DateTime = text.parse().ok()?;
        Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
    })
}

/// What a token says of itself (`TokenResponse` of the Go SDK, where every field is optional too).
#[derive(Default, Deserialize)]
pub struct TokenAnswer {
    #[serde(default, deserialize_with = "loose")]
    pub token: Option<About>,
}

/// A token without the token.
#[derive(Default, Deserialize)]
pub struct About {
    #[serde(default, deserialize_with = "time")]
    pub expires_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "loose")]
    pub user: Option<Named>,
    #[serde(default, deserialize_with = "loose")]
    pub project: Option<Named>,
    #[serde(default, deserialize_with = "loose")]
    pub roles: Option<Vec<Named>>,
    #[serde(default, deserialize_with = "loose")]
    pub application_credential: Option<OfToken>,
}

/// Something with an id and a name, maybe inside an organization.
#[derive(Default, Deserialize)]
pub struct Named {
    #[serde(default, deserialize_with = "text")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub domain: Option<Box<Named>>,
    #[serde(default, deserialize_with = "loose")]
    pub enabled: Option<bool>,
}

/// The key that a token was made with.
#[derive(Default, Deserialize)]
pub struct OfToken {
    #[serde(default, deserialize_with = "text")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    restricted: Option<bool>,
    #[serde(default, deserialize_with = "loose")]
    unrestricted: Option<bool>,
}

impl OfToken {
    /// Whether it may make and delete no keys, where the cloud tells. The SDK knows two words for it.
    pub fn restricted(&self) -> Option<bool> {
        self.restricted.or(self.unrestricted.map(|free| !free))
    }
}

/// Body that asks for a token. It names no scope: a key has its project.
#[derive(Serialize)]
pub struct AuthBody<'a> {
    pub auth: Auth<'a>,
}

#[derive(Serialize)]
pub struct Auth<'a> {
    pub identity: WithKey<'a>,
}

#[derive(Serialize)]
pub struct WithKey<'a> {
    pub methods: [&'static str; 1],
    pub application_credential: KeyBody<'a>,
}

/// The key by its id, or by its name and its user's id.
#[derive(Serialize)]
#[serde(untagged)]
pub enum KeyBody<'a> {
    ById {
        id: &'a str,
        secret: &'a str,
    },
    ByName {
        name: &'a str,
        secret: &'a str,
        user: UserBody<'a>,
    },
}

#[derive(Serialize)]
pub struct UserBody<'a> {
    pub id: &'a str,
}

/// Projects of a user.
#[derive(Deserialize)]
pub struct Projects {
    #[serde(default)]
    pub projects: Option<Vec<Named>>,
}

/// Body that asks the object storage for a temporary key (`bss-api-os-s3`).
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumeRole<'a> {
    pub action: &'static str,
    pub duration_seconds: u32,
    pub provider_id: &'static str,
    pub web_identity_token: &'a str,
}
