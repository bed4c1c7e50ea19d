//! IAM access keys. Keystone API reference, "Application credentials".

use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{created, no_content, ok, zoneless};
use super::ask::Ask;
use super::mint;
use super::refusal::Refusal;
use super::trouble::Trouble;
use super::world::{IamKey, World};
use crate::clock::whole_seconds;
use crate::digest::sha256;
use crate::reply::Reply;

const LONGEST_NAME: usize = 255;

/// A key to be made.
pub(super) struct Draft {
    pub name: String,
    pub description: Option<String>,
    pub project: String,
    pub unrestricted: bool,
    pub expires_at: Option<Timestamp>,
    /// Made up if absent.
    pub secret: Option<String>,
}

/// The body of a create. Access rules are refused as unknown: the practice cloud does not enforce them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Create {
    application_credential: Fields,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    name: String,
    secret: Option<String>,
    description: Option<String>,
    expires_at: Option<String>,
    roles: Option<Vec<RoleRef>>,
    #[serde(default)]
    unrestricted: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleRef {
    id: Option<String>,
    name: Option<String>,
}

/// Adds a key. Returns its id and its secret.
pub(super) fn add(
    world: &mut World,
    draft: Draft,
    now: Timestamp,
) -> std::io::Result<(String, String)> {
    let secret = match draft.secret {
        Some(secret) => secret,
        None => mint::secret()?,
    };
    let key = IamKey {
        seq: world.take_seq(),
        id: mint::id(),
        secret_hash: sha256(secret.as_bytes()),
        name: draft.name,
        description: draft.description,
        project: draft.project,
        unrestricted: draft.unrestricted,
        created_at: whole_seconds(now),
        expires_at: draft.expires_at,
    };
    let id = key.id.clone();
    world.iam_keys.push(key);
    world.changed = true;
    Ok((id, secret))
}

/// Deletes a key, and with it its tokens: they are refused from now on. Says whether there was one.
pub(super) fn remove(world: &mut World, id: &str) -> bool {
    let before = world.iam_keys.len();
    world.iam_keys.retain(|key| key.id != id);
    let removed = world.iam_keys.len() < before;
    world.changed |= removed;
    removed
}

/// The keys of all projects, expired ones too.
pub(super) fn list(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    let unlisted_from = ask.plan.since(&Trouble::StaleList);
    let name = ask.parameter("name");
    let keys: Vec<Value> = world
        .iam_keys
        .iter()
        .filter(|key| unlisted_from.is_none_or(|from| key.seq < from))
        .filter(|key| name.is_none_or(|name| key.name == name))
        .map(|key| item(world, ask, key))
        .collect();
    let path = format!("users/{}/application_credentials", world.user.id);
    ok(json!({"application_credentials": keys, "links": ask.links(&path)}))
}

pub(super) fn read(world: &World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let key = world.iam_key(id).ok_or_else(|| Refusal::no_iam_key(id))?;
    ok(json!({"application_credential": item(world, ask, key)}))
}

/// Makes a key in the token's project and gives its secret out, this once.
pub(super) fn create(world: &mut World, ask: &Ask) -> Result<Reply, Refusal> {
    let project = check_unrestricted(world, ask)?.project.clone();
    let Create {
        application_credential: fields,
    } = ask.body()?;
    check_name(world, &fields.name)?;
    check_roles(world, &project, fields.roles.as_deref())?;
    let expires_at = fields
        .expires_at
        .map(|text| expiry(&text, ask.now))
        .transpose()?;
    check_quota(world, ask, &project)?;
    let draft = Draft {
        name: fields.name,
        description: fields.description,
        project,
        unrestricted: fields.unrestricted,
        expires_at,
        secret: fields.secret,
    };
    let (id, secret) = add(world, draft, ask.now)?;
    if let Some(uses) = ask.plan.iter().find_map(Trouble::sleep) {
        world.asleep.insert(id.clone(), uses);
    }
    let key = world.iam_key(&id).ok_or_else(Refusal::failed)?;
    let mut fields = item(world, ask, key);
    fields["secret"] = json!(secret);
    created(json!({ "application_credential": fields }))
}

pub(super) fn delete(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    check_unrestricted(world, ask)?;
    match remove(world, id) {
        true => no_content(),
        false => Err(Refusal::no_iam_key(id)),
    }
}

/// Refuses an ordinary key, which may neither make nor delete keys. Answers the one that may.
fn check_unrestricted<'a>(world: &'a World, ask: &Ask) -> Result<&'a IamKey, Refusal> {
    world
        .iam_key(ask.key)
        .filter(|key| key.unrestricted)
        .ok_or_else(|| {
            Refusal::forbidden(
                "Using method 'application_credential' is not allowed for managing additional \
                 application credentials.",
            )
        })
}

fn check_name(world: &World, name: &str) -> Result<(), Refusal> {
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Refusal::bad_request("Invalid input for field 'name'."));
    }
    if world.iam_keys.iter().any(|key| key.name == name) {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            "Conflict occurred attempting to store application_credential - Duplicate entry found \
             with this name.",
        ));
    }
    Ok(())
}

fn check_roles(world: &World, project: &str, roles: Option<&[RoleRef]>) -> Result<(), Refusal> {
    let held = world.role_in(project);
    let holds = |asked: &RoleRef| {
        held.is_some_and(|role| {
            asked.id.as_ref().is_none_or(|id| *id == role.id)
                && asked.name.as_ref().is_none_or(|name| *name == role.name)
        })
    };
    match roles.unwrap_or_default().iter().all(holds) {
        true => Ok(()),
        false => Err(Refusal::bad_request(
            "Invalid application credential: Could not find role assignment with role.",
        )),
    }
}

fn check_quota(world: &World, ask: &Ask, project: &str) -> Result<(), Refusal> {
    let quota = ask.options.iam_key_quota;
    let keys = world.iam_keys.iter().filter(|key| key.project == project);
    if keys.count() < quota && !ask.plan.has(&Trouble::QuotaFull) {
        return Ok(());
    }
    Err(Refusal::new(
        ask.options.quota_status(),
        format!(
            "Unable to create additional application credentials, maximum of {quota} already exceeded for user."
        ),
    ))
}

/// A time in UTC, with or without a zone, that is still to come.
fn expiry(text: &str, now: Timestamp) -> Result<Timestamp, Refusal> {
    let zoned = text.parse::<Timestamp>().ok();
    let time = zoned.or_else(|| {
        let time: DateTime = text.parse().ok()?;
        Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
    });
    time.filter(|time| *time > now)
        .ok_or_else(|| Refusal::bad_request("Invalid input for field 'expires_at'."))
}

/// A key without its secret.
fn item(world: &World, ask: &Ask, key: &IamKey) -> Value {
    let roles: Vec<Value> = world
        .role_in(&key.project)
        .into_iter()
        .map(|role| {
            json!({
                "id": role.id,
                "name": role.name,
                "domain_id": null,
                "description": null,
                "options": {"immutable": true},
            })
        })
        .collect();
    json!({
        "id": key.id,
        "name": key.name,
        "description": key.description,
        "user_id": world.user.id,
        "project_id": key.project,
        "system": null,
        "expires_at": key.expires_at.map(zoneless),
        "unrestricted": key.unrestricted.then_some(true),
        "roles": roles,
        "links": {"self": ask.link(&format!("application_credentials/{}", key.id))},
    })
}
