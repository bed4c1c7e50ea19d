//! Keys: the list, and the changes of a key. Every change is journaled before it is sent.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::KeyService;
use crate::error::{Error, ErrorCode, FieldProblem, Result};
use crate::kind::{Credential, KeyKind, RemoteKey, SecretFields, Support};
use crate::model::{
    Account, AccountId, ApiKey, BinReason, EventResult, Expiry, FieldValue, Identity, KeyId,
    KeyList, KeyRef, KeyState, KindId, LastUsed, Look, NameKey, NewKeyFor, NewKeyOptions,
    OperationKind, Presence, SecretPlace,
};
use crate::store::{KeyRow, Listing, NewEvent, Place, TokenRow};

/// Accounts that are asked at the same time, beside those that let the others wait too long. Enough for one round of all
/// that people have, so that a look at all takes about as long as the slowest.
pub(super) const AT_ONCE: usize = 64;

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
        let mut tokens = self.store.tokens()?;
        let mut keys: Vec<ApiKey> = self
            .store
            .keys()?
            .iter()
            .map(|row| {
                let tokens = tokens.remove(&row.id).unwrap_or_default();
                self.api_key(row, tokens, &accounts, now)
            })
            .collect();
        self.join_alone(&mut keys, &accounts);
        self.drop_doubles(&mut keys, &accounts);
        Ok(KeyList {
            keys,
            looks: accounts
                .iter()
                .flat_map(|(account, _)| {
                    let kinds = self.kinds_of(account).into_iter();
                    let listed = kinds.filter(|kind| Self::lists(account, kind.spec()));
                    listed.map(|kind| {
                        let kind = kind.spec().id;
                        Look {
                            account: account.id,
                            kind,
                            looked_at: account.looked_at,
                            error: failed.get(&(account.id, kind)).cloned(),
                        }
                    })
                })
                .collect(),
        })
    }

    /// Asks one account's cloud for its keys of a kind and takes them into the index.
    pub(super) async fn look_now(&self, id: AccountId, kind: KindId) -> Result<Vec<RemoteKey>> {
        let kind = self.gate(kind, OperationKind::List)?;
        let (account, by) = self.sign_in(id).await?;
        self.look_at(&account, &by, &kind).await
    }

    pub(super) async fn look_at(
        &self,
        account: &Account,
        by: &Credential,
        kind: &Arc<dyn KeyKind>,
    ) -> Result<Vec<RemoteKey>> {
        let asked_at = Timestamp::now();
        let (listed, creators) = tokio::join!(kind.list(by), kind.creators(by));
        let mut keys = listed?;
        for key in &mut keys {
            if key.created_by.is_none() {
                key.created_by = creators.get(&key.remote_id).cloned();
            }
        }
        self.take_listing(account, kind.as_ref(), keys.clone(), asked_at)?;
        self.end_orphans()?;
        Ok(keys)
    }

    pub(super) fn take_listing(
        &self,
        account: &Account,
        kind: &dyn KeyKind,
        keys: Vec<RemoteKey>,
        asked_at: Timestamp,
    ) -> Result<()> {
        let lag = jiff::SignedDuration::from_secs(i64::from(kind.spec().listed_in_s));
        self.store.take_listing(&Listing {
            account: account.id,
            kind: kind.spec().id,
            tenant: Self::tenant(account),
            practice: account.practice,
            keys,
            fresh_since: asked_at - lag,
            changed: NewEvent::done(OperationKind::ChangedElsewhere, Some(account)),
        })
    }

    pub(super) fn key_row(&self, id: KeyId) -> Result<KeyRow> {
        self.store.key(id)?.ok_or_else(|| ErrorCode::Gone.into())
    }

    /// The account that signs in with this key, with its item.
    pub(super) fn signing_in<'a>(
        &self,
        accounts: &'a [(Account, Uuid)],
        row: &KeyRow,
    ) -> Option<&'a (Account, Uuid)> {
        let kind = self.kind(row.kind).ok()?;
        accounts.iter().find(|(account, _)| {
            let spec = kind.spec();
            (spec.signed_by.contains(&account.kind) || spec.id == account.kind)
                && account
                    .own_key
                    .as_deref()
                    .is_some_and(|own| kind.is_own(own, &row.remote.remote_id))
                // What stands alone does not know where it belongs.
                && (Self::tenant(account) == row.tenant
                    || (spec.alone && spec.id == account.kind && account.practice == row.practice))
        })
    }

    /// A key that stands alone may be in the list of another account too, which knows where it belongs: one key as well.
    fn join_alone(&self, keys: &mut Vec<ApiKey>, accounts: &[(Account, Uuid)]) {
        let named = |key: &ApiKey| (key.kind, key.remote_id.clone(), key.practice);
        let alone = |key: &ApiKey| key.own && self.kind(key.kind).is_ok_and(|k| k.spec().alone);
        let signs_in = |key: &ApiKey| {
            let mut accounts = accounts.iter().map(|(account, _)| account);
            accounts.any(|account| account.id == key.account && account.kind == key.kind)
        };
        let own = keys.iter().filter(|key| alone(key) && signs_in(key));
        let own: HashSet<_> = own.map(named).collect();
        let mut doubles = HashMap::new();
        keys.retain(|key| {
            let double = alone(key) && !signs_in(key) && own.contains(&named(key));
            if double {
                doubles.insert(named(key), (key.group.clone(), key.name.clone()));
            }
            !double
        });
        for key in keys {
            if let Some((group, name)) = doubles.remove(&named(key)) {
                key.group = key.group.take().or(group);
                if key.name.is_empty() {
                    key.name = name;
                }
            }
        }
    }

    /// The credential of an account that is also in a cloud's list is one key, not two.
    fn drop_doubles(&self, keys: &mut Vec<ApiKey>, accounts: &[(Account, Uuid)]) {
        let listed: Vec<(AccountId, bool)> = keys
            .iter()
            .filter(|key| key.own)
            .map(|key| {
                let lists = self.kind(key.kind).is_ok_and(|kind| lists(kind.as_ref()));
                (key.account, lists)
            })
            .collect();
        if listed.is_empty() {
            return;
        }
        let is_listed = |account: AccountId| listed.contains(&(account, true));
        keys.retain(|key| {
            let lists = self.kind(key.kind).is_ok_and(|kind| lists(kind.as_ref()));
            !key.own
                || lists
                || !accounts
                    .iter()
                    .any(|(a, _)| a.id == key.account && a.own_key.is_some() && is_listed(a.id))
        });
    }

    /// Writes the credential of an account into the list of keys, where its cloud lists none of its kind.
    pub(super) fn list_own(
        &self,
        account: &Account,
        kind: &dyn KeyKind,
        name: &str,
        fields: &SecretFields,
        confirmed: bool,
    ) -> Result<()> {
        // A list that was not documented may stay closed.
        let listed = Self::lists(account, kind.spec()) && !kind.spec().undocumented;
        let Some(own) = account.own_key.as_ref().filter(|_| !listed) else {
            return Ok(());
        };
        let remote = RemoteKey {
            remote_id: own.clone(),
            name: name.to_owned(),
            note: None,
            group: None,
            ends_with: account.ends_with.clone(),
            state: KeyState::Enabled,
            roles: Vec::new(),
            addresses: None,
            created_at: None,
            created_by: None,
            expires: Expiry::Unknown,
            last_used: LastUsed::Unknown,
        };
        let place = Place {
            kind: account.kind,
            tenant: &Self::tenant(account),
            account: account.id,
            practice: account.practice,
        };
        let id = self.store.put_key(&place, &remote)?;
        self.store
            .note_public_id(id, kind.public_id(fields).as_deref())?;
        if confirmed {
            self.store.mark_verified(id)?;
        }
        Ok(())
    }

    pub(super) fn describe(&self, row: &KeyRow) -> Result<ApiKey> {
        let tokens = self.store.tokens()?.remove(&row.id).unwrap_or_default();
        Ok(self.api_key(row, tokens, &self.store.accounts()?, Timestamp::now()))
    }

    fn api_key(
        &self,
        row: &KeyRow,
        tokens: Vec<TokenRow>,
        accounts: &[(Account, Uuid)],
        now: Timestamp,
    ) -> ApiKey {
        let remote = &row.remote;
        let signs_in = self.signing_in(accounts, row).map(|(_, item)| *item);
        let own = signs_in.is_some();
        let item = row.item.or(signs_in);
        let over = matches!(remote.expires, Expiry::At { at } if at <= now);
        ApiKey {
            id: row.id,
            provider: row.kind.provider(),
            kind: row.kind,
            account: row.account,
            remote_id: remote.remote_id.clone(),
            name: row.name().to_owned(),
            note: remote.note.clone(),
            group: remote.group.clone(),
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
            secret: match (item, row.lost) {
                (Some(item), _) => self.done_to(item).unwrap_or(SecretPlace::Here),
                (None, true) => SecretPlace::None,
                (None, false) => SecretPlace::Elsewhere,
            },
            tokens: tokens.into_iter().map(|row| row.token).collect(),
            presence: if row.gone {
                Presence::Gone
            } else {
                Presence::AtCloud
            },
            changed: row.changed.clone(),
            practice: row.practice,
            verified_at: row.verified_at,
            seen_at: row.seen_at,
            marks: row.marks.clone(),
        }
    }

    /// What a form for a new key needs to know of the cloud.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn new_key_options(&self, ask: NewKeyFor) -> Result<NewKeyOptions> {
        self.while_open(async {
            let kind = self.gate(ask.kind, OperationKind::Create)?;
            let (account, by) = self.sign_in(ask.account).await?;
            if kind.spec().undocumented && !account.undocumented {
                return Err(ErrorCode::Unsupported.into());
            }
            kind.options(&by).await
        })
        .await
    }

    /// Proves that a key whose secret is here works.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn verify_key(&self, ask: KeyRef) -> Result<Identity> {
        self.while_open(async {
            let row = self.key_row(ask.key)?;
            self.verify_row(&row).await
        })
        .await
    }

    /// As [`KeyService::verify_key`], also as a part of work that the lock does not end.
    pub(super) async fn verify_row(&self, row: &KeyRow) -> Result<Identity> {
        let kind = self.gate(row.kind, OperationKind::Verify)?;
        let credential = self.credential_of(row).await?;
        let by = match self.store.account(row.account)? {
            Some((account, _)) => Some(self.sign_in(account.id).await?.1),
            None => None,
        };
        let result = kind.prove(&credential, by.as_ref()).await;
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        let mut event = NewEvent::done(OperationKind::Verify, account.as_ref())
            .of_key(Some(row.id), row.name());
        match &result {
            Ok(identity) if identity.confirmed => self.store.mark_verified(row.id)?,
            Ok(_) => {}
            Err(error) => event = event.ended(EventResult::Failed, Some(error.code)),
        }
        self.store.record(&event)?;
        self.changed();
        result
    }

    /// Takes a key that the cloud has no more, or whose account is gone, out of the list, into the waste bin.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] when it is still at the cloud.
    pub async fn forget_key(&self, ask: KeyRef) -> Result<()> {
        let row = self.key_row(ask.key)?;
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        if !row.gone && account.is_some() {
            return Err(ErrorCode::Conflict.into());
        }
        self.store.bin_key(row.id, BinReason::Forgotten)?;
        let mut event = NewEvent::done(OperationKind::Forget, account.as_ref());
        event.practice = row.practice;
        self.store.record(&event.of_key(Some(row.id), row.name()))?;
        self.tidy().await;
        self.changed();
        self.wake.notify_one(); // for a copy without it
        Ok(())
    }

    /// The user took note of what others changed about a key: how it is now is how they know it.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], those of the data file.
    pub async fn accept_change(&self, ask: KeyRef) -> Result<ApiKey> {
        let row = self.key_row(ask.key)?;
        self.store.accept_change(row.id)?;
        self.changed();
        self.describe(&self.key_row(row.id)?)
    }

    /// Gives a key a name of the user's own, where the cloud gives keys none. Nothing changes at the cloud.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] where keys have names at the cloud, [`ErrorCode::FieldInvalid`].
    pub async fn name_key(&self, ask: NameKey) -> Result<ApiKey> {
        let row = self.key_row(ask.key)?;
        if !row.remote.name.is_empty() {
            return Err(ErrorCode::Unsupported.into());
        }
        let name = ask.name.trim();
        if name.chars().count() > LONGEST_LABEL {
            return Err(Error::field("name", FieldProblem::TooLong));
        }
        self.store
            .label_key(row.id, (!name.is_empty()).then_some(name))?;
        self.changed();
        self.describe(&self.key_row(row.id)?)
    }
}

/// The name that a form gives a key.
pub(super) fn name_of(fields: &crate::model::NewKey) -> String {
    match fields.get("name").or_else(|| fields.get(LABEL)) {
        Some(FieldValue::Text(name)) => name.trim().to_owned(),
        _ => String::new(),
    }
}

/// Field of a new key: the user's own name of it, where the cloud gives keys none. Never sent.
pub(in crate::service) const LABEL: &str = "label";
/// Characters of such a name at most.
const LONGEST_LABEL: usize = 60;

/// Whether the cloud lists keys of this kind.
fn lists(kind: &dyn KeyKind) -> bool {
    kind.spec().operations.list == Support::Api
}
