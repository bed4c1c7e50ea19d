//! The engine without a window, as a program of its own: see `bin/issuer.rs`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::Session;

/// The service name under which it keeps its items in the keychain.
pub const SERVICE: &str = "Keywright-test";

/// The program. Cargo builds it before any test of this package runs, beside the test's own folder.
fn program() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.parent().and_then(|deps| deps.parent());
    Ok(folder.context("a target folder")?.join("issuer"))
}

/// What an account signs in with.
pub struct SignIn<'a> {
    /// The kind of key, as the core writes it: `clickhouse_key`.
    pub kind: &'a str,
    /// Base address of the cloud.
    pub endpoint: &'a str,
    /// The credential's fields by their ids.
    pub fields: &'a [(&'a str, &'a str)],
}

/// Connects an account; how it went stands in the output.
///
/// # Errors
/// When the program cannot be run.
pub fn connect(session: &Session, sign_in: &SignIn<'_>) -> Result<Output> {
    let mut child = session
        .command(program()?)
        .args(["connect", sign_in.kind, sign_in.endpoint])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let fields: BTreeMap<_, _> = sign_in.fields.iter().copied().collect();
    let mut stdin = child.stdin.take().context("stdin")?;
    stdin.write_all(serde_json::to_string(&fields)?.as_bytes())?;
    drop(stdin);
    Ok(child.wait_with_output()?)
}

/// A command that issues a key of this kind; `form` is its form as the page would send it.
#[must_use]
pub fn issue(session: &Session, kind: &str, form: &Value) -> Command {
    // A missing program shows when the command is run.
    let mut command = session.command(program().unwrap_or_default());
    command.args(["issue", kind, &form.to_string()]);
    command
}

/// Allows the account the calls that its cloud does not document.
///
/// # Errors
/// When it fails; the text holds what it said.
pub fn allow(session: &Session) -> Result<Value> {
    report(session.command(program()?).arg("allow"))
}

/// A command that does something with a token of the key that the account signs in with: `mint`, `check` or `revoke`.
/// The token is named as the core writes it: `api`.
#[must_use]
pub fn token(session: &Session, action: &str, token: &str) -> Command {
    // A missing program shows when the command is run.
    let mut command = session.command(program().unwrap_or_default());
    command.args(["token", action, token]);
    command
}

/// Settles the one unfinished operation, or the one of which this key is a candidate, about this candidate where there
/// are several, and gives the report.
///
/// # Errors
/// When it fails; the text holds what it said.
pub fn settle(session: &Session, choice: &str, remote_id: Option<&str>) -> Result<Value> {
    let mut command = session.command(program()?);
    command.args(["settle", choice]).args(remote_id);
    report(&mut command)
}

/// Starts the practice cloud of a provider inside the engine and issues a key of each kind there.
///
/// # Errors
/// When the program cannot be run.
pub fn practise(session: &Session, provider: &str) -> Result<Output> {
    let mut command = session.command(program()?);
    Ok(command.args(["practise", provider]).output()?)
}

/// Starts the engine, waits until nothing goes on by itself, and gives its report: keys, unfinished, accounts.
///
/// # Errors
/// When it fails; the text holds what it said.
pub fn take_up(session: &Session) -> Result<Value> {
    report(session.command(program()?).arg("take-up"))
}

/// Runs a command of the engine and reads its report.
///
/// # Errors
/// When it fails; the text holds what it said.
pub fn report(command: &mut Command) -> Result<Value> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).with_context(|| format!("{command:?}: {said}"))
}

/// The form of a ClickHouse key with this name and role.
#[must_use]
pub fn clickhouse_form(name: &str, role: &str) -> Value {
    json!({
        "name": {"type": "text", "value": name},
        "assigned_role_ids": {"type": "roles", "value": [role]},
        "expire_at": {"type": "expiry", "value": {"when": "never"}},
        "ip_access_list": {"type": "addresses", "value": [{"source": "0.0.0.0/0", "description": null}]},
    })
}

/// The id of a system role, from the practice cloud's own state.
#[must_use]
pub fn role(snapshot: &Value) -> Option<String> {
    let roles = snapshot["roles"].as_array()?;
    roles
        .iter()
        .find_map(|role| role["id"].as_str().map(str::to_owned))
}

/// The engine after it has used secrets and locked. It runs until this is dropped.
pub struct LockedEngine {
    process: crate::Process,
}

impl LockedEngine {
    /// Has it set up this passphrase, sign in, use the secrets and lock; waits until it says that it is locked. With
    /// `leaks` it keeps a copy of a secret on purpose.
    ///
    /// # Errors
    /// When it cannot be run or does not come to that point.
    pub fn start(
        session: &Session,
        passphrase: &str,
        sign_in: &SignIn<'_>,
        leaks: bool,
    ) -> Result<Self> {
        let action = if leaks { "lock-and-leak" } else { "lock" };
        let mut command = session.command(program()?);
        command.args([action, sign_in.kind, sign_in.endpoint]);
        let fields: BTreeMap<_, _> = sign_in.fields.iter().copied().collect();
        let input = format!("{passphrase}\n{}", serde_json::to_string(&fields)?);
        let (process, line) = crate::Process::start_write_and_read_line(&mut command, &input)?;
        anyhow::ensure!(line == "locked", "{line}");
        Ok(Self { process })
    }

    /// The forms in which any of these is found in the engine's memory, and in which mapping.
    ///
    /// # Errors
    /// When its memory cannot be read.
    pub fn find(&self, canaries: &[crate::canary::Canary]) -> Result<Vec<String>> {
        crate::memory::find(self.process.id(), canaries)
    }
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

    /// Writes, reads and deletes a test item: the keychain's name, or the error's code with the name behind it.
    ///
    /// # Errors
    /// When the program has ended.
    pub fn ask(&mut self) -> Result<String> {
        self.say("")?;
        self.hear_end()
    }

    /// Tells it what to do: nothing to examine the keychain, `set up` to make its default keyring.
    ///
    /// # Errors
    /// When the program has ended.
    pub fn say(&mut self, what: &str) -> Result<()> {
        let stdin = self.child.stdin.as_mut().context("stdin")?;
        stdin.write_all(format!("{what}\n").as_bytes())?;
        Ok(stdin.flush()?)
    }

    /// What it says next; `waiting` when the keychain waits for somebody.
    ///
    /// # Errors
    /// When the program has ended.
    pub fn hear(&mut self) -> Result<String> {
        use std::io::BufRead as _;
        let mut line = String::new();
        let read = self.answers.read_line(&mut line)?;
        anyhow::ensure!(read > 0, "the program has ended");
        Ok(line.trim().to_owned())
    }

    /// How it ends, however often the keychain waits for somebody until then: on a slow machine it may seem to at any
    /// time.
    ///
    /// # Errors
    /// When the program has ended.
    pub fn hear_end(&mut self) -> Result<String> {
        loop {
            let said = self.hear()?;
            if said != "waiting" {
                return Ok(said);
            }
        }
    }
}

impl Drop for KeychainProbe {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
