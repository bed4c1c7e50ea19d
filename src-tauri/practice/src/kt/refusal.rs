//! Refusals, and the shapes in which the platforms give them.

use std::io;

use axum::http::StatusCode;
use axum::http::header::WWW_AUTHENTICATE;
use serde_json::json;
use uuid::Uuid;

use super::ask::base_url;
use super::envelope::Envelope;
use super::route::{Call, Platform, Route};
use super::trouble::Trouble;
use super::xml;
use crate::incoming::Incoming;
use crate::reply::{Content, Reply};
use crate::trouble::Plan;

/// How a refusal is written, if not in its platform's usual way. What the real gateway makes of them is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorShape {
    /// As the platform does: under the command's name on G, `{"error":{..}}` on D, HTML in Swift, XML in S3.
    #[default]
    Usual,
    /// On the G platform under `errorresponse`, whatever the command. As usual elsewhere.
    ErrorResponse,
    /// `{"error":"text"}`
    Text,
    /// XML: in the envelope's way on the G platform, in that of S3 elsewhere.
    Xml,
    /// An HTML page.
    Html,
    /// No body at all.
    Empty,
}

/// A refusal before it is known in which words. Not to be printed: S3's repeat what was signed.
pub(super) struct Refusal {
    pub status: StatusCode,
    /// S3's word for it.
    code: &'static str,
    message: String,
    /// Further elements that S3 sends.
    details: Vec<(&'static str, String)>,
}

pub(super) type Outcome = Result<Reply, Refusal>;

impl Refusal {
    /// What every platform but Keystone says with this status.
    pub fn of_status(status: u16) -> Self {
        let (code, message) = match status {
            401 => (
                "AccessDenied",
                "unable to verify user credentials and/or request signature",
            ),
            403 => ("AccessDenied", "Access Denied."),
            413 => ("EntityTooLarge", "The request is too large"),
            429 => (
                "TooManyRequests",
                "The api limit of this account is reached, please retry later",
            ),
            503 => ("ServiceUnavailable", "Reduce your request rate."),
            530..=539 => (
                "InternalError",
                "Internal error executing command, please contact your system administrator",
            ),
            _ => (
                "InternalError",
                "An unexpected error prevented the server from fulfilling your request.",
            ),
        };
        Self::new(status, code, message)
    }

    pub fn new(status: u16, code: &'static str, message: &str) -> Self {
        Refusal {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            code,
            message: message.to_owned(),
            details: Vec::new(),
        }
    }

    /// Keystone's 401, the same for whatever is wrong.
    pub fn unauthorized() -> Self {
        Self::new(
            401,
            "AccessDenied",
            "The request you have made requires authentication.",
        )
    }

    /// The request cannot be read. Says nothing of what it held.
    pub fn bad_request(message: &str) -> Self {
        Self::new(400, "InvalidRequest", message)
    }

    /// One more element of an S3 error.
    pub fn with(mut self, element: &'static str, text: impl Into<String>) -> Self {
        self.details.push((element, text.into()));
        self
    }

    pub fn reply(self, wording: &Wording) -> Reply {
        let status = self.status;
        let content = match (wording.shape, wording.platform) {
            (ErrorShape::Text, _) => Content::Json(json!({"error": self.message})),
            (ErrorShape::Empty, _) => Content::Empty,
            (ErrorShape::Html, _) | (_, Platform::Swift | Platform::Gateway) => {
                Content::Html(page(status))
            }
            (_, Platform::CloudStack) => return self.in_envelope(wording),
            (ErrorShape::Xml, _) | (_, Platform::S3) => Content::Xml(self.xml()),
            (_, Platform::Keystone) => Content::Json(json!({"error": {
                "code": status.as_u16(),
                "message": self.message,
                "title": status.canonical_reason().unwrap_or_default(),
            }})),
        };
        let reply = Reply::new(status, content);
        match wording.platform {
            Platform::Keystone if status == StatusCode::UNAUTHORIZED => reply.header(
                WWW_AUTHENTICATE,
                &format!("Keystone uri=\"{}\"", wording.uri),
            ),
            Platform::Swift if status == StatusCode::UNAUTHORIZED => {
                reply.header(WWW_AUTHENTICATE, "Swift realm=\"unknown\"")
            }
            _ => reply,
        }
    }

    fn in_envelope(self, wording: &Wording) -> Reply {
        let contents = json!({
            "uuidList": [],
            "errorcode": self.status.as_u16(),
            "errortext": self.message,
        });
        let mut envelope = match wording.shape {
            ErrorShape::ErrorResponse => wording.envelope.of_no_command(),
            _ => wording.envelope.clone(),
        };
        envelope.json &= wording.shape != ErrorShape::Xml;
        envelope.reply(self.status, contents)
    }

    fn xml(&self) -> String {
        let request_id = Uuid::new_v4().simple().to_string();
        let mut fields = vec![("Code", self.code), ("Message", &self.message)];
        fields.extend(
            self.details
                .iter()
                .map(|(name, text)| (*name, text.as_str())),
        );
        fields.push(("RequestId", &request_id));
        let elements: String = fields
            .iter()
            .map(|(name, text)| format!("<{name}>{}</{name}>", xml::escaped(text)))
            .collect();
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>{elements}</Error>")
    }
}

impl From<io::Error> for Refusal {
    fn from(_: io::Error) -> Self {
        Self::of_status(500)
    }
}

/// In whose words a visit is refused.
pub(super) struct Wording {
    platform: Platform,
    shape: ErrorShape,
    envelope: Envelope,
    /// Where tokens are to be had.
    uri: String,
}

impl Wording {
    pub fn of(request: &Incoming, call: Call, plan: &Plan<Trouble>) -> Self {
        let path = match Route::of(request).place {
            "" => "v3".to_owned(),
            zone => format!("{zone}/identity"),
        };
        Wording {
            platform: call.platform(),
            shape: plan.iter().find_map(Trouble::shape).unwrap_or_default(),
            envelope: Envelope::of(request, call, plan),
            uri: format!("{}/{path}", base_url(request)),
        }
    }
}

fn page(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => {
            "<html><h1>Unauthorized</h1><p>This server could not verify that you may access the document.</p></html>"
        }
        403 => "<html><h1>Forbidden</h1><p>Access was denied to this resource.</p></html>",
        404 => {
            "<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>There is no such URL here.</p>\n"
        }
        406 => "<html><h1>Not Acceptable</h1><p>Only lists in JSON are to be had here.</p></html>",
        _ => "<html><h1>Error</h1><p>The server could not do what you asked.</p></html>",
    }
}
