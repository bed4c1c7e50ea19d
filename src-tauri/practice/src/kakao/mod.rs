//! A practice KakaoCloud: the identity service and the list of buckets of object storage, for one user of one
//! organization.
//!
//! One base address serves both, identity under `/identity/v3`. Where the real services are not documented, they answer
//! as plain OpenStack does: Keystone for identity, Swift for storage.

mod answer;
mod ask;
mod assume_role;
mod auth;
mod console;
mod first;
mod iam_keys;
mod ledger;
mod mint;
mod projects;
mod refusal;
mod route;
mod s3_keys;
mod server;
mod spoil;
mod storage;
mod tokens;
mod trouble;
mod world;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use crate::handle::handle;
use first::first_world;
use server::Shared;
use world::World;

pub use crate::clock::Clock;
pub use console::{IamKeyView, NewIamKey, ProjectView, S3KeyView};
pub use route::Call;
pub use trouble::Trouble;

/// How a practice cloud starts.
#[derive(Clone)]
pub struct Options {
    /// The service's clock.
    pub clock: Clock,
    /// What [`PracticeKakao::snapshot`] once gave; starts a new organization if absent.
    pub snapshot: Option<Value>,
    /// Whether a new organization has an S3 access key and two more IAM access keys, an expired one among them.
    pub lessons: bool,
    /// Most IAM access keys in a project.
    pub iam_key_quota: usize,
    /// Most S3 access keys in a project.
    pub s3_key_quota: usize,
    /// The status of one key too many. Not documented; 400, 403 and 409 are all likely.
    pub quota_status: u16,
    /// What the token of an IAM access key may do with S3 access keys; see [`Trouble::S3KeyApi`] for changing it
    /// meanwhile.
    pub s3_key_api: S3KeyApi,
    /// The one region of object storage.
    pub region: String,
    /// Name of a new organization.
    pub organization_name: String,
    /// Name of its user.
    pub user_name: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            clock: Arc::new(Timestamp::now),
            snapshot: None,
            lessons: true,
            iam_key_quota: 2,
            s3_key_quota: 2,
            quota_status: 403,
            s3_key_api: S3KeyApi::default(),
            region: "kr-central-2".to_owned(),
            organization_name: "practice-org".to_owned(),
            user_name: "practice@example.com".to_owned(),
        }
    }
}

impl Options {
    fn quota_status(&self) -> StatusCode {
        StatusCode::from_u16(self.quota_status).unwrap_or(StatusCode::FORBIDDEN)
    }
}

/// What the token of an IAM access key may do with S3 access keys (`OS-EC2`). Both are seen with Keystone; which one
/// KakaoCloud has is not documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum S3KeyApi {
    /// Make, list, read and delete them. Lists give secrets out.
    #[default]
    Open,
    /// Nothing: 403, as Keystone does since CVE-2026-33551.
    Patched,
}

/// The first IAM access key of a new organization, with its secret. An ordinary, restricted one without an end.
#[derive(Clone)]
pub struct Bootstrap {
    /// The key's id.
    pub id: String,
    /// The secret. Given out here and nowhere else.
    pub secret: String,
    /// The user's id.
    pub user_id: String,
    /// The id of the project it is for.
    pub project_id: String,
}

impl fmt::Debug for Bootstrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bootstrap")
            .field("id", &self.id)
            .field("user_id", &self.user_id)
            .field("project_id", &self.project_id)
            .finish_non_exhaustive()
    }
}

handle! {
    /// A running practice cloud. Dropping it closes the port and the connections.
    ///
    /// Object storage is at the root of its base address, identity under `/identity/v3`. Its snapshots hold secrets of
    /// IAM access keys and tokens as hashes, those of S3 access keys as they are, for signatures could not be checked
    /// without them. IAM and S3 access keys count as keys.
    PracticeKakao, Bootstrap
}
