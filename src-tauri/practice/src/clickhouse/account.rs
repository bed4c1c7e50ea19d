//! The organization, the caller, and the quotas.

use serde_json::{Value, json};

use super::ask::Ask;
use super::reply::Refusal;
use super::trouble::Trouble;
use super::world::World;

pub(super) fn whoami(world: &World, ask: &Ask) -> Result<Value, Refusal> {
    Ok(json!({"result": {
        "actorType": "apiKey",
        "keyId": ask.actor.id,
        "name": ask.actor.name,
        "organizationId": world.organization.id,
    }}))
}

pub(super) fn list_organizations(world: &World, ask: &Ask) -> Result<Value, Refusal> {
    if ask.parameter("cursor").is_some() {
        return Err(Refusal::bad_request("Invalid cursor"));
    }
    Ok(json!({"result": [organization(world)], "limit": ask.limit()?, "nextCursor": null}))
}

pub(super) fn read_organization(world: &World) -> Result<Value, Refusal> {
    Ok(json!({"result": organization(world)}))
}

pub(super) fn list_quotas(world: &World, ask: &Ask) -> Result<Value, Refusal> {
    Ok(json!({"result": [key_quota(world, ask), service_quota(world)]}))
}

pub(super) fn read_quota(world: &World, ask: &Ask, code: &str) -> Result<Value, Refusal> {
    match code {
        "api-keys-per-organization" => Ok(json!({"result": key_quota(world, ask)})),
        "services-per-organization" => Ok(json!({"result": service_quota(world)})),
        _ => Err(Refusal::not_found("Quota not found")),
    }
}

fn organization(world: &World) -> Value {
    json!({
        "id": world.organization.id,
        "createdAt": world.organization.created_at,
        "name": world.organization.name,
        "privateEndpoints": [],
        "byocConfig": [],
        "enableCoreDumps": true,
        "capabilities": {"snapshots": false},
    })
}

fn key_quota(world: &World, ask: &Ask) -> Value {
    let used = world.keys.len();
    let limit = match ask.plan.has(&Trouble::QuotaFull) {
        true => used.min(ask.key_quota),
        false => ask.key_quota,
    };
    json!({
        "quotaCode": "api-keys-per-organization",
        "name": "API keys per organization",
        "description": "The number of API keys an organization may have.",
        "scope": "organization",
        "value": limit,
        "usage": used,
        "adjustable": true,
    })
}

fn service_quota(world: &World) -> Value {
    json!({
        "quotaCode": "services-per-organization",
        "name": "Services per organization",
        "description": "The number of services an organization may have.",
        "scope": "organization",
        "value": 20,
        "usage": world.services.len(),
        "adjustable": true,
    })
}
