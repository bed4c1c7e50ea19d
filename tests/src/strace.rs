//! Killing a program at a chosen system call, or having calls fail.
//!
//! A kill comes before the call is carried out. strace counts per thread: the program dies when the
//! first of its threads makes its own `n`th such call. A sweep is exact for calls that only one
//! thread makes; give it one that tells the threads apart (`fdatasync` for the store, say), or run
//! the program on one thread.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

use crate::Process;

/// How a program ended that was to be killed.
pub struct Run {
    /// Whether the kill happened; if not, there were fewer such calls.
    pub killed: bool,
    /// The program's status and output up to then.
    pub output: Output,
}

/// Runs `command` and kills it when it makes the `n`th call (from 1) of `syscall`, which may also be
/// a list: `fsync,fdatasync`; each is then counted for itself.
///
/// # Errors
/// When strace cannot run the program.
pub fn kill_at(syscall: &str, n: u32, command: &Command) -> Result<Run> {
    let inject = format!("inject={syscall}:signal=KILL:when={n}");
    let (output, _) = trace(syscall, &["-e", &inject], command)?;
    Ok(Run {
        killed: output.status.signal() == Some(9),
        output,
    })
}

/// Runs `command` and has the `n`th call (from 1) of `syscall` and all later ones fail with `error`, e.g. `ENOSPC`.
///
/// # Errors
/// When strace cannot run the program.
pub fn fail_from(syscall: &str, n: u32, error: &str, command: &Command) -> Result<Output> {
    let inject = format!("inject={syscall}:error={error}:when={n}+");
    Ok(trace(syscall, &["-e", &inject], command)?.0)
}

/// Runs `command` undisturbed and says how often it makes each of `syscalls` (a list with commas):
/// the largest number in one thread.
///
/// # Errors
/// When strace cannot run the program, or the program fails.
pub fn count(syscalls: &str, command: &Command) -> Result<BTreeMap<String, u32>> {
    let (output, log) = trace(syscalls, &[], command)?;
    if !output.status.success() {
        bail!("{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let mut by_thread = BTreeMap::<(&str, &str), u32>::new();
    for line in log.lines() {
        // `123 write(1, …`; `123 <... write resumed>` is the second half of one seen before.
        let Some((thread, call)) = line.split_once(' ') else {
            continue;
        };
        let Some((name, _)) = call.trim_start().split_once('(') else {
            continue;
        };
        if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            *by_thread.entry((thread, name)).or_default() += 1;
        }
    }
    let mut counts = BTreeMap::new();
    for ((_, name), count) in by_thread {
        let most = counts.entry(name.to_owned()).or_default();
        *most = count.max(*most);
    }
    Ok(counts)
}

fn trace(syscalls: &str, options: &[&str], command: &Command) -> Result<(Output, String)> {
    let log = tempfile::NamedTempFile::new()?;
    let mut strace = Process::command("strace");
    // No `--seccomp-bpf`, quick as it is: with it the injected signal is never delivered.
    strace.args(["-f", "-qq", "-s", "0", "-o"]).arg(log.path());
    strace.args(["-e", &format!("trace={syscalls}"), "-e", "signal=none"]);
    strace
        .args(options)
        .arg("--")
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        strace.current_dir(folder);
    }
    let output = strace.output().context("run strace")?;
    Ok((output, std::fs::read_to_string(log.path())?))
}
