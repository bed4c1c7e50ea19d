//! A made-up secret is connected and another one issued; afterwards neither may be found in any form in anything
//! the engine wrote or said. The keychain is the one place that has them.

use anyhow::{Context as _, Result, ensure};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse};
use keywright_tests::canary::Canary;
use keywright_tests::{Session, engine};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connected_and_an_issued_secret_are_nowhere_but_in_the_keychain() -> Result<()> {
    let cloud = PracticeClickHouse::start(Options::default()).await?;
    let session = Session::start()?;
    let (_, id, connected) = cloud.add_key(NewPracticeKey::default());
    let endpoint = cloud.base_url();
    let first = engine::connect(&session, &endpoint, &id, &connected)?;
    ensure!(first.status.success(), "not connected");
    let role = engine::role(&cloud.snapshot()).context("a role")?;
    let second = engine::issue(&session, "canary", &role).output()?;

    let items = session.secrets(engine::SERVICE)?;
    ensure!(items.len() == 2, "{} items in the keychain", items.len());
    let mut secrets = Vec::new();
    for item in &items {
        let fields: Value = serde_json::from_str(&item.value)?;
        let secret = fields["key_secret"].as_str().context("a secret")?;
        secrets.push(secret.to_owned());
    }
    ensure!(
        secrets.contains(&connected),
        "an independent reader finds what was connected"
    );

    // A wrong secret is refused, and must not stand in the error or the draft either.
    let wrong = "MADE-UP-wrong-secret-4711-canary";
    let third = engine::connect(&session, &endpoint, &id, wrong)?;
    ensure!(!third.status.success(), "a wrong secret was taken");
    secrets.push(wrong.to_owned());

    let wire = serde_json::to_string(&cloud.snapshot())?;
    for secret in &secrets {
        let canary = Canary::new(secret);
        let hits = canary.scan(session.folder())?;
        ensure!(hits.is_empty(), "found {}", hits[0]);
        for output in [&first, &second, &third] {
            ensure!(canary.find(&output.stdout).is_empty(), "said on stdout");
            ensure!(canary.find(&output.stderr).is_empty(), "said on stderr");
        }
        ensure!(
            canary.find(wire.as_bytes()).is_empty(),
            "kept by the practice cloud"
        );
    }
    Ok(())
}
