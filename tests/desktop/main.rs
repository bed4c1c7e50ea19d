//! The real app in a real window.

mod clipboard;
mod kakao;
mod keychain;
mod kt;
mod leaving;
mod lock;
mod naver;
mod rotation;
mod strip;
mod tray;
mod wayland;

use anyhow::{Context, Result};
use keywright_practice::clickhouse::{NewPracticeKey, Options, PracticeClickHouse};
use keywright_tests::canary::Canary;
use keywright_tests::walk::{self, Unwatched};
use keywright_tests::{App, Display, Session, until};

/// First start, practice, a new key, stored, restart, still listed, copied, deleted.
#[tokio::test]
async fn a_key_lives_from_first_start_to_deletion() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    let mut watch = Unwatched;

    walk::practise(&app, &mut watch).await?;
    let before = session.all_secrets()?;
    let id = walk::issue(&app, "dashboard", &mut watch).await?;

    // A reader that is not ours finds exactly one more secret in the keychain.
    let stored = session.all_secrets()?;
    let new: Vec<_> = stored
        .iter()
        .filter(|secret| !before.contains(secret))
        .collect();
    assert_eq!(new.len(), 1);
    let stored = new[0].clone();

    app.restart().await?;
    app.wait_for(&walk::row(&id)).await?;
    walk::copy(&app, &id, &mut watch).await?;
    let copied = until("the clipboard", || display.clipboard())?;
    assert!(!copied.is_empty());
    assert!(
        stored.value.contains(&copied),
        "the clipboard holds what the keychain holds"
    );

    walk::delete(&app, &id, "dashboard", &mut watch).await?;
    // It goes from the list before it goes from the keychain.
    until("a deleted key to leave no secret", || {
        Ok((!session.all_secrets()?.contains(&stored)).then_some(()))
    })?;

    app.restart().await?;
    app.wait_for("keys.refresh").await?;
    assert_eq!(app.count(&walk::row(&id)).await?, 0);
    app.quit().await.context("quit")
}

/// A made-up secret is typed and another one issued; afterwards neither stands in the page, in what the page keeps,
/// or in anything else the app wrote. The keychain is the one place that has them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_typed_and_an_issued_secret_are_nowhere_but_in_the_keychain() -> Result<()> {
    let cloud = PracticeClickHouse::start(Options::default()).await?;
    let (_, id, typed) = cloud.add_key(NewPracticeKey::default());
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;

    app.click("welcome.connect").await?;
    app.fill("connect.field.key_id", &id).await?;
    app.fill("connect.field.key_secret", &typed).await?;
    app.click("connect.advanced").await?;
    app.fill("connect.endpoint", &cloud.base_url()).await?;
    app.wait_for("connect.kept.key_secret").await?;
    app.click("connect.submit").await?;
    app.wait_for("connect.identity").await?;
    let connected = app.web()?.source().await?;
    walk::issue(&app, "canary", &mut Unwatched).await?;
    assert_eq!(cloud.creates(), 1);
    let issued = app.web()?.source().await?;

    // What commands answer to the page: all that read, and the copying of both secrets.
    let answers = app.web()?.execute_async(ASK_EVERYTHING, vec![]).await?;
    let answers = answers.json().as_str().context("answers")?.to_owned();
    assert!(
        answers.contains("canary") && answers.contains("clears_in_s"),
        "{answers}"
    );

    let items = session.all_secrets()?;
    assert_eq!(items.len(), 2);
    app.quit().await?;
    let mut found = Vec::new();
    for item in items {
        let fields: serde_json::Value = serde_json::from_str(&item.value)?;
        let secret = fields["key_secret"].as_str().context("a secret")?;
        let canary = Canary::new(secret);
        let hits = canary.scan(session.folder())?;
        assert!(hits.is_empty(), "found {}", hits[0]);
        for page in [&connected, &issued, &answers] {
            assert!(canary.find(page.as_bytes()).is_empty(), "in the page");
        }
        found.push(secret.to_owned());
    }
    assert!(found.contains(&typed), "the keychain has what was typed");
    Ok(())
}

/// Calls every command that reads, and copies each key whose secret is here; gives all answers as one text.
const ASK_EVERYTHING: &str = r#"
const done = arguments[arguments.length - 1];
const ask = (command, args) => window.__TAURI_INTERNALS__.invoke(command, args ? { args } : {});
(async () => {
  const said = [];
  for (const command of ["app_state", "list_drafts", "list_unfinished", "check_vault"]) said.push(await ask(command));
  said.push(await ask("list_events", { before: null, key: null, limit: 200 }));
  const list = await ask("refresh_keys", { account: null });
  said.push(list, await ask("list_keys"));
  for (const { account } of list.looks) said.push(await ask("verify_account", { account }));
  for (const key of list.keys.filter((one) => one.secret === "here")) {
    said.push(await ask("verify_key", { key: key.id }));
    for (const what of ["id", "secret", "curl", "curl_with_secret"]) said.push(await ask("copy_key", { key: key.id, what }));
  }
  done(JSON.stringify(said));
})().catch((error) => done("failed: " + JSON.stringify(error)));
"#;
