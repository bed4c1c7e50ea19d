//! The envelope of every answer of the G platform: JSON or XML under the name of the command.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use serde_json::{Value, json};

use super::route::Call;
use super::trouble::Trouble;
use super::xml;
use crate::incoming::Incoming;
use crate::reply::{Content, Reply};
use crate::trouble::Plan;

/// What an error is under if the command is not known.
const ERROR: &str = "errorresponse";

#[derive(Clone)]
pub(super) struct Envelope {
    /// The one key at the top.
    pub key: String,
    pub json: bool,
    javascript: bool,
}

impl Envelope {
    pub fn of(request: &Incoming, call: Call, plan: &Plan<Trouble>) -> Self {
        let key = match call.command() {
            Some(command) if plan.has(&Trouble::KeyInCommandCase) => format!("{command}Response"),
            Some(command) => format!("{}response", command.to_lowercase()),
            None => ERROR.to_owned(),
        };
        let asked = request.parameter("response");
        let json = asked.is_some_and(|format| format.eq_ignore_ascii_case("json"));
        Envelope {
            key,
            json: json && !plan.has(&Trouble::XmlAlways),
            javascript: plan.has(&Trouble::TextJavascript),
        }
    }

    /// The same, for an error that does not say which command it is of.
    pub fn of_no_command(&self) -> Self {
        Envelope {
            key: ERROR.to_owned(),
            ..*self
        }
    }

    pub fn reply(&self, status: StatusCode, contents: Value) -> Reply {
        if !self.json {
            let document = xml::document(&self.key, &contents);
            return Reply::new(status, Content::Xml(document))
                .header(CONTENT_TYPE, "text/xml; charset=UTF-8");
        }
        let reply = Reply::new(status, Content::Json(json!({ &*self.key: contents })));
        if self.javascript {
            return reply.header(CONTENT_TYPE, "text/javascript; charset=UTF-8");
        }
        reply
    }
}
