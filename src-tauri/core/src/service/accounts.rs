//! Accounts: connecting, practising, checking, removing.

use std::sync::Arc;

use jiff::Timestamp;
use secrecy::ExposeSecret as _;
use url::Url;
use uuid::Uuid;

use super::drafts::PASTED;
use super::seal::{self, SealKey};
use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, FieldProblem, Result};
use crate::http::read_endpoint;
use crate::kind::{Credential, KeyKind, SecretFields};
use crate::model::{
    Account, AccountId, AccountRef, AllowUndocumented, Connect, Connected, EventResult, Identity,
    KindId, OperationId, OperationKind, RenameAccount,
};
use crate::store::{NewEvent, OperationRow, OperationState, Part};

/// Where a cloud is.
pub(super) struct Where {
    pub base_url: Url,
    pub realm: Option<String>,
    pub endpoint: Option<Url>,
    pub practice: bool,
}

impl KeyService {
    pub(super) fn draft_row(&self, id: OperationId, kind: KindId) -> Result<OperationRow> {
        self.store
            .operation(id)?
            .filter(|row| row.state == OperationState::Draft && row.kind == kind)
            .ok_or_else(|| ErrorCode::Gone.into())
    }

    pub(super) async fn open_draft(&self, row: &OperationRow) -> Result<(SealKey, SecretFields)> {
        let key = self.operation_key(row).await?;
        let sealed = self
            .store
            .sealed(row.id, Part::Draft)?
            .ok_or_else(|| Error::new(ErrorCode::DataDamaged))?;
        let fields = seal::from_item(&key.open(row.id, Part::Draft, &sealed)?)?;
        Ok((key, fields))
    }

    /// The key that an operation's sealed texts were encrypted with.
    pub(super) async fn operation_key(&self, row: &OperationRow) -> Result<SealKey> {
        let item = row.op_item.ok_or_else(|| Error::new(ErrorCode::Internal))?;
        let content = self
            .item(item)
            .await?
            .ok_or_else(|| Error::new(ErrorCode::SecretMissing))?;
        SealKey::from_item(&content)
    }

