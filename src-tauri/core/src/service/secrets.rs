//! Copy and reveal: the only ways a secret leaves the keychain again.

use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use super::KeyService;
use crate::error::{Error, ErrorCode, Result};
use crate::kind::{Credential, FieldSpec, Input, KeyKind, KindSpec};
use crate::model::{Copied, CopyKey, CopyWhat, EventDetail, OperationKind, RevealKey, Settings};
use crate::store::{KeyRow, NewEvent};

/// A secret for the reveal window. No `Debug`, no `Serialize`, no `Clone`.
pub struct Revealed {
    /// The key's name.
    pub name: String,
    /// Field id of the value.
    pub field: String,
    /// The secret.
    pub value: SecretString,
    /// Settings for the look of the window.
    pub settings: Settings,
    /// Language the system asks for.
    pub system_language: String,
}

impl KeyService {
    /// Copies something of a key to the clipboard, in Rust: nothing of it crosses to the page.
    ///
    /// # Errors
    /// [`ErrorCode::SecretMissing`], [`ErrorCode::ClipboardFailed`], those of the keychain.
    pub async fn copy_key(self: &Arc<Self>, ask: CopyKey) -> Result<Copied> {
        self.while_open(async {
            let row = self.key_row(ask.key)?;
            let kind = self.gate(row.kind, OperationKind::Copy)?;
            if !kind.spec().copies.contains(&ask.what) {
                return Err(ErrorCode::Unsupported.into());
            }
            let credential = self.credential_of(&row).await?;
            let key = self.describe(&row)?;
            let text = kind.copy_text(&credential, &key, ask.what)?;
            let secret = holds_secret(kind.spec(), ask.what);
            let clears_in_s = if secret {
                Some(self.settings()?.clipboard_s)
            } else {
                None
            };
            self.copy_out(text, clears_in_s).await?;
            if secret {
                self.record_of_key(OperationKind::Copy, &row, EventDetail::Copied(ask.what))?;
            }
            Ok(Copied { clears_in_s })
        })
        .await
    }

    /// Clears the clipboard if it still holds a value of ours.
    ///
    /// # Errors
    /// None.
    pub async fn clear_clipboard(&self) -> Result<()> {
        self.desktop.clear_clipboard();
        Ok(())
    }

    /// Takes a secret out of the keychain for the reveal window.
    ///
    /// # Errors
    /// [`ErrorCode::ProofNeeded`], [`ErrorCode::SecretMissing`], those of the keychain.
    pub async fn reveal(&self, ask: RevealKey) -> Result<Revealed> {
        self.while_open(async {
            let row = self.key_row(ask.key)?;
            let kind = self.gate(row.kind, OperationKind::Reveal)?;
            self.need_proof()?;
            let credential = self.credential_of(&row).await?;
            let fields = kind.secret_fields();
            let field = match &ask.field {
                Some(wanted) => fields.iter().find(|field| *field == wanted),
                None => fields.first(),
            };
            let field = *field.ok_or_else(|| Error::new(ErrorCode::Unsupported))?;
            let value = credential.field(field)?.clone();
            let shown = EventDetail::Field(field.to_owned());
            self.record_of_key(OperationKind::Reveal, &row, shown)?;
            Ok(Revealed {
                name: row.name().to_owned(),
                field: field.to_owned(),
                value,
                settings: self.looks()?,
                system_language: self.system_language.clone(),
            })
        })
        .await
    }

    fn record_of_key(&self, op: OperationKind, row: &KeyRow, detail: EventDetail) -> Result<()> {
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        let mut event = NewEvent::done(op, account.as_ref()).with(Some(detail));
        event.practice = row.practice;
        self.store.record(&event.of_key(Some(row.id), row.name()))
    }

    /// A key as a credential, from the keychain. Its own base address and organization come from its account.
    pub(super) async fn credential_of(&self, row: &KeyRow) -> Result<Credential> {
        let account = self.store.account(row.account)?;
        // The key an account signs in with rests in the account's item.
        let item = match row.item {
            Some(item) => item,
            None => {
                self.signing_in(&self.store.accounts()?, row)
                    .ok_or_else(|| Error::new(ErrorCode::SecretMissing))?
                    .1
            }
        };
        let fields = self.read_item(item, row.kind).await?;
        let kind = self.kind(row.kind)?;
        let base_url = match &account {
            Some((account, _)) => self.base_url(account).await?,
            None => crate::http::read_endpoint(super::gate::base_of(kind.spec(), None)?)?,
        };
        Ok(Credential {
            kind: row.kind,
            base_url,
            fields,
            scope: account.and_then(|(account, _)| account.scope.map(|scope| scope.id)),
            own_key: Some(row.remote.remote_id.clone()),
        })
    }
}

/// Whether what is copied of a key of this kind must leave the clipboard again.
fn holds_secret(spec: &KindSpec, what: CopyWhat) -> bool {
    let is_secret_id = |field: &FieldSpec| matches!(field.input, Input::SecretId { .. });
    what.holds_secret() || (what == CopyWhat::Id && spec.fields.iter().any(is_secret_id))
}

/// Every field of the kind is there and not empty.
pub(super) fn check_complete(kind: &dyn KeyKind, fields: &crate::kind::SecretFields) -> Result<()> {
    let complete = kind
        .spec()
        .fields_given(fields)
        .iter()
        .filter(|f| f.required)
        .all(|field| {
            fields
                .get(field.id)
                // EXPOSE: to see that something is there.
                .is_some_and(|value| !value.expose_secret().is_empty())
        });
    complete
        .then_some(())
        .ok_or_else(|| ErrorCode::SecretAltered.into())
}
