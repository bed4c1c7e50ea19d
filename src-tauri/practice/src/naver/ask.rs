//! A request that has passed the door: who asks, when, and with what.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Options;
use super::refusal::Refusal;
use super::trouble::Trouble;
use super::world::Owner;
use crate::trouble::Plan;

pub(super) struct Ask<'a> {
    /// The access key that signed the request.
    pub access_key: &'a str,
    /// Whose key that is.
    pub caller: Owner,
    /// The service's time, in whole seconds.
    pub now: Timestamp,
    pub query: &'a [(String, String)],
    /// Null if there is no body at all.
    pub json: &'a Value,
    pub plan: &'a Plan<Trouble>,
    pub options: &'a Options,
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

    /// A number in the query, at least `least`.
    pub fn number(&self, name: &str, default: usize, least: usize) -> Result<usize, Refusal> {
        let Some(text) = self.parameter(name) else {
            return Ok(default);
        };
        text.parse()
            .ok()
            .filter(|number| *number >= least)
            .ok_or_else(|| {
                Refusal::bad_request(format!("{name} must be an integer of at least {least}"))
            })
    }

    /// The rows from `offset` on, `limit` at most, as API Gateway pages.
    pub fn rows(&self) -> Result<Rows, Refusal> {
        Ok(Rows::of(
            self.number("offset", 0, 0)?,
            self.number("limit", self.options.default_limit, 1)?,
            self,
        ))
    }
}

/// Which rows of a list an answer holds.
pub(super) struct Rows {
    offset: usize,
    limit: usize,
}

impl Rows {
    pub fn of(offset: usize, limit: usize, ask: &Ask) -> Self {
        let offset = if ask.plan.has(&Trouble::OffsetIgnored) {
            0
        } else {
            offset
        };
        Rows {
            offset,
            limit: limit.min(ask.options.page_limit.max(1)),
        }
    }

    pub fn cut<T>(&self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.offset).take(self.limit).collect()
    }
}
