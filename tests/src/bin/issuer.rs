//! The engine without a window, for tests that kill it or look into its memory: connects, issues, exchanges for tokens, settles or takes up, and
//! says in one line of JSON what it knows. The credential comes on standard input, since arguments and environment can be read by others.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use keywright_core::http::{Http, Tuning};
use keywright_core::kind::Support;
use keywright_core::model::*;
use keywright_core::service::{KeyService, Pace, Parts};
use keywright_core::vault::Vault;
use keywright_core::{Error, ErrorCode};
use keywright_tests::NoDesktop;
use keywright_tests::practice::Practice;
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::DeserializeOwned;

/// As in the app: memory is wiped when it is given back.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

// One thread, so that a sweep over its system calls counts them all.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args == ["keychain"] {
        return check_keychain().await;
    }
    if args == ["account"] {
        return check_account().await;
    }
    let data = std::env::var_os("KEYWRIGHT_DATA_DIR").context("KEYWRIGHT_DATA_DIR")?;
    let moment = Duration::from_millis(20);
    let service = KeyService::open(Parts {
        data_dir: PathBuf::from(data),
        vault: Vault::keychain(keywright_tests::engine::SERVICE),
        http: Http::new(Tuning::default()).map_err(typed)?,
        desktop: Arc::new(NoDesktop),
        practice: Arc::new(Practice::default()),
        system_language: "en".to_owned(),
        pace: Pace {
            create: moment,
            looks: [moment; 3],
            settles: Duration::from_secs(5),
            prove_pause: moment,
            turn: Duration::from_secs(3),
            idle: None,
        },
    })
    .map_err(typed)?;
    let failed = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["connect", kind, endpoint] => {
            connect(&service, word(kind)?, endpoint).await?;
            None
        }
        ["allow"] => {
            allow(&service).await?;
            None
        }
        ["issue", kind, form] => {
            let fields = serde_json::from_str(form).context("the form")?;
            issue(&service, word(kind)?, fields).await?
        }
        ["token", action, token] => on_token(&service, action, word(token)?).await?,
        ["settle", choice] => settle(&service, word(choice)?, None).await?,
        ["settle", choice, id] => settle(&service, word(choice)?, Some(id)).await?,
        ["lock", kind, endpoint] => return lock(&service, word(kind)?, endpoint, false).await,
        ["lock-and-leak", kind, endpoint] => {
            return lock(&service, word(kind)?, endpoint, true).await;
        }
        ["practise", provider] => practise(&service, word(provider)?).await?,
        ["take-up"] => {
            let keep_going = Arc::clone(&service);
            let background = tokio::spawn(async move { keep_going.start().await });
            settled(&service).await?;
            background.abort();
            None
        }
        _ => bail!(
            "issuer connect KIND ENDPOINT | allow | issue KIND FORM | token mint|check|revoke TOKEN | \
             settle CHOICE [KEY] | lock[-and-leak] KIND ENDPOINT | practise PROVIDER | take-up | keychain | account"
        ),
    };
    report(&service, failed).await
}

/// A value that is written as one word.
fn word<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_value(text.into()).with_context(|| text.to_owned())
}

/// For each line it is given, examines the keychain and says how it is, or makes its default keyring on `set up`. While
/// the keychain waits for somebody it says so.
async fn check_keychain() -> Result<()> {
    use std::io::BufRead as _;
    let vault = Vault::keychain(keywright_tests::engine::SERVICE);
    let mut long = vault.waits_long();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let work = async {
            if line == "set up" {
                let made = vault.set_up().await;
                return made.map_or_else(|error| format!("{:?}", error.code), |()| "made".into());
            }
            let health = vault.examine().await;
            match health.problem {
                None => health.name,
                Some(code) => format!("{code:?} {}", health.name).trim_end().to_owned(),
            }
        };
        tokio::pin!(work);
        let said = loop {
            tokio::select! {
                said = &mut work => break said,
                _ = long.changed() => if *long.borrow_and_update() > 0 {
                    say("waiting")?;
                },
            }
        };
        say(&said)?;
    }
    Ok(())
}

