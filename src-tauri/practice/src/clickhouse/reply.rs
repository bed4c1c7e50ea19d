//! Answers in the shapes the service gives them.

use axum::http::StatusCode;
use axum::http::header::HeaderName;
use serde_json::{Value, json};
use uuid::Uuid;

use super::limits::Allowance;
use crate::reply::{Content, Reply};

/// A refusal in the service's words: status, and text with its code in front.
#[derive(Debug)]
pub(super) struct Refusal {
    pub status: StatusCode,
    pub text: String,
}

impl Refusal {
    pub fn bad_request(text: impl AsRef<str>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", text.as_ref())
    }

    pub fn unauthorized(text: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", text)
    }

    pub fn forbidden(text: impl AsRef<str>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "FORBIDDEN", text.as_ref())
    }

    pub fn not_found(text: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", text)
    }

    pub fn too_many() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "TOO_MANY_REQUESTS",
            "Rate limit exceeded",
        )
    }

    pub fn new(status: StatusCode, code: &str, text: &str) -> Self {
        Refusal {
            status,
            text: format!("{code}: {text}"),
        }
    }
}

/// Wraps what a handler returned: an object with `result`, page fields, or nothing at all.
pub(super) fn reply(outcome: Result<Value, Refusal>) -> Reply {
    match outcome {
        Ok(Value::Object(mut fields)) => {
            fields.insert("status".into(), json!(200));
            fields.insert("requestId".into(), json!(Uuid::new_v4()));
            Reply::new(StatusCode::OK, Content::Json(Value::Object(fields)))
        }
        Ok(_) => reply(Ok(json!({}))),
        Err(refusal) => Reply::new(
            refusal.status,
            Content::Json(error_body(refusal.status, &refusal.text)),
        ),
    }
}

/// Says how much the caller may still ask for.
pub(super) fn with_allowance(reply: Reply, allowance: &Allowance) -> Reply {
    let reply = reply
        .header(
            HeaderName::from_static("x-ratelimit-limit"),
            &allowance.limit.to_string(),
        )
        .header(
            HeaderName::from_static("x-ratelimit-remaining"),
            &allowance.remaining.to_string(),
        )
        .header(
            HeaderName::from_static("x-ratelimit-policy"),
            &allowance.policy,
        );
    with_rate_reset(reply, allowance.reset_seconds)
}

pub(super) fn with_rate_reset(reply: Reply, seconds: f64) -> Reply {
    reply.header(
        HeaderName::from_static("x-ratelimit-reset"),
        &format!("{seconds:.3}"),
    )
}

pub(super) fn error_body(status: StatusCode, text: &str) -> Value {
    json!({"status": status.as_u16(), "error": text, "requestId": Uuid::new_v4()})
}
