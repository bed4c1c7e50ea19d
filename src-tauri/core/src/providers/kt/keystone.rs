//! Tokens by name and password: of the D platform and of Object Storage 2.0 ("Identity API v3" of OpenStack).
//!
//! A login is sent once, whatever happens to it: a wrong password that is sent again may lock the account.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use secrecy::SecretString;
use url::Url;

use super::wire::{About, AskToken, TokenAnswer};
use super::{Kt, TOKEN, answers, harmless, sensitive, shown, with_token};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Repeat, Request, read_json};
use crate::kind::{Minted, SecretFields};
use crate::model::{Fact, Identity, Scope};

/// Where tokens are made, checked and ended.
pub struct Keystone<'a> {
    pub kt: &'a Kt,
    /// Address of the tokens.
    pub tokens: Url,
    /// What is signed in with.
    pub fields: &'a SecretFields,
}

/// A token and what the cloud said of it. No `Debug`.
pub struct Session {
    pub token: SecretString,
    pub about: About,
}

/// How long the end of a token that nobody needs any more is waited for.
const GOODBYE: Duration = Duration::from_secs(5);
/// Longest token that is taken; those of a cloud have a few hundred characters.
const LONGEST_TOKEN: usize = 8 * 1024;

impl Keystone<'_> {
    /// Asks for a token, once.
    ///
    /// # Errors
    /// [`ErrorCode::LoginRefused`]; any of the way to the cloud and what it said.
    pub async fn log_in(&self, ask: &AskToken<'_>) -> Result<Session> {
        let body = serde_json::to_vec(ask).map_err(|_| Error::new(ErrorCode::Internal))?;
        let mut request = Request::change(Method::POST, Some(body));
        let json = HeaderValue::from_static("application/json");
        request.headers.insert(ACCEPT, json.clone());
        request.headers.insert(CONTENT_TYPE, json);
        let sent = self.kt.http.send_for_headers(&self.tokens, &request).await;
        let (answer, headers) = sent.map_err(harmless)?;
        let token = headers.get("x-subject-token").and_then(token);
        match token {
            Some(token) if answers::worked(&answer) => {
                let read = read_json::<TokenAnswer>(&answer.body).unwrap_or_default();
                let about = read.token.unwrap_or_default();
                Ok(Session { token, about })
            }
            _ => Err(answers::openstack(
                &answer,
                ErrorCode::LoginRefused,
                self.fields,
            )),
        }
    }

    /// A token to keep.
    ///
    /// # Errors
    /// As [`Keystone::log_in`].
    pub async fn mint(&self, ask: &AskToken<'_>) -> Result<Minted> {
        let session = self.log_in(ask).await?;
        let expires_at = session.about.expires_at.as_deref();
        Ok(Minted {
            expires_at: expires_at.and_then(|at| at.trim().parse::<Timestamp>().ok()),
            fields: SecretFields::from([(TOKEN.to_owned(), session.token)]),
        })
    }

    /// Who signed in, by a token that is ended again at once.
    ///
    /// # Errors
    /// As [`Keystone::log_in`].
    pub async fn identity(&self, ask: &AskToken<'_>) -> Result<Identity> {
        let session = self.log_in(ask).await?;
        self.forget(&session.token).await;
        Ok(identity(session.about))
    }

    /// Asks whether a token still works.
    ///
    /// # Errors
    /// [`ErrorCode::TokenEnded`]; [`ErrorCode::NotOffered`] when the cloud has no such call; any of the way to the
    /// cloud and what it said.
    pub async fn check(&self, token: &SecretString) -> Result<()> {
        let mut request = self.about_token(token)?;
        request.method = Method::HEAD;
        let answer = self.kt.http.send(&self.tokens, &request).await?;
        match answer.status {
            200..=299 if answers::worked(&answer) => Ok(()),
            // The token signs the question about itself: one that ended is a 401, and never a 404.
            404 | 405 => Err(ErrorCode::NotOffered.into()),
            _ => Err(answers::openstack(
                &answer,
                ErrorCode::TokenEnded,
                &with_token(self.fields, token),
            )),
        }
    }

    /// Ends a token. Plain OpenStack does; whether these clouds do is not known.
    ///
    /// # Errors
    /// With the outcome; [`ErrorCode::NotOffered`] when the cloud has no such call.
    pub async fn end(&self, token: &SecretString) -> Result<()> {
        let mut request = self.about_token(token)?;
        request.method = Method::DELETE;
        request.repeat = Repeat::Once;
        let answer = self.kt.http.send(&self.tokens, &request).await?;
        let fields = with_token(self.fields, token);
        let error = || answers::openstack(&answer, ErrorCode::TokenEnded, &fields);
        match answer.status {
            401 => Ok(()),
            200..=299 if answers::worked(&answer) => Ok(()),
            // Somebody said something, and nobody knows whether the cloud was asked.
            200..=299 => Err(error().with_outcome(Outcome::Unknown)),
            // OpenStack says it of a token that is gone, anybody else of an address that is not there.
            404 if error().detail.is_some() => Ok(()),
            404 => Err(Error {
                code: ErrorCode::NotOffered,
                ..error()
            }),
            408 | 500..=599 => Err(error().with_outcome(Outcome::Unknown)),
            _ => Err(error()),
        }
    }

    /// Ends a token that nobody needs any more, if that is quickly done: it ends by itself.
    pub async fn forget(&self, token: &SecretString) {
        let _ = tokio::time::timeout(GOODBYE, self.end(token)).await;
    }

    fn about_token(&self, token: &SecretString) -> Result<Request> {
        let mut request = Request::read();
        for name in ["x-auth-token", "x-subject-token"] {
            sensitive(&mut request.headers, name, token)?;
        }
        Ok(request)
    }
}

/// A token in a header of an answer.
pub fn token(value: &HeaderValue) -> Option<SecretString> {
    let text = value.to_str().ok()?.trim();
    (1..=LONGEST_TOKEN)
        .contains(&text.len())
        .then(|| SecretString::from(text))
}

/// What the cloud says of who signed in.
fn identity(about: About) -> Identity {
    let shown = |text: Option<String>| text.as_deref().and_then(shown);
    let user = shown(about.user.unwrap_or_default().name);
    let project = about.project.unwrap_or_default();
    let (project_id, project) = (shown(project.id), shown(project.name));
    let roles = about.roles.unwrap_or_default();
    let mut roles: Vec<_> = roles
        .iter()
        .filter_map(|role| shown(Some(role.get("name")?.as_str()?.to_owned())))
        .collect();
    roles.truncate(MOST_ROLES);
    let facts = [
        ("user", user.clone()),
        ("project", project.clone()),
        ("project_id", project_id.clone()),
        ("token_expires", shown(about.expires_at)),
        ("roles", (!roles.is_empty()).then(|| roles.join(", "))),
    ];
    Identity {
        name: user,
        scope: project_id.map(|id| Scope {
            name: project.unwrap_or_else(|| id.clone()),
            id,
        }),
        own_key: None,
        ends_with: None,
        facts: facts
            .into_iter()
            .filter_map(|(id, value)| {
                Some(Fact {
                    id: id.to_owned(),
                    value: value?,
                })
            })
            .collect(),
        abilities: Vec::new(),
        confirmed: true,
    }
}

/// Roles that are named at most.
const MOST_ROLES: usize = 50;
