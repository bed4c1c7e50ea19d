//! Refusals in the shapes the services give them.

use std::io;

use axum::http::StatusCode;
use axum::http::header::WWW_AUTHENTICATE;
use serde_json::{Map, json};

use super::answer::Heading;
use crate::reply::{Content, Reply};
use crate::s3;

/// The page of the identity service for a path it does not know.
const NO_SUCH_PATH: &str = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n\
    <h1>Not Found</h1>\n<p>The requested URL was not found on the server.</p>\n";
/// The page of object storage for a request that nobody signed.
const NO_SUCH_RESOURCE: &str =
    "<html><h1>Not Found</h1><p>The resource could not be found.</p></html>";

const GATEWAY_PAGE: &str = "<html><head><title>Bad gateway</title></head><body></body></html>";

/// A refusal in a service's words.
pub(super) struct Refusal {
    status: StatusCode,
    shape: Shape,
}

enum Shape {
    /// `{"error":{"code","title","message"}}`, as Keystone writes what it refuses.
    Envelope {
        message: String,
        /// Whether an empty `identity` comes with it, as it does where a token is asked for.
        identity: bool,
    },
    /// `{"message"}` alone.
    Message(&'static str),
    Page(&'static str),
    /// XML, as object storage does.
    Storage {
        code: &'static str,
        message: String,
        /// Further fields. May hold a live session token, as they do in the real answer.
        further: Vec<(&'static str, String)>,
    },
    Empty,
}

impl Refusal {
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Refusal {
            status,
            shape: Shape::Envelope {
                message: message.into(),
                identity: false,
            },
        }
    }

    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// A body that is no JSON object, or not the one the call takes. Says nothing of what was in it, which may be a
    /// secret.
    pub fn malformed() -> Self {
        Self::bad_request(
            "The server could not comply with the request since it is either malformed or otherwise incorrect. \
             The client is assumed to be in error.",
        )
    }

    pub fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "The request you have made requires authentication.",
        )
    }

    /// 401 where a token is asked for.
    pub fn not_signed_in() -> Self {
        Self::signing_in("The request you have made requires authentication.")
    }

    pub fn signing_in(message: &str) -> Self {
        Refusal {
            status: StatusCode::UNAUTHORIZED,
            shape: Shape::Envelope {
                message: message.to_owned(),
                identity: true,
            },
        }
    }

    pub fn forbidden(reason: &str) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            format!("You are not authorized to perform the requested action: {reason}."),
        )
    }

    pub fn not_found(what: &str, id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            format!("Could not find {what}: {id}."),
        )
    }

    pub fn no_iam_key(id: &str) -> Self {
        Self::not_found("Application Credential", id)
    }

    /// A path that the identity service does not have.
    pub fn no_path() -> Self {
        Refusal {
            status: StatusCode::NOT_FOUND,
            shape: Shape::Page(NO_SUCH_PATH),
        }
    }

    /// A path that has no such method.
    pub fn no_method() -> Self {
        Refusal {
            status: StatusCode::METHOD_NOT_ALLOWED,
            shape: Shape::Message("The method is not allowed for the requested URL."),
        }
    }

    /// A call that is not offered: 404 and 405 in their own shapes, any other status without a body.
    pub fn not_offered(status: u16) -> Self {
        match status {
            404 => Self::no_path(),
            405 => Self::no_method(),
            _ => Self::empty(status),
        }
    }

    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "Request is too large.")
    }

    pub fn too_many() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests.")
    }

    pub fn failed() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "An unexpected error prevented the server from fulfilling your request.",
        )
    }

    /// A status without a body, as a gateway gives it.
    pub fn empty(status: u16) -> Self {
        Self::of_gateway(status, Shape::Empty)
    }

    /// A status with a page, as a gateway gives it.
    pub fn gateway_page(status: u16) -> Self {
        Self::of_gateway(status, Shape::Page(GATEWAY_PAGE))
    }

    fn of_gateway(status: u16, shape: Shape) -> Self {
        Refusal {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            shape,
        }
    }

    /// Nothing that object storage would show to somebody who did not sign.
    pub fn no_resource() -> Self {
        Refusal {
            status: StatusCode::NOT_FOUND,
            shape: Shape::Page(NO_SUCH_RESOURCE),
        }
    }

    pub fn of_storage(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        further: Vec<(&'static str, String)>,
    ) -> Self {
        Refusal {
            status,
            shape: Shape::Storage {
                code,
                message: message.into(),
                further,
            },
        }
    }

    /// Writes the refusal.
    pub fn reply(self, heading: &Heading) -> Reply {
        let content = match self.shape {
            Shape::Envelope { message, identity } => {
                let mut error = Map::new();
                let title = self.status.canonical_reason().unwrap_or_default();
                error.insert("code".to_owned(), json!(self.status.as_u16()));
                error.insert("message".to_owned(), json!(message));
                error.insert("title".to_owned(), json!(title));
                if identity {
                    error.insert("identity".to_owned(), json!({}));
                }
                Content::Json(json!({ "error": error }))
            }
            Shape::Message(message) => Content::Json(json!({ "message": message })),
            Shape::Page(page) => Content::Html(page),
            Shape::Storage {
                code,
                message,
                further,
            } => {
                let further = further.iter().map(|(name, value)| (*name, value.as_str()));
                let further: Vec<_> = [("RequestId", heading.id.as_str())]
                    .into_iter()
                    .chain(further)
                    .collect();
                Content::Xml(s3::error(code, &message, &further))
            }
            Shape::Empty => Content::Empty,
        };
        let reply = heading.put_on(Reply::new(self.status, content));
        if self.status != StatusCode::UNAUTHORIZED {
            return reply;
        }
        let challenge = format!("Keystone uri=\"{}/identity\"", heading.base);
        reply.header(WWW_AUTHENTICATE, &challenge)
    }
}

impl From<io::Error> for Refusal {
    /// The system gives no randomness.
    fn from(_: io::Error) -> Self {
        Self::failed()
    }
}
