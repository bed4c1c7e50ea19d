//! Which call a request is, and what it needs.

use axum::http::Method;

use super::policy::Right;
use super::refusal::Refusal;

/// A call of one of the services, as far as the practice cloud tells them apart. Paths are below `/api/v1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// `GET /api-keys`
    ListApiKeys,
    /// `POST /api-keys`
    CreateApiKey,
    /// `POST /api-keys/search`
    SearchApiKeys,
    /// `GET /api-keys/{id}`
    ReadApiKey,
    /// `PUT /api-keys/{id}`
    UpdateApiKey,
    /// `PATCH /api-keys/{id}`
    RegenerateApiKey,
    /// `DELETE /api-keys/{id}`
    DeleteApiKey,
    /// `GET /api-keys/{id}/products`
    ListProducts,
    /// `GET /api-keys/{id}/subscription-detail`
    ReadSubscription,
    /// `POST /api-keys/{id}/subscribe`
    Subscribe,
    /// `POST /api-keys/{id}/unsubscribe`
    Unsubscribe,
    /// `POST /products/{id}/api-keys/search`
    SearchProductApiKeys,
    /// `GET /sub-accounts`
    ListSubAccounts,
    /// `POST /sub-accounts`
    CreateSubAccount,
    /// `GET /sub-accounts/{id}`
    ReadSubAccount,
    /// `DELETE /sub-accounts/{id}`
    DeleteSubAccount,
    /// `GET /sub-accounts/{id}/access-keys`
    ListAccessKeys,
    /// `POST /sub-accounts/{id}/access-keys`
    CreateAccessKey,
    /// `PUT /sub-accounts/{id}/access-keys`
    UpdateAccessKey,
    /// `DELETE /sub-accounts/{id}/access-keys`
    DeleteAccessKey,
    /// `GET /sub-accounts/{id}/access-rules/api`
    ReadAccessRule,
    /// `PUT /sub-accounts/{id}/access-rules/api`
    UpdateAccessRule,
    /// `GET /users/{id}/last-access-summary`
    ReadLastAccess,
    /// `GET /login-alias`
    ReadLoginAlias,
    /// `GET /caller-identity`
    ReadCallerIdentity,
    /// `GET /credentials`
    ReadCredentials,
    /// `POST /credentials`
    CreateCredentials,
    /// `GET /` of Object Storage, signed the way of AWS
    ListBuckets,
    /// Anything else.
    Unknown,
}

/// A call with the id in its path.
pub(super) struct Route<'a> {
    pub call: Call,
    pub id: &'a str,
}

impl<'a> Route<'a> {
    pub fn of(method: &Method, path: &'a str) -> Self {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let method = method.as_str();
        let (call, id) = match segments.as_slice() {
            [""] if method == "GET" => (Call::ListBuckets, ""),
            ["api", "v1", noun] => (of_noun(method, noun), ""),
            ["api", "v1", "api-keys", "search"] if method == "POST" => (Call::SearchApiKeys, ""),
            ["api", "v1", noun, id] => (of_one(method, noun), *id),
            ["api", "v1", noun, id, part] => (of_part(method, noun, part), *id),
            ["api", "v1", "products", id, "api-keys", "search"] if method == "POST" => {
                (Call::SearchProductApiKeys, *id)
            }
            ["api", "v1", "sub-accounts", id, "access-rules", "api"] => {
                (of_access_rule(method), *id)
            }
            _ => (Call::Unknown, ""),
        };
        Route { call, id }
    }
}

fn of_noun(method: &str, noun: &str) -> Call {
    match (method, noun) {
        ("GET", "api-keys") => Call::ListApiKeys,
        ("POST", "api-keys") => Call::CreateApiKey,
        ("GET", "sub-accounts") => Call::ListSubAccounts,
        ("POST", "sub-accounts") => Call::CreateSubAccount,
        ("GET", "login-alias") => Call::ReadLoginAlias,
        ("GET", "caller-identity") => Call::ReadCallerIdentity,
        ("GET", "credentials") => Call::ReadCredentials,
        ("POST", "credentials") => Call::CreateCredentials,
        _ => Call::Unknown,
    }
}

