//! Issuing a key: one create per intent, the raw answer sealed before anything reads it, shown only after it was
//! stored and read back. What a crash leaves at any point is understood by `reconcile.rs`.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keys::name_of;
use super::seal::{self, SealKey};
use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Answer;
use crate::kind::{Credential, Issued, KeyKind, SecretFields};
use crate::model::{Account, ApiKey, CreateKey, EventResult, KeyState, OperationId, OperationKind};
use crate::store::{NewEvent, NewlyStored, OperationRow, OperationState, Part};

/// What the journal keeps of an issue, to find out later what became of it.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct IssueDetail {
    /// The cloud's ids of all keys there were before.
    pub before: Vec<String>,
    /// The cloud's ids of keys that may be the one.
    #[serde(default)]
    pub candidates: Vec<String>,
    /// The clean-up that the user asked for, and of which key.
    #[serde(default)]
    pub clean_up: Option<(crate::model::Settlement, String)>,
    /// Comes from a copy of the data file that was put back: it may have ended since, and its own key with it.
    #[serde(default)]
    pub restored: bool,
    /// The rotation that the key is made for: learns of it in the commit that stores it.
    #[serde(default)]
    pub succeeds: Option<OperationId>,
}

impl IssueDetail {
    pub(super) fn of(row: &OperationRow) -> Self {
        serde_json::from_value(row.detail.clone()).unwrap_or_default()
    }

    pub(super) fn into(self, row: &mut OperationRow) -> Result<()> {
        row.detail = serde_json::to_value(self).map_err(|_| Error::new(ErrorCode::Internal))?;
        Ok(())
    }
}

