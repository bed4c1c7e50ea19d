//! The gate to the clouds, and what is needed to pass it: the kind of a key, an account's place and credential.

use std::sync::Arc;

use url::Url;
use uuid::Uuid;

use super::KeyService;
use crate::error::{Error, ErrorCode, FieldProblem, Result};
use crate::kind::{Credential, KeyKind, KindSpec, Support};
use crate::model::{Account, AccountId, KindId, OperationKind};

/// Base address of a kind's API in one of the provider's clouds.
pub(super) fn base_of(spec: &KindSpec, realm: Option<&str>) -> Result<&'static str> {
    let mut realms = spec.realms.iter();
    let found = match realm {
        Some(id) => realms.find(|realm| realm.id == id),
        None => realms.next(),
    };
    found
        .map(|realm| realm.base_url)
        .ok_or_else(|| Error::field("realm", FieldProblem::NotAChoice))
}

impl KeyService {
    pub(super) fn kind(&self, id: KindId) -> Result<Arc<dyn KeyKind>> {
        self.kinds
            .iter()
            .find(|kind| kind.spec().id == id)
            .cloned()
            .ok_or_else(|| ErrorCode::Unsupported.into())
    }

    /// The gate: nothing reaches a cloud that the kind does not declare. Kinds carry no such checks themselves.
    pub(super) fn gate(&self, id: KindId, op: OperationKind) -> Result<Arc<dyn KeyKind>> {
        let kind = self.kind(id)?;
        let can = kind.spec().operations;
        let support = match op {
            OperationKind::Connect | OperationKind::Verify => can.verify,
            OperationKind::List | OperationKind::Reconcile => can.list,
            OperationKind::Create => can.create,
            OperationKind::Update => can.update,
            OperationKind::Pause | OperationKind::Resume => can.switch,
            OperationKind::Delete => can.delete,
            OperationKind::Reread => can.reread,
            OperationKind::Regenerate | OperationKind::Rotate => can.regenerate,
            OperationKind::MintToken | OperationKind::CheckToken | OperationKind::RevokeToken => {
                can.token
            }
            // These do not leave this computer.
            OperationKind::Disconnect
            | OperationKind::Replace
            | OperationKind::Retire
            | OperationKind::PutBack
            | OperationKind::Discard
            // Each of its steps passes the gate as what it is.
            | OperationKind::Emergency
            | OperationKind::Copy
            | OperationKind::Reveal
            | OperationKind::Forget
            | OperationKind::ChangedElsewhere
            | OperationKind::Export
            | OperationKind::Restore => Support::Api,
            // Gated by the kind's extras.
            OperationKind::CreateGroup | OperationKind::Rules | OperationKind::Subscribe => {
                Support::Never
            }
        };
        match support {
            Support::Api => Ok(kind),
            Support::Guided | Support::Never => Err(ErrorCode::Unsupported.into()),
        }
    }

    pub(super) fn account(&self, id: AccountId) -> Result<(Account, Uuid)> {
        self.store
            .account(id)?
            .ok_or_else(|| ErrorCode::Gone.into())
    }

    /// An account with what it signs in with, ready to call its cloud.
    pub(super) async fn sign_in(&self, id: AccountId) -> Result<(Account, Credential)> {
        let (account, item) = self.account(id)?;
        let base_url = self.base_url(&account).await?;
        let by = Credential {
            kind: account.kind,
            base_url,
            fields: self.read_item(item, account.kind).await?,
            scope: account.scope.as_ref().map(|scope| scope.id.clone()),
            own_key: account.own_key.clone(),
        };
        Ok((account, by))
    }

    pub(super) async fn base_url(&self, account: &Account) -> Result<Url> {
        if account.practice {
            return self.practice_url(account.provider).await;
        }
        let text = match &account.endpoint {
            Some(endpoint) => endpoint.as_str(),
            None => base_of(self.kind(account.kind)?.spec(), account.realm.as_deref())?,
        };
        crate::http::read_endpoint(text)
    }

    /// Whether the cloud is asked for an account's keys of this kind.
    pub(super) fn lists(account: &Account, spec: &KindSpec) -> bool {
        spec.signed_by.contains(&account.kind)
            && spec.operations.list == Support::Api
            && (account.undocumented || !spec.undocumented)
    }

    /// The kinds of key that an account can look after.
    pub(super) fn kinds_of(&self, account: &Account) -> Vec<Arc<dyn KeyKind>> {
        let kinds = self.kinds.iter();
        kinds
            .filter(|kind| kind.spec().signed_by.contains(&account.kind))
            .cloned()
            .collect()
    }

    /// Which organization of which cloud an account belongs to, whatever key it signs in with.
    pub(super) fn tenant(account: &Account) -> String {
        let place = match (&account.endpoint, &account.realm, account.practice) {
            (_, _, true) => "practice",
            (Some(endpoint), _, false) => endpoint,
            (None, Some(realm), false) => realm,
            (None, None, false) => "cloud",
        };
        let scope = account.scope.as_ref().map_or("", |scope| scope.id.as_str());
        format!("{place} {scope}")
    }
}
