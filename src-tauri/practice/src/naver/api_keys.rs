//! The key calls of API Gateway.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{created, no_content, ok};
use super::ask::Ask;
use super::mint;
use super::refusal::Refusal;
use super::trouble::Trouble;
use super::world::{ApiKey, World};
use crate::reply::Reply;

const LONGEST_NAME: usize = 20;
const LONGEST_DESCRIPTION: usize = 50;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewKey {
    api_key_name: String,
    #[serde(default)]
    api_key_description: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Replacement {
    api_key_name: String,
    is_enabled: bool,
    #[serde(default)]
    api_key_description: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WhichValue {
    key_type: KeyType,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum KeyType {
    Primary,
    Secondary,
}

/// Adds an enabled key. Returns its id.
pub(super) fn add(
    world: &mut World,
    modifier: String,
    now: Timestamp,
    name: String,
    description: Option<String>,
) -> Result<String, Refusal> {
    let key = ApiKey {
        seq: world.take_seq(),
        id: mint::short_id(),
        name,
        description,
        primary: mint::api_key_value()?,
        secondary: mint::api_key_value()?,
        modifier,
        enabled: true,
        modified_at: now,
    };
    let id = key.id.clone();
    world.api_keys.push(key);
    world.changed = true;
    Ok(id)
}

pub(super) fn list(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    let rows = ask.rows()?;
    let name = ask.parameter("apiKeyName").unwrap_or_default();
    if name.chars().count() > LONGEST_NAME {
        return Err(Refusal::bad_request(
            "apiKeyName must have 0 to 20 characters",
        ));
    }
    let unlisted_from = ask.plan.since(&Trouble::StaleList);
    let listed: Vec<&ApiKey> = world
        .api_keys
        .iter()
        .filter(|key| unlisted_from.is_none_or(|from| key.seq < from))
        .collect();
    let initial_count = listed.len();
    let found: Vec<&ApiKey> = listed
        .into_iter()
        .filter(|key| key.name.contains(name))
        .collect();
    let total = found.len();
    let page: Vec<Value> = rows
        .cut(found)
        .into_iter()
        .map(|key| without_values(world, key))
        .collect();
    ok(json!({"apiKeys": page, "total": total, "initialCount": initial_count}))
}

pub(super) fn read(world: &World, id: &str) -> Result<Reply, Refusal> {
    ok(with_values(world, find(world, id)?))
}

pub(super) fn create(world: &mut World, ask: &Ask) -> Result<Reply, Refusal> {
    let new: NewKey = ask.body()?;
    let description = checked(&new.api_key_name, new.api_key_description)?;
    if world.api_keys.len() >= ask.options.api_key_quota || ask.plan.has(&Trouble::QuotaFull) {
        return Err(Refusal::bad_request(
            "The number of API keys is at its limit",
        ));
    }
    let modifier = world.owner_id(ask.caller);
    let id = add(world, modifier, ask.now, new.api_key_name, description)?;
    created(json!({"apiKey": with_values(world, find(world, &id)?)}))
}

/// Replaces everything that can be changed: a description that is not given is cleared.
pub(super) fn update(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    find(world, id)?;
    let given: Replacement = ask.body()?;
    let description = checked(&given.api_key_name, given.api_key_description)?;
    change(world, ask, id, |key| {
        key.name = given.api_key_name;
        key.description = description;
        key.enabled = given.is_enabled;
    })
}

/// Makes a new primary or secondary value. The other stays.
pub(super) fn regenerate(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    find(world, id)?;
    let which: WhichValue = ask.body()?;
    let value = mint::api_key_value()?;
    change(world, ask, id, |key| match which.key_type {
        KeyType::Primary => key.primary = value,
        KeyType::Secondary => key.secondary = value,
    })
}

pub(super) fn delete(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    if find(world, id)?.enabled && ask.options.refuse_deleting_enabled {
        return Err(Refusal::bad_request("The API key is enabled"));
    }
    remove(world, id);
    no_content()
}

/// Removes a key for good. Says whether there was one.
pub(super) fn remove(world: &mut World, id: &str) -> bool {
    let before = world.api_keys.len();
    world.api_keys.retain(|key| key.id != id);
    world.subscriptions.retain(|one| one.api_key != id);
    world.changed = true;
    world.api_keys.len() < before
}

pub(super) fn find<'a>(world: &'a World, id: &str) -> Result<&'a ApiKey, Refusal> {
    world
        .api_keys
        .iter()
        .find(|key| key.id == id)
        .ok_or_else(Refusal::not_found)
}

fn change(
    world: &mut World,
    ask: &Ask,
    id: &str,
    f: impl FnOnce(&mut ApiKey),
) -> Result<Reply, Refusal> {
    let modifier = world.owner_id(ask.caller);
    if let Some(key) = world.api_keys.iter_mut().find(|key| key.id == id) {
        f(key);
        key.modifier = modifier;
        key.modified_at = ask.now;
        world.changed = true;
    }
    ok(json!({"apiKey": with_values(world, find(world, id)?)}))
}

fn checked(name: &str, description: Option<String>) -> Result<Option<String>, Refusal> {
    if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Refusal::bad_request(
            "apiKeyName must have 1 to 20 characters",
        ));
    }
    let description = description.unwrap_or_default();
    if description.chars().count() > LONGEST_DESCRIPTION {
        return Err(Refusal::bad_request(
            "apiKeyDescription must have 0 to 50 characters",
        ));
    }
    Ok(Some(description).filter(|text| !text.is_empty()))
}

fn without_values(world: &World, key: &ApiKey) -> Value {
    let mut fields = json!({
        "apiKeyId": key.id,
        "tenantId": world.account.tenant_id,
        "apiKeyName": key.name,
        "modifier": key.modifier,
        "isEnabled": key.enabled,
        "modTime": key.modified_at,
        "domainCode": "PUB",
    });
    if let Some(description) = &key.description {
        fields["apiKeyDescription"] = json!(description);
    }
    fields
}

fn with_values(world: &World, key: &ApiKey) -> Value {
    let mut fields = without_values(world, key);
    fields["primaryKey"] = json!(key.primary);
    fields["secondaryKey"] = json!(key.secondary);
    fields
}
