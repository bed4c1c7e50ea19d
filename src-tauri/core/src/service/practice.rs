//! Practice clouds, as the service needs them. The shell brings the servers.

use std::sync::Arc;

use async_trait::async_trait;
use url::Url;

use crate::error::Result;
use crate::kind::SecretFields;

/// Called with the practice cloud's whole state after each change of it.
pub type OnChange = Arc<dyn Fn(serde_json::Value) + Send + Sync>;

/// A practice cloud that runs.
pub struct PracticeCloud {
    /// Base address on this computer.
    pub base_url: Url,
    /// The first key, known only when the cloud is new: it keeps hashes, like a real one.
    pub bootstrap: Option<SecretFields>,
}

/// Starts practice clouds. They run until the program ends.
#[async_trait]
pub trait PracticeClouds: Send + Sync {
    /// Starts the practice cloud of a provider (its id as a word), with the state it had or anew.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Unsupported`] where there is none, [`crate::ErrorCode::Internal`] when it cannot start.
    async fn start(
        &self,
        provider: &str,
        state: Option<serde_json::Value>,
        on_change: OnChange,
    ) -> Result<PracticeCloud>;

    /// Whether there is one for this provider (its id as a word).
    fn has(&self, provider: &str) -> bool;
}
