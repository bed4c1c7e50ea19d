//! What is copied does not stay on the clipboard.

use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use keywright_tests::walk::{self, Unwatched, row};
use keywright_tests::{App, Display, Session, until};

/// Puts a text on one of the two clipboards, as another program would.
pub(crate) fn put(display: &Display, selection: &str, text: &str) -> Result<()> {
    let mut xclip = display
        .command("xclip")
        .args(["-selection", selection, "-i"])
        .stdin(Stdio::piped())
        .spawn()?;
    let mut input = xclip.stdin.take().context("xclip's input")?;
    input.write_all(text.as_bytes())?;
    drop(input);
    ensure!(xclip.wait()?.success(), "xclip took nothing");
    Ok(())
}

/// What stands on PRIMARY, which selecting text fills.
pub(crate) fn primary(display: &Display) -> Result<String> {
    let output = display
        .command("xclip")
        .args(["-selection", "primary", "-o"])
        .output()?;
    Ok(String::from_utf8(output.stdout)?)
}

/// What the clipboard says of itself in this format.
fn offered(display: &Display, format: &str) -> Result<String> {
    let output = display
        .command("xclip")
        .args(["-selection", "clipboard", "-o", "-t", format])
        .output()?;
    Ok(String::from_utf8(output.stdout)?)
}

/// Waits until nothing stands on either clipboard.
pub(crate) fn both_empty(display: &Display) -> Result<()> {
    until("both clipboards to be empty", || {
        let empty = display.clipboard()?.is_none() && primary(display)?.is_empty();
        Ok(empty.then_some(()))
    })
}

/// Both clipboards of Linux are cleared of a secret when its time is over; what somebody else copied meanwhile stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copied_secret_is_cleared_and_foreign_contents_are_not() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    walk::practise(&app, &mut Unwatched).await?;
    let id = walk::issue(&app, "dashboard", &mut Unwatched).await?;
    // The shortest time, so that the test is short.
    app.click("nav.settings").await?;
    app.click("settings.preset.strict").await?;
    app.click("nav.keys").await?;

    let start = Instant::now();
    walk::copy(&app, &id, &mut Unwatched).await?;
    let secret = until("the secret", || display.clipboard())?;
    // What keeps a history of the clipboard is asked to leave it out.
    assert_eq!(offered(&display, "x-kde-passwordManagerHint")?, "secret");
    put(&display, "primary", &secret)?;
    both_empty(&display)?;
    assert!(start.elapsed() > Duration::from_secs(9), "its whole time");

    app.click(&row(&id)).await?;
    app.click("key.copy").await?;
    until("the secret", || {
        Ok(display.clipboard()?.filter(|now| *now == secret))
    })?;
    put(&display, "clipboard", "somebody else's")?;
    app.wait_for("clipboard.clear").await?;
    app.wait_gone("clipboard.clear").await?;
    assert_eq!(display.clipboard()?.as_deref(), Some("somebody else's"));

    // A fact that is copied takes the secret's place, and where the secret lies besides, it goes at once: the time of
    // this preset is longer than this test waits.
    app.click("nav.settings").await?;
    app.click("settings.preset.convenient").await?;
    app.click("nav.keys").await?;
    app.click(&row(&id)).await?;
    app.click("key.copy").await?;
    until("the secret", || {
        Ok(display.clipboard()?.filter(|now| *now == secret))
    })?;
    put(&display, "primary", &secret)?;
    app.click("fact.copy").await?;
    app.wait_gone("clipboard.clear").await?;
    until("PRIMARY to be empty", || {
        Ok(primary(&display)?.is_empty().then_some(()))
    })?;
    let fact = display.clipboard()?.context("the fact")?;
    assert!(fact != secret && fact != "somebody else's");
    app.quit().await
}

/// Programs that keep the clipboard's content hold a secret on when the app is gone. Asked to end, the app clears it
/// first; after a kill the next start does, unless somebody else copied something since.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copied_secret_does_not_outlive_the_app() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    walk::practise(&app, &mut Unwatched).await?;
    let id = walk::issue(&app, "dashboard", &mut Unwatched).await?;
    walk::copy(&app, &id, &mut Unwatched).await?;
    let secret = until("the secret", || display.clipboard())?;
    put(&display, "clipboard", &secret)?;
    put(&display, "primary", &secret)?;
    app.terminate().await?;
    both_empty(&display)?;

    app.restart().await?;
    app.click("nav.keys").await?;
    walk::copy(&app, &id, &mut Unwatched).await?;
    until("the secret", || display.clipboard())?;
    app.kill().await?;
    put(&display, "clipboard", "somebody else's")?;
    put(&display, "primary", &secret)?;
    app.restart().await?;
    until("PRIMARY to be empty", || {
        Ok(primary(&display)?.is_empty().then_some(()))
    })?;
    assert_eq!(display.clipboard()?.as_deref(), Some("somebody else's"));
    app.quit().await
}

/// A session that lets only the program in front clear the clipboard is told of, where it matters.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gnome_on_wayland_is_told_of() -> Result<()> {
    let session = Session::start()?;
    let display = Display::start()?;
    let mut app = App::start(&session, &display).await?;
    walk::practise(&app, &mut Unwatched).await?;
    app.click("nav.settings").await?;
    app.wait_for("settings.preset.facts").await?;
    assert_eq!(app.count("settings.clipboard.stays").await?, 0);
    app.quit().await?;

    let gnome = [
        ("XDG_SESSION_TYPE", "wayland"),
        ("XDG_CURRENT_DESKTOP", "ubuntu:GNOME"),
    ];
    let mut app = App::start_with(&session, &display, &gnome).await?;
    app.click("nav.settings").await?;
    app.wait_for("settings.clipboard.stays").await?;
    app.quit().await
}
