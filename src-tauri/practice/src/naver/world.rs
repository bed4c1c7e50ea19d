//! Everything the practice cloud remembers.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::access_rules::AccessRule;
use super::policy::{Policy, Right};
use super::products::{Product, Subscription};
use crate::stage;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct World {
    edition: u32,
    pub account: Account,
    /// Oldest first, as everything that follows.
    pub sub_accounts: Vec<SubAccount>,
    pub access_keys: Vec<AccessKey>,
    pub api_keys: Vec<ApiKey>,
    pub products: Vec<Product>,
    pub subscriptions: Vec<Subscription>,
    pub buckets: Vec<Bucket>,
    pub next_seq: u64,
    /// Set by whatever changes the world; taken by whoever announces it.
    #[serde(skip)]
    pub changed: bool,
    /// How many more requests a new access key signs in vain.
    #[serde(skip)]
    pub asleep: HashMap<String, u32>,
}

/// The main account.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Account {
    pub id: Uuid,
    pub tenant_id: String,
    pub login_alias: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct SubAccount {
    pub seq: u64,
    pub id: Uuid,
    pub login_id: String,
    pub name: String,
    pub email: Option<String>,
    pub memo: Option<String>,
    pub active: bool,
    pub can_api_gateway_access: bool,
    pub can_console_access: bool,
    pub need_password_reset: bool,
    pub is_mfa_mandatory: bool,
    pub console_permit_ips: Option<Vec<String>>,
    pub access_rule: AccessRule,
    pub policies: BTreeSet<Policy>,
    pub created_at: Timestamp,
    pub last_login: Option<Timestamp>,
}

/// Whose an access key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Owner {
    Main,
    Sub(Uuid),
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct AccessKey {
    pub seq: u64,
    pub owner: Owner,
    pub id: String,
    /// Kept, because a signature cannot be checked without it. Given out when it is made and never again.
    pub secret: String,
    pub active: bool,
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used: Option<Timestamp>,
    /// When it ends, if it is a temporary one.
    pub expires_at: Option<Timestamp>,
}

/// An API key of API Gateway. Its values can be read again at any time, as they can in the real service.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct ApiKey {
    pub seq: u64,
    pub id: String,
    pub name: String,
    pub description: Option<String>,
    pub primary: String,
    pub secondary: String,
    pub modifier: String,
    pub enabled: bool,
    pub modified_at: Timestamp,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Bucket {
    pub name: String,
    pub created_at: Timestamp,
}

impl AccessKey {
    pub fn is_permanent(&self) -> bool {
        self.expires_at.is_none()
    }

    pub fn is_active(&self, now: Timestamp) -> bool {
        self.active && self.expires_at.is_none_or(|end| end > now)
    }
}

impl World {
    /// A new main account with nothing in it.
    pub fn new(login_alias: String) -> Self {
        World {
            edition: <World as stage::World>::EDITION,
            account: Account {
                id: Uuid::new_v4(),
                tenant_id: Uuid::new_v4().simple().to_string(),
                login_alias,
            },
            sub_accounts: Vec::new(),
            access_keys: Vec::new(),
            api_keys: Vec::new(),
            products: Vec::new(),
            subscriptions: Vec::new(),
            buckets: Vec::new(),
            next_seq: 1,
            changed: false,
            asleep: HashMap::new(),
        }
    }

    pub fn sub_account(&self, id: Uuid) -> Option<&SubAccount> {
        self.sub_accounts.iter().find(|account| account.id == id)
    }

    pub fn sub_account_mut(&mut self, id: Uuid) -> Option<&mut SubAccount> {
        self.sub_accounts
            .iter_mut()
            .find(|account| account.id == id)
    }

    pub fn access_key(&self, id: &str) -> Option<&AccessKey> {
        self.access_keys.iter().find(|key| key.id == id)
    }

    /// The keys of one owner that do not end by themselves.
    pub fn permanent_keys(&self, owner: Owner) -> impl Iterator<Item = &AccessKey> {
        self.access_keys
            .iter()
            .filter(move |key| key.owner == owner && key.is_permanent())
    }

    /// The id under which an owner appears in answers.
    pub fn owner_id(&self, owner: Owner) -> String {
        match owner {
            Owner::Main => self.account.id.to_string(),
            Owner::Sub(id) => id.to_string(),
        }
    }

    /// Whether an owner may do this. The main account may do everything.
    pub fn may(&self, owner: Owner, right: Right) -> bool {
        match owner {
            Owner::Main => true,
            Owner::Sub(id) => self
                .sub_account(id)
                .is_some_and(|account| account.policies.iter().any(|policy| policy.grants(right))),
        }
    }

    pub fn take_seq(&mut self) -> u64 {
        let seq = self.next_seq;
        self.next_seq += 1;
        seq
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
