//! For tests of the providers: a socket that answers what a test says, and what their tests share beside it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use zeroize::Zeroizing;

use crate::http::{Answer, Http, Tuning};
use crate::kind::SecretFields;
use crate::model::{FieldValue, NewKey};

pub(super) fn fields<const N: usize>(all: [(&str, &str); N]) -> SecretFields {
    all.into_iter()
        .map(|(id, value)| (id.to_owned(), SecretString::from(value)))
        .collect()
}

/// A field in clear, for comparing.
pub(super) fn open<'a>(fields: &'a SecretFields, id: &str) -> Option<&'a str> {
    // EXPOSE: a made-up value of a test.
    fields.get(id).map(|value| value.expose_secret())
}

/// A form of lines of text.
pub(super) fn form(fields: &[(&str, &str)]) -> NewKey {
    fields
        .iter()
        .map(|(id, value)| ((*id).to_owned(), FieldValue::Text((*value).to_owned())))
        .collect()
}

/// An answer as the client hands it to whoever reads it.
pub(super) fn answer(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        status,
        body: Zeroizing::new(body.into()),
        content_type: content_type.to_owned(),
        retry_after_s: None,
        server_time_s: None,
    }
}

/// A client that hardly pauses between tries.
pub(super) fn http() -> Http {
    let tuning = Tuning {
        pause: Duration::from_millis(1),
        ..Tuning::default()
    };
    Http::new(tuning).unwrap()
}

/// What a socket was asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Method and target, as they came.
    pub line: String,
    pub head: String,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What it answers: status, headers, body. Status 0 hangs up.
#[derive(Clone)]
pub(super) struct Reply(pub u16, pub Vec<(&'static str, String)>, pub String);

pub(super) const HANG_UP: (u16, &str) = (0, "");

impl Reply {
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.1.push((name, value.to_owned()));
        self
    }
}

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
pub(super) struct Scripted {
    pub base_url: String,
    seen: Arc<Mutex<Vec<Asked>>>,
}

impl Scripted {
    /// `answers` gets what was asked and how many requests came before.
    pub async fn start(answers: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Self {
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
                    write(&mut line, &asked, answers(&asked, before)).await;
                });
            }
        });
        Self { base_url, seen }
    }

    /// The same answer to everything.
    pub async fn saying(status: u16, body: impl ToString) -> Self {
        let body = body.to_string();
        Self::start(move |_, _| (status, body.as_str()).into()).await
    }

    /// One answer after another, the last one for ever.
    pub async fn in_turn(answers: Vec<(u16, Value)>) -> Self {
        Self::start(move |_, at| answers[at.min(answers.len() - 1)].clone().into()).await
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().clone()
    }

    /// Methods and targets of what was asked.
    pub fn lines(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.line).collect()
    }
}

/// Reads one request to its end.
pub(super) async fn read(line: &mut TcpStream) -> Asked {
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let first = head.lines().next().unwrap_or_default();
            let asked = Asked {
                line: first.replace(" HTTP/1.1", ""),
                head: head.to_owned(),
                body: body.to_owned(),
            };
            let length = asked.header("content-length").unwrap_or("0");
            if body.len() >= length.parse().unwrap_or(0) {
                return asked;
            }
        }
        let length = line.read(&mut part).await.unwrap();
        assert!(length > 0, "cut off");
        bytes.extend_from_slice(&part[..length]);
    }
}

async fn write(line: &mut TcpStream, asked: &Asked, reply: Reply) {
    let Reply(status, headers, body) = reply;
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
    // Whoever asked may have hung up.
    let _ = line.write_all(head.as_bytes()).await;
    if !asked.line.starts_with("HEAD ") {
        let _ = line.write_all(body.as_bytes()).await;
    }
}