    /// Connects an account: keeps the credential encrypted, asks the cloud who it is, stores it, reads it back.
    /// After a failure the draft is still there. What was pasted leaves the clipboard with success.
    ///
    /// # Errors
    /// Any but those of a create.
    pub async fn connect(self: &Arc<Self>, ask: Connect) -> Result<Connected> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let (account, draft) = this.connect_now(ask).await?;
            let clipboard_cleared = this.clear_pasted(draft).await;
            let account = this.first_look(account).await?;
            Ok(Connected {
                account,
                clipboard_cleared,
            })
        })
        .await
    }

    /// Clears the clipboards that still hold what was pasted for a draft, which is safe now.
    async fn clear_pasted(&self, draft: OperationId) -> bool {
        let desktop = Arc::clone(&self.desktop);
        // On a thread that may wait: another program has to answer.
        let cleared = tokio::task::spawn_blocking(move || desktop.clear_pasted(draft));
        cleared.await.unwrap_or(false)
    }

    async fn connect_now(&self, ask: Connect) -> Result<(Account, OperationId)> {
        let kind = self.gate(ask.kind, OperationKind::Connect)?;
        let endpoint = match ask.endpoint.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(text) => Some(read_endpoint(text)?),
        };
        let mut typed = Vec::new();
        for (id, value) in ask.fields {
            // EXPOSE: to leave out what was not filled in.
            if value.expose_secret().trim().is_empty() {
                continue;
            }
            for (into, clean) in kind.read_pasted(&value, Some(&id)) {
                // EXPOSE: to see whether the clean-up removed something.
                let cleaned = clean.expose_secret() != value.expose_secret();
                typed.push((into, clean, cleaned));
            }
        }
        let draft = match (ask.draft, typed.is_empty()) {
            (Some(id), true) => id,
            (draft, _) => self.stage(kind.as_ref(), draft, typed, None).await?.id,
        };
        let row = self.draft_row(draft, ask.kind)?;
        let _turn = Turn::take(&self.active, row.id)?;
        let (_, mut fields) = self.open_draft(&row).await?;
        fields.remove(PASTED);
        kind.check_credential(&fields)?;
        let own_base = super::gate::base_of(kind.spec(), ask.realm.as_deref())?;
        let place = Where {
            base_url: match &endpoint {
                Some(url) => url.clone(),
                None => read_endpoint(own_base)?,
            },
            realm: ask.realm.filter(|_| endpoint.is_none()),
            endpoint,
            practice: false,
        };
        // To sign in may make a token at the cloud.
        self.store.check_room()?;
        let result = self.finish_connect(kind.as_ref(), row, fields, place).await;
        if let Err(error) = &result {
            let mut event = NewEvent::done(OperationKind::Connect, None)
                .ended(EventResult::Failed, Some(error.code));
            event.provider = Some(kind.spec().provider);
            self.store.record(&event)?;
        }
        result.map(|account| (account, draft))
    }

    pub(super) async fn finish_connect(
        &self,
        kind: &dyn KeyKind,
        row: OperationRow,
        fields: SecretFields,
        place: Where,
    ) -> Result<Account> {
        let mut by = Credential {
            kind: kind.spec().id,
            base_url: place.base_url,
            fields,
            scope: None,
            own_key: None,
        };
        let identity = kind.verify(&by).await?;
        by.scope = identity.scope.as_ref().map(|scope| scope.id.clone());
        let account = Account {
            id: AccountId::random(),
            provider: kind.spec().provider,
            kind: kind.spec().id,
            label: label_of(&identity),
            scope: identity.scope,
            own_key: identity.own_key,
            ends_with: identity.ends_with,
            realm: place.realm,
            endpoint: place
                .endpoint
                .map(|url| url.as_str().trim_end_matches('/').to_owned()),
            practice: place.practice,
            undocumented: false,
            created_at: Timestamp::now(),
            looked_at: None,
        };
        // Of a cloud that tells no name the user may give one.
        let scope_name = account.scope.as_ref().map(|scope| scope.name.clone());
        let own_name = identity.name.or(scope_name).unwrap_or_default();
        if let Some((known, item)) = self.same_credential(&account)? {
            self.write_item(item, &by.fields).await?;
            self.store.close(row.id, None)?;
            self.tidy().await;
            self.list_own(&known, kind, &own_name, &by.fields, identity.confirmed)?;
            return Ok(known);
        }
        let item = row
            .final_item
            .ok_or_else(|| Error::new(ErrorCode::Internal))?;
        self.write_item(item, &by.fields).await?;
        self.store.close_connected(row.id, &account, item)?;
        self.tidy().await;
        self.list_own(&account, kind, &own_name, &by.fields, identity.confirmed)?;
        Ok(account)
    }

    /// The account that signs in with this very key, if it is connected already.
    fn same_credential(&self, account: &Account) -> Result<Option<(Account, Uuid)>> {
        Ok(self.store.accounts()?.into_iter().find(|(known, _)| {
            known.kind == account.kind
                && Self::tenant(known) == Self::tenant(account)
                && known.own_key == account.own_key
                && known.ends_with == account.ends_with
        }))
    }

    /// Reads the keys of an account that was just connected, so that its list is not empty for want of a look. If
    /// that fails the account is connected all the same, and the list says why.
    pub(super) async fn first_look(&self, account: Account) -> Result<Account> {
        self.look(account.id).await;
        Ok(self.account(account.id)?.0)
    }

    /// Asks the cloud who an account is and what it may do.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn verify_account(&self, ask: AccountRef) -> Result<Identity> {
        self.while_open(async {
            let (_, item) = self.account(ask.account)?;
            let (account, by) = self.sign_in(ask.account).await?;
            let kind = self.gate(account.kind, OperationKind::Verify)?;
            let result = kind.verify(&by).await;
            let event = NewEvent::done(OperationKind::Verify, Some(&account));
            match &result {
                Ok(identity) => {
                    let (mut account, now) = self.account(ask.account)?;
                    // A rotation may have moved it to another key meanwhile.
                    if now == item {
                        account.own_key.clone_from(&identity.own_key);
                        self.store.update_account(&account)?;
                    }
                    self.store.record(&event)?;
                }
                Err(error) => self
                    .store
                    .record(&event.ended(EventResult::Failed, Some(error.code)))?,
            }
            result
        })
        .await
    }

    /// Gives an account another label.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`], [`ErrorCode::Gone`].
    pub async fn rename_account(&self, ask: RenameAccount) -> Result<Account> {
        let label = ask.label.trim();
        if label.is_empty() {
            return Err(Error::field("label", FieldProblem::Missing));
        }
        if label.chars().count() > 60 {
            return Err(Error::field("label", FieldProblem::TooLong));
        }
        let (mut account, _) = self.account(ask.account)?;
        label.clone_into(&mut account.label);
        self.store.update_account(&account)?;
        self.changed();
        Ok(account)
    }

    /// Allows the calls about keys that this cloud does not document, or not, and asks it again.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], those of the data file.
    pub async fn allow_undocumented(self: &Arc<Self>, ask: AllowUndocumented) -> Result<Account> {
        let (mut account, _) = self.account(ask.account)?;
        account.undocumented = ask.on;
        self.store.update_account(&account)?;
        let look = async {
            self.look(account.id).await;
            Ok(())
        };
        // It is allowed, whether or not the lock lets the look come to its end.
        let _ = self.while_open(look).await;
        self.changed();
        Ok(self.account(account.id)?.0)
    }

    /// Takes an account off this computer. Nothing changes at the cloud; keys whose secret is here stay.
    ///
    /// # Errors
    /// [`ErrorCode::Busy`] while an operation of it is unfinished, [`ErrorCode::Gone`].
    pub async fn disconnect(&self, ask: AccountRef) -> Result<()> {
        let (account, _) = self.account(ask.account)?;
        let open = self.store.operations()?;
        if open.iter().any(|row| row.account == Some(account.id)) {
            return Err(ErrorCode::Busy.into());
        }
        let tenant = Self::tenant(&account);
        let accounts = self.store.accounts()?;
        let last = !accounts
            .iter()
            .any(|(other, _)| other.id != account.id && Self::tenant(other) == tenant);
        self.store.remove_account(account.id, last)?;
        let mut event = NewEvent::done(OperationKind::Disconnect, Some(&account));
        event.account = Some((account.id, account.label));
        self.store.record(&event)?;
        self.tidy().await;
        self.changed();
        self.wake.notify_one(); // for a copy without it
        Ok(())
    }
}

/// What an account is called at first. Some clouds tell no name at all: the end of its sign-in id is better than none.
pub(super) fn label_of(identity: &Identity) -> String {
    let name = identity.scope.as_ref().map(|scope| scope.name.clone());
    let end = identity.ends_with.as_ref().map(|end| format!("…{end}"));
    name.or_else(|| identity.name.clone())
        .or(end)
        .unwrap_or_default()
}
