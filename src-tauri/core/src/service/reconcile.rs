//! What became of operations that did not come to their end. Looks at start, on a schedule, and when the user asks;
//! never sends a create.

use jiff::Timestamp;

use super::changes::{ChangeDetail, detail_of};
use super::issue::IssueDetail;
use super::seal;
use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::{Issued, KeyKind, Recovery, RemoteKey};
use crate::model::{Account, EventResult, KeyFact, KeyState, KindId, OperationKind, Settlement};
use crate::store::{KeyRow, NewEvent, OperationRow, OperationState, Part};

impl KeyService {
    /// At start: ends what was never sent, and makes everything else due.
    pub(super) async fn take_up_all(self: &std::sync::Arc<Self>) {
        self.take_up_move();
        // A keychain that does not answer now is asked again when it is needed.
        let _ = self.vault.tidy().await;
        self.tidy().await;
        self.purge_bin().await;
        let Ok(rows) = self.store.operations() else {
            return;
        };
        let mut last_looks = Vec::new();
        for mut row in rows {
            let last_look = row.looks > u32::try_from(self.pace.looks.len()).unwrap_or(u32::MAX);
            match row.state {
                OperationState::Draft
                | OperationState::Lost
                | OperationState::Ambiguous
                | OperationState::Kept
                | OperationState::Guided => {}
                OperationState::Intended => {
                    let _ = self.close_unsent(&row);
                }
                OperationState::Sent => {
                    // The request may still be on its way: look when its own time is over.
                    let sent = row.sent_at.unwrap_or(row.started_at);
                    row.state = OperationState::Unknown;
                    row.next_look_at = Some(later(sent, self.pace.create));
                    let _ = self.store.advance(&row);
                }
                OperationState::Unknown if last_look => last_looks.push(row),
                OperationState::Unknown
                | OperationState::Sealed
                | OperationState::Stored
                | OperationState::CleanUp => {
                    row.next_look_at = Some(row.next_look_at.unwrap_or_else(Timestamp::now).min(
                        if row.state == OperationState::Unknown {
                            Timestamp::MAX
                        } else {
                            Timestamp::now()
                        },
                    ));
                    let _ = self.store.advance(&row);
                }
            }
        }
        // What cannot be ended now is ended by the next look.
        let _ = self.end_orphans();
        self.look_at_due().await;
        // Answers that were on the disk have been read by now: their keys are not taken for what is looked for here.
        for row in last_looks {
            let _ = self.take_up(row, true).await;
        }
        self.close_stopped();
        self.tidy().await;
        self.changed();
    }

    pub(super) fn close_unsent(&self, row: &OperationRow) -> Result<()> {
        let account = match row.account {
            Some(id) => self.store.account(id)?.map(|(account, _)| account),
            None => None,
        };
        let event = NewEvent::done(row.op, account.as_ref())
            .of_key(row.key, &row.name)
            .ended(EventResult::Failed, None)
            .with(detail_of(row));
        self.store.close(row.id, Some(&event))
    }

    /// When the next operation is due; `None` when only the user can go on.
    pub(super) fn next_look(&self) -> Option<Timestamp> {
        let rows = self.store.operations().ok()?;
        let active = self
            .active
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        rows.iter()
            .filter(|row| !active.contains(&row.id))
            .filter_map(|row| row.next_look_at)
            .min()
    }

    pub(super) async fn look_at_due(&self) {
        let Ok(rows) = self.store.operations() else {
            return;
        };
        let now = Timestamp::now();
        let mut any = false;
        for row in rows {
            if self.is_locked() {
                break; // what comes after this one waits
            }
            if row.next_look_at.is_some_and(|at| at <= now) {
                any = true;
                // Why it did not work stands in the row.
                let _ = self.take_up(row, false).await;
            }
        }
        if any {
            self.close_stopped();
            self.changed();
        }
    }

    /// The moment of the look after this many looks.
    pub(super) fn next_after(&self, looks: u32) -> Timestamp {
        let index = usize::try_from(looks.saturating_sub(1)).unwrap_or(0);
        let looks = self.pace.looks;
        let wait = looks.get(index).or(looks.last()).copied();
        later(Timestamp::now(), wait.unwrap_or_default())
    }

