//! The body of a password login, as the Keystone API reference has it.

use axum::http::header::CONTENT_TYPE;
use serde::Deserialize;

use super::refusal::Refusal;
use crate::incoming::Incoming;

/// Who logs in to which project. Not to be printed.
pub(super) struct Login {
    pub user: Named,
    pub password: String,
    pub project: Named,
}

/// A user or a project: an id, or a name in a domain.
pub(super) struct Named {
    pub id: Option<String>,
    pub name: Option<String>,
    pub domain: Option<Domain>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Domain {
    pub id: Option<String>,
    pub name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    auth: Auth,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Auth {
    identity: Identity,
    scope: Scope,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Identity {
    methods: Vec<String>,
    password: PasswordMethod,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordMethod {
    user: User,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct User {
    id: Option<String>,
    name: Option<String>,
    domain: Option<Domain>,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scope {
    project: Project,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Project {
    id: Option<String>,
    name: Option<String>,
    domain: Option<Domain>,
}

impl Login {
    /// Reads the body of a request. Answers 400 for another content type than JSON, where there is one, and for a
    /// body that is no password login to a project.
    pub fn read(request: &Incoming) -> Result<Self, Refusal> {
        let other_type = request
            .headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| !kind.as_bytes().starts_with(b"application/json"));
        if other_type {
            return Err(Refusal::bad_request(
                "The content type must be application/json",
            ));
        }
        let json = request.json.as_ref();
        let json = json.ok_or_else(|| Refusal::of_status(413))?;
        // What the parser says would repeat a password that is in the wrong place.
        let auth = Body::deserialize(json)
            .map_err(|_| Refusal::bad_request("Expecting a password login to a project"))?
            .auth;
        if auth.identity.methods != ["password"] {
            return Err(Refusal::bad_request("Expecting the method password"));
        }
        let (user, project) = (auth.identity.password.user, auth.scope.project);
        Ok(Login {
            user: Named {
                id: user.id,
                name: user.name,
                domain: user.domain,
            },
            password: user.password,
            project: Named {
                id: project.id,
                name: project.name,
                domain: project.domain,
            },
        })
    }
}

impl Named {
    /// Whether this is the one of that id, or of that name in the default domain.
    pub fn is(&self, id: &str, name: &str) -> bool {
        match (&self.id, &self.name) {
            (Some(given), None) => given == id,
            (None, Some(given)) => {
                given == name && self.domain.as_ref().is_some_and(Domain::is_default)
            }
            _ => false,
        }
    }

    /// Whether a domain is named by this id.
    pub fn is_in(&self, domain_id: &str) -> bool {
        let domain = self.domain.as_ref();
        domain.is_some_and(|domain| domain.id.as_deref() == Some(domain_id))
    }
}

impl Domain {
    fn is_default(&self) -> bool {
        match (&self.id, &self.name) {
            (Some(id), None) => id == "default",
            (None, Some(name)) => name == "Default",
            _ => false,
        }
    }
}