/// Has this computer's polkit ask for the account's password, as the app does, and says what came of it.
#[cfg(target_os = "linux")]
async fn check_account() -> Result<()> {
    use keywright_core::session::{Session, no_account_proof, prove_account};
    let session = Session::default();
    match no_account_proof(&session).await {
        Some(why) => say(&format!("cannot ask: {why:?}"))?,
        None => say("can ask")?,
    }
    match prove_account(&session).await {
        Ok(()) => say("proven"),
        Err(error) => say(&format!("{:?}", error.code)),
    }
}

fn say(line: &str) -> Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Reads all of the standard input past the buffer of `std::io::stdin`, which lives on and would keep the end of it.
fn read_input() -> Result<String> {
    use std::os::fd::AsFd as _;
    let mut text = String::new();
    let input = std::io::stdin().as_fd().try_clone_to_owned()?;
    std::fs::File::from(input).read_to_string(&mut text)?;
    Ok(text)
}

/// Sets up a passphrase (the first line of the input) and has secrets rest under it, connects by the rest of the input,
/// uses the secrets in every way there is, and locks. Says so in a line and stays until it is ended. With `leaks` it
/// keeps a copy of the first secret, as a fault would.
async fn lock(service: &Arc<KeyService>, kind: KindId, endpoint: &str, leaks: bool) -> Result<()> {
    use std::io::Write as _;
    {
        let input = read_input()?;
        let (passphrase, fields) = input.split_once('\n').context("two parts")?;
        let set_up = service.set_up_passphrase(SetUpPassphrase {
            passphrase: passphrase.into(),
            keep_here: true,
        });
        set_up.await.map_err(typed)?;
        connect_by(service, kind, endpoint, fields).await?;
    }
    let account = first_account(service).await?;
    let refresh = RefreshKeys { account: None };
    let keys = service.refresh_keys(refresh).await.map_err(typed)?.keys;
    let own = keys.iter().find(|key| key.own && key.account == account);
    let key = own.context("the account's own key")?.id;
    let copy = service.copy_key(CopyKey {
        key,
        what: CopyWhat::Secret,
    });
    copy.await.map_err(typed)?;
    let shown = service.reveal(RevealKey { key, field: None });
    let shown = shown.await.map_err(typed)?.value;
    if leaks {
        // EXPOSE: a made-up secret is leaked on purpose, to prove that the search finds it.
        let kept: &'static str = Box::leak(shown.expose_secret().to_owned().into_boxed_str());
        std::hint::black_box(kept);
    }
    drop(shown);
    let token = TokenRef {
        key,
        token: TokenKind::Api,
    };
    service.mint_token(token).await.map_err(typed)?;
    let copy = service.copy_token(CopyToken {
        key,
        token: TokenKind::Api,
        what: CopyWhat::Secret,
    });
    copy.await.map_err(typed)?;
    service.lock_app().await.map_err(typed)?;
    let mut out = std::io::stdout();
    writeln!(out, "locked")?;
    out.flush()?;
    std::future::pending().await
}

async fn connect(service: &Arc<KeyService>, kind: KindId, endpoint: &str) -> Result<()> {
    connect_by(service, kind, endpoint, &read_input()?).await
}

async fn connect_by(
    service: &Arc<KeyService>,
    kind: KindId,
    endpoint: &str,
    text: &str,
) -> Result<()> {
    let fields: BTreeMap<String, SecretString> =
        serde_json::from_str(text).map_err(|_| anyhow::anyhow!("the fields, as JSON"))?;
    service
        .connect(Connect {
            realm: None,
            kind,
            draft: None,
            fields,
            endpoint: Some(endpoint.to_owned()),
        })
        .await
        .map(drop)
        .map_err(typed)
}

/// Allows the first account the calls that its cloud does not document.
async fn allow(service: &Arc<KeyService>) -> Result<()> {
    let account = first_account(service).await?;
    let ask = AllowUndocumented { account, on: true };
    service
        .allow_undocumented(ask)
        .await
        .map(drop)
        .map_err(typed)
}

async fn first_account(service: &KeyService) -> Result<AccountId> {
    let state = service.app_state().await.map_err(typed)?;
    Ok(state.accounts.first().context("an account")?.id)
}

