//! Refusals, and the shapes in which the services give them.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::reply::{Content, Reply};
use crate::s3;

/// How an error is written. The services differ, so clients must read them all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorShape {
    /// `{"error":{"errorCode":"210","message","details"}}`, as the gateway's sample has it.
    #[default]
    CodeAsText,
    /// `{"error":{"errorCode":210,"message","details"}}`, as the gateway's table has it.
    CodeAsNumber,
    /// `{"error":{"errorCode":"Unauthorized","message","detail","fieldErrors"}}`, as Sub Account v2 does.
    CodeAsWord,
    /// `{"error":"text"}`
    Text,
    /// `{"errorCode":210,"message":"text"}`
    Flat,
    /// `{"responseError":{"returnCode","returnMessage"}}`, as compute services do.
    ResponseError,
    /// `{"code","msg","data"}`
    CodeMessageData,
    /// `{"status":{"code","message"}}`
    Status,
    /// `{"timestamp","status","error","message"}`, the default page of Spring.
    Spring,
    /// XML, as Object Storage does.
    Xml,
    /// No body at all.
    Empty,
}

/// A refusal in a service's words.
#[derive(Debug)]
pub(super) struct Refusal {
    pub status: StatusCode,
    /// A number in most services, a word in Object Storage.
    code: String,
    message: String,
    details: Option<String>,
    /// The one shape this refusal has, whatever the others have.
    shape: Option<ErrorShape>,
}

impl Refusal {
    pub fn new(status: StatusCode, code: u32, message: &str) -> Self {
        Refusal {
            status,
            code: code.to_string(),
            message: message.to_owned(),
            details: None,
            shape: None,
        }
    }

    pub fn bad_request(details: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 100, "Bad Request Exception").because(details)
    }

    pub fn unauthenticated(details: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 200, "Authentication Failed").because(details)
    }

    pub fn not_permitted() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 210, "Permission Denied")
    }

    pub fn forbidden(details: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, 230, "Forbidden").because(details)
    }

    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, 300, "Not Found Exception")
    }

    pub fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            430,
            "Request Entity Too Large",
        )
    }

    pub fn unexpected(details: impl Into<String>) -> Self {
        Self::of_status(StatusCode::INTERNAL_SERVER_ERROR).because(details)
    }

    /// The account never opened API Gateway. The text is observed; that it is a 404 and always flat is inferred.
    pub fn no_tenant() -> Self {
        Refusal {
            shape: Some(ErrorShape::Flat),
            ..Self::new(StatusCode::NOT_FOUND, 9014, "Tenant not created")
        }
    }

    /// Object Storage's refusals have words for codes and are XML.
    pub fn of_storage(status: StatusCode, code: &str, message: &str) -> Self {
        Refusal {
            code: code.to_owned(),
            shape: Some(ErrorShape::Xml),
            ..Self::new(status, 0, message)
        }
    }

    /// The gateway's own error with this status.
    pub fn of_status(status: StatusCode) -> Self {
        let (code, message) = match status.as_u16() {
            400 => (100, "Bad Request Exception"),
            401 => (200, "Authentication Failed"),
            403 => (230, "Forbidden"),
            404 => (300, "Not Found Exception"),
            413 => (430, "Request Entity Too Large"),
            429 => (400, "Quota Exceeded"),
            503 => (500, "Endpoint Error"),
            504 => (510, "Endpoint Timeout"),
            _ => (900, "Unexpected Error"),
        };
        Self::new(status, code, message)
    }

    /// 429 with one of its three codes.
    pub fn throttled(code: u32) -> Self {
        let message = match code {
            410 => "Throttle Limited",
            420 => "Rate Limited",
            _ => "Quota Exceeded",
        };
        Self::new(StatusCode::TOO_MANY_REQUESTS, code, message)
    }

    fn because(mut self, details: impl Into<String>) -> Self {
        self.details = Some(details.into());
        self
    }

    /// Writes the refusal in this shape, or in the one it always has.
    pub fn reply(self, shape: ErrorShape, now: Timestamp) -> Reply {
        let content = match self.shape.unwrap_or(shape) {
            ErrorShape::Xml => Content::Xml(s3::error(&self.code, &self.text(), &[])),
            ErrorShape::Empty => Content::Empty,
            shape => Content::Json(self.json(shape, now)),
        };
        Reply::new(self.status, content)
    }

    fn json(&self, shape: ErrorShape, now: Timestamp) -> Value {
        let number: Value = self
            .code
            .parse::<u32>()
            .map_or(json!(self.code), Value::from);
        let word = self.status.canonical_reason().unwrap_or_default();
        match shape {
            ErrorShape::CodeAsNumber => self.gateway(number),
            ErrorShape::CodeAsWord => json!({"error": {
                "errorCode": word.replace(' ', ""),
                "message": self.message,
                "detail": self.details,
                "fieldErrors": [],
            }}),
            ErrorShape::Text => json!({"error": self.text()}),
            ErrorShape::Flat => json!({"errorCode": number, "message": self.text()}),
            ErrorShape::ResponseError => {
                json!({"responseError": {"returnCode": self.code, "returnMessage": self.text()}})
            }
            ErrorShape::CodeMessageData => {
                json!({"code": number, "msg": self.text(), "data": null})
            }
            ErrorShape::Status => json!({"status": {"code": number, "message": self.text()}}),
            ErrorShape::Spring => json!({
                "timestamp": now.to_string(),
                "status": self.status.as_u16(),
                "error": word,
                "message": self.text(),
            }),
            ErrorShape::CodeAsText | ErrorShape::Xml | ErrorShape::Empty => {
                self.gateway(json!(self.code))
            }
        }
    }

    fn gateway(&self, code: Value) -> Value {
        let mut error = json!({"errorCode": code, "message": self.message});
        if let Some(details) = &self.details {
            error["details"] = json!(details);
        }
        json!({ "error": error })
    }

    fn text(&self) -> String {
        match &self.details {
            Some(details) => format!("{}: {details}", self.message),
            None => self.message.clone(),
        }
    }
}
