//! What trouble makes of an answer, in the platforms' own words.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::refusal::{Refusal, Wording};
use super::route::{Call, Platform};
use super::trouble::Trouble;
use crate::reply::{Content, Reply};
use crate::spoil::each_object;
use crate::trouble::Plan;

/// The answer of a service that does nothing.
pub(super) fn instead(plan: &Plan<Trouble>, call: Call, wording: &Wording) -> Option<Reply> {
    plan.iter().find_map(|trouble| match trouble {
        Trouble::Throttled { retry_after } => {
            let reply = Refusal::of_status(429).reply(wording);
            Some(match retry_after {
                Some(seconds) => reply.retry_after(*seconds),
                None => reply,
            })
        }
        Trouble::ServerError(status) => Some(Refusal::of_status(*status).reply(wording)),
        Trouble::ErrorInside200 if call == Call::ListNetworks => Some(Reply::new(
            StatusCode::OK,
            Content::Json(json!({"httpStatus": 500, "data": null})),
        )),
        Trouble::ErrorInside200 => Some(Reply {
            status: StatusCode::OK,
            ..Refusal::of_status(500).reply(wording)
        }),
        _ => None,
    })
}

/// Damages an answer on its way out.
pub(super) fn spoil(plan: &Plan<Trouble>, mut reply: Reply, call: Call) -> Reply {
    let Content::Json(json) = &mut reply.content else {
        return reply;
    };
    for trouble in plan.iter() {
        match trouble {
            Trouble::NewerEdition => newer(json, call),
            Trouble::EverythingText => each_object(json, &mut |fields| {
                fields.values_mut().for_each(as_text);
            }),
            _ => {}
        }
    }
    reply
}

fn newer(json: &mut Value, call: Call) {
    let add = |json: &mut Value| {
        each_object(json, &mut |fields| {
            fields.insert("fieldOfTomorrow".to_owned(), json!({"is": ["new"]}));
        });
    };
    match (call.platform(), json) {
        (Platform::CloudStack, Value::Object(envelope)) => envelope.values_mut().for_each(add),
        (_, json) => add(json),
    }
}

fn as_text(value: &mut Value) {
    if value.is_boolean() || value.is_number() {
        *value = Value::String(value.to_string());
    }
}
