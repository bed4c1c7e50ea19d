//! What the app says while the keychain is in trouble, and the windows that show one secret.

use std::path::Path;

use anyhow::{Result, ensure};
use keywright_tests::walk::{self, Camera, Unwatched, Watch, row};
use keywright_tests::{App, Display, Session};

/// What a person chose for the window: `(variable, value)`.
type Look<'a> = &'a [(&'a str, &'a str)];

/// All troubles, each in a session of its own.
pub async fn play(place: &Path, look: Look<'_>) -> Result<()> {
    first_start(&place.join("absent"), look, Session::without_keyring()?).await?;
    first_start(
        &place.join("not-set-up"),
        look,
        Session::without_login_keyring()?,
    )
    .await?;
    silent(&place.join("silent"), look).await?;
    meddled(&place.join("meddled"), look).await?;
    shown(&place.join("shown"), look).await
}

/// The first save where the keychain cannot take it, and the doctor in the settings.
async fn first_start(place: &Path, look: Look<'_>, session: Session) -> Result<()> {
    let display = Display::start()?;
    let mut app = App::start_with(&session, &display, look).await?;
    let mut camera = Camera::new(place);
    app.click("welcome.practice").await?;
    app.wait_for("error").await?;
    camera.step(&app, "first-save").await?;
    app.click("welcome.connect").await?;
    app.wait_for("connect.submit").await?;
    app.wait_for("error").await?;
    camera.step(&app, "connect").await?;
    app.click("nav.settings").await?;
    app.wait_for("settings.vault[data-problem]").await?;
    camera.step(&app, "doctor").await?;
    app.quit().await
}

/// A keychain that is locked, and one that does not answer.
async fn silent(place: &Path, look: Look<'_>) -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    session.prompt_on(&display)?;
    let mut app = App::start_with(&session, &display, look).await?;
    let mut camera = Camera::new(place);
    walk::practise(&app, &mut Unwatched).await?;
    let id = walk::issue(&app, "dashboard", &mut Unwatched).await?;
    app.click("nav.settings").await?;
    app.wait_for("settings.vault[data-name]").await?;
    camera.step(&app, "doctor-works").await?;

    app.click("nav.keys").await?;
    app.click(&row(&id)).await?;
    session.lock_keyring()?;
    app.click("key.copy").await?;
    app.wait_for("keychain.waits").await?;
    camera.step(&app, "waits-for-the-person").await?;
    display.screenshot(&place.join("screen-with-prompt.png"))?;
    app.click("keychain.stop").await?;
    app.wait_for("error").await?;
    camera.step(&app, "stopped-waiting").await?;

    session.halt_keyring(true)?;
    app.click("nav.settings").await?;
    app.wait_for("keychain.waits").await?;
    camera.step(&app, "doctor-waits").await?;
    app.click("keychain.stop").await?;
    app.wait_for("settings.vault[data-problem]").await?;
    camera.step(&app, "doctor-hung").await?;
    session.halt_keyring(false)?;
    app.quit().await
}

/// Secrets that another program removed or changed.
async fn meddled(place: &Path, look: Look<'_>) -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start_with(&session, &display, look).await?;
    walk::practise(&app, &mut Unwatched).await?;
    walk::meddled(&app, &session, "dashboard", &mut Camera::new(place)).await?;
    app.quit().await
}

/// The window of one secret and that of a recovery code, as they stand on the screen.
async fn shown(place: &Path, look: Look<'_>) -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start_with(&session, &display, look).await?;
    let mut camera = Camera::new(place);
    walk::practise(&app, &mut Unwatched).await?;
    let id = walk::issue(&app, "dashboard", &mut Unwatched).await?;
    app.click(&row(&id)).await?;
    std::fs::create_dir_all(place)?;
    opens_window(&app, "key.reveal").await?;
    display.screenshot(&place.join("reveal.png"))?;

    app.click("nav.settings").await?;
    app.click("vault.set-up-open").await?;
    let passphrase = "made-up Quiet Canary 4b1d";
    app.fill("vault.passphrase", passphrase).await?;
    app.fill("vault.again", passphrase).await?;
    app.click("vault.submit").await?;
    opens_window(&app, "vault.show-code").await?;
    display.screenshot(&place.join("recovery-code.png"))?;
    camera.step(&app, "recovery-code-is-shown").await?;
    app.quit().await
}

/// Clicks what opens a window, and waits for that window.
async fn opens_window(app: &App<'_>, id: &str) -> Result<()> {
    let before = app.web()?.windows().await?;
    app.click(id).await?;
    let limit = tokio::time::Instant::now() + keywright_tests::PATIENCE;
    while app
        .web()?
        .windows()
        .await?
        .iter()
        .all(|one| before.contains(one))
    {
        ensure!(tokio::time::Instant::now() < limit, "no window by {id}");
        app.two_frames().await?;
    }
    // The new window paints by itself; nothing tells from outside that it did.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    Ok(())
}
