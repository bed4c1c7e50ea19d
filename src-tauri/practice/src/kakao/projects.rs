//! The projects of a user. Keystone API reference, "List projects for user".

use serde_json::{Value, json};

use super::answer::ok;
use super::ask::Ask;
use super::refusal::Refusal;
use super::world::{Project, World};
use crate::reply::Reply;

/// Those in which the user has a role, by the name asked for if one is.
pub(super) fn list(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    let name = ask.parameter("name");
    let projects: Vec<Value> = world
        .projects
        .iter()
        .filter(|project| project.member && name.is_none_or(|name| project.name == name))
        .map(|project| item(world, ask, project))
        .collect();
    let path = format!("users/{}/projects", world.user.id);
    ok(json!({"projects": projects, "links": ask.links(&path)}))
}

fn item(world: &World, ask: &Ask, project: &Project) -> Value {
    json!({
        "id": project.id,
        "name": project.name,
        "domain_id": world.organization.id,
        "description": project.description,
        "enabled": true,
        "parent_id": world.organization.id,
        "is_domain": false,
        "tags": [],
        "options": {},
        "links": {"self": ask.link(&format!("projects/{}", project.id))},
    })
}
