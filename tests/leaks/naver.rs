//! Keys of Naver Cloud: of the main account, of API Gateway with two values each, of sub accounts.

use anyhow::{Context as _, Result, ensure};
use keywright_practice::naver::{Call, Options, PracticeNaver, Trouble};
use keywright_tests::Session;
use keywright_tests::engine::{self, SignIn};
use serde_json::json;

use crate::{kept, nowhere};

/// Fields of an item that are secret.
const SECRETS: [&str; 3] = ["secret_key", "primary_key", "secondary_key"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connected_issued_and_lost_secrets_are_nowhere_but_in_the_keychain() -> Result<()> {
    let cloud = PracticeNaver::start(Options::default()).await?;
    let account = cloud.add_sub_account("canary", &[]);
    let session = Session::start()?;
    let first_key = cloud.bootstrap().context("the first key")?;
    let endpoint = cloud.base_url();
    let connect = |secret: &str| {
        let sign_in = SignIn {
            kind: "naver_access_key",
            endpoint: &endpoint,
            fields: &[
                ("access_key", &first_key.access_key),
                ("secret_key", secret),
            ],
        };
        engine::connect(&session, &sign_in)
    };
    let mut outputs = vec![connect(&first_key.secret_key)?];
    ensure!(outputs[0].status.success(), "not connected");
    let gateway = json!({"name": {"type": "text", "value": "canary"}});
    let sub = json!({"sub_account": {"type": "text", "value": account}});
    let forms = [
        ("naver_gateway_key", &gateway),
        ("naver_sub_account_key", &sub),
    ];
    for (kind, form) in forms {
        outputs.push(engine::issue(&session, kind, form).output()?);
    }
    let mut secrets = kept(&session, &SECRETS)?;
    // One of the account, two of the gateway key, one of the sub account's.
    ensure!(
        secrets.len() == 4,
        "{} secrets in the keychain",
        secrets.len()
    );
    ensure!(
        secrets.contains(&first_key.secret_key),
        "what was connected is found"
    );

    // Answers that cannot be used hold secrets too: the whole of a key, cut or beside what is missing.
    for (kind, form) in forms {
        for missing in ["apiKeyId", "accessKey"] {
            let spoilt = Trouble::LeaveOut(missing.to_owned());
            cloud.trouble(spoilt.clone().only(Call::CreateApiKey));
            cloud.add_trouble(spoilt.only(Call::CreateAccessKey));
            outputs.push(engine::issue(&session, kind, form).output()?);
        }
    }
    cloud.trouble(Trouble::None);
    outputs.push(connect("MADE-UP-wrong-secret-4711-canary")?);
    ensure!(
        !outputs[outputs.len() - 1].status.success(),
        "a wrong secret was taken"
    );
    secrets.push("MADE-UP-wrong-secret-4711-canary".to_owned());
    let snapshot = cloud.snapshot();
    for (list, field) in [
        ("api_keys", "primary"),
        ("api_keys", "secondary"),
        ("access_keys", "secret"),
    ] {
        let keys = snapshot[list].as_array().context("a list of keys")?;
        secrets.extend(
            keys.iter()
                .filter_map(|key| Some(key[field].as_str()?.to_owned())),
        );
    }
    let outputs: Vec<_> = outputs.iter().collect();
    nowhere(&session, &secrets, &outputs)
}

/// The practice cloud inside the app knows its secrets, for signatures are checked with them: what is remembered of it
/// is encrypted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_of_practice_are_nowhere_but_in_the_keychain() -> Result<()> {
    let session = Session::start()?;
    // The second time goes on from what was remembered of the first.
    let outputs = [
        engine::practise(&session, "naver")?,
        engine::practise(&session, "naver")?,
    ];
    for output in &outputs {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "{said}");
    }
    let secrets = kept(&session, &SECRETS)?;
    // One of the account, two of each gateway key, one of each sub account's, and what the memory is encrypted with.
    ensure!(
        secrets.len() == 8,
        "{} secrets in the keychain",
        secrets.len()
    );
    nowhere(&session, &secrets, &[&outputs[0], &outputs[1]])
}
