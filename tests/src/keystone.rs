//! A real OpenStack Keystone: what the identity services of KakaoCloud and KT Cloud are.
//!
//! `./x keystone` installs it; `tests/keystone/serve.py` sets it up and serves it. Most tests share one
//! server for each version and keep apart by each making a [`Member`] of their own:
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! use keywright_tests::keystone::{Keystone, NewAccessKey, Version, key_login};
//!
//! let keystone = Keystone::shared(Version::V30).await?;
//! let member = keystone.member().await?;
//! let key = keystone.access_key(&member, NewAccessKey::named("mine")).await?;
//! let answer = keystone.log_in(&key_login(&key.id, &key.secret)).await?;
//! assert_eq!(answer.status, 201);
//! # Ok(()) }
//! ```
//!
//! Every name, password and key is made up, and gone with the server.

mod console;
mod server;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use crate::PATIENCE;
use server::Server;

pub use server::Version;

/// The id of the domain in which everybody is. Its name is `Default`.
pub const DOMAIN: &str = "default";

/// The role with which [`Keystone::member`] makes people members of their project.
pub const MEMBER: &str = "member";

/// Keystone's own administrator; `serve.py` names it so.
const ADMIN: &str = "admin";
const ADMIN_PASSWORD: &str = "made-up-admin-password";

/// A running server, seen from one test.
pub struct Keystone {
    server: Arc<Server>,
    client: Client,
    admin_token: String,
}

/// A person who can log in.
#[derive(Clone)]
pub struct User {
    /// 32 hexadecimal digits: the "user unique id".
    pub id: String,
    /// Unlike every other name.
    pub name: String,
    /// A made-up one.
    pub password: String,
}

/// A project.
#[derive(Clone)]
pub struct Project {
    /// 32 hexadecimal digits.
    pub id: String,
    /// Unlike every other name.
    pub name: String,
}

/// A person with the role [`MEMBER`] in a project.
#[derive(Clone)]
pub struct Member {
    /// The person.
    pub user: User,
    /// The project.
    pub project: Project,
}

/// An access key (application credential) to make.
#[derive(Default)]
pub struct NewAccessKey {
    /// Unlike the same user's other keys.
    pub name: String,
    /// Whether its token may make and delete access keys. The cloud's console makes none of these.
    pub unrestricted: bool,
    /// Its end, in UTC: `2030-01-02T03:04:05`. In the past it is refused; see [`Keystone::expire`].
    pub expires_at: Option<String>,
}

impl NewAccessKey {
    /// A restricted key that never ends.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

/// An access key that was made.
#[derive(Clone)]
pub struct AccessKey {
    /// 32 hexadecimal digits.
    pub id: String,
    /// As it was asked for.
    pub name: String,
    /// 86 characters of base64url, made by the server.
    pub secret: String,
}

/// What the server said.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, or null where it is no JSON.
    pub body: Value,
    /// The body as it came.
    pub text: String,
}

impl Answer {
    /// The token, in the answer to a login.
    ///
    /// # Errors
    /// When there is none.
    pub fn token(&self) -> Result<String> {
        let token = self.headers.get("x-subject-token");
        let token = token.with_context(|| format!("a token in {}: {}", self.status, self.text))?;
        Ok(token.to_str()?.to_owned())
    }

    /// Itself, if the status is one of success.
    fn done(self) -> Result<Self> {
        if !(200..300).contains(&self.status) {
            bail!("{}: {}", self.status, self.text);
        }
        Ok(self)
    }
}

