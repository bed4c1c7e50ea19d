//! The app under a Wayland compositor of its own, without an X server's clipboard.

use std::os::unix::fs::chown;
use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use keywright_tests::walk::{self, Unwatched};
use keywright_tests::{App, Display, Process, Session, until};
use tempfile::TempDir;

/// A compositor that draws nowhere, with a folder of its own for its socket.
struct Compositor {
    folder: TempDir,
    _process: Process,
}

/// Compositors refuse to run as root, as tests do on a build machine: then they run as nobody.
const NOBODY: u32 = 65534;

impl Compositor {
    fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let config = folder.path().join("sway.conf");
        std::fs::write(&config, "xwayland disable\n")?;
        let mut command = if rustix::process::geteuid().is_root() {
            chown(folder.path(), Some(NOBODY), Some(NOBODY))?;
            let mut command = Process::command("setpriv");
            let user = [
                format!("--reuid={NOBODY}"),
                format!("--regid={NOBODY}"),
                "--clear-groups".to_owned(),
                "sway".to_owned(),
            ];
            command.args(user);
            command
        } else {
            Process::command("sway")
        };
        command
            .arg("--config")
            .arg(config)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("WLR_BACKENDS", "headless")
            .env("WLR_LIBINPUT_NO_DEVICES", "1")
            .env("WLR_RENDERER", "pixman")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut process = Process::start(&mut command)?;
        let socket = folder.path().join("wayland-1");
        until("the compositor", || {
            ensure!(process.is_running()?, "the compositor has ended");
            Ok(socket.exists().then_some(()))
        })?;
        Ok(Self {
            folder,
            _process: process,
        })
    }

    /// Where programs find it: the first name that a compositor gives its socket.
    fn socket(&self) -> Result<String> {
        let socket = self.folder.path().join("wayland-1");
        Ok(socket.to_str().context("a path in UTF-8")?.to_owned())
    }
}

/// The formats that the clipboard offers; none when it is empty.
fn offered(session: &Session, socket: &str) -> Result<Vec<String>> {
    let mut paste = session.command("wl-paste");
    let output = paste
        .env("WAYLAND_DISPLAY", socket)
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
    let compositor = Compositor::start()?;
    let socket = compositor.socket()?;
    let wayland = [
        ("WAYLAND_DISPLAY", socket.as_str()),
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
        let types = offered(&session, &socket)?;
        let is_text = types.iter().any(|it| it.starts_with("text/plain"));
        Ok((is_text && types.iter().any(|it| it == hint)).then_some(()))
    })?;
    until("an empty clipboard", || {
        Ok(offered(&session, &socket)?.is_empty().then_some(()))
    })?;
    app.quit().await
}
