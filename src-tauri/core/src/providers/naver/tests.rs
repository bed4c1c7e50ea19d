//! Behaviour of this folder, without a cloud: pure functions, and answers from a socket of our own.

mod access_keys;
mod answers;
mod api_keys;
mod changes;
mod checks;
mod groups;
mod paste;
mod reading;
mod signing;
mod storage;
mod sub_accounts;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use zeroize::Zeroizing;

use super::access_key::NaverAccessKey;
use super::gateway_key::NaverGatewayKey;
use super::sub_account_key::NaverSubAccountKey;
use super::{ACCESS_KEY, Naver, PRIMARY_KEY, SECONDARY_KEY, SECRET_KEY};
use crate::http::{Answer, Http, Tuning};
use crate::kind::{Credential, SecretFields};
use crate::model::{FieldValue, KindId, NewKey};

/// Made-up, as all keys here.
const ID: &str = "ncp_iam_EXAMPLExample0123456";
const SECRET: &str = "ncp_iam_ExampleSecretDoNotUse000000000000";
const OLD_ID: &str = "AKEXAMPLE0000000TEST";
const OLD_SECRET: &str = "skexampledonotuse0123456789abcdefABCD012";
const PRIMARY: &str = "ExamplePrimaryKeyDoNotUse000000000000001";
const SECONDARY: &str = "ExampleSecondaryKeyDoNotUse0000000000002";
const KEY: &str = "abc123def4";
const SUB: &str = "2b141960-0000-4000-8000-246e9659184c";

fn fields<const N: usize>(all: [(&str, &str); N]) -> SecretFields {
    all.into_iter()
        .map(|(id, value)| (id.to_owned(), SecretString::from(value)))
        .collect()
}

fn credential(base_url: &str) -> Credential {
    Credential {
        kind: KindId::NaverAccessKey,
        base_url: base_url.parse().unwrap(),
        fields: fields([(ACCESS_KEY, ID), (SECRET_KEY, SECRET)]),
        scope: Some("my-company".to_owned()),
        own_key: Some(ID.to_owned()),
    }
}

fn gateway_credential(base_url: &str) -> Credential {
    Credential {
        kind: KindId::NaverGatewayKey,
        fields: fields([(PRIMARY_KEY, PRIMARY), (SECONDARY_KEY, SECONDARY)]),
        own_key: Some(KEY.to_owned()),
        ..credential(base_url)
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

/// An API Gateway key as the cloud describes it when one asks for it.
fn gateway_key() -> Value {
    json!({"apiKeyId": KEY, "apiKeyName": "shop", "apiKeyDescription": "날씨", "isEnabled": true,
        "primaryKey": PRIMARY, "secondaryKey": SECONDARY})
}

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.to_owned())
}

/// A form of lines of text.
fn form(fields: &[(&str, &str)]) -> NewKey {
    fields
        .iter()
        .map(|(id, value)| ((*id).to_owned(), text(value)))
        .collect()
}

/// What a socket was asked.
#[derive(Clone)]
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
}

/// What it answers: status, headers, body.
struct Reply(u16, Vec<(&'static str, String)>, String);

impl From<(u16, Value)> for Reply {
    fn from((status, body): (u16, Value)) -> Self {
        Self(status, Vec::new(), body.to_string())
    }
}

impl From<(u16, &str)> for Reply {
    fn from((status, body): (u16, &str)) -> Self {
        Self(status, Vec::new(), body.to_owned())
    }
}

/// A cloud that answers what a test says.
struct Cloud {
    base_url: String,
    by: Credential,
    seen: Arc<Mutex<Vec<Asked>>>,
}

/// 2026-01-01T00:00:05Z
fn then() -> Timestamp {
    Timestamp::from_millisecond(1_767_225_605_000).unwrap()
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
            by: credential(&base_url),
            base_url,
            seen,
        }
    }

    /// The same answer to everything.
    async fn saying(status: u16, body: impl ToString) -> Self {
        let body = body.to_string();
        Self::start(move |_, _| (status, body.as_str()).into()).await
    }

    /// One answer after another, the last one for ever.
    async fn in_turn(answers: Vec<(u16, Value)>) -> Self {
        Self::start(move |_, at| answers[at.min(answers.len() - 1)].clone().into()).await
    }

    fn naver() -> Naver {
        let tuning = Tuning {
            pause: Duration::from_millis(1),
            ..Tuning::default()
        };
        Naver {
            http: Http::new(tuning).unwrap(),
            clock: then,
        }
    }

    fn access_keys() -> NaverAccessKey {
        NaverAccessKey {
            naver: Self::naver(),
        }
    }

    fn gateway_keys() -> NaverGatewayKey {
        NaverGatewayKey {
            naver: Self::naver(),
        }
    }

    fn sub_account_keys() -> NaverSubAccountKey {
        NaverSubAccountKey {
            naver: Self::naver(),
        }
    }

    fn asked(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().clone()
    }

    /// Methods and targets of what was asked.
    fn lines(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.line).collect()
    }
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
