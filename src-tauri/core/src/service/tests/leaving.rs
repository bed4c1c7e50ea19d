//! The window closes after what is being carried out, and says what it waits for.

use std::sync::Arc;

use tokio::sync::Notify;

use super::again::refuse_to_seal;
use super::fake::*;
use super::lock::lockable;
use crate::error::ErrorCode;
use crate::model::*;
use crate::service::KeyService;
use crate::vault::Fault;
use crate::vault::memory::Trouble;

/// A service that carries out a create which does not come to its end before it is told to go on.
async fn in_the_middle(
    world: &World,
) -> (
    Arc<KeyService>,
    tokio::task::JoinHandle<crate::Result<ApiKey>>,
    Arc<Notify>,
) {
    let service = world.service();
    let account = world.connected(&service).await;
    let (begun, go_on) = world.hold_create();
    let issue = tokio::spawn({
        let service = service.clone();
        async move { service.create_key(new_key(&account, "dash")).await }
    });
    begun.notified().await;
    (service, issue, go_on)
}

#[tokio::test]
async fn nothing_running_means_nothing_to_wait_for() {
    let world = World::new(&SPEC);
    let service = world.service();
    assert!(service.close().await);
    assert_eq!(service.app_state().await.unwrap().closing, None);
}

#[tokio::test]
async fn the_page_hears_what_is_waited_for_and_the_end_comes_with_it() {
    let world = World::new(&SPEC);
    let (service, issue, go_on) = in_the_middle(&world).await;
    let seen = service.wait_for_change(Seen { revision: 0 }).await.unwrap();
    let closes = tokio::spawn({
        let service = service.clone();
        async move { service.close().await }
    });
    service.wait_for_change(seen).await.unwrap();
    let closing = service.app_state().await.unwrap().closing.unwrap();
    assert_eq!(closing.work.len(), 1);
    assert_eq!(
        (closing.work[0].op, closing.work[0].name.as_str()),
        (OperationKind::Create, "dash")
    );
    assert!(closing.work[0].since <= closing.asked_at);
    assert!(!closes.is_finished());

    go_on.notify_one();
    assert!(closes.await.unwrap());
    issue.await.unwrap().unwrap();
    assert_eq!(
        service.list_keys().await.unwrap().keys[0].secret,
        SecretPlace::Here
    );
}

#[tokio::test]
async fn a_locked_app_says_that_it_closes_and_names_nothing() {
    let world = World::new(&SPEC);
    let (service, _) = lockable(&world, Preset::Balanced).await;
    let account = service.store.accounts().unwrap().remove(0).0;
    let (begun, go_on) = world.hold_create();
    let issue = tokio::spawn({
        let service = service.clone();
        async move { service.create_key(new_key(&account, "dash")).await }
    });
    begun.notified().await;
    let closes = tokio::spawn({
        let service = service.clone();
        async move { service.close().await }
    });
    service.lock_app().await.unwrap();
    let mut seen = Seen { revision: 0 };
    let closing = loop {
        match service.app_state().await.unwrap().closing {
            Some(closing) => break closing,
            None => seen = service.wait_for_change(seen).await.unwrap(),
        }
    };
    assert_eq!(closing.work, []);
    go_on.notify_one();
    assert!(closes.await.unwrap());
    issue.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_window_that_is_to_stay_open_stays() {
    let world = World::new(&SPEC);
    let (service, issue, go_on) = in_the_middle(&world).await;
    let close = || {
        let service = service.clone();
        tokio::spawn(async move { service.close().await })
    };
    let closes = close();
    while service.app_state().await.unwrap().closing.is_none() {
        tokio::task::yield_now().await;
    }
    service.keep_open().await.unwrap();
    assert!(!closes.await.unwrap());
    assert_eq!(service.app_state().await.unwrap().closing, None);

    // And closes at the next wish.
    let closes = close();
    go_on.notify_one();
    assert!(closes.await.unwrap());
    issue.await.unwrap().unwrap();
}

#[tokio::test]
async fn an_answer_that_rests_nowhere_holds_up_the_end() {
    let world = World::new(&SPEC);
    refuse_to_seal(&world);
    let service = world.service();
    let account = world.connected(&service).await;
    world.keychain.break_after(7, Fault::Locked);
    service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap_err();
    assert_eq!(service.running(), 1);
    let closes = tokio::spawn({
        let service = service.clone();
        async move { service.close().await }
    });
    let mut seen = Seen { revision: 0 };
    let closing = loop {
        match service.app_state().await.unwrap().closing {
            Some(closing) => break closing,
            None => seen = service.wait_for_change(seen).await.unwrap(),
        }
    };
    assert_eq!(closing.work[0].name, "dash");
    assert!(!closes.is_finished());
    world.keychain.break_with(None);
    assert!(closes.await.unwrap());
    let keys = service.list_keys().await.unwrap().keys;
    assert_eq!(keys[0].secret, SecretPlace::Here);
}

#[tokio::test]
async fn an_answer_that_comes_while_the_window_closes_has_the_time_that_the_keychain_takes() {
    let world = World::new(&SPEC);
    refuse_to_seal(&world);
    let (service, issue, go_on) = in_the_middle(&world).await;
    let closes = tokio::spawn({
        let service = service.clone();
        async move { service.close().await }
    });
    while service.app_state().await.unwrap().closing.is_none() {
        tokio::task::yield_now().await;
    }
    // Longer than anybody waits for a keychain at the end of the program.
    let slow = Trouble::Hang(std::time::Duration::from_millis(900));
    world.keychain.script([slow]);
    go_on.notify_one();
    assert!(closes.await.unwrap());
    // It was told that the keychain did not answer in time.
    let told = issue.await.unwrap().unwrap_err();
    assert_eq!(told.code, ErrorCode::VaultWaiting);
    let keys = service.list_keys().await.unwrap().keys;
    assert_eq!(keys[0].secret, SecretPlace::Here);
}
