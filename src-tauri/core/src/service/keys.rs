//! Keys: the list, and the changes of a key. Every change is journaled before it is sent.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::kind::{KeyKind, RemoteKey};
use crate::model::{
    Account, AccountId, ApiKey, DeleteKey, EventResult, Expiry, FieldValue, Identity, KeyId,
    KeyList, KeyRef, KeyState, Look, NewKeyFor, NewKeyOptions, OperationId, OperationKind,
    Presence, Problem, RefreshKeys, SecretPlace, SwitchKey, UpdateKey,
};
use crate::store::{KeyRow, Listing, NewEvent, OperationRow, OperationState};

/// Accounts that are asked at the same time.
const AT_ONCE: usize = 8;

/// What the journal keeps of a change, to find out later whether it happened.
#[derive(Serialize, Deserialize)]
pub(super) struct ChangeDetail {
    /// The cloud's id of the key.
    pub remote_id: String,
}

impl KeyService {
    /// All keys as last known. Reads the index only: quick, and works without a network.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn list_keys(&self) -> Result<KeyList> {
        let accounts = self.store.accounts()?;
        let failed = self
            .failed_looks
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone();
        let now = Timestamp::now();
        Ok(KeyList {
            keys: self
                .store
                .keys()?
                .iter()
                .map(|row| self.api_key(row, &accounts, now))
                .collect(),
            looks: accounts
                .iter()
                .map(|(account, _)| Look {
                    account: account.id,
                    looked_at: account.looked_at,
                    error: failed.get(&account.id).cloned(),
                })
                .collect(),
        })
    }

    /// Asks the clouds for their keys, several at a time. An account that fails does not hold up the others: why
    /// it failed stands in its look.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn refresh_keys(self: &Arc<Self>, ask: RefreshKeys) -> Result<KeyList> {
        let ids: Vec<AccountId> = match ask.account {
            Some(id) => vec![self.account(id)?.0.id],
            None => self.store.accounts()?.iter().map(|(a, _)| a.id).collect(),
        };
        let gate = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
        let mut looks = tokio::task::JoinSet::new();
        for id in ids {
            let (this, gate) = (Arc::clone(self), Arc::clone(&gate));
            looks.spawn(async move {
                let _turn = gate.acquire().await;
                this.look(id).await;
            });
        }
        while looks.join_next().await.is_some() {}
        self.changed();
        self.list_keys().await
    }

    /// Asks one account's cloud and takes the answer into the index; keeps the reason when it fails.
    pub(super) async fn look(&self, id: AccountId) {
        let result = self.look_now(id).await;
        let mut failed = self
            .failed_looks
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        match result {
            Ok(_) => failed.remove(&id),
            Err(error) => {
                let provider = self.account(id).ok().map(|(account, _)| account.provider);
                let problem = Problem::of(&error, provider, Some(OperationKind::List));
                failed.insert(id, problem)
            }
        };
    }

    /// Asks one account's cloud for its keys and takes them into the index.
    pub(super) async fn look_now(&self, id: AccountId) -> Result<Vec<RemoteKey>> {
        let (account, by) = self.sign_in(id).await?;
        let kind = self.gate(account.kind, OperationKind::List)?;
        let (listed, creators) = tokio::join!(kind.list(&by), kind.creators(&by));
        let mut keys = listed?;
        for key in &mut keys {
            if key.created_by.is_none() {
                key.created_by = creators.get(&key.remote_id).cloned();
            }
        }
        self.take_listing(&account, kind.as_ref(), keys.clone())?;
        Ok(keys)
    }

    pub(super) fn take_listing(
        &self,
        account: &Account,
        kind: &dyn KeyKind,
        keys: Vec<RemoteKey>,
    ) -> Result<()> {
        let lag = jiff::SignedDuration::from_secs(i64::from(kind.spec().listed_in_s));
        self.store.take_listing(&Listing {
            account: account.id,
            kind: account.kind,
            tenant: Self::tenant(account),
            practice: account.practice,
            keys,
            fresh_since: Timestamp::now() - lag,
        })
    }

    pub(super) fn key_row(&self, id: KeyId) -> Result<KeyRow> {
        self.store.key(id)?.ok_or_else(|| ErrorCode::Gone.into())
    }

    /// The account that signs in with this key, with its keychain item.
    pub(super) fn signing_in<'a>(
        accounts: &'a [(Account, Uuid)],
        row: &KeyRow,
    ) -> Option<&'a (Account, Uuid)> {
        accounts.iter().find(|(account, _)| {
            account.kind == row.kind
                && account.own_key.as_deref() == Some(row.remote.remote_id.as_str())
                && Self::tenant(account) == row.tenant
        })
    }

    pub(super) fn describe(&self, row: &KeyRow) -> Result<ApiKey> {
        Ok(self.api_key(row, &self.store.accounts()?, Timestamp::now()))
    }

    fn api_key(&self, row: &KeyRow, accounts: &[(Account, Uuid)], now: Timestamp) -> ApiKey {
        let remote = &row.remote;
        let own = Self::signing_in(accounts, row).is_some();
        let over = matches!(remote.expires, Expiry::At { at } if at <= now);
        ApiKey {
            id: row.id,
            provider: self
                .kind(row.kind)
                .map_or(crate::model::ProviderId::Clickhouse, |k| k.spec().provider),
            kind: row.kind,
            account: row.account,
            remote_id: remote.remote_id.clone(),
            name: remote.name.clone(),
            public_id: row.public_id.clone(),
            ends_with: remote.ends_with.clone(),
            state: if over {
                KeyState::Expired
            } else {
                remote.state
            },
            roles: remote.roles.clone(),
            addresses: remote.addresses.clone(),
            created_at: remote.created_at,
            created_by: remote.created_by.clone(),
            expires: remote.expires,
            last_used: remote.last_used,
            own,
            secret: match (row.item.is_some() || own, row.lost) {
                (true, _) => SecretPlace::Here,
                (false, true) => SecretPlace::None,
                (false, false) => SecretPlace::Elsewhere,
            },
            presence: if row.gone {
                Presence::Gone
            } else {
                Presence::AtCloud
            },
            practice: row.practice,
            verified_at: row.verified_at,
            seen_at: row.seen_at,
        }
    }

    /// What a form for a new key needs to know of the cloud.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn new_key_options(&self, ask: NewKeyFor) -> Result<NewKeyOptions> {
        let kind = self.gate(ask.kind, OperationKind::Create)?;
        let (_, by) = self.sign_in(ask.account).await?;
        kind.options(&by).await
    }

    /// Proves that a key whose secret is here works.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn verify_key(&self, ask: KeyRef) -> Result<Identity> {
        let row = self.key_row(ask.key)?;
        let kind = self.gate(row.kind, OperationKind::Verify)?;
        let credential = self.credential_of(&row).await?;
        let result = kind.verify(&credential).await;
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        let mut event = NewEvent::done(OperationKind::Verify, account.as_ref())
            .of_key(Some(row.id), &row.remote.name);
        match &result {
            Ok(_) => self.store.mark_verified(row.id)?,
            Err(error) => event = event.ended(EventResult::Failed, Some(error.code)),
        }
        self.store.record(&event)?;
        self.changed();
        result
    }

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
            let change = this.begin_change(OperationKind::Update, &row)?;
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
    /// [`ErrorCode::OwnKey`] for the key the app signs in with; with the outcome.
    pub async fn switch_key(self: &Arc<Self>, ask: SwitchKey) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let op = if ask.on {
                OperationKind::Resume
            } else {
                OperationKind::Pause
            };
            let row = this.key_row(ask.key)?;
            let kind = this.gate(row.kind, op)?;
            if this.describe(&row)?.own && !ask.on {
                return Err(ErrorCode::OwnKey.into());
            }
            let change = this.begin_change(op, &row)?;
            let (_, by) = this.sign_in(row.account).await.inspect_err(|e| {
                this.drop_change(&change, e);
            })?;
            this.send_change(&change)?;
            let result = kind.switch(&by, &row.remote.remote_id, ask.on).await;
            this.end_change(&change, &row, result)
        })
        .await
    }

    /// Deletes a key at the cloud for good, and its secret here.
    ///
    /// # Errors
    /// [`ErrorCode::NameMismatch`], [`ErrorCode::OwnKey`]; with the outcome.
    pub async fn delete_key(self: &Arc<Self>, ask: DeleteKey) -> Result<()> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let kind = this.gate(row.kind, OperationKind::Delete)?;
            if this.describe(&row)?.own {
                return Err(ErrorCode::OwnKey.into());
            }
            if ask.typed_name.trim() != row.remote.name.trim() {
                return Err(Error::new(ErrorCode::NameMismatch));
            }
            let change = this.begin_change(OperationKind::Delete, &row)?;
            let (_, by) = this.sign_in(row.account).await.inspect_err(|e| {
                this.drop_change(&change, e);
            })?;
            this.send_change(&change)?;
            match kind.delete(&by, &row.remote.remote_id).await {
                Ok(()) => {
                    let event = change.event(EventResult::Done, None);
                    this.store
                        .close_deleted(change.row.id, Some(row.id), &event)?;
                    this.tidy().await;
                    Ok(())
                }
                Err(error) => Err(this.fail_change(&change, error)?),
            }
        })
        .await
    }

    /// Takes a key that the cloud has no more, or whose account is gone, off this computer, with its secret.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] when it is still at the cloud.
    pub async fn forget_key(&self, ask: KeyRef) -> Result<()> {
        let row = self.key_row(ask.key)?;
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        if !row.gone && account.is_some() {
            return Err(ErrorCode::Conflict.into());
        }
        self.store.remove_key(row.id)?;
        let mut event = NewEvent::done(OperationKind::Forget, account.as_ref());
        event.practice = row.practice;
        self.store
            .record(&event.of_key(Some(row.id), &row.remote.name))?;
        self.tidy().await;
        self.changed();
        Ok(())
    }

    /// Writes into the journal that a change is about to be made.
    fn begin_change(&self, op: OperationKind, row: &KeyRow) -> Result<Change<'_>> {
        let (account, _) = self.account(row.account)?;
        let operation = OperationRow {
            id: OperationId::random(),
            op,
            state: OperationState::Intended,
            provider: account.provider,
            kind: row.kind,
            account: Some(account.id),
            key: Some(row.id),
            name: row.remote.name.clone(),
            detail: serde_json::to_value(ChangeDetail {
                remote_id: row.remote.remote_id.clone(),
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
            _turn: turn,
        })
    }

    fn send_change(&self, change: &Change<'_>) -> Result<()> {
        let mut row = change.row.clone();
        row.state = OperationState::Sent;
        row.sent_at = Some(Timestamp::now());
        self.store.advance(&row)
    }

    /// Nothing was sent: takes the intent out of the journal again.
    fn drop_change(&self, change: &Change<'_>, error: &Error) {
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
                let id = self.store.take_key(row, &remote)?;
                let mut event = change.event(EventResult::Done, None);
                event.key = Some((Some(id), remote.name));
                self.store.close(change.row.id, Some(&event))?;
                self.describe(&self.key_row(id)?)
            }
            Err(error) => Err(self.fail_change(change, error)?),
        }
    }

    /// Writes down how a change failed; an unknown outcome stays in the journal and is looked after.
    fn fail_change(&self, change: &Change<'_>, error: Error) -> Result<Error> {
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
struct Change<'a> {
    row: OperationRow,
    account: Account,
    _turn: Turn<'a, OperationId>,
}

impl Change<'_> {
    fn event(&self, result: EventResult, code: Option<ErrorCode>) -> NewEvent {
        NewEvent::done(self.row.op, Some(&self.account))
            .of_key(self.row.key, &self.row.name)
            .ended(result, code)
    }
}

/// The name that a form gives a key.
pub(super) fn name_of(fields: &crate::model::NewKey) -> String {
    match fields.get("name") {
        Some(FieldValue::Text(name)) => name.trim().to_owned(),
        _ => String::new(),
    }
}
