//! What goes over the line to OpenStack ("Identity API v3"). Strict out: plain fields, absent ones are left out.
//! Tolerant in: every field optional, a value of the wrong type counts as absent, unknown fields are ignored.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::providers::reading::loose;

/// Asks for a token by name and password. No `Debug`: it holds the password.
#[derive(Serialize)]
pub struct AskToken<'a> {
    auth: Auth<'a>,
}

#[derive(Serialize)]
struct Auth<'a> {
    identity: Who<'a>,
    scope: Scope<'a>,
}

#[derive(Serialize)]
struct Who<'a> {
    methods: [&'static str; 1],
    password: Password<'a>,
}

#[derive(Serialize)]
struct Password<'a> {
    user: User<'a>,
}

#[derive(Serialize)]
struct User<'a> {
    domain: Id<'a>,
    name: &'a str,
    password: &'a str,
}

#[derive(Serialize)]
struct Scope<'a> {
    project: ProjectScope<'a>,
}

/// The project that a token is for.
#[derive(Serialize)]
pub struct ProjectScope<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<Id<'a>>,
}

#[derive(Serialize)]
struct Id<'a> {
    id: &'a str,
}

impl<'a> ProjectScope<'a> {
    /// By its id.
    pub const fn by_id(id: &'a str) -> Self {
        Self {
            id: Some(id),
            name: None,
            domain: None,
        }
    }

    /// By its id, with the domain that it is in.
    pub const fn by_id_in(id: &'a str, domain: &'a str) -> Self {
        Self {
            domain: Some(Id { id: domain }),
            ..Self::by_id(id)
        }
    }

    /// By its name in a domain.
    pub const fn by_name(name: &'a str, domain: &'a str) -> Self {
        Self {
            id: None,
            name: Some(name),
            domain: Some(Id { id: domain }),
        }
    }
}

impl<'a> AskToken<'a> {
    /// For a user of a domain.
    pub const fn new(
        domain: &'a str,
        name: &'a str,
        password: &'a str,
        project: ProjectScope<'a>,
    ) -> Self {
        Self {
            auth: Auth {
                identity: Who {
                    methods: ["password"],
                    password: Password {
                        user: User {
                            domain: Id { id: domain },
                            name,
                            password,
                        },
                    },
                },
                scope: Scope { project },
            },
        }
    }
}

/// The answer to [`AskToken`].
#[derive(Default, Deserialize)]
pub struct TokenAnswer {
    /// What the token is.
    #[serde(default, deserialize_with = "loose")]
    pub token: Option<About>,
}

/// What a token is. Its catalog is left out: the addresses in it do not work from outside (observed).
#[derive(Default, Deserialize)]
pub struct About {
    #[serde(default, deserialize_with = "loose")]
    pub expires_at: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub project: Option<Named>,
    #[serde(default, deserialize_with = "loose")]
    pub user: Option<Named>,
    #[serde(default, deserialize_with = "loose")]
    pub roles: Option<Vec<Value>>,
}

/// Something with an id and a name.
#[derive(Default, Deserialize)]
pub struct Named {
    #[serde(default, deserialize_with = "loose")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    pub name: Option<String>,
}

/// A file box in the list of an account ("Object Storage API v1").
#[derive(Deserialize)]
pub struct FileBox {
    #[serde(default, deserialize_with = "loose")]
    pub name: Option<String>,
}
