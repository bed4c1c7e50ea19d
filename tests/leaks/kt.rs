//! The key of KT Cloud's G platform, the login of its D platform, and what that login is exchanged for.

use std::process::Output;

use anyhow::{Context as _, Result, ensure};
use keywright_practice::kt::{Call, Options, PracticeKt, Trouble};
use keywright_tests::canary::Canary;
use keywright_tests::engine::{self, SignIn};
use keywright_tests::{Secret, Session};

use crate::{kept, nowhere};

/// Fields of an item that are secret. The API Key is half of a credential that may do everything.
const SECRETS: [&str; 5] = ["api_key", "secret_key", "password", "storage_pass", "token"];

/// What every signed address of the G platform has in it. It works for anybody who has it, and has no end.
const SIGNED: [&str; 2] = ["&signature=", "apiKey="];

/// Connects by these fields.
fn connect(
    session: &Session,
    cloud: &PracticeKt,
    kind: &str,
    fields: &[(&str, &str)],
) -> Result<Output> {
    let endpoint = cloud.base_url();
    let sign_in = SignIn {
        kind,
        endpoint: &endpoint,
        fields,
    };
    engine::connect(session, &sign_in)
}

/// Looks for them wherever [`nowhere`] does, in what the keychain shows in clear, and for signed addresses.
fn told_nowhere(session: &Session, secrets: &[String], outputs: &[Output]) -> Result<()> {
    let mut needles = secrets.to_vec();
    needles.extend(SIGNED.map(str::to_owned));
    nowhere(session, &needles, &outputs.iter().collect::<Vec<_>>())?;
    for Secret {
        label, attributes, ..
    } in session.all_secrets()?
    {
        let shown = format!("{label} {attributes:?}");
        for needle in &needles {
            let found = Canary::new(needle).find(shown.as_bytes());
            ensure!(found.is_empty(), "shown by the keychain");
        }
    }
    Ok(())
}

/// The practice cloud tells them to nobody either: its ledger may be shown.
fn not_in_the_ledger(cloud: &PracticeKt, secrets: &[String]) -> Result<()> {
    let ledger = serde_json::to_string(&cloud.ledger())?;
    for secret in secrets {
        let found = Canary::new(secret).find(ledger.as_bytes());
        ensure!(found.is_empty(), "in the practice cloud's ledger");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_g_key_and_what_it_signs_are_nowhere_but_in_the_keychain() -> Result<()> {
    let cloud = PracticeKt::start(Options::default()).await?;
    let key = cloud.bootstrap().context("a new cloud")?;
    let session = Session::start()?;
    let by = |secret: &str| {
        let fields = [("api_key", key.api_key.as_str()), ("secret_key", secret)];
        connect(&session, &cloud, "kt_g_key", &fields)
    };

    // Refused, and kept as drafts: half of what they hold is right.
    let wrong = "MADE-UP-wrong-secret-4711-canary";
    let mut outputs = vec![by(wrong)?];
    ensure!(!outputs[0].status.success(), "a wrong secret was taken");
    // Errors of every sort on the way, each beside a signed address.
    for trouble in [
        Trouble::CutBefore,
        Trouble::CutMidAnswer,
        Trouble::NotJson,
        Trouble::Redirect,
        Trouble::Proxy,
        Trouble::XmlAlways,
        Trouble::ErrorInside200,
        Trouble::ServerError(530),
    ] {
        cloud.trouble(trouble.only(Call::ListZones));
        outputs.push(by(&key.secret_key)?);
    }
    cloud.trouble(Trouble::None);
    let connected = by(&key.secret_key)?;
    ensure!(connected.status.success(), "not connected");
    outputs.push(connected);
    let again = engine::take_up(&session)?;
    ensure!(again["accounts"] == 1, "{again}");
    ensure!(
        cloud.ledger().len() > outputs.len(),
        "signed addresses were asked"
    );

    let mut secrets = kept(&session, &SECRETS)?;
    for half in [&key.api_key, &key.secret_key] {
        ensure!(secrets.contains(half), "what was connected is found");
    }
    secrets.push(wrong.to_owned());
    told_nowhere(&session, &secrets, &outputs)?;
    not_in_the_ledger(&cloud, &secrets)?;

    // The search sees a signed address that somebody writes down.
    let signed = format!(
        "{}/server/v1/client/api?apiKey=x&signature=y",
        cloud.base_url()
    );
    std::fs::write(session.folder().join("leak.log"), signed)?;
    ensure!(told_nowhere(&session, &[], &outputs).is_err(), "not seen");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_d_login_and_its_token_are_nowhere_but_in_the_keychain() -> Result<()> {
    let cloud = PracticeKt::start(Options::default()).await?;
    let login = cloud.project_token();
    let session = Session::start()?;
    let by = |password: &str| {
        let fields = [
            ("project_id", login.project_id.as_str()),
            ("project_name", &login.project_name),
            ("password", password),
            ("zone", &login.zone),
        ];
        connect(&session, &cloud, "kt_d_login", &fields)
    };
    let wrong = "MADE-UP-wrong-password-4711-canary";
    let mut outputs = vec![by(wrong)?];
    ensure!(!outputs[0].status.success(), "a wrong password was taken");
    let connected = by(&login.password)?;
    ensure!(connected.status.success(), "not connected");
    outputs.push(connected);

    let mut secrets = vec![wrong.to_owned()];
    let mut token = |action: &str| -> Result<()> {
        outputs.push(engine::token(&session, action, "api").output()?);
        secrets.extend(kept(&session, &SECRETS)?);
        Ok(())
    };
    // The second takes the place of the first.
    token("mint")?;
    token("mint")?;
    token("check")?;
    for spoilt in [
        Trouble::ServerError(500),
        Trouble::CutMidAnswer,
        Trouble::NotJson,
        Trouble::LeaveOut("expires_at".to_owned()),
    ] {
        cloud.trouble(spoilt.clone().only(Call::CreateToken));
        cloud.add_trouble(spoilt.only(Call::ReadToken));
        token("check")?;
        token("mint")?;
    }
    cloud.trouble(Trouble::None);
    token("mint")?;
    token("revoke")?;

    // Tokens that were given out and never arrived, too.
    let snapshot = cloud.snapshot();
    let tokens = snapshot["tokens"].as_array().context("the tokens")?;
    secrets.extend(
        tokens
            .iter()
            .filter_map(|t| t["value"].as_str())
            .map(str::to_owned),
    );
    secrets.sort_unstable();
    secrets.dedup();
    ensure!(
        secrets.contains(&login.password),
        "what was connected is found"
    );
    // A wrong and the right password, and three tokens at least.
    ensure!(secrets.len() >= 5, "{} secrets", secrets.len());
    told_nowhere(&session, &secrets, &outputs)?;
    not_in_the_ledger(&cloud, &secrets)
}

/// The practice cloud inside the app knows its secrets, for signatures are checked with them: what is remembered of it
/// is encrypted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_of_practice_are_nowhere_but_in_the_keychain() -> Result<()> {
    let session = Session::start()?;
    // The second time goes on from what was remembered of the first.
    let outputs = vec![
        engine::practise(&session, "kt")?,
        engine::practise(&session, "kt")?,
    ];
    for output in &outputs {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "{said}");
    }
    let mut secrets = kept(&session, &SECRETS)?;
    secrets.sort_unstable();
    secrets.dedup();
    // Both halves of the account's key, and what the memory is encrypted with.
    ensure!(
        secrets.len() == 3,
        "{} secrets in the keychain",
        secrets.len()
    );
    told_nowhere(&session, &secrets, &outputs)
}
