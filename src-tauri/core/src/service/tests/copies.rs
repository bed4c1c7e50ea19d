//! A copy of the data file that is put back makes no second key and loses none.

use std::time::Duration;

use secrecy::SecretString;

use super::fake::*;
use super::trouble::all_looks;
use crate::model::*;
use crate::store::copies::{self, Copies};
use crate::vault::Fault;
use crate::vault::memory::Trouble;

/// What stands in the journal when the copy is made.
#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    /// It was sent, and nobody knows what came of it.
    Unknown,
    /// The answer is sealed, the keychain would not take the secret.
    Sealed,
}

#[tokio::test]
async fn an_operation_that_ended_after_the_copy_is_found_again_and_not_sent_again() {
    for at in [At::Unknown, At::Sealed] {
        let world = World::new(&SPEC);
        let service = world.service();
        let account = world.connected(&service).await;
        if at == At::Unknown {
            world
                .cloud
                .with(|cloud| cloud.plan.push_back(Create::CutBefore));
        } else {
            let locked = Trouble::Fault(Fault::Locked);
            world
                .keychain
                .script(std::iter::repeat_n(Trouble::None, 7).chain([locked]));
        }
        service
            .create_key(new_key(&account, "dash"))
            .await
            .unwrap_err();
        let made = world.cloud.with(|cloud| cloud.creates);
        Copies::default()
            .keep_up(&service.store, world.folder.path())
            .unwrap();

        // It comes to its end; then the data file is damaged and the copy takes its place.
        if at == At::Sealed {
            assert!(all_looks(&service).await.is_empty());
            assert_eq!(
                service.list_keys().await.unwrap().keys[0].secret,
                SecretPlace::Here
            );
        }
        drop(service);
        let name = copies::list(world.folder.path())[0].name.clone();
        copies::restore(world.folder.path(), &name).unwrap();

        let service = world.service();
        service.take_up_all().await;
        let open = all_looks(&service).await;
        assert_eq!(world.cloud.with(|cloud| cloud.creates), made, "{at:?}");
        let keys = service.list_keys().await.unwrap().keys;
        if at == At::Sealed {
            // The answer's own key went with its end, but the secret is where it was to rest.
            assert!(open.is_empty(), "{open:?}");
            assert_eq!(keys.len(), 1);
            assert_eq!(keys[0].secret, SecretPlace::Here);
            let (key, what) = (keys[0].id, CopyWhat::Secret);
            service.copy_key(CopyKey { key, what }).await.unwrap();
            assert_eq!(world.desktop.copied.lock().unwrap()[0].0, SECRET);
        } else {
            assert_eq!(open[0].state, UnfinishedState::NotSeenYet);
        }
    }
}

#[tokio::test]
async fn a_create_that_the_copy_takes_for_unsent_is_looked_up_and_not_sent_again() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    let made = service.create_key(new_key(&account, "dash")).await;
    made.unwrap_err();
    // The journal as it was a moment before the create, which made the key.
    service.store.say(
        "UPDATE operations SET state = 'intended', sent_at = NULL, next_look_at = NULL, looks = 0",
    );
    Copies::default()
        .keep_up(&service.store, world.folder.path())
        .unwrap();
    drop(service);
    let name = copies::list(world.folder.path())[0].name.clone();
    copies::restore(world.folder.path(), &name).unwrap();

    let service = world.service();
    service.take_up_all().await;
    let open = all_looks(&service).await;
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].state, UnfinishedState::MadeWithoutSecret);
    assert_eq!(open[0].candidates.len(), 1);
}

#[tokio::test]
async fn a_keychain_that_is_locked_after_restoring_is_waited_for() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let locked = Trouble::Fault(Fault::Locked);
    world
        .keychain
        .script(std::iter::repeat_n(Trouble::None, 7).chain([locked]));
    service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap_err();
    Copies::default()
        .keep_up(&service.store, world.folder.path())
        .unwrap();
    drop(service);
    let name = copies::list(world.folder.path())[0].name.clone();
    copies::restore(world.folder.path(), &name).unwrap();

    let service = world.service();
    world.keychain.break_with(Some(Fault::Locked));
    service.take_up_all().await;
    let open = service.list_unfinished().await.unwrap();
    assert_eq!(open[0].state, UnfinishedState::WaitingForVault);
    world.keychain.break_with(None);
    assert!(all_looks(&service).await.is_empty());
    assert_eq!(
        service.list_keys().await.unwrap().keys[0].secret,
        SecretPlace::Here
    );
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
}

#[tokio::test]
async fn a_running_service_keeps_its_copy_up_to_date() {
    let world = World::new(&SPEC);
    let service = world.service();
    let background = tokio::spawn({
        let service = service.clone();
        async move { service.start().await }
    });
    let account = world.connected(&service).await;
    service.create_key(new_key(&account, "dash")).await.unwrap();
    let has_it = async {
        while copies::list(world.folder.path())
            .first()
            .is_none_or(|copy| (copy.accounts, copy.keys) != (1, 1))
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), has_it)
        .await
        .unwrap();
    background.abort();
}

#[tokio::test]
async fn what_is_given_up_goes_from_the_copies_too() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    let passphrase = || SecretString::from("made-up passphrase");
    let ask = SetUpPassphrase {
        passphrase: passphrase(),
        keep_here: false,
    };
    service.set_up_passphrase(ask).await.unwrap();
    // What opens the passphrase vault, and secrets that are here, as the newest copy has them.
    let copied = || {
        let newest = copies::list(world.folder.path()).into_iter().next()?;
        let file = world.folder.path().join(copies::FOLDER).join(newest.name);
        let copy = rusqlite::Connection::open(file).ok()?;
        let count = |from: &str| {
            let count = format!("SELECT count(*) FROM {from}");
            copy.query_row(&count, [], |row| row.get::<_, u32>(0)).ok()
        };
        Some((count("vault_slots")?, count("keys WHERE item IS NOT NULL")?))
    };
    let until = async |wanted: (u32, u32)| {
        let has_it = async {
            while copied() != Some(wanted) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let found = tokio::time::timeout(Duration::from_secs(20), has_it).await;
        assert!(found.is_ok(), "{:?} is not {wanted:?}", copied());
    };
    let background = tokio::spawn({
        let service = service.clone();
        async move { service.start().await }
    });
    until((1, 1)).await;
    // It has been woken for what came before, and sleeps again by now. If not, this proves less and fails no more.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let prove = ProvePassphrase {
        passphrase: passphrase(),
    };
    service.remove_passphrase(prove).await.unwrap();
    until((0, 1)).await;
    let items = world.keychain.items();
    let of_account = service.store.accounts().unwrap()[0].1;
    let of_key = items.into_iter().find(|item| *item != of_account).unwrap();
    world.keychain.tamper(of_key, None);
    service.forget_secret(KeyRef { key: key.id }).await.unwrap();
    until((0, 0)).await;
    background.abort();
}
