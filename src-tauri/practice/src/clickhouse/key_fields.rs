//! What a request says of a key, and whether it may.

use std::collections::HashSet;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use super::ask::Ask;
use super::keys::Lock;
use super::mint;
use super::reply::Refusal;
use super::trouble::Trouble;
use super::world::{IpEntry, KeyState, World};
use crate::address::network;
use crate::clock::whole_seconds;

const MIGRATED: &str =
    "Organization has migrated to Custom Roles. Use 'assignedRoleIds' instead of 'roles'.";
const LONGEST_NAME: usize = 255;

/// What a request says of a key. Absent and null differ: null is an error except for `expireAt`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Fields {
    #[serde(default, deserialize_with = "given")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub state: Option<KeyState>,
    #[serde(default, deserialize_with = "given")]
    pub expire_at: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    pub assigned_role_ids: Option<Vec<Uuid>>,
    #[serde(default, deserialize_with = "given")]
    pub roles: Option<Vec<LegacyRole>>,
    #[serde(default, deserialize_with = "given")]
    pub ip_access_list: Option<Vec<IpEntry>>,
    #[serde(default, deserialize_with = "given")]
    pub hash_data: Option<HashData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LegacyRole {
    Admin,
    Developer,
    QueryEndpoints,
}

impl LegacyRole {
    fn name(&self) -> String {
        match self {
            LegacyRole::Admin => "admin",
            LegacyRole::Developer => "developer",
            LegacyRole::QueryEndpoints => "query_endpoints",
        }
        .to_owned()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct HashData {
    key_id_hash: String,
    key_id_suffix: String,
    key_secret_hash: String,
}

fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

pub(super) fn check_name(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Refusal::bad_request("name must have 1 to 255 characters"));
    }
    Ok(())
}

pub(super) fn expiry(text: Option<String>, now: Timestamp) -> Result<Option<Timestamp>, Refusal> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let end: Timestamp = text
        .parse()
        .map_err(|_| Refusal::bad_request("expireAt must be a date-time"))?;
    if end <= now {
        return Err(Refusal::bad_request("expireAt must be in the future"));
    }
    Ok(Some(whole_seconds(end)))
}

pub(super) fn checked_roles(world: &World, mut ids: Vec<Uuid>) -> Result<Vec<Uuid>, Refusal> {
    match ids.iter().find(|id| world.role(**id).is_none()) {
        Some(unknown) => Err(Refusal::bad_request(format!(
            "Role {unknown} does not exist"
        ))),
        None => {
            let mut seen = HashSet::new();
            ids.retain(|id| seen.insert(*id));
            Ok(ids)
        }
    }
}

pub(super) fn checked_legacy_roles(
    ask: &Ask,
    roles: Option<&[LegacyRole]>,
) -> Result<Vec<String>, Refusal> {
    match roles {
        None => Ok(Vec::new()),
        Some(_) if !ask.plan.has(&Trouble::LegacyRoles) => Err(Refusal::bad_request(MIGRATED)),
        Some([]) => Err(Refusal::bad_request(
            "roles must contain at least 1 element",
        )),
        Some(roles) => Ok(roles.iter().map(LegacyRole::name).collect()),
    }
}

pub(super) fn checked_addresses(list: Vec<IpEntry>) -> Result<Vec<IpEntry>, Refusal> {
    match list.iter().find(|entry| network(&entry.source).is_none()) {
        Some(_) => Err(Refusal::bad_request(
            "ipAccessList: source must be an IP address or CIDR",
        )),
        None => Ok(list),
    }
}

pub(super) fn checked_hashes(world: &World, hashes: HashData) -> Result<Lock, Refusal> {
    let well_formed = mint::is_hash(&hashes.key_id_hash)
        && mint::is_hash(&hashes.key_secret_hash)
        && hashes.key_id_suffix.chars().count() == 4;
    if !well_formed {
        return Err(Refusal::bad_request("hashData is malformed"));
    }
    if world
        .keys
        .iter()
        .any(|key| key.id_hash == hashes.key_id_hash)
    {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            "CONFLICT",
            "A key with this ID exists already",
        ));
    }
    Ok(Lock {
        id_hash: hashes.key_id_hash,
        secret_hash: hashes.key_secret_hash,
        suffix: hashes.key_id_suffix,
    })
}
