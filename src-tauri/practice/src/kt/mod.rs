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

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use crate::handle::handle;
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

handle! {
    /// A running practice cloud. Dropping it closes the port and the connections.
    ///
    /// Every service has the same base address. Its first key is the API key of the G platform. Its snapshots hold
    /// secrets as they are, for signatures could not be checked without them. API keys, signatures and passwords in its
    /// ledger read `***`. No key is ever asked for: no call makes one, and a token is no key.
    PracticeKt, ApiKey
}

impl PracticeKt {
    /// How many logins to the D platform were refused with 401. Each could bring the portal closer to a lock-out.
    pub fn failed_logins(&self) -> usize {
        self.shared.failed_logins()
    }
}
