//! A practice ClickHouse Cloud: the control-plane API of one organization.
//!
//! Where the real service is not documented, the stricter reading is taken: unknown body fields, past expiry dates and
//! a key that switches itself off are refused.

mod account;
mod activities;
mod ask;
mod auth;
mod first;
mod key_fields;
mod keys;
mod limits;
mod mint;
mod reply;
mod role_model;
mod roles;
mod route;
mod server;
mod services;
mod spoil;
mod trouble;
mod world;

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use crate::handle::handle;
use activities::{Actor, KeyUpdate};
use first::{draft, first_world};
use keys::Lock;
use server::Shared;
use world::World;

pub use crate::clock::Clock;
pub use limits::RateLimit;
pub use route::Call;
pub use trouble::Trouble;
pub use world::KeyState;

/// How a practice cloud starts.
#[derive(Clone)]
pub struct Options {
    /// The service's clock.
    pub clock: Clock,
    /// What [`PracticeClickHouse::snapshot`] once gave; starts a new organization if absent.
    pub snapshot: Option<Value>,
    /// How many ready-made keys a new organization has besides the first. Nobody knows their secrets.
    pub seed_keys: usize,
    /// Most keys a page of the list holds, whatever the caller asks for.
    pub page_limit: usize,
    /// Most keys the organization may have.
    pub key_quota: usize,
    /// Requests per key and window. Far above the real 10 per 10 s, so that nobody waits while learning.
    pub rate_limit: RateLimit,
    /// The address callers seem to come from; their real one, loopback, if absent.
    pub caller_address: Option<IpAddr>,
    /// Name of a new organization.
    pub organization_name: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            clock: Arc::new(Timestamp::now),
            snapshot: None,
            seed_keys: 0,
            page_limit: 250,
            key_quota: 100,
            rate_limit: RateLimit {
                requests: 10_000,
                window: Duration::from_secs(10),
            },
            caller_address: None,
            organization_name: "Practice".to_owned(),
        }
    }
}

/// The first key of a new organization, with its secret. Has the role Admin and works from anywhere.
#[derive(Clone)]
pub struct Bootstrap {
    /// The login id.
    pub key_id: String,
    /// The secret. Given out here and nowhere else.
    pub key_secret: String,
    /// The organization's id, a UUID.
    pub organization_id: String,
    /// The key's resource id, a UUID.
    pub key_uuid: String,
}

impl fmt::Debug for Bootstrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bootstrap")
            .field("key_id", &self.key_id)
            .field("organization_id", &self.organization_id)
            .field("key_uuid", &self.key_uuid)
            .finish_non_exhaustive()
    }
}

/// A key as an assertion wants to see it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyView {
    /// The resource id, a UUID.
    pub id: String,
    /// The name.
    pub name: String,
    /// Whether it is switched on.
    pub state: KeyState,
    /// Names of the assigned roles; those of the old model if there are none.
    pub roles: Vec<String>,
    /// Last four characters of the login id.
    pub suffix: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends, if it does.
    pub expire_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub used_at: Option<Timestamp>,
    /// Addresses and networks it works from.
    pub ip_access_list: Vec<String>,
}

/// A key made past the API, as if in the console.
#[derive(Clone, Debug)]
pub struct NewPracticeKey {
    /// The name.
    pub name: String,
    /// Roles by name; names that do not exist are left out.
    pub roles: Vec<String>,
    /// Whether it is switched on.
    pub state: KeyState,
    /// When it ends; may lie in the past.
    pub expire_at: Option<Timestamp>,
    /// Addresses and networks it works from; none at all if empty.
    pub ip_access_list: Vec<String>,
}

impl Default for NewPracticeKey {
    /// An enabled Admin key without an end that works from anywhere.
    fn default() -> Self {
        NewPracticeKey {
            name: "practice key".to_owned(),
            roles: vec!["Admin".to_owned()],
            state: KeyState::Enabled,
            expire_at: None,
            ip_access_list: vec!["0.0.0.0/0".to_owned(), "::/0".to_owned()],
        }
    }
}

handle! {
    /// A running practice cloud. Dropping it closes the port and the connections.
    ///
    /// Its snapshots hold secrets as hashes only. Each POST to `…/keys` asks for a key.
    PracticeClickHouse, Bootstrap
}

impl PracticeClickHouse {
    /// The organization's id, a UUID.
    pub fn organization_id(&self) -> String {
        self.stage().world().organization.id.to_string()
    }

    /// The keys there are, oldest first.
    pub fn keys(&self) -> Vec<KeyView> {
        let world = self.stage().world();
        world.keys.iter().map(|key| key_view(&world, key)).collect()
    }

    /// Makes a key as if in the console. Returns resource id, login id and secret; all empty if the system gives no
    /// randomness.
    pub fn add_key(&self, new: NewPracticeKey) -> (String, String, String) {
        let Ok(minted) = mint::mint() else {
            return Default::default();
        };
        let now = self.stage().now(0);
        let id = self.stage().change(|world| {
            let draft = draft(world, new);
            keys::add(world, &Actor::console(), now, Lock::of(&minted), draft)
        });
        (id.to_string(), minted.key_id, minted.key_secret)
    }

    /// Deletes a key as if in the console. Says whether there was one.
    pub fn remove_key(&self, id: &str) -> bool {
        let now = self.stage().now(0);
        id.parse().is_ok_and(|id| {
            self.stage()
                .change(|world| keys::remove(world, &Actor::console(), now, id))
        })
    }

    /// Switches a key on or off as if in the console. Says whether there was one.
    pub fn set_key_state(&self, id: &str, state: KeyState) -> bool {
        let now = self.stage().now(0);
        self.stage().change(|world| {
            let Some(key) = id.parse().ok().and_then(|id| world.key_mut(id)) else {
                return false;
            };
            key.state = state;
            let id = key.id;
            world.note_key(&Actor::console(), now, id, KeyUpdate::StateChanged);
            true
        })
    }
}

fn key_view(world: &World, key: &world::Key) -> KeyView {
    let assigned = key.assigned_roles.iter().filter_map(|id| world.role(*id));
    let roles: Vec<String> = assigned.map(|role| role.name.clone()).collect();
    KeyView {
        id: key.id.to_string(),
        name: key.name.clone(),
        state: key.state,
        roles: if roles.is_empty() {
            key.legacy_roles.clone()
        } else {
            roles
        },
        suffix: key.suffix.clone(),
        created_at: key.created_at,
        expire_at: key.expire_at,
        used_at: key.used_at,
        ip_access_list: key
            .ip_access_list
            .iter()
            .map(|entry| entry.source.clone())
            .collect(),
    }
}
