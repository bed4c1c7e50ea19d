//! The key calls.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::activities::{Actor, KeyUpdate};
use super::ask::{self, Ask};
use super::key_fields::{
    Fields, check_name, checked_addresses, checked_hashes, checked_legacy_roles, checked_roles,
    expiry,
};
use super::mint;
use super::reply::Refusal;
use super::roles;
use super::trouble::Trouble;
use super::world::{IpEntry, Key, KeyState, World};
use crate::clock::whole_seconds;

/// In front of every cursor, so that one that is not percent-encoded does not come back whole.
const CURSOR_MARK: &str = "+/=";

/// The hashes by which a key is recognised.
pub(super) struct Lock {
    pub id_hash: String,
    pub secret_hash: String,
    pub suffix: String,
}

impl Lock {
    pub fn of(minted: &mint::Minted) -> Self {
        Lock {
            id_hash: mint::hash(&minted.key_id),
            secret_hash: mint::hash(&minted.key_secret),
            suffix: mint::suffix(&minted.key_id),
        }
    }
}

/// A key about to be made.
#[derive(Default)]
pub(super) struct Draft {
    pub name: String,
    pub state: KeyState,
    pub expire_at: Option<Timestamp>,
    pub assigned_roles: Vec<Uuid>,
    pub legacy_roles: Vec<String>,
    pub ip_access_list: Vec<IpEntry>,
}

/// Adds a key and writes its creation down.
pub(super) fn add(
    world: &mut World,
    actor: &Actor,
    now: Timestamp,
    lock: Lock,
    draft: Draft,
) -> Uuid {
    let id = Uuid::new_v4();
    let seq = world.take_seq();
    world.keys.push(Key {
        seq,
        id,
        name: draft.name,
        state: draft.state,
        id_hash: lock.id_hash,
        secret_hash: lock.secret_hash,
        suffix: lock.suffix,
        assigned_roles: draft.assigned_roles,
        legacy_roles: draft.legacy_roles,
        created_at: whole_seconds(now),
        expire_at: draft.expire_at,
        used_at: None,
        ip_access_list: draft.ip_access_list,
    });
    world.note_key(actor, whole_seconds(now), id, KeyUpdate::Created);
    id
}

/// Removes a key for good. Says whether there was one.
pub(super) fn remove(world: &mut World, actor: &Actor, now: Timestamp, id: Uuid) -> bool {
    let Some(index) = world.keys.iter().position(|key| key.id == id) else {
        return false;
    };
    world.keys.remove(index);
    world.deleted_keys.insert(id);
    world.note_key(actor, whole_seconds(now), id, KeyUpdate::Deleted);
    true
}

pub(super) fn list(world: &World, ask: &Ask) -> Result<Value, Refusal> {
    let limit = ask.limit()?;
    let cursor = ask.parameter("cursor").map(read_cursor).transpose()?;
    let (after, empty) = cursor.unwrap_or((0, ask.plan.has(&Trouble::EmptyPages)));
    let unlisted_from = ask.plan.since(&Trouble::StaleList);
    let listed = |key: &&Key| unlisted_from.is_none_or(|from| key.seq < from);
    let total = world.keys.iter().filter(listed).count();
    let mut rest = world
        .keys
        .iter()
        .filter(listed)
        .filter(|key| key.seq > after);
    let page: Vec<&Key> = match empty {
        true => Vec::new(),
        false => rest.by_ref().take(limit).collect(),
    };
    let last = page.last().map_or(after, |key| key.seq);
    let more = rest.next().is_some();
    let next = if ask.plan.has(&Trouble::RepeatedCursor) {
        Some(cursor_after(0, false))
    } else {
        more.then(|| cursor_after(last, !empty && ask.plan.has(&Trouble::EmptyPages)))
    };
    let page: Vec<Value> = page.into_iter().map(|key| view(world, key)).collect();
    Ok(json!({"result": page, "limit": limit, "totalCount": total, "nextCursor": next}))
}

pub(super) fn read(world: &World, id: &str) -> Result<Value, Refusal> {
    Ok(json!({"result": view(world, find(world, id)?)}))
}

pub(super) fn create(world: &mut World, ask: &Ask) -> Result<Value, Refusal> {
    let fields: Fields = ask.body()?;
    let name = fields
        .name
        .as_deref()
        .ok_or_else(|| Refusal::bad_request("name is required"))?;
    check_name(name)?;
    if world.keys.len() >= ask.key_quota || ask.plan.has(&Trouble::QuotaFull) {
        return Err(Refusal::bad_request(
            "API keys quota exceeded for the organization",
        ));
    }
    let draft = Draft {
        name: name.to_owned(),
        state: fields.state.unwrap_or_default(),
        expire_at: expiry(fields.expire_at.clone().flatten(), ask.now)?,
        assigned_roles: checked_roles(world, fields.assigned_role_ids.clone().unwrap_or_default())?,
        legacy_roles: checked_legacy_roles(ask, fields.roles.as_deref())?,
        ip_access_list: checked_addresses(fields.ip_access_list.clone().unwrap_or_default())?,
    };
    let (lock, minted) = match fields.hash_data {
        Some(hashes) => (checked_hashes(world, hashes)?, None),
        None => {
            let minted = mint::mint()?;
            (Lock::of(&minted), Some(minted))
        }
    };
    let id = add(world, &ask.actor, ask.now, lock, draft);
    if let Some(uses) = ask.plan.iter().find_map(Trouble::sleep) {
        world.asleep.insert(id, uses);
    }
    let mut result = json!({"key": view(world, find(world, &id.to_string())?)});
    if let Some(minted) = minted.filter(|_| !ask.plan.has(&Trouble::NoSecretInAnswer)) {
        result["keyId"] = json!(minted.key_id);
        result["keySecret"] = json!(minted.key_secret);
    }
    Ok(json!({ "result": result }))
}

