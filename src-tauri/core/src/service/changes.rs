//! Changes of a key: each stands in the journal before it is sent, until it is known what came of it.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::kind::{Input, KindSpec, RemoteKey};
use crate::model::{
    Account, ApiKey, DeleteKey, EventDetail, EventResult, KeyFact, KeyId, KeyState, OperationId,
    OperationKind, SwitchKey, UpdateKey,
};
use crate::store::{KeyRow, NewEvent, OperationRow, OperationState};

/// What the journal keeps of a change, to find out later whether it happened.
#[derive(Serialize, Deserialize)]
pub(super) struct ChangeDetail {
    /// The cloud's id of the key.
    pub remote_id: String,
    /// The secret field that gets a new value.
    #[serde(default)]
    pub field: Option<String>,
    /// The fields that are to change.
    #[serde(default)]
    pub changed: Vec<String>,
    /// What it may change about the key; the store reads it.
    #[serde(default)]
    pub touched: Vec<KeyFact>,
}

/// What an operation changes about a key, with these fields.
fn touched(op: OperationKind, spec: &KindSpec, changed: &[String]) -> Vec<KeyFact> {
    if matches!(op, OperationKind::Pause | OperationKind::Resume) {
        return vec![KeyFact::State];
    }
    let fact = |id: &String| {
        let field = spec.new_key_fields.iter().find(|field| field.id == id);
        match field.map(|field| field.input) {
            _ if id == "name" => Some(KeyFact::Name),
            Some(Input::Roles) => Some(KeyFact::Roles),
            Some(Input::Expiry { .. }) => Some(KeyFact::Expires),
            Some(Input::Addresses) => Some(KeyFact::Addresses),
            _ => None,
        }
    };
    changed.iter().filter_map(fact).collect()
}

/// What exactly an operation of the journal is about, for the history.
pub(super) fn detail_of(row: &OperationRow) -> Option<EventDetail> {
    let detail: ChangeDetail = serde_json::from_value(row.detail.clone()).ok()?;
    match detail.field {
        Some(field) => Some(EventDetail::Field(field)),
        None if detail.changed.is_empty() => None,
        None => Some(EventDetail::Changed(detail.changed)),
    }
}

