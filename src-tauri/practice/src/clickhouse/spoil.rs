//! What trouble makes of an answer, in the service's own words.

use axum::http::StatusCode;
use serde_json::json;

use super::reply::{self, Refusal, error_body, with_rate_reset};
use super::trouble::Trouble;
use crate::reply::{Content, Reply};
use crate::spoil::each_object;
use crate::trouble::Plan;

const FAILED: &str = "INTERNAL_ERROR: Something went wrong";

/// The answer of a service that does nothing.
pub(super) fn instead(plan: &Plan<Trouble>) -> Option<Reply> {
    plan.iter().find_map(|trouble| match trouble {
        Trouble::RateLimited {
            reset_seconds,
            body,
        } => {
            let reply = match body {
                true => reply::reply(Err(Refusal::too_many())),
                false => Reply::new(StatusCode::TOO_MANY_REQUESTS, Content::Empty),
            };
            Some(with_rate_reset(reply, *reset_seconds))
        }
        Trouble::ServerError(status) => Some(server_error(*status)),
        Trouble::ErrorInside200 => Some(Reply::new(
            StatusCode::OK,
            Content::Json(error_body(StatusCode::INTERNAL_SERVER_ERROR, FAILED)),
        )),
        _ => None,
    })
}

fn server_error(status: u16) -> Reply {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Reply::new(status, Content::Json(error_body(status, FAILED)))
}

/// Damages an answer on its way out.
pub(super) fn spoil(plan: &Plan<Trouble>, mut reply: Reply, made: bool) -> Reply {
    for trouble in plan.iter() {
        match (trouble, &mut reply.content) {
            (Trouble::ServerErrorAfterCreate(status), _) if made => reply = server_error(*status),
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