    /// Goes on with one operation. `last`: the schedule is through and this is the look of a later start.
    pub(super) async fn take_up(&self, mut row: OperationRow, last: bool) -> Result<()> {
        let _turn = Turn::take(&self.active, row.id)?;
        let id = row.account.ok_or_else(|| Error::new(ErrorCode::Gone))?;
        let (account, _) = self.account(id)?;
        let result = match (row.op, row.state) {
            (OperationKind::Create, _) if self.holds(row.id) => {
                self.finish_held(&mut row, &account).await
            }
            (OperationKind::Create, OperationState::Sealed | OperationState::Stored) => {
                self.finish_sealed(&mut row, &account).await
            }
            (OperationKind::Create, OperationState::CleanUp) => {
                self.clean_up(&mut row, &account).await
            }
            (OperationKind::Create, _) => self.look_for_made(&mut row, &account, last).await,
            _ => self.look_for_change(&row, &account).await,
        };
        if let Err(error) = &result {
            // Still open: note what stands in the way, and when to try again.
            if let Some(mut now) = self.store.operation(row.id)?
                && now.next_look_at.is_none_or(|at| at <= Timestamp::now())
                && !matches!(now.state, OperationState::Lost | OperationState::Ambiguous)
            {
                if error.code == ErrorCode::VaultClosed {
                    // Nothing was looked at, and only the user can go on.
                    now.next_look_at = None;
                } else {
                    now.looks += 1;
                    now.next_look_at = Some(self.next_after(now.looks));
                }
                now.code = Some(error.code);
                self.store.advance(&now)?;
            }
        }
        result
    }

    /// The answer is on the disk: reads it again and goes on from there.
    async fn finish_sealed(&self, row: &mut OperationRow, account: &Account) -> Result<()> {
        let kind = self.gate(row.kind, OperationKind::Create)?;
        let sealed = match self.store.sealed(row.id, Part::Answer)? {
            Some(sealed) => sealed,
            // The program ended over a secret that was read again from the cloud: it can be read once more.
            None if row.state == OperationState::Stored => {
                return self.look_for_made(row, account, false).await;
            }
            None => return Err(ErrorCode::DataDamaged.into()),
        };
        let key = match self.operation_key(row).await {
            // Only a keychain that works can tell that something is not there.
            Err(error)
                if error.code == ErrorCode::SecretMissing
                    && IssueDetail::of(row).restored
                    && self.vault.check().await.is_ok() =>
            {
                return self.look_for_made(row, account, false).await;
            }
            key => key?,
        };
        let answer = seal::answer_from_bytes(&key.open(row.id, Part::Answer, &sealed)?)?;
        let made = self.made_here(row).await?;
        self.finish(row, account, kind.as_ref(), &answer, made.as_ref())
            .await
            .map(drop)
    }

    async fn made_here(&self, row: &OperationRow) -> Result<Option<crate::kind::SecretFields>> {
        let Some(sealed) = self.store.sealed(row.id, Part::MadeHere)? else {
            return Ok(None);
        };
        let key = self.operation_key(row).await?;
        let plain = key.open(row.id, Part::MadeHere, &sealed)?;
        seal::from_item(&plain).map(Some)
    }

    /// The secret of a key whose answer is not here: made here, or stored after the copy that was put back.
    async fn secret_here(&self, row: &OperationRow) -> Result<Option<crate::kind::SecretFields>> {
        if !IssueDetail::of(row).restored {
            return self.made_here(row).await;
        }
        let stored = match row.final_item {
            Some(item) => self.item(item).await?.map(|stored| (item, stored)),
            None => None,
        };
        match stored {
            Some((item, stored)) => seal::from_kept(item, &stored).map(Some),
            None => match self.made_here(row).await {
                Err(error) if error.code == ErrorCode::SecretMissing => Ok(None),
                made => made,
            },
        }
    }

