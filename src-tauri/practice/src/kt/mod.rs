//! A practice KT Cloud: the API of the G platform, the tokens of the D platform, and three object storages, of one
//! account.
//!
//! One port serves them all, for their paths do not collide. No call makes a key: as with the real cloud, keys come
//! from the console, which the methods of [`PracticeKt`] stand for. The G platform follows the Apache CloudStack
//! developer guide and the "kt cloud SDK v1.0", the D platform and Object Storage 2.0 the Keystone API reference,
//! Object Storage 1.0 the Swift API reference, and the third storage Amazon's descriptions of S3. Where the real cloud
//! is not documented, the stricter reading is taken.

mod ask;
mod cloudstack;
mod console;
mod credentials;
mod envelope;
mod first;
mod ledger;
mod lists;
mod login;
mod mint;
mod refusal;
mod route;
mod s3;
mod server;
mod signature;
mod signature_v2;
mod signature_v4;
mod spoil;
mod storage_token;
mod swift;
mod tokens;
mod trouble;
mod world;
mod xml;
mod zones;

#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use crate::ledger::LedgerEntry;
use crate::server::{Cloud, Running};
use crate::stage::{Stage, World as _};
use first::first_world;
use server::Shared;
use world::World;

pub use crate::clock::Clock;
pub use credentials::{ApiKey, ProjectToken, S3Key, StorageAccount, StorageUser};
pub use refusal::ErrorShape;
pub use route::Call;
pub use s3::S3Signature;
pub use trouble::Trouble;
pub use world::StorageGeneration;
pub use zones::ApiVersion;

/// How a practice cloud starts.
#[derive(Clone)]
pub struct Options {
    /// The service's clock. [`PracticeKt::advance`] puts it forward.
    pub clock: Clock,
    /// What [`PracticeKt::snapshot`] once gave; starts a new account if absent.
    pub snapshot: Option<Value>,
    /// The login id of a new account in the portal, which is its project's name on the D platform too.
    pub portal_id: String,
    /// How many file boxes a new account has in each object storage.
    pub boxes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            clock: Arc::new(Timestamp::now),
            snapshot: None,
            portal_id: "practice@example.com".to_owned(),
            boxes: 2,
        }
    }
}

/// A running practice cloud. Dropping it closes the port and the connections.
pub struct PracticeKt {
    shared: Arc<Shared>,
    pub(crate) running: Running,
    bootstrap: Option<ApiKey>,
}

impl PracticeKt {
    /// Starts on a free loopback port. Needs a tokio runtime.
    ///
    /// Fails with `InvalidData` if the snapshot is none of this edition, and with what the system says if there is no
    /// port or no randomness to be had.
    pub async fn start(mut options: Options) -> io::Result<Self> {
        let now = (options.clock)();
        let (world, bootstrap) = match options.snapshot.take() {
            Some(snapshot) => (World::restore(snapshot)?, None),
            None => {
                let world = first_world(&options, now)?;
                let first = world.api_key.pair.clone();
                (world, Some(first))
            }
        };
        let shared = Arc::new(Shared::new(world, options));
        let running = Running::start(shared.clone()).await?;
        Ok(PracticeKt {
            shared,
            running,
            bootstrap,
        })
    }

    /// Where every service listens, without a path and without a slash at the end.
    pub fn base_url(&self) -> String {
        self.running.base_url().to_owned()
    }

    /// The first API key of the G platform. `None` if the cloud was restored from a snapshot.
    pub fn bootstrap(&self) -> Option<ApiKey> {
        self.bootstrap.clone()
    }

    /// Everything the cloud remembers. Holds secrets, without which signatures cannot be checked: made-up ones.
    pub fn snapshot(&self) -> Value {
        self.stage().snapshot()
    }

    /// Calls `f` with a snapshot after each change and before the change is answered. `f` must not call this method.
    pub fn on_change(&self, f: impl Fn(Value) + Send + Sync + 'static) {
        self.stage().on_change(Box::new(f));
    }

    /// The latest requests seen, oldest first. API keys, signatures and passwords in them read `***`.
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        self.stage().ledger.entries()
    }

    /// How many times a key was asked for: never, for no call makes one. A token is no key.
    pub fn creates(&self) -> usize {
        self.stage().ledger.creates()
    }

    /// How many logins to the D platform were refused with 401. Each could bring the portal closer to a lock-out.
    pub fn failed_logins(&self) -> usize {
        self.shared.failed_logins()
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
