//! Which call a request is, and what it needs.

use axum::http::{Method, StatusCode};

use super::reply::Refusal;

/// A call of the API, as far as the practice cloud tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// `GET /v1/whoami`
    Whoami,
    /// `GET /v1/organizations`
    ListOrganizations,
    /// `GET …/{org}`
    ReadOrganization,
    /// `GET …/keys`
    ListKeys,
    /// `POST …/keys`
    CreateKey,
    /// `GET …/keys/{id}`
    ReadKey,
    /// `PATCH …/keys/{id}`
    UpdateKey,
    /// `DELETE …/keys/{id}`
    DeleteKey,
    /// `GET …/roles`
    ListRoles,
    /// `POST …/roles`
    CreateRole,
    /// `GET …/roles/{id}`
    ReadRole,
    /// `PATCH …/roles/{id}`
    UpdateRole,
    /// `DELETE …/roles/{id}`
    DeleteRole,
    /// `GET …/services`
    ListServices,
    /// `GET …/services/{id}`
    ReadService,
    /// `GET …/services/{id}/serviceQueryEndpoint`
    ReadQueryEndpoint,
    /// `POST …/services/{id}/serviceQueryEndpoint`
    PutQueryEndpoint,
    /// `DELETE …/services/{id}/serviceQueryEndpoint`
    DeleteQueryEndpoint,
    /// `GET …/activities`
    ListActivities,
    /// `GET …/activities/{id}`
    ReadActivity,
    /// `GET …/quotas`
    ListQuotas,
    /// `GET …/quotas/{code}`
    ReadQuota,
    /// Anything else.
    Unknown,
}

/// A call with the names in its path.
pub(super) struct Route<'a> {
    pub call: Call,
    pub organization: Option<&'a str>,
    pub id: &'a str,
}

impl<'a> Route<'a> {
    pub fn of(method: &Method, path: &'a str) -> Self {
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let method = method.as_str();
        let (call, organization, id) = match segments.as_slice() {
            ["v1", "whoami"] if method == "GET" => (Call::Whoami, None, ""),
            ["v1", "organizations"] if method == "GET" => (Call::ListOrganizations, None, ""),
            ["v1", "organizations", org] if method == "GET" => {
                (Call::ReadOrganization, Some(*org), "")
            }
            ["v1", "organizations", org, noun] => (of_noun(method, noun), Some(*org), ""),
            ["v1", "organizations", org, noun, id] => (of_one(method, noun), Some(*org), *id),
            [
                "v1",
                "organizations",
                org,
                "services",
                id,
                "serviceQueryEndpoint",
            ] => (of_query_endpoint(method), Some(*org), *id),
            _ => (Call::Unknown, None, ""),
        };
        Route {
            call,
            organization,
            id,
        }
    }
}

fn of_noun(method: &str, noun: &str) -> Call {
    match (method, noun) {
        ("GET", "keys") => Call::ListKeys,
        ("POST", "keys") => Call::CreateKey,
        ("GET", "roles") => Call::ListRoles,
        ("POST", "roles") => Call::CreateRole,
        ("GET", "services") => Call::ListServices,
        ("GET", "activities") => Call::ListActivities,
        ("GET", "quotas") => Call::ListQuotas,
        _ => Call::Unknown,
    }
}

fn of_one(method: &str, noun: &str) -> Call {
    match (method, noun) {
        ("GET", "keys") => Call::ReadKey,
        ("PATCH", "keys") => Call::UpdateKey,
        ("DELETE", "keys") => Call::DeleteKey,
        ("GET", "roles") => Call::ReadRole,
        ("PATCH", "roles") => Call::UpdateRole,
        ("DELETE", "roles") => Call::DeleteRole,
        ("GET", "services") => Call::ReadService,
        ("GET", "activities") => Call::ReadActivity,
        ("GET", "quotas") => Call::ReadQuota,
        _ => Call::Unknown,
    }
}

fn of_query_endpoint(method: &str) -> Call {
    match method {
        "GET" => Call::ReadQueryEndpoint,
        "POST" => Call::PutQueryEndpoint,
        "DELETE" => Call::DeleteQueryEndpoint,
        _ => Call::Unknown,
    }
}

impl Call {
    /// The permissions a key needs, all of them. PATCH and DELETE take what the API description and the role guide name.
    pub(super) fn permissions(self) -> &'static [&'static str] {
        match self {
            Call::Whoami | Call::ListOrganizations | Call::ListServices | Call::Unknown => &[],
            Call::ReadOrganization | Call::ListQuotas | Call::ReadQuota => {
                &["control-plane:organization:view"]
            }
            Call::ListKeys | Call::ReadKey => &["control-plane:organization:view-api-keys"],
            Call::CreateKey => &["control-plane:organization:create-api-keys"],
            Call::UpdateKey => &[
                "control-plane:organization:view-api-keys",
                "control-plane:organization:update-api-keys",
            ],
            Call::DeleteKey => &[
                "control-plane:organization:view-api-keys",
                "control-plane:organization:delete-api-keys",
            ],
            Call::ListRoles
            | Call::CreateRole
            | Call::ReadRole
            | Call::UpdateRole
            | Call::DeleteRole => &["control-plane:organization:manage"],
            Call::ReadService => &["control-plane:service:view"],
            Call::ReadQueryEndpoint => &["control-plane:service:view-query-api-endpoints"],
            Call::PutQueryEndpoint | Call::DeleteQueryEndpoint => {
                &["control-plane:service:manage-query-api-endpoints"]
            }
            Call::ListActivities | Call::ReadActivity => {
                &["control-plane:organization:view-activities"]
            }
        }
    }

    fn parameters(self) -> &'static [&'static str] {
        match self {
            Call::ListOrganizations | Call::ListKeys => &["limit", "cursor"],
            Call::ListServices => &["filter"],
            Call::ListActivities => &["from_date", "to_date"],
            _ => &[],
        }
    }

    /// Refuses a query parameter the call does not know.
    pub(super) fn check_parameters(self, query: &[(String, String)]) -> Result<(), Refusal> {
        let unknown = query
            .iter()
            .find(|(name, _)| !self.parameters().contains(&name.as_str()));
        match unknown {
            Some((name, _)) => Err(Refusal::bad_request(format!("Unknown parameter: {name}"))),
            None => Ok(()),
        }
    }

    pub(super) fn check_known(self) -> Result<(), Refusal> {
        if self == Call::Unknown {
            return Err(Refusal::new(
                StatusCode::NOT_FOUND,
                "NOT_FOUND",
                "No such call",
            ));
        }
        Ok(())
    }
}
