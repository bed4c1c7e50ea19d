//! Answers in the shapes the service gives them.

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, DATE, HeaderName, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use serde_json::{Value, json};
use uuid::Uuid;

use super::limits::Allowance;

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

/// An answer before it is written out.
pub(super) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub content: Content,
}

pub(super) enum Content {
    Json(Value),
    Html(&'static str),
    Text(&'static str),
    Empty,
}

impl Reply {
    pub fn new(status: StatusCode, content: Content) -> Self {
        Reply {
            status,
            headers: HeaderMap::new(),
            content,
        }
    }

    /// Wraps what a handler returned: an object with `result`, page fields, or nothing at all.
    pub fn of(outcome: Result<Value, Refusal>) -> Self {
        match outcome {
            Ok(Value::Object(mut fields)) => {
                fields.insert("status".into(), json!(200));
                fields.insert("requestId".into(), json!(Uuid::new_v4()));
                Reply::new(StatusCode::OK, Content::Json(Value::Object(fields)))
            }
            Ok(_) => Reply::of(Ok(json!({}))),
            Err(refusal) => Reply::new(
                refusal.status,
                Content::Json(error_body(refusal.status, &refusal.text)),
            ),
        }
    }

    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Says how much the caller may still ask for.
    pub fn allowance(self, allowance: &Allowance) -> Self {
        self.header(
            HeaderName::from_static("x-ratelimit-limit"),
            &allowance.limit.to_string(),
        )
        .header(
            HeaderName::from_static("x-ratelimit-remaining"),
            &allowance.remaining.to_string(),
        )
        .rate_reset(allowance.reset_seconds)
        .header(
            HeaderName::from_static("x-ratelimit-policy"),
            &allowance.policy,
        )
    }

    pub fn rate_reset(self, seconds: f64) -> Self {
        self.header(
            HeaderName::from_static("x-ratelimit-reset"),
            &format!("{seconds:.3}"),
        )
    }

    pub fn retry_after(self, seconds: u64) -> Self {
        self.header(RETRY_AFTER, &seconds.to_string())
    }

    pub fn dated(self, now: Timestamp) -> Self {
        match DateTimePrinter::new().timestamp_to_rfc9110_string(&now) {
            Ok(date) => self.header(DATE, &date),
            Err(_) => self,
        }
    }

    /// Writes the answer out. `frame` turns the whole body into what is sent.
    pub fn into_response(self, frame: impl FnOnce(Bytes) -> Body) -> Response {
        let (kind, body) = match self.content {
            Content::Json(value) => ("application/json; charset=utf-8", value.to_string().into()),
            Content::Html(text) => (
                "text/html; charset=utf-8",
                Bytes::from_static(text.as_bytes()),
            ),
            Content::Text(text) => (
                "text/plain; charset=utf-8",
                Bytes::from_static(text.as_bytes()),
            ),
            Content::Empty => ("", Bytes::new()),
        };
        let mut response = Response::new(frame(body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if !kind.is_empty() {
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        }
        response
    }
}

pub(super) fn error_body(status: StatusCode, text: &str) -> Value {
    json!({"status": status.as_u16(), "error": text, "requestId": Uuid::new_v4()})
}
