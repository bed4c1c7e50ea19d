//! What trouble makes of an answer.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::{Map, Value, json};

use super::reply::{Content, Refusal, Reply, error_body};
use super::trouble::{Plan, Trouble};
use crate::line::{HalfBody, HugeBody};

const HUGE: u64 = 256 * 1024 * 1024;
const BLOCKED: &str = "<!doctype html><title>Blocked</title><h1>Your network blocks this site</h1>";
const FAILED: &str = "INTERNAL_ERROR: Something went wrong";

/// The answer of something that stands between caller and service, or of a service that does nothing.
pub(super) fn instead(plan: &Plan) -> Option<Reply> {
    plan.iter().find_map(|trouble| match trouble {
        Trouble::RateLimited {
            reset_seconds,
            body,
        } => {
            let reply = match body {
                true => Reply::of(Err(Refusal::too_many())),
                false => Reply::new(StatusCode::TOO_MANY_REQUESTS, Content::Empty),
            };
            Some(reply.rate_reset(*reset_seconds))
        }
        Trouble::ServerError(status) => Some(server_error(*status)),
        Trouble::Proxy => Some(Reply::new(StatusCode::FORBIDDEN, Content::Html(BLOCKED))),
        Trouble::Redirect => Some(
            Reply::new(StatusCode::TEMPORARY_REDIRECT, Content::Empty)
                .header(LOCATION, "/elsewhere"),
        ),
        Trouble::ErrorInside200 => Some(Reply::new(
            StatusCode::OK,
            Content::Json(error_body(StatusCode::INTERNAL_SERVER_ERROR, FAILED)),
        )),
        Trouble::Maintenance => Some(
            Reply::new(
                StatusCode::SERVICE_UNAVAILABLE,
                Content::Text("The service is down for maintenance"),
            )
            .retry_after(60),
        ),
        _ => None,
    })
}

fn server_error(status: u16) -> Reply {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Reply::new(status, Content::Json(error_body(status, FAILED)))
}

/// Damages an answer on its way out.
pub(super) fn spoil(plan: &Plan, mut reply: Reply, made: bool) -> Reply {
    for trouble in plan.iter() {
        match (trouble, &mut reply.content) {
            (Trouble::ServerErrorAfterCreate(status), _) if made => reply = server_error(*status),
            (Trouble::NotJson, _) => {
                reply = Reply::new(
                    StatusCode::OK,
                    Content::Html("<!doctype html><title>Welcome</title>"),
                );
            }
            (Trouble::LeaveOut(name), Content::Json(json)) => each_object(json, &mut |fields| {
                fields.remove(name);
            }),
            (Trouble::MakeNull(name), Content::Json(json)) => each_object(json, &mut |fields| {
                if let Some(value) = fields.get_mut(name) {
                    *value = Value::Null;
                }
            }),
            (Trouble::NewerEdition, Content::Json(json)) => each_object(json, &mut |fields| {
                fields.insert("fieldOfTomorrow".to_owned(), json!({"is": ["new"]}));
                if fields.contains_key("keySuffix") {
                    fields.insert("state".to_owned(), json!("resting"));
                }
            }),
            _ => {}
        }
    }
    reply
}

fn each_object(json: &mut Value, f: &mut impl FnMut(&mut Map<String, Value>)) {
    match json {
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| each_object(value, f));
            f(fields);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_object(item, f)),
        _ => {}
    }
}

/// How the whole body goes out: as it is, in half, or behind a great many blanks.
pub(super) fn frame(plan: &Plan, whole: Bytes) -> Body {
    if plan.has(&Trouble::CutMidAnswer) {
        Body::new(HalfBody::new(&whole))
    } else if plan.has(&Trouble::HugeBody) {
        Body::new(HugeBody::new(HUGE, whole))
    } else {
        Body::from(whole)
    }
}
