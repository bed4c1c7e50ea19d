//! Rotation of keys with two secrets. Between the steps nothing runs: each is on the disk before the next can begin.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, FieldProblem, Result};
use crate::model::{
    EventResult, KeyRef, OperationId, OperationKind, RegenerateKey, Rotation, RotationRef,
    RotationStep, StartRotation, StepRotation,
};
use crate::store::{NewEvent, OperationRow, OperationState};

/// What the journal keeps of a rotation.
#[derive(Serialize, Deserialize)]
struct RotationDetail {
    step: RotationStep,
    in_use: String,
    other: String,
}

impl KeyService {
    /// Rotations that are not over.
    pub(super) fn rotations(&self) -> Result<Vec<Rotation>> {
        let rows = self.store.operations()?;
        Ok(rows.iter().filter_map(describe).collect())
    }

    /// Begins to lead through a rotation; brings the secrets here first where they are not. Changes nothing yet.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] for keys without two secrets, [`ErrorCode::Busy`] while one of this key runs.
    pub async fn start_rotation(self: &Arc<Self>, ask: StartRotation) -> Result<Rotation> {
        let key = self.key_row(ask.key)?;
        let kind = self.gate(key.kind, OperationKind::Rotate)?;
        let fields = kind.secret_fields();
        let &[first, second] = fields.as_slice() else {
            return Err(ErrorCode::Unsupported.into());
        };
        let other = match ask.in_use.as_str() {
            field if field == first => second,
            field if field == second => first,
            _ => return Err(Error::field("in_use", FieldProblem::NotAChoice)),
        };
        self.check_not_rotating(key.id)?;
        if key.item.is_none() {
            self.fetch_secret(KeyRef { key: key.id }).await?;
        }
        let (account, _) = self.account(key.account)?;
        let detail = RotationDetail {
            step: RotationStep::MoveToOther,
            in_use: ask.in_use,
            other: other.to_owned(),
        };
        let row = OperationRow {
            id: OperationId::random(),
            op: OperationKind::Rotate,
            state: OperationState::Guided,
            provider: account.provider,
            kind: key.kind,
            account: Some(account.id),
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

    /// Does the present step, or notes that the user did it. `None` when the rotation is over.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] when it stands at another step, [`ErrorCode::Busy`] while the step is being done; those
    /// of [`KeyService::regenerate_key`].
    pub async fn step_rotation(self: &Arc<Self>, ask: StepRotation) -> Result<Option<Rotation>> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let _turn = Turn::take(&this.active, ask.rotation)?;
            let mut row = this.rotation_row(ask.rotation)?;
            let mut detail = detail_of(&row).ok_or_else(|| Error::new(ErrorCode::DataDamaged))?;
            if detail.step != ask.step {
                return Err(ErrorCode::Conflict.into());
            }
            let key = row.key.ok_or_else(|| Error::new(ErrorCode::Gone))?;
            let renew = |field: &str| RegenerateKey {
                key,
                field: field.to_owned(),
            };
            // A kill between a renewal and its note leads to a second renewal of a value that nobody uses.
            detail.step = match detail.step {
                RotationStep::MoveToOther => RotationStep::RenewInUse,
                RotationStep::RenewInUse => {
                    this.regenerate_key(renew(&detail.in_use)).await?;
                    RotationStep::MoveBack
                }
                RotationStep::MoveBack => RotationStep::RenewOther,
                RotationStep::RenewOther => {
                    this.regenerate_key(renew(&detail.other)).await?;
                    this.close_rotation(&row, EventResult::Done)?;
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

    /// Ends a rotation before its last step. Both values keep working as they are.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], [`ErrorCode::Busy`] while a step is being done.
    pub async fn end_rotation(&self, ask: RotationRef) -> Result<()> {
        let _turn = Turn::take(&self.active, ask.rotation)?;
        let row = self.rotation_row(ask.rotation)?;
        self.close_rotation(&row, EventResult::Failed)?;
        self.changed();
        Ok(())
    }

    fn rotation_row(&self, id: OperationId) -> Result<OperationRow> {
        self.store
            .operation(id)?
            .filter(|row| row.op == OperationKind::Rotate && detail_of(row).is_some())
            .ok_or_else(|| ErrorCode::Gone.into())
    }

    fn close_rotation(&self, row: &OperationRow, result: EventResult) -> Result<()> {
        let account = match row.account {
            Some(id) => self.store.account(id)?.map(|(account, _)| account),
            None => None,
        };
        let event = NewEvent::done(row.op, account.as_ref())
            .of_key(row.key, &row.name)
            .ended(result, None);
        self.store.close(row.id, Some(&event))
    }
}

fn detail_of(row: &OperationRow) -> Option<RotationDetail> {
    serde_json::from_value(row.detail.clone()).ok()
}

fn describe(row: &OperationRow) -> Option<Rotation> {
    if row.op != OperationKind::Rotate {
        return None;
    }
    let detail = detail_of(row)?;
    Some(Rotation {
        id: row.id,
        key: row.key?,
        step: detail.step,
        in_use: detail.in_use,
        other: detail.other,
        started_at: row.started_at,
    })
}
