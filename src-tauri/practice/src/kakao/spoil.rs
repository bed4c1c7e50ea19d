//! What trouble makes of an answer, in the services' own words.

use axum::http::{HeaderName, StatusCode};
use serde_json::{Value, json};

use super::answer::Heading;
use super::refusal::Refusal;
use super::route::Call;
use super::trouble::Trouble;
use super::{storage, tokens};
use crate::reply::{Content, Reply};
use crate::spoil::each_object;
use crate::trouble::Plan;

/// The answer of a service that does nothing.
pub(super) fn instead(plan: &Plan<Trouble>, call: Call, heading: &Heading) -> Option<Reply> {
    plan.iter().find_map(|trouble| match trouble {
        Trouble::Throttled { retry_after } => {
            let refusal = match call.is_of_storage() {
                true => storage::too_many(),
                false => Refusal::too_many(),
            };
            let reply = refusal.reply(heading);
            Some(match retry_after {
                Some(seconds) => reply.retry_after(*seconds),
                None => reply,
            })
        }
        Trouble::ServerError(status) => Some(Refusal::empty(*status).reply(heading)),
        Trouble::GatewayPage(status) => Some(Refusal::gateway_page(*status).reply(heading)),
        Trouble::NotOffered(status) => Some(Refusal::not_offered(*status).reply(heading)),
        Trouble::ErrorInside200 => Some(Reply {
            status: StatusCode::OK,
            ..match call.is_of_storage() {
                true => storage::failed(),
                false => Refusal::failed(),
            }
            .reply(heading)
        }),
        _ => None,
    })
}

/// Damages an answer on its way out.
pub(super) fn spoil(
    plan: &Plan<Trouble>,
    mut reply: Reply,
    made: bool,
    heading: &Heading,
) -> Reply {
    for trouble in plan.iter() {
        match (trouble, &mut reply.content) {
            (Trouble::ServerErrorAfterCreate(status), _) if made => {
                reply = Refusal::empty(*status).reply(heading);
            }
            (Trouble::NoSecretInAnswer | Trouble::S3SecretsHidden, Content::Json(json)) => {
                each_object(json, &mut |fields| {
                    fields.remove("secret");
                });
            }
            (Trouble::NoTokenInAnswer, _) => {
                reply
                    .headers
                    .remove(HeaderName::from_static(tokens::SUBJECT_TOKEN));
            }
            (Trouble::CodeAsText, Content::Json(json)) => {
                if let Some(code) = json.pointer_mut("/error/code") {
                    *code = Value::String(code.to_string());
                }
            }
            (Trouble::NewerEdition, Content::Json(json)) => each_object(json, &mut |fields| {
                fields.insert("field_of_tomorrow".to_owned(), json!({"is": ["new"]}));
            }),
            _ => {}
        }
    }
    reply
}
