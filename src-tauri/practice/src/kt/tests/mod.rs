//! The practice cloud seen from outside: over a real socket, with a client that knows nothing of it.
//! All keys in these files are made up.

mod cloudstack;
mod console;
mod contract;
mod limits;
mod s3;
mod s3_vectors;
mod signature;
mod snapshot;
mod storage;
mod tokens;
mod trouble;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use sha1::Sha1;

use super::*;
use crate::clock::StandingClock;

const THEN: i64 = 1_893_553_445; // 2030-01-02T03:04:05Z

/// A practice cloud and a caller.
struct Session {
    cloud: PracticeKt,
    client: reqwest::Client,
}

struct Answer {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Value,
    text: String,
}

impl Answer {
    fn good(self) -> Value {
        assert!((200..300).contains(&self.status), "{}", self.text);
        self.body
    }

    fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }
}

impl Session {
    /// With a clock that stands until it is put forward.
    async fn start() -> Self {
        Self::with(Options {
            clock: StandingClock::at(THEN).1,
            ..Options::default()
        })
        .await
    }

    async fn with(options: Options) -> Self {
        Session {
            cloud: PracticeKt::start(options).await.unwrap(),
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
        }
    }

    fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.cloud.base_url());
        self.client.request(method.parse().unwrap(), url)
    }

    async fn get(&self, path: &str) -> Answer {
        answer(self.request("GET", path)).await.unwrap()
    }

    /// A command of the G platform, signed with the default key.
    fn command(&self, version: &str, parameters: &[(&str, &str)]) -> RequestBuilder {
        let query = signed_query(&self.cloud.api_key(), parameters);
        self.request("GET", &format!("/server/{version}/client/api?{query}"))
    }

    async fn list_zones(&self, version: &str) -> Answer {
        let command = self.command(version, &[("command", "listZones"), ("response", "json")]);
        answer(command).await.unwrap()
    }

    /// Asks for a token of zone `d1`.
    async fn log_in(&self, login: &Value) -> Answer {
        let request = self.request("POST", "/d1/identity/auth/tokens").json(login);
        answer(request).await.unwrap()
    }

    /// A fresh token of zone `d1`.
    async fn token(&self) -> String {
        let answer = self.log_in(&by_name(&self.cloud.project_token())).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.header("x-subject-token").to_owned()
    }

    async fn get_with(&self, token: &str, path: &str) -> Answer {
        let request = self.request("GET", path).header("x-auth-token", token);
        answer(request).await.unwrap()
    }

    /// A login to Object Storage 1.0.
    async fn storage_login(&self, user: &str, key: &str) -> Answer {
        let request = self.request("GET", "/auth/v1.0");
        let request = request
            .header("x-storage-user", user)
            .header("x-storage-pass", key);
        answer(request).await.unwrap()
    }
}

async fn answer(request: RequestBuilder) -> reqwest::Result<Answer> {
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await?;
    Ok(Answer {
        status,
        headers,
        body: serde_json::from_slice(&bytes).unwrap_or_default(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    })
}

/// The query of a command as a client writes it: in order, with the signature at the end. Values have no character
/// that would need escaping, except the signature.
fn signed_query(pair: &ApiKey, parameters: &[(&str, &str)]) -> String {
    let mut all = vec![("apiKey", &*pair.api_key)];
    all.extend(parameters);
    all.sort_by_key(|(name, _)| name.to_lowercase());
    let pairs: Vec<String> = all.iter().map(|(n, v)| format!("{n}={v}")).collect();
    let query = pairs.join("&");
    let signature = hmac_sha1(&pair.secret_key, &query.to_lowercase());
    let escaped = signature
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    format!("{query}&signature={escaped}")
}

/// HMAC-SHA1 in base64.
fn hmac_sha1(secret: &str, message: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(message.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// A login scoped by the project's name.
fn by_name(login: &ProjectToken) -> Value {
    json!({"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "domain": {"id": "default"}, "name": login.project_name, "password": login.password,
        }}},
        "scope": {"project": {"domain": {"id": "default"}, "name": login.project_name}},
    }})
}

/// A login scoped by the project's id.
fn by_id(login: &ProjectToken) -> Value {
    let mut body = by_name(login);
    body["auth"]["scope"] = json!({"project": {"id": login.project_id}});
    body
}

/// A login to Object Storage 2.0.
fn by_ids(login: &StorageAccount) -> Value {
    json!({"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "name": login.access_key, "password": login.secret_key, "domain": {"id": login.domain_id},
        }}},
        "scope": {"project": {"id": login.project_id, "domain": {"id": login.domain_id}}},
    }})
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}
