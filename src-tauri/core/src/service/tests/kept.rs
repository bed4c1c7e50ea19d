//! A key in doubt that has no name: once the user says which it is, its secret is read again where the cloud shows it.

use std::sync::Arc;

use super::fake::*;
use super::trouble::all_looks;
use crate::error::{Error, ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;

/// A key was made and its answer lost; beside it there are these.
async fn lost(world: &World, service: &Arc<KeyService>, beside: &[&str]) -> Unfinished {
    let account = world.connected(service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    let made = service.create_key(new_key(&account, "shop")).await;
    assert_eq!(made.unwrap_err().outcome, Outcome::Unknown);
    let more = beside.iter().map(|id| remote(id, ""));
    world.cloud.with(|cloud| cloud.keys.extend(more));
    let mut open = all_looks(service).await;
    // Nobody but the user can tell, even of a single one.
    assert_eq!(open[0].state, UnfinishedState::Ambiguous);
    assert_eq!(open[0].candidates.len(), beside.len() + 1);
    open.remove(0)
}

fn keep(open: &Unfinished, remote_id: Option<&str>) -> Settle {
    Settle {
        remote_id: remote_id.map(str::to_owned),
        ..settle(open.id, Settlement::Keep)
    }
}

async fn key(service: &Arc<KeyService>, remote_id: &str) -> ApiKey {
    let keys = service.list_keys().await.unwrap().keys;
    let found = keys.into_iter().find(|key| key.remote_id == remote_id);
    found.unwrap()
}

#[tokio::test]
async fn the_secret_of_a_key_that_is_kept_is_read_again() {
    for (beside, named) in [
        (&[] as &[&str], None),
        (&[], Some("key-1")),
        (&["theirs"], Some("key-1")),
    ] {
        let world = World::new(&NAMELESS_READABLE);
        let service = world.service();
        let open = lost(&world, &service, beside).await;
        let left = service.settle(keep(&open, named)).await.unwrap();
        assert!(left.is_empty(), "{named:?}");
        let made = key(&service, "key-1").await;
        assert_eq!((&*made.name, made.secret), ("shop", SecretPlace::Here));
        assert!(made.verified_at.is_some());
        assert!(world.keychain.holds(SECRET.as_bytes()));
        // The account's and the key's.
        assert_eq!(world.keychain.items().len(), 2);
        assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
        if !beside.is_empty() {
            let theirs = key(&service, "theirs").await;
            assert_eq!(theirs.secret, SecretPlace::Elsewhere);
        }
    }
}

#[tokio::test]
async fn a_cloud_that_shows_no_secret_again_leaves_the_key_in_the_list() {
    for code in [
        ErrorCode::NotOffered,
        ErrorCode::SecretNotReceived,
        ErrorCode::NotFound,
        ErrorCode::AnswerUnreadable,
    ] {
        let world = World::new(&NAMELESS_READABLE);
        let service = world.service();
        let open = lost(&world, &service, &[]).await;
        let refused = Error::new(code).with_outcome(Outcome::Refused);
        world
            .cloud
            .with(|cloud| cloud.faults.push_back(("reread", refused)));
        let left = service.settle(keep(&open, None)).await.unwrap();
        assert_eq!(left[0].state, UnfinishedState::Kept, "{code:?}");
    }
    // Where nobody said which, and where nothing can be read again, nothing is asked.
    for (spec, beside) in [
        (&NAMELESS_READABLE, &["theirs"] as &[&str]),
        (&NAMELESS, &[]),
    ] {
        let world = World::new(spec);
        let service = world.service();
        let open = lost(&world, &service, beside).await;
        let left = service.settle(keep(&open, None)).await.unwrap();
        assert_eq!(left[0].state, UnfinishedState::Kept);
        assert!(!world.cloud.with(|cloud| cloud.calls.contains(&"reread")));
    }
}

#[tokio::test]
async fn a_line_that_breaks_leaves_the_choice_to_be_made_again() {
    let world = World::new(&NAMELESS_READABLE);
    let service = world.service();
    let open = lost(&world, &service, &[]).await;
    let offline = Error::new(ErrorCode::Offline);
    world
        .cloud
        .with(|cloud| cloud.faults.push_back(("reread", offline)));
    let error = service.settle(keep(&open, None)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Offline);
    let left = service.list_unfinished().await.unwrap();
    assert_eq!(left[0].state, UnfinishedState::Ambiguous);
    assert!(service.settle(keep(&open, None)).await.unwrap().is_empty());
}

/// Has the data file refuse, or take again, the step that ends a create: as if the program ended before it.
fn stop_before_the_end(world: &World, stop: bool) {
    let file = world.folder.path().join(crate::store::FILE);
    let change = if stop {
        "CREATE TRIGGER stop BEFORE UPDATE OF public_id ON keys BEGIN SELECT RAISE(ABORT, 'made up'); END"
    } else {
        "DROP TRIGGER stop"
    };
    let file = rusqlite::Connection::open(file).unwrap();
    file.execute_batch(change).unwrap();
}

#[tokio::test]
async fn a_secret_that_was_read_again_is_not_lost_when_the_program_ends_over_it() {
    for spec in [&NAMELESS_READABLE, &READABLE] {
        let world = World::new(spec);
        drop(world.service());
        stop_before_the_end(&world, true);
        let service = world.service();
        let account = world.connected(&service).await;
        world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
        let made = service.create_key(new_key(&account, "shop")).await;
        assert_eq!(made.unwrap_err().outcome, Outcome::Unknown);
        service.look_at_due().await;
        let open = service.list_unfinished().await.unwrap();
        if open[0].state == UnfinishedState::Ambiguous {
            service.settle(keep(&open[0], None)).await.unwrap_err();
        }
        let open = service.list_unfinished().await.unwrap();
        assert_eq!(open[0].state, UnfinishedState::WaitingForVault);

        drop(service);
        stop_before_the_end(&world, false);
        let service = world.service();
        service.take_up_all().await;
        let open = service.list_unfinished().await.unwrap();
        if let Some(open) = open.first() {
            assert_eq!(open.state, UnfinishedState::Ambiguous);
            assert!(service.settle(keep(open, None)).await.unwrap().is_empty());
        }
        assert_eq!(key(&service, "key-1").await.secret, SecretPlace::Here);
        assert_eq!(world.keychain.items().len(), 2);
        assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
    }
}
