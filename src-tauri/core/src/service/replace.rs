//! Replacing and retiring by hand. Between the steps nothing runs, and the old key works until the user removes it.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, FieldProblem, Result};
use crate::kind::{KindSpec, Support};
use crate::model::{
    BinReason, EventResult, KeyId, OperationId, OperationKind, Purpose, Replacement,
    ReplacementRef, ReplacementStep, SecretPlace, StartReplacement, StepReplacement,
};
use crate::store::{KeyRow, NewEvent, OperationRow, OperationState};

/// What the journal keeps of a replacement.
#[derive(Serialize, Deserialize)]
struct ReplacementDetail {
    purpose: Purpose,
    step: ReplacementStep,
    new_key: Option<KeyId>,
}

impl KeyService {
    /// Keys that are being replaced or retired by hand.
    pub(super) fn replacements(&self) -> Result<Vec<Replacement>> {
        let rows = self.store.operations()?;
        Ok(rows.iter().filter_map(describe).collect())
    }

    /// Begins to lead through replacing or retiring a key in the console. Changes nothing yet.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] where the app does it itself, [`ErrorCode::Busy`] while one of this key runs.
    pub async fn start_replacement(&self, ask: StartReplacement) -> Result<Replacement> {
        let key = self.key_row(ask.key)?;
        let kind = self.kind(key.kind)?;
        if !by_hand(kind.spec(), ask.purpose) {
            return Err(ErrorCode::Unsupported.into());
        }
        self.check_not_rotating(key.id)?;
        let (account, _) = self.account(key.account)?;
        let (op, step) = match ask.purpose {
            Purpose::Replace => (OperationKind::Replace, ReplacementStep::Make),
            Purpose::Retire => (OperationKind::Retire, ReplacementStep::HandOver),
        };
        let detail = ReplacementDetail {
            purpose: ask.purpose,
            step,
            new_key: None,
        };
        let row = OperationRow {
            id: OperationId::random(),
            op,
            state: OperationState::Guided,
            provider: account.provider,
            kind: key.kind,
            // Nothing is sent for it, so it must not keep the account from going.
            account: None,
            key: Some(key.id),
            name: key.name().to_owned(),
            detail: serde_json::to_value(detail).map_err(|_| Error::new(ErrorCode::Internal))?,
            op_item: None,
            final_item: None,
            started_at: Timestamp::now(),
            sent_at: None,
            next_look_at: None,
            looks: 0,
            code: None,
        };
        self.store.begin(&row, None)?;
        self.changed();
        describe(&row).ok_or_else(|| ErrorCode::Internal.into())
    }

