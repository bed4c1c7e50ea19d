//! The engine without a window, as a program of its own: see `bin/issuer.rs`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::Session;

/// The service name under which it keeps its items in the keychain.
pub const SERVICE: &str = "Keywright-test";

/// The program. Cargo builds it before any test of this package runs, beside the test's own folder.
fn program() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.parent().and_then(|deps| deps.parent());
    Ok(folder.context("a target folder")?.join("issuer"))
}

/// Connects an account at `endpoint`; how it went stands in the output.
///
/// # Errors
/// When the program cannot be run.
pub fn connect(session: &Session, endpoint: &str, id: &str, secret: &str) -> Result<Output> {
    let mut child = session
        .command(program()?)
        .args(["connect", endpoint])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().context("stdin")?;
    stdin.write_all(format!("{id} {secret}").as_bytes())?;
    drop(stdin);
    Ok(child.wait_with_output()?)
}

/// A command that issues a key of this name with this role.
#[must_use]
pub fn issue(session: &Session, name: &str, role: &str) -> Command {
    // A missing program shows when the command is run.
    let mut command = session.command(program().unwrap_or_default());
    command.args(["issue", name, role]);
    command
}

/// Starts the engine, waits until nothing goes on by itself, and gives its report: keys, unfinished, accounts.
///
/// # Errors
/// When it fails; the text holds what it said.
pub fn take_up(session: &Session) -> Result<Value> {
    let output = session.command(program()?).arg("take-up").output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).with_context(|| format!("take-up: {said}"))
}

/// The id of a system role, from the practice cloud's own state.
#[must_use]
pub fn role(snapshot: &Value) -> Option<String> {
    let roles = snapshot["roles"].as_array()?;
    roles
        .iter()
        .find_map(|role| role["id"].as_str().map(str::to_owned))
}

/// A program that looks how the keychain is whenever it is asked, over one lasting connection.
pub struct KeychainProbe {
    child: std::process::Child,
    answers: std::io::BufReader<std::process::ChildStdout>,
}

impl KeychainProbe {
    /// Starts it as `command` is dressed.
    ///
    /// # Errors
    /// When it cannot be run.
    pub fn start(session: &Session, dress: impl FnOnce(&mut Command)) -> Result<Self> {
        let mut command = session.command(program()?);
        command.arg("keychain");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        dress(&mut command);
        let mut child = command.spawn()?;
        let answers = std::io::BufReader::new(child.stdout.take().context("stdout")?);
        Ok(Self { child, answers })
    }

    /// Writes, reads and deletes a test item: the keychain's name, or the error's code.
    ///
    /// # Errors
    /// When the program has ended.
    pub fn ask(&mut self) -> Result<String> {
        use std::io::BufRead as _;
        let stdin = self.child.stdin.as_mut().context("stdin")?;
        stdin.write_all(b"\n")?;
        stdin.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for KeychainProbe {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