/// Issues a key with the first account. How it ended is an answer: an error may be what the test wants.
async fn issue(
    service: &Arc<KeyService>,
    kind: KindId,
    fields: NewKey,
) -> Result<Option<ErrorCode>> {
    let account = first_account(service).await?;
    let made = service
        .create_key(CreateKey {
            account,
            kind,
            fields,
        })
        .await;
    Ok(made.err().map(|error| error.code))
}

/// Does something with a token of the key that the first account signs in with.
async fn on_token(
    service: &Arc<KeyService>,
    action: &str,
    token: TokenKind,
) -> Result<Option<ErrorCode>> {
    let account = first_account(service).await?;
    let keys = service.list_keys().await.map_err(typed)?.keys;
    let own = keys.iter().find(|key| key.own && key.account == account);
    let key = own.context("the account's own key")?.id;
    let ask = TokenRef { key, token };
    let done = match action {
        "mint" => service.mint_token(ask).await,
        "check" => service.check_token(ask).await,
        "revoke" => {
            let here_only = false;
            let ask = RevokeToken {
                key,
                token,
                here_only,
            };
            service.revoke_token(ask).await
        }
        _ => bail!("{action}: what to do with a token"),
    };
    Ok(done.err().map(|error| error.code))
}

/// Settles the one unfinished operation, or the one of which this key is a candidate.
async fn settle(
    service: &Arc<KeyService>,
    choice: Settlement,
    remote_id: Option<&str>,
) -> Result<Option<ErrorCode>> {
    let mut open = service.list_unfinished().await.map_err(typed)?;
    if open.len() > 1 {
        let meant = |key: &ApiKey| Some(key.remote_id.as_str()) == remote_id;
        open.retain(|one| one.candidates.iter().any(meant));
    }
    let [only] = open.as_slice() else {
        bail!("{} operations are unfinished", open.len());
    };
    let settled = service
        .settle(Settle {
            operation: only.id,
            choice,
            remote_id: remote_id.map(str::to_owned),
        })
        .await;
    Ok(settled.err().map(|error| error.code))
}

/// Issues a key of each kind of a practice cloud, has each secret made anew that can be, and exchanges the account's own
/// key for every token there is.
async fn practise(service: &Arc<KeyService>, provider: ProviderId) -> Result<Option<ErrorCode>> {
    let start = StartPractice { provider };
    let account = service.start_practice(start).await.map_err(typed)?.id;
    let state = service.app_state().await.map_err(typed)?;
    let known = state.providers.iter().find(|spec| spec.id == provider);
    for spec in &known.context("the provider")?.kinds {
        for token in spec.tokens {
            if let Some(code) = on_token(service, "mint", token.id).await? {
                bail!("{:?}: {code:?}", token.id);
            }
        }
        if spec.operations.create != Support::Api || spec.undocumented {
            continue;
        }
        let kind = spec.id;
        let options = service.new_key_options(NewKeyFor { account, kind }).await;
        let fields = keywright_tests::form::filled(spec, &options.map_err(typed)?);
        let ask = CreateKey {
            account,
            kind,
            fields,
        };
        let key = match service.create_key(ask).await {
            Ok(key) => key.id,
            // What was practised before is still there.
            Err(error) if error.code == ErrorCode::QuotaFull => continue,
            Err(error) => return Err(typed(error)),
        };
        if spec.operations.regenerate == Support::Api {
            let field = spec.fields[0].id.to_owned();
            let anew = service.regenerate_key(RegenerateKey { key, field });
            anew.await.map_err(typed)?;
        }
    }
    Ok(None)
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

async fn report(service: &Arc<KeyService>, failed: Option<ErrorCode>) -> Result<()> {
    use std::io::Write as _;
    let keys = service.list_keys().await.map_err(typed)?.keys;
    let unfinished = service.list_unfinished().await.map_err(typed)?;
    let accounts = service.app_state().await.map_err(typed)?.accounts.len();
    let report = serde_json::json!({
        "keys": keys, "unfinished": unfinished, "accounts": accounts, "failed": failed,
    });
    writeln!(std::io::stdout(), "{report}")?;
    Ok(())
}

fn typed(error: Error) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}