fn of_one(method: &str, noun: &str) -> Call {
    match (method, noun) {
        ("GET", "api-keys") => Call::ReadApiKey,
        ("PUT", "api-keys") => Call::UpdateApiKey,
        ("PATCH", "api-keys") => Call::RegenerateApiKey,
        ("DELETE", "api-keys") => Call::DeleteApiKey,
        ("GET", "sub-accounts") => Call::ReadSubAccount,
        ("DELETE", "sub-accounts") => Call::DeleteSubAccount,
        _ => Call::Unknown,
    }
}

fn of_part(method: &str, noun: &str, part: &str) -> Call {
    match (method, noun, part) {
        ("GET", "api-keys", "products") => Call::ListProducts,
        ("GET", "api-keys", "subscription-detail") => Call::ReadSubscription,
        ("POST", "api-keys", "subscribe") => Call::Subscribe,
        ("POST", "api-keys", "unsubscribe") => Call::Unsubscribe,
        ("GET", "sub-accounts", "access-keys") => Call::ListAccessKeys,
        ("POST", "sub-accounts", "access-keys") => Call::CreateAccessKey,
        ("PUT", "sub-accounts", "access-keys") => Call::UpdateAccessKey,
        ("DELETE", "sub-accounts", "access-keys") => Call::DeleteAccessKey,
        ("GET", "users", "last-access-summary") => Call::ReadLastAccess,
        _ => Call::Unknown,
    }
}

fn of_access_rule(method: &str) -> Call {
    match method {
        "GET" => Call::ReadAccessRule,
        "PUT" => Call::UpdateAccessRule,
        _ => Call::Unknown,
    }
}

impl Call {
    /// Whether it asks for a new key.
    pub(super) fn asks_for_key(self) -> bool {
        matches!(
            self,
            Call::CreateApiKey | Call::CreateAccessKey | Call::CreateCredentials
        )
    }

    /// Whether it makes something that a second request would make again.
    pub(super) fn makes(self) -> bool {
        self.asks_for_key() || matches!(self, Call::RegenerateApiKey | Call::CreateSubAccount)
    }

    /// Whether it belongs to API Gateway.
    pub(super) fn is_of_api_gateway(self) -> bool {
        matches!(
            self.right(),
            Some(Right::ReadApiGateway | Right::ChangeApiGateway)
        )
    }

    /// What the caller must be allowed to do. `None` if everybody may; Object Storage asks for itself.
    pub(super) fn right(self) -> Option<Right> {
        Some(match self {
            Call::ListApiKeys
            | Call::SearchApiKeys
            | Call::ReadApiKey
            | Call::ListProducts
            | Call::ReadSubscription
            | Call::SearchProductApiKeys => Right::ReadApiGateway,
            Call::CreateApiKey
            | Call::UpdateApiKey
            | Call::RegenerateApiKey
            | Call::DeleteApiKey
            | Call::Subscribe
            | Call::Unsubscribe => Right::ChangeApiGateway,
            Call::ListSubAccounts
            | Call::ReadSubAccount
            | Call::ListAccessKeys
            | Call::ReadAccessRule
            | Call::ReadLastAccess
            | Call::ReadLoginAlias => Right::ReadSubAccounts,
            Call::CreateSubAccount
            | Call::DeleteSubAccount
            | Call::CreateAccessKey
            | Call::UpdateAccessKey
            | Call::DeleteAccessKey
            | Call::UpdateAccessRule => Right::ChangeSubAccounts,
            Call::ReadCallerIdentity
            | Call::ReadCredentials
            | Call::CreateCredentials
            | Call::ListBuckets
            | Call::Unknown => return None,
        })
    }

    fn parameters(self) -> &'static [&'static str] {
        match self {
            Call::ListApiKeys => &["offset", "limit", "apiKeyName"],
            Call::ListProducts => &["offset", "limit"],
            Call::ReadSubscription => &["productId", "offset", "limit", "apiId", "stageId"],
            Call::ListSubAccounts => &["searchColumn", "searchWord", "page", "size"],
            Call::ListBuckets => &["x-id"],
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
}
