//! A request on its way to the handler: what it asks, where and when.

use axum::http::HeaderName;
use axum::http::header::HOST;
use jiff::Timestamp;

use super::route::Call;
use super::trouble::Trouble;
use crate::incoming::Incoming;
use crate::trouble::Plan;

const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");

pub(super) struct Ask<'a> {
    pub request: &'a Incoming,
    pub call: Call,
    /// The version on the G platform, the zone on the D platform, the account of a storage.
    pub place: &'a str,
    /// The service's time.
    pub now: Timestamp,
    pub plan: &'a Plan<Trouble>,
}

impl Ask<'_> {
    /// The token the request was sent with.
    pub fn token(&self) -> Option<&str> {
        self.request.header(&AUTH_TOKEN)
    }

    /// The address the caller knows the cloud by, without a slash at the end.
    pub fn base_url(&self) -> String {
        base_url(self.request)
    }
}

pub(super) fn base_url(request: &Incoming) -> String {
    format!("http://{}", request.header(&HOST).unwrap_or("127.0.0.1"))
}
