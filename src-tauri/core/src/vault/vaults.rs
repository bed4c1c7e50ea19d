//! The router over both places for secrets: the system's keychain, and the passphrase vault in the data file. Each
//! secret is looked for where it rests and nowhere else; new ones go to the chosen place.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::RwLock;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::passphrase::{self, DataKey, Effort, Slot, SlotRow};
use super::{Bytes, TEST_ITEM, Vault, recovery};
use crate::error::{Error, ErrorCode, Result};
use crate::model::{PassphraseState, VaultPlace};
use crate::store::Store;

/// The name of the passphrase vault where the keychain's name stands otherwise.
pub(super) const NAME: &str = "Keywright";

tokio::task_local! {
    /// What the work of this task began with.
    static BEGUN: Begun;
}

/// The passphrase vault as it is when work begins: one that is open then stays so for that work to its end.
#[derive(Clone)]
pub struct Begun(Option<Arc<Opened>>);

impl Begun {
    /// Whether whoever asks is part of work that has begun.
    #[must_use]
    pub fn is_set() -> bool {
        BEGUN.try_with(|_| ()).is_ok()
    }

    /// Carries the work out.
    pub async fn scope<T>(self, work: impl Future<Output = T>) -> T {
        BEGUN.scope(self, work).await
    }
}

/// Leave to open the passphrase vault, good until it is closed: a passphrase takes its time, and whoever closes the
/// vault meanwhile wants it closed.
#[derive(Clone, Copy)]
pub struct Opening(u64);

/// The vault while it is open. No `Debug`, no `Clone`: it holds the data key.
struct Opened {
    id: Uuid,
    key: DataKey,
    /// The highest number that each item was seen under: an older text that comes back is not ours.
    seen: Mutex<HashMap<Uuid, i64>>,
}

impl Opened {
    fn seen(&self) -> MutexGuard<'_, HashMap<Uuid, i64>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The item is on the disk under this number.
    fn see(&self, item: Uuid, counter: i64) {
        let mut seen = self.seen();
        let newest = seen.entry(item).or_insert(counter);
        *newest = counter.max(*newest);
    }
}

#[derive(Default)]
struct Door {
    opened: Option<Arc<Opened>>,
    /// How often it was closed.
    closed: u64,
}

/// What a new recovery code will open the vault by, once somebody has seen the code.
pub struct NewRecovery {
    vault: Uuid,
    slot: SlotRow,
}

/// Both places. Cheap to clone; all clones open and close together.
#[derive(Clone)]
pub struct Vaults {
    pub(super) keychain: Vault,
    pub(super) store: Arc<Store>,
    door: Arc<Mutex<Door>>,
    /// Whoever moves an item has it alone.
    pub(super) turns: Arc<RwLock<()>>,
    /// Whoever uses the test item has it alone.
    checking: Arc<tokio::sync::Mutex<()>>,
    effort: Effort,
}

impl Vaults {
    /// Both places; the passphrase vault is closed.
    #[must_use]
    pub fn new(keychain: Vault, store: Arc<Store>) -> Self {
        Self {
            keychain,
            store,
            door: Arc::default(),
            turns: Arc::default(),
            checking: Arc::default(),
            effort: Effort::usual(),
        }
    }

    /// The same with another effort, for the tests of the effort itself.
    #[cfg(test)]
    pub(super) fn with_effort(mut self, effort: Effort) -> Self {
        self.effort = effort;
        self
    }

    fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open vault: as it is now, or as it was when the operation at hand began.
    fn open_one(&self) -> Result<Arc<Opened>> {
        self.current()
            .or_else(|| BEGUN.try_with(|begun| begun.0.clone()).ok().flatten())
            .ok_or_else(|| ErrorCode::VaultClosed.into())
    }

    fn current(&self) -> Option<Arc<Opened>> {
        self.door().opened.clone()
    }

    /// What work begins with that begins now. A part of work has the vault of the whole.
    #[must_use]
    pub fn begin(&self) -> Begun {
        Begun(self.open_one().ok())
    }

    /// Leave to open the vault, until somebody closes it.
    #[must_use]
    pub fn opening(&self) -> Opening {
        Opening(self.door().closed)
    }

