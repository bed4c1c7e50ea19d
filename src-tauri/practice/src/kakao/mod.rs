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
use std::io;
use std::sync::Arc;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use crate::ledger::LedgerEntry;
use crate::server::{Cloud, Running};
use crate::stage::{Stage, World as _};
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

/// A running practice cloud. Dropping it closes the port and the connections.
pub struct PracticeKakao {
    shared: Arc<Shared>,
    pub(crate) running: Running,
    bootstrap: Option<Bootstrap>,
}

impl PracticeKakao {
    /// Starts on a free loopback port. Needs a tokio runtime.
    ///
    /// Fails with `InvalidData` if the snapshot is none of this edition, and with what the system says if there is no
    /// port or no randomness to be had.
    pub async fn start(mut options: Options) -> io::Result<Self> {
        let now = (options.clock)();
        let (world, bootstrap) = match options.snapshot.take() {
            Some(snapshot) => (World::restore(snapshot)?, None),
            None => {
                let (world, bootstrap) = first_world(&options, now)?;
                (world, Some(bootstrap))
            }
        };
        let shared = Arc::new(Shared::new(world, options));
        let running = Running::start(shared.clone()).await?;
        Ok(PracticeKakao {
            shared,
            running,
            bootstrap,
        })
    }

    /// Where it listens, without a slash at the end: object storage at its root, identity under `/identity/v3`.
    pub fn base_url(&self) -> String {
        self.running.base_url().to_owned()
    }

    /// The first IAM access key. `None` if the cloud was restored from a snapshot, for that holds hashes of them.
    pub fn bootstrap(&self) -> Option<Bootstrap> {
        self.bootstrap.clone()
    }

    /// Everything the cloud remembers: secrets of IAM access keys and tokens as hashes, those of S3 access keys as they
    /// are, for signatures could not be checked without them. All are made-up ones.
    pub fn snapshot(&self) -> Value {
        self.stage().snapshot()
    }

    /// Calls `f` with a snapshot after each change and before the change is answered. `f` must not call this method.
    pub fn on_change(&self, f: impl Fn(Value) + Send + Sync + 'static) {
        self.stage().on_change(Box::new(f));
    }

    /// The latest requests seen, oldest first.
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        self.stage().ledger.entries()
    }

    /// How many times an IAM or S3 access key was asked for, whatever came of it.
    pub fn creates(&self) -> usize {
        self.stage().ledger.creates()
    }

    /// Switches to this trouble and away from any other.
    pub fn trouble(&self, trouble: Trouble) {
        self.stage().troubles.clear();
        self.add_trouble(trouble);
    }

    /// Switches this trouble on besides those already on.
    pub fn add_trouble(&self, trouble: Trouble) {
        self.stage().add_trouble(trouble);
    }

    fn stage(&self) -> &Stage<World, Trouble> {
        self.shared.stage()
    }
}
