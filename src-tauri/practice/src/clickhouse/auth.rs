//! Who is asking, and what they may do.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use uuid::Uuid;

use super::mint;
use super::reply::Refusal;
use super::role_model::{self, Policy};
use super::route::Call;
use super::world::{Key, World};
use crate::address::covers;
use crate::clock::whole_minutes;
use crate::random::same;

const NOT_FOUND: &str = "Key is not found";

/// Finds the key that signed a request. Answers 401 for a missing header, an unknown pair and an inactive key alike.
pub(super) fn authenticate(
    world: &mut World,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Uuid, Refusal> {
    let header = headers
        .get(AUTHORIZATION)
        .ok_or_else(|| Refusal::unauthorized("No Authorization header provided."))?;
    let (login, secret) = header
        .to_str()
        .ok()
        .and_then(basic)
        .ok_or_else(|| Refusal::unauthorized(NOT_FOUND))?;
    let (id_hash, secret_hash) = (mint::hash(&login), mint::hash(&secret));
    let mut found = None;
    for key in &world.keys {
        // Both are compared every time, and every key is looked at.
        if same(&key.id_hash, &id_hash) & same(&key.secret_hash, &secret_hash) {
            found = Some((key.id, key.is_active(now)));
        }
    }
    let (id, active) = found.ok_or_else(|| Refusal::unauthorized(NOT_FOUND))?;
    if let Some(left) = world.asleep.get_mut(&id).filter(|left| **left > 0) {
        *left -= 1;
        return Err(Refusal::unauthorized(NOT_FOUND));
    }
    if !active {
        return Err(Refusal::unauthorized("Key is not active"));
    }
    Ok(id)
}

/// Refuses a caller whose address the key's list does not hold. An empty list holds none.
pub(super) fn check_address(key: &Key, caller: IpAddr) -> Result<(), Refusal> {
    if key
        .ip_access_list
        .iter()
        .any(|entry| covers(&entry.source, caller))
    {
        return Ok(());
    }
    Err(Refusal::forbidden(
        "The address of the caller is not on the IP access list of the key",
    ))
}

/// Notes the use of a key, to the minute.
pub(super) fn mark_used(world: &mut World, key: Uuid, now: Timestamp) {
    let minute = whole_minutes(now);
    if let Some(key) = world.key_mut(key).filter(|key| key.used_at != Some(minute)) {
        key.used_at = Some(minute);
        world.changed = true;
    }
}

/// Refuses a call that needs more than the key's roles allow.
pub(super) fn check_permissions(
    world: &World,
    key: &Key,
    call: Call,
    id: &str,
) -> Result<(), Refusal> {
    for permission in call.permissions() {
        let resource = match role_model::scope_of(permission) {
            Some("service") => format!("instance/{id}"),
            _ => world.organization_resource(),
        };
        if !may(world, key, permission, &resource) {
            return Err(Refusal::forbidden(format!(
                "Key does not have the required permission: {permission}"
            )));
        }
    }
    Ok(())
}

fn may(world: &World, key: &Key, permission: &str, resource: &str) -> bool {
    if key.assigned_roles.is_empty() {
        return role_model::legacy_allows(&key.legacy_roles, permission);
    }
    let policies: Vec<&Policy> = key
        .assigned_roles
        .iter()
        .filter_map(|id| world.role(*id))
        .flat_map(|role| &role.policies)
        .filter(|policy| policy.concerns(permission, resource))
        .collect();
    !policies.is_empty() && policies.iter().all(|policy| policy.allows())
}

fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (login, secret) = decoded.split_once(':')?;
    Some((login.to_owned(), secret.to_owned()))
}
