//! The real app in a real window.

use anyhow::{Context, Result};
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
    assert!(
        !session.all_secrets()?.contains(&stored),
        "a deleted key leaves no secret"
    );

    app.restart().await?;
    app.wait_for("keys.refresh").await?;
    assert_eq!(app.count(&walk::row(&id)).await?, 0);
    app.quit().await.context("quit")
}
