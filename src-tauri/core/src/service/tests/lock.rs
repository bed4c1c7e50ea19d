//! The lock: what it refuses, what comes to its end all the same, what opens it.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::fake::*;
use crate::error::ErrorCode;
use crate::model::*;
use crate::service::KeyService;
use crate::vault::memory::Sickness;

pub fn account_proof() -> Prove {
    Prove {
        passphrase: None,
        recovery: false,
    }
}

/// A service whose lock the account of the computer opens, with a key.
pub async fn lockable(world: &World, preset: Preset) -> (Arc<KeyService>, KeyId) {
    let service = world.service();
    let settings = Settings {
        preset,
        account_unlocks: true,
        ..Settings::default()
    };
    service.save_settings(settings).await.unwrap();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    (service, key.id)
}

pub fn refused<T>(result: crate::Result<T>) {
    match result {
        Ok(_) => panic!("it was done while the app was locked"),
        Err(error) => assert_eq!(error.code, ErrorCode::AppLocked),
    }
}

fn reads(world: &World) -> usize {
    world.keychain.calls()
}

pub fn of(key: KeyId, what: CopyWhat) -> CopyKey {
    CopyKey { key, what }
}

#[tokio::test]
async fn locked_app_reads_no_secret_and_hands_none_out() {
    let world = World::new(&TOKENS);
    let (service, key) = lockable(&world, Preset::Balanced).await;
    let token = TokenRef {
        key,
        token: TokenKind::Api,
    };
    service.mint_token(token).await.unwrap();
    service.lock_app().await.unwrap();
    let before = reads(&world);
    let account = service.store.accounts().unwrap()[0].0.id;
    refused(service.copy_key(of(key, CopyWhat::Secret)).await);
    refused(service.reveal(RevealKey { key, field: None }).await);
    refused(
        service
            .copy_token(CopyToken {
                key,
                token: TokenKind::Api,
                what: CopyWhat::Secret,
            })
            .await,
    );
    refused(service.mint_token(token).await);
    refused(service.check_token(token).await);
    refused(service.verify_account(AccountRef { account }).await);
    refused(service.switch_key(SwitchKey { key, on: false }).await);
    assert_eq!(reads(&world), before, "the keychain was asked");
    assert!(world.desktop.copied.lock().unwrap().is_empty());
    let ask = RefreshKeys { account: None };
    refused(service.refresh_keys(ask).await);
    assert_eq!(reads(&world), before);

    service.unlock_app(account_proof()).await.unwrap();
    let copy = service.copy_key(of(key, CopyWhat::Secret)).await;
    assert_eq!(copy.unwrap().clears_in_s, Some(30));
}

#[tokio::test]
async fn locking_clears_the_clipboard_and_closes_what_shows_a_secret() {
    let world = World::new(&SPEC);
    let (service, _) = lockable(&world, Preset::Balanced).await;
    service.lock_app().await.unwrap();
    assert_eq!(world.desktop.cleared.load(Ordering::SeqCst), 1);
    assert_eq!(world.desktop.closed.load(Ordering::SeqCst), 1);
    // Locked twice is locked once.
    service.lock_for(LockReason::Screen).await.unwrap();
    assert_eq!(world.desktop.cleared.load(Ordering::SeqCst), 1);
    let locked = service.app_state().await.unwrap().lock.locked.unwrap();
    assert_eq!(locked.why, LockReason::User);
}

#[tokio::test]
async fn keychain_that_hangs_does_not_hold_up_the_lock() {
    let world = World::new(&SPEC);
    let (service, _) = lockable(&world, Preset::Balanced).await;
    world.keychain.sicken_after(0, Sickness::Hung);
    let checking = tokio::spawn({
        let service = Arc::clone(&service);
        async move { service.check_vault().await }
    });
    world.hung().await;
    let began = std::time::Instant::now();
    service.lock_app().await.unwrap();
    // The keychain would be waited for for five seconds.
    assert!(began.elapsed() < Duration::from_secs(3));
    assert!(!checking.is_finished(), "it does not hang");
    world.keychain.heal();
}