impl KeyService {
    /// Makes a key at the cloud and stores its secret. Answers only after the secret was stored and read back.
    ///
    /// # Errors
    /// With [`Outcome::Unsent`] or [`Outcome::Refused`] no key was made. With [`Outcome::Unknown`] one may exist:
    /// the operation stays in the list of unfinished ones until it is settled.
    pub async fn create_key(self: &Arc<Self>, ask: CreateKey) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move { this.issue(ask, None).await })
            .await
    }

    /// As [`KeyService::create_key`]; `succeeds` is the rotation that the key is made for.
    pub(super) async fn issue(
        self: &Arc<Self>,
        ask: CreateKey,
        succeeds: Option<OperationId>,
    ) -> Result<ApiKey> {
        let kind = self.gate(ask.kind, OperationKind::Create)?;
        kind.check_new(&ask.fields, false)?;
        let _account_turn = Turn::take(&self.creating, ask.account)?;

        // Preflight: all that can fail before anything is sent should fail now.
        self.vault.check().await?;
        let (account, by) = self.sign_in(ask.account).await?;
        if !Self::lists(&account, kind.spec()) {
            return Err(ErrorCode::Unsupported.into());
        }
        let before = kind.list(&by).await?;
        self.check_quota(kind.as_ref(), &by, before.len()).await?;

        let mut row = OperationRow {
            id: OperationId::random(),
            op: OperationKind::Create,
            state: OperationState::Intended,
            provider: account.provider,
            kind: ask.kind,
            account: Some(account.id),
            key: None,
            name: name_of(&ask.fields),
            detail: serde_json::Value::Null,
            op_item: Some(Uuid::new_v4()),
            final_item: Some(Uuid::new_v4()),
            started_at: Timestamp::now(),
            sent_at: None,
            next_look_at: None,
            looks: 0,
            code: None,
        };
        IssueDetail {
            before: before.into_iter().map(|key| key.remote_id).collect(),
            succeeds,
            ..IssueDetail::default()
        }
        .into(&mut row)?;
        let _turn = Turn::take(&self.active, row.id)?;

        let prepared = self.prepare(kind.as_ref(), &mut row, &ask).await;
        let (key, made) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                self.store.close(row.id, None)?;
                self.tidy().await;
                return Err(error);
            }
        };

        let answer = match kind.create(&by, &ask.fields, made.as_ref()).await {
            Ok(answer) => answer,
            Err(error) => return Err(self.not_made(&mut row, &account, error).await?),
        };

        // One write and one fsync stand before safety. Should even that fail, the keychain may still take it.
        row.state = OperationState::Sealed;
        let sealed = key
            .seal(row.id, Part::Answer, &seal::answer_to_bytes(&answer))
            .and_then(|sealed| self.store.seal(&row, Part::Answer, &sealed));
        if let Err(error) = sealed {
            row.state = OperationState::Sent;
            row.code = Some(error.code);
            return self
                .finish_unsealed(row, &account, kind, answer, made)
                .await;
        }
        self.finish(&mut row, &account, kind.as_ref(), &answer, made.as_ref())
            .await
    }

    /// Everything up to the moment before the one request: the operation's key, staging, intent, sent mark.
    async fn prepare(
        &self,
        kind: &dyn KeyKind,
        row: &mut OperationRow,
        ask: &CreateKey,
    ) -> Result<(SealKey, Option<SecretFields>)> {
        let items: Vec<Uuid> = row.op_item.into_iter().chain(row.final_item).collect();
        let key = SealKey::random()?;
        let item = row.op_item.ok_or_else(|| Error::new(ErrorCode::Internal))?;
        let _writing = Turn::take(&self.writing, item)?;
        self.store.expect_items(&items)?;
        self.vault.put(item, key.to_item()).await?;
        self.store.reserve_staging(row.id)?;
        let made = kind.make_here(&ask.fields)?;
        let sealed = match &made {
            Some(made) => Some(key.seal(row.id, Part::MadeHere, &seal::to_item(made)?)?),
            None => None,
        };
        self.store.begin(
            row,
            sealed.as_deref().map(|sealed| (Part::MadeHere, sealed)),
        )?;
        row.state = OperationState::Sent;
        row.sent_at = Some(Timestamp::now());
        self.store.advance(row)?;
        Ok((key, made))
    }

    async fn check_quota(&self, kind: &dyn KeyKind, by: &Credential, used: usize) -> Result<()> {
        let documented = kind.spec().quota;
        if documented.is_none_or(|limit| used < usize::try_from(limit).unwrap_or(usize::MAX)) {
            return Ok(());
        }
        // The documented limit is reached; the cloud may allow this organization more.
        match kind.options(by).await?.quota {
            Some(quota) if quota.used < quota.limit => Ok(()),
            _ => Err(Error::new(ErrorCode::QuotaFull)),
        }
    }

    /// The create did not bring a key: closes the operation, or leaves it to be looked after when nobody knows.
    async fn not_made(
        &self,
        row: &mut OperationRow,
        account: &Account,
        error: Error,
    ) -> Result<Error> {
        let event = NewEvent::done(OperationKind::Create, Some(account)).of_key(None, &row.name);
        if error.outcome != Outcome::Unknown {
            let event = event.ended(EventResult::Failed, Some(error.code));
            self.store.close(row.id, Some(&event))?;
            self.tidy().await;
            return Ok(error);
        }
        self.now_unknown(row, error.code)?;
        self.store
            .record(&event.ended(EventResult::Unknown, Some(error.code)))?;
        Ok(Error {
            code: ErrorCode::OutcomeUnknown,
            ..error
        })
    }

    fn now_unknown(&self, row: &mut OperationRow, code: ErrorCode) -> Result<()> {
        row.state = OperationState::Unknown;
        row.code = Some(code);
        row.next_look_at = Some(Timestamp::now());
        self.store.advance(row)?;
        self.wake.notify_one();
        Ok(())
    }

    /// From the answer to the key in the list: read, store, read back, prove, commit. Can be done again after a
    /// crash at any point.
    pub(super) async fn finish(
        &self,
        row: &mut OperationRow,
        account: &Account,
        kind: &dyn KeyKind,
        answer: &Answer,
        made: Option<&SecretFields>,
    ) -> Result<ApiKey> {
        match kind.read_issued(answer, made.cloned()) {
            Ok(issued) => self.keep(row, account, kind, issued).await,
            Err(error) => {
                self.now_unknown(row, error.code)?;
                let event = NewEvent::done(OperationKind::Create, Some(account))
                    .of_key(None, &row.name)
                    .ended(EventResult::Unknown, Some(error.code));
                self.store.record(&event)?;
                Err(error.with_outcome(Outcome::Unknown))
            }
        }
    }

    /// Stores a made key, proves it, and ends the operation.
    pub(super) async fn keep(
        &self,
        row: &mut OperationRow,
        account: &Account,
        kind: &dyn KeyKind,
        issued: Issued,
    ) -> Result<ApiKey> {
        let item = row
            .final_item
            .ok_or_else(|| Error::new(ErrorCode::Internal))?;
        if let Err(error) = self.write_item(item, &issued.fields).await {
            row.code = Some(error.code);
            row.looks += 1;
            row.next_look_at = Some(self.next_after(row.looks));
            self.store.advance(row)?;
            return Err(error.with_outcome(Outcome::Unknown));
        }
        // Only what the disk took is so: until then a held answer stays held.
        let stored = OperationRow {
            state: OperationState::Stored,
            code: None,
            ..row.clone()
        };
        self.store.advance(&stored)?;
        *row = stored;

        let public_id = kind.public_id(&issued.fields);
        let verified = match self.sign_in(account.id).await {
            Ok((_, by)) => {
                let credential = Credential {
                    kind: row.kind,
                    base_url: by.base_url.clone(),
                    fields: issued.fields,
                    scope: by.scope.clone(),
                    own_key: Some(issued.key.remote_id.clone()),
                };
                // A key that was made switched off cannot be proven yet.
                issued.key.state == KeyState::Enabled && self.prove(kind, &credential, &by).await
            }
            Err(_) => false,
        };
        let nameless = issued.key.name.is_empty() && !row.name.is_empty();
        let id = self.store.close_issued(
            row,
            &NewlyStored {
                remote: &issued.key,
                item,
                public_id: public_id.as_deref(),
                account,
                tenant: &Self::tenant(account),
                label: nameless.then_some(row.name.as_str()),
                verified,
            },
        )?;
        self.tidy().await;
        self.describe(&self.key_row(id)?)
    }

    /// Whether the cloud accepts a new key, waiting as long as the cloud may take to know it everywhere.
    async fn prove(&self, kind: &dyn KeyKind, credential: &Credential, by: &Credential) -> bool {
        let until = tokio::time::Instant::now() + self.pace.settles;
        let mut pause = self.pace.prove_pause;
        loop {
            match kind.prove(credential, Some(by)).await {
                Ok(identity) => return identity.confirmed,
                // Refused from here means known: only the address or a right is missing.
                Err(error) if error.code == ErrorCode::Forbidden && kind.proves_itself() => {
                    return true;
                }
                Err(error)
                    if matches!(
                        error.code,
                        ErrorCode::CredentialUnknown
                            | ErrorCode::CredentialInactive
                            | ErrorCode::KeyPairRefused
                    ) && tokio::time::Instant::now() + pause < until =>
                {
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
                // The key is safe already; a line that breaks now only leaves it unproven.
                Err(_) => return false,
            }
        }
    }

    fn is_being_written(&self, item: Uuid) -> bool {
        let writing = self.writing.lock();
        writing
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .contains(&item)
    }

    /// Removes from the keychain and the passphrase vault what nothing owns. What cannot be removed now stays noted.
    pub(super) async fn tidy(&self) {
        let Ok(mut items) = self.store.leftovers() else {
            return;
        };
        // A keychain that does not answer holds up none of the passphrase vault.
        items.sort_by_key(|item| !self.vault.rests_in_passphrase_vault(*item));
        for item in items {
            // In this order: what was being written when the list was read may have an owner by now.
            let written = self.is_being_written(item);
            let left = self.store.leftovers();
            if written || !left.is_ok_and(|left| left.contains(&item)) {
                continue;
            }
            if self.vault.remove(item).await.is_err() || self.store.forget_leftover(item).is_err() {
                return;
            }
        }
    }
}
