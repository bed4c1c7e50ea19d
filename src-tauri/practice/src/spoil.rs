//! What trouble makes of an answer on any cloud.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::{Map, Value};

use crate::line::{HalfBody, HugeBody};
use crate::reply::{Content, Reply};
use crate::trouble::{Effect, Plan, Trouble};

const HUGE: u64 = 256 * 1024 * 1024;
const BLOCKED: &str = "<!doctype html><title>Blocked</title><h1>Your network blocks this site</h1>";

/// The answer of something that stands between caller and service, or of a service that does nothing.
pub(crate) fn instead<T: Trouble>(plan: &Plan<T>) -> Option<Reply> {
    plan.effects().find_map(|effect| match effect {
        Effect::Proxy => Some(Reply::new(StatusCode::FORBIDDEN, Content::Html(BLOCKED))),
        Effect::Redirect => Some(
            Reply::new(StatusCode::TEMPORARY_REDIRECT, Content::Empty)
                .header(LOCATION, "/elsewhere"),
        ),
        Effect::Maintenance => Some(
            Reply::new(
                StatusCode::SERVICE_UNAVAILABLE,
                Content::Text("The service is down for maintenance"),
            )
            .retry_after(60),
        ),
        _ => None,
    })
}

/// Damages an answer on its way out.
pub(crate) fn spoil<T: Trouble>(plan: &Plan<T>, mut reply: Reply) -> Reply {
    for effect in plan.effects() {
        match (effect, &mut reply.content) {
            (Effect::NotJson, _) => {
                reply = Reply::new(
                    StatusCode::OK,
                    Content::Html("<!doctype html><title>Welcome</title>"),
                );
            }
            (Effect::LeaveOut(name), Content::Json(json)) => each_object(json, &mut |fields| {
                fields.remove(name);
            }),
            (Effect::MakeNull(name), Content::Json(json)) => each_object(json, &mut |fields| {
                if let Some(value) = fields.get_mut(name) {
                    *value = Value::Null;
                }
            }),
            _ => {}
        }
    }
    reply
}

/// Calls `f` with every object in the JSON, the innermost first.
pub(crate) fn each_object(json: &mut Value, f: &mut impl FnMut(&mut Map<String, Value>)) {
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
pub(crate) fn frame<T: Trouble>(plan: &Plan<T>, whole: Bytes) -> Body {
    for effect in plan.effects() {
        match effect {
            Effect::CutMidAnswer => return Body::new(HalfBody::new(&whole)),
            Effect::HugeBody => return Body::new(HugeBody::new(HUGE, whole)),
            _ => {}
        }
    }
    Body::from(whole)
}
