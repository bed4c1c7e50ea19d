//! The practice cloud seen from outside: over a real socket, with a client that knows nothing of it.
//! Every JSON answer that comes by is checked against the API description.

mod access;
mod contract;
mod keys;
mod limits;
mod roles;
mod snapshot;
mod trouble;

use std::sync::Mutex;

use serde_json::Value;

use super::*;
use crate::clock::StandingClock;
use crate::contract::{check_answer, check_request};

const ANYWHERE: &str = "0.0.0.0/0";

/// A practice cloud and a signed-in caller.
struct Session {
    cloud: PracticeClickHouse,
    client: reqwest::Client,
    login: Mutex<(String, String)>,
}

struct Answer {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Value,
}

impl Answer {
    fn error(&self) -> &str {
        self.body["error"].as_str().unwrap_or_default()
    }

    fn result(&self) -> &Value {
        assert_eq!(self.status, 200, "{}", self.body);
        &self.body["result"]
    }
}

impl Session {
    async fn start() -> Self {
        Self::with(Options::default()).await
    }

    async fn with(options: Options) -> Self {
        let cloud = PracticeClickHouse::start(options).await.unwrap();
        let login = cloud
            .bootstrap()
            .map(|first| (first.key_id, first.key_secret));
        Session {
            cloud,
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
            login: Mutex::new(login.unwrap_or_default()),
        }
    }

    /// Signs further requests with another pair.
    fn sign_with(&self, key_id: &str, key_secret: &str) {
        *self.login.lock().unwrap() = (key_id.to_owned(), key_secret.to_owned());
    }

    /// A path below the organization.
    fn path(&self, rest: &str) -> String {
        format!("/v1/organizations/{}{rest}", self.cloud.organization_id())
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> reqwest::RequestBuilder {
        let (key_id, key_secret) = self.login.lock().unwrap().clone();
        let url = format!("{}{path}", self.cloud.base_url());
        let request = self
            .client
            .request(method.parse().unwrap(), url)
            .basic_auth(key_id, Some(key_secret));
        if body.is_null() {
            request
        } else {
            request.json(body)
        }
    }

    async fn try_send(&self, method: &str, path: &str, body: Value) -> reqwest::Result<Answer> {
        let response = self.request(method, path, &body).send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await?;
        let body = serde_json::from_slice(&bytes).unwrap_or_default();
        Ok(Answer {
            status,
            headers,
            body,
        })
    }

    /// Sends a request and checks the answer against the description.
    async fn send(&self, method: &str, path: &str, body: Value) -> Answer {
        let answer = self.try_send(method, path, body).await.unwrap();
        let checked = check_answer(method, path, answer.status, &answer.body);
        assert_eq!(checked, Ok(()), "{method} {path}: {}", answer.body);
        answer
    }

    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, Value::Null).await
    }

    async fn create(&self, body: Value) -> Answer {
        let path = self.path("/keys");
        assert_eq!(check_request("POST", &path, &body), Ok(()));
        self.send("POST", &path, body).await
    }

    async fn patch_key(&self, id: &str, body: Value) -> Answer {
        self.send("PATCH", &self.path(&format!("/keys/{id}")), body)
            .await
    }

    async fn role_id(&self, name: &str) -> String {
        let roles = self.get(&self.path("/roles")).await;
        let roles = roles.result().as_array().unwrap();
        let role = roles.iter().find(|role| role["name"] == name).unwrap();
        role["id"].as_str().unwrap().to_owned()
    }

    fn own_id(&self) -> String {
        self.cloud.bootstrap().unwrap().key_uuid
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
