//! What another program does to our items of the keychain is noticed, told, and mended only when the user says how.

use std::sync::Arc;

use uuid::Uuid;

use super::fake::*;
use crate::error::ErrorCode;
use crate::model::*;
use crate::service::KeyService;
use crate::vault::memory::Sickness;

/// A key with its secret here, and the items of its account and of itself.
async fn kept(world: &World, service: &Arc<KeyService>) -> (Account, ApiKey, Uuid, Uuid) {
    let account = world.connected(service).await;
    let of_account = world.keychain.items()[0];
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    let items = world.keychain.items();
    let of_key = items.into_iter().find(|item| *item != of_account).unwrap();
    (account, key, of_account, of_key)
}

async fn refreshed(service: &Arc<KeyService>) -> ApiKey {
    let all = service.refresh_keys(RefreshKeys { account: None }).await;
    let found = all.unwrap().keys.into_iter();
    found.into_iter().find(|key| key.name == "dash").unwrap()
}

fn key_ref(key: &ApiKey) -> KeyRef {
    KeyRef { key: key.id }
}

/// What an item holds whose value somebody edited by hand.
fn edited(item: Uuid) -> Vec<u8> {
    let kept = crate::service::seal::to_kept(item, &fields("key-1")).unwrap();
    let text = String::from_utf8(kept.to_vec()).unwrap();
    text.replace(SECRET, "MADE-UP-by-another-program")
        .into_bytes()
}

#[tokio::test]
async fn a_look_notices_what_is_missing_or_altered_and_what_is_well_again() {
    let world = World::new(&SPEC);
    let service = world.service();
    let (_, key, _, item) = kept(&world, &service).await;
    let mut well = None;
    for (content, place) in [
        (None, SecretPlace::Missing),
        (Some(edited(item)), SecretPlace::Altered),
        (Some(b"hunter2".to_vec()), SecretPlace::Altered),
    ] {
        well = well.or_else(|| Some(world.keychain.content(item).unwrap()));
        world.keychain.tamper(item, content.as_deref());
        assert_eq!(refreshed(&service).await.secret, place);
        // Nothing was made, written or removed because of it.
        assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
        assert_eq!(world.keychain.content(item).map(|c| c.to_vec()), content);
        world.keychain.tamper(item, well.as_deref().map(|c| &c[..]));
        assert_eq!(refreshed(&service).await.secret, SecretPlace::Here);
    }
    let copy = CopyKey {
        key: key.id,
        what: CopyWhat::Secret,
    };
    // An edited value is never handed out as ours.
    world.keychain.tamper(item, Some(&edited(item)));
    let error = service.copy_key(copy).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::SecretAltered);
    assert!(world.desktop.copied.lock().unwrap().is_empty());
    // Noticed by that alone, without a look.
    let keys = service.list_keys().await.unwrap().keys;
    assert_eq!(keys[0].secret, SecretPlace::Altered);
}

#[tokio::test]
async fn items_of_older_versions_have_no_sum_and_are_accepted() {
    let world = World::new(&SPEC);
    let service = world.service();
    let (_, _, _, item) = kept(&world, &service).await;
    let old = crate::service::seal::to_item(&fields("key-1")).unwrap();
    world.keychain.tamper(item, Some(&old));
    assert_eq!(refreshed(&service).await.secret, SecretPlace::Here);
}

#[tokio::test]
async fn a_start_looks_without_raising_a_prompt() {
    for locked in [true, false] {
        let world = World::new(&SPEC);
        let service = world.service();
        let (_, _, _, item) = kept(&world, &service).await;
        drop(service);
        world.keychain.tamper(item, None);
        if locked {
            world.keychain.sicken_after(0, Sickness::Locked);
        }
        let service = world.service();
        let started = tokio::spawn({
            let service = service.clone();
            async move { service.start().await }
        });
        if locked {
            // It has looked whether it may look: a locked keychain is asked nothing that would raise its prompt.
            while !world.keychain.was_asked_whether_open() {
                tokio::task::yield_now().await;
            }
            assert_eq!(world.keychain.reads(), 0);
        } else {
            let place = async || service.list_keys().await.unwrap().keys[0].secret;
            while place().await != SecretPlace::Missing {
                tokio::task::yield_now().await;
            }
        }
        started.abort();
    }
}

