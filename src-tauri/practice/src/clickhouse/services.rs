//! Services, and which keys may run SQL on them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::activities::Activity;
use super::ask::{self, Ask};
use super::reply::Refusal;
use super::trouble::Trouble;
use super::world::World;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Service {
    id: Uuid,
    name: String,
    provider: String,
    region: String,
    state: String,
    environment: String,
    created_at: Timestamp,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct QueryEndpoint {
    id: Uuid,
    binding: Binding,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Binding {
    roles: Vec<SqlRole>,
    open_api_keys: Vec<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    allowed_origins: Option<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SqlRole {
    SqlConsoleReadOnly,
    SqlConsoleAdmin,
}

impl Service {
    /// A running service and an idle one.
    pub fn first_set(now: Timestamp) -> Vec<Service> {
        let service = |name: &str, state: &str, environment: &str| Service {
            id: Uuid::new_v4(),
            name: name.to_owned(),
            provider: "aws".to_owned(),
            region: "ap-northeast-2".to_owned(),
            state: state.to_owned(),
            environment: environment.to_owned(),
            created_at: now,
        };
        vec![
            service("analytics", "running", "Production"),
            service("analytics staging", "idle", "Staging"),
        ]
    }

    fn view(&self) -> Value {
        let host = format!(
            "{}.{}.{}.clickhouse.example",
            self.id.simple(),
            self.region,
            self.provider
        );
        json!({
            "id": self.id,
            "name": self.name,
            "provider": self.provider,
            "region": self.region,
            "state": self.state,
            "endpoints": [
                {"protocol": "https", "host": host, "port": 8443, "username": "default"},
                {"protocol": "nativesecure", "host": host, "port": 9440, "username": "default"},
            ],
            "minReplicaMemoryGb": 16,
            "maxReplicaMemoryGb": 32,
            "numReplicas": 3,
            "autoscalingMode": "vertical",
            "currentScaling": {"effectiveAutoscalingMode": "vertical"},
            "idleScaling": true,
            "idleTimeoutMinutes": 15,
            "ipAccessList": [{"source": "0.0.0.0/0", "description": "Anywhere"}],
            "createdAt": self.created_at,
            "isPrimary": true,
            "isReadonly": false,
            "tags": [{"key": "Environment", "value": self.environment}],
        })
    }
}

pub(super) fn list(world: &World, ask: &Ask) -> Result<Value, Refusal> {
    let mut wanted = Vec::new();
    for (_, filter) in ask.query.iter().filter(|(name, _)| name == "filter") {
        let tag = filter
            .strip_prefix("tag:")
            .and_then(|tag| tag.split_once('='));
        wanted.push(tag.ok_or_else(|| Refusal::bad_request("filter must read tag:Key=Value"))?);
    }
    let tagged = |service: &&Service| {
        wanted
            .iter()
            .all(|(key, value)| *key == "Environment" && *value == service.environment)
    };
    let all: Vec<Value> = world
        .services
        .iter()
        .filter(tagged)
        .map(Service::view)
        .collect();
    Ok(json!({ "result": all }))
}

pub(super) fn read(world: &World, id: &str) -> Result<Value, Refusal> {
    Ok(json!({"result": find(world, id)?.view()}))
}

pub(super) fn read_endpoint(world: &World, id: &str) -> Result<Value, Refusal> {
    let service = find(world, id)?.id;
    match world.query_endpoints.get(&service) {
        Some(endpoint) => {
            let mut fields = json!(endpoint.binding);
            fields["id"] = json!(endpoint.id);
            Ok(json!({ "result": fields }))
        }
        None => Err(Refusal::not_found("Query endpoint not found")),
    }
}

/// Replaces the binding whole, or makes it.
pub(super) fn put_endpoint(world: &mut World, ask: &Ask, id: &str) -> Result<Value, Refusal> {
    let service = find(world, id)?.id;
    let binding: Binding = ask.body()?;
    let unknown = binding
        .open_api_keys
        .iter()
        .any(|key| world.key(*key).is_none());
    if unknown || ask.plan.has(&Trouble::BindingRefused) {
        return Err(Refusal::bad_request("Some of the keys do not exist"));
    }
    let kept = world
        .query_endpoints
        .get(&service)
        .map(|endpoint| endpoint.id);
    let endpoint = QueryEndpoint {
        id: kept.unwrap_or_else(Uuid::new_v4),
        binding,
    };
    world.query_endpoints.insert(service, endpoint);
    world.note(Activity::of_service(ask, service));
    read_endpoint(world, id)
}

pub(super) fn delete_endpoint(world: &mut World, ask: &Ask, id: &str) -> Result<Value, Refusal> {
    let service = find(world, id)?.id;
    if world.query_endpoints.remove(&service).is_none() {
        return Err(Refusal::not_found("Query endpoint not found"));
    }
    world.note(Activity::of_service(ask, service));
    Ok(json!({}))
}

fn find<'a>(world: &'a World, id: &str) -> Result<&'a Service, Refusal> {
    let id = ask::uuid(id, "serviceId")?;
    world
        .services
        .iter()
        .find(|service| service.id == id)
        .ok_or_else(|| Refusal::bad_request("Service does not exist"))
}
