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

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result, anyhow, bail};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::{PATIENCE, Process};

/// The id of the domain in which everybody is. Its name is `Default`.
pub const DOMAIN: &str = "default";

/// The role with which [`Keystone::member`] makes people members of their project.
pub const MEMBER: &str = "member";

/// Keystone's own administrator; `serve.py` names it so.
const ADMIN: &str = "admin";
const ADMIN_PASSWORD: &str = "made-up-admin-password";

/// The versions there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 30.0.0: no access key's token may make, see or delete S3 keys (403).
    V30,
    /// 27.0.0, from before that rule: every access key's token may.
    V27,
}

impl Version {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V30, Self::V27];

    fn folder(self) -> &'static str {
        match self {
            Self::V30 => "keystone-30",
            Self::V27 => "keystone-27",
        }
    }

    /// Python with this Keystone, as `./x keystone` installs it.
    fn python(self) -> Result<PathBuf> {
        let folder = match std::env::var_os("KEYWRIGHT_KEYSTONE") {
            Some(folder) => PathBuf::from(folder),
            None => target()?,
        };
        let folder = folder.join(self.folder());
        // Written last.
        if !folder.join("made-from").exists() {
            bail!(
                "{} is missing or unfinished: run ./x keystone",
                folder.display()
            );
        }
        Ok(folder.join("bin/python"))
    }
}

/// Cargo's target folder, above target/debug/deps/<this test>.
fn target() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.ancestors().nth(3);
    Ok(folder.context("a target folder")?.to_owned())
}

/// A running server, seen from one test.
pub struct Keystone {
    server: Arc<Server>,
    client: Client,
    admin_token: String,
}

/// The process and its folder, which go in this order.
struct Server {
    _process: Process,
    folder: TempDir,
    address: Url,
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

impl Server {
    /// Takes a few seconds, and blocks the thread.
    fn start(version: Version) -> Result<Self> {
        let python = version.python()?;
        let folder = tempfile::Builder::new()
            .prefix("keywright-keystone-")
            .tempdir()?;
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("keystone/serve.py");
        // The end of its input ends it, not the end of a thread: the test that starts a shared one is
        // not the last to use it.
        let mut command = Command::new(python);
        command.args(["-I", "-Wignore"]).arg(program);
        command.arg(folder.path()).stdin(Stdio::piped());
        let started = Process::start_and_read_line(&mut command);
        let (process, address) = started.with_context(|| format!("start {version:?}"))?;
        Ok(Self {
            _process: process,
            folder,
            address: address.parse()?,
        })
    }

    fn shared(version: Version) -> Result<Arc<Self>> {
        static V30: OnceLock<Result<Arc<Server>, String>> = OnceLock::new();
        static V27: OnceLock<Result<Arc<Server>, String>> = OnceLock::new();
        let shared = match version {
            Version::V30 => &V30,
            Version::V27 => &V27,
        };
        let start = || match Self::start(version) {
            Ok(server) => Ok(Arc::new(server)),
            Err(error) => Err(format!("{error:#}")),
        };
        shared
            .get_or_init(start)
            .clone()
            .map_err(|error| anyhow!(error))
    }
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

    /// What the administrator may do, and what has to succeed.
    async fn admin(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value> {
        let answer = self.send(method.clone(), path, Some(&self.admin_token), body);
        let answer = answer.await?.done();
        Ok(answer.with_context(|| format!("{method} {path}"))?.body)
    }

    /// Makes a user without any role.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn user(&self) -> Result<User> {
        let number = next();
        let name = format!("made-up-{number}@keywright.example");
        let password = format!("made-up-password-{number}");
        let body = json!({"user": {"name": name, "password": password, "domain_id": DOMAIN}});
        let made = self.admin(Method::POST, "/users", Some(&body)).await?;
        let id = text(&made["user"]["id"])?;
        Ok(User { id, name, password })
    }

    /// Makes a project without any member.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn project(&self) -> Result<Project> {
        self.project_named(&format!("made-up-project-{}", next()))
            .await
    }

    /// Makes a project of this name. On KT Cloud's D platform it is that of its user.
    ///
    /// # Errors
    /// When there is one of this name already.
    pub async fn project_named(&self, name: &str) -> Result<Project> {
        let body = json!({"project": {"name": name, "domain_id": DOMAIN}});
        let made = self.admin(Method::POST, "/projects", Some(&body)).await?;
        Ok(Project {
            id: text(&made["project"]["id"])?,
            name: name.to_owned(),
        })
    }