#[tokio::test]
async fn a_sick_keychain_is_not_taken_for_another_program() {
    for sickness in [Sickness::NotSetUp, Sickness::Lies, Sickness::Absent] {
        let world = World::new(&SPEC);
        let service = world.service();
        let (_, key, ..) = kept(&world, &service).await;
        world.keychain.sicken_after(0, sickness);
        assert_eq!(refreshed(&service).await.secret, SecretPlace::Here);
        let copy = CopyKey {
            key: key.id,
            what: CopyWhat::Secret,
        };
        let code = service.copy_key(copy).await.unwrap_err().code;
        let of_vault = [
            ErrorCode::VaultNotSetUp,
            ErrorCode::VaultFailed,
            ErrorCode::VaultMissing,
        ];
        assert!(of_vault.contains(&code), "{sickness:?}: {code:?}");
        let state = service.app_state().await.unwrap();
        assert!(state.broken.is_empty(), "{sickness:?}");
    }
}

#[tokio::test]
async fn an_account_without_its_credential_says_so_until_it_is_connected_again() {
    let world = World::new(&SPEC);
    let service = world.service();
    let (account, _, item, _) = kept(&world, &service).await;
    for (content, secret) in [
        (None, SecretPlace::Missing),
        (Some(&b"hunter2"[..]), SecretPlace::Altered),
    ] {
        world.keychain.tamper(item, content);
        refreshed(&service).await;
        let broken = service.app_state().await.unwrap().broken;
        let account = account.id;
        assert_eq!(broken, [BrokenAccount { account, secret }]);
        assert_eq!(world.connected(&service).await.id, account);
        assert!(service.app_state().await.unwrap().broken.is_empty());
    }
}

#[tokio::test]
async fn what_was_mended_while_it_was_looked_at_is_well() {
    let world = World::new(&SPEC);
    let service = world.service();
    let (_, _, item, _) = kept(&world, &service).await;
    world.keychain.tamper(item, None);
    // The account's item is missing; the key's is being read.
    world.keychain.sicken_after(1, Sickness::Hung);
    let looking = tokio::spawn({
        let service = service.clone();
        async move { service.compare_items(None).await }
    });
    world.hung().await;
    let mending = tokio::spawn({
        let service = service.clone();
        async move { service.write_item(item, &fields("CONNECTED")).await }
    });
    // It waits for the keychain now.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    world.keychain.heal();
    mending.await.unwrap().unwrap();
    looking.await.unwrap();
    assert!(service.app_state().await.unwrap().broken.is_empty());
}

#[tokio::test]
async fn a_secret_can_be_read_again_where_the_cloud_shows_it() {
    let world = World::new(&READABLE);
    let service = world.service();
    let (_, key, _, item) = kept(&world, &service).await;
    world.keychain.tamper(item, None);
    assert_eq!(refreshed(&service).await.secret, SecretPlace::Missing);
    let key = service.fetch_secret(key_ref(&key)).await.unwrap();
    assert_eq!(key.secret, SecretPlace::Here);
    assert_eq!(refreshed(&service).await.secret, SecretPlace::Here);
    assert_eq!(world.keychain.items().len(), 2);
}

#[tokio::test]
async fn only_a_secret_that_is_really_gone_can_be_let_go() {
    let world = World::new(&SPEC);
    let service = world.service();
    let (_, key, _, item) = kept(&world, &service).await;
    let well = world.keychain.content(item).unwrap();
    let refused = service.forget_secret(key_ref(&key)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    // Noticed, and put back before the click.
    world.keychain.tamper(item, None);
    assert_eq!(refreshed(&service).await.secret, SecretPlace::Missing);
    world.keychain.tamper(item, Some(&well));
    let refused = service.forget_secret(key_ref(&key)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    world.keychain.sicken_after(0, Sickness::Locked);
    let refused = service.forget_secret(key_ref(&key)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::VaultLocked);
    world.keychain.heal();

    world.keychain.tamper(item, Some(&edited(item)));
    let key = service.forget_secret(key_ref(&key)).await.unwrap();
    assert_eq!(key.secret, SecretPlace::Elsewhere);
    // What is left of it is in the waste bin.
    service.empty_bin(EmptyBin { entry: None }).await.unwrap();
    assert_eq!(world.keychain.items().len(), 1);
    assert_eq!(refreshed(&service).await.secret, SecretPlace::Elsewhere);
    // At the cloud it is as it was.
    assert_eq!(world.cloud.with(|cloud| cloud.keys.len()), 1);
}
