//! An answer before it is written out.

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, DATE, HeaderName, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use serde_json::Value;

pub(crate) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub content: Content,
}

pub(crate) enum Content {
    Json(Value),
    Html(&'static str),
    Text(&'static str),
    Xml(String),
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

    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Says after how many seconds to come back.
    pub fn retry_after(self, seconds: u64) -> Self {
        self.header(RETRY_AFTER, &seconds.to_string())
    }

    pub fn dated(self, now: Timestamp) -> Self {
        match DateTimePrinter::new().timestamp_to_rfc9110_string(&now) {
            Ok(date) => self.header(DATE, &date),
            Err(_) => self,
        }
    }

    /// Writes the answer out, with the content type of its content unless it has another one. `frame` turns the whole
    /// body into what is sent.
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
            Content::Xml(text) => ("application/xml", text.into()),
            Content::Empty => ("", Bytes::new()),
        };
        let mut response = Response::new(frame(body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if !kind.is_empty() {
            response
                .headers_mut()
                .entry(CONTENT_TYPE)
                .or_insert(HeaderValue::from_static(kind));
        }
        response
    }
}