    /// # Errors
    /// [`ErrorCode::VaultClosed`] when the vault was closed since.
    fn may_open(&self, opening: Opening) -> Result<()> {
        if self.door().closed == opening.0 {
            Ok(())
        } else {
            Err(ErrorCode::VaultClosed.into())
        }
    }

    /// Whether there is a passphrase, and whether its vault is open.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn passphrase_state(&self) -> Result<PassphraseState> {
        Ok(match (self.current(), self.store.vault_id()?) {
            (_, None) => PassphraseState::None,
            (None, Some(_)) => PassphraseState::Closed,
            (Some(_), Some(_)) => PassphraseState::Open,
        })
    }

    /// Sets up a passphrase and leaves its vault open. How much a try costs is measured on this computer.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`] for a passphrase that is no good, [`ErrorCode::Unsupported`] when there is one
    /// already, [`ErrorCode::VaultClosed`] when the leave was over, those of the data file.
    pub async fn set_up(&self, opening: Opening, passphrase: SecretString) -> Result<()> {
        let this = self.clone();
        off_the_async_threads(move || {
            // EXPOSE: to derive the vault's key from it.
            let secret = passphrase::composed(passphrase.expose_secret());
            passphrase::check_new(&secret)?;
            if this.store.vault_id()?.is_some() {
                return Err(ErrorCode::Unsupported.into());
            }
            let (id, key) = (Uuid::new_v4(), DataKey::random()?);
            let slot = this.lock(&key, id, Slot::Passphrase, secret.as_bytes())?;
            this.may_open(opening)?;
            this.store.make_vault(id, &slot)?;
            // Made all the same: closed this very moment it only stays closed.
            let _ = this.take_in(opening, id, key);
            Ok(())
        })
        .await
    }

    /// Opens the vault with the passphrase or the recovery code.
    ///
    /// # Errors
    /// [`ErrorCode::PassphraseWrong`], [`ErrorCode::NoPassphrase`], [`ErrorCode::FieldInvalid`] for a mistyped code,
    /// [`ErrorCode::VaultClosed`] when the leave was over, [`ErrorCode::DataDamaged`], those of the data file.
    pub async fn open(&self, opening: Opening, with: Slot, secret: SecretString) -> Result<()> {
        let this = self.clone();
        off_the_async_threads(move || {
            let (id, key) = this.unlock(with, &secret)?;
            this.take_in(opening, id, key)
        })
        .await
    }

    /// Whether this is the passphrase (or the code). Opens and changes nothing.
    ///
    /// # Errors
    /// Those of [`Vaults::open`].
    pub async fn prove(&self, with: Slot, secret: SecretString) -> Result<()> {
        let this = self.clone();
        off_the_async_threads(move || this.unlock(with, &secret).map(drop)).await
    }

    /// Closes the vault: its key is wiped as soon as no operation that began with it still runs.
    pub fn close(&self) {
        let mut door = self.door();
        door.opened = None;
        door.closed += 1;
    }

    /// As [`Vault::disconnect`].
    pub fn disconnect(&self) {
        self.keychain.disconnect();
    }

    /// Sets another passphrase; what lies in the vault stays as it is. Leaves the vault open.
    ///
    /// # Errors
    /// Those of [`Vaults::open`] and [`Vaults::set_up`].
    pub async fn change(
        &self,
        opening: Opening,
        with: Slot,
        secret: SecretString,
        next: SecretString,
    ) -> Result<()> {
        let this = self.clone();
        off_the_async_threads(move || {
            // EXPOSE: to derive the vault's key from it.
            let next = passphrase::composed(next.expose_secret());
            passphrase::check_new(&next)?;
            let (id, key) = this.unlock(with, &secret)?;
            let slot = this.lock(&key, id, Slot::Passphrase, next.as_bytes())?;
            this.may_open(opening)?;
            this.store.put_vault_slot(&slot)?;
            // As after setting up.
            let _ = this.take_in(opening, id, key);
            Ok(())
        })
        .await
    }

    /// Makes a recovery code. It opens nothing, and the one before it still does, until it is kept.
    ///
    /// # Errors
    /// Those of [`Vaults::open`].
    pub async fn make_recovery_code(
        &self,
        passphrase: SecretString,
    ) -> Result<(SecretString, NewRecovery)> {
        let this = self.clone();
        off_the_async_threads(move || {
            let (id, key) = this.unlock(Slot::Passphrase, &passphrase)?;
            let code = recovery::random()?;
            let secret = recovery::read(&code)?;
            let slot = this.lock(&key, id, Slot::Recovery, secret.as_bytes())?;
            Ok((
                SecretString::from(code.as_str()),
                NewRecovery { vault: id, slot },
            ))
        })
        .await
    }

    /// From now on this recovery code opens the vault, and the one before it does not any more.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`] when its vault is gone, those of the data file.
    pub fn keep_recovery_code(&self, new: &NewRecovery) -> Result<()> {
        self.store.put_slot_of(new.vault, &new.slot)
    }

    /// Whether a recovery code was made.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn has_recovery_code(&self) -> Result<bool> {
        Ok(self.store.vault_slot(Slot::Recovery)?.is_some())
    }

    /// Takes the passphrase away. New secrets must go to the keychain already.
    ///
    /// # Errors
    /// [`ErrorCode::VaultNotEmpty`], those of [`Vaults::open`].
    pub async fn take_away(&self, passphrase: SecretString) -> Result<()> {
        if self.store.chosen_place()? == VaultPlace::Passphrase {
            return Err(ErrorCode::VaultNotEmpty.into());
        }
        self.prove(Slot::Passphrase, passphrase).await?;
        let _alone = self.turns.write().await;
        let _no_check = self.checking.lock().await;
        // The passphrase took its time: somebody may have chosen meanwhile.
        if self.store.chosen_place()? == VaultPlace::Passphrase {
            return Err(ErrorCode::VaultNotEmpty.into());
        }
        self.store.remove_vault_item(TEST_ITEM, false)?;
        self.store.remove_vault()?;
        self.close();
        Ok(())
    }

    fn take_in(&self, opening: Opening, id: Uuid, key: DataKey) -> Result<()> {
        let mut door = self.door();
        if door.closed != opening.0 {
            return Err(ErrorCode::VaultClosed.into());
        }
        // What was seen so far stays known.
        door.opened.get_or_insert_with(|| {
            let seen = Mutex::default();
            Arc::new(Opened { id, key, seen })
        });
        Ok(())
    }

    fn lock(&self, key: &DataKey, vault: Uuid, slot: Slot, secret: &[u8]) -> Result<SlotRow> {
        let cost = self.effort.tuned(|cost| {
            let begun = Instant::now();
            passphrase::derive(secret, &[0; passphrase::SALT], cost)?;
            Ok(begun.elapsed())
        })?;
        SlotRow::lock(key, vault, slot, secret, cost)
    }

    fn unlock(&self, with: Slot, secret: &SecretString) -> Result<(Uuid, DataKey)> {
        let missing = || Error::new(ErrorCode::NoPassphrase);
        let id = self.store.vault_id()?.ok_or_else(missing)?;
        let slot = self.store.vault_slot(with)?.ok_or_else(missing)?;
        let secret: Zeroizing<String> = match with {
            // EXPOSE: to derive the vault's key from it.
            Slot::Passphrase => passphrase::composed(secret.expose_secret()),
            // EXPOSE: as above.
            Slot::Recovery => recovery::read(secret.expose_secret())?,
        };
        let key = slot.unlock(id, secret.as_bytes(), self.effort.floor)?;
        Ok((id, key))
    }

    /// The item's content; `None` when there is no such item where it should rest.
    ///
    /// # Errors
    /// [`ErrorCode::VaultClosed`], [`ErrorCode::SecretAltered`], the other `Vault…` codes, those of the data file.
    pub async fn get(&self, item: Uuid) -> Result<Option<Bytes>> {
        let _turn = self.turns.read().await;
        match self.place(item)? {
            VaultPlace::Passphrase => self.get_sealed(item),
            VaultPlace::Keychain => self.keychain.get(item).await,
        }
    }

    /// Whether the item rests in the passphrase vault, or would.
    #[must_use]
    pub fn rests_in_passphrase_vault(&self, item: Uuid) -> bool {
        matches!(self.place(item), Ok(VaultPlace::Passphrase))
    }

    /// Where the item rests, or would. One of which nothing is written down was never written, or rests in the keychain
    /// from before there was a choice: with the choice, what is known there was written down.
    fn place(&self, item: Uuid) -> Result<VaultPlace> {
        match self.store.place_of(item)? {
            Some(place) => Ok(place),
            None => self.store.chosen_place(),
        }
    }

    /// Writes the item where it rests, a new one to the chosen place, reads it back and compares.
    ///
    /// # Errors
    /// As [`Vaults::get`].
    pub async fn put(&self, item: Uuid, content: Bytes) -> Result<()> {
        let _turn = self.turns.read().await;
        match self.place(item)? {
            VaultPlace::Keychain => self.keychain.put(item, content).await,
            VaultPlace::Passphrase => self.put_sealed(item, &content, true),
        }
    }

    /// Removes the item and looks whether it is gone. Needs no open vault.
    ///
    /// # Errors
    /// `Vault…` codes of the keychain, those of the data file.
    pub async fn remove(&self, item: Uuid) -> Result<()> {
        let _turn = self.turns.read().await;
        let moving = self.store.is_moving(item)?;
        if moving || self.place(item)? == VaultPlace::Keychain {
            self.keychain.remove(item).await?;
        }
        if moving || self.store.place_of(item)?.is_some() {
            self.store.remove_vault_item(item, true)?;
        }
        if moving {
            self.store.end_move(item)?;
        }
        Ok(())
    }

    /// Proves that the chosen place keeps things: writes, reads, compares and removes a test item.
    ///
    /// # Errors
    /// As [`Vaults::get`].
    pub async fn check(&self) -> Result<()> {
        match self.store.chosen_place()? {
            VaultPlace::Keychain => self.keychain.check().await,
            VaultPlace::Passphrase => {
                let _alone = self.checking.lock().await;
                let content = Zeroizing::new(Uuid::new_v4().simple().to_string().into_bytes());
                self.put_sealed(TEST_ITEM, &content, false)?;
                self.store.remove_vault_item(TEST_ITEM, false)
            }
        }
    }

    /// Removes what a crash in the middle of [`Vaults::check`] may have left.
    ///
    /// # Errors
    /// `Vault…` codes, those of the data file.
    pub async fn tidy(&self) -> Result<()> {
        match self.store.chosen_place()? {
            VaultPlace::Keychain => self.keychain.tidy().await,
            VaultPlace::Passphrase => {
                let _alone = self.checking.lock().await;
                self.store.remove_vault_item(TEST_ITEM, false)
            }
        }
    }

    pub(super) fn get_sealed(&self, item: Uuid) -> Result<Option<Bytes>> {
        let open = self.open_one()?;
        // Before the row: what is written meanwhile may be newer than the row.
        let newest = open.seen().get(&item).copied();
        let Some(row) = self.store.vault_item(item)? else {
            return Ok(None);
        };
        if newest.is_some_and(|newest| row.counter < newest) {
            return Err(ErrorCode::SecretAltered.into());
        }
        let plain = open.key.open(open.id, item, row.counter, &row.sealed)?;
        open.see(item, row.counter);
        Ok(Some(plain))
    }

    pub(super) fn put_sealed(&self, item: Uuid, content: &[u8], lives: bool) -> Result<()> {
        let open = self.open_one()?;
        let counter = self.store.put_vault_item(item, lives, |counter| {
            open.key.seal(open.id, item, counter, content)
        })?;
        // On the disk now: of a write that failed the older text is still the newest.
        open.see(item, counter);
        match self.get_sealed(item)? {
            Some(back) if back.as_slice() == content => Ok(()),
            _ => Err(ErrorCode::VaultFailed.into()),
        }
    }
}

/// Runs what takes long and asks nobody. An async thread that computed half a second would hold up the window.
async fn off_the_async_threads<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(ErrorCode::Internal.into()))
}

#[cfg(test)]
mod tests;
