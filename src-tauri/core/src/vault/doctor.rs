//! The keychain's doctor: whether it keeps what is put into it, proven by doing it, and what is wrong where it does not.

use uuid::Uuid;
use zeroize::Zeroizing;

use super::keychain::LONGEST;
use super::{Bytes, Fault, Vault, Worker, put_checked, remove_checked};
use crate::error::Result;
use crate::model::VaultHealth;

/// The item that the doctor writes. Always the same, so that a crash in the middle leaves one at the most.
const TEST_ITEM: Uuid = Uuid::nil();

/// Bytes of the item that tells a store for short values only from one that takes nothing.
const SHORT: usize = 64;

impl Vault {
    /// Proves that the store keeps things: writes, reads, compares and deletes a test item.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn check(&self) -> Result<()> {
        self.ask(prove).await
    }

    /// As [`Vault::check`], with the store's name for people, also where it does not work. Trouble is an answer.
    pub async fn examine(&self) -> VaultHealth {
        let problem = self.check().await.err().map(|error| error.code);
        // Asked beside the store, which may hang.
        let name = tokio::task::spawn_blocking(self.name).await;
        VaultHealth {
            name: name.ok().flatten().unwrap_or_default(),
            problem,
        }
    }

    /// Makes the place that the store lacks, e.g. a default keyring. May raise the system's prompt.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn set_up(&self) -> Result<()> {
        self.ask(|worker| worker.run(|store| store.set_up())).await
    }

    /// Whether items can be read now without asking the user for anything. When in doubt it is `false`.
    pub async fn is_open(&self) -> bool {
        let open = self.ask(|worker| worker.run(|store| store.is_open()));
        open.await.is_ok_and(|open| open == Some(true))
    }

    /// Removes what a crash in the middle of [`Vault::check`] may have left.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn tidy(&self) -> Result<()> {
        self.ask(|worker| remove_checked(worker, TEST_ITEM)).await
    }
}

/// See [`Vault::check`].
pub(super) fn prove(worker: &mut Worker) -> Result<(), Fault> {
    // As long as anything that is ever put there, so that a store for short values shows.
    match write_and_remove(worker, LONGEST) {
        // Twice, since a store may also fail for once.
        Err(Fault::Failed)
            if write_and_remove(worker, SHORT).is_ok()
                && write_and_remove(worker, LONGEST).is_err() =>
        {
            Err(Fault::TooSmall)
        }
        Ok(()) if !worker.run(|store| store.lasts())? => Err(Fault::Forgetful),
        result => result,
    }
}

fn write_and_remove(worker: &mut Worker, length: usize) -> Result<(), Fault> {
    // New at each check: what an earlier one left proves nothing.
    let mark = Uuid::new_v4().simple().to_string();
    let content: Bytes = Zeroizing::new(mark.bytes().cycle().take(length).collect());
    put_checked(worker, TEST_ITEM, &content)?;
    remove_checked(worker, TEST_ITEM)
}
