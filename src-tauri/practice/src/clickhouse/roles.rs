//! Roles: what the organization starts with, and the calls that read and change them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::activities::{Activity, ActivityType};
use super::ask::Ask;
use super::reply::Refusal;
use super::world::World;

const ORGANIZATION: &[&str] = &[
    "control-plane:organization:view",
    "control-plane:organization:manage",
    "control-plane:organization:view-api-keys",
    "control-plane:organization:create-api-keys",
    "control-plane:organization:update-api-keys",
    "control-plane:organization:delete-api-keys",
    "control-plane:organization:view-activities",
    "control-plane:organization:view-billing",
    "control-plane:organization:create-service",
];
const SERVICE: &[&str] = &[
    "control-plane:service:view",
    "control-plane:service:manage",
    "control-plane:service:delete",
    "control-plane:service:view-query-api-endpoints",
    "control-plane:service:manage-query-api-endpoints",
    "control-plane:service:view-backups",
    "control-plane:service:manage-backups",
];
const SERVICE_READ: &[&str] = &[
    "control-plane:service:view",
    "control-plane:service:view-query-api-endpoints",
    "control-plane:service:view-backups",
];
const READ_API: &[&str] = &[
    "control-plane:organization:view",
    "control-plane:organization:view-api-keys",
    "control-plane:organization:view-activities",
];
const DEVELOPER: &[&str] = &[
    "control-plane:organization:view",
    "control-plane:organization:view-api-keys",
    "control-plane:organization:create-api-keys",
    "control-plane:organization:view-activities",
    "control-plane:service:view",
    "control-plane:service:view-query-api-endpoints",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RoleType {
    System,
    Custom,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Role {
    pub id: Uuid,
    pub name: String,
    pub kind: RoleType,
    /// Actors other than keys, such as `user/<uuid>`. Which keys hold a role is written at the keys.
    pub actors: Vec<String>,
    pub policies: Vec<Policy>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Policy {
    id: Uuid,
    rule: Rule,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Rule {
    allow_deny: AllowDeny,
    permissions: Vec<String>,
    resources: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tags: Option<Tags>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum AllowDeny {
    Allow,
    Deny,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Tags {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grants: Option<Vec<String>>,
    #[serde(default, rename = "roleV2", skip_serializing_if = "Option::is_none")]
    role_v2: Option<SqlRole>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SqlRole {
    SqlConsoleReadonly,
    SqlConsoleAdmin,
}

impl Policy {
    fn allow(permissions: &[&str], resource: &str) -> Self {
        Policy {
            id: Uuid::new_v4(),
            rule: Rule {
                allow_deny: AllowDeny::Allow,
                permissions: permissions.iter().map(|name| (*name).to_owned()).collect(),
                resources: vec![resource.to_owned()],
                tags: None,
            },
        }
    }

    pub fn concerns(&self, permission: &str, resource: &str) -> bool {
        let everywhere = resource.starts_with("instance/").then_some("instance/*");
        let named = |name: &String| name == resource || Some(name.as_str()) == everywhere;
        self.rule.permissions.iter().any(|name| name == permission)
            && self.rule.resources.iter().any(named)
    }

    pub fn allows(&self) -> bool {
        self.rule.allow_deny == AllowDeny::Allow
    }
}

impl Role {
    fn new(name: &str, kind: RoleType, policies: Vec<Policy>, now: Timestamp) -> Self {
        Role {
            id: Uuid::new_v4(),
            name: name.to_owned(),
            kind,
            actors: Vec::new(),
            policies,
            created_at: now,
            updated_at: now,
        }
    }

    /// The system roles of the new role model, and two custom roles as a company might have made them.
    pub fn first_set(organization: Uuid, now: Timestamp) -> Vec<Role> {
        let org = format!("organization/{organization}");
        let on_org = |permissions: &[&str]| Policy::allow(permissions, &org);
        let on_services = |permissions: &[&str]| Policy::allow(permissions, "instance/*");
        let sql = |permissions: &[&str], role| {
            let mut policy = Policy::allow(permissions, "instance/*");
            policy.rule.tags = Some(Tags {
                grants: None,
                role_v2: Some(role),
            });
            policy
        };
        let system = |name, policies| Role::new(name, RoleType::System, policies, now);
        let custom = |name, policies| Role::new(name, RoleType::Custom, policies, now);
        let view = "control-plane:organization:view";
        vec![
            system("Admin", vec![on_org(ORGANIZATION), on_services(SERVICE)]),
            system(
                "Billing",
                vec![on_org(&[view, "control-plane:organization:view-billing"])],
            ),
            system("Organization API Reader", vec![on_org(READ_API)]),
            system("Member", vec![on_org(&[view])]),
            system("Service Admin", vec![on_services(SERVICE)]),
            system("Service Reader", vec![on_services(SERVICE_READ)]),
            system("Service API Admin", vec![on_services(SERVICE)]),
            system("Service API Reader", vec![on_services(SERVICE_READ)]),
            system(
                "Basic Service API Reader",
                vec![on_services(&["control-plane:service:view"])],
            ),
            system(
                "SQL Console Read Only",
                vec![sql(
                    &["control-plane:service:view"],
                    SqlRole::SqlConsoleReadonly,
                )],
            ),
            system(
                "SQL Console Admin",
                vec![sql(
                    &["control-plane:service:view"],
                    SqlRole::SqlConsoleAdmin,
                )],
            ),
            custom(
                "Key maker",
                vec![on_org(&[
                    "control-plane:organization:create-api-keys",
                    "control-plane:organization:view-api-keys",
                ])],
            ),
            custom(
                "Dashboard reader",
                vec![on_org(&[view]), on_services(SERVICE_READ)],
            ),
        ]
    }
}

/// `organization` or `service`: the middle of a permission's id.
pub(super) fn scope_of(permission: &str) -> Option<&str> {
    permission.split(':').nth(1)
}

/// What the roles of the old model allow.
pub(super) fn legacy_allows(roles: &[String], permission: &str) -> bool {
    roles.iter().any(|role| match role.as_str() {
        "admin" => true,
        "developer" => DEVELOPER.contains(&permission),
        _ => false,
    })
}

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
