//! A request that has passed the door: who asks, when, and with what.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::activities::Actor;
use super::reply::Refusal;
use super::trouble::Trouble;
use crate::trouble::Plan;

pub(super) struct Ask<'a> {
    /// The key that signed the request.
    pub actor: Actor,
    /// The service's time, in whole seconds.
    pub now: Timestamp,
    pub query: &'a [(String, String)],
    pub json: &'a Value,
    pub plan: &'a Plan<Trouble>,
    /// Most entries a page may hold.
    pub page_limit: usize,
    /// Most keys the organization may have.
    pub key_quota: usize,
}

impl Ask<'_> {
    /// The body as `T`; 400 with what is wrong with it otherwise.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        if !self.json.is_object() {
            return Err(Refusal::bad_request("The body must be a JSON object"));
        }
        T::deserialize(self.json).map_err(|error| Refusal::bad_request(error.to_string()))
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().find(|(given, _)| given == name)?;
        Some(value)
    }

    /// How many entries the page may hold: what was asked for, within the service's own maximum.
    pub fn limit(&self) -> Result<usize, Refusal> {
        let asked = match self.parameter("limit") {
            None => 250,
            Some(text) => text
                .parse::<usize>()
                .ok()
                .filter(|limit| *limit >= 1)
                .ok_or_else(|| Refusal::bad_request("limit must be an integer of at least 1"))?,
        };
        Ok(asked.min(self.page_limit.max(1)))
    }
}

/// Reads an id out of a path.
pub(super) fn uuid(text: &str, name: &str) -> Result<Uuid, Refusal> {
    text.parse()
        .map_err(|_| Refusal::bad_request(format!("{name} must be a valid UUID")))
}
