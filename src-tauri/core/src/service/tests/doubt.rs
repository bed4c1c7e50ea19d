//! A create whose outcome is unknown, beside another one: the other's key is not taken for it.

use std::sync::Arc;

use super::fake::*;
use super::trouble::all_looks;
use crate::model::*;
use crate::service::KeyService;
use crate::vault::Fault;
use crate::vault::memory::Trouble;

/// Calls of the keychain before the create: check (put, get, remove, get), sign in (get), operation key (put, get).
const BEFORE_THE_CREATE: usize = 7;

/// A create that never arrived, looked for as long as the schedule goes.
async fn in_doubt(world: &World, service: &Arc<KeyService>) -> Account {
    let account = world.connected(service).await;
    world
        .cloud
        .with(|cloud| cloud.plan.push_back(Create::CutBefore));
    let made = service.create_key(new_key(&account, "dash")).await;
    assert!(made.is_err());
    let open = all_looks(service).await;
    assert_eq!(open[0].state, UnfinishedState::NotSeenYet);
    account
}

#[tokio::test]
async fn a_key_whose_answer_waits_on_the_disk_is_not_taken_for_an_older_one() {
    // Neither where keys have no names, nor where two were to have the same.
    for spec in [&NAMELESS, &SPEC, &READABLE] {
        let world = World::new(spec);
        let service = world.service();
        let account = in_doubt(&world, &service).await;
        let locked = Trouble::Fault(Fault::Locked);
        world
            .keychain
            .script(std::iter::repeat_n(Trouble::None, BEFORE_THE_CREATE).chain([locked]));
        let made = service.create_key(new_key(&account, "dash")).await;
        assert!(made.is_err());
        let states = service.list_unfinished().await.unwrap().into_iter();
        let states: Vec<_> = states.map(|one| one.state).collect();
        let waiting = UnfinishedState::WaitingForVault;
        assert_eq!(states, [UnfinishedState::NotSeenYet, waiting]);

        // The program ends here; the next start reads the answer first, and the older doubt is over.
        drop(service);
        let service = world.service();
        service.take_up_all().await;
        assert!(service.list_unfinished().await.unwrap().is_empty());
        let keys = service.list_keys().await.unwrap().keys;
        assert_eq!(keys.len(), 1);
        assert_eq!(keys[0].secret, SecretPlace::Here);
        assert_eq!(world.cloud.with(|cloud| cloud.creates), 2);
        // The account's and the key's.
        assert_eq!(world.keychain.items().len(), 2);
    }
}

#[tokio::test]
async fn a_key_that_is_being_made_is_not_taken_for_an_older_one() {
    let world = World::new(&NAMELESS);
    let service = world.service();
    let account = in_doubt(&world, &service).await;
    let older = service.list_unfinished().await.unwrap().remove(0).id;
    // The answer to the second one is there, and the keychain takes its time.
    let hang = Trouble::Hang(std::time::Duration::from_millis(300));
    world
        .keychain
        .script(std::iter::repeat_n(Trouble::None, BEFORE_THE_CREATE).chain([hang]));
    let second = tokio::spawn({
        let (service, ask) = (service.clone(), new_key(&account, "second"));
        async move { service.create_key(ask).await }
    });
    while world.cloud.with(|cloud| cloud.keys.is_empty()) {
        tokio::task::yield_now().await;
    }
    let again = settle(older, Settlement::LookAgain);
    let open = service.settle(again).await.unwrap();
    assert!(open.iter().all(|one| one.candidates.is_empty()));
    let key = second.await.unwrap().unwrap();
    assert_eq!(key.secret, SecretPlace::Here);
    let open = all_looks(&service).await;
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].state, UnfinishedState::NotSeenYet);
}

#[tokio::test]
async fn a_doubt_that_ends_leaves_nothing_in_the_keychain() {
    let world = World::new(&NAMELESS);
    let service = world.service();
    in_doubt(&world, &service).await;
    assert_eq!(world.keychain.items().len(), 2);
    drop(service);
    let service = world.service();
    service.take_up_all().await;
    assert!(service.list_unfinished().await.unwrap().is_empty());
    assert_eq!(world.keychain.items().len(), 1);
}
