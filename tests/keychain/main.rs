//! The keychain store on a real Secret Service: healthy, locked, absent, restarted.

use anyhow::Result;
use keywright_tests::Session;
use keywright_tests::engine::{KeychainProbe, SERVICE};

#[test]
fn a_healthy_keychain_is_proven_and_nothing_of_the_proof_stays() -> Result<()> {
    let session = Session::start()?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, "Secret Service");
    assert_eq!(probe.ask()?, "Secret Service");
    assert!(session.secrets(SERVICE)?.is_empty());
    Ok(())
}

#[test]
fn a_locked_keychain_is_locked_and_not_absent() -> Result<()> {
    let session = Session::start()?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, "Secret Service");
    session.lock_keyring()?;
    assert_eq!(probe.ask()?, "VaultLocked");
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

#[test]
fn a_restarted_keychain_is_found_again() -> Result<()> {
    let mut session = Session::start()?;
    let mut probe = KeychainProbe::start(&session, |_| {})?;
    assert_eq!(probe.ask()?, "Secret Service");
    session.restart_keyring()?;
    assert_eq!(probe.ask()?, "Secret Service");
    Ok(())
}
