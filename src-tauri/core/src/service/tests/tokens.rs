//! Tokens that keys are exchanged for: kept, renewed, asked for, ended.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::fake::*;
use crate::error::{Error, ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;
use crate::vault::Fault;
use crate::vault::memory::Trouble;

const API: TokenKind = TokenKind::Api;

/// A key that is here, and its account.
async fn key(world: &World, service: &Arc<KeyService>) -> KeyId {
    let account = world.connected(service).await;
    let key = service.create_key(new_key(&account, "shop")).await;
    key.unwrap().id
}

fn of(key: KeyId) -> TokenRef {
    TokenRef { key, token: API }
}

fn revoke(key: KeyId, here_only: bool) -> RevokeToken {
    RevokeToken {
        key,
        token: API,
        here_only,
    }
}

async fn renew(service: &Arc<KeyService>, key: KeyId, on: bool) -> Token {
    let ask = RenewToken {
        key,
        token: API,
        on,
    };
    service.renew_token(ask).await.unwrap().tokens.remove(0)
}

async fn known(service: &Arc<KeyService>, key: KeyId) -> Vec<Token> {
    let keys = service.list_keys().await.unwrap().keys;
    let found = keys.into_iter().find(|one| one.id == key);
    found.map(|key| key.tokens).unwrap_or_default()
}

fn fault(world: &World, call: &'static str, code: ErrorCode) {
    let error = Error::new(code).with_outcome(Outcome::Refused);
    world
        .cloud
        .with(|cloud| cloud.faults.push_back((call, error)));
}

fn lasting(world: &World, lasts: Duration) {
    world.cloud.with(|cloud| cloud.token_lasts = Some(lasts));
}

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn a_token_is_kept_and_told_and_copied() {
    let world = World::new(&TOKENS);
    let service = world.service();
    let key = key(&world, &service).await;
    let minted = service.mint_token(of(key)).await.unwrap();
    let [token] = minted.tokens.as_slice() else {
        panic!("{:?}", minted.tokens)
    };
    // The cloud did not say when it ends: as long as such tokens last.
    assert!(token.assumed && !token.renews && token.problem.is_none());
    let lasts = token.issued_at.duration_until(token.expires_at);
    assert_eq!(lasts.as_secs(), 43_200);
    assert!(world.keychain.holds(b"MADE-UP-token-1"));
    assert!(!format!("{minted:?}").contains("MADE-UP-token"));
    // After a restart it is still there.
    drop(service);
    let service = world.service();
    assert_eq!(known(&service, key).await, minted.tokens);
    let copy = |what| CopyToken {
        key,
        token: API,
        what,
    };
    let copied = service.copy_token(copy(CopyWhat::Secret)).await.unwrap();
    assert!(copied.clears_in_s.is_some());
    let text = world.desktop.copied.lock().unwrap().pop().unwrap().0;
    assert_eq!(text, "MADE-UP-token-1");
    let error = service.copy_token(copy(CopyWhat::Export)).await;
    assert_eq!(error.unwrap_err().code, ErrorCode::Unsupported);
    // Another one takes its place.
    let items = world.keychain.items().len();
    lasting(&world, HOUR);
    let minted = service.mint_token(of(key)).await.unwrap();
    assert_eq!((minted.tokens.len(), minted.tokens[0].assumed), (1, false));
    assert!(!world.keychain.holds(b"MADE-UP-token-1"));
    assert_eq!(world.keychain.items().len(), items);
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
}

#[tokio::test]
async fn what_a_kind_does_not_declare_is_not_asked_for() {
    let world = World::new(&SPEC);
    let service = world.service();
    let key = key(&world, &service).await;
    let storage = TokenRef {
        key,
        token: TokenKind::Storage,
    };
    for ask in [of(key), storage] {
        let error = service.mint_token(ask).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Unsupported);
    }
    assert_eq!(world.cloud.with(|cloud| cloud.minted), 0);
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends_and_only_if_asked() {
    let world = World::new(&TOKENS);
    let service = world.service();
    let key = key(&world, &service).await;
    lasting(&world, Duration::from_millis(40));
    service.mint_token(of(key)).await.unwrap();
    assert_eq!(service.next_renewal(), None);
    // Far from its end nothing is due: a long one is renewed five minutes early.
    lasting(&world, HOUR);
    service.mint_token(of(key)).await.unwrap();
    let token = renew(&service, key, true).await;
    assert!(token.renews);
    let due = service.store.token(key, API).unwrap().renew_at.unwrap();
    assert_eq!(due.duration_until(token.expires_at).as_secs(), 300);
    service.renew_due().await;
    assert_eq!(world.cloud.with(|cloud| cloud.minted), 2);
    // The loop of the program, on tokens that end at once.
    lasting(&world, Duration::from_millis(40));
    service.mint_token(of(key)).await.unwrap();
    let running = tokio::spawn({
        let service = service.clone();
        async move { service.start().await }
    });
    while world.cloud.with(|cloud| cloud.minted) < 6 {
        tokio::task::yield_now().await;
    }
    lasting(&world, HOUR);
    while known(&service, key).await[0].expires_at < Timestamp::now() + HOUR / 2 {
        tokio::task::yield_now().await;
    }
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    let token = known(&service, key).await.remove(0);
    assert!(token.renews && token.problem.is_none());
    assert!(renew(&service, key, false).await.problem.is_none());
    assert_eq!(service.next_renewal(), None);
    // One token, whatever became of the others: the account's item, the key's and the token's. The loop may have
    // ended before it tidied up.
    service.tidy().await;
    assert_eq!(world.keychain.items().len(), 3);
}

#[tokio::test]
async fn a_renewal_that_is_refused_ends_and_one_that_fails_is_tried_again() {
    for (code, goes_on) in [
        (ErrorCode::CredentialUnknown, false),
        (ErrorCode::NameOrUserWrong, false),
        (ErrorCode::LoginRefused, false),
        (ErrorCode::Offline, true),
        (ErrorCode::ProviderDown, true),
    ] {
        let world = World::new(&TOKENS);
        let service = world.service();
        let key = key(&world, &service).await;
        lasting(&world, Duration::ZERO);
        service.mint_token(of(key)).await.unwrap();
        renew(&service, key, true).await;
        fault(&world, "mint", code);
        service.renew_due().await;
        let token = known(&service, key).await.remove(0);
        assert_eq!((token.problem, token.renews), (Some(code), goes_on));
        assert_eq!(service.next_renewal().is_some(), goes_on, "{code:?}");
        // What is tried again is not tried at once.
        service.renew_due().await;
        assert_eq!(world.cloud.with(|cloud| cloud.minted), 1);
        let events = service.list_events(ListEvents {
            key: Some(key),
            limit: 9,
            ..ListEvents::default()
        });
        let events = events.await.unwrap();
        let failed = events.iter().find(|one| one.op == OperationKind::MintToken);
        assert_eq!(failed.unwrap().result, EventResult::Failed);
    }
}

#[tokio::test]
async fn a_token_that_ended_early_is_told_from_a_bad_key() {
    for (verify, wanted) in [
        (None, ErrorCode::TokenEnded),
        (
            Some(ErrorCode::CredentialUnknown),
            ErrorCode::CredentialUnknown,
        ),
        // Nobody could tell.
        (Some(ErrorCode::Offline), ErrorCode::TokenEnded),
    ] {
        let world = World::new(&TOKENS);
        let service = world.service();
        let key = key(&world, &service).await;
        lasting(&world, HOUR);
        service.mint_token(of(key)).await.unwrap();
        renew(&service, key, true).await;
        fault(&world, "check", ErrorCode::TokenEnded);
        if let Some(code) = verify {
            fault(&world, "verify", code);
        }
        let checked = service.check_token(of(key)).await.unwrap();
        let token = &checked.tokens[0];
        assert_eq!((token.problem, token.renews), (Some(wanted), false));
        assert_eq!(service.next_renewal(), None);
    }
    // One whose time was over is no surprise.
    let world = World::new(&TOKENS);
    let service = world.service();
    let key = key(&world, &service).await;
    lasting(&world, Duration::ZERO);
    service.mint_token(of(key)).await.unwrap();
    fault(&world, "check", ErrorCode::TokenEnded);
    let checked = service.check_token(of(key)).await.unwrap();
    assert_eq!(checked.tokens[0].problem, None);
    let calls = world.cloud.with(|cloud| cloud.calls.clone());
    assert_eq!(calls.last(), Some(&"check"));
}

#[tokio::test]
async fn a_check_learns_when_a_token_ends() {
    let world = World::new(&TOKENS);
    let service = world.service();
    let key = key(&world, &service).await;
    service.mint_token(of(key)).await.unwrap();
    lasting(&world, HOUR);
    let token = service.check_token(of(key)).await.unwrap().tokens.remove(0);
    assert!(!token.assumed && token.checked_at.is_some());
    assert!(token.expires_at < Timestamp::now() + 2 * HOUR);
    fault(&world, "check", ErrorCode::ProviderDown);
    let error = service.check_token(of(key)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::ProviderDown);
    assert_eq!(known(&service, key).await, [token]);
}

#[tokio::test]
async fn a_token_that_is_ended_leaves_the_keychain() {
    let world = World::new(&TOKENS);
    let service = world.service();
    let key = key(&world, &service).await;
    let items = world.keychain.items().len();
    let calls = || world.cloud.with(|cloud| cloud.calls.clone());
    let revokes = || calls().iter().filter(|call| **call == "revoke").count();
    lasting(&world, HOUR);
    service.mint_token(of(key)).await.unwrap();
    // What the cloud did not end stays here.
    fault(&world, "revoke", ErrorCode::ProviderDown);
    let error = service.revoke_token(revoke(key, false)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::ProviderDown);
    assert_eq!(known(&service, key).await.len(), 1);
    let left = service.revoke_token(revoke(key, false)).await.unwrap();
    assert!(left.tokens.is_empty());
    assert_eq!((world.keychain.items().len(), revokes()), (items, 2));
    assert!(!world.keychain.holds(b"MADE-UP-token"));
    // Only here, or over anyway: the cloud is not asked.
    service.mint_token(of(key)).await.unwrap();
    service.revoke_token(revoke(key, true)).await.unwrap();
    lasting(&world, Duration::ZERO);
    service.mint_token(of(key)).await.unwrap();
    service.revoke_token(revoke(key, false)).await.unwrap();
    assert_eq!((world.keychain.items().len(), revokes()), (items, 2));
    let error = service.revoke_token(revoke(key, false)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Gone);
}

#[tokio::test]
async fn a_key_that_goes_takes_its_tokens_along() {
    for at_cloud in [true, false] {
        let world = World::new(&TOKENS);
        let service = world.service();
        let key = key(&world, &service).await;
        service.mint_token(of(key)).await.unwrap();
        assert_eq!(world.keychain.items().len(), 3);
        if at_cloud {
            let typed_name = "shop".to_owned();
            let ask = DeleteKey { key, typed_name };
            service.delete_key(ask).await.unwrap();
        } else {
            world.cloud.with(|cloud| cloud.keys.clear());
            let ask = RefreshKeys { account: None };
            service.refresh_keys(ask).await.unwrap();
            service.forget_key(KeyRef { key }).await.unwrap();
        }
        // The account's only, and what the waste bin keeps of the key.
        let binned = usize::from(!at_cloud);
        assert_eq!(world.keychain.items().len(), 1 + binned, "{at_cloud}");
        assert!(!world.keychain.holds(b"MADE-UP-token"));
        assert!(service.store.tokens().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_keychain_that_fails_leaves_no_orphan() {
    // After the look at the keychain (put, get, remove, get): reading the key, putting the token and reading it back.
    for call in 4..7 {
        for trouble in [
            Trouble::Fault(Fault::Locked),
            Trouble::Fault(Fault::Failed),
            Trouble::Lie,
            Trouble::Garble,
        ] {
            let world = World::new(&TOKENS);
            let service = world.service();
            let key = key(&world, &service).await;
            let items = world.keychain.items().len();
            let none = std::iter::repeat_n(Trouble::None, call);
            world.keychain.script(none.chain([trouble]));
            if service.mint_token(of(key)).await.is_ok() {
                // The vault may have tried again.
                assert_eq!(world.keychain.items().len(), items + 1);
                continue;
            }
            assert!(known(&service, key).await.is_empty());
            let left = world.keychain.items().len();
            assert_eq!(left, items, "{trouble:?} at {call}");
            // And the next one works.
            service.mint_token(of(key)).await.unwrap();
            assert_eq!(world.keychain.items().len(), items + 1);
        }
    }
    // One that is sick before is not worth asking the cloud for anything.
    for call in 0..4 {
        let world = World::new(&TOKENS);
        let service = world.service();
        let key = key(&world, &service).await;
        let none = std::iter::repeat_n(Trouble::None, call);
        let locked = Trouble::Fault(Fault::Locked);
        world.keychain.script(none.chain([locked]));
        service.mint_token(of(key)).await.unwrap_err();
        assert_eq!(world.cloud.with(|cloud| cloud.minted), 0);
    }
    // A keychain that stays away is tidied when it is back.
    let world = World::new(&TOKENS);
    let service = world.service();
    let key = key(&world, &service).await;
    let items = world.keychain.items().len();
    world.keychain.break_after(6, Fault::Locked);
    service.mint_token(of(key)).await.unwrap_err();
    assert_eq!(world.keychain.items().len(), items + 1);
    world.keychain.break_with(None);
    drop(service);
    let service = world.service();
    service.take_up_all().await;
    assert_eq!(world.keychain.items().len(), items);
}

#[tokio::test]
async fn a_disk_that_takes_no_writing_does_not_keep_the_computer_busy() {
    let world = World::new(&TOKENS);
    let service = world.service();
    let key = key(&world, &service).await;
    lasting(&world, Duration::ZERO);
    service.mint_token(of(key)).await.unwrap();
    renew(&service, key, true).await;
    service.store.forbid_writing();
    let mut seen = service.wait_for_change(Seen { revision: 0 }).await.unwrap();
    let running = tokio::spawn({
        let service = service.clone();
        async move { service.start().await }
    });
    // It looks, tries, and tries once more; each time the page hears of it.
    let restless = async {
        for _ in 0..20 {
            seen = service.wait_for_change(seen).await.unwrap();
        }
    };
    let quiet = tokio::time::timeout(Duration::from_millis(500), restless).await;
    assert!(quiet.is_err(), "it tries again and again");
    assert!(seen.revision > 1);
    running.abort();
    assert_eq!(world.cloud.with(|cloud| cloud.minted), 1);
}
