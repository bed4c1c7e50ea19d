//! The lock, in the real window: it falls with the screen and by hand, and a passphrase opens it.

use anyhow::{Result, ensure};
use keywright_tests::walk::{self, Unwatched, row};
use keywright_tests::{App, Display, Session, until};

use crate::strip;

const PASSPHRASE: &str = "made-up Quiet Canary 4b1d";

/// Tells that the screen was locked, as a desktop does.
fn lock_screen(session: &Session) -> Result<()> {
    let told = session
        .command("gdbus")
        .args(["emit", "--session", "--object-path=/org/gnome/ScreenSaver"])
        .args(["--signal=org.gnome.ScreenSaver.ActiveChanged", "true"])
        .status()?;
    ensure!(told.success(), "gdbus told nothing");
    Ok(())
}

/// Everything is gone while it is locked: the clipboard's content, the windows that show secrets, the names of keys.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_app_locks_with_the_screen_and_a_passphrase_opens_it() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    walk::practise(&app, &mut Unwatched).await?;
    let id = walk::issue(&app, "dashboard", &mut Unwatched).await?;
    app.click("nav.settings").await?;
    app.click("vault.set-up-open").await?;
    app.fill("vault.passphrase", PASSPHRASE).await?;
    app.fill("vault.again", PASSPHRASE).await?;
    app.click("vault.submit").await?;
    app.click("vault.later").await?;
    app.wait_for("settings.lock.now").await?;

    app.click("nav.keys").await?;
    walk::copy(&app, &id, &mut Unwatched).await?;
    until("the secret", || display.clipboard())?;
    lock_screen(&session)?;
    app.wait_for("lock.passphrase").await?;
    assert_eq!(
        app.attr("lock", "data-why").await?.as_deref(),
        Some("screen")
    );
    assert_eq!(app.count(&row(&id)).await?, 0);
    until("an empty clipboard", || {
        Ok(display.clipboard()?.is_none().then_some(()))
    })?;

    app.fill("lock.passphrase", "made-up wrong one").await?;
    app.click("lock.submit").await?;
    // What is typed before the answer comes would go with the wrong one.
    app.wait_for("lock.passphrase[aria-invalid=true]").await?;
    app.fill("lock.passphrase", PASSPHRASE).await?;
    app.click("lock.submit").await?;
    app.wait_for(&row(&id)).await?;

    // A strip beside the browser is no place to type a passphrase.
    strip::enter(&app, &display).await?;
    lock_screen(&session)?;
    app.wait_for("lock.passphrase").await?;
    strip::wide(&display)?;
    app.fill("lock.passphrase", PASSPHRASE).await?;
    app.click("lock.submit").await?;
    app.wait_for("guides.page").await?;

    // By hand, and at the next start.
    app.click("nav.lock").await?;
    app.wait_for("lock.passphrase").await?;
    app.restart().await?;
    app.wait_for("lock.passphrase").await?;
    assert_eq!(
        app.attr("lock", "data-why").await?.as_deref(),
        Some("start")
    );
    app.fill("lock.passphrase", PASSPHRASE).await?;
    app.click("lock.submit").await?;
    app.wait_for(&row(&id)).await?;
    walk::copy(&app, &id, &mut Unwatched).await?;
    until("the secret", || display.clipboard())?;
    app.quit().await
}
