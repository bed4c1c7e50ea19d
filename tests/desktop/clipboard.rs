//! What is copied does not stay on the clipboard.

use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use keywright_tests::walk::{self, Unwatched, row};
use keywright_tests::{App, Display, Session, until};

/// Puts a text on one of the two clipboards, as another program would.
fn put(display: &Display, selection: &str, text: &str) -> Result<()> {
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
fn primary(display: &Display) -> Result<String> {
    let output = display
        .command("xclip")
        .args(["-selection", "primary", "-o"])
        .output()?;
    Ok(String::from_utf8(output.stdout)?)
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

    walk::copy(&app, &id, &mut Unwatched).await?;
    let secret = until("the secret", || display.clipboard())?;
    put(&display, "primary", &secret)?;
    until("both clipboards to be empty", || {
        let empty = display.clipboard()?.is_none() && primary(&display)?.is_empty();
        Ok(empty.then_some(()))
    })?;

    app.click(&row(&id)).await?;
    app.click("key.copy").await?;
    until("the secret", || {
        Ok(display.clipboard()?.filter(|now| *now == secret))
    })?;
    put(&display, "clipboard", "somebody else's")?;
    app.wait_for("clipboard.clear").await?;
    app.wait_gone("clipboard.clear").await?;
    assert_eq!(display.clipboard()?.as_deref(), Some("somebody else's"));
    app.quit().await
}
