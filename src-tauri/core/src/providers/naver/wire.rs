//! What goes over the line. Strict out: plain fields, absent ones are left out. Tolerant in: every field optional,
//! a value of the wrong type counts as absent, unknown fields are ignored; booleans and numbers may be texts.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::model::KeyState;

mod gateway;
mod sub_account;

pub use gateway::*;
pub use sub_account::*;

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

/// Whether a key works, where the cloud says.
const fn state(on: Option<bool>) -> KeyState {
    match on {
        Some(true) => KeyState::Enabled,
        Some(false) => KeyState::Disabled,
        None => KeyState::Unknown,
    }
}
