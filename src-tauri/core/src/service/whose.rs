//! Which cloud a thing belongs to: an error names its cloud, also when all that was asked with is an id.

use super::KeyService;
use crate::model::{AccountId, KeyId, KindId, ProviderId};

impl KeyService {
    /// The cloud of a kind of key.
    #[must_use]
    pub fn provider_of_kind(&self, id: KindId) -> Option<ProviderId> {
        self.kind(id).ok().map(|kind| kind.spec().provider)
    }

    /// The cloud of an account; `None` when it is not known here (any more).
    #[must_use]
    pub fn provider_of_account(&self, id: AccountId) -> Option<ProviderId> {
        self.account(id).ok().map(|(account, _)| account.provider)
    }

    /// The cloud of a key; `None` when it is not known here (any more).
    #[must_use]
    pub fn provider_of_key(&self, id: KeyId) -> Option<ProviderId> {
        self.key_row(id)
            .ok()
            .and_then(|row| self.provider_of_kind(row.kind))
    }
}
