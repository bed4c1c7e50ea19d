//! That the new key works, and what the app signs in with.

use std::sync::{Arc, PoisonError};

use uuid::Uuid;

use super::{KeyService, Standing};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::Credential;
use crate::model::{KeyState, Scope, SecretPlace, SuccessionStep};
use crate::service::Turn;
use crate::store::KeyRow;

impl KeyService {
    /// Proves the new key. Where the app signs in with the old one, it signs in with the new one from then on.
    pub(super) async fn prove_heir(self: &Arc<Self>, mut standing: Standing) -> Result<()> {
        self.check_heir(&standing).await?;
        if let Some(heir) = &standing.heir {
            self.sign_in_with(&standing.old, heir).await?;
        }
        standing.detail.stage = SuccessionStep::HandOver;
        self.advance_succession(standing)
    }

    /// Proves that the new key is switched on, stored here, and taken by the cloud now.
    ///
    /// # Errors
    /// [`ErrorCode::NotYetWorking`]; those of the vault and of the way to the cloud.
    pub(super) async fn check_heir(&self, standing: &Standing) -> Result<()> {
        let heir = standing.heir.as_ref();
        let heir = heir.ok_or_else(|| Error::new(ErrorCode::Gone))?;
        let told = self.describe(heir)?;
        if told.secret != SecretPlace::Here {
            return Err(ErrorCode::SecretMissing.into());
        }
        if told.state != KeyState::Enabled {
            return Err(ErrorCode::NotYetWorking.into());
        }
        let proves_itself = self.kind(heir.kind)?.proves_itself();
        match self.verify_row(heir).await {
            Ok(identity) if identity.confirmed => Ok(()),
            // Refused from here means known: only the address or a right is missing, as it may be for the old one.
            Err(error) if error.code == ErrorCode::Forbidden && proves_itself => Ok(()),
            Err(error)
                if !matches!(
                    error.code,
                    ErrorCode::CredentialUnknown
                        | ErrorCode::CredentialInactive
                        | ErrorCode::KeyPairRefused
                ) =>
            {
                Err(error)
            }
            _ => Err(ErrorCode::NotYetWorking.into()),
        }
    }

    /// Has the account that signs in with `from` sign in with `to`, after the cloud took it for every call that the
    /// account needs. In one commit; until then nothing has changed.
    ///
    /// # Errors
    /// [`ErrorCode::NotYetWorking`] when `to` is not a key of the same place that can sign in; those of the vault and
    /// of the calls.
    pub(super) async fn sign_in_with(&self, from: &KeyRow, to: &KeyRow) -> Result<()> {
        let accounts = self.store.accounts()?;
        let Some((account, _)) = self.signing_in(&accounts, from) else {
            return Ok(()); // it does so already
        };
        let mut account = account.clone();
        let kind = self.kind(account.kind)?;
        let heirs_kind = self.kind(to.kind)?;
        let before = self.credential_of(from).await?;
        let public_id = self.kind(from.kind)?.public_id(&before.fields);
        let mut by = Credential {
            kind: account.kind,
            scope: None,
            own_key: None,
            ..self.credential_of(to).await?
        };
        let identity = kind.verify(&by).await?;
        let id_of = |scope: &Option<Scope>| scope.as_ref().map(|scope| scope.id.clone());
        let own = identity.own_key.as_deref();
        let is_it = own.is_some_and(|own| heirs_kind.is_own(own, &to.remote.remote_id));
        if !identity.confirmed || !is_it || id_of(&identity.scope) != id_of(&account.scope) {
            return Err(ErrorCode::NotYetWorking.into());
        }
        by.scope = id_of(&account.scope);
        by.own_key.clone_from(&identity.own_key);
        let failed = self
            .failed_looks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for listed in self.kinds_of(&account) {
            let spec = listed.spec();
            // What the old one could not list either is no loss.
            let could = !failed.contains_key(&(account.id, spec.id));
            if Self::lists(&account, spec) && (could || spec.id == to.kind) {
                listed.list(&by).await?;
            }
        }
        // A key that may make no others cannot stand where one stood that may.
        heirs_kind.options(&by).await?;

        // An item of its own: the key keeps its secret when the account goes.
        let item = Uuid::new_v4();
        let _writing = Turn::take(&self.writing, item)?;
        self.store.expect_items(&[item])?;
        self.write_item(item, &by.fields).await?;
        account.own_key = identity.own_key;
        account.ends_with = identity.ends_with;
        self.store
            .sign_in_with(&account, item, from.id, public_id.as_deref())?;
        self.tidy().await;
        Ok(())
    }
}
