//! An X server without a screen.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::{Process, until};

/// An X server of a test's own, with a window manager. Both end on drop.
pub struct Display {
    _manager: Process,
    _server: Process,
    name: String,
}

impl Display {
    /// Starts a display of 1280 × 900.
    ///
    /// # Errors
    /// When the server or the window manager does not come up.
    pub fn start() -> Result<Self> {
        Self::of_size(1280, 900)
    }

    /// Starts a display of the given size in pixels.
    ///
    /// # Errors
    /// As [`Display::start`].
    pub fn of_size(width: u32, height: u32) -> Result<Self> {
        // Two X servers that look for a free number at the same moment can get into each other's way.
        static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
        let _turn = ONE_AT_A_TIME
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut server = Process::command("Xvfb");
        // A server that resets when its only client goes would take the window manager along that is just coming, and one
        // that repeats keys types a key twice when a busy machine is late with its release.
        server.args(["-noreset", "-r"]);
        server
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .stderr(Stdio::null());
        let (server, number) = Process::start_and_read_line(&mut server)?;
        let name = format!(":{number}");

        let mut manager = Process::command("openbox");
        manager
            .env("DISPLAY", &name)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let manager = Process::start(&mut manager)?;
        let display = Self {
            _manager: manager,
            _server: server,
            name,
        };
        until("the window manager", || {
            let asked = display
                .command("xdotool")
                .arg("get_num_desktops")
                .output()?;
            Ok(asked.status.success().then_some(()))
        })?;
        Ok(display)
    }

    /// What `DISPLAY` must say.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A command that sees this display, outside of any session.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name);
        command
    }

    /// Writes a picture of the whole screen, frames and all windows included.
    ///
    /// # Errors
    /// When there is no picture.
    pub fn screenshot(&self, path: &Path) -> Result<()> {
        if !self
            .command("import")
            .args(["-window", "root"])
            .arg(path)
            .status()?
            .success()
        {
            bail!("no screenshot at {}", path.display());
        }
        Ok(())
    }

    /// The text on the clipboard; nothing when it is empty.
    ///
    /// # Errors
    /// When the clipboard cannot be asked or holds something other than text.
    pub fn clipboard(&self) -> Result<Option<String>> {
        let output = self
            .command("xclip")
            .args(["-selection", "clipboard", "-o"])
            .output()?;
        let text = String::from_utf8(output.stdout)?;
        Ok((output.status.success() && !text.is_empty()).then_some(text))
    }
}
