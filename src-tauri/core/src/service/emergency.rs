//! Something leaked: stops the keys of an account one after the other. The list is in the journal before the first call,
//! and what did not work or was not reached stays on it until it works or the user takes it off. Nothing of it is sent
//! again by itself.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::{KindSpec, Support};
use crate::model::{
    Account, ApiKey, Emergency, EmergencyLine, EmergencyRef, EventResult, KeyState, NoteStopped,
    OperationId, OperationKind, PlanEmergency, Presence, StartEmergency, StopAct, StopTurn,
    StopWish,
};
use crate::store::{KeyRow, NewEvent, OperationRow, OperationState};

/// How often a key is tried while the cloud asks for patience.
const TRIES: usize = 3;
/// Longest pause that a cloud can ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What the journal keeps of an emergency.
#[derive(Serialize, Deserialize)]
struct EmergencyDetail {
    wish: StopWish,
    lines: Vec<EmergencyLine>,
}

impl KeyService {
    /// Emergencies that are not over.
    pub(super) fn emergencies(&self) -> Result<Vec<Emergency>> {
        let rows = self.store.operations()?;
        let active = self
            .active
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let rows = rows.iter().filter(|row| row.op == OperationKind::Emergency);
        rows.map(|row| {
            let running = active.contains(&row.id);
            Ok(Emergency {
                running,
                ..self.emergency(row)?
            })
        })
        .collect()
    }

    /// The keys of an account, as last listed, and how each would be stopped. Changes nothing.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], those of the data file.
    pub async fn plan_emergency(&self, ask: PlanEmergency) -> Result<Vec<EmergencyLine>> {
        let (account, _) = self.account(ask.account)?;
        let tenant = Self::tenant(&account);
        let accounts = self.store.accounts()?;
        let rows = self.store.keys()?.into_iter().map(|row| (row.id, row));
        let rows: HashMap<_, KeyRow> = rows.collect();
        let mut lines = Vec::new();
        for key in self.list_keys().await?.keys {
            let Some(row) = rows.get(&key.id) else {
                continue;
            };
            let its = key.account == account.id
                || (row.tenant == tenant && key.provider == account.provider);
            if !its || key.presence == Presence::Gone {
                continue;
            }
            let turn = match self.signing_in(&accounts, row) {
                Some((by, _)) if by.id == account.id => StopTurn::Last,
                Some(_) => StopTurn::Own,
                None => StopTurn::First,
            };
            let act = match act_on(self.kind(key.kind)?.spec(), &account, ask.wish, &key) {
                // Clouds keep a key from stopping itself, and some say so only in their documents.
                StopAct::Pause | StopAct::Delete if turn == StopTurn::Last => StopAct::ByHand,
                act => act,
            };
            lines.push(EmergencyLine {
                key: key.id,
                kind: key.kind,
                name: key.name,
                ends_with: key.ends_with,
                act,
                turn,
                done: act == StopAct::Stopped,
                problem: None,
            });
        }
        lines.sort_by_key(|line| line.turn);
        Ok(lines)
    }