/// How a password login names the project.
#[derive(Clone, Copy)]
pub enum Scope<'a> {
    /// By its name, and the domain's id.
    Name(&'a str),
    /// By its id alone.
    Id(&'a str),
}

/// The body of a login with an access key: KakaoCloud's "method 1".
#[must_use]
pub fn key_login(id: &str, secret: &str) -> Value {
    credential_login(&json!({"id": id, "secret": secret}))
}

/// The body of a login with an access key's name and its user's id: KakaoCloud's "method 2".
#[must_use]
pub fn key_login_by_name(name: &str, secret: &str, user_id: &str) -> Value {
    credential_login(&json!({"name": name, "secret": secret, "user": {"id": user_id}}))
}

fn credential_login(credential: &Value) -> Value {
    json!({"auth": {"identity": {
        "methods": ["application_credential"],
        "application_credential": credential,
    }}})
}

/// The body of a login with a password, as KT Cloud's D platform takes it.
#[must_use]
pub fn password_login(user: &str, password: &str, scope: Scope<'_>) -> Value {
    let project = match scope {
        Scope::Name(name) => json!({"domain": {"id": DOMAIN}, "name": name}),
        Scope::Id(id) => json!({"id": id}),
    };
    json!({"auth": {
        "identity": {
            "methods": ["password"],
            "password": {"user": {"domain": {"id": DOMAIN}, "name": user, "password": password}},
        },
        "scope": {"project": project},
    }})
}

impl Keystone {
    /// The server that all tests of this process share; the first one starts it.
    ///
    /// # Errors
    /// When it is not installed or does not come up.
    pub async fn shared(version: Version) -> Result<Self> {
        let server = tokio::task::spawn_blocking(move || Server::shared(version)).await??;
        Self::on(server).await
    }

    /// A server of the test's own, which goes when it is dropped. It takes a few seconds.
    ///
    /// # Errors
    /// When it is not installed or does not come up.
    pub async fn start(version: Version) -> Result<Self> {
        let server = tokio::task::spawn_blocking(move || Server::start(version)).await??;
        Self::on(Arc::new(server)).await
    }

    async fn on(server: Arc<Server>) -> Result<Self> {
        // A client belongs to its test's runtime. Without TLS it has no use for the system's certificates.
        let client = Client::builder().no_proxy().tls_certs_only([]);
        let client = client.timeout(PATIENCE).build()?;
        let mut keystone = Self {
            server,
            client,
            admin_token: String::new(),
        };
        let login = password_login(ADMIN, ADMIN_PASSWORD, Scope::Name(ADMIN));
        keystone.admin_token = keystone.log_in(&login).await?.token()?;
        Ok(keystone)
    }

    /// `http://127.0.0.1:<port>/identity/v3`, as `https://iam.kakaocloud.com/identity/v3`. Without a
    /// slash at the end.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.at("identity/v3")
    }

    /// `http://127.0.0.1:<port>/d1`, as `https://api.ucloudbiz.olleh.com/d1` of KT Cloud, where tokens
    /// are asked for at `identity/auth/tokens`, without `v3`.
    #[must_use]
    pub fn kt_base_url(&self) -> String {
        self.at("d1")
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.server.address)
    }

    /// Where the server keeps its database, its keys and its log.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.server.folder.path()
    }

    /// Sends a request to a path below [`Keystone::base_url`], such as `/auth/tokens`.
    ///
    /// # Errors
    /// When there is no answer, or Keystone itself fails (5xx); a refusal is an answer.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Result<Answer> {
        let request = self.client.request(method, self.base_url() + path);
        let request = match token {
            Some(token) => request.header("X-Auth-Token", token),
            None => request,
        };
        self.answer(match body {
            Some(body) => request.json(body),
            None => request,
        })
        .await
    }

    /// Asks for a token, with a body such as [`key_login`]'s.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn log_in(&self, body: &Value) -> Result<Answer> {
        self.send(Method::POST, "/auth/tokens", None, Some(body))
            .await
    }

    /// The same at KT Cloud's path.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn log_in_at_kt(&self, body: &Value) -> Result<Answer> {
        let url = self.kt_base_url() + "/identity/auth/tokens";
        self.answer(self.client.post(url).json(body)).await
    }

    async fn answer(&self, request: RequestBuilder) -> Result<Answer> {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await?;
        if status >= 500 {
            let log = std::fs::read_to_string(self.folder().join("keystone.log"))?;
            let last: Vec<&str> = log.lines().rev().take(30).collect();
            let last: Vec<&str> = last.into_iter().rev().collect();
            bail!("Keystone failed with {status}: {}", last.join("\n"));
        }
        Ok(Answer {
            status,
            headers,
            body: serde_json::from_str(&text).unwrap_or_default(),
            text,
        })
    }
}
