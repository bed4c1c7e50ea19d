//! The harness, proven on things that are not ours.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use keywright_tests::{Display, Process, Session, strace, until};

fn store(session: &Session, user: &str, secret: &str) -> Result<bool> {
    let mut tool = session
        .command("secret-tool")
        .args([
            "store",
            "--label=Harness",
            "service",
            "keywright-test",
            "username",
            user,
        ])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    tool.stdin
        .take()
        .context("stdin")?
        .write_all(secret.as_bytes())?;
    Ok(tool.wait()?.success())
}

#[test]
fn a_session_keeps_secrets_apart_from_other_sessions() -> Result<()> {
    let (one, other) = (Session::start()?, Session::start()?);
    assert!(store(&one, "u1", "first\nof two lines")?);
    assert!(store(&one, "u2", "second")?);

    let secrets = one.secrets("keywright-test")?;
    let by_user: BTreeMap<_, _> = secrets
        .iter()
        .map(|secret| {
            (
                secret.attributes["username"].as_str(),
                secret.value.as_str(),
            )
        })
        .collect();
    assert_eq!(
        by_user,
        BTreeMap::from([("u1", "first\nof two lines"), ("u2", "second")])
    );
    assert_eq!(secrets[0].label, "Harness");
    assert!(one.all_secrets()? == secrets);
    assert!(other.all_secrets()?.is_empty());
    assert!(one.secrets("something else")?.is_empty());
    Ok(())
}

#[test]
fn a_session_without_keyring_refuses_secrets() -> Result<()> {
    let session = Session::without_keyring()?;
    assert!(!store(&session, "u1", "secret")?);
    Ok(())
}

#[test]
fn a_locked_keyring_gives_nothing() -> Result<()> {
    let session = Session::start()?;
    assert!(store(&session, "u1", "secret")?);
    session.lock_keyring()?;
    // Nobody is there to answer the prompt.
    assert!(session.secrets("keywright-test")?.is_empty());
    Ok(())
}

#[test]
fn nothing_outlives_a_session() -> Result<()> {
    let session = Session::start()?;
    let folder = session.folder().to_owned();
    let of_session = || -> Result<usize> {
        let needle = format!("HOME={}", folder.join("home").display());
        let processes = std::fs::read_dir("/proc")?.filter_map(|entry| entry.ok());
        let environments = processes.filter_map(|p| std::fs::read(p.path().join("environ")).ok());
        Ok(environments
            .filter(|e| e.split(|b| *b == 0).any(|v| v == needle.as_bytes()))
            .count())
    };
    assert!(of_session()? >= 2);
    drop(session);
    until("the daemons to go", || {
        Ok((of_session()? == 0).then_some(()))
    })?;
    assert!(!folder.exists());
    Ok(())
}

#[test]
fn a_display_shows_windows_and_holds_a_clipboard() -> Result<()> {
    let display = Display::of_size(320, 200)?;
    assert_eq!(display.clipboard()?, None);
    let mut copy = Process::command("sh");
    copy.args(["-c", "printf 열쇠 | xclip -selection clipboard -quiet"]);
    copy.env("DISPLAY", display.name()).stderr(Stdio::null());
    let _owner = Process::start(&mut copy)?;
    until("the clipboard", || {
        Ok(display.clipboard()?.filter(|text| text == "열쇠"))
    })?;

    let folder = tempfile::tempdir()?;
    let picture = folder.path().join("screen.png");
    display.screenshot(&picture)?;
    let size = Command::new("identify")
        .args(["-format", "%wx%h"])
        .arg(&picture)
        .output()?;
    assert_eq!(String::from_utf8(size.stdout)?, "320x200");
    Ok(())
}

/// Writes two files, one after the other, each made safe with fdatasync.
fn two_files(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_two_files"));
    command.current_dir(folder);
    command
}

#[test]
fn a_program_is_killed_at_each_call_in_turn() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let calls = strace::count("fdatasync,renameat", &two_files(folder.path()))?;
    assert_eq!(calls, BTreeMap::from([("fdatasync".to_owned(), 2)]));

    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    for (n, killed, files) in [(1, true, 1), (2, true, 2), (3, false, 2)] {
        let _ = (std::fs::remove_file(&one), std::fs::remove_file(&two));
        let run = strace::kill_at("fdatasync", n, &two_files(folder.path()))?;
        assert_eq!(run.killed, killed, "call {n}");
        assert_eq!(
            usize::from(one.exists()) + usize::from(two.exists()),
            files,
            "call {n}"
        );
        // Killed before its last word, or not at all.
        assert_eq!(run.output.stdout == b"done\n", !killed, "call {n}");
    }
    Ok(())
}
