//! Keys of ClickHouse Cloud.

use anyhow::{Context as _, Result, ensure};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse};
use keywright_tests::Session;
use keywright_tests::canary::Canary;
use keywright_tests::engine::{self, SignIn};

use crate::{kept, nowhere};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connected_and_an_issued_secret_are_nowhere_but_in_the_keychain() -> Result<()> {
    let cloud = PracticeClickHouse::start(Options::default()).await?;
    let session = Session::start()?;
    let (_, id, connected) = cloud.add_key(NewPracticeKey::default());
    let endpoint = cloud.base_url();
    let connect = |secret: &str| {
        let sign_in = SignIn {
            kind: "clickhouse_key",
            endpoint: &endpoint,
            fields: &[("key_id", &id), ("key_secret", secret)],
        };
        engine::connect(&session, &sign_in)
    };
    let first = connect(&connected)?;
    ensure!(first.status.success(), "not connected");
    let role = engine::role(&cloud.snapshot()).context("a role")?;
    let form = engine::clickhouse_form("canary", &role);
    let second = engine::issue(&session, "clickhouse_key", &form).output()?;
    let mut secrets = kept(&session, &["key_secret"])?;
    ensure!(
        secrets.len() == 2,
        "{} items in the keychain",
        secrets.len()
    );
    ensure!(secrets.contains(&connected), "what was connected is found");

    // A wrong secret is refused, and must not stand in the error or the draft either.
    let wrong = "MADE-UP-wrong-secret-4711-canary";
    let third = connect(wrong)?;
    ensure!(!third.status.success(), "a wrong secret was taken");
    secrets.push(wrong.to_owned());

    nowhere(&session, &secrets, &[&first, &second, &third])?;
    let wire = serde_json::to_string(&cloud.snapshot())?;
    for secret in &secrets {
        let found = Canary::new(secret).find(wire.as_bytes());
        ensure!(found.is_empty(), "kept by the practice cloud");
    }
    Ok(())
}
