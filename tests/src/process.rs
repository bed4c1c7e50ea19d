//! Processes that cannot outlive their test.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

/// A child process in a process group of its own. Dropping it kills the whole group.
pub struct Process {
    child: Child,
}

impl Process {
    /// A command that the kernel kills when the thread that started it ends, so that a test which is
    /// killed itself leaves nothing behind.
    pub fn command(program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]).arg(program);
        command
    }

    /// Starts `command`.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("start {command:?}"))?;
        Ok(Self { child })
    }

    /// Starts `command` and reads the first line it prints.
    ///
    /// # Errors
    /// When it cannot be started or ends without a line.
    pub(crate) fn start_and_read_line(command: &mut Command) -> Result<(Self, String)> {
        let mut process = Self::start(command.stdout(Stdio::piped()))?;
        let stdout = process.child.stdout.as_mut().context("a piped stdout")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        if line.trim().is_empty() {
            bail!("{command:?} ended without a word");
        }
        Ok((process, line.trim().to_owned()))
    }

    /// Starts `command`, gives it `input` and the end of its input, and reads the first line it prints.
    ///
    /// # Errors
    /// When it cannot be started or ends without a line.
    pub(crate) fn start_write_and_read_line(
        command: &mut Command,
        input: &str,
    ) -> Result<(Self, String)> {
        let mut process = Self::start(command.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
        let mut stdin = process.child.stdin.take().context("a piped stdin")?;
        stdin.write_all(input.as_bytes())?;
        drop(stdin);
        let stdout = process.child.stdout.as_mut().context("a piped stdout")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        Ok((process, line.trim().to_owned()))
    }

    /// Starts `command` and gives it `input`, then the end of its input.
    ///
    /// # Errors
    /// When it cannot be started or does not read.
    pub(crate) fn start_and_write(command: &mut Command, input: &str) -> Result<Self> {
        let mut process = Self::start(command.stdin(Stdio::piped()))?;
        let mut stdin = process.child.stdin.take().context("a piped stdin")?;
        stdin.write_all(input.as_bytes())?;
        Ok(process)
    }

    /// Waits until it has ended by itself.
    ///
    /// # Errors
    /// When it failed.
    pub(crate) fn wait(mut self) -> Result<()> {
        let status = self.child.wait()?;
        if !status.success() {
            bail!("it ended with {status}");
        }
        Ok(())
    }

    /// The process's id, which is its group's id too.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    ///
    /// # Errors
    /// When the system cannot say.
    pub fn is_running(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Kills the process and its group, and waits until it is gone.
    pub fn kill(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // It may have ended by itself: then there is nothing to kill.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
