//! Which call a request is.

use axum::http::Method;

use super::zones::{ApiVersion, D_ZONES};
use crate::incoming::Incoming;

/// A call of one of the services, as far as the practice cloud tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// `GET /{service}/{v1|v2}/client/api?command=listZones`
    ListZones,
    /// `GET /{service}/{v1|v2}/client/api?command=listAvailableProductTypes`
    ListAvailableProductTypes,
    /// `GET /{service}/{v1|v2}/client/api` with any other command or none
    OtherCommand,
    /// `POST /{zone}/identity/auth/tokens`
    CreateToken,
    /// `GET /{zone}/identity/auth/tokens`
    ReadToken,
    /// `HEAD /{zone}/identity/auth/tokens`, and `HEAD /v3/auth/tokens` of Object Storage 2.0
    CheckToken,
    /// `DELETE /{zone}/identity/auth/tokens`, and `DELETE /v3/auth/tokens` of Object Storage 2.0
    RevokeToken,
    /// `GET /{zone}/identity/`
    DiscoverIdentity,
    /// `GET /{zone}/nsm/v1/network`
    ListNetworks,
    /// `GET /{zone}/server/os-keypairs`
    ListKeyPairs,
    /// `GET /auth/v1.0`, the login to Object Storage 1.0
    LogInToStorage,
    /// `POST /v3/auth/tokens`, the login to Object Storage 2.0
    CreateStorageToken,
    /// `GET /v1/AUTH_{id}`
    ListContainers,
    /// `GET /` of the S3 storage
    ListBuckets,
    /// Something there is, with a method it does not have.
    OtherMethod,
    /// Anything else.
    Unknown,
}

/// In whose way a call is asked and refused.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Platform {
    /// The G platform.
    CloudStack,
    /// The D platform and the login to Object Storage 2.0.
    Keystone,
    /// Object Storage 1.0, and the containers of 2.0.
    Swift,
    S3,
    /// What stands before all of them.
    Gateway,
}

impl Call {
    pub(super) fn platform(self) -> Platform {
        match self {
            Call::ListZones | Call::ListAvailableProductTypes | Call::OtherCommand => {
                Platform::CloudStack
            }
            Call::CreateToken
            | Call::ReadToken
            | Call::CheckToken
            | Call::RevokeToken
            | Call::DiscoverIdentity
            | Call::ListNetworks
            | Call::ListKeyPairs
            | Call::CreateStorageToken => Platform::Keystone,
            Call::LogInToStorage | Call::ListContainers => Platform::Swift,
            Call::ListBuckets => Platform::S3,
            Call::OtherMethod | Call::Unknown => Platform::Gateway,
        }
    }

    /// The name of the command, if it is one that the G platform knows.
    pub(super) fn command(self) -> Option<&'static str> {
        match self {
            Call::ListZones => Some("listZones"),
            Call::ListAvailableProductTypes => Some("listAvailableProductTypes"),
            _ => None,
        }
    }
}

/// A call with the part of its path that varies.
pub(super) struct Route<'a> {
    pub call: Call,
    /// The version on the G platform, the zone on the D platform, the account of a storage.
    pub place: &'a str,
}

impl<'a> Route<'a> {
    pub fn of(request: &'a Incoming) -> Self {
        let segments: Vec<&str> = request.path().split('/').skip(1).collect();
        let method = &request.method;
        let (call, place) = match segments.as_slice() {
            [""] => (only(method, Method::GET, Call::ListBuckets), ""),
            ["auth", "v1.0"] => (only(method, Method::GET, Call::LogInToStorage), ""),
            ["v3", "auth", "tokens"] => (of_storage_tokens(method), ""),
            ["v1", account] if account.starts_with("AUTH_") => {
                (only(method, Method::GET, Call::ListContainers), *account)
            }
            [_, version, "client", "api"] if ApiVersion::of(version).is_some() => {
                (only(method, Method::GET, of_command(request)), *version)
            }
            [zone, rest @ ..] if D_ZONES.contains(zone) => (of_zone(method, rest), *zone),
            _ => (Call::Unknown, ""),
        };
        Route { call, place }
    }
}

fn only(method: &Method, known: Method, call: Call) -> Call {
    if *method == known {
        call
    } else {
        Call::OtherMethod
    }
}

/// Names of commands are matched as they are, as CloudStack does.
fn of_command(request: &Incoming) -> Call {
    [Call::ListZones, Call::ListAvailableProductTypes]
        .into_iter()
        .find(|call| call.command() == request.parameter("command"))
        .unwrap_or(Call::OtherCommand)
}

/// What the storage's Keystone does with tokens, as far as clients need it.
fn of_storage_tokens(method: &Method) -> Call {
    match method.as_str() {
        "POST" => Call::CreateStorageToken,
        "HEAD" => Call::CheckToken,
        "DELETE" => Call::RevokeToken,
        _ => Call::OtherMethod,
    }
}

fn of_zone(method: &Method, rest: &[&str]) -> Call {
    match rest {
        ["identity", "auth", "tokens"] => match method.as_str() {
            "POST" => Call::CreateToken,
            "GET" => Call::ReadToken,
            "HEAD" => Call::CheckToken,
            "DELETE" => Call::RevokeToken,
            _ => Call::OtherMethod,
        },
        ["identity", ""] => only(method, Method::GET, Call::DiscoverIdentity),
        ["nsm", "v1", "network"] => only(method, Method::GET, Call::ListNetworks),
        ["server", "os-keypairs"] => only(method, Method::GET, Call::ListKeyPairs),
        _ => Call::Unknown,
    }
}
