//! The waste bin: what was forgotten, retired or deleted can be looked at, and mostly put back, for 30 days.
//!
//! A local step keeps the secret that long: it is the one that people take back. A deletion that the cloud confirmed keeps
//! none: the secret opens nothing any more, so all that it could still do is lie around.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::KeyService;
use crate::error::{Error, ErrorCode, Result};
use crate::model::{
    AccountId, ApiKey, BinBrings, BinEntry, BinReason, BinRef, EmptyBin, OperationKind, SecretPlace,
};
use crate::store::{BinRow, KeyRow, NewEvent};

/// How long things stay.
const STAY: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often it is looked at while there is something in it, also when the computer's clock was set meanwhile.
const LOOK: SignedDuration = SignedDuration::from_hours(24);

impl KeyService {
    /// What is in the waste bin, newest first.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn list_bin(&self) -> Result<Vec<BinEntry>> {
        let (rows, keys) = (self.store.bin()?, self.store.keys()?);
        rows.iter().map(|row| self.bin_entry(row, &keys)).collect()
    }

    /// Puts something back: the key into the list, or its secret to the key that is there.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] for a key that was deleted at its cloud, [`ErrorCode::Conflict`] when the key has a
    /// secret of its own now, [`ErrorCode::Gone`], those of the data file.
    pub async fn restore_from_bin(self: &Arc<Self>, ask: BinRef) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let rows = this.store.bin()?;
            let row = rows.into_iter().find(|row| row.id == ask.entry);
            let row = row.ok_or_else(|| Error::new(ErrorCode::Gone))?;
            match this.brings(&row, &this.store.keys()?)? {
                BinBrings::Key | BinBrings::Secret => {}
                BinBrings::Taken => return Err(ErrorCode::Conflict.into()),
                BinBrings::Record => return Err(ErrorCode::Unsupported.into()),
            }
            let account = this.heir_of(&row)?;
            let event = this.bin_event(OperationKind::PutBack, &row)?;
            let id = this
                .store
                .restore_from_bin(&row, account, &event)?
                .ok_or_else(|| Error::new(ErrorCode::Conflict))?;
            if let Some(item) = row.item {
                // What another program did to it meanwhile is noticed by this; a vault that is closed tells nothing.
                let _ = this.read_item(item, row.kind).await;
            }
            this.describe(&this.key_row(id)?)
        })
        .await
    }

    /// Removes from the waste bin for good, with the secrets.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], those of the data file.
    pub async fn empty_bin(&self, ask: EmptyBin) -> Result<()> {
        let mut rows = self.store.bin()?;
        if let Some(entry) = ask.entry {
            rows.retain(|row| row.id == entry);
            if rows.is_empty() {
                return Err(ErrorCode::Gone.into());
            }
        }
        let entries: Result<Vec<_>> = rows
            .iter()
            .map(|row| Ok((row.id, Some(self.bin_event(OperationKind::Discard, row)?))))
            .collect();
        self.store.discard_from_bin(&entries?)?;
        self.tidy().await;
        self.changed();
        self.wake.notify_one(); // for a copy without it
        Ok(())
    }

    /// Removes what has been in the waste bin for long enough.
    pub(super) async fn purge_bin(&self) {
        let Ok(rows) = self.store.bin() else {
            return;
        };
        let now = Timestamp::now();
        let due: Vec<_> = { rows.iter() }
            .filter(|row| goes_at(row) <= now)
            .map(|row| (row.id, None))
            .collect();
        // What cannot be written stays due.
        if due.is_empty() || self.store.discard_from_bin(&due).is_err() {
            return;
        }
        self.tidy().await;
        self.changed();
    }

    /// When the waste bin is to be looked at next; `None` when it is empty.
    pub(super) fn next_purge(&self) -> Option<Timestamp> {
        let rows = self.store.bin().ok()?;
        let first = rows.iter().map(goes_at).min()?;
        Some(first.min(Timestamp::now() + LOOK))
    }

    fn bin_entry(&self, row: &BinRow, keys: &[KeyRow]) -> Result<BinEntry> {
        Ok(BinEntry {
            id: row.id,
            key: row.key,
            provider: row.kind.provider(),
            kind: row.kind,
            account: row.account,
            name: row.name().to_owned(),
            ends_with: row.remote.ends_with.clone(),
            marks: row.marks.clone(),
            reason: row.reason,
            brings: self.brings(row, keys)?,
            secret: row.item.is_some(),
            binned_at: row.binned_at,
            goes_at: goes_at(row),
        })
    }

    fn brings(&self, row: &BinRow, keys: &[KeyRow]) -> Result<BinBrings> {
        if row.reason == BinReason::Deleted {
            return Ok(BinBrings::Record);
        }
        let same = keys.iter().find(|key| {
            key.kind == row.kind
                && key.tenant == row.tenant
                && key.remote.remote_id == row.remote.remote_id
        });
        let Some(same) = same else {
            return Ok(BinBrings::Key);
        };
        Ok(match self.describe(same)?.secret {
            SecretPlace::Elsewhere | SecretPlace::None if row.item.is_some() => BinBrings::Secret,
            _ => BinBrings::Taken,
        })
    }

    /// The account that looks after what is put back: its own, or another one of the same place.
    fn heir_of(&self, row: &BinRow) -> Result<AccountId> {
        let accounts = self.store.accounts()?;
        if accounts
            .iter()
            .any(|(account, _)| account.id == row.account)
        {
            return Ok(row.account);
        }
        let signs = |kind| {
            self.kind(row.kind)
                .is_ok_and(|k| k.spec().signed_by.contains(&kind))
        };
        let heir = accounts.iter().find(|(account, _)| {
            !account.practice && Self::tenant(account) == row.tenant && signs(account.kind)
        });
        Ok(heir.map_or(row.account, |(account, _)| account.id))
    }

    fn bin_event(&self, op: OperationKind, row: &BinRow) -> Result<NewEvent> {
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        let mut event = NewEvent::done(op, account.as_ref()).of_key(Some(row.key), row.name());
        event.provider = Some(row.kind.provider());
        Ok(event)
    }
}

fn goes_at(row: &BinRow) -> Timestamp {
    row.binned_at.checked_add(STAY).unwrap_or(Timestamp::MAX)
}