pub(super) fn update(world: &mut World, ask: &Ask, id: &str) -> Result<Value, Refusal> {
    let found = find(world, id)?.id;
    let fields: Fields = ask.body()?;
    if fields.hash_data.is_some() {
        return Err(Refusal::bad_request("hashData cannot be changed"));
    }
    if let Some(name) = &fields.name {
        check_name(name)?;
    }
    if fields.state == Some(KeyState::Disabled) && found == ask.actor.id {
        return Err(Refusal::bad_request(
            "Only a key not used to authenticate the active request can be disabled",
        ));
    }
    let expire_at = fields
        .expire_at
        .map(|text| expiry(text, ask.now))
        .transpose()?;
    let assigned = fields
        .assigned_role_ids
        .map(|ids| checked_roles(world, ids))
        .transpose()?;
    let legacy = match &fields.roles {
        Some(roles) => Some(checked_legacy_roles(ask, Some(roles))?),
        None => None,
    };
    let addresses = fields.ip_access_list.map(checked_addresses).transpose()?;

    let mut changes = Vec::new();
    if let Some(key) = world.key_mut(found) {
        let mut set = |changed: bool, update| changed.then(|| changes.push(update));
        set(replace(&mut key.name, fields.name), KeyUpdate::NameChanged);
        set(
            replace(&mut key.state, fields.state),
            KeyUpdate::StateChanged,
        );
        set(
            replace(&mut key.expire_at, expire_at),
            KeyUpdate::DateChanged,
        );
        set(
            replace(&mut key.assigned_roles, assigned),
            KeyUpdate::RolesChanged,
        );
        set(
            replace(&mut key.legacy_roles, legacy),
            KeyUpdate::RoleChanged,
        );
        set(
            replace(&mut key.ip_access_list, addresses),
            KeyUpdate::IpAccessListChanged,
        );
    }
    for change in changes {
        world.note_key(&ask.actor, ask.now, found, change);
    }
    read(world, id)
}

pub(super) fn delete(world: &mut World, ask: &Ask, id: &str) -> Result<Value, Refusal> {
    let found = find(world, id)?.id;
    if found == ask.actor.id {
        return Err(Refusal::bad_request(
            "Only a key not used to authenticate the active request can be deleted",
        ));
    }
    remove(world, &ask.actor, ask.now, found);
    Ok(json!({}))
}

fn view(world: &World, key: &Key) -> Value {
    let mut fields = json!({
        "id": key.id,
        "name": key.name,
        "state": key.state,
        "roles": key.legacy_roles,
        "assignedRoles": roles::assigned(world, &key.assigned_roles),
        "keySuffix": key.suffix,
        "createdAt": key.created_at,
        "expireAt": key.expire_at,
        "ipAccessList": key.ip_access_list,
    });
    if let Some(used) = key.used_at {
        fields["usedAt"] = json!(used);
    }
    fields
}

/// A deleted key gives 404, one that never was 400.
fn find<'a>(world: &'a World, id: &str) -> Result<&'a Key, Refusal> {
    let id = ask::uuid(id, "keyId")?;
    match world.key(id) {
        Some(key) => Ok(key),
        None if world.deleted_keys.contains(&id) => Err(Refusal::not_found("Key not found")),
        None => Err(Refusal::bad_request("Key does not exist")),
    }
}

/// Sets what was given. Says whether that changed anything.
fn replace<T: PartialEq>(place: &mut T, given: Option<T>) -> bool {
    match given {
        Some(value) if *place != value => {
            *place = value;
            true
        }
        _ => false,
    }
}

/// Where the next page starts, and whether an empty one comes first.
fn cursor_after(seq: u64, empty: bool) -> String {
    format!("{CURSOR_MARK}{}", STANDARD.encode(format!("{seq}:{empty}")))
}

fn read_cursor(cursor: &str) -> Result<(u64, bool), Refusal> {
    let read = || {
        let bytes = STANDARD.decode(cursor.strip_prefix(CURSOR_MARK)?).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (seq, empty) = text.split_once(':')?;
        Some((seq.parse().ok()?, empty.parse().ok()?))
    };
    read().ok_or_else(|| Refusal::bad_request("Invalid cursor"))
}
