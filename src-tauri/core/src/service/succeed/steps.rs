//! What each step does, and the way back.

use std::sync::Arc;

use jiff::Timestamp;

use super::{KeyService, Standing};
use crate::error::{ErrorCode, Outcome, Result};
use crate::model::{
    CreateKey, DeleteKey, KeyState, Marks, OperationKind, Proposal, SuccessionStep, SwitchKey,
};
use crate::store::KeyRow;

impl KeyService {
    /// Makes the new key, once: a create that is not over has to be settled first.
    pub(super) async fn issue_heir(
        self: &Arc<Self>,
        mut standing: Standing,
        new: Option<Proposal>,
    ) -> Result<()> {
        if self
            .being_made(standing.row.id, &self.store.operations()?)
            .is_some()
        {
            return Err(ErrorCode::Busy.into());
        }
        let id = standing.row.id;
        let fields = self.form_of_heir(&standing, new)?;
        let kind = self.gate(standing.old.kind, OperationKind::Create)?;
        kind.check_new(&fields, false)?;
        let (account, by) = self.sign_in(standing.old.account).await?;
        let quota = kind.options(&by).await?.quota;
        if let Some(quota) = quota.filter(|quota| quota.used >= quota.limit) {
            return self.no_room(standing, Some(quota));
        }
        let create = CreateKey {
            account: account.id,
            kind: standing.old.kind,
            fields,
        };
        // A key that this one was to follow, and that is gone: the next one is made from here.
        if standing.detail.new_key.take().is_some() || standing.detail.no_room.take().is_some() {
            standing.detail.stage = SuccessionStep::Issue;
            standing.detail.issued_at = None;
            standing.detail.handed_over_at = None;
            standing.detail.quiet_since = None;
            self.advance_succession(standing)?;
        }
        match self.issue(create, Some(id)).await {
            Ok(_) => {}
            Err(error)
                if error.code == ErrorCode::QuotaFull && error.outcome != Outcome::Unknown =>
            {
                return self.no_room(self.standing_of(id)?, None);
            }
            Err(error) => return Err(error),
        }
        let mut standing = self.standing_of(id)?;
        let proven = standing
            .heir
            .as_ref()
            .is_some_and(|heir| heir.verified_at.is_some());
        if proven && !standing.detail.own {
            standing.detail.stage = SuccessionStep::HandOver;
            self.advance_succession(standing)?;
        }
        Ok(())
    }

    pub(super) fn hand_over(&self, mut standing: Standing) -> Result<()> {
        if let Some(heir) = &standing.heir
            && heir.marks == Marks::default()
        {
            // It stands where the old one stood; by when it is to be replaced itself is another matter.
            let marks = Marks {
                replace_by: None,
                ..standing.old.marks.clone()
            };
            self.store.mark_key(heir.id, &marks)?;
        }
        let now = Timestamp::now();
        standing.detail.handed_over_at = Some(now);
        self.pass(standing, now)
    }

    pub(super) async fn watch(&self, standing: Standing, anyway: bool) -> Result<()> {
        self.look_now(standing.old.account, standing.old.kind)
            .await?;
        let standing = self.standing_of(standing.row.id)?;
        if standing.used_since() && !anyway {
            return Err(ErrorCode::StillInUse.into());
        }
        self.pass(standing, Timestamp::now())
    }

    /// Goes on to the next step. What cannot be paused is quiet from the moment on that only its deletion is left.
    fn pass(&self, mut standing: Standing, now: Timestamp) -> Result<()> {
        standing.detail.stage = standing.next();
        if standing.detail.stage == SuccessionStep::Delete {
            standing.detail.quiet_since = Some(now);
        }
        self.advance_succession(standing)
    }

    pub(super) async fn pause_old(self: &Arc<Self>, mut standing: Standing) -> Result<()> {
        self.check_heir(&standing).await?;
        let (key, id) = (standing.old.id, standing.row.id);
        if standing.old.remote.state == KeyState::Enabled {
            // On the disk before it is sent: whoever goes back resumes it.
            standing.detail.paused = true;
            self.advance_succession(standing)?;
            self.switch_key(SwitchKey { key, on: false }).await?;
        }
        self.pass(self.standing_of(id)?, Timestamp::now())
    }

    pub(super) async fn delete_old(
        self: &Arc<Self>,
        standing: Standing,
        anyway: bool,
        typed_name: Option<String>,
    ) -> Result<()> {
        let quiet = standing
            .quiet_until()
            .is_some_and(|at| at <= Timestamp::now());
        if (!quiet || standing.used_since()) && !anyway {
            return Err(ErrorCode::StillInUse.into());
        }
        self.check_heir(&standing).await?;
        // The commit that ends the deletion ends the succession too.
        self.delete_key(DeleteKey {
            key: standing.old.id,
            typed_name: typed_name.unwrap_or_default(),
        })
        .await
    }

    pub(super) async fn resume_old(self: &Arc<Self>, standing: &Standing) -> Result<()> {
        if standing.old.remote.state == KeyState::Disabled {
            self.switch_key(SwitchKey {
                key: standing.old.id,
                on: true,
            })
            .await?;
        }
        let mut now = self.standing_of(standing.row.id)?;
        now.detail.paused = false;
        now.detail.quiet_since = None;
        if now.detail.stage == SuccessionStep::Delete {
            now.detail.stage = SuccessionStep::Pause;
        }
        self.advance_succession(now)
    }

    /// Deletes the new key, after the old one is known to work and signs in again where it did.
    pub(super) async fn take_back(
        self: &Arc<Self>,
        standing: &Standing,
        heir: &KeyRow,
        typed_name: String,
    ) -> Result<()> {
        if typed_name.trim() != heir.name().trim() {
            return Err(ErrorCode::NameMismatch.into());
        }
        self.look_now(standing.old.account, standing.old.kind)
            .await?;
        let old = self.key_row(standing.old.id)?;
        if old.gone || self.describe(&old)?.state != KeyState::Enabled {
            return Err(ErrorCode::CredentialInactive.into());
        }
        if self.describe(heir)?.own {
            self.sign_in_with(heir, &old).await?;
        }
        let kind = self.kind(heir.kind)?;
        if kind.spec().delete_needs_off && heir.remote.state == KeyState::Enabled {
            self.switch_now(heir, false).await?;
        }
        self.delete_any(DeleteKey {
            key: heir.id,
            typed_name,
        })
        .await
    }
}
