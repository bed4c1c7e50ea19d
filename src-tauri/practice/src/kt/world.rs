//! Everything the practice cloud remembers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::credentials::ApiKey;
use crate::random::same;
use crate::stage;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct World {
    edition: u32,
    pub account: Account,
    pub api_key: DefaultKey,
    /// Oldest first, as everything that follows.
    pub storage_keys: Vec<StorageKey>,
    pub tokens: Vec<Token>,
    pub boxes: Vec<FileBox>,
    pub next_seq: u64,
    /// Set by whatever changes the world; taken by whoever announces it.
    #[serde(skip)]
    pub changed: bool,
}

/// The account, whose login to the portal opens the D platform too.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Account {
    /// The login id, an e-mail address.
    pub portal_id: String,
    pub password: String,
    /// The user's id on the D platform.
    pub user_id: String,
    /// The project of the D platform whose name is the login id.
    pub project_id: String,
    /// A project of the D platform in which the account has no role.
    pub other_project: Project,
    /// What stands behind `AUTH_` in addresses of Object Storage 1.0.
    pub storage_id: String,
    /// The domain and the project of Object Storage 2.0.
    pub domain_id: String,
    pub storage_project_id: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Project {
    pub id: String,
    pub name: String,
}

/// The one key of the G platform that every account has.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct DefaultKey {
    pub pair: ApiKey,
    pub active: bool,
}

/// Which object storage a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StorageGeneration {
    /// Object Storage 1.0, which logs in the way of Swift.
    One,
    /// Object Storage 2.0, which logs in the way of Keystone.
    Two,
    /// The storage that signs the way of S3.
    S3,
}

/// A key of the console's Storage tab.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct StorageKey {
    pub generation: StorageGeneration,
    pub access_key: String,
    pub secret_key: String,
}

/// A token that was handed out and not yet revoked.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Token {
    pub value: String,
    pub realm: Realm,
    pub issued_at: Timestamp,
    pub expires_at: Timestamp,
}

/// Where a token is good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Realm {
    /// A zone of the D platform.
    Zone(String),
    /// Object Storage 1.0 or 2.0.
    Storage(StorageGeneration),
}

/// A bucket or container, as the clouds that are not KT's call it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FileBox {
    pub name: String,
    pub created_at: Timestamp,
}

impl World {
    pub fn new(account: Account, pair: ApiKey) -> Self {
        World {
            edition: <World as stage::World>::EDITION,
            account,
            api_key: DefaultKey { pair, active: true },
            storage_keys: Vec::new(),
            tokens: Vec::new(),
            boxes: Vec::new(),
            next_seq: 1,
            changed: false,
        }
    }

    /// The storage keys of one generation.
    pub fn keys_of(&self, generation: StorageGeneration) -> impl Iterator<Item = &StorageKey> {
        self.storage_keys
            .iter()
            .filter(move |key| key.generation == generation)
    }

    /// Whether a storage takes this user, by access key or login id, with this secret.
    pub fn opens(&self, generation: StorageGeneration, user: &str, secret: &str) -> bool {
        self.keys_of(generation).any(|key| {
            (key.access_key == user || self.account.portal_id == user)
                && same(&key.secret_key, secret)
        })
    }

    /// A token that is good there and has not ended.
    pub fn live_token(&self, value: &str, realm: &Realm, now: Timestamp) -> Option<&Token> {
        self.tokens.iter().find(|token| {
            same(&token.value, value) && token.realm == *realm && token.expires_at > now
        })
    }

    /// Notes that a key was made.
    pub fn count_key(&mut self) {
        self.next_seq += 1;
        self.changed = true;
    }
}

impl stage::World for World {
    const EDITION: u32 = 1;

    fn edition(&self) -> u32 {
        self.edition
    }

    fn next_seq(&self) -> u64 {
        self.next_seq
    }

    fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }
}
