//! Rotation by succession: another key takes the place of a key. Between the steps nothing runs, and each is on the disk
//! before the next can begin. The old key goes last, and only while the new one is stored here and works.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::issue::IssueDetail;
use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, FieldProblem, Result};
use crate::kind::{KindSpec, Support};
use crate::model::{
    EndSuccession, EventResult, KeyId, KeyState, LastUsed, NoteSuccession, OperationId,
    OperationKind, StartSuccession, StepSuccession, Succession, SuccessionStep,
};
use crate::store::{KeyRow, NewEvent, OperationRow, OperationState};

mod heir;
mod proof;
mod steps;

/// Days of quiet before the old key goes, unless the user chooses others.
const QUIET_DAYS: u32 = 7;
/// Days of quiet at most.
const MOST_QUIET_DAYS: u32 = 90;
/// Places that can be ticked off at most.
const MOST_PLACES: usize = 100;

/// What the journal keeps of a succession.
#[derive(Serialize, Deserialize)]
struct Detail {
    /// The last step that was begun; further facts may show that it is over.
    stage: SuccessionStep,
    /// Written by the commit that stores the new key.
    new_key: Option<KeyId>,
    issued_at: Option<Timestamp>,
    own: bool,
    handed_over_at: Option<Timestamp>,
    /// The app switched the old key off, or was about to.
    paused: bool,
    quiet_since: Option<Timestamp>,
    quiet_days: u32,
    done: Vec<String>,
    no_room: Option<heir::Full>,
}

/// A succession as it stands.
struct Standing {
    row: OperationRow,
    detail: Detail,
    old: KeyRow,
    /// The new key, as long as the cloud has it.
    heir: Option<KeyRow>,
    spec: &'static KindSpec,
    step: SuccessionStep,
}

impl Standing {
    fn order(&self) -> Vec<SuccessionStep> {
        use SuccessionStep as S;
        let tells = self.old.remote.last_used != LastUsed::Unknown || self.step == S::Watch;
        let all = [
            S::Issue,
            S::Verify,
            S::HandOver,
            S::Watch,
            S::Pause,
            S::Delete,
        ];
        all.into_iter()
            .filter(|step| match step {
                S::Watch => tells,
                S::Pause => self.spec.operations.switch == Support::Api,
                _ => true,
            })
            .collect()
    }

    /// The step after the present one.
    fn next(&self) -> SuccessionStep {
        let mut later = self.order().into_iter().filter(|step| *step > self.step);
        later.next().unwrap_or(SuccessionStep::Delete)
    }

    fn quiet_until(&self) -> Option<Timestamp> {
        let days = SignedDuration::from_hours(24 * i64::from(self.detail.quiet_days));
        self.detail.quiet_since?.checked_add(days).ok()
    }

    fn used_since(&self) -> bool {
        match (self.old.remote.last_used, self.detail.handed_over_at) {
            (LastUsed::At { at }, Some(moved)) => at > moved,
            _ => false,
        }
    }
}

impl KeyService {
    /// Successions that are not over, oldest first.
    pub(super) fn successions(&self) -> Result<Vec<Succession>> {
        let rows = self.store.operations()?;
        let mut open = Vec::new();
        for row in &rows {
            if let Some(standing) = self.standing(row)? {
                open.push(self.describe_succession(&standing, &rows)?);
            }
        }
        Ok(open)
    }

