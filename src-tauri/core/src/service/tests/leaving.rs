//! The window closes after what is being carried out, and says what it waits for.

use std::sync::Arc;

use tokio::sync::Notify;

use super::fake::*;
use crate::model::*;
use crate::service::KeyService;

/// A service that carries out a create which does not come to its end before it is told to go on.
async fn in_the_middle(
    world: &World,
) -> (Arc<KeyService>, tokio::task::JoinHandle<()>, Arc<Notify>) {
    let service = world.service();
    let account = world.connected(&service).await;
    let (begun, go_on) = world.hold_create();
    let issue = tokio::spawn({
        let service = service.clone();
        async move {
            let made = service.create_key(new_key(&account, "dash")).await;
            assert_eq!(made.err().map(|error| error.code), None);
        }
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
    issue.await.unwrap();
    assert_eq!(
        service.list_keys().await.unwrap().keys[0].secret,
        SecretPlace::Here
    );
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
    issue.await.unwrap();
}
