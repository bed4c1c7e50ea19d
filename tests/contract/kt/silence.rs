//! Clouds that say back what they were told: nothing of it is told on.

use std::sync::{Arc, Mutex};

use keywright_core::http::{Http, Tuning};
use keywright_core::kind::{Credential, SecretFields};
use keywright_core::model::KindId;
use keywright_core::model::TokenKind::Api;
use keywright_tests::canary::Canary;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::{KINDS, PUBLIC, credential, open, silent, the_kind};

/// How it says what it was told.
#[derive(Clone, Copy, Debug)]
enum Quote {
    /// The whole request.
    Whole,
    /// The address alone.
    Address,
    /// The address as it is signed, in small letters.
    Small,
    /// The headers alone.
    Headers,
    /// The body alone.
    Body,
}

#[derive(Clone, Copy, Debug)]
enum Dress {
    Json,
    Xml,
    Plain,
    /// A success with a token, and what was said in place of names.
    Success,
}

/// A cloud that quotes every request.
struct Echo {
    base_url: String,
    /// Signatures in the addresses it was asked.
    signatures: Arc<Mutex<Vec<String>>>,
}

const TOKEN: &str = "gAAAAAMADEUPtokenThatNobodyMayEverSee0001";

impl Echo {
    async fn start(status: u16, quote: Quote, dress: Dress) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let signatures = Arc::new(Mutex::new(Vec::new()));
        let seen = signatures.clone();
        tokio::spawn(async move {
            while let Ok((mut line, _)) = listener.accept().await {
                let request = read(&mut line).await;
                let end = request.split("&signature=").nth(1);
                let end = end.and_then(|rest| rest.split(' ').next());
                seen.lock().unwrap().extend(end.map(str::to_owned));
                let body = dressed(&quoted(&request, quote), dress);
                let head = format!(
                    "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\
                     x-subject-token: {TOKEN}\r\nx-auth-token: {TOKEN}\r\n\
                     x-storage-url: http://127.0.0.1/v1/AUTH_0001\r\n\r\n",
                    body.len()
                );
                let _ = line.write_all(head.as_bytes()).await;
                if !request.starts_with("HEAD ") {
                    let _ = line.write_all(body.as_bytes()).await;
                }
            }
        });
        Self {
            base_url,
            signatures,
        }
    }

    fn by(&self, kind: KindId) -> Credential {
        let secret = |name: &str| format!("MADEUP{name}ThatNobodyMayEverSee0001");
        let fields = match kind {
            KindId::KtGKey => vec![
                ("api_key", secret("ApiKey")),
                ("secret_key", secret("Secret")),
            ],
            KindId::KtDLogin => vec![
                ("project_id", "0000000000000000000000000000bbbb".to_owned()),
                ("project_name", "user@example.com".to_owned()),
                ("password", secret("Pass\"word/")),
                ("zone", "d1".to_owned()),
            ],
            KindId::KtStorage1 => {
                vec![
                    ("storage_user", "user".to_owned()),
                    ("storage_pass", secret("Pass+/")),
                ]
            }
            KindId::KtStorage2 => vec![
                ("access_key", "user$example.com".to_owned()),
                ("secret_key", secret("Secret")),
                ("domain_id", "0000000000000000000000000000cccc".to_owned()),
                ("project_id", "0000000000000000000000000000bbbb".to_owned()),
            ],
            _ => vec![
                ("access_key", "MADEUPACCESS".to_owned()),
                ("secret_key", secret("Secret")),
            ],
        };
        credential(kind, &self.base_url, fields)
    }
}

async fn read(line: &mut tokio::net::TcpStream) -> String {
    let (mut seen, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&seen).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(": ")?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.parse().unwrap())
            });
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
        match line.read(&mut part).await {
            Ok(n) if n > 0 => seen.extend_from_slice(&part[..n]),
            _ => return text,
        }
    }
}

