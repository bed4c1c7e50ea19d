//! What some clouds have beside keys: groups, rules of access, subscriptions, object storage.

use std::sync::Arc;

use super::KeyService;
use crate::error::{Error, ErrorCode, Result};
use crate::kind::{Credential, Extra, KeyKind};
use crate::model::{
    AccessRules, Account, AccountId, CreateGroup, EventResult, Group, GroupRef, KeyRef, KindId,
    OperationKind, Project, SetRules, Subscribe, Subscription,
};
use crate::store::NewEvent;

impl KeyService {
    /// The gate for what a kind has beside its keys.
    fn extra(&self, id: KindId, extra: Extra) -> Result<Arc<dyn KeyKind>> {
        let kind = self.kind(id)?;
        if kind.spec().extras.contains(&extra) {
            Ok(kind)
        } else {
            Err(ErrorCode::Unsupported.into())
        }
    }

    async fn sign_in_for(
        &self,
        id: AccountId,
        kind: &dyn KeyKind,
    ) -> Result<(Account, Credential)> {
        let (account, by) = self.sign_in(id).await?;
        if kind.spec().signed_by.contains(&account.kind) {
            Ok((account, by))
        } else {
            Err(ErrorCode::Unsupported.into())
        }
    }

    fn record_extra<T>(
        &self,
        op: OperationKind,
        account: &Account,
        name: &str,
        result: &Result<T>,
    ) -> Result<()> {
        let mut event = NewEvent::done(op, Some(account)).of_key(None, name);
        if let Err(error) = result {
            let ended = match error.outcome {
                crate::Outcome::Unknown => EventResult::Unknown,
                _ => EventResult::Failed,
            };
            event = event.ended(ended, Some(error.code));
        }
        self.store.record(&event)
    }

    /// Makes a group that keys can belong to, e.g. a sub account for a program. Sent once; its sign-in name is unique
    /// at the cloud, so that a second one cannot come of a lost answer.
    ///
    /// # Errors
    /// With the outcome.
    pub async fn create_group(self: &Arc<Self>, ask: CreateGroup) -> Result<Group> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let kind = this.extra(ask.kind, Extra::NewGroup)?;
            kind.check_group(&ask.fields)?;
            let (account, by) = this.sign_in_for(ask.account, kind.as_ref()).await?;
            this.store.check_room()?;
            let result = kind.create_group(&by, &ask.fields).await;
            let name = super::keys::name_of(&ask.fields);
            this.record_extra(OperationKind::CreateGroup, &account, &name, &result)?;
            result
        })
        .await
    }

    /// Where the keys of a group may be used from.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn group_rules(&self, ask: GroupRef) -> Result<AccessRules> {
        self.while_open(async {
            let kind = self.extra(ask.kind, Extra::Rules)?;
            let (_, by) = self.sign_in_for(ask.account, kind.as_ref()).await?;
            kind.rules(&by, &ask.group).await
        })
        .await
    }

    /// Replaces where the keys of a group may be used from.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`]; with the outcome.
    pub async fn set_group_rules(self: &Arc<Self>, ask: SetRules) -> Result<AccessRules> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let kind = this.extra(ask.kind, Extra::Rules)?;
            let (account, by) = this.sign_in_for(ask.account, kind.as_ref()).await?;
            this.store.check_room()?;
            let result = kind.set_rules(&by, &ask.group, &ask.rules).await;
            this.record_extra(OperationKind::Rules, &account, "", &result)?;
            result
        })
        .await
    }

    /// What a key is subscribed to.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn list_subscriptions(&self, ask: KeyRef) -> Result<Vec<Subscription>> {
        self.while_open(async {
            let row = self.key_row(ask.key)?;
            let kind = self.extra(row.kind, Extra::Subscriptions)?;
            let (_, by) = self.sign_in(row.account).await?;
            kind.subscriptions(&by, &row.remote.remote_id).await
        })
        .await
    }

    /// Subscribes a key to a product, or ends that.
    ///
    /// # Errors
    /// With the outcome.
    pub async fn subscribe(self: &Arc<Self>, ask: Subscribe) -> Result<Vec<Subscription>> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let kind = this.extra(row.kind, Extra::Subscriptions)?;
            let product = ask.product.trim();
            if product.is_empty() {
                return Err(Error::field("product", crate::error::FieldProblem::Missing));
            }
            let (account, by) = this.sign_in(row.account).await?;
            let remote_id = &row.remote.remote_id;
            this.store.check_room()?;
            let result = kind.subscribe(&by, remote_id, product, ask.on).await;
            this.record_extra(OperationKind::Subscribe, &account, row.name(), &result)?;
            result?;
            kind.subscriptions(&by, remote_id).await
        })
        .await
    }

    /// Names of what a key opens in the cloud's object storage.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn check_storage(&self, ask: KeyRef) -> Result<Vec<String>> {
        self.while_open(async {
            let row = self.key_row(ask.key)?;
            let kind = self.extra(row.kind, Extra::Storage)?;
            let credential = self.credential_of(&row).await?;
            kind.storage(&credential).await
        })
        .await
    }

    /// The projects of whom a key belongs to.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn list_projects(&self, ask: KeyRef) -> Result<Vec<Project>> {
        self.while_open(async {
            let row = self.key_row(ask.key)?;
            let kind = self.extra(row.kind, Extra::Projects)?;
            let credential = self.credential_of(&row).await?;
            kind.projects(&credential).await
        })
        .await
    }
}
