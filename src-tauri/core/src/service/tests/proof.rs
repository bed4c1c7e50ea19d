//! The passphrase as what opens the lock and its vault.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::fake::*;
use super::lock::{account_proof, lockable, of, refused};
use crate::error::{ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;

fn passphrase(text: &str) -> Prove {
    Prove {
        passphrase: Some(text.into()),
        recovery: false,
    }
}

/// A service whose passphrase opens both its vault, where secrets rest, and its lock.
async fn with_passphrase(world: &World) -> (Arc<KeyService>, KeyId) {
    let service = world.service();
    let ask = SetUpPassphrase {
        passphrase: RIGHT.into(),
        keep_here: true,
    };
    service.set_up_passphrase(ask).await.unwrap();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    (service, key.id)
}

const RIGHT: &str = "made-up passphrase of a test";

#[tokio::test]
async fn passphrase_opens_the_lock_and_its_vault() {
    let world = World::new(&SPEC);
    let (service, key) = with_passphrase(&world).await;
    service.lock_app().await.unwrap();
    let state = service.passphrase_state().unwrap();
    assert_eq!(state, PassphraseState::Closed);
    let wrong = service.unlock_app(passphrase("made-up wrong one")).await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::PassphraseWrong);
    assert!(service.is_locked());
    service.unlock_app(passphrase(RIGHT)).await.unwrap();
    service.copy_key(of(key, CopyWhat::Secret)).await.unwrap();
    // With a passphrase the next start is locked too.
    drop(service);
    assert!(world.service().is_locked());
}

/// What derives a key for the passphrase vault of this service.
type Derives = fn(Arc<KeyService>) -> tokio::task::JoinHandle<crate::Result<VaultState>>;

#[test]
fn a_vault_that_is_being_opened_while_the_lock_falls_stays_closed() {
    const NEXT: &str = "another made-up passphrase";
    let commands: [(Derives, PassphraseState); 3] = [
        (
            |service| {
                let (passphrase, keep_here) = (NEXT.into(), false);
                let ask = SetUpPassphrase {
                    passphrase,
                    keep_here,
                };
                tokio::spawn(async move { service.set_up_passphrase(ask).await })
            },
            PassphraseState::None,
        ),
        (
            |service| {
                let (secret, recovery) = (RIGHT.into(), false);
                let ask = OpenVault { secret, recovery };
                tokio::spawn(async move { service.open_vault(ask).await })
            },
            PassphraseState::Closed,
        ),
        (
            |service| {
                let ask = ChangePassphrase {
                    current: RIGHT.into(),
                    recovery: false,
                    passphrase: NEXT.into(),
                };
                tokio::spawn(async move { service.change_passphrase(ask).await })
            },
            PassphraseState::Closed,
        ),
    ];
    // One thread derives keys, and it has something else to do first.
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().max_blocking_threads(1).build();
    runtime.unwrap().block_on(async {
        for (derive, state) in commands {
            let world = World::new(&SPEC);
            let service = if state == PassphraseState::None {
                lockable(&world, Preset::Balanced).await.0
            } else {
                with_passphrase(&world).await.0
            };
            service.close_passphrase();
            let (free, busy) = std::sync::mpsc::channel::<()>();
            let thread = tokio::task::spawn_blocking(move || busy.recv());
            let deriving = derive(Arc::clone(&service));
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            let locking = {
                let service = Arc::clone(&service);
                tokio::spawn(async move { service.lock_app().await })
            };
            while !service.is_locked() {
                tokio::task::yield_now().await;
            }
            free.send(()).unwrap();
            thread.await.unwrap().unwrap();
            let late = deriving.await.unwrap().map(drop);
            assert_eq!(late.unwrap_err().code, ErrorCode::VaultClosed);
            assert_eq!(service.passphrase_state().unwrap(), state);
            locking.await.unwrap().unwrap();
        }
    });
}

#[tokio::test]
async fn a_proof_proves_and_opens_nothing() {
    let world = World::new(&SPEC);
    let (service, _) = with_passphrase(&world).await;
    service.close_passphrase();
    service.give_proof(passphrase(RIGHT)).await.unwrap();
    let state = service.passphrase_state().unwrap();
    assert_eq!(state, PassphraseState::Closed);
}

#[tokio::test]
async fn an_account_that_is_being_asked_holds_up_no_passphrase() {
    let world = World::new(&SPEC);
    let (service, _) = with_passphrase(&world).await;
    let settings = Settings {
        account_unlocks: true,
        ..service.settings().unwrap()
    };
    service.save_settings(settings).await.unwrap();
    service.lock_app().await.unwrap();
    world.desktop.asks_for_long.store(true, Ordering::SeqCst);
    let asking = tokio::spawn({
        let service = Arc::clone(&service);
        async move { service.unlock_app(account_proof()).await }
    });
    while world.desktop.asked.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    service.unlock_app(passphrase(RIGHT)).await.unwrap();
    assert!(!service.is_locked());
    asking.abort();
}

