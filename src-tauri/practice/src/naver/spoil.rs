//! What trouble makes of an answer, in the services' own words.

use axum::http::{HeaderName, StatusCode};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::refusal::{ErrorShape, Refusal};
use super::trouble::Trouble;
use crate::reply::{Content, Reply};
use crate::spoil::each_object;
use crate::trouble::Plan;

const SECRETS: [&str; 4] = [
    "primaryKey",
    "secondaryKey",
    "keySecret",
    "generatedPassword",
];

/// The answer of a service that does nothing.
pub(super) fn instead(plan: &Plan<Trouble>, shape: ErrorShape, now: Timestamp) -> Option<Reply> {
    let reply = plan.iter().find_map(|trouble| match trouble {
        Trouble::Throttled { code, retry_after } => {
            let reply = Refusal::throttled(*code).reply(shape, now);
            Some(match retry_after {
                Some(seconds) => reply.retry_after(*seconds),
                None => reply,
            })
        }
        Trouble::ServerError(status) => Some(server_error(*status).reply(shape, now)),
        Trouble::ErrorInside200 => Some(Reply {
            status: StatusCode::OK,
            ..server_error(500).reply(shape, now)
        }),
        _ => None,
    })?;
    Some(with_request_id(reply))
}

fn server_error(status: u16) -> Refusal {
    Refusal::of_status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
}

/// Gives the answer an id of its own, as every answer of the gateway has.
pub(super) fn with_request_id(reply: Reply) -> Reply {
    reply.header(
        HeaderName::from_static("x-ncp-request-id"),
        &Uuid::new_v4().to_string(),
    )
}

/// Damages an answer on its way out.
pub(super) fn spoil(
    plan: &Plan<Trouble>,
    mut reply: Reply,
    made: bool,
    shape: ErrorShape,
    now: Timestamp,
) -> Reply {
    for trouble in plan.iter() {
        match (trouble, &mut reply.content) {
            (Trouble::ServerErrorAfterCreate(status), _) if made => {
                reply = with_request_id(server_error(*status).reply(shape, now));
            }
            (Trouble::NoSecretInAnswer, Content::Json(json)) => each_object(json, &mut |fields| {
                fields.retain(|name, _| !SECRETS.contains(&name.as_str()));
            }),
            (Trouble::NewerEdition, Content::Json(json)) => each_object(json, &mut |fields| {
                fields.insert("fieldOfTomorrow".to_owned(), json!({"is": ["new"]}));
            }),
            (Trouble::EverythingText, Content::Json(json)) => each_value(json, &mut as_text),
            (Trouble::EpochTimes, Content::Json(json)) => each_value(json, &mut as_epoch),
            (Trouble::OtherWrapping, Content::Json(json)) => rewrap(json),
            _ => {}
        }
    }
    reply
}

fn each_value(json: &mut Value, f: &mut impl FnMut(&mut Value)) {
    each_object(json, &mut |fields: &mut Map<String, Value>| {
        fields.values_mut().for_each(&mut *f);
    });
}

fn as_text(value: &mut Value) {
    if value.is_boolean() || value.is_number() {
        *value = Value::String(value.to_string());
    }
}

fn as_epoch(value: &mut Value) {
    let time = value
        .as_str()
        .and_then(|text| text.parse::<Timestamp>().ok());
    if let Some(time) = time {
        *value = json!(time.as_millisecond());
    }
}

fn rewrap(json: &mut Value) {
    if let Some(key) = json.get_mut("apiKey") {
        *json = key.take();
    } else if json.get("apiKeyId").is_some() {
        *json = json!({"apiKey": json.take()});
    }
}
