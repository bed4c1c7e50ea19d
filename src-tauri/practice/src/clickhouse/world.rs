//! Everything the practice cloud remembers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::activities::Activity;
use super::role_model::{Role, RoleType};
use super::services::{QueryEndpoint, Service};
use crate::clock::whole_seconds;
use crate::stage;

/// Whether a key is switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyState {
    /// The key works until it expires.
    #[default]
    Enabled,
    /// The key is refused.
    Disabled,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct World {
    edition: u32,
    pub organization: Organization,
    /// Oldest first.
    pub keys: Vec<Key>,
    pub deleted_keys: BTreeSet<Uuid>,
    pub roles: Vec<Role>,
    pub deleted_roles: BTreeSet<Uuid>,
    pub services: Vec<Service>,
    pub query_endpoints: BTreeMap<Uuid, QueryEndpoint>,
    /// Oldest first.
    pub activities: Vec<Activity>,
    pub next_seq: u64,
    /// Set by whatever changes the world; taken by whoever announces it.
    #[serde(skip)]
    pub changed: bool,
    /// How many more requests a new key signs in vain.
    #[serde(skip)]
    pub asleep: HashMap<Uuid, u32>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Organization {
    pub id: Uuid,
    pub name: String,
    pub created_at: Timestamp,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Key {
    pub seq: u64,
    pub id: Uuid,
    pub name: String,
    pub state: KeyState,
    pub id_hash: String,
    pub secret_hash: String,
    pub suffix: String,
    pub assigned_roles: Vec<Uuid>,
    /// Roles of the old model; what counts while no new ones are assigned.
    pub legacy_roles: Vec<String>,
    pub created_at: Timestamp,
    pub expire_at: Option<Timestamp>,
    pub used_at: Option<Timestamp>,
    pub ip_access_list: Vec<IpEntry>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IpEntry {
    pub source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Key {
    pub fn is_active(&self, now: Timestamp) -> bool {
        self.state == KeyState::Enabled && self.expire_at.is_none_or(|end| end > now)
    }
}

impl World {
    /// A new organization with its system roles, two custom roles and two services, and no key yet.
    pub fn new(name: String, now: Timestamp) -> Self {
        let now = whole_seconds(now);
        let organization = Organization {
            id: Uuid::new_v4(),
            name,
            created_at: now,
        };
        World {
            edition: <World as stage::World>::EDITION,
            roles: Role::first_set(organization.id, now),
            organization,
            keys: Vec::new(),
            deleted_keys: BTreeSet::new(),
            deleted_roles: BTreeSet::new(),
            services: Service::first_set(now),
            query_endpoints: BTreeMap::new(),
            activities: Vec::new(),
            next_seq: 1,
            changed: false,
            asleep: HashMap::new(),
        }
    }

    pub fn key(&self, id: Uuid) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == id)
    }

    pub fn key_mut(&mut self, id: Uuid) -> Option<&mut Key> {
        self.keys.iter_mut().find(|key| key.id == id)
    }

    pub fn role(&self, id: Uuid) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The role of that name; a system role wins over a custom one.
    pub fn role_named(&self, name: &str) -> Option<&Role> {
        let named = || self.roles.iter().filter(|role| role.name == name);
        named()
            .find(|role| role.kind == RoleType::System)
            .or(named().next())
    }

    pub fn organization_resource(&self) -> String {
        format!("organization/{}", self.organization.id)
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
