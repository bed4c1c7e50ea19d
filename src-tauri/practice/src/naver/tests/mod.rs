//! The practice cloud seen from outside: over a real socket, with a client that knows nothing of it.
//! All keys in these files are made up.

mod access;
mod access_keys;
mod api_keys;
mod errors;
mod limits;
mod products;
mod signature;
mod snapshot;
mod storage;
mod sts;
mod sub_accounts;
mod trouble;

use std::sync::Mutex;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::Mac;
use serde_json::{Value, json};

use super::*;
use crate::clock::StandingClock;

/// A practice cloud and a caller with a key and a clock.
struct Session {
    cloud: PracticeNaver,
    client: reqwest::Client,
    clock: Clock,
    login: Mutex<(String, String)>,
}

struct Answer {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Value,
    text: String,
}

impl Answer {
    /// Status and code, in the gateway's usual shape.
    fn error(&self) -> (u16, &str) {
        let code = &self.body["error"]["errorCode"];
        (self.status, code.as_str().unwrap_or_default())
    }

    fn good(self) -> Value {
        assert!((200..300).contains(&self.status), "{}", self.text);
        self.body
    }
}

impl Session {
    async fn start() -> Self {
        Self::with(Options::default()).await
    }

    /// Without anything ready-made.
    async fn empty() -> Self {
        Self::with(Options {
            lessons: false,
            ..Options::default()
        })
        .await
    }

    async fn with(options: Options) -> Self {
        let clock = options.clock.clone();
        let cloud = PracticeNaver::start(options).await.unwrap();
        let login = cloud
            .bootstrap()
            .map(|first| (first.access_key, first.secret_key));
        Session {
            cloud,
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
            clock,
            login: Mutex::new(login.unwrap_or_default()),
        }
    }

    /// Signs further requests with another pair.
    fn sign_with(&self, login: (String, String)) {
        *self.login.lock().unwrap() = login;
    }

    /// Signs further requests with the main account's first key.
    fn sign_as_main(&self) {
        let first = self.cloud.bootstrap().unwrap();
        self.sign_with((first.access_key, first.secret_key));
    }

    /// Makes a sub account with a key, and signs with it. Returns the account's id.
    fn sign_as_sub(&self, login_id: &str, policies: &[Policy]) -> String {
        let id = self.cloud.add_sub_account(login_id, policies);
        self.sign_with(self.cloud.add_access_key(Some(&id)).unwrap());
        id
    }

    /// A signed request for something below `/api/v1`.
    fn request(&self, method: &str, path: &str, body: &Value) -> reqwest::RequestBuilder {
        let millis = (self.clock)().as_millisecond();
        self.request_at(method, path, body, &millis.to_string())
    }

    fn request_at(
        &self,
        method: &str,
        path: &str,
        body: &Value,
        timestamp: &str,
    ) -> reqwest::RequestBuilder {
        let (access_key, secret) = self.login.lock().unwrap().clone();
        let target = format!("/api/v1{path}");
        let signature = sign(&secret, method, &target, timestamp, &access_key);
        let request = self
            .client
            .request(
                method.parse().unwrap(),
                format!("{}{target}", self.cloud.base_url()),
            )
            .header("x-ncp-apigw-timestamp", timestamp)
            .header("x-ncp-iam-access-key", access_key)
            .header("x-ncp-apigw-signature-v2", signature);
        if body.is_null() {
            request
        } else {
            request.json(body)
        }
    }

    async fn try_send(&self, method: &str, path: &str, body: Value) -> reqwest::Result<Answer> {
        answer(self.request(method, path, &body)).await
    }

    async fn send(&self, method: &str, path: &str, body: Value) -> Answer {
        self.try_send(method, path, body).await.unwrap()
    }

    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, Value::Null).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", path, body).await
    }

    async fn put(&self, path: &str, body: Value) -> Answer {
        self.send("PUT", path, body).await
    }

    async fn delete(&self, path: &str, body: Value) -> Answer {
        self.send("DELETE", path, body).await
    }

    /// Makes an API key. Returns it with its values.
    async fn create_api_key(&self, name: &str) -> Value {
        let answer = self
            .post("/api-keys", json!({ "apiKeyName": name }))
            .await
            .good();
        answer["apiKey"].clone()
    }

    fn api_key_names(&self) -> Vec<String> {
        let keys = self.cloud.api_keys().into_iter();
        keys.map(|key| key.name).collect()
    }
}

async fn answer(request: reqwest::RequestBuilder) -> reqwest::Result<Answer> {
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

fn sign(secret: &str, method: &str, target: &str, timestamp: &str, access_key: &str) -> String {
    let message = format!("{method} {target}\n{timestamp}\n{access_key}");
    let mac = crate::digest::hmac(secret.as_bytes(), message.as_bytes()).unwrap();
    STANDARD.encode(mac.finalize().into_bytes())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}
