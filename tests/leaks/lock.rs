//! The memory of the engine after it has locked: nothing of what it used is in it, however it was used.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use keywright_practice::kakao::{NewIamKey, Options, PracticeKakao};
use keywright_tests::Session;
use keywright_tests::canary::Canary;
use keywright_tests::engine::{LockedEngine, SignIn};

/// How long after it says that it is locked the memory must be clean.
const LIMIT: Duration = Duration::from_secs(2);

const PASSPHRASE: &str = "made-up Quiet Canary 4b1d sings";

/// How every token of the practice cloud begins.
const ANY_TOKEN: &str = "gAAAAAB";

/// An engine that has connected, listed, copied, shown and exchanged a key, and locked; what is to be looked for.
async fn locked(leaks: bool) -> Result<(LockedEngine, Vec<Canary>, Session, PracticeKakao)> {
    let cloud = PracticeKakao::start(Options {
        lessons: false,
        ..Options::default()
    })
    .await?;
    let new = NewIamKey {
        name: "canary".to_owned(),
        unrestricted: true,
        ..NewIamKey::default()
    };
    let (id, secret) = cloud.add_iam_key(new).context("a key")?;
    let endpoint = cloud.base_url();
    let canaries = [secret.as_str(), PASSPHRASE, ANY_TOKEN]
        .map(Canary::new)
        .into();
    let session = Session::start()?;
    let (session, engine) = tokio::task::spawn_blocking(move || {
        let sign_in = SignIn {
            kind: "kakao_iam_key",
            endpoint: &endpoint,
            fields: &[("id", &id), ("secret", &secret)],
        };
        let engine = LockedEngine::start(&session, PASSPHRASE, &sign_in, leaks);
        engine.map(|engine| (session, engine))
    })
    .await??;
    Ok((engine, canaries, session, cloud))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_seconds_after_the_lock_no_secret_is_in_memory() -> Result<()> {
    let (engine, canaries, _session, _cloud) = locked(false).await?;
    let since = Instant::now();
    loop {
        // A look that began in time counts, however long it takes.
        let last = since.elapsed() >= LIMIT;
        let hits = engine.find(&canaries)?;
        if hits.is_empty() {
            return Ok(());
        }
        ensure!(!last, "{} hits: {hits:#?}", hits.len());
        tokio::time::sleep(LIMIT.saturating_sub(since.elapsed())).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leaking_engine_is_found_out() -> Result<()> {
    let (engine, canaries, _session, _cloud) = locked(true).await?;
    tokio::time::sleep(LIMIT).await;
    let hits = engine.find(&canaries)?;
    ensure!(
        hits.iter().any(|hit| hit.starts_with("Raw in ")),
        "the copy that was left on purpose was not found: {hits:?}"
    );
    Ok(())
}