    /// Begins to lead through a rotation by succession. Changes nothing yet.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] where the app cannot make or delete such a key, or where a key has two values that
    /// are renewed in turn; [`ErrorCode::Busy`] while this key is being rotated already.
    pub async fn start_succession(&self, ask: StartSuccession) -> Result<Succession> {
        let key = self.key_row(ask.key)?;
        let kind = self.gate(key.kind, OperationKind::Create)?;
        self.gate(key.kind, OperationKind::Delete)?;
        let (account, _) = self.account(key.account)?;
        // Two values of one key are renewed in turn: see `rotate.rs`.
        let within =
            kind.spec().operations.regenerate == Support::Api && kind.secret_fields().len() == 2;
        if within || key.gone || !Self::lists(&account, kind.spec()) {
            return Err(ErrorCode::Unsupported.into());
        }
        self.check_not_rotating(key.id)?;
        let detail = Detail {
            stage: SuccessionStep::Issue,
            new_key: None,
            issued_at: None,
            own: self.describe(&key)?.own,
            handed_over_at: None,
            paused: false,
            quiet_since: None,
            quiet_days: QUIET_DAYS,
            done: Vec::new(),
            no_room: None,
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
            detail: to_json(&detail)?,
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
        self.succession(row.id)
    }

    /// Does the present step, or notes that the user did it. `None` when the succession is over.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] when it stands at another step, [`ErrorCode::Busy`] while a step is being done or the
    /// create of the new key is not over, [`ErrorCode::NotYetWorking`] when the new key does not work,
    /// [`ErrorCode::StillInUse`] when the old key may still be needed; those of making, switching and deleting a key.
    pub async fn step_succession(
        self: &Arc<Self>,
        ask: StepSuccession,
    ) -> Result<Option<Succession>> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let _turn = Turn::take(&this.active, ask.succession)?;
            let standing = this.standing_of(ask.succession)?;
            if standing.step != ask.step {
                return Err(ErrorCode::Conflict.into());
            }
            match ask.step {
                SuccessionStep::Issue => this.issue_heir(standing, ask.new).await?,
                SuccessionStep::Verify => this.prove_heir(standing).await?,
                SuccessionStep::HandOver => this.hand_over(standing)?,
                SuccessionStep::Watch => this.watch(standing, ask.anyway).await?,
                SuccessionStep::Pause => this.pause_old(standing).await?,
                SuccessionStep::Delete => {
                    this.delete_old(standing, ask.anyway, ask.typed_name)
                        .await?;
                    return Ok(None);
                }
            }
            this.succession(ask.succession).map(Some)
        })
        .await
    }

    /// Notes what the user has seen to, or how long the old key is to be quiet before it goes.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], [`ErrorCode::Busy`] while a step is being done, [`ErrorCode::FieldInvalid`].
    pub async fn note_succession(&self, ask: NoteSuccession) -> Result<Succession> {
        let _turn = Turn::take(&self.active, ask.succession)?;
        let mut standing = self.standing_of(ask.succession)?;
        if let Some(done) = ask.done {
            let long = |id: &String| id.chars().count() > heir::LONGEST_PLACE;
            if done.len() > MOST_PLACES || done.iter().any(long) {
                return Err(Error::field("done", FieldProblem::TooLong));
            }
            standing.detail.done = done;
        }
        if let Some(days) = ask.quiet_days {
            if days > MOST_QUIET_DAYS {
                return Err(Error::field("quiet_days", FieldProblem::TooLong));
            }
            standing.detail.quiet_days = days;
        }
        self.advance_succession(standing)?;
        self.changed();
        self.succession(ask.succession)
    }

    /// Ends a succession before its last step. An old key that it paused is resumed first; a new key that goes is
    /// deleted last, and only while the old one works.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], [`ErrorCode::Busy`] while a step is being done, [`ErrorCode::CredentialInactive`] when the
    /// old key does not work any more so that the new one has to stay; those of switching and deleting a key.
    pub async fn end_succession(self: &Arc<Self>, ask: EndSuccession) -> Result<()> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let _turn = Turn::take(&this.active, ask.succession)?;
            let standing = this.standing_of(ask.succession)?;
            if standing.detail.paused {
                this.resume_old(&standing).await?;
            }
            if let (Some(heir), Some(typed_name)) = (&standing.heir, ask.typed_name) {
                this.take_back(&standing, heir, typed_name).await?;
            }
            this.close_succession(&standing.row, EventResult::Failed)
        })
        .await
    }

    /// Ends successions whose old key is not there any more: deleted elsewhere, it needs no rotation.
    pub(super) fn end_orphans(&self) -> Result<()> {
        for row in self.store.operations()? {
            let Some(detail) = detail_of(&row) else {
                continue;
            };
            let old = row
                .key
                .map(|key| self.store.key(key))
                .transpose()?
                .flatten();
            let Ok(_turn) = Turn::take(&self.active, row.id) else {
                continue;
            };
            if old.is_none_or(|old| old.gone) {
                let succeeded = self.successor_of(&detail)?.is_some();
                let result = if succeeded {
                    EventResult::Done
                } else {
                    EventResult::Failed
                };
                self.close_succession(&row, result)?;
            }
        }
        Ok(())
    }

    /// Refuses what would take away the key that is to take the place of another.
    pub(super) fn check_no_heir(&self, key: KeyId) -> Result<()> {
        let rows = self.store.operations()?;
        let is_heir = |detail: Detail| detail.new_key == Some(key);
        if rows.iter().filter_map(detail_of).any(is_heir) {
            return Err(ErrorCode::Rotating.into());
        }
        Ok(())
    }

    /// Refuses a second rotation of a key, in whatever way.
    pub(super) fn check_not_rotating(&self, key: KeyId) -> Result<()> {
        let rows = self.store.operations()?;
        let rotating = |row: &OperationRow| {
            row.state == OperationState::Guided
                && (row.key == Some(key)
                    || detail_of(row).is_some_and(|detail| detail.new_key == Some(key)))
        };
        if rows.iter().any(rotating) {
            return Err(ErrorCode::Busy.into());
        }
        Ok(())
    }

    fn successor_of(&self, detail: &Detail) -> Result<Option<KeyRow>> {
        let heir = detail.new_key.map(|key| self.store.key(key));
        Ok(heir.transpose()?.flatten().filter(|heir| !heir.gone))
    }

    fn standing(&self, row: &OperationRow) -> Result<Option<Standing>> {
        let Some(detail) = detail_of(row) else {
            return Ok(None);
        };
        let old = row
            .key
            .map(|key| self.store.key(key))
            .transpose()?
            .flatten();
        let Some(old) = old else {
            return Ok(None);
        };
        let heir = self.successor_of(&detail)?;
        let spec = self.kind(row.kind)?.spec();
        let on = old.remote.state == KeyState::Enabled;
        let step = match (detail.stage, &heir) {
            (_, None) => SuccessionStep::Issue,
            (SuccessionStep::Issue, Some(_)) => SuccessionStep::Verify,
            // Somebody resumed what can be deleted only while it is off.
            (SuccessionStep::Delete, _) if spec.delete_needs_off && on => SuccessionStep::Pause,
            (stage, _) => stage,
        };
        Ok(Some(Standing {
            row: row.clone(),
            detail,
            old,
            heir,
            spec,
            step,
        }))
    }

    fn standing_of(&self, id: OperationId) -> Result<Standing> {
        let row = self.store.operation(id)?;
        let standing = row.map(|row| self.standing(&row)).transpose()?.flatten();
        standing.ok_or_else(|| ErrorCode::Gone.into())
    }

    fn succession(&self, id: OperationId) -> Result<Succession> {
        self.describe_succession(&self.standing_of(id)?, &self.store.operations()?)
    }

    fn describe_succession(
        &self,
        standing: &Standing,
        rows: &[OperationRow],
    ) -> Result<Succession> {
        let Standing {
            row, detail, old, ..
        } = standing;
        let making = self.being_made(row.id, rows);
        let issues = standing.step == SuccessionStep::Issue;
        Ok(Succession {
            id: row.id,
            key: old.id,
            new_key: standing.heir.as_ref().map(|heir| heir.id),
            step: standing.step,
            order: standing.order(),
            own: detail.own,
            started_at: row.started_at,
            issued_at: detail.issued_at.filter(|_| !issues),
            handed_over_at: detail.handed_over_at,
            quiet_since: detail.quiet_since,
            quiet_days: detail.quiet_days,
            quiet_until: standing.quiet_until(),
            used_since: standing.used_since(),
            places: self.places(standing)?,
            proposal: match issues && making.is_none() {
                true => Some(self.proposal(standing)?),
                false => None,
            },
            no_room: match &detail.no_room {
                Some(full) if issues => self.told_no_room(standing, full)?,
                _ => None,
            },
            making,
        })
    }

    /// The create of the new key, as long as it is not over. One that the user keeps without its secret is.
    fn being_made(&self, id: OperationId, rows: &[OperationRow]) -> Option<OperationId> {
        let creates = rows
            .iter()
            .filter(|row| row.op == OperationKind::Create && row.state != OperationState::Kept);
        let mut made = creates.filter(|row| IssueDetail::of(row).succeeds == Some(id));
        made.next().map(|row| row.id)
    }

    fn advance_succession(&self, standing: Standing) -> Result<()> {
        let Standing {
            mut row, detail, ..
        } = standing;
        row.detail = to_json(&detail)?;
        self.store.advance(&row)
    }

    fn close_succession(&self, row: &OperationRow, result: EventResult) -> Result<()> {
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

fn to_json(detail: &Detail) -> Result<serde_json::Value> {
    serde_json::to_value(detail).map_err(|_| Error::new(ErrorCode::Internal))
}

fn detail_of(row: &OperationRow) -> Option<Detail> {
    if row.op != OperationKind::Rotate {
        return None;
    }
    serde_json::from_value(row.detail.clone()).ok()
}
