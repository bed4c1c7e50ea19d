//! A practice Naver Cloud: API Gateway, Sub Account, STS and the list of buckets of Object Storage, of one main account.
//!
//! One base address serves them all, for their paths do not collide. Where the real service is not documented, the
//! stricter reading is taken: unknown parameters and body fields are refused, and so is a third access key.
//! Facts are from `shared/providers/naver-cloud.md`.

mod access_keys;
mod access_rules;
mod answer;
mod api_keys;
mod ask;
mod auth;
mod buckets;
mod console;
mod first;
mod mint;
mod policy;
mod products;
mod refusal;
mod route;
mod server;
mod signature;
mod spoil;
mod sts;
mod sub_account_fields;
mod sub_accounts;
mod trouble;
mod world;

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use crate::handle::handle;
use first::first_world;
use server::Shared;
use world::World;

pub use crate::clock::Clock;
pub use console::{AccessKeyView, ApiKeyView, SubAccountView};
pub use policy::Policy;
pub use products::SubscriptionStatus;
pub use refusal::ErrorShape;
pub use route::Call;
pub use trouble::Trouble;

/// How a practice cloud starts.
#[derive(Clone)]
pub struct Options {
    /// The service's clock.
    pub clock: Clock,
    /// What [`PracticeNaver::snapshot`] once gave; starts a new main account if absent.
    pub snapshot: Option<Value>,
    /// Whether a new account has two API keys and two sub accounts to look at.
    pub lessons: bool,
    /// How many more ready-made API keys a new account has.
    pub seed_api_keys: usize,
    /// API keys on a page whose size was not asked for. The real number is not documented.
    pub default_limit: usize,
    /// Most API keys a page holds, whatever the caller asks for. The real number is not documented.
    pub page_limit: usize,
    /// Most API keys there may be. The real number is not documented.
    pub api_key_quota: usize,
    /// Most access keys a sub account may have.
    pub access_key_quota: usize,
    /// Most sub accounts there may be.
    pub sub_account_quota: usize,
    /// Whether an API key must be disabled before it can be deleted. Not documented.
    pub refuse_deleting_enabled: bool,
    /// Whether the access rules of sub accounts are enforced.
    pub enforce_access_rules: bool,
    /// The address callers seem to come from; their real one, loopback, if absent.
    pub caller_address: Option<IpAddr>,
    /// How refusals are written; see [`Trouble::ErrorShape`] for changing it meanwhile. Object Storage keeps to XML.
    pub error_shape: ErrorShape,
    /// The login alias of a new main account.
    pub login_alias: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            clock: Arc::new(Timestamp::now),
            snapshot: None,
            lessons: true,
            seed_api_keys: 0,
            default_limit: 10,
            page_limit: 100,
            api_key_quota: 100,
            access_key_quota: 2,
            sub_account_quota: 500,
            refuse_deleting_enabled: false,
            enforce_access_rules: false,
            caller_address: None,
            error_shape: ErrorShape::default(),
            login_alias: "practice".to_owned(),
        }
    }
}

/// The first access key of a new main account, with its secret. May do everything.
#[derive(Clone)]
pub struct Bootstrap {
    /// The access key id.
    pub access_key: String,
    /// The secret key. Given out here and nowhere else.
    pub secret_key: String,
    /// The main account's id, a UUID.
    pub account_id: String,
}

impl fmt::Debug for Bootstrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bootstrap")
            .field("access_key", &self.access_key)
            .field("account_id", &self.account_id)
            .finish_non_exhaustive()
    }
}

handle! {
    /// A running practice cloud. Dropping it closes the port and the connections.
    ///
    /// Every service has the same base address, without `/api/v1`. Its snapshots hold secrets as they are, for
    /// signatures could not be checked without them. API keys, access keys and temporary credentials count as keys.
    PracticeNaver, Bootstrap
}
