//! The role calls.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::activities::{Activity, ActivityType};
use super::ask::Ask;
use super::reply::Refusal;
use super::role_model::{Policy, Role, RoleType, Rule, scope_of};
use super::world::World;

/// Roles as a key's `assignedRoles` lists them.
pub(super) fn assigned(world: &World, ids: &[Uuid]) -> Vec<Value> {
    ids.iter()
        .filter_map(|id| world.role(*id))
        .map(|role| json!({"roleId": role.id, "roleName": role.name, "roleType": role.kind}))
        .collect()
}

pub(super) fn list(world: &World) -> Result<Value, Refusal> {
    let all: Vec<Value> = world.roles.iter().map(|role| view(world, role)).collect();
    Ok(json!({ "result": all }))
}

pub(super) fn read(world: &World, id: &str) -> Result<Value, Refusal> {
    let role = &world.roles[position(world, id)?];
    Ok(json!({"result": view(world, role)}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRole {
    name: String,
    actors: Vec<String>,
    policies: Vec<Rule>,
}

pub(super) fn create(world: &mut World, ask: &Ask) -> Result<Value, Refusal> {
    let new: NewRole = ask.body()?;
    let policies = policies(world, new.policies)?;
    check_name(world, &new.name, None)?;
    check_actors(world, &new.actors)?;
    let role = Role::new(&new.name, RoleType::Custom, policies, ask.now);
    let id = role.id;
    world.roles.push(role);
    give_to(world, id, new.actors);
    world.note(Activity::of_role(
        ask,
        ActivityType::RoleCreate,
        id,
        &new.name,
    ));
    read(world, &id.to_string())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleChange {
    name: Option<String>,
    actors: Option<Vec<String>>,
    policies: Option<Vec<Rule>>,
}

pub(super) fn update(world: &mut World, ask: &Ask, id: &str) -> Result<Value, Refusal> {
    let index = custom_position(world, id)?;
    let change: RoleChange = ask.body()?;
    let role_id = world.roles[index].id;
    if let Some(name) = &change.name {
        check_name(world, name, Some(role_id))?;
    }
    let policies = change
        .policies
        .map(|rules| policies(world, rules))
        .transpose()?;
    if let Some(actors) = change.actors {
        check_actors(world, &actors)?;
        give_to(world, role_id, actors);
    }
    let role = &mut world.roles[index];
    role.name = change.name.unwrap_or_else(|| role.name.clone());
    role.policies = policies.unwrap_or_else(|| role.policies.clone());
    role.updated_at = ask.now;
    let name = role.name.clone();
    world.note(Activity::of_role(
        ask,
        ActivityType::RoleUpdate,
        role_id,
        &name,
    ));
    read(world, id)
}

pub(super) fn delete(world: &mut World, ask: &Ask, id: &str) -> Result<Value, Refusal> {
    let index = custom_position(world, id)?;
    let role = world.roles.remove(index);
    world.deleted_roles.insert(role.id);
    for key in &mut world.keys {
        key.assigned_roles.retain(|held| *held != role.id);
    }
    world.note(Activity::of_role(
        ask,
        ActivityType::RoleDelete,
        role.id,
        &role.name,
    ));
    Ok(json!({}))
}

fn view(world: &World, role: &Role) -> Value {
    let tenant = world.organization_resource();
    let holders = world
        .keys
        .iter()
        .filter(|key| key.assigned_roles.contains(&role.id));
    let actors: Vec<String> = role
        .actors
        .iter()
        .cloned()
        .chain(holders.map(|key| format!("apiKey/{}", key.id)))
        .collect();
    let policies: Vec<Value> = role
        .policies
        .iter()
        .map(|policy| {
            let mut fields = json!(policy.rule);
            fields["id"] = json!(policy.id);
            fields["roleId"] = json!(role.id);
            fields["tenantId"] = json!(tenant);
            fields
        })
        .collect();
    json!({
        "id": role.id,
        "tenantId": tenant,
        "ownerId": tenant,
        "name": role.name,
        "type": role.kind,
        "actors": actors,
        "policies": policies,
        "createdAt": role.created_at,
        "updatedAt": role.updated_at,
    })
}

fn position(world: &World, id: &str) -> Result<usize, Refusal> {
    let id: Uuid = super::ask::uuid(id, "roleId")?;
    match world.roles.iter().position(|role| role.id == id) {
        Some(index) => Ok(index),
        None if world.deleted_roles.contains(&id) => Err(Refusal::not_found("Role not found")),
        None => Err(Refusal::bad_request("Role does not exist")),
    }
}

fn custom_position(world: &World, id: &str) -> Result<usize, Refusal> {
    let index = position(world, id)?;
    match world.roles[index].kind {
        RoleType::Custom => Ok(index),
        RoleType::System => Err(Refusal::bad_request(
            "System roles cannot be changed or deleted",
        )),
    }
}

fn check_name(world: &World, name: &str, own: Option<Uuid>) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::bad_request("name must not be empty"));
    }
    if world
        .roles
        .iter()
        .any(|role| role.name == name && Some(role.id) != own)
    {
        return Err(Refusal::bad_request("A role with this name exists already"));
    }
    Ok(())
}

/// Rules as policies. A rule must name real resources, and permissions of one scope.
fn policies(world: &World, rules: Vec<Rule>) -> Result<Vec<Policy>, Refusal> {
    let org = world.organization_resource();
    for rule in &rules {
        let mut scopes = rule
            .permissions
            .iter()
            .map(|permission| scope_of(permission));
        let scope = scopes.next().flatten();
        if scope.is_none() || scopes.any(|other| other != scope) {
            return Err(Refusal::bad_request(
                "Permissions of a policy must be of the same scope",
            ));
        }
        let resource_fits = |resource: &String| match scope {
            Some("organization") => *resource == org,
            _ => resource.starts_with("instance/"),
        };
        if rule.resources.is_empty() || !rule.resources.iter().all(resource_fits) {
            return Err(Refusal::bad_request("Invalid resource in policy"));
        }
    }
    Ok(rules
        .into_iter()
        .map(|rule| Policy {
            id: Uuid::new_v4(),
            rule,
        })
        .collect())
}

fn key_actor(actor: &str) -> Option<Uuid> {
    actor.strip_prefix("apiKey/")?.parse().ok()
}

fn check_actors(world: &World, actors: &[String]) -> Result<(), Refusal> {
    let known = |actor: &String| match key_actor(actor) {
        Some(id) => world.key(id).is_some(),
        None => actor.starts_with("user/"),
    };
    if actors.iter().all(known) {
        return Ok(());
    }
    Err(Refusal::bad_request("Unknown actor"))
}

/// Makes these actors, and no others, the holders of a role.
fn give_to(world: &mut World, role: Uuid, actors: Vec<String>) {
    for key in &mut world.keys {
        let holds = key.assigned_roles.contains(&role);
        let shall = actors.iter().any(|actor| key_actor(actor) == Some(key.id));
        match (holds, shall) {
            (false, true) => key.assigned_roles.push(role),
            (true, false) => key.assigned_roles.retain(|held| *held != role),
            _ => {}
        }
    }
    if let Some(role) = world.roles.iter_mut().find(|held| held.id == role) {
        role.actors = actors
            .into_iter()
            .filter(|actor| key_actor(actor).is_none())
            .collect();
    }
}
