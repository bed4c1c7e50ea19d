//! The practice cloud seen from outside: over a real socket, with a client that knows nothing of it.
//! All keys in these files are made up.

mod assume_role;
mod errors;
mod iam_keys;
mod projects;
mod s3_keys;
mod sign_in;
mod snapshot;
mod storage;
mod tokens;
mod trouble;
mod vectors;

use std::sync::Mutex;

use serde_json::{Value, json};

use super::*;
use crate::clock::StandingClock;

const RESTRICTED: &str = "You are not authorized to perform the requested action: \
    Using method 'application_credential' is not allowed for managing additional application credentials..";
const DELEGATED: &str = "You are not authorized to perform the requested action: \
    Delegated tokens cannot access credentials directly.";
const NEEDS_SIGN_IN: &str = "The request you have made requires authentication.";

/// A practice cloud and a caller with a token.
struct Session {
    cloud: PracticeKakao,
    client: reqwest::Client,
    clock: Clock,
    token: Mutex<String>,
}

struct Answer {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Value,
    text: String,
}

impl Answer {
    /// Status and message, in Keystone's shape.
    fn error(&self) -> (u16, &str) {
        let message = &self.body["error"]["message"];
        (self.status, message.as_str().unwrap_or_default())
    }

    fn good(self) -> Value {
        assert!((200..300).contains(&self.status), "{}", self.text);
        self.body
    }

    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl Session {
    /// Signed in with the first key, at a time that stands.
    async fn start() -> Self {
        let (_, clock) = StandingClock::at(1_800_000_000);
        Self::with(Options {
            clock,
            ..Options::default()
        })
        .await
    }

    /// As `start`, without anything ready-made.
    async fn empty() -> Self {
        let (_, clock) = StandingClock::at(1_800_000_000);
        Self::with(Options {
            clock,
            lessons: false,
            ..Options::default()
        })
        .await
    }

    async fn with(options: Options) -> Self {
        let clock = options.clock.clone();
        let session = Session {
            cloud: PracticeKakao::start(options).await.unwrap(),
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
            clock,
            token: Mutex::default(),
        };
        if let Some(first) = session.cloud.bootstrap() {
            session.sign_in(&first.id, &first.secret).await;
        }
        session
    }

    /// Asks for a token.
    async fn issue(&self, identity: Value) -> Answer {
        let body = json!({"auth": {"identity": {
            "methods": ["application_credential"],
            "application_credential": identity,
        }}});
        self.send("POST", "/auth/tokens", body).await
    }

    /// Sends further requests with a new token of this key. Returns the token.
    async fn sign_in(&self, id: &str, secret: &str) -> String {
        let answer = self.issue(json!({"id": id, "secret": secret})).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let token = answer.header("x-subject-token").to_owned();
        *self.token.lock().unwrap() = token.clone();
        token
    }

    fn token(&self) -> String {
        self.token.lock().unwrap().clone()
    }

    /// A request with the token for something below `/identity/v3`.
    fn request(&self, method: &str, path: &str, body: &Value) -> reqwest::RequestBuilder {
        let url = format!("{}/identity/v3{path}", self.cloud.base_url());
        let request = self
            .client
            .request(method.parse().unwrap(), url)
            .header("content-type", "application/json")
            .header("x-auth-token", self.token());
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

    async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, Value::Null).await
    }

    /// A call about a token, with the one of the session.
    async fn about(&self, method: &str, subject: &str) -> Answer {
        let request = self.request(method, "/auth/tokens", &Value::Null);
        answer(request.header("x-subject-token", subject))
            .await
            .unwrap()
    }

    /// A path of the session's user.
    fn mine(&self, path: &str) -> String {
        format!("/users/{}/{path}", self.cloud.user_id())
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

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}