    /// Notes that the user did the present step; with the last one the old key goes from this computer. `None` when
    /// it is over.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] when it stands at another step, [`ErrorCode::NotYetWorking`] when the new key was not
    /// proven since it began, [`ErrorCode::Busy`] while something else is being done with the account.
    pub async fn step_replacement(
        self: &Arc<Self>,
        ask: StepReplacement,
    ) -> Result<Option<Replacement>> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let _turn = Turn::take(&this.active, ask.replacement)?;
            let mut row = this.replacement_row(ask.replacement)?;
            let mut detail = detail_of(&row).ok_or_else(|| Error::new(ErrorCode::DataDamaged))?;
            if detail.step != ask.step {
                return Err(ErrorCode::Conflict.into());
            }
            let key = row.key.ok_or_else(|| Error::new(ErrorCode::Gone))?;
            detail.step = match detail.step {
                ReplacementStep::Make => {
                    detail.new_key = Some(this.proven_since(&row, ask.new_key)?);
                    ReplacementStep::HandOver
                }
                // The secret of the same key changed: the old one is gone already.
                ReplacementStep::HandOver if detail.new_key == Some(key) => {
                    this.close_replacement(&row, EventResult::Done)?;
                    return Ok(None);
                }
                ReplacementStep::HandOver => ReplacementStep::Remove,
                ReplacementStep::Remove => {
                    this.take_off(key, detail.new_key)?;
                    this.close_replacement(&row, EventResult::Done)?;
                    this.tidy().await;
                    return Ok(None);
                }
            };
            row.detail =
                serde_json::to_value(detail).map_err(|_| Error::new(ErrorCode::Internal))?;
            this.store.advance(&row)?;
            Ok(describe(&row))
        })
        .await
    }

    /// Ends a replacement before its last step. All keys stay as they are.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], [`ErrorCode::Busy`] while a step is being done.
    pub async fn end_replacement(&self, ask: ReplacementRef) -> Result<()> {
        let _turn = Turn::take(&self.active, ask.replacement)?;
        let row = self.replacement_row(ask.replacement)?;
        self.close_replacement(&row, EventResult::Failed)?;
        self.changed();
        Ok(())
    }

    /// The new key, if its secret is here and the cloud took it since the replacement began.
    fn proven_since(&self, row: &OperationRow, new_key: Option<KeyId>) -> Result<KeyId> {
        let id = new_key.ok_or_else(|| Error::field("new_key", FieldProblem::Missing))?;
        let new = self.key_row(id)?;
        if new.kind != row.kind || self.describe(&new)?.secret != SecretPlace::Here {
            return Err(Error::field("new_key", FieldProblem::NotAChoice));
        }
        if new.verified_at.is_none_or(|at| at < row.started_at) {
            return Err(ErrorCode::NotYetWorking.into());
        }
        Ok(id)
    }

    /// Takes the old key out of the list. What its account looked after goes on with the new key's.
    fn take_off(&self, old: KeyId, new: Option<KeyId>) -> Result<()> {
        let Some(old) = self.store.key(old)? else {
            return Ok(());
        };
        let accounts = self.store.accounts()?;
        let Some((account, _)) = self.signing_in(&accounts, &old) else {
            return self.store.bin_key(old.id, BinReason::Retired);
        };
        let open = self.store.operations()?;
        if open.iter().any(|row| row.account == Some(account.id)) {
            return Err(ErrorCode::Busy.into());
        }
        let heir = match new {
            Some(new) => Some(self.key_row(new)?),
            None => None,
        };
        let heir =
            heir.filter(|new: &KeyRow| new.account != account.id && new.tenant == old.tenant);
        self.store
            .hand_on_account(account.id, old.id, heir.map(|new| new.account))?;
        Ok(())
    }

    fn replacement_row(&self, id: OperationId) -> Result<OperationRow> {
        self.store
            .operation(id)?
            .filter(|row| matches!(row.op, OperationKind::Replace | OperationKind::Retire))
            .ok_or_else(|| ErrorCode::Gone.into())
    }

    fn close_replacement(&self, row: &OperationRow, result: EventResult) -> Result<()> {
        let mut event = NewEvent::done(row.op, None)
            .of_key(row.key, &row.name)
            .ended(result, None);
        event.provider = Some(row.provider);
        self.store.close(row.id, Some(&event))
    }
}

/// Whether keys of this kind are made, or removed, in the console.
fn by_hand(spec: &KindSpec, purpose: Purpose) -> bool {
    let support = match purpose {
        Purpose::Replace => spec.operations.create,
        Purpose::Retire => spec.operations.delete,
    };
    support == Support::Guided || spec.undocumented || spec.alone
}

fn detail_of(row: &OperationRow) -> Option<ReplacementDetail> {
    serde_json::from_value(row.detail.clone()).ok()
}

fn describe(row: &OperationRow) -> Option<Replacement> {
    if !matches!(row.op, OperationKind::Replace | OperationKind::Retire) {
        return None;
    }
    let detail = detail_of(row)?;
    Some(Replacement {
        id: row.id,
        key: row.key?,
        purpose: detail.purpose,
        step: detail.step,
        new_key: detail.new_key,
        started_at: row.started_at,
    })
}