impl KeyService {
    /// Changes name, roles, end or addresses of a key: only what the patch names.
    ///
    /// # Errors
    /// [`ErrorCode::OwnKey`] for anything but the name of the key the app signs in with; with the outcome.
    pub async fn update_key(self: &Arc<Self>, ask: UpdateKey) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let kind = this.gate(row.kind, OperationKind::Update)?;
            kind.check_new(&ask.fields, true)?;
            if this.describe(&row)?.own && ask.fields.keys().any(|field| field != "name") {
                return Err(ErrorCode::OwnKey.into());
            }
            let changed = ask.fields.keys().cloned().collect();
            let change = this.begin_change_of(OperationKind::Update, &row, None, changed)?;
            let (_, by) = this.sign_in(row.account).await.inspect_err(|e| {
                this.drop_change(&change, e);
            })?;
            this.send_change(&change)?;
            let result = kind.update(&by, &row.remote.remote_id, &ask.fields).await;
            this.end_change(&change, &row, result)
        })
        .await
    }

    /// Switches a key on or off.
    ///
    /// # Errors
    /// [`ErrorCode::OwnKey`] for the key the app signs in with, [`ErrorCode::Rotating`] for one that takes the place of
    /// another, neither of which can be switched off; with the outcome.
    pub async fn switch_key(self: &Arc<Self>, ask: SwitchKey) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            this.gate(row.kind, OperationKind::Pause)?;
            if this.describe(&row)?.own && !ask.on {
                return Err(ErrorCode::OwnKey.into());
            }
            if !ask.on {
                this.check_no_heir(row.id)?;
            }
            this.switch_now(&row, ask.on).await
        })
        .await
    }

    /// Switches a key on or off, whatever the key is to the app.
    pub(super) async fn switch_now(&self, row: &KeyRow, on: bool) -> Result<ApiKey> {
        let op = if on {
            OperationKind::Resume
        } else {
            OperationKind::Pause
        };
        let kind = self.gate(row.kind, op)?;
        let change = self.begin_change(op, row)?;
        let (_, by) = self.sign_in(row.account).await.inspect_err(|e| {
            self.drop_change(&change, e);
        })?;
        self.send_change(&change)?;
        let result = kind.switch(&by, &row.remote.remote_id, on).await;
        self.end_change(&change, row, result)
    }

    /// Deletes a key at the cloud for good, and its secret here.
    ///
    /// # Errors
    /// [`ErrorCode::NameMismatch`], [`ErrorCode::OwnKey`], [`ErrorCode::Rotating`] for a key that takes the place of
    /// another; with the outcome.
    pub async fn delete_key(self: &Arc<Self>, ask: DeleteKey) -> Result<()> {
        self.check_no_heir(ask.key)?;
        self.delete_any(ask).await
    }

    /// As [`KeyService::delete_key`], also of a key that was to take the place of another.
    pub(super) async fn delete_any(self: &Arc<Self>, ask: DeleteKey) -> Result<()> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let kind = this.gate(row.kind, OperationKind::Delete)?;
            if this.describe(&row)?.own {
                return Err(ErrorCode::OwnKey.into());
            }
            if kind.spec().undocumented && !this.account(row.account)?.0.undocumented {
                return Err(ErrorCode::Unsupported.into());
            }
            if ask.typed_name.trim() != row.name().trim() {
                return Err(Error::new(ErrorCode::NameMismatch));
            }
            if kind.spec().delete_needs_off && row.remote.state == KeyState::Enabled {
                return Err(Error::new(ErrorCode::Conflict));
            }
            this.delete_now(&row).await
        })
        .await
    }

    /// Deletes a key at the cloud, also the one the app signs in with.
    pub(super) async fn delete_now(&self, row: &KeyRow) -> Result<()> {
        let kind = self.gate(row.kind, OperationKind::Delete)?;
        let change = self.begin_change(OperationKind::Delete, row)?;
        let (_, by) = self.sign_in(row.account).await.inspect_err(|e| {
            self.drop_change(&change, e);
        })?;
        self.send_change(&change)?;
        match kind.delete(&by, &row.remote.remote_id).await {
            Ok(()) => {
                let event = change.event(EventResult::Done, None);
                self.store
                    .close_deleted(change.row.id, Some(row.id), &event)?;
                self.tidy().await;
                Ok(())
            }
            Err(error) => Err(self.fail_change(&change, error)?),
        }
    }

    /// Writes into the journal that a change is about to be made.
    pub(super) fn begin_change(&self, op: OperationKind, row: &KeyRow) -> Result<Change<'_>> {
        self.begin_change_of(op, row, None, Vec::new())
    }

    /// As [`KeyService::begin_change`], for one secret field or for these other fields.
    pub(super) fn begin_change_of(
        &self,
        op: OperationKind,
        row: &KeyRow,
        field: Option<String>,
        changed: Vec<String>,
    ) -> Result<Change<'_>> {
        self.store.check_room()?;
        let (account, _) = self.account(row.account)?;
        let touched = touched(op, self.kind(row.kind)?.spec(), &changed);
        let operation = OperationRow {
            id: OperationId::random(),
            op,
            state: OperationState::Intended,
            provider: account.provider,
            kind: row.kind,
            account: Some(account.id),
            key: Some(row.id),
            name: row.name().to_owned(),
            detail: serde_json::to_value(ChangeDetail {
                remote_id: row.remote.remote_id.clone(),
                field,
                changed,
                touched: touched.clone(),
            })
            .map_err(|_| Error::new(ErrorCode::Internal))?,
            op_item: None,
            final_item: None,
            started_at: Timestamp::now(),
            sent_at: None,
            next_look_at: None,
            looks: 0,
            code: None,
        };
        let turn = Turn::take(&self.active, operation.id)?;
        self.store.begin(&operation, None)?;
        Ok(Change {
            row: operation,
            account,
            touched,
            _turn: turn,
        })
    }

    pub(super) fn send_change(&self, change: &Change<'_>) -> Result<()> {
        let mut row = change.row.clone();
        row.state = OperationState::Sent;
        row.sent_at = Some(Timestamp::now());
        self.store.advance(&row)
    }

    /// Nothing was sent: takes the intent out of the journal again.
    pub(super) fn drop_change(&self, change: &Change<'_>, error: &Error) {
        let event = change.event(EventResult::Failed, Some(error.code));
        // If this fails too, the next start closes it: nothing was sent.
        let _ = self.store.close(change.row.id, Some(&event));
    }

    fn end_change(
        &self,
        change: &Change<'_>,
        row: &KeyRow,
        result: Result<RemoteKey>,
    ) -> Result<ApiKey> {
        match result {
            Ok(remote) => {
                let id = self.take_answer(row, &remote, &change.touched)?;
                let now = self.key_row(id)?;
                let mut event = change.event(EventResult::Done, None);
                event.key = Some((Some(id), now.name().to_owned()));
                self.store.close(change.row.id, Some(&event))?;
                self.describe(&now)
            }
            Err(error) => Err(self.fail_change(change, error)?),
        }
    }

    /// Takes in what the cloud says of a key after a change of ours that touched these.
    pub(super) fn take_answer(
        &self,
        row: &KeyRow,
        remote: &RemoteKey,
        touched: &[KeyFact],
    ) -> Result<KeyId> {
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        let event = NewEvent::done(OperationKind::ChangedElsewhere, account.as_ref());
        self.store.take_key(row, remote, touched, &event)
    }

    /// Writes down how a change failed; an unknown outcome stays in the journal and is looked after.
    pub(super) fn fail_change(&self, change: &Change<'_>, error: Error) -> Result<Error> {
        if error.outcome == Outcome::Unknown {
            let mut row = change.row.clone();
            row.state = OperationState::Unknown;
            row.sent_at = Some(Timestamp::now());
            row.next_look_at = Some(Timestamp::now());
            row.code = Some(error.code);
            self.store.advance(&row)?;
            self.wake.notify_one();
        } else {
            let event = change.event(EventResult::Failed, Some(error.code));
            self.store.close(change.row.id, Some(&event))?;
        }
        Ok(error)
    }
}

/// A change that stands in the journal.
pub(super) struct Change<'a> {
    pub row: OperationRow,
    account: Account,
    touched: Vec<KeyFact>,
    _turn: Turn<'a, OperationId>,
}

impl Change<'_> {
    pub(super) fn event(&self, result: EventResult, code: Option<ErrorCode>) -> NewEvent {
        NewEvent::done(self.row.op, Some(&self.account))
            .of_key(self.row.key, &self.row.name)
            .ended(result, code)
            .with(detail_of(&self.row))
    }
}
