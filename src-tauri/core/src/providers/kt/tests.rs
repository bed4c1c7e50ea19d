//! Behaviour of this folder, without a cloud: pure functions, and answers from a socket of our own.

mod answers;
mod checks;
mod d_login;
mod g_key;
mod paste;
mod paste_login;
mod s3;
mod signing;
mod storage_1;
mod storage_2;
mod tokens;
mod unsaid;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use zeroize::Zeroizing;

use super::d_login::KtDLogin;
use super::g_key::KtGKey;
use super::storage_1::KtStorage1;
use super::storage_2::KtStorage2;
use super::storage_s3::KtStorageS3;
use super::*;
use crate::http::{Answer, Tuning};
use crate::kind::Credential;
use crate::model::{Identity, KindId};

/// Made-up, as all keys here.
const G_ID: &str = "KtExampleApiKey-0001_NotReal";
const G_SECRET: &str = "KtExampleSecretKey-0001_NotReal";
const LOGIN: &str = "user@example.com";
const WORD: &str = "MADE up \"pass\" wörd\\1 ";
const PROJECT: &str = "0000000000000000000000000000bbbb";
const BOX_USER: &str = "ktexampleuser0001";
const BOX_PASS: &str = "TUFERVVQLXN0b3JhZ2Uta2V5LTAx";
const BOX_ID: &str = "user$example.com";
const BOX_SECRET: &str = "MADEUPstorageSecret0002";
const DOMAIN: &str = "0000000000000000000000000000dddd";
const S3_ID: &str = "KTEXAMPLEACCESSKEY01";
const S3_SECRET: &str = "KTEXAMPLESECRETKEY000000000000000000001";
const MADE_TOKEN: &str = "gAAAAABmade-up-token-0001";

fn fields<const N: usize>(all: [(&str, &str); N]) -> SecretFields {
    all.into_iter()
        .map(|(id, value)| (id.to_owned(), SecretString::from(value)))
        .collect()
}

fn credential(kind: KindId, base_url: &str) -> Credential {
    let fields = match kind {
        KindId::KtGKey => fields([(API_KEY, G_ID), (SECRET_KEY, G_SECRET)]),
        KindId::KtDLogin => fields([(PROJECT_NAME, LOGIN), (PASSWORD, WORD), (ZONE, "d1")]),
        KindId::KtStorage1 => fields([(STORAGE_USER, BOX_USER), (STORAGE_PASS, BOX_PASS)]),
        KindId::KtStorage2 => fields([
            (ACCESS_KEY, BOX_ID),
            (SECRET_KEY, BOX_SECRET),
            (DOMAIN_ID, DOMAIN),
            (PROJECT_ID, PROJECT),
        ]),
        _ => fields([(ACCESS_KEY, S3_ID), (SECRET_KEY, S3_SECRET)]),
    };
    Credential {
        kind,
        base_url: base_url.parse().unwrap(),
        fields,
        scope: None,
        own_key: None,
    }
}

fn token_fields() -> SecretFields {
    fields([(TOKEN, MADE_TOKEN)])
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

fn fact<'a>(identity: &'a Identity, id: &str) -> Option<&'a str> {
    let found = identity.facts.iter().find(|fact| fact.id == id);
    found.map(|fact| fact.value.as_str())
}

/// The answer to a login, with its token.
fn token_made() -> Reply {
    let body = json!({"token": {"methods": ["password"],
        "issued_at": "2030-01-02T03:04:05.000000Z", "expires_at": "2030-01-02T04:04:05.000000Z",
        "project": {"domain": {"name": "Default", "id": "default"}, "name": LOGIN, "id": PROJECT},
        "user": {"domain": {"name": "Default", "id": "default"}, "name": LOGIN,
            "id": "0000000000000000000000000000aaaa"},
        "roles": [{"id": "1", "name": "member"}, {"id": "2", "name": "reader"}],
        "catalog": [{"type": "compute", "endpoints": [{"url": "https://evil.example/v2"}]}]}});
    with_token(201, body)
}

fn with_token(status: u16, body: Value) -> Reply {
    let token = ("X-Subject-Token", MADE_TOKEN.to_owned());
    Reply(status, vec![token], body.to_string())
}

/// As OpenStack refuses.
fn refused(status: u16, message: &str) -> Reply {
    let error = json!({"error": {"code": status, "message": message, "title": "Title"}});
    (status, error).into()
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

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What it answers: status, headers, body. Status 0 hangs up.
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

const HANG_UP: (u16, &str) = (0, "");

/// A cloud that answers what a test says.
struct Cloud {
    base_url: String,
    seen: Arc<Mutex<Vec<Asked>>>,
}

/// 2030-01-02T03:04:05Z
fn then() -> Timestamp {
    "2030-01-02T03:04:05Z".parse().unwrap()
}

fn kt() -> Kt {
    let tuning = Tuning {
        pause: Duration::from_millis(1),
        ..Tuning::default()
    };
    Kt {
        http: Http::new(tuning).unwrap(),
        clock: then,
    }
}

fn g_keys() -> KtGKey {
    KtGKey { kt: kt() }
}

fn d_logins() -> KtDLogin {
    KtDLogin { kt: kt() }
}

fn storages_1() -> KtStorage1 {
    KtStorage1 { kt: kt() }
}

fn storages_2() -> KtStorage2 {
    KtStorage2 { kt: kt() }
}

fn storages_s3() -> KtStorageS3 {
    KtStorageS3 { kt: kt() }
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
                    if status == 0 {
                        return;
                    }
                    let headers: String = headers
                        .iter()
                        .map(|(name, value)| format!("{name}: {value}\r\n"))
                        .collect();
                    let head = format!(
                        "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n",
                        body.len()
                    );
                    let _ = line.write_all(head.as_bytes()).await;
                    if !asked.line.starts_with("HEAD ") {
                        let _ = line.write_all(body.as_bytes()).await;
                    }
                });
            }
        });
        Self { base_url, seen }
    }

    /// The same answer to everything.
    async fn saying(status: u16, body: impl ToString) -> Self {
        let body = body.to_string();
        Self::start(move |_, _| (status, body.as_str()).into()).await
    }

    fn by(&self, kind: KindId) -> Credential {
        credential(kind, &self.base_url)
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

#[test]
fn the_kinds_are_called_as_they_are_stored() {
    for (kind, word) in [
        (KindId::KtGKey, "kt_g_key"),
        (KindId::KtDLogin, "kt_d_login"),
        (KindId::KtStorage1, "kt_storage_1"),
        (KindId::KtStorage2, "kt_storage_2"),
        (KindId::KtStorageS3, "kt_storage_s3"),
    ] {
        assert_eq!(serde_json::to_value(kind).unwrap(), json!(word));
        assert_eq!(serde_json::from_value::<KindId>(json!(word)).unwrap(), kind);
        let provider = serde_json::to_value(kind.provider()).unwrap();
        assert_eq!(provider, json!("kt"), "{word}");
    }
}