#[tokio::test]
async fn create_under_way_is_stored_in_the_passphrase_vault_when_the_app_locks() {
    let world = World::new(&SPEC);
    let (service, _) = with_passphrase(&world).await;
    let account = service.app_state().await.unwrap().accounts[0].clone();
    let (begun, go_on) = world.hold_create();
    let creating = {
        let service = Arc::clone(&service);
        tokio::spawn(async move { service.create_key(new_key(&account, "late")).await })
    };
    begun.notified().await;
    service.lock_app().await.unwrap();
    go_on.notify_one();
    let made = creating.await.unwrap().unwrap();
    assert_eq!(made.secret, SecretPlace::Here);
    refused(service.copy_key(of(made.id, CopyWhat::Secret)).await);
    service.unlock_app(passphrase(RIGHT)).await.unwrap();
    service
        .copy_key(of(made.id, CopyWhat::Secret))
        .await
        .unwrap();
}

#[tokio::test]
async fn answer_that_rests_nowhere_goes_into_the_passphrase_vault_when_the_app_locks() {
    let world = World::new(&SPEC);
    let (service, _) = with_passphrase(&world).await;
    let account = service.app_state().await.unwrap().accounts[0].clone();
    // From the create on the data file takes neither the sealed answer nor the secret.
    let full = service.clone();
    let fills = move || {
        for write in ["UPDATE ON sealed", "INSERT ON vault_items"] {
            let name = write.replace(' ', "_");
            full.store.say(&format!(
                "CREATE TEMP TRIGGER {name} BEFORE {write} BEGIN SELECT RAISE(ABORT, 'made up'); END"
            ));
        }
    };
    world
        .cloud
        .with(|cloud| cloud.on_create = Some(Box::new(fills)));
    let made = service.create_key(new_key(&account, "late")).await;
    assert_eq!(made.unwrap_err().outcome, Outcome::Unknown);
    service.lock_app().await.unwrap();
    let state = service.passphrase_state().unwrap();
    assert_eq!(state, PassphraseState::Closed);
    service
        .store
        .say("DROP TRIGGER UPDATE_ON_sealed; DROP TRIGGER INSERT_ON_vault_items");
    let stored = async {
        while !service.list_unfinished().await.unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let stored = tokio::time::timeout(Duration::from_secs(20), stored).await;
    assert!(stored.is_ok(), "it is lost with the end of the program");
    service.unlock_app(passphrase(RIGHT)).await.unwrap();
    let keys = service.list_keys().await.unwrap().keys;
    let late = keys.iter().find(|key| key.name == "late").unwrap();
    let copy = of(late.id, CopyWhat::Secret);
    service.copy_key(copy).await.unwrap();
}

#[tokio::test]
async fn wrong_tries_pause_for_longer_and_longer_but_never_for_good() {
    let world = World::new(&SPEC);
    let (service, _) = with_passphrase(&world).await;
    service.lock_app().await.unwrap();
    let wrong = || service.unlock_app(passphrase("made-up wrong one"));
    for _ in 0..3 {
        assert_eq!(wrong().await.unwrap_err().code, ErrorCode::PassphraseWrong);
    }
    // Not even the right one is looked at now.
    let paused = service.unlock_app(passphrase(RIGHT)).await.unwrap_err();
    assert_eq!(paused.code, ErrorCode::TriesPaused);
    assert!(paused.retry_after_s.is_some_and(|s| (1..=2).contains(&s)));
    while service.unlock_app(passphrase(RIGHT)).await.is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(!service.is_locked());
}

#[tokio::test]
async fn the_first_passphrase_starts_the_idle_time() {
    let mut world = World::new(&SPEC);
    world.idle = Some(Duration::from_millis(1));
    let service = world.service();
    let running = tokio::spawn({
        let service = Arc::clone(&service);
        async move { service.lock_when_idle().await }
    });
    // It sleeps now: nothing could open a lock.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    assert!(!service.is_locked());
    let ask = SetUpPassphrase {
        passphrase: RIGHT.into(),
        keep_here: false,
    };
    // The lock may fall before this has its answer.
    let _ = service.set_up_passphrase(ask).await;
    let falls = async {
        let mut seen = Seen { revision: 0 };
        while !service.is_locked() {
            seen = service.wait_for_change(seen).await.unwrap();
        }
    };
    let fell = tokio::time::timeout(Duration::from_secs(20), falls).await;
    assert!(fell.is_ok(), "it never locks");
    running.abort();
}
