use std::time::Duration;

use uuid::Uuid;
use zeroize::Zeroizing;

use super::Fault;
use super::memory::{MemoryStore, Trouble};
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
