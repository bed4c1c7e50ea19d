//! What is seen and done past the API, as if in the console.

use jiff::Timestamp;

use super::policy::Policy;
use super::products::{Subscription, SubscriptionStatus};
use super::sub_account_fields::Fields;
use super::world::{AccessKey, ApiKey, Owner, SubAccount};
use super::{PracticeNaver, access_keys, api_keys, sub_accounts};
use crate::clock::whole_seconds;

/// An API Gateway key as an assertion wants to see it.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiKeyView {
    /// The id, 10 characters.
    pub id: String,
    /// The name.
    pub name: String,
    /// The description, if there is one.
    pub description: Option<String>,
    /// Whether it is switched on.
    pub enabled: bool,
    /// When it was last changed.
    pub modified_at: Timestamp,
}

/// A sub account as an assertion wants to see it.
#[derive(Clone, Debug, PartialEq)]
pub struct SubAccountView {
    /// The `subAccountId`, a UUID.
    pub id: String,
    /// The login id.
    pub login_id: String,
    /// The name.
    pub name: String,
    /// Whether it is switched on.
    pub active: bool,
    /// Whether its keys may sign at all.
    pub can_api_gateway_access: bool,
    /// The attached policies.
    pub policies: Vec<Policy>,
}

/// An access key as an assertion wants to see it, without its secret.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessKeyView {
    /// The access key id.
    pub access_key: String,
    /// The sub account it is of. `None` for the main account.
    pub sub_account_id: Option<String>,
    /// Whether it works.
    pub active: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used: Option<Timestamp>,
    /// When it ends, if it is temporary.
    pub expires_at: Option<Timestamp>,
}

impl PracticeNaver {
    /// The main account's id, a UUID.
    pub fn account_id(&self) -> String {
        self.stage().world().account.id.to_string()
    }

    /// The API Gateway keys, oldest first.
    pub fn api_keys(&self) -> Vec<ApiKeyView> {
        let view = |key: &ApiKey| ApiKeyView {
            id: key.id.clone(),
            name: key.name.clone(),
            description: key.description.clone(),
            enabled: key.enabled,
            modified_at: key.modified_at,
        };
        self.stage().world().api_keys.iter().map(view).collect()
    }

    /// The sub accounts, oldest first.
    pub fn sub_accounts(&self) -> Vec<SubAccountView> {
        let view = |account: &SubAccount| SubAccountView {
            id: account.id.to_string(),
            login_id: account.login_id.clone(),
            name: account.name.clone(),
            active: account.active,
            can_api_gateway_access: account.can_api_gateway_access,
            policies: account.policies.iter().copied().collect(),
        };
        self.stage().world().sub_accounts.iter().map(view).collect()
    }

    /// The access keys of everybody, oldest first.
    pub fn access_keys(&self) -> Vec<AccessKeyView> {
        let view = |key: &AccessKey| AccessKeyView {
            access_key: key.id.clone(),
            sub_account_id: match key.owner {
                Owner::Main => None,
                Owner::Sub(id) => Some(id.to_string()),
            },
            active: key.active,
            created_at: key.created_at,
            last_used: key.last_used,
            expires_at: key.expires_at,
        };
        self.stage().world().access_keys.iter().map(view).collect()
    }

    /// The ids of the published products: the account's own one, and one of somebody else who must agree.
    pub fn product_ids(&self) -> Vec<String> {
        let world = self.stage().world();
        world.products.iter().map(|one| one.id.clone()).collect()
    }

    /// Makes an enabled API Gateway key. Returns its id; empty if the system gives no randomness.
    pub fn add_api_key(&self, name: &str) -> String {
        let now = whole_seconds(self.stage().now(0));
        let added = self.stage().change(|world| {
            let modifier = world.owner_id(Owner::Main);
            api_keys::add(world, modifier, now, name.to_owned(), None)
        });
        added.unwrap_or_default()
    }

    /// Deletes an API Gateway key. Says whether there was one.
    pub fn remove_api_key(&self, id: &str) -> bool {
        self.stage().change(|world| api_keys::remove(world, id))
    }