    /// Nobody knows whether the cloud made the key: looks for one that was not there before.
    async fn look_for_made(
        &self,
        row: &mut OperationRow,
        account: &Account,
        last: bool,
    ) -> Result<()> {
        let kind = self.gate(row.kind, OperationKind::Reconcile)?;
        let mut detail = IssueDetail::of(row);
        let keys = self.look_now(account.id, row.kind).await?;
        if self.another_is_being_made(row)? {
            row.state = OperationState::Unknown;
            row.next_look_at = Some(self.next_after(row.looks.max(1)));
            return self.store.advance(row);
        }
        let known = self.store.keys()?;
        let binned = self.store.bin()?;
        let candidates: Vec<RemoteKey> = keys
            .into_iter()
            .filter(|key| !detail.before.contains(&key.remote_id))
            .filter(|key| {
                // A key whose secret is here was made by another operation, and is accounted for.
                !known
                    .iter()
                    .any(|k| k.remote.remote_id == key.remote_id && k.item.is_some())
                    && !binned
                        .iter()
                        .any(|k| k.remote.remote_id == key.remote_id && k.item.is_some())
            })
            .filter(|key| kind.spec().recovery == Recovery::Nameless || key.name.trim() == row.name)
            .collect();
        detail.candidates = candidates.iter().map(|key| key.remote_id.clone()).collect();
        match candidates.as_slice() {
            [] => return self.not_seen(row, account, last),
            [only] if kind.spec().recovery != Recovery::Nameless => {
                if let Some(fields) = self.secret_here(row).await? {
                    let issued = Issued {
                        key: only.clone(),
                        fields,
                    };
                    return self
                        .keep(row, account, kind.as_ref(), issued)
                        .await
                        .map(drop);
                }
                if kind.spec().recovery == Recovery::Rereadable {
                    let (_, by) = self.sign_in(account.id).await?;
                    let issued = kind.reread(&by, &only.remote_id).await?;
                    return self
                        .keep(row, account, kind.as_ref(), issued)
                        .await
                        .map(drop);
                }
                row.state = OperationState::Lost;
                let found = self.index_row(row.kind, account, &only.remote_id)?;
                if let Some(found) = found {
                    self.store.mark_lost(found.id, true)?;
                    row.key = Some(found.id);
                }
            }
            _ => row.state = OperationState::Ambiguous,
        }
        row.next_look_at = None;
        detail.into(row)?;
        self.store.advance(row)
    }

    /// Whether a key of another operation may be in the cloud's list already and not in ours yet: it would look like
    /// the one that `row` asks for.
    fn another_is_being_made(&self, row: &OperationRow) -> Result<bool> {
        let rows = self.store.operations()?;
        Ok(rows.iter().any(|other| {
            let alike = (other.op, other.kind, other.account) == (row.op, row.kind, row.account);
            let on_its_way = matches!(
                other.state,
                OperationState::Sent | OperationState::Sealed | OperationState::Stored
            );
            other.id != row.id && alike && (on_its_way || self.holds(other.id))
        }))
    }

    fn not_seen(&self, row: &mut OperationRow, account: &Account, last: bool) -> Result<()> {
        if last {
            let event = NewEvent::done(OperationKind::Create, Some(account))
                .of_key(None, &row.name)
                .ended(EventResult::Failed, row.code);
            return self.store.close(row.id, Some(&event));
        }
        row.state = OperationState::Unknown;
        row.looks += 1;
        let looks = u32::try_from(self.pace.looks.len()).unwrap_or(u32::MAX);
        row.next_look_at = (row.looks <= looks).then(|| self.next_after(row.looks));
        self.store.advance(row)
    }

