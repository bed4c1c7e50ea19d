//! What roles are, and which ones an organization starts with.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    pub id: Uuid,
    pub rule: Rule,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Rule {
    pub allow_deny: AllowDeny,
    pub permissions: Vec<String>,
    pub resources: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Tags>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum AllowDeny {
    Allow,
    Deny,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Tags {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grants: Option<Vec<String>>,
    #[serde(default, rename = "roleV2", skip_serializing_if = "Option::is_none")]
    role_v2: Option<SqlRole>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SqlRole {
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
    pub fn new(name: &str, kind: RoleType, policies: Vec<Policy>, now: Timestamp) -> Self {
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
