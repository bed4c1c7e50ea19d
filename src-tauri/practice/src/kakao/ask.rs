//! A request that has passed the door: who asks, when, and with what.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Options;
use super::answer::Heading;
use super::refusal::Refusal;
use super::trouble::Trouble;
use crate::incoming::Incoming;
use crate::trouble::Plan;

pub(super) struct Ask<'a> {
    /// The key behind the request: the id of an IAM access key, or the public half of an S3 key.
    pub key: &'a str,
    /// The service's time, in whole seconds.
    pub now: Timestamp,
    pub request: &'a Incoming,
    pub heading: &'a Heading,
    pub plan: &'a Plan<Trouble>,
    pub options: &'a Options,
}

impl Ask<'_> {
    /// The body as `T`.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        body(self.request)
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.request.query.iter().find(|(given, _)| given == name)?;
        Some(value)
    }

    /// A link as the service writes it: without TLS and without `/identity`, so that nobody can follow it.
    pub fn link(&self, path: &str) -> String {
        format!("{}/v3/{path}", self.heading.base)
    }

    /// The links of a list.
    pub fn links(&self, path: &str) -> Value {
        json!({"self": self.link(path), "previous": null, "next": null})
    }
}

/// A body as `T`. The refusal does not say what was in it.
pub(super) fn body<T: DeserializeOwned>(request: &Incoming) -> Result<T, Refusal> {
    let json = request.json.as_ref().ok_or_else(Refusal::too_large)?;
    if !json.is_object() {
        return Err(Refusal::malformed());
    }
    T::deserialize(json).map_err(|_| Refusal::malformed())
}
