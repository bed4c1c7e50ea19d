//! The engine without a window, for tests that kill it: connects, issues or takes up, and says in one line of JSON
//! what it knows. The credential comes on standard input, since arguments and environment can be read by others.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use async_trait::async_trait;
use keywright_core::desktop::Desktop;
use keywright_core::http::{Http, Tuning};
use keywright_core::model::*;
use keywright_core::service::practice::{OnChange, PracticeCloud, PracticeClouds};
use keywright_core::service::{KeyService, Pace, Parts};
use keywright_core::vault::Vault;
use keywright_core::{Error, ErrorCode};
use secrecy::SecretString;

struct NoDesktop;

impl Desktop for NoDesktop {
    fn copy(&self, _: SecretString, _: Option<u32>) -> keywright_core::Result<()> {
        Err(Error::new(ErrorCode::ClipboardFailed))
    }
    fn pasted(&self) -> keywright_core::Result<SecretString> {
        Err(Error::new(ErrorCode::ClipboardFailed))
    }
    fn clear_clipboard(&self) {}
    fn open_link(&self, _: &url::Url) -> keywright_core::Result<()> {
        Err(Error::new(ErrorCode::LinkFailed))
    }
    fn changed(&self) {}
}

struct NoPractice;

#[async_trait]
impl PracticeClouds for NoPractice {
    async fn start(
        &self,
        _: &str,
        _: Option<serde_json::Value>,
        _: OnChange,
    ) -> keywright_core::Result<PracticeCloud> {
        Err(Error::new(ErrorCode::Unsupported))
    }
    fn has(&self, _: &str) -> bool {
        false
    }
}

// One thread, so that a sweep over its system calls counts them all.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args == ["keychain"] {
        return check_keychain().await;
    }
    let data = std::env::var_os("KEYWRIGHT_DATA_DIR").context("KEYWRIGHT_DATA_DIR")?;
    let moment = Duration::from_millis(20);
    let service = KeyService::open(Parts {
        data_dir: PathBuf::from(data),
        vault: Vault::keychain(keywright_tests::engine::SERVICE),
        http: Http::new(Tuning::default()).map_err(typed)?,
        desktop: Arc::new(NoDesktop),
        practice: Arc::new(NoPractice),
        system_language: "en".to_owned(),
        pace: Pace {
            create: moment,
            looks: [moment; 3],
            settles: Duration::from_secs(5),
            prove_pause: moment,
        },
    })
    .map_err(typed)?;
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["connect", endpoint] => connect(&service, endpoint).await?,
        ["issue", name, role] => issue(&service, name, role).await?,
        ["take-up"] => {
            let keep_going = Arc::clone(&service);
            let background = tokio::spawn(async move { keep_going.start().await });
            settled(&service).await?;
            background.abort();
        }
        _ => bail!("issuer connect ENDPOINT | issue NAME ROLE | take-up | keychain"),
    }
    report(&service).await
}

/// Checks the keychain once for each line it is given, and says how it is.
async fn check_keychain() -> Result<()> {
    use std::io::{BufRead as _, Write as _};
    let vault = Vault::keychain(keywright_tests::engine::SERVICE);
    for line in std::io::stdin().lock().lines() {
        line?;
        let said = match vault.check().await {
            Ok(name) => name,
            Err(error) => format!("{:?}", error.code),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{said}")?;
        out.flush()?;
    }
    Ok(())
}

async fn connect(service: &Arc<KeyService>, endpoint: &str) -> Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let (id, secret) = text.trim().split_once(' ').context("ID SECRET")?;
    let fields = BTreeMap::from([
        ("key_id".to_owned(), SecretString::from(id)),
        ("key_secret".to_owned(), SecretString::from(secret)),
    ]);
    service
        .connect(Connect {
            realm: None,
            kind: KindId::ClickhouseKey,
            draft: None,
            fields,
            endpoint: Some(endpoint.to_owned()),
        })
        .await
        .map(drop)
        .map_err(typed)
}

async fn issue(service: &Arc<KeyService>, name: &str, role: &str) -> Result<()> {
    let state = service.app_state().await.map_err(typed)?;
    let account = state.accounts.first().context("an account")?;
    let anywhere = AddressRule {
        source: "0.0.0.0/0".to_owned(),
        description: None,
    };
    let fields = BTreeMap::from([
        ("name".to_owned(), FieldValue::Text(name.to_owned())),
        (
            "assigned_role_ids".to_owned(),
            FieldValue::Roles(vec![role.to_owned()]),
        ),
        ("expire_at".to_owned(), FieldValue::Expiry(Expiry::Never)),
        (
            "ip_access_list".to_owned(),
            FieldValue::Addresses(vec![anywhere]),
        ),
    ]);
    // How it ends is read from the report: an error here may be what the test wants.
    let _ = service
        .create_key(CreateKey {
            account: account.id,
            kind: account.kind,
            fields,
        })
        .await;
    Ok(())
}

/// Waits until nothing is left that goes on by itself.
async fn settled(service: &KeyService) -> Result<()> {
    // The first change is told when the start has taken up everything.
    let mut seen = Seen { revision: 1 };
    loop {
        seen = service.wait_for_change(seen).await.map_err(typed)?;
        let open = service.list_unfinished().await.map_err(typed)?;
        let waits = |one: &Unfinished| {
            one.next_look_at.is_some()
                && matches!(
                    one.state,
                    UnfinishedState::Checking
                        | UnfinishedState::NotSeenYet
                        | UnfinishedState::WaitingForVault
                )
        };
        if !open.iter().any(waits) {
            return Ok(());
        }
    }
}

async fn report(service: &Arc<KeyService>) -> Result<()> {
    use std::io::Write as _;
    let keys = service.list_keys().await.map_err(typed)?.keys;
    let unfinished = service.list_unfinished().await.map_err(typed)?;
    let accounts = service.app_state().await.map_err(typed)?.accounts.len();
    let report = serde_json::json!({"keys": keys, "unfinished": unfinished, "accounts": accounts});
    writeln!(std::io::stdout(), "{report}")?;
    Ok(())
}

fn typed(error: Error) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}