#[tokio::test]
async fn locked_app_tells_no_names() {
    let world = World::new(&SPEC);
    let (service, _) = lockable(&world, Preset::Balanced).await;
    assert_eq!(service.app_state().await.unwrap().accounts.len(), 1);
    service.lock_app().await.unwrap();
    assert!(service.app_state().await.unwrap().accounts.is_empty());
    refused(service.admit("list_keys"));
    refused(service.admit("a_command_of_the_future"));
    service.admit("app_state").unwrap();
}

#[tokio::test]
async fn create_under_way_comes_to_its_end_when_the_app_locks() {
    let world = World::new(&SPEC);
    let (service, _) = lockable(&world, Preset::Balanced).await;
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
    assert!(made.verified_at.is_some(), "stored but not proven");
    assert!(service.list_unfinished().await.unwrap().is_empty());
    assert!(service.is_locked());

    service.unlock_app(account_proof()).await.unwrap();
    service
        .copy_key(of(made.id, CopyWhat::Secret))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_secret_that_is_read_while_the_lock_falls_is_not_handed_out() {
    let world = World::new(&SPEC);
    let (service, key) = lockable(&world, Preset::Balanced).await;
    world.keychain.sicken_after(0, Sickness::Hung);
    let copying = {
        let service = Arc::clone(&service);
        tokio::spawn(async move { service.copy_key(of(key, CopyWhat::Secret)).await })
    };
    world.hung().await;
    service.lock_app().await.unwrap();
    world.keychain.heal();
    refused(copying.await.unwrap());
    assert_eq!(world.desktop.copies.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_clipboard_that_hangs_holds_up_no_lock_and_keeps_nothing_of_ours() {
    let world = World::new(&SPEC);
    let (service, key) = lockable(&world, Preset::Balanced).await;
    let (go_on, hold) = std::sync::mpsc::channel();
    *world.desktop.hold_copy.lock().unwrap() = Some(hold);
    let copying = {
        let service = Arc::clone(&service);
        tokio::spawn(async move { service.copy_key(of(key, CopyWhat::Secret)).await })
    };
    let soon = Duration::from_secs(20);
    let wait_for = async |happened: &(dyn Fn() -> bool + Sync)| {
        while !happened() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let begun = || world.desktop.copies.load(Ordering::SeqCst) == 1;
    wait_for(&begun).await;
    let locked = tokio::time::timeout(soon, service.lock_app()).await;
    locked.expect("the lock waits for the clipboard").unwrap();
    refused(copying.await.unwrap());
    assert_eq!(world.desktop.cleared.load(Ordering::SeqCst), 1);
    assert!(world.desktop.copied.lock().unwrap().is_empty());
    // Now it is there after all, behind the lock.
    go_on.send(()).unwrap();
    let cleared = || world.desktop.cleared.load(Ordering::SeqCst) == 2;
    let again = tokio::time::timeout(soon, wait_for(&cleared)).await;
    assert!(again.is_ok(), "it stays on the clipboard");
    assert_eq!(world.desktop.copied.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_read_from_a_cloud_ends_when_the_lock_falls() {
    let world = World::new(&SPEC);
    let (service, key) = lockable(&world, Preset::Balanced).await;
    let account = service.app_state().await.unwrap().accounts[0].id;
    for refresh in [false, true] {
        world
            .cloud
            .with(|cloud| (cloud.hang, cloud.hanging) = (true, false));
        let reading = tokio::spawn({
            let service = Arc::clone(&service);
            async move {
                if refresh {
                    let account = Some(account);
                    let all = service.refresh_keys(RefreshKeys { account });
                    return all.await.map(drop);
                }
                service.verify_key(KeyRef { key }).await.map(drop)
            }
        });
        while !world.cloud.with(|cloud| cloud.hanging) {
            tokio::task::yield_now().await;
        }
        service.lock_app().await.unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(20), reading).await;
        refused(ended.expect("it goes on behind the lock").unwrap());
        service.unlock_app(account_proof()).await.unwrap();
    }
}

#[tokio::test]
async fn renewals_wait_while_the_app_is_locked_and_go_on_after() {
    let world = World::new(&TOKENS);
    let (service, key) = lockable(&world, Preset::Balanced).await;
    world
        .cloud
        .with(|cloud| cloud.token_lasts = Some(Duration::ZERO));
    let token = TokenKind::Api;
    service.mint_token(TokenRef { key, token }).await.unwrap();
    let ask = RenewToken {
        key,
        token,
        on: true,
    };
    service.renew_token(ask).await.unwrap();
    world
        .cloud
        .with(|cloud| cloud.token_lasts = Some(Duration::from_secs(3600)));
    service.lock_app().await.unwrap();
    let calls = world.keychain.calls();
    let minted = || world.cloud.with(|cloud| cloud.minted);
    let running = {
        let service = Arc::clone(&service);
        tokio::spawn(async move { service.start().await })
    };
    // Nothing tells that something is not done: a renewal would take a few of these milliseconds.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(minted(), 1, "renewed while locked");
    assert_eq!(world.keychain.calls(), calls, "the keychain was asked");
    service.unlock_app(account_proof()).await.unwrap();
    let mut seen = Seen { revision: 0 };
    while minted() < 2 {
        seen = service.wait_for_change(seen).await.unwrap();
    }
    running.abort();
}

#[tokio::test]
async fn nothing_locks_without_something_that_opens_it() {
    let world = World::new(&SPEC);
    let service = world.service();
    let none = service.lock_app().await.map_err(|error| error.code);
    assert_eq!(none, Err(ErrorCode::ProofMissing));
    assert!(!service.is_locked());
}

#[tokio::test]
async fn account_is_asked_before_it_may_open_the_lock() {
    let world = World::new(&SPEC);
    let service = world.service();
    let wanted = Settings {
        account_unlocks: true,
        ..Settings::default()
    };
    world.desktop.stranger.store(true, Ordering::SeqCst);
    let refusal = service.save_settings(wanted.clone()).await;
    assert_eq!(refusal.unwrap_err().code, ErrorCode::ProofRefused);
    world.desktop.stranger.store(false, Ordering::SeqCst);
    *world.desktop.no_account.lock().unwrap() = Some(NoAccountProof::NoService);
    let missing = service.save_settings(wanted.clone()).await;
    assert_eq!(missing.unwrap_err().code, ErrorCode::ProofMissing);
    assert!(!service.settings().unwrap().account_unlocks);
    *world.desktop.no_account.lock().unwrap() = None;
    assert!(service.save_settings(wanted).await.unwrap().account_unlocks);
}

#[tokio::test]
async fn stranger_does_not_open_the_lock() {
    let world = World::new(&SPEC);
    let (service, _) = lockable(&world, Preset::Balanced).await;
    service.lock_app().await.unwrap();
    world.desktop.stranger.store(true, Ordering::SeqCst);
    let refusal = service.unlock_app(account_proof()).await;
    assert_eq!(refusal.unwrap_err().code, ErrorCode::ProofRefused);
    assert!(service.is_locked());
}

#[tokio::test]
async fn start_is_locked_if_a_lock_is_set_and_something_opens_it() {
    for (preset, starts_locked) in [
        (Preset::Convenient, false),
        (Preset::Balanced, true),
        (Preset::Strict, true),
    ] {
        let world = World::new(&SPEC);
        drop(lockable(&world, preset).await);
        let service = world.service();
        assert_eq!(service.is_locked(), starts_locked, "{preset:?}");
    }
    // The system's service went away: a lock that nothing opens would lock its owner out.
    let world = World::new(&SPEC);
    drop(lockable(&world, Preset::Balanced).await);
    *world.desktop.no_account.lock().unwrap() = Some(NoAccountProof::NoService);
    let service = world.service();
    assert!(service.is_locked());
    let running = {
        let service = Arc::clone(&service);
        tokio::spawn(async move { service.start().await })
    };
    let mut seen = Seen { revision: 0 };
    while service.is_locked() {
        seen = service.wait_for_change(seen).await.unwrap();
    }
    running.abort();
}

#[tokio::test]
async fn idle_app_locks_and_a_touch_puts_it_off() {
    let mut world = World::new(&SPEC);
    let idle = Duration::from_millis(400);
    world.idle = Some(idle);
    let (service, _) = lockable(&world, Preset::Balanced).await;
    let running = {
        let service = Arc::clone(&service);
        tokio::spawn(async move { service.start().await })
    };
    let began = std::time::Instant::now();
    let mut touched = began;
    while began.elapsed() < 2 * idle {
        let before = std::mem::replace(&mut touched, std::time::Instant::now());
        service.note_activity().await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        if service.is_locked() {
            // On a computer that stalls so long it is right to lock.
            assert!(before.elapsed() >= idle, "locked while it was used");
            break;
        }
    }
    let mut seen = Seen { revision: 0 };
    while !service.is_locked() {
        seen = service.wait_for_change(seen).await.unwrap();
    }
    let locked = service.app_state().await.unwrap().lock.locked.unwrap();
    assert_eq!(locked.why, LockReason::Idle);
    running.abort();
}

#[tokio::test]
async fn strict_asks_for_a_proof_before_each_reveal() {
    let world = World::new(&SPEC);
    let (service, key) = lockable(&world, Preset::Strict).await;
    let ask = || RevealKey { key, field: None };
    let code = |result: crate::Result<crate::service::Revealed>| result.err().map(|e| e.code);
    assert_eq!(
        code(service.reveal(ask()).await),
        Some(ErrorCode::ProofNeeded)
    );
    service.give_proof(account_proof()).await.unwrap();
    assert_eq!(code(service.reveal(ask()).await), None);
    assert_eq!(
        code(service.reveal(ask()).await),
        Some(ErrorCode::ProofNeeded)
    );
}

#[tokio::test]
async fn preset_brings_its_times_and_an_older_choice_stays_until_then() {
    let world = World::new(&SPEC);
    let service = world.service();
    // As the version before the presets wrote it.
    let old = serde_json::json!({"language": "ko", "theme": "dark", "clipboard_s": 20});
    service.store.set_meta("settings", &old).unwrap();
    let settings = service.settings().unwrap();
    assert_eq!(
        (settings.preset, settings.clipboard_s),
        (Preset::Balanced, 20)
    );
    let dark = Settings {
        theme: Theme::Light,
        ..settings
    };
    let kept = service.save_settings(dark).await.unwrap();
    assert_eq!(kept.clipboard_s, 20);
    let strict = Settings {
        preset: Preset::Strict,
        ..kept
    };
    assert_eq!(service.save_settings(strict).await.unwrap().clipboard_s, 15);
}

#[tokio::test]
async fn size_of_text_is_one_that_can_be_chosen() {
    let world = World::new(&SPEC);
    let service = world.service();
    // As the version before these choices wrote it.
    let old = serde_json::json!({"language": "ko", "theme": "dark"});
    service.store.set_meta("settings", &old).unwrap();
    let settings = service.settings().unwrap();
    assert_eq!(
        (settings.contrast, settings.text_size),
        (Contrast::System, 100)
    );
    for (wished, kept) in [(0, 100), (117, 110), (118, 125), (150, 150), (900, 200)] {
        let wish = Settings {
            contrast: Contrast::More,
            text_size: wished,
            ..settings.clone()
        };
        let saved = service.save_settings(wish).await.unwrap();
        assert_eq!((saved.contrast, saved.text_size), (Contrast::More, kept));
        assert_eq!(service.settings().unwrap(), saved);
    }
}

#[tokio::test]
async fn list_is_never_too_narrow_or_too_wide() {
    let world = World::new(&SPEC);
    let service = world.service();
    assert_eq!(service.settings().unwrap().list_width, None);
    for (wished, kept) in [
        (Some(0), Some(272)),
        (Some(400), Some(400)),
        (Some(u16::MAX), Some(640)),
        (None, None),
    ] {
        let wish = Settings {
            list_width: wished,
            ..service.settings().unwrap()
        };
        assert_eq!(service.save_settings(wish).await.unwrap().list_width, kept);
    }
}
