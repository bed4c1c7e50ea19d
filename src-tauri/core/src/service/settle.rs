//! Operations that did not come to their end, and what the user decides about them.

use std::sync::Arc;

use jiff::Timestamp;

use super::issue::IssueDetail;
use super::reconcile::later;
use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::{Recovery, Support};
use crate::model::{Settle, Settlement, Unfinished, UnfinishedState};
use crate::store::{OperationRow, OperationState};

impl KeyService {
    /// Operations that did not come to their end, oldest first.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn list_unfinished(&self) -> Result<Vec<Unfinished>> {
        let active = self
            .active
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone();
        let rows = self.store.operations()?;
        let mut unfinished = Vec::new();
        let rows = rows
            .iter()
            .filter(|row| row.state != OperationState::Guided && !active.contains(&row.id));
        for row in rows {
            let candidates = match row.account {
                Some(id) => self.candidates(row, id)?,
                None => Vec::new(),
            };
            unfinished.push(Unfinished {
                id: row.id,
                op: row.op,
                provider: row.provider,
                kind: row.kind,
                account: row.account,
                name: row.name.clone(),
                state: if self.holds(row.id) {
                    UnfinishedState::WaitingForVault
                } else {
                    state_of(row)
                },
                candidates,
                started_at: row.started_at,
                next_look_at: row.next_look_at,
                problem: row.code,
            });
        }
        Ok(unfinished)
    }

    fn candidates(
        &self,
        row: &OperationRow,
        account: crate::model::AccountId,
    ) -> Result<Vec<crate::model::ApiKey>> {
        let ids = IssueDetail::of(row).candidates;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let Some((account, _)) = self.store.account(account)? else {
            return Ok(Vec::new());
        };
        ids.iter()
            .filter_map(|id| self.index_row(row.kind, &account, id).transpose())
            .map(|found| self.describe(&found?))
            .collect()
    }

    /// The user keeps a key that nothing but being new tells from others: where the cloud shows its secret again, it
    /// is read and stored after all. Answers whether it was.
    async fn read_kept(&self, row: &mut OperationRow, remote_id: Option<&str>) -> Result<bool> {
        let kind = self.kind(row.kind)?;
        let spec = kind.spec();
        let readable = spec.operations.reread == Support::Api;
        if spec.recovery != Recovery::Nameless || !readable {
            return Ok(false);
        }
        let Some(remote_id) = chosen(&IssueDetail::of(row), remote_id) else {
            return Ok(false);
        };
        let id = row.account.ok_or_else(|| Error::new(ErrorCode::Gone))?;
        let (account, by) = self.sign_in(id).await?;
        match kind.reread(&by, &remote_id).await {
            Ok(issued) => self.keep(row, &account, kind.as_ref(), issued).await?,
            Err(error) if shows_no_secret(error.code) => return Ok(false),
            Err(error) => return Err(error),
        };
        Ok(true)
    }

    /// Does what the user decided about an unfinished operation.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] for a choice that does not fit its state, [`ErrorCode::Gone`]; those of the cloud.
    pub async fn settle(self: &Arc<Self>, ask: Settle) -> Result<Vec<Unfinished>> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            this.settle_now(&ask).await?;
            this.list_unfinished().await
        })
        .await
    }

    async fn settle_now(&self, ask: &Settle) -> Result<()> {
        let mut row = self
            .store
            .operation(ask.operation)?
            .ok_or_else(|| Error::new(ErrorCode::Gone))?;
        let refuse = || Err(ErrorCode::Unsupported.into());
        match (ask.choice, row.state) {
            (Settlement::Forget, OperationState::Draft) => {
                let _turn = Turn::take(&self.active, row.id)?;
                self.store.close(row.id, None)?;
                self.tidy().await;
                Ok(())
            }
            (_, OperationState::Draft | OperationState::Guided) => refuse(),
            (Settlement::LookAgain, _) => self.take_up(row, false).await,
            // Before the first look nobody can say that there is nothing.
            (Settlement::Forget, OperationState::Unknown) if row.looks == 0 => refuse(),
            (Settlement::Forget, OperationState::Unknown | OperationState::Ambiguous) => {
                let _turn = Turn::take(&self.active, row.id)?;
                self.close_unsent(&row)?;
                self.tidy().await;
                Ok(())
            }
            (
                Settlement::Keep,
                OperationState::Lost | OperationState::Ambiguous | OperationState::CleanUp,
            ) => {
                let _turn = Turn::take(&self.active, row.id)?;
                if self.read_kept(&mut row, ask.remote_id.as_deref()).await? {
                    return Ok(());
                }
                row.state = OperationState::Kept;
                row.next_look_at = None;
                self.store.advance(&row)
            }
            (
                Settlement::SwitchOff | Settlement::Delete,
                OperationState::Lost
                | OperationState::Ambiguous
                | OperationState::Kept
                | OperationState::CleanUp,
            ) => {
                let _turn = Turn::take(&self.active, row.id)?;
                let id = row.account.ok_or_else(|| Error::new(ErrorCode::Gone))?;
                let (account, _) = self.account(id)?;
                let mut detail = IssueDetail::of(&row);
                let remote_id = chosen(&detail, ask.remote_id.as_deref())
                    .ok_or_else(|| Error::new(ErrorCode::Gone))?;
                detail.clean_up = Some((ask.choice, remote_id));
                detail.into(&mut row)?;
                // On the disk before it is sent: what the user asked for is not forgotten.
                row.state = OperationState::CleanUp;
                row.next_look_at = Some(later(Timestamp::now(), self.pace.create));
                self.store.advance(&row)?;
                self.clean_up(&mut row, &account).await
            }
            _ => refuse(),
        }
    }
}

/// The candidate that the user means: the one that was named, or the only one.
fn chosen(detail: &IssueDetail, remote_id: Option<&str>) -> Option<String> {
    match (remote_id, detail.candidates.as_slice()) {
        (Some(id), candidates) => candidates.iter().find(|one| *one == id).cloned(),
        (None, [only]) => Some(only.clone()),
        _ => None,
    }
}

/// Whether a cloud's answer means that it does not show a secret again. After anything else it may the next time.
const fn shows_no_secret(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::NotOffered
            | ErrorCode::Unsupported
            | ErrorCode::SecretNotReceived
            | ErrorCode::AnswerUnreadable
            | ErrorCode::NotFound
    )
}

const fn state_of(row: &OperationRow) -> UnfinishedState {
    match row.state {
        OperationState::Draft => UnfinishedState::Draft,
        OperationState::Lost => UnfinishedState::MadeWithoutSecret,
        OperationState::Ambiguous => UnfinishedState::Ambiguous,
        OperationState::CleanUp => UnfinishedState::CleanUpFailed,
        OperationState::Kept => UnfinishedState::Kept,
        OperationState::Sealed | OperationState::Stored => UnfinishedState::WaitingForVault,
        OperationState::Unknown if row.looks > 0 => UnfinishedState::NotSeenYet,
        OperationState::Intended
        | OperationState::Sent
        | OperationState::Unknown
        | OperationState::Guided => UnfinishedState::Checking,
    }
}
