//! The engine's desktop where there is none.

use async_trait::async_trait;
use keywright_core::desktop::Desktop;
use keywright_core::model::{NoAccountProof, OperationId};
use keywright_core::{Error, ErrorCode};
use secrecy::SecretString;

/// Whoever is in front is the owner, and what is copied goes nowhere.
pub struct NoDesktop;

#[async_trait]
impl Desktop for NoDesktop {
    fn copy(&self, _: SecretString, _: Option<u32>) -> keywright_core::Result<()> {
        Ok(())
    }
    async fn no_account_proof(&self) -> Option<NoAccountProof> {
        None
    }
    async fn prove_account(&self) -> keywright_core::Result<()> {
        Ok(())
    }
    fn pasted(&self) -> keywright_core::Result<SecretString> {
        Err(Error::new(ErrorCode::ClipboardFailed))
    }
    fn clear_clipboard(&self) {}
    fn may_refuse_to_clear(&self) -> bool {
        false
    }
    fn note_pasted(&self, _: OperationId, _: &SecretString) {}
    fn clear_pasted(&self, _: OperationId) -> bool {
        false
    }
    fn open_link(&self, _: &url::Url) -> keywright_core::Result<()> {
        Err(Error::new(ErrorCode::LinkFailed))
    }
    fn changed(&self) {}
}
