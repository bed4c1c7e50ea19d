//! Answers to calls that went well, and what all answers have in common.

use axum::http::header::HOST;
use axum::http::{HeaderName, StatusCode};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::refusal::Refusal;
use super::route::Call;
use crate::incoming::Incoming;
use crate::reply::{Content, Reply};

pub(super) fn ok(json: Value) -> Result<Reply, Refusal> {
    Ok(Reply::new(StatusCode::OK, Content::Json(json)))
}

pub(super) fn created(json: Value) -> Result<Reply, Refusal> {
    Ok(Reply::new(StatusCode::CREATED, Content::Json(json)))
}

pub(super) fn no_content() -> Result<Reply, Refusal> {
    Ok(Reply::new(StatusCode::NO_CONTENT, Content::Empty))
}

/// 200 with XML, as object storage answers.
pub(super) fn xml(text: String) -> Result<Reply, Refusal> {
    Ok(Reply::new(StatusCode::OK, Content::Xml(text)))
}

/// A time with microseconds and `Z`, as tokens have it.
pub(super) fn zoned(time: Timestamp) -> String {
    format!("{time:.6}")
}

/// A time with microseconds and without a zone, as IAM access keys have it.
pub(super) fn zoneless(time: Timestamp) -> String {
    zoned(time).trim_end_matches('Z').to_owned()
}

/// What answers to one request have on top.
pub(super) struct Heading {
    /// The address that the caller used, without a slash at the end.
    pub base: String,
    /// The id of the request.
    pub id: String,
    storage: bool,
}

impl Heading {
    pub fn of(request: &Incoming, call: Call) -> Self {
        let storage = call.is_of_storage();
        let id = Uuid::new_v4();
        Heading {
            base: format!("http://{}", request.header(&HOST).unwrap_or_default()),
            id: match storage {
                true => format!("tx{}-practice", id.simple()),
                false => format!("req-{id}"),
            },
            storage,
        }
    }

    /// Tells the id, on object storage under each of the names it has there.
    pub fn put_on(&self, reply: Reply) -> Reply {
        let reply = reply.header(HeaderName::from_static("x-openstack-request-id"), &self.id);
        if !self.storage {
            return reply;
        }
        reply
            .header(HeaderName::from_static("x-amz-request-id"), &self.id)
            .header(HeaderName::from_static("x-trans-id"), &self.id)
    }
}