    /// Nobody knows whether a change happened: reads how the key is now.
    async fn look_for_change(&self, row: &OperationRow, account: &Account) -> Result<()> {
        let detail: ChangeDetail = serde_json::from_value(row.detail.clone())
            .map_err(|_| Error::new(ErrorCode::Internal))?;
        let keys = self.look_now(account.id, row.kind).await?;
        if row.op == OperationKind::Regenerate {
            return self.take_up_regenerated(row, account, &detail).await;
        }
        let now = keys.iter().find(|key| key.remote_id == detail.remote_id);
        let happened = match (row.op, now) {
            (OperationKind::Delete, None) => EventResult::Done,
            (OperationKind::Pause, Some(key)) if key.state == KeyState::Disabled => {
                EventResult::Done
            }
            (OperationKind::Resume, Some(key)) if key.state == KeyState::Enabled => {
                EventResult::Done
            }
            // The list shows how it is; which of several fields took is not ours to guess.
            (OperationKind::Update, Some(_)) => EventResult::Unknown,
            _ => EventResult::Failed,
        };
        let event = NewEvent::done(row.op, Some(account))
            .of_key(row.key, &row.name)
            .ended(happened, row.code)
            .with(detail_of(row));
        if row.op == OperationKind::Delete && happened == EventResult::Done {
            self.store.close_deleted(row.id, row.key, &event)?;
            self.tidy().await;
            return Ok(());
        }
        self.store.close(row.id, Some(&event))
    }

    pub(super) fn index_row(
        &self,
        kind: KindId,
        account: &Account,
        remote_id: &str,
    ) -> Result<Option<KeyRow>> {
        let tenant = Self::tenant(account);
        Ok(self.store.keys()?.into_iter().find(|key| {
            key.kind == kind && key.tenant == tenant && key.remote.remote_id == remote_id
        }))
    }

    /// Does what the user decided about a key whose secret is lost.
    pub(super) async fn clean_up(&self, row: &mut OperationRow, account: &Account) -> Result<()> {
        self.store.check_room()?;
        let (choice, remote_id) = IssueDetail::of(row)
            .clean_up
            .ok_or_else(|| Error::new(ErrorCode::Internal))?;
        let op = match choice {
            Settlement::Delete => OperationKind::Delete,
            _ => OperationKind::Pause,
        };
        let kind = self.gate(row.kind, op)?;
        let found = self.index_row(row.kind, account, &remote_id)?;
        let event =
            NewEvent::done(op, Some(account)).of_key(found.as_ref().map(|k| k.id), &row.name);
        let result = self
            .send_clean_up(kind.as_ref(), op, account, &remote_id)
            .await;
        match result {
            Ok(None) => {
                self.store
                    .close_deleted(row.id, found.map(|k| k.id), &event)?;
            }
            Ok(Some(remote)) => {
                if let Some(found) = found {
                    self.take_answer(&found, &remote, &[KeyFact::State])?;
                    self.store.mark_lost(found.id, true)?;
                }
                self.store.close(row.id, Some(&event))?;
            }
            Err(error) => {
                row.state = OperationState::CleanUp;
                row.code = Some(error.code);
                row.looks += 1;
                row.next_look_at = Some(self.next_after(row.looks));
                self.store.advance(row)?;
                self.store
                    .record(&event.ended(EventResult::Failed, Some(error.code)))?;
                return Err(error);
            }
        }
        self.tidy().await;
        Ok(())
    }

    async fn send_clean_up(
        &self,
        kind: &dyn KeyKind,
        op: OperationKind,
        account: &Account,
        remote_id: &str,
    ) -> Result<Option<RemoteKey>> {
        let (_, by) = self.sign_in(account.id).await?;
        let gone = |error: &Error| error.code == ErrorCode::NotFound;
        if op == OperationKind::Delete {
            if kind.spec().delete_needs_off {
                // The key is most likely on: it was made so. Where it is off already, this changes nothing.
                match kind.switch(&by, remote_id, false).await {
                    Err(error) if gone(&error) => return Ok(None),
                    switched => drop(switched?),
                }
            }
            return match kind.delete(&by, remote_id).await {
                Err(error) if !gone(&error) => Err(error),
                _ => Ok(None),
            };
        }
        match kind.switch(&by, remote_id, false).await {
            Ok(remote) => Ok(Some(remote)),
            // Somebody deleted it meanwhile: better still.
            Err(error) if gone(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// That moment, this much later.
pub(super) fn later(from: Timestamp, wait: std::time::Duration) -> Timestamp {
    jiff::SignedDuration::try_from(wait)
        .ok()
        .and_then(|wait| from.checked_add(wait).ok())
        .unwrap_or(from)
}
