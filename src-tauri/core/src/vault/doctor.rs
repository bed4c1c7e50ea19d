//! The keychain's doctor: whether it keeps what is put into it, proven by doing it, and what is wrong where it does not.

use tokio::sync::watch;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::keychain::LONGEST;
use super::vaults::NAME;
use super::{Bytes, Fault, Vault, Vaults, Worker, put_checked, remove_checked};
use crate::error::{Error, Result};
use crate::model::{VaultHealth, VaultPlace};

/// The item that the doctor writes. Always the same, so that a crash in the middle leaves one at the most.
pub(super) const TEST_ITEM: Uuid = Uuid::nil();

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
        let found = self.check().await;
        // Asked beside the store, which may hang.
        let name = tokio::task::spawn_blocking(self.name).await;
        health(name.ok().flatten().unwrap_or_default(), found)
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
        let open = self.ask(|worker| {
            worker.run(|store| Ok(store.is_open()? == Some(true) && store.reads_freely()?))
        });
        open.await.unwrap_or(false)
    }

    /// Removes what a crash in the middle of [`Vault::check`] may have left.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn tidy(&self) -> Result<()> {
        self.ask(|worker| remove_checked(worker, TEST_ITEM)).await
    }
}

/// The doctor of the place that new secrets go to. What concerns prompts concerns the keychain, whatever is chosen.
impl Vaults {
    /// As [`Vault::examine`], of the chosen place.
    pub async fn examine(&self) -> VaultHealth {
        match self.store.chosen_place() {
            Ok(VaultPlace::Keychain) => self.keychain.examine().await,
            Ok(VaultPlace::Passphrase) => health(NAME.to_owned(), self.check().await),
            Err(error) => health(String::new(), Err(error)),
        }
    }

    /// Whether what was read (or not found) of this item can be believed: its place works.
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn believe(&self, item: Uuid) -> Result<()> {
        if self.rests_in_passphrase_vault(item) {
            // What is sealed there cannot be anything but ours.
            return Ok(());
        }
        self.keychain.check().await
    }

    /// As [`Vault::set_up`].
    ///
    /// # Errors
    /// `Vault…` codes.
    pub async fn set_up_keychain(&self) -> Result<()> {
        self.keychain.set_up().await
    }

    /// As [`Vault::is_open`].
    pub async fn is_open(&self) -> bool {
        self.keychain.is_open().await
    }

    /// As [`Vault::waits_long`].
    #[must_use]
    pub fn waits_long(&self) -> watch::Receiver<usize> {
        self.keychain.waits_long()
    }

    /// As [`Vault::stop_waiting`].
    pub fn stop_waiting(&self) {
        self.keychain.stop_waiting();
    }

    /// As [`Vault::end_soon`].
    pub fn end_soon(&self) {
        self.keychain.end_soon();
    }

    /// As [`Vault::wait_again`].
    pub fn wait_again(&self) {
        self.keychain.wait_again();
    }
}

fn health(name: String, found: Result<(), Error>) -> VaultHealth {
    let problem = found.err().map(|error| error.code);
    VaultHealth { name, problem }
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
