use std::time::Duration;

use uuid::Uuid;
use zeroize::Zeroizing;

use super::memory::{MemoryStore, Sickness, Trouble};
use super::{Fault, Vault};
use crate::error::ErrorCode;

const SOON: Duration = Duration::from_millis(200);

fn secret() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(b"made-up".to_vec())
}

#[tokio::test]
async fn what_was_put_comes_back_and_removing_twice_succeeds() {
    let vault = MemoryStore::default().vault(SOON);
    let item = Uuid::new_v4();
    vault.put(item, secret()).await.unwrap();
    assert_eq!(
        vault.get(item).await.unwrap().unwrap().as_slice(),
        b"made-up"
    );
    vault.remove(item).await.unwrap();
    vault.remove(item).await.unwrap();
    assert!(vault.get(item).await.unwrap().is_none());
}

#[tokio::test]
async fn a_store_that_lies_is_found_out() {
    let store = MemoryStore::default();
    let vault = store.vault(SOON);
    for (trouble, code) in [
        (Trouble::Lie, ErrorCode::VaultNotSetUp),
        (Trouble::Garble, ErrorCode::VaultFailed),
        (Trouble::Fault(Fault::Locked), ErrorCode::VaultLocked),
        (Trouble::Fault(Fault::NotSetUp), ErrorCode::VaultNotSetUp),
    ] {
        store.script([trouble]);
        let error = vault.put(Uuid::new_v4(), secret()).await.unwrap_err();
        assert_eq!(error.code, code, "{trouble:?}");
        store.script([trouble]);
        assert_eq!(vault.check().await.unwrap_err().code, code, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_stale_connection_is_rebuilt_once() {
    let store = MemoryStore::default();
    let vault = store.vault(SOON);
    let item = Uuid::new_v4();
    vault.put(item, secret()).await.unwrap();
    store.script([Trouble::Fault(Fault::Stale)]);
    assert!(vault.get(item).await.unwrap().is_some());
    store.script([Trouble::Fault(Fault::Stale), Trouble::Fault(Fault::Stale)]);
    assert_eq!(
        vault.get(item).await.unwrap_err().code,
        ErrorCode::VaultFailed
    );
    assert!(vault.get(item).await.unwrap().is_some());
}

#[tokio::test]
async fn a_hanging_store_means_waiting_and_a_late_put_is_not_made() {
    let store = MemoryStore::default();
    let vault = store.vault(Duration::from_millis(40));
    store.script([Trouble::Hang(Duration::from_millis(400))]);
    let read = vault.get(Uuid::new_v4());
    let item = Uuid::new_v4();
    let (read, put) = tokio::join!(read, vault.put(item, secret()));
    assert_eq!(read.unwrap_err().code, ErrorCode::VaultWaiting);
    assert_eq!(put.unwrap_err().code, ErrorCode::VaultWaiting);
    // The worker comes back, skips what nobody waits for, and serves again.
    while vault.check().await.is_err() {}
    assert!(store.items().is_empty());
}

#[tokio::test]
async fn the_doctor_tells_what_is_wrong() {
    for (sickness, code) in [
        (Sickness::Absent, ErrorCode::VaultMissing),
        (Sickness::Locked, ErrorCode::VaultLocked),
        (Sickness::Hung, ErrorCode::VaultWaiting),
        (Sickness::NotSetUp, ErrorCode::VaultNotSetUp),
        (Sickness::RefusesWrites, ErrorCode::VaultFailed),
        (Sickness::Lies, ErrorCode::VaultFailed),
        (Sickness::Forgetful, ErrorCode::VaultForgetful),
        (Sickness::Short, ErrorCode::VaultTooSmall),
    ] {
        let store = MemoryStore::default();
        let vault = store.vault(SOON);
        store.sicken_after(0, sickness);
        // What is no call of its own does not make the fake sick.
        let _ = vault.get(Uuid::new_v4()).await;
        assert_eq!(vault.examine().await.problem, Some(code), "{sickness:?}");
        store.heal();
        while vault.examine().await.problem == Some(ErrorCode::VaultWaiting) {}
        assert_eq!(vault.examine().await.problem, None, "{sickness:?}");
        assert!(store.items().is_empty(), "{sickness:?}");
    }
    let store = MemoryStore::default();
    let vault = store.vault(SOON);
    vault.check().await.unwrap();
    store.sicken_after(0, Sickness::Restarted);
    assert_eq!(vault.examine().await.problem, None);
}

#[tokio::test]
async fn a_place_that_is_missing_is_made_only_when_asked_for() {
    let store = MemoryStore::default();
    let vault = store.vault(SOON);
    store.sicken_after(0, Sickness::NotSetUp);
    for _ in 0..2 {
        let health = vault.examine().await;
        assert_eq!(health.problem, Some(ErrorCode::VaultNotSetUp));
    }
    vault.set_up().await.unwrap();
    assert_eq!(vault.examine().await.problem, None);
}

#[tokio::test]
async fn what_may_lie_in_a_locked_place_is_not_said_to_be_gone() {
    let store = MemoryStore::default();
    let vault = store.vault(SOON);
    let (before, after) = (Uuid::new_v4(), Uuid::new_v4());
    vault.put(before, secret()).await.unwrap();
    store.sicken_after(0, Sickness::Hides);
    // The place in front works, and what is put there can be read and removed.
    vault.check().await.unwrap();
    vault.put(after, secret()).await.unwrap();
    vault.remove(after).await.unwrap();
    for _ in 0..2 {
        let read = vault.get(before).await.unwrap_err();
        assert_eq!(read.code, ErrorCode::VaultLocked);
        let removed = vault.remove(before).await.unwrap_err();
        assert_eq!(removed.code, ErrorCode::VaultLocked);
    }
    store.heal();
    assert!(vault.get(before).await.unwrap().is_some());
    vault.remove(before).await.unwrap();
    assert!(vault.get(before).await.unwrap().is_none());
    assert!(store.items().is_empty());
}

#[tokio::test]
async fn a_store_that_asks_for_each_item_is_not_one_that_asks_nothing() {
    let store = MemoryStore::default();
    let vault = store.vault(SOON);
    let item = Uuid::new_v4();
    vault.put(item, secret()).await.unwrap();
    assert!(vault.is_open().await);
    store.sicken_after(0, Sickness::AsksForEach);
    assert!(!vault.is_open().await);
    // It works all the same.
    vault.check().await.unwrap();
    vault.remove(item).await.unwrap();
}

/// A vault that hangs over one call, and that call.
async fn hung() -> (
    MemoryStore,
    Vault,
    tokio::task::JoinHandle<crate::error::Result<()>>,
) {
    let store = MemoryStore::default();
    let vault = store.vault(super::DEADLINE);
    store.sicken_after(0, Sickness::Hung);
    let call = tokio::spawn({
        let vault = vault.clone();
        async move { vault.put(Uuid::new_v4(), secret()).await }
    });
    while store.hanging() == 0 {
        tokio::task::yield_now().await;
    }
    (store, vault, call)
}

#[tokio::test]
async fn who_waits_long_is_told_of_until_the_answer_comes() {
    let (store, vault, call) = hung().await;
    let mut long = vault.waits_long();
    let began = std::time::Instant::now();
    long.wait_for(|n| *n == 1).await.unwrap();
    assert!(began.elapsed() > super::waiting::LONG / 2);
    store.heal();
    call.await.unwrap().unwrap();
    assert_eq!(*long.borrow(), 0);
    // Nobody waits long for what is quick.
    vault.check().await.unwrap();
    assert!(!long.has_changed().unwrap() || *long.borrow() == 0);
}

#[tokio::test]
async fn waiting_can_be_ended_and_begun_again() {
    let (store, vault, call) = hung().await;
    vault.stop_waiting();
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::VaultWaiting);
    let again = tokio::spawn({
        let vault = vault.clone();
        async move { vault.check().await }
    });
    tokio::task::yield_now().await;
    store.heal();
    again.await.unwrap().unwrap();
}

#[tokio::test]
async fn at_the_end_of_the_program_nobody_waits_for_a_keychain_that_hangs() {
    let (store, vault, call) = hung().await;
    let began = std::time::Instant::now();
    vault.end_soon();
    assert_eq!(
        call.await.unwrap().unwrap_err().code,
        ErrorCode::VaultWaiting
    );
    for _ in 0..2 {
        let later = vault.put(Uuid::new_v4(), secret()).await.unwrap_err();
        assert_eq!(later.code, ErrorCode::VaultWaiting);
    }
    assert!(began.elapsed() < std::time::Duration::from_secs(2));
    // The window stayed after all: it is waited for as before.
    vault.wait_again();
    let waits = tokio::time::timeout(Duration::from_secs(1), vault.check());
    assert!(waits.await.is_err());
    vault.end_soon();
    // One that works serves to the last.
    store.heal();
    while vault.check().await.is_err() {}
    vault.put(Uuid::new_v4(), secret()).await.unwrap();
}
