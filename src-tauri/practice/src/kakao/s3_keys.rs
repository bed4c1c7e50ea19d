//! S3 access keys. Keystone API reference, "OS-EC2".

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::S3KeyApi;
use super::answer::{created, no_content, ok};
use super::ask::Ask;
use super::mint;
use super::refusal::Refusal;
use super::trouble::Trouble;
use super::world::{S3Key, Temporary, World};
use crate::clock::whole_seconds;
use crate::digest::sha256;
use crate::reply::Reply;

/// The one field that is read. Others are let pass.
#[derive(Deserialize)]
struct Create {
    tenant_id: Option<String>,
}

/// Adds a key; a temporary one if it has an end. Returns it.
pub(super) fn add(
    world: &mut World,
    project: String,
    now: Timestamp,
    temporary: Option<Temporary>,
) -> S3Key {
    let key = S3Key {
        seq: world.take_seq(),
        access: mint::id(),
        secret: mint::id(),
        project,
        created_at: whole_seconds(now),
        temporary,
    };
    world.s3_keys.push(key.clone());
    world.changed = true;
    key
}

/// Deletes a key that does not end by itself. Says whether there was one.
pub(super) fn remove(world: &mut World, access: &str) -> bool {
    let before = world.s3_keys.len();
    world
        .s3_keys
        .retain(|key| key.access != access || !key.is_permanent());
    let removed = world.s3_keys.len() < before;
    world.changed |= removed;
    removed
}

/// The keys of all projects, each with its secret.
pub(super) fn list(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    check_open(ask)?;
    let unlisted_from = ask.plan.since(&Trouble::StaleList);
    let keys: Vec<Value> = world
        .permanent_s3_keys()
        .filter(|key| unlisted_from.is_none_or(|from| key.seq < from))
        .map(|key| item(world, ask, key))
        .collect();
    ok(json!({"credentials": keys, "links": ask.links(&path(world))}))
}

pub(super) fn read(world: &World, ask: &Ask, access: &str) -> Result<Reply, Refusal> {
    let key = find(world, access)?;
    check_open(ask)?;
    ok(json!({"credential": item(world, ask, key)}))
}

/// Makes a key in any of the user's projects.
pub(super) fn create(world: &mut World, ask: &Ask) -> Result<Reply, Refusal> {
    check_open(ask)?;
    let Create { tenant_id } = ask.body()?;
    let project = tenant_id.unwrap_or_else(|| "None".to_owned());
    if world.project(&project).is_none() {
        return Err(Refusal::not_found("project", &project));
    }
    check_quota(world, ask, &project)?;
    let key = add(world, project, ask.now, None);
    if let Some(uses) = ask.plan.iter().find_map(Trouble::sleep) {
        world.asleep.insert(key.access.clone(), uses);
    }
    created(json!({"credential": item(world, ask, &key)}))
}

pub(super) fn delete(world: &mut World, ask: &Ask, access: &str) -> Result<Reply, Refusal> {
    find(world, access)?;
    check_open(ask)?;
    remove(world, access);
    no_content()
}

/// A key that is not there is told by a hash of its name, and to everybody.
fn find<'a>(world: &'a World, access: &str) -> Result<&'a S3Key, Refusal> {
    world
        .permanent_s3_keys()
        .find(|key| key.access == access)
        .ok_or_else(|| Refusal::not_found("credential", &sha256(access.as_bytes())))
}

fn check_open(ask: &Ask) -> Result<(), Refusal> {
    let usual = ask.options.s3_key_api;
    let now = ask.plan.iter().find_map(Trouble::s3_key_api);
    match now.unwrap_or(usual) {
        S3KeyApi::Open => Ok(()),
        S3KeyApi::Patched => Err(Refusal::forbidden(
            "Delegated tokens cannot access credentials directly",
        )),
    }
}

/// How the real service refuses one key too many is not documented.
fn check_quota(world: &World, ask: &Ask, project: &str) -> Result<(), Refusal> {
    let quota = ask.options.s3_key_quota;
    let keys = world.permanent_s3_keys();
    if keys.filter(|key| key.project == project).count() < quota
        && !ask.plan.has(&Trouble::QuotaFull)
    {
        return Ok(());
    }
    Err(Refusal::new(
        ask.options.quota_status(),
        format!(
            "Unable to create additional credentials, maximum of {quota} already exceeded for project."
        ),
    ))
}

fn item(world: &World, ask: &Ask, key: &S3Key) -> Value {
    json!({
        "user_id": world.user.id,
        "tenant_id": key.project,
        "access": key.access,
        "secret": key.secret,
        "trust_id": null,
        "links": {"self": ask.link(&format!("{}/{}", path(world), key.access))},
    })
}

fn path(world: &World) -> String {
    format!("users/{}/credentials/OS-EC2", world.user.id)
}
