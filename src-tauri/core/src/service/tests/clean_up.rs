//! Cleaning up after a key whose secret is lost, at a cloud that deletes only what is switched off.

use std::sync::Arc;

use super::fake::*;
use super::trouble::all_looks;
use crate::error::{Error, ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;

/// A key was made and its answer lost; what is left of it is on the list.
async fn lost(world: &World, service: &Arc<KeyService>) -> Unfinished {
    let account = world.connected(service).await;
    world.cloud.with(|cloud| {
        cloud.keys.push(remote("old", ""));
        cloud.plan.push_back(Create::Cut);
    });
    let made = service.create_key(new_key(&account, "")).await;
    assert_eq!(made.unwrap_err().outcome, Outcome::Unknown);
    let mut open = all_looks(service).await;
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].candidates.len(), 1);
    world.cloud.with(|cloud| cloud.calls.clear());
    open.remove(0)
}

fn delete(open: &Unfinished) -> Settle {
    settle(open.id, Settlement::Delete)
}

/// What was sent to change something.
fn changes(world: &World) -> Vec<&'static str> {
    let calls = world.cloud.with(|cloud| cloud.calls.clone());
    let change = |call: &&str| matches!(*call, "switch" | "delete");
    calls.into_iter().filter(change).collect()
}

#[tokio::test]
async fn a_key_that_must_be_off_first_is_switched_off_and_deleted() {
    let world = World::new(&NAMELESS_IN_TWO_STEPS);
    let service = world.service();
    let open = lost(&world, &service).await;
    assert_eq!(open.state, UnfinishedState::Ambiguous);
    assert!(service.settle(delete(&open)).await.unwrap().is_empty());
    assert_eq!(changes(&world), ["switch", "delete"]);
    let left = world.cloud.with(|cloud| cloud.keys.clone());
    assert_eq!(left, [remote("old", "")]);
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
}

#[tokio::test]
async fn a_step_that_fails_stays_listed_and_both_are_tried_until_they_work() {
    for step in ["switch", "delete"] {
        let world = World::new(&NAMELESS_IN_TWO_STEPS);
        let service = world.service();
        let open = lost(&world, &service).await;
        world.cloud.with(|cloud| {
            let down = Error::new(ErrorCode::ProviderDown).with_outcome(Outcome::Unknown);
            cloud.faults.push_back((step, down));
        });
        let failed = service.settle(delete(&open)).await;
        assert_eq!(failed.unwrap_err().code, ErrorCode::ProviderDown);
        let open = service.list_unfinished().await.unwrap();
        assert_eq!(open[0].state, UnfinishedState::CleanUpFailed, "{step}");
        // The program ends here; the next start goes on.
        drop(service);
        let service = world.service();
        service.take_up_all().await;
        assert!(all_looks(&service).await.is_empty(), "{step}");
        assert_eq!(world.cloud.with(|cloud| cloud.keys.len()), 1);
    }
}

#[tokio::test]
async fn a_key_that_somebody_deleted_meanwhile_is_cleaned_up() {
    let world = World::new(&NAMELESS_IN_TWO_STEPS);
    let service = world.service();
    let open = lost(&world, &service).await;
    world
        .cloud
        .with(|cloud| cloud.keys.retain(|key| key.remote_id == "old"));
    assert!(service.settle(delete(&open)).await.unwrap().is_empty());
    assert_eq!(changes(&world), ["switch"]);
}

#[tokio::test]
async fn a_cloud_that_deletes_at_once_is_asked_for_nothing_else() {
    let world = World::new(&NAMELESS);
    let service = world.service();
    let open = lost(&world, &service).await;
    assert!(service.settle(delete(&open)).await.unwrap().is_empty());
    assert_eq!(changes(&world), ["delete"]);
}
