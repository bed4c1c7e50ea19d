//! The keychain store and its doctor on a real Secret Service: healthy, locked, hanging, not set up, absent, restarted.

use anyhow::Result;
use keywright_tests::engine::{KeychainProbe, SERVICE};

use keywright_tests::{Display, PASSWORD, Session, until};

const WELL: &str = "GNOME Keyring";

#[test]
fn a_healthy_keychain_is_proven_and_nothing_of_the_proof_stays() -> Result<()> {
    let session = Session::start()?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, WELL);
    assert_eq!(probe.ask()?, WELL);
    assert!(session.secrets(SERVICE)?.is_empty());
    Ok(())
}

#[test]
fn a_locked_keychain_is_locked_and_not_absent() -> Result<()> {
    let session = Session::start()?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, WELL);
    session.lock_keyring()?;
    assert_eq!(probe.ask()?, format!("VaultLocked {WELL}"));
    Ok(())
}

#[test]
fn a_prompt_that_nobody_answers_is_told_of_until_somebody_does() -> Result<()> {
    let display = Display::start()?;
    let session = Session::start()?;
    session.prompt_on(&display)?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, WELL);
    session.lock_keyring()?;
    probe.say("")?;
    assert_eq!(probe.hear()?, "waiting");
    answer_prompt(&display, &[PASSWORD])?;
    assert_eq!(probe.hear_end()?, WELL);
    Ok(())
}

#[test]
fn a_keychain_without_a_default_keyring_is_not_set_up_and_can_be() -> Result<()> {
    let display = Display::start()?;
    let session = Session::without_login_keyring()?;
    session.prompt_on(&display)?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    for _ in 0..2 {
        // Looking makes nothing.
        assert_eq!(probe.ask()?, format!("VaultNotSetUp {WELL}"));
    }
    probe.say("set up")?;
    answer_prompt(&display, &[PASSWORD, PASSWORD])?;
    assert_eq!(probe.hear_end()?, "made");
    assert_eq!(probe.ask()?, WELL);
    Ok(())
}

#[test]
fn a_keychain_that_hangs_is_told_of_and_goes_on_where_it_was() -> Result<()> {
    let session = Session::start()?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, WELL);
    session.halt_keyring(true)?;
    probe.say("")?;
    assert_eq!(probe.hear()?, "waiting");
    session.halt_keyring(false)?;
    assert_eq!(probe.hear_end()?, WELL);
    assert!(session.secrets(SERVICE)?.is_empty());
    Ok(())
}

#[test]
fn without_a_service_or_a_bus_the_keychain_is_missing() -> Result<()> {
    let session = Session::without_keyring()?;
    assert_eq!(
        KeychainProbe::start(&session, |_| {})?.ask()?,
        "VaultMissing"
    );
    let no_bus = |command: &mut std::process::Command| {
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    };
    assert_eq!(
        KeychainProbe::start(&session, no_bus)?.ask()?,
        "VaultMissing"
    );
    Ok(())
}

/// A service that runs and takes no connection, as KWallet does where its cryptography is not installed.
struct Deaf;

#[zbus::interface(name = "app.keywright.test.Deaf")]
impl Deaf {}

#[test]
fn a_keychain_that_takes_no_connection_fails_and_is_not_missing() -> Result<()> {
    let session = Session::without_keyring()?;
    let deaf = zbus::blocking::connection::Builder::address(session.bus_address())?
        .serve_at("/org/freedesktop/secrets", Deaf)?
        .name("org.freedesktop.secrets")?
        .build()?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, "VaultFailed Secret Service");
    // It may be mended while the app runs.
    deaf.close()?;
    assert_eq!(probe.ask()?, "VaultMissing");
    Ok(())
}

#[test]
fn a_restarted_keychain_is_found_again() -> Result<()> {
    let mut session = Session::start()?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, WELL);
    session.restart_keyring()?;
    assert_eq!(probe.ask()?, WELL);
    Ok(())
}

/// Types into the keyring's prompt, field by field, and confirms it.
fn answer_prompt(display: &Display, fields: &[&str]) -> Result<()> {
    let prompt = until("the prompt", || {
        let search = ["search", "--onlyvisible", "--class", "gcr-prompter"];
        let found = display.command("xdotool").args(search).output()?;
        let found = String::from_utf8(found.stdout)?;
        Ok(found.lines().next().map(str::to_owned))
    })?;
    let xdotool = |args: &[&str]| display.command("xdotool").args(args).status();
    xdotool(&["windowactivate", "--sync", &prompt])?;
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            xdotool(&["key", "Tab"])?;
        }
        xdotool(&["type", field])?;
    }
    xdotool(&["key", "Return"])?;
    Ok(())
}
