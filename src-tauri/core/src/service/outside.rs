//! What other programs do to our items, in whichever place: noticed whenever an item is read and at each look, told with
//! the key or account it belongs to, and never mended by itself.

use std::collections::{HashMap, HashSet};
use std::sync::{MutexGuard, PoisonError};

use uuid::Uuid;

use super::{KeyService, seal};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::SecretFields;
use crate::model::{AccountId, ApiKey, BrokenAccount, KeyRef, KindId, OperationKind, SecretPlace};
use crate::store::NewEvent;

/// What a code of a read says of the item; `None` when it says nothing.
const fn finding(code: ErrorCode) -> Option<SecretPlace> {
    match code {
        ErrorCode::SecretMissing => Some(SecretPlace::Missing),
        ErrorCode::SecretAltered => Some(SecretPlace::Altered),
        _ => None,
    }
}

/// What is known of an item.
#[derive(Default)]
pub(super) struct Noticed {
    found: Option<SecretPlace>,
    /// How often this program wrote it: what was read before says nothing of it any more.
    writes: u64,
}

impl KeyService {
    fn outside(&self) -> MutexGuard<'_, HashMap<Uuid, Noticed>> {
        self.outside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What another program did to this item, as far as it was noticed.
    pub(super) fn done_to(&self, item: Uuid) -> Option<SecretPlace> {
        self.outside().get(&item)?.found
    }

    /// How often this program wrote the item so far.
    fn writes(&self, item: Uuid) -> u64 {
        self.outside().get(&item).map_or(0, |known| known.writes)
    }

    fn update(&self, item: Uuid, update: impl FnOnce(&mut Noticed)) {
        let mut outside = self.outside();
        let known = outside.entry(item).or_default();
        let before = known.found;
        update(known);
        let news = known.found != before;
        drop(outside);
        if news {
            self.changed();
        }
    }

    /// Keeps what was found out about an item that was written so often when it was read.
    fn note(&self, item: Uuid, found: Option<SecretPlace>, writes: u64) {
        self.update(item, |known| {
            if known.writes == writes {
                known.found = found;
            }
        });
    }

    /// Writes secret fields into an item; they are read back and compared.
    pub(super) async fn write_item(&self, item: Uuid, fields: &SecretFields) -> Result<()> {
        self.vault.put(item, seal::to_kept(item, fields)?).await?;
        self.update(item, |known| {
            known.writes += 1;
            known.found = None;
        });
        Ok(())
    }

    /// Secret fields of an item.
    ///
    /// # Errors
    /// [`ErrorCode::SecretMissing`], [`ErrorCode::SecretAltered`], those of the vault.
    pub(super) async fn read_item(&self, item: Uuid, of: KindId) -> Result<SecretFields> {
        let writes = self.writes(item);
        let result = self.try_item(item, of).await;
        let found = result.as_ref().err().and_then(|error| finding(error.code));
        if found.is_some() {
            // A sick keychain may say that there is nothing, or something else: only one that works is believed.
            self.vault.believe(item).await?;
        }
        if found.is_some() || result.is_ok() {
            self.note(item, found, writes);
        }
        result
    }

    async fn try_item(&self, item: Uuid, of: KindId) -> Result<SecretFields> {
        let content = self.item(item).await?;
        let content = content.ok_or_else(|| Error::new(ErrorCode::SecretMissing))?;
        let fields = seal::from_kept(item, &content)?;
        super::secrets::check_complete(self.kind(of)?.as_ref(), &fields)?;
        Ok(fields)
    }

    /// Compares the items of all accounts and keys, or of one account and its keys, with what was stored. Ends
    /// without a word when the keychain does not answer: whoever needs it will be told.
    pub(super) async fn compare_items(&self, only: Option<AccountId>) {
        let (Ok(accounts), Ok(keys)) = (self.store.accounts(), self.store.keys()) else {
            return;
        };
        let of_accounts = accounts.iter().map(|(a, item)| (a.id, a.kind, *item));
        let of_keys = keys
            .iter()
            .filter_map(|k| Some((k.account, k.kind, k.item?)));
        let items: Vec<_> = of_accounts.chain(of_keys).collect();
        // One after the other: what the user does meanwhile comes in between.
        let mut found = HashMap::new();
        for (_, kind, item) in items
            .iter()
            .filter(|(id, ..)| only.is_none_or(|only| *id == only))
        {
            let writes = self.writes(*item);
            match self.try_item(*item, *kind).await {
                Ok(_) => found.insert(*item, (None, writes)),
                // Only its own dialog opens the passphrase vault: what rests there is looked at another time.
                Err(error) if error.code == ErrorCode::VaultClosed => None,
                Err(error) => match finding(error.code) {
                    Some(place) => found.insert(*item, (Some(place), writes)),
                    None => return,
                },
            };
        }
        let mut strange = found.iter().filter(|(_, (found, _))| found.is_some());
        let in_keychain = strange.find(|(item, _)| !self.vault.rests_in_passphrase_vault(**item));
        if let Some((item, _)) = in_keychain
            && self.vault.believe(*item).await.is_err()
        {
            return;
        }
        let known: HashSet<Uuid> = items.into_iter().map(|(.., item)| item).collect();
        // One that is just being made is known only later.
        self.outside()
            .retain(|item, noticed| known.contains(item) || noticed.found.is_none());
        for (item, (found, writes)) in found {
            self.note(item, found, writes);
        }
    }

    /// Accounts whose credential another program removed or changed.
    pub(super) fn broken(&self) -> Result<Vec<BrokenAccount>> {
        let accounts = self.store.accounts()?.into_iter();
        let broken = accounts.filter_map(|(account, item)| {
            let secret = self.done_to(item)?;
            Some(BrokenAccount {
                account: account.id,
                secret,
            })
        });
        Ok(broken.collect())
    }

    /// Stops expecting the secret of a key that another program removed or changed. What is left of it goes to the waste
    /// bin; the key at the cloud stays as it is.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] when the secret is there after all, [`ErrorCode::Unsupported`] for what an account
    /// signs in with, those of the keychain.
    pub async fn forget_secret(&self, ask: KeyRef) -> Result<ApiKey> {
        let row = self.key_row(ask.key)?;
        if row.item.is_none() {
            return Err(ErrorCode::Unsupported.into());
        }
        // Looked at anew: what is well again is not thrown away.
        match self.credential_of(&row).await {
            Ok(_) => return Err(ErrorCode::Conflict.into()),
            Err(error) if finding(error.code).is_some() => {}
            Err(error) => return Err(error),
        }
        self.store.let_go_of_secret(row.id)?;
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        let mut event = NewEvent::done(OperationKind::Forget, account.as_ref());
        event.practice = row.practice;
        self.store.record(&event.of_key(Some(row.id), row.name()))?;
        self.tidy().await;
        self.changed();
        self.wake.notify_one(); // for a copy without it
        self.describe(&self.key_row(row.id)?)
    }
}
