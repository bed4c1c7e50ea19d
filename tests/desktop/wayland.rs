//! The app under a Wayland compositor of its own, without an X server's clipboard.

use std::process::Stdio;

use anyhow::{Result, ensure};
use keywright_tests::walk::{self, Unwatched};
use keywright_tests::{App, Display, Process, Session, until};

/// The first name that a compositor gives its socket.
const SOCKET: &str = "wayland-1";

/// Starts a compositor that draws nowhere, in the session's own runtime folder.
fn compositor(session: &Session) -> Result<Process> {
    let config = session.folder().join("sway.conf");
    std::fs::write(&config, "xwayland disable\n")?;
    let mut command = Process::command("sway");
    session.dress(&mut command);
    command
        .arg("--config")
        .arg(config)
        .env("WLR_BACKENDS", "headless")
        .env("WLR_LIBINPUT_NO_DEVICES", "1")
        .env("WLR_RENDERER", "pixman")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut process = Process::start(&mut command)?;
    let socket = session.folder().join("runtime").join(SOCKET);
    until("the compositor", || {
        ensure!(process.is_running()?, "the compositor has ended");
        Ok(socket.exists().then_some(()))
    })?;
    Ok(process)
}

/// The formats that the clipboard offers; none when it is empty.
fn offered(session: &Session) -> Result<Vec<String>> {
    let mut paste = session.command("wl-paste");
    let output = paste
        .env("WAYLAND_DISPLAY", SOCKET)
        .arg("--list-types")
        .output()?;
    let types = String::from_utf8(output.stdout)?;
    Ok(types.lines().map(str::to_owned).collect())
}

/// A copied secret says that it belongs in no history, and goes when its time is over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copied_secret_is_kept_out_of_histories_and_cleared() -> Result<()> {
    let session = Session::start()?;
    // The driver wants one; the app does not see it.
    let display = Display::start()?;
    let _compositor = compositor(&session)?;
    let wayland = [
        ("WAYLAND_DISPLAY", SOCKET),
        ("XDG_SESSION_TYPE", "wayland"),
        ("GDK_BACKEND", "wayland"),
        ("DISPLAY", ""),
    ];
    let mut app = App::start_with(&session, &display, &wayland).await?;
    walk::practise(&app, &mut Unwatched).await?;
    let id = walk::issue(&app, "dashboard", &mut Unwatched).await?;
    app.click("nav.settings").await?;
    app.click("settings.preset.strict").await?;
    app.click("nav.keys").await?;
    walk::copy(&app, &id, &mut Unwatched).await?;
    let hint = "x-kde-passwordManagerHint";
    until("a secret that is kept out of histories", || {
        let types = offered(&session)?;
        let is_text = types.iter().any(|it| it.starts_with("text/plain"));
        Ok((is_text && types.iter().any(|it| it == hint)).then_some(()))
    })?;
    until("an empty clipboard", || {
        Ok(offered(&session)?.is_empty().then_some(()))
    })?;
    app.quit().await
}