    /// Stops keys of an account, each through the ordinary way of pausing or deleting it, and answers what came of it.
    ///
    /// # Errors
    /// [`ErrorCode::NameMismatch`] for anything but the account's label, [`ErrorCode::Busy`] while one of this account
    /// is not over, [`ErrorCode::Gone`] when there is nothing to stop, those of the data file. What a cloud says of a key
    /// stands in its line.
    pub async fn start_emergency(self: &Arc<Self>, ask: StartEmergency) -> Result<Emergency> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let (account, _) = this.account(ask.account)?;
            if ask.typed_name.trim() != account.label.trim() {
                return Err(ErrorCode::NameMismatch.into());
            }
            let open = this.emergencies()?;
            if open.iter().any(|known| known.account == account.id) {
                return Err(ErrorCode::Busy.into());
            }
            let plan = PlanEmergency {
                account: account.id,
                wish: ask.wish,
            };
            let mut lines = this.plan_emergency(plan).await?;
            lines.retain(|line| ask.keys.contains(&line.key));
            if lines.iter().all(|line| line.done) {
                return Err(ErrorCode::Gone.into());
            }
            this.store.check_room()?;
            let mut detail = EmergencyDetail {
                wish: ask.wish,
                lines,
            };
            let mut row = OperationRow {
                id: OperationId::random(),
                op: OperationKind::Emergency,
                state: OperationState::Guided,
                provider: account.provider,
                kind: account.kind,
                account: Some(account.id),
                key: None,
                name: account.label.clone(),
                detail: to_value(&detail)?,
                op_item: None,
                final_item: None,
                started_at: Timestamp::now(),
                sent_at: None,
                next_look_at: None,
                looks: 0,
                code: None,
            };
            let _turn = Turn::take(&this.active, row.id)?;
            this.store.begin(&row, None)?;
            this.changed();
            this.stop_all(&mut row, &mut detail, &account).await
        })
        .await
    }

    /// Tries what did not work and goes on with what was not reached.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], [`ErrorCode::Busy`] while it runs, those of the data file.
    pub async fn run_emergency(self: &Arc<Self>, ask: EmergencyRef) -> Result<Emergency> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let _turn = Turn::take(&this.active, ask.emergency)?;
            let mut row = this.emergency_row(ask.emergency)?;
            let mut detail = this.detail_now(&row)?;
            let account = row.account.ok_or_else(|| Error::new(ErrorCode::Gone))?;
            let (account, _) = this.account(account)?;
            this.stop_all(&mut row, &mut detail, &account).await
        })
        .await
    }

    /// Notes that the user stopped a key in the console.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], [`ErrorCode::Busy`] while it runs, those of the data file.
    pub async fn note_stopped(&self, ask: NoteStopped) -> Result<Emergency> {
        let _turn = Turn::take(&self.active, ask.emergency)?;
        let mut row = self.emergency_row(ask.emergency)?;
        let mut detail = self.detail_now(&row)?;
        let line = detail.lines.iter_mut().find(|line| line.key == ask.key);
        let line = line.ok_or_else(|| Error::new(ErrorCode::Gone))?;
        line.done = true;
        line.problem = None;
        self.keep_or_close(&mut row, &detail)?;
        self.changed();
        self.emergency(&row)
    }

    /// Takes an emergency off the list, also when not everything is stopped.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], [`ErrorCode::Busy`] while it runs, those of the data file.
    pub async fn end_emergency(&self, ask: EmergencyRef) -> Result<()> {
        let _turn = Turn::take(&self.active, ask.emergency)?;
        let row = self.emergency_row(ask.emergency)?;
        let all = self.detail_now(&row)?.lines.iter().all(|line| line.done);
        self.close_emergency(&row, all)?;
        self.changed();
        Ok(())
    }

    /// Ends what is over: a look at the cloud may have shown that the last key is stopped.
    pub(super) fn close_stopped(&self) {
        let Ok(rows) = self.store.operations() else {
            return;
        };
        for row in rows.iter().filter(|row| row.op == OperationKind::Emergency) {
            // Whoever is at it ends it.
            let Ok(_turn) = Turn::take(&self.active, row.id) else {
                continue;
            };
            let over = self
                .detail_now(row)
                .is_ok_and(|detail| detail.lines.iter().all(|line| line.done));
            if over {
                // What cannot be written is tried with the next look.
                let _ = self.close_emergency(row, true);
            }
        }
    }

    async fn stop_all(
        &self,
        row: &mut OperationRow,
        detail: &mut EmergencyDetail,
        account: &Account,
    ) -> Result<Emergency> {
        for at in 0..detail.lines.len() {
            let line = detail.lines[at].clone();
            let waits = { detail.lines.iter() }
                .any(|other| other.turn < line.turn && by_app(other) && !other.done);
            if line.done || !by_app(&line) || waits {
                continue;
            }
            let result = self.stop(account, &line).await;
            let line = &mut detail.lines[at];
            line.done = result.is_ok();
            line.problem = result.err().map(|error| error.code);
            let problem = line.problem;
            row.detail = to_value(detail)?;
            self.store.advance(row)?;
            self.changed();
            if problem.is_some_and(hits_all) {
                break;
            }
        }
        self.keep_or_close(row, detail)?;
        self.emergency(row)
    }

    /// Stops one key, with patience where the cloud asks for it. One that is not there any more is stopped.
    async fn stop(&self, account: &Account, line: &EmergencyLine) -> Result<()> {
        for tries in 1.. {
            match self.stop_now(account, line).await {
                Err(error) if error.code == ErrorCode::RateLimited && tries < TRIES => {
                    let asked = error.retry_after_s.map(|s| Duration::from_secs(s.into()));
                    let pause = asked.unwrap_or(self.pace.looks[0]);
                    tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
                }
                Err(error) if error.code == ErrorCode::NotFound => break,
                result => return result,
            }
        }
        Ok(())
    }

    async fn stop_now(&self, account: &Account, line: &EmergencyLine) -> Result<()> {
        // A key may have been listed through another account since, whose own key is stopped by now.
        let key_now = || -> Result<Option<KeyRow>> {
            let row = self.store.key(line.key)?.filter(|row| !row.gone);
            Ok(row.map(|row| KeyRow {
                account: account.id,
                ..row
            }))
        };
        let Some(row) = key_now()? else {
            return Ok(());
        };
        let on = row.remote.state != KeyState::Disabled;
        if line.act == StopAct::Pause {
            if on {
                self.switch_now(&row, false).await?;
            }
            return Ok(());
        }
        if on && self.kind(line.kind)?.spec().delete_needs_off {
            self.switch_now(&row, false).await?;
        }
        match key_now()? {
            Some(row) => self.delete_now(&row).await,
            None => Ok(()),
        }
    }

    fn emergency_row(&self, id: OperationId) -> Result<OperationRow> {
        self.store
            .operation(id)?
            .filter(|row| row.op == OperationKind::Emergency)
            .ok_or_else(|| ErrorCode::Gone.into())
    }

    /// How far it came, with what the list of keys tells since: an answer that was lost is found there.
    fn detail_now(&self, row: &OperationRow) -> Result<EmergencyDetail> {
        let detail = serde_json::from_value(row.detail.clone());
        let mut detail: EmergencyDetail = detail.map_err(|_| Error::new(ErrorCode::DataDamaged))?;
        for line in detail.lines.iter_mut().filter(|line| !line.done) {
            line.done = match self.store.key(line.key)? {
                None => true,
                Some(key) if key.gone => true,
                Some(key) => line.act != StopAct::Delete && key.remote.state == KeyState::Disabled,
            };
            if line.done {
                line.problem = None;
            }
        }
        Ok(detail)
    }

    fn emergency(&self, row: &OperationRow) -> Result<Emergency> {
        let detail = self.detail_now(row)?;
        let account = row
            .account
            .ok_or_else(|| Error::new(ErrorCode::DataDamaged))?;
        Ok(Emergency {
            id: row.id,
            account,
            wish: detail.wish,
            running: false,
            lines: detail.lines,
            started_at: row.started_at,
        })
    }

    fn keep_or_close(&self, row: &mut OperationRow, detail: &EmergencyDetail) -> Result<()> {
        row.detail = to_value(detail)?;
        if detail.lines.iter().all(|line| line.done) {
            return self.close_emergency(row, true);
        }
        self.store.advance(row)
    }

    fn close_emergency(&self, row: &OperationRow, all: bool) -> Result<()> {
        let account = match row.account {
            Some(id) => self.store.account(id)?.map(|(account, _)| account),
            None => None,
        };
        let result = match all {
            true => EventResult::Done,
            false => EventResult::Failed,
        };
        let event = NewEvent::done(row.op, account.as_ref()).ended(result, None);
        self.store.close(row.id, Some(&event))
    }
}

