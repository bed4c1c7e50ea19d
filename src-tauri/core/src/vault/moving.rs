//! Moving a secret from one place to the other: copy, read back, switch, remove the old copy. Each step is on the disk
//! before the next, and every step may be done again.

use uuid::Uuid;

use super::Vaults;
use crate::error::{ErrorCode, Result};
use crate::model::VaultPlace;

impl Vaults {
    /// Whether both places can be used for a move: the vault is open and the keychain keeps things.
    ///
    /// # Errors
    /// [`ErrorCode::VaultClosed`], [`ErrorCode::NoPassphrase`], `Vault…` codes.
    pub async fn check_both(&self) -> Result<()> {
        self.must_be_open()?;
        self.keychain.check().await
    }

    /// # Errors
    /// [`ErrorCode::VaultClosed`], [`ErrorCode::NoPassphrase`].
    fn must_be_open(&self) -> Result<()> {
        use crate::model::PassphraseState as State;
        match self.passphrase_state()? {
            State::Open => Ok(()),
            State::Closed => Err(ErrorCode::VaultClosed.into()),
            State::None => Err(ErrorCode::NoPassphrase.into()),
        }
    }

    /// New secrets go there from now on, if it keeps things. What is here stays where it is.
    ///
    /// # Errors
    /// [`ErrorCode::VaultClosed`], [`ErrorCode::NoPassphrase`], `Vault…` codes, those of the data file.
    pub async fn choose(&self, place: VaultPlace) -> Result<()> {
        match place {
            VaultPlace::Keychain => self.keychain.check().await?,
            VaultPlace::Passphrase => self.must_be_open()?,
        }
        let _alone = self.turns.write().await;
        if self.store.chosen_place()? == VaultPlace::Keychain {
            // The item of an operation may have been written or not: what is in the keychain is to be known there.
            for item in self.store.unsure_items()? {
                match self.keychain.get(item).await {
                    Ok(Some(_)) => self.store.set_place_of(item, VaultPlace::Keychain)?,
                    Ok(None) => {}
                    Err(_) => break,
                }
            }
        }
        self.store.choose_place(place)
    }

    /// Moves one item to where it does not rest yet, or ends a move of it that was begun. Answers whether there was
    /// anything to move.
    ///
    /// # Errors
    /// `Vault…` codes, those of the data file. The item then rests where it did, or there already; what is left to do
    /// is written down.
    pub async fn move_item(&self, item: Uuid, to: VaultPlace) -> Result<bool> {
        let _alone = self.turns.write().await;
        let from = self.store.place_of(item)?.unwrap_or(VaultPlace::Keychain);
        self.store.begin_move(item)?;
        if from != to {
            let content = match from {
                VaultPlace::Keychain => self.keychain.get(item).await?,
                VaultPlace::Passphrase => self.get_sealed(item)?,
            };
            // Not there is no proof of absence: it stays known where it was.
            let Some(content) = content else {
                self.store.end_move(item)?;
                return Ok(false);
            };
            // Both read back and compare.
            match to {
                VaultPlace::Keychain => self.keychain.put(item, content).await?,
                VaultPlace::Passphrase => self.put_sealed(item, &content, false)?,
            }
            self.store.set_place_of(item, to)?;
        }
        match to {
            VaultPlace::Keychain => self.store.remove_vault_item(item, false)?,
            VaultPlace::Passphrase => self.keychain.remove(item).await?,
        }
        self.store.end_move(item)?;
        Ok(true)
    }
}
