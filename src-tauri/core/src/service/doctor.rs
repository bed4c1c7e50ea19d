//! What the user learns and decides about the keychain itself.

use std::sync::Weak;

use super::KeyService;
use crate::error::Result;
use crate::model::VaultHealth;

impl KeyService {
    /// Looks how the keychain is, by writing, reading and deleting a test item. Trouble is an answer, not an error.
    ///
    /// # Errors
    /// None.
    pub async fn check_vault(&self) -> Result<VaultHealth> {
        Ok(self.vault.examine().await)
    }

    /// Makes the place that the keychain lacks, e.g. a default keyring, then looks how it is. May raise the system's
    /// prompt, so only the user's click leads here.
    ///
    /// # Errors
    /// Those of the keychain.
    pub async fn set_up_keychain(&self) -> Result<VaultHealth> {
        self.vault.set_up_keychain().await?;
        self.check_vault().await
    }

    /// Ends all waiting for the keychain: whatever waits is told that it does not answer. Before a create nothing is
    /// sent then; after it the answer rests sealed on the disk, or is held and offered again.
    ///
    /// # Errors
    /// None.
    pub async fn stop_waiting(&self) -> Result<()> {
        self.vault.stop_waiting();
        Ok(())
    }

    /// Has the page hear that the keychain waits for the user, and that it does no more.
    pub(super) async fn tell_of_waiting(this: Weak<Self>) {
        let Some(mut long) = this.upgrade().map(|this| this.vault.waits_long()) else {
            return;
        };
        let mut told = false;
        while long.changed().await.is_ok() {
            let waits = *long.borrow_and_update() > 0;
            match this.upgrade() {
                Some(this) if waits != told => this.changed(),
                Some(_) => {}
                None => return,
            }
            told = waits;
        }
    }
}
