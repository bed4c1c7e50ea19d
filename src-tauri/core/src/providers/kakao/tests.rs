//! Behaviour of this folder, without a cloud: pure functions, and answers from a socket of our own.

mod answers;
mod checks;
mod iam_keys;
mod paste;
mod s3_keys;
mod storage;
mod tokens;
mod who;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use zeroize::Zeroizing;

use super::iam_key::KakaoIamKey;
use super::s3_key::KakaoS3Key;
use super::{ACCESS, ID, Kakao, NAME, SECRET, USER_ID};
use crate::http::{Answer, Http, Tuning};
use crate::kind::{Credential, SecretFields};
use crate::model::{FieldValue, KindId, NewKey};

/// Made-up, as all keys here.
const KEY: &str = "0000000000000000000000000000eeee";
const KEY_SECRET: &str = "examplesecretdonotuse0123456789abcdefabcd0123456789abcdefabcd0123456789";
const S3: &str = "0000000000000000000000000000f001";
const S3_SECRET: &str = "0000000000000000000000000000f002";
const API_TOKEN: &str = "gAAAAAexampleTokenDoNotUse-0123456789_abcdef";
const USER: &str = "0000000000000000000000000000aaaa";
const PROJECT: &str = "0000000000000000000000000000bbbb";
const OTHER_PROJECT: &str = "0000000000000000000000000000bbb2";

fn fields<const N: usize>(all: [(&str, &str); N]) -> SecretFields {
    all.into_iter()
        .map(|(id, value)| (id.to_owned(), SecretString::from(value)))
        .collect()
}

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

/// A field in clear, for comparing.
fn open<'a>(fields: &'a SecretFields, id: &str) -> Option<&'a str> {
    // EXPOSE: a made-up value of a test.
    fields.get(id).map(|value| value.expose_secret())
}

fn answer(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        status,
        body: Zeroizing::new(body.into()),
        content_type: content_type.to_owned(),
        retry_after_s: None,
        server_time_s: None,
    }
}

/// A form of lines of text.
fn form(fields: &[(&str, &str)]) -> NewKey {
    fields
        .iter()
        .map(|(id, value)| ((*id).to_owned(), FieldValue::Text((*value).to_owned())))
        .collect()
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

/// What a socket was asked.
#[derive(Clone, Debug)]
struct Asked {
    /// Method and target, as they came.
    line: String,
    head: String,
    body: String,
}

impl Asked {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What it answers: status, headers, body.
#[derive(Clone)]
struct Reply(u16, Vec<(&'static str, String)>, String);

impl From<(u16, Value)> for Reply {
    fn from((status, body): (u16, Value)) -> Self {
        Self::from((status, body.to_string().as_str()))
    }
}

impl From<(u16, &str)> for Reply {
    fn from((status, body): (u16, &str)) -> Self {
        Self(status, Vec::new(), body.to_owned())
    }
}

impl Reply {
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.1.push((name, value.to_owned()));
        self
    }

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

/// A cloud that answers what a test says.
struct Cloud {
    base_url: String,
    by: Credential,
    seen: Arc<Mutex<Vec<Asked>>>,
}

/// 2030-01-02T03:04:05Z
fn then() -> Timestamp {
    "2030-01-02T03:04:05Z".parse().unwrap()
}

impl Cloud {
    /// `answers` gets what was asked and how many requests came before.
    async fn start(answers: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (log, answers) = (seen.clone(), Arc::new(answers));
        tokio::spawn(async move {
            while let Ok((mut line, _)) = listener.accept().await {
                let (log, answers) = (log.clone(), answers.clone());
                tokio::spawn(async move {
                    let asked = read(&mut line).await;
                    let before = {
                        let mut log = log.lock().unwrap();
                        log.push(asked.clone());
                        log.len() - 1
                    };
                    let Reply(status, headers, body) = answers(&asked, before);
                    let headers: String = headers
                        .iter()
                        .map(|(name, value)| format!("{name}: {value}\r\n"))
                        .collect();
                    let head = format!(
                        "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n",
                        body.len()
                    );
                    let _ = line.write_all(head.as_bytes()).await;
                    let _ = line.write_all(body.as_bytes()).await;
                });
            }
        });
        Self {
            by: iam_credential(&base_url),
            base_url,
            seen,
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
        let tuning = Tuning {
            pause: Duration::from_millis(1),
            ..Tuning::default()
        };
        Kakao {
            http: Http::new(tuning).unwrap(),
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

    fn asked(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().clone()
    }

    /// Methods and targets of what was asked.
    fn lines(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.line).collect()
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

async fn read(line: &mut tokio::net::TcpStream) -> Asked {
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let asked = Asked {
                line: head
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .replace(" HTTP/1.1", ""),
                head: head.to_owned(),
                body: body.to_owned(),
            };
            let length = asked
                .header("content-length")
                .unwrap_or("0")
                .parse::<usize>();
            if body.len() >= length.unwrap_or(0) {
                return asked;
            }
        }
        let length = line.read(&mut part).await.unwrap();
        assert!(length > 0, "cut off");
        bytes.extend_from_slice(&part[..length]);
    }
}
