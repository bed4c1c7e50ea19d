//! Secrets that a cloud shows again, and new values for them.

use std::sync::Arc;

use secrecy::ExposeSecret as _;
use uuid::Uuid;

use super::changes::{ChangeDetail, detail_of};
use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::kind::{Issued, KeyKind};
use crate::model::{Account, ApiKey, EventResult, KeyRef, OperationKind, RegenerateKey};
use crate::store::{KeyRow, NewEvent, OperationRow};

impl KeyService {
    /// Reads a key's secret again from the cloud and keeps it in the keychain. Shows nothing.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] where the cloud shows a secret once, those of the keychain and the cloud.
    pub async fn fetch_secret(self: &Arc<Self>, ask: KeyRef) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let kind = this.gate(row.kind, OperationKind::Reread)?;
            let (account, by) = this.sign_in(row.account).await?;
            this.store.check_room()?;
            let issued = kind.reread(&by, &row.remote.remote_id).await?;
            let key = this.keep_again(&row, kind.as_ref(), issued).await?;
            let event = NewEvent::done(OperationKind::Reread, Some(&account));
            this.store.record(&event.of_key(Some(row.id), row.name()))?;
            Ok(key)
        })
        .await
    }

    /// Has the cloud make a new value for one secret of a key, then reads and keeps it. The old value stops working
    /// at once.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] where the kind has no such field; with the outcome.
    pub async fn regenerate_key(self: &Arc<Self>, ask: RegenerateKey) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let kind = this.gate(row.kind, OperationKind::Regenerate)?;
            if !kind.secret_fields().contains(&ask.field.as_str()) {
                return Err(ErrorCode::Unsupported.into());
            }
            // Without the keychain the new value could be kept nowhere.
            this.vault.check().await?;
            let change = this.begin_change_of(
                OperationKind::Regenerate,
                &row,
                Some(ask.field.clone()),
                Vec::new(),
            )?;
            let (_, by) = this.sign_in(row.account).await.inspect_err(|e| {
                this.drop_change(&change, e);
            })?;
            this.send_change(&change)?;
            let remote_id = &row.remote.remote_id;
            if let Err(error) = kind.regenerate(&by, remote_id, &ask.field).await {
                return Err(this.fail_change(&change, error)?);
            }
            // The value was made; should reading it fail now, it is read on the schedule of unfinished operations.
            let kept = match kind.reread(&by, remote_id).await {
                Ok(issued) => this.keep_again(&row, kind.as_ref(), issued).await,
                Err(error) => Err(error),
            };
            match kept {
                Ok(key) => {
                    let event = change.event(EventResult::Done, None);
                    this.store.close(change.row.id, Some(&event))?;
                    Ok(key)
                }
                Err(error) => Err(this.fail_change(&change, error.with_outcome(Outcome::Unknown))?),
            }
        })
        .await
    }

    /// Puts a secret that was read again into the keychain, and into the list what the cloud says of its key.
    async fn keep_again(&self, row: &KeyRow, kind: &dyn KeyKind, issued: Issued) -> Result<ApiKey> {
        let item = Uuid::new_v4();
        let _writing = Turn::take(&self.writing, item)?;
        self.store.expect_items(&[item])?;
        self.write_item(item, &issued.fields).await?;
        let public_id = kind.public_id(&issued.fields);
        let id = self.take_answer(row, &issued.key, &[])?;
        self.store.hold_secret(id, item, public_id.as_deref())?;
        self.tidy().await;
        self.describe(&self.key_row(id)?)
    }

    /// After a crash or a broken line: reads what the secret is now, and tells by it what happened.
    pub(super) async fn take_up_regenerated(
        &self,
        row: &OperationRow,
        account: &Account,
        detail: &ChangeDetail,
    ) -> Result<()> {
        let kind = self.gate(row.kind, OperationKind::Reread)?;
        let key = row.key.ok_or_else(|| Error::new(ErrorCode::Gone))?;
        let event = NewEvent::done(row.op, Some(account))
            .of_key(row.key, &row.name)
            .with(detail_of(row));
        let Some(known) = self.store.key(key)?.filter(|known| !known.gone) else {
            let event = event.ended(EventResult::Failed, row.code);
            return self.store.close(row.id, Some(&event));
        };
        let (_, by) = self.sign_in(account.id).await?;
        let issued = kind.reread(&by, &detail.remote_id).await?;
        let field = detail.field.as_deref().unwrap_or_default();
        let before = match known.item {
            Some(_) => match self.credential_of(&known).await {
                // Another program took it: what was before cannot be told, what is now can be kept.
                Err(error)
                    if matches!(
                        error.code,
                        ErrorCode::SecretMissing | ErrorCode::SecretAltered
                    ) =>
                {
                    None
                }
                read => Some(read?),
            },
            None => None,
        };
        let result = match (
            before.as_ref().map(|b| b.field(field)),
            issued.fields.get(field),
        ) {
            (Some(Ok(before)), Some(now)) => {
                // EXPOSE: to compare the value before with the value now.
                let (before, now) = (before.expose_secret(), now.expose_secret());
                if before == now {
                    EventResult::Failed
                } else {
                    EventResult::Done
                }
            }
            _ => EventResult::Unknown,
        };
        self.keep_again(&known, kind.as_ref(), issued).await?;
        self.store
            .close(row.id, Some(&event.ended(result, row.code)))
    }
}