    /// Makes a sub account for a robot, with these policies. Returns its id.
    pub fn add_sub_account(&self, login_id: &str, policies: &[Policy]) -> String {
        let now = whole_seconds(self.stage().now(0));
        let fields = Fields::robot(login_id, login_id);
        let added = self
            .stage()
            .change(|world| sub_accounts::add(world, fields, now));
        let id = added.map(|id| id.to_string()).unwrap_or_default();
        self.set_policies(&id, policies);
        id
    }

    /// Attaches these policies to a sub account and no others. Says whether there is one.
    pub fn set_policies(&self, sub_account_id: &str, policies: &[Policy]) -> bool {
        self.change_sub_account(sub_account_id, |account| {
            account.policies = policies.iter().copied().collect();
        })
    }

    /// Switches a sub account on or off. Says whether there is one.
    pub fn set_sub_account_active(&self, sub_account_id: &str, active: bool) -> bool {
        self.change_sub_account(sub_account_id, |account| account.active = active)
    }

    /// Lets the keys of a sub account sign, or not. Says whether there is one.
    pub fn set_api_gateway_access(&self, sub_account_id: &str, can: bool) -> bool {
        self.change_sub_account(sub_account_id, |account| {
            account.can_api_gateway_access = can
        })
    }

    /// Makes an access key of a sub account, of the main account if none is named. Returns key and secret; `None` if
    /// there is no such account or no randomness.
    pub fn add_access_key(&self, sub_account_id: Option<&str>) -> Option<(String, String)> {
        let now = self.stage().now(0);
        let minted = self.stage().change(|world| {
            let owner = match sub_account_id {
                None => Owner::Main,
                Some(id) => Owner::Sub(sub_accounts::find(world, id)?.id),
            };
            access_keys::add(world, owner, now, None)
        });
        let minted = minted.ok()?;
        Some((minted.access_key, minted.secret_key))
    }

    /// Stops or starts an access key of anybody. Says whether there is one.
    pub fn set_access_key_active(&self, access_key: &str, active: bool) -> bool {
        self.change_access_key(access_key, |key| key.active = active)
    }

    /// Notes that an access key was used then. Says whether there is one.
    pub fn mark_used(&self, access_key: &str, at: Timestamp) -> bool {
        self.change_access_key(access_key, |key| key.last_used = Some(at))
    }

    /// Deletes an access key of anybody. Says whether there was one.
    pub fn remove_access_key(&self, access_key: &str) -> bool {
        self.stage().change(|world| {
            let before = world.access_keys.len();
            world.access_keys.retain(|key| key.id != access_key);
            world.changed = true;
            world.access_keys.len() < before
        })
    }

    /// Decides on a subscription as its publisher would; subscribes first where there is none. Says whether there are
    /// such a key and such a product.
    pub fn set_subscription(
        &self,
        api_key_id: &str,
        product_id: &str,
        status: SubscriptionStatus,
    ) -> bool {
        let now = whole_seconds(self.stage().now(0));
        self.stage().change(|world| {
            let known = api_keys::find(world, api_key_id).is_ok()
                && world.products.iter().any(|one| one.id == product_id);
            if !known {
                return false;
            }
            world
                .subscriptions
                .retain(|one| one.api_key != api_key_id || one.product != product_id);
            world.subscriptions.push(Subscription {
                api_key: api_key_id.to_owned(),
                product: product_id.to_owned(),
                status,
                registered_at: now,
                modified_at: now,
            });
            world.changed = true;
            true
        })
    }

    fn change_sub_account(&self, id: &str, f: impl FnOnce(&mut SubAccount)) -> bool {
        self.stage().change(|world| {
            let found = id.parse().ok().and_then(|id| world.sub_account_mut(id));
            let there = found.map(f).is_some();
            world.changed |= there;
            there
        })
    }

    fn change_access_key(&self, id: &str, f: impl FnOnce(&mut AccessKey)) -> bool {
        self.stage().change(|world| {
            let found = world.access_keys.iter_mut().find(|key| key.id == id);
            let there = found.map(f).is_some();
            world.changed |= there;
            there
        })
    }
}