fn quoted(request: &str, quote: Quote) -> String {
    let (head, body) = request.split_once("\r\n\r\n").unwrap_or((request, ""));
    let (first, headers) = head.split_once("\r\n").unwrap_or((head, ""));
    // Whatever stands first, a text that is cut must not begin in the middle of a secret either.
    let text = match quote {
        Quote::Whole => request.to_owned(),
        Quote::Address => first.to_owned(),
        Quote::Small => first.to_lowercase(),
        Quote::Headers => headers
            .lines()
            .filter(|line| line.contains("MADEUP") || line.contains(TOKEN))
            .collect(),
        Quote::Body => body.to_owned(),
    };
    format!("refused: {text}")
}

fn dressed(text: &str, dress: Dress) -> String {
    let json = serde_json::json!({
        "errorresponse": {"errorcode": 401, "errortext": text},
        "error": {"code": 401, "message": text},
        "message": text,
    });
    match dress {
        Dress::Json => json.to_string(),
        Dress::Xml => format!("<Error><Code>{text}</Code><Message>{text}</Message></Error>"),
        Dress::Plain => text.to_owned(),
        Dress::Success => serde_json::json!({
            "listzonesresponse": {"zone": [{"id": "1", "name": "one"}]},
            "token": {"user": {"id": "1", "name": "one"}, "expires_at": text},
        })
        .to_string(),
    }
}

fn secrets(echo: &Echo, fields: &SecretFields) -> Vec<String> {
    let ids = fields.keys().filter(|id| !PUBLIC.contains(&id.as_str()));
    let mut secrets: Vec<_> = ids.map(|id| open(fields, id)).collect();
    secrets.extend(echo.signatures.lock().unwrap().clone());
    secrets.push(TOKEN.to_owned());
    secrets
}

#[tokio::test]
async fn what_a_cloud_repeats_is_not_told_on() {
    let quotes = [
        Quote::Whole,
        Quote::Address,
        Quote::Small,
        Quote::Headers,
        Quote::Body,
    ];
    let tuning = Tuning {
        pause: std::time::Duration::from_millis(1),
        ..Tuning::default()
    };
    let http = Http::new(tuning).unwrap();
    let (mut failed, mut signed) = (0, 0);
    for quote in quotes {
        for dress in [Dress::Json, Dress::Xml, Dress::Plain] {
            for status in [400, 401, 403, 409, 500] {
                for id in KINDS {
                    let echo = Echo::start(status, quote, dress).await;
                    let (kind, by) = (the_kind(id, &http), echo.by(id));
                    let verified = kind.verify(&by).await;
                    let stored = kind.storage(&by).await;
                    let token = SecretFields::from([("token".to_owned(), TOKEN.into())]);
                    let checked = kind.check_token(&by, Api, &token).await;
                    let revoked = kind.revoke_token(&by, Api, &token).await;
                    let minted = kind.mint_token(&by, Api).await.map(|_| ());
                    let secrets = secrets(&echo, &by.fields);
                    signed += echo.signatures.lock().unwrap().len();
                    failed += usize::from(verified.is_err());
                    let case = format!("{id:?} {quote:?} {dress:?} {status}");
                    let told =
                        format!("{verified:?} {stored:?} {checked:?} {revoked:?} {minted:?}");
                    for secret in &secrets {
                        let found = Canary::new(secret).find(told.as_bytes());
                        assert!(found.is_empty(), "{case}: {told}");
                    }
                    silent(&secrets, &verified);
                    silent(&secrets, &stored);
                    silent(&secrets, &checked);
                    silent(&secrets, &revoked);
                    silent(&secrets, &minted);
                }
            }
        }
    }
    assert!(failed > 300 && signed > 100, "{failed} {signed}");
}

#[tokio::test]
async fn a_success_tells_no_token() {
    let http = Http::new(Tuning::default()).unwrap();
    for id in [
        KindId::KtGKey,
        KindId::KtDLogin,
        KindId::KtStorage1,
        KindId::KtStorage2,
    ] {
        let echo = Echo::start(200, Quote::Address, Dress::Success).await;
        let (kind, by) = (the_kind(id, &http), echo.by(id));
        let verified = kind.verify(&by).await;
        assert!(verified.is_ok(), "{id:?}");
        silent(&secrets(&echo, &by.fields), &verified);
    }
}
