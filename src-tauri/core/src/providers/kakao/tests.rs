//! Behaviour of this folder, without a cloud: pure functions, and answers from a socket of our own.

mod answers;
mod checks;
mod iam_keys;
mod paste;
mod s3_keys;
mod storage;
mod tokens;
mod who;

use std::ops::Deref;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::iam_key::KakaoIamKey;
use super::s3_key::KakaoS3Key;
use super::{ACCESS, ID, Kakao, NAME, SECRET, USER_ID};
use crate::kind::Credential;
use crate::model::KindId;
use crate::providers::scripted::{Asked, Reply, Scripted, answer, fields, form, http, open};

/// Made-up, as all keys here.
const KEY: &str = "0000000000000000000000000000eeee";
const KEY_SECRET: &str = "examplesecretdonotuse0123456789abcdefabcd0123456789abcdefabcd0123456789";
const S3: &str = "0000000000000000000000000000f001";
const S3_SECRET: &str = "0000000000000000000000000000f002";
const API_TOKEN: &str = "gAAAAAexampleTokenDoNotUse-0123456789_abcdef";
const USER: &str = "0000000000000000000000000000aaaa";
const PROJECT: &str = "0000000000000000000000000000bbbb";
const OTHER_PROJECT: &str = "0000000000000000000000000000bbb2";

fn iam_credential(base_url: &str) -> Credential {
    Credential {
        kind: KindId::KakaoIamKey,
        base_url: base_url.parse().unwrap(),
        fields: fields([(ID, KEY), (SECRET, KEY_SECRET)]),
        scope: Some(PROJECT.to_owned()),
        own_key: Some(KEY.to_owned()),
    }
}

fn named_credential(base_url: &str) -> Credential {
    Credential {
        fields: fields([(NAME, "my key"), (SECRET, KEY_SECRET), (USER_ID, USER)]),
        own_key: None,
        ..iam_credential(base_url)
    }
}

fn s3_credential(base_url: &str) -> Credential {
    Credential {
        kind: KindId::KakaoS3Key,
        fields: fields([(ACCESS, S3), (SECRET, S3_SECRET)]),
        own_key: Some(S3.to_owned()),
        ..iam_credential(base_url)
    }
}

/// What a token says of itself.
fn about() -> Value {
    json!({"token": {
        "methods": ["application_credential"],
        "issued_at": "2030-01-02T03:04:05.000000Z",
        "expires_at": "2030-01-02T15:04:05.000000Z",
        "user": {"id": USER, "name": "user@example.com",
            "domain": {"id": "0000000000000000000000000000dddd", "name": "example-org"}},
        "project": {"id": PROJECT, "name": "example-project",
            "domain": {"id": "0000000000000000000000000000dddd", "name": "example-org"}},
        "roles": [{"id": "0000000000000000000000000000cccc", "name": "member"}],
        "application_credential": {"id": KEY, "name": "my-key", "restricted": false},
        "catalog": [{"id": "c", "type": "identity", "endpoints": [{"url": "https://elsewhere.example"}]}]
    }})
}

/// Keystone's shape of an error.
fn error(status: u16, message: &str) -> Reply {
    let body = json!({"error": {"code": status, "title": "T", "message": message}});
    Reply::from((status, body))
}

impl Reply {
    fn html(status: u16) -> Self {
        Self::from((status, "<!doctype html><p>Not Found")).with("content-type", "text/html")
    }

    /// A token that says this of itself.
    fn token(about: &Value) -> Self {
        Self::from((201, about.clone())).with("x-subject-token", API_TOKEN)
    }
}

/// What makes, shows and ends tokens.
const TOKENS: &str = "/identity/v3/auth/tokens";

/// A cloud that answers what a test says, and a credential for it.
struct Cloud {
    by: Credential,
    scripted: Scripted,
}

impl Deref for Cloud {
    type Target = Scripted;

    fn deref(&self) -> &Scripted {
        &self.scripted
    }
}

/// 2030-01-02T03:04:05Z
fn then() -> Timestamp {
    "2030-01-02T03:04:05Z".parse().unwrap()
}

impl Cloud {
    async fn start(answers: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Self {
        let scripted = Scripted::start(answers).await;
        Self {
            by: iam_credential(&scripted.base_url),
            scripted,
        }
    }

    /// A cloud whose tokens say this of themselves and work until they are ended; other calls are answered by
    /// `others`.
    async fn telling(
        about: Value,
        others: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start(move |asked, _| match asked.line.split_once(' ') {
            // As KakaoCloud does it since April 2026.
            _ if asked.header("content-type") != Some("application/json")
                && asked.header("authorization").is_none() =>
            {
                error(400, "Content-Type")
            }
            Some(("POST", TOKENS)) => Reply::token(&about),
            Some(("GET", TOKENS)) => (200, about.clone()).into(),
            Some(("DELETE", TOKENS)) => (204, "").into(),
            _ => others(asked),
        })
        .await
    }

    /// A cloud with the usual tokens.
    async fn keystone(others: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::telling(about(), others).await
    }

    fn kakao() -> Kakao {
        Kakao {
            http: http(),
            clock: then,
        }
    }

    fn iam_keys() -> KakaoIamKey {
        KakaoIamKey {
            kakao: Self::kakao(),
        }
    }

    fn s3_keys() -> KakaoS3Key {
        KakaoS3Key {
            kakao: Self::kakao(),
        }
    }

    /// The same without what makes and ends the token.
    fn calls(&self) -> Vec<Asked> {
        let asked = self.asked().into_iter();
        let call = |asked: &Asked| {
            let made = asked.line == format!("POST {TOKENS}");
            !made && asked.line != format!("DELETE {TOKENS}")
        };
        asked.filter(call).collect()
    }

    /// Waits until the token was ended, which nothing else waits for.
    async fn ended(&self) {
        let end = format!("DELETE {TOKENS}");
        while !self.lines().contains(&end) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// A path below the user.
fn below(method: &str, path: &str) -> String {
    format!("{method} /identity/v3/users/{USER}/{path}")
}
