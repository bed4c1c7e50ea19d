//! The audit log.

use std::net::{IpAddr, Ipv4Addr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::ask::Ask;
use super::reply::Refusal;
use super::world::World;

/// Older entries are dropped, so that a snapshot stays small.
const KEPT: usize = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ActivityType {
    KeyCreate,
    KeyDelete,
    OpenapiKeyUpdate,
    RoleCreate,
    RoleUpdate,
    RoleDelete,
    ServiceUpdateQueryEndpoints,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KeyUpdate {
    Created,
    Deleted,
    NameChanged,
    StateChanged,
    DateChanged,
    IpAccessListChanged,
    #[serde(rename = "roles-v2-changed")]
    RolesChanged,
    RoleChanged,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ActorType {
    Api,
    User,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Activity {
    id: Uuid,
    created_at: Timestamp,
    r#type: ActivityType,
    actor_type: ActorType,
    actor_id: Uuid,
    actor_details: String,
    actor_ip_address: String,
    /// Filled in when the entry is written down.
    organization_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_key_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_update_type: Option<KeyUpdate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_role_ids: Option<Vec<Uuid>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_role_names: Option<Vec<String>>,
}

/// Who does something: a key through the API, or the person at the console.
pub(super) struct Actor {
    kind: ActorType,
    pub id: Uuid,
    pub name: String,
    address: IpAddr,
    user_agent: Option<String>,
}

impl Actor {
    pub fn key(id: Uuid, name: String, address: IpAddr, user_agent: Option<String>) -> Self {
        Actor {
            kind: ActorType::Api,
            id,
            name,
            address,
            user_agent,
        }
    }

    pub fn console() -> Self {
        Actor {
            kind: ActorType::User,
            id: Uuid::from_u128(0x5eed_0000_4000_8000_0000_0000_0001),
            name: "you@practice.example".to_owned(),
            address: Ipv4Addr::LOCALHOST.into(),
            user_agent: None,
        }
    }
}

impl Activity {
    fn by(actor: &Actor, now: Timestamp, kind: ActivityType) -> Self {
        Activity {
            id: Uuid::new_v4(),
            created_at: now,
            r#type: kind,
            actor_type: actor.kind,
            actor_id: actor.id,
            actor_details: actor.name.clone(),
            actor_ip_address: actor.address.to_string(),
            organization_id: Uuid::nil(),
            service_id: None,
            user_agent: actor.user_agent.clone(),
            target_key_id: None,
            key_update_type: None,
            target_role_ids: None,
            target_role_names: None,
        }
    }

    pub fn of_role(ask: &Ask, kind: ActivityType, role: Uuid, name: &str) -> Self {
        Activity {
            target_role_ids: Some(vec![role]),
            target_role_names: Some(vec![name.to_owned()]),
            ..Activity::by(&ask.actor, ask.now, kind)
        }
    }

    pub fn of_service(ask: &Ask, service: Uuid) -> Self {
        Activity {
            service_id: Some(service),
            ..Activity::by(
                &ask.actor,
                ask.now,
                ActivityType::ServiceUpdateQueryEndpoints,
            )
        }
    }
}

impl World {
    /// Writes an entry down; whatever is worth an entry is a change.
    pub fn note(&mut self, activity: Activity) {
        self.changed = true;
        self.activities.push(Activity {
            organization_id: self.organization.id,
            ..activity
        });
        let surplus = self.activities.len().saturating_sub(KEPT);
        self.activities.drain(..surplus);
    }

    /// Writes down what became of a key. Creation and deletion have a type of their own as well, which names no key.
    pub fn note_key(&mut self, actor: &Actor, now: Timestamp, key: Uuid, update: KeyUpdate) {
        match update {
            KeyUpdate::Created => self.note(Activity::by(actor, now, ActivityType::KeyCreate)),
            KeyUpdate::Deleted => self.note(Activity::by(actor, now, ActivityType::KeyDelete)),
            _ => {}
        }
        self.note(Activity {
            target_key_id: Some(key),
            key_update_type: Some(update),
            ..Activity::by(actor, now, ActivityType::OpenapiKeyUpdate)
        });
    }
}

pub(super) fn list(world: &World, ask: &Ask) -> Result<Value, Refusal> {
    let from = bound(ask, "from_date")?;
    let to = bound(ask, "to_date")?;
    let within = |activity: &&Activity| {
        from.is_none_or(|from| activity.created_at >= from)
            && to.is_none_or(|to| activity.created_at <= to)
    };
    let newest_first: Vec<&Activity> = world.activities.iter().rev().filter(within).collect();
    Ok(json!({ "result": newest_first }))
}

pub(super) fn read(world: &World, id: &str) -> Result<Value, Refusal> {
    let activity = world
        .activities
        .iter()
        .find(|activity| activity.id.to_string() == id);
    match activity {
        Some(activity) => Ok(json!({ "result": activity })),
        None => Err(Refusal::bad_request("Activity does not exist")),
    }
}

fn bound(ask: &Ask, name: &str) -> Result<Option<Timestamp>, Refusal> {
    ask.parameter(name)
        .map(|text| {
            text.parse()
                .map_err(|_| Refusal::bad_request(format!("{name} must be a date-time")))
        })
        .transpose()
}