    /// Makes a user and a project, and the one a [`MEMBER`] of the other.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn member(&self) -> Result<Member> {
        let member = Member {
            user: self.user().await?,
            project: self.project().await?,
        };
        self.assign(&member, MEMBER).await?;
        Ok(member)
    }

    /// Gives a user a role in a project: [`MEMBER`], `reader`, `manager` or `admin`.
    ///
    /// # Errors
    /// When the server refuses or has no such role.
    pub async fn assign(&self, member: &Member, role: &str) -> Result<()> {
        let path = self.assignment(member, role).await?;
        self.admin(Method::PUT, &path, None).await?;
        Ok(())
    }

    /// Takes a role away. In Keystone the user's access keys stay, and work again when it comes back.
    ///
    /// # Errors
    /// When the server refuses or the user has no such role.
    pub async fn unassign(&self, member: &Member, role: &str) -> Result<()> {
        let path = self.assignment(member, role).await?;
        self.admin(Method::DELETE, &path, None).await?;
        Ok(())
    }

    async fn assignment(&self, member: &Member, role: &str) -> Result<String> {
        let path = format!("/roles?name={role}");
        let roles = self.admin(Method::GET, &path, None).await?;
        let id = text(&roles["roles"][0]["id"]).with_context(|| role.to_owned())?;
        let (user, project) = (&member.user.id, &member.project.id);
        Ok(format!("/projects/{project}/users/{user}/roles/{id}"))
    }

    /// Disables a user, or enables them again.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn enable_user(&self, user: &User, enabled: bool) -> Result<()> {
        let body = json!({"user": {"enabled": enabled}});
        let path = format!("/users/{}", user.id);
        self.admin(Method::PATCH, &path, Some(&body)).await?;
        Ok(())
    }

    /// Deletes a user.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn delete_user(&self, user: &User) -> Result<()> {
        let path = format!("/users/{}", user.id);
        self.admin(Method::DELETE, &path, None).await?;
        Ok(())
    }

    /// Deletes a project.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn delete_project(&self, project: &Project) -> Result<()> {
        let path = format!("/projects/{}", project.id);
        self.admin(Method::DELETE, &path, None).await?;
        Ok(())
    }

    /// A token of the user's password, in their project. It may do what the console does.
    ///
    /// # Errors
    /// When the login is refused.
    pub async fn password_token(&self, member: &Member) -> Result<String> {
        let Member { user, project } = member;
        let login = password_login(&user.name, &user.password, Scope::Id(&project.id));
        self.log_in(&login).await?.token()
    }

    /// A token of an access key.
    ///
    /// # Errors
    /// When the login is refused.
    pub async fn key_token(&self, key: &AccessKey) -> Result<String> {
        self.log_in(&key_login(&key.id, &key.secret)).await?.token()
    }

    /// Makes an access key of the member, as they do in the cloud's console.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn access_key(&self, member: &Member, new: NewAccessKey) -> Result<AccessKey> {
        let mut fields = json!({"name": new.name});
        if new.unrestricted {
            fields["unrestricted"] = json!(true);
        }
        if let Some(end) = new.expires_at {
            fields["expires_at"] = json!(end);
        }
        let body = json!({"application_credential": fields});
        let made = self.console(member, Method::POST, "application_credentials", Some(&body));
        let made = &made.await?["application_credential"];
        Ok(AccessKey {
            id: text(&made["id"])?,
            name: new.name,
            secret: text(&made["secret"])?,
        })
    }

    /// All access keys of the member's user, as the server shows them.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn access_keys(&self, member: &Member) -> Result<Vec<Value>> {
        let path = "application_credentials";
        let listed = self.console(member, Method::GET, path, None).await?;
        list(&listed[path])
    }

    /// Moves an access key's end into the past.
    ///
    /// # Errors
    /// When there is no such key.
    pub async fn expire(&self, key: &AccessKey) -> Result<()> {
        let body = json!({"id": key.id, "expires_at": "2020-01-02T03:04:05"});
        let request = self.client.post(self.at("expire")).json(&body);
        self.answer(request).await?.done()?;
        Ok(())
    }

    /// Deletes an access key of the member.
    ///
    /// # Errors
    /// When the server refuses or there is no such key.
    pub async fn delete_access_key(&self, member: &Member, key: &AccessKey) -> Result<()> {
        let path = format!("application_credentials/{}", key.id);
        self.console(member, Method::DELETE, &path, None).await?;
        Ok(())
    }

    /// Makes an S3 key (EC2 credential) in the member's project: `access`, `secret` and more.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn s3_key(&self, member: &Member) -> Result<Value> {
        let body = json!({"tenant_id": member.project.id});
        let made = self.console(member, Method::POST, "credentials/OS-EC2", Some(&body));
        Ok(made.await?["credential"].take())
    }

    /// All S3 keys of the member's user, secrets included: Keystone shows them every time.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn s3_keys(&self, member: &Member) -> Result<Vec<Value>> {
        let listed = self.console(member, Method::GET, "credentials/OS-EC2", None);
        list(&listed.await?["credentials"])
    }

    /// What a user may do with their password, below their own path, and what has to succeed.
    async fn console(
        &self,
        member: &Member,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value> {
        let token = self.password_token(member).await?;
        let path = format!("/users/{}/{path}", member.user.id);
        let answer = self.send(method.clone(), &path, Some(&token), body).await?;
        let answer = answer.done();
        Ok(answer.with_context(|| format!("{method} {path}"))?.body)
    }
}

fn text(value: &Value) -> Result<String> {
    let text = value
        .as_str()
        .with_context(|| format!("a text, not {value}"));
    Ok(text?.to_owned())
}

fn list(value: &Value) -> Result<Vec<Value>> {
    let list = value
        .as_array()
        .with_context(|| format!("a list, not {value}"));
    Ok(list?.clone())
}

/// A number that no other name in this process has.
fn next() -> usize {
    static NAMES: AtomicUsize = AtomicUsize::new(1);
    NAMES.fetch_add(1, Ordering::Relaxed)
}