/// How a key of this kind is stopped.
fn act_on(spec: &KindSpec, account: &Account, wish: StopWish, key: &ApiKey) -> StopAct {
    let tried = !spec.undocumented || account.undocumented;
    let can = |support: Support| tried && support == Support::Api;
    let over = matches!(key.state, KeyState::Disabled | KeyState::Expired);
    match wish {
        StopWish::Pause if over => StopAct::Stopped,
        StopWish::Pause if can(spec.operations.switch) => StopAct::Pause,
        _ if can(spec.operations.delete) => StopAct::Delete,
        _ => StopAct::ByHand,
    }
}

/// Whether the app stops this key.
fn by_app(line: &EmergencyLine) -> bool {
    matches!(line.act, StopAct::Pause | StopAct::Delete)
}

/// Whether what stopped one key stops every other one too, so that trying those only costs time.
const fn hits_all(code: ErrorCode) -> bool {
    use ErrorCode as E;
    matches!(
        code,
        E::Offline
            | E::Unreachable
            | E::Untrusted
            | E::TimedOut
            | E::ProxyAnswer
            | E::Redirected
            | E::CredentialUnknown
            | E::CredentialInactive
            | E::NameOrUserWrong
            | E::KeyPairRefused
            | E::LoginRefused
            | E::RateLimited
            | E::CallsUsedUp
            | E::ClockOff
            | E::VaultLocked
            | E::VaultMissing
            | E::VaultNotSetUp
            | E::VaultWaiting
            | E::VaultFailed
            | E::VaultClosed
            | E::SecretMissing
            | E::SecretAltered
            | E::AppLocked
            | E::DiskFull
            | E::DataReadOnly
            | E::DataDamaged
    )
}

fn to_value(detail: &EmergencyDetail) -> Result<serde_json::Value> {
    serde_json::to_value(detail).map_err(|_| Error::new(ErrorCode::Internal))
}
