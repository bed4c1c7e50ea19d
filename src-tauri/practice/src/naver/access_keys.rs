//! The access keys of sub accounts, and when they were last used.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::ok;
use super::ask::Ask;
use super::mint::{self, Minted};
use super::refusal::Refusal;
use super::sub_accounts;
use super::trouble::Trouble;
use super::world::{AccessKey, Owner, World};
use crate::clock::whole_seconds;
use crate::reply::Reply;

const SECONDS_A_DAY: i64 = 86_400;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    access_key: String,
    active: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeyOnly {
    access_key: String,
}

/// Adds an active key; a temporary one if it has an end.
pub(super) fn add(
    world: &mut World,
    owner: Owner,
    now: Timestamp,
    expires_at: Option<Timestamp>,
) -> Result<Minted, Refusal> {
    let minted = mint::access_key()?;
    let key = AccessKey {
        seq: world.take_seq(),
        owner,
        id: minted.access_key.clone(),
        secret: minted.secret_key.clone(),
        active: true,
        created_at: whole_seconds(now),
        last_used: None,
        expires_at,
    };
    world.access_keys.push(key);
    world.changed = true;
    Ok(minted)
}

pub(super) fn list(world: &World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let owner = Owner::Sub(sub_accounts::find(world, id)?.id);
    let unlisted_from = ask.plan.since(&Trouble::StaleList);
    let keys: Vec<Value> = world
        .permanent_keys(owner)
        .filter(|key| unlisted_from.is_none_or(|from| key.seq < from))
        .map(|key| json!({"accessKey": key.id, "active": key.active, "createTime": key.created_at}))
        .collect();
    ok(json!(keys))
}

/// Makes a key and gives its secret out, this once. Takes no body.
pub(super) fn create(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let owner = Owner::Sub(sub_accounts::find(world, id)?.id);
    if !ask.json.is_null() {
        return Err(Refusal::bad_request("The call takes no body"));
    }
    let count = world.permanent_keys(owner).count();
    if count >= ask.options.access_key_quota || ask.plan.has(&Trouble::QuotaFull) {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            9012,
            "The number of access keys is at its limit",
        ));
    }
    let minted = add(world, owner, ask.now, None)?;
    put_to_sleep(world, ask, &minted);
    ok(json!({
        "accessKey": minted.access_key,
        "keySecret": minted.secret_key,
        "createTime": ask.now,
    }))
}

pub(super) fn put_to_sleep(world: &mut World, ask: &Ask, minted: &Minted) {
    if let Some(uses) = ask.plan.iter().find_map(Trouble::sleep) {
        world.asleep.insert(minted.access_key.clone(), uses);
    }
}

/// Stops or starts a key.
pub(super) fn update(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let owner = Owner::Sub(sub_accounts::find(world, id)?.id);
    let change: Change = ask.body()?;
    find_mut(world, owner, &change.access_key)?.active = change.active;
    world.changed = true;
    ok(json!({"success": true}))
}

/// Deletes a key that is stopped. Its id is in the body, not in the path.
pub(super) fn delete(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let owner = Owner::Sub(sub_accounts::find(world, id)?.id);
    let doomed: KeyOnly = ask.body()?;
    if find_mut(world, owner, &doomed.access_key)?.active {
        return Err(Refusal::bad_request("Only a stopped key can be deleted"));
    }
    world.access_keys.retain(|key| key.id != doomed.access_key);
    world.changed = true;
    ok(json!({"success": true}))
}

pub(super) fn last_access(world: &World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let account = sub_accounts::find(world, id)?;
    let keys = || world.permanent_keys(Owner::Sub(account.id));
    let used: Vec<Value> = keys()
        .filter_map(|key| Some(json!({"accessKey": key.id, "lastUsed": key.last_used?})))
        .collect();
    let last = keys()
        .filter_map(|key| key.last_used)
        .chain(account.last_login)
        .max()
        .unwrap_or(account.created_at);
    let unused = ask.now.duration_since(last).as_secs().max(0) / SECONDS_A_DAY;
    let mut summary = json!({"idNo": account.id, "lastAccessKeyUsed": used, "unusedDays": unused});
    if let Some(login) = account.last_login {
        summary["lastLogin"] = json!(login);
    }
    ok(summary)
}

fn find_mut<'a>(
    world: &'a mut World,
    owner: Owner,
    id: &str,
) -> Result<&'a mut AccessKey, Refusal> {
    world
        .access_keys
        .iter_mut()
        .find(|key| key.owner == owner && key.is_permanent() && key.id == id)
        .ok_or_else(|| {
            Refusal::new(
                StatusCode::BAD_REQUEST,
                904,
                "The access key does not exist",
            )
        })
}
