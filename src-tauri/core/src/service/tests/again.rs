//! Secrets that can be read again, names that the cloud does not keep, and the last line of defence.

use std::sync::Arc;

use super::fake::*;
use super::trouble::all_looks;
use crate::error::{Error, ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;
use crate::vault::Fault;

async fn secret_of(world: &World, service: &Arc<KeyService>, key: KeyId) -> String {
    let what = CopyWhat::Secret;
    service.copy_key(CopyKey { key, what }).await.unwrap();
    world.desktop.copied.lock().unwrap().pop().unwrap().0
}

async fn only_key(service: &Arc<KeyService>) -> ApiKey {
    let list = service.list_keys().await.unwrap();
    let [key] = list.keys.as_slice() else {
        panic!("{:?}", list.keys)
    };
    key.clone()
}

fn regenerate(key: KeyId) -> RegenerateKey {
    RegenerateKey {
        key,
        field: "key_secret".to_owned(),
    }
}

#[tokio::test]
async fn a_lost_answer_is_no_loss_where_the_secret_can_be_read_again() {
    let world = World::new(&READABLE);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    let error = service
        .create_key(new_key(&account, "shop"))
        .await
        .unwrap_err();
    assert_eq!(error.outcome, Outcome::Unknown);
    assert!(all_looks(&service).await.is_empty());
    let key = only_key(&service).await;
    assert_eq!((key.name.as_str(), key.secret), ("shop", SecretPlace::Here));
    assert_eq!(secret_of(&world, &service, key.id).await, SECRET);
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
}

#[tokio::test]
async fn a_secret_that_somebody_else_has_is_brought_here() {
    let world = World::new(&READABLE);
    let service = world.service();
    let listed = remote("old", "theirs");
    world.cloud.with(|cloud| cloud.keys.push(listed));
    world.connected(&service).await;
    let key = only_key(&service).await;
    assert_eq!(key.secret, SecretPlace::Elsewhere);
    let key = service.fetch_secret(KeyRef { key: key.id }).await.unwrap();
    assert_eq!(key.secret, SecretPlace::Here);
    assert_eq!(secret_of(&world, &service, key.id).await, SECRET);

    let once = World::new(&SPEC);
    let service = once.service();
    once.cloud.with(|cloud| cloud.keys.push(remote("old", "x")));
    once.connected(&service).await;
    let key = only_key(&service).await.id;
    let error = service.fetch_secret(KeyRef { key }).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unsupported);
}

#[tokio::test]
async fn a_new_secret_replaces_the_old_one_in_the_keychain() {
    let world = World::new(&READABLE);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    let items = world.keychain.items().len();
    service.regenerate_key(regenerate(key.id)).await.unwrap();
    let now = world.cloud.with(|cloud| cloud.secret());
    assert_ne!(now, SECRET);
    assert_eq!(secret_of(&world, &service, key.id).await, now);
    assert_eq!(world.keychain.items().len(), items);
    assert!(service.list_unfinished().await.unwrap().is_empty());

    let unknown = RegenerateKey {
        field: "other".to_owned(),
        ..regenerate(key.id)
    };
    let error = service.regenerate_key(unknown).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unsupported);
}

#[tokio::test]
async fn a_new_secret_whose_answer_is_lost_is_read_afterwards() {
    for after_a_restart in [false, true] {
        let world = World::new(&READABLE);
        let mut service = world.service();
        let account = world.connected(&service).await;
        let key = service.create_key(new_key(&account, "shop")).await.unwrap();
        world.cloud.with(|cloud| {
            let lost = Error::new(ErrorCode::Interrupted).with_outcome(Outcome::Unknown);
            cloud.faults.push_back(("regenerate", lost));
        });
        let error = service
            .regenerate_key(regenerate(key.id))
            .await
            .unwrap_err();
        assert_eq!(error.outcome, Outcome::Unknown);
        if after_a_restart {
            drop(service);
            service = world.service();
            service.take_up_all().await;
        }
        assert!(all_looks(&service).await.is_empty());
        let now = world.cloud.with(|cloud| cloud.secret());
        assert_eq!(secret_of(&world, &service, key.id).await, now);
        let events = service
            .list_events(ListEvents {
                key: Some(key.id),
                limit: 9,
                ..ListEvents::default()
            })
            .await
            .unwrap();
        let regenerated = events.iter().find(|e| e.op == OperationKind::Regenerate);
        assert_eq!(regenerated.unwrap().result, EventResult::Done);
    }
}

#[tokio::test]
async fn a_key_without_a_name_keeps_the_users_own() {
    let world = World::new(&NAMELESS);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    assert_eq!(key.name, "shop");
    let ask = RefreshKeys { account: None };
    let list = service.refresh_keys(ask).await.unwrap();
    assert_eq!(list.keys[0].name, "shop");
    let name = |name: &str| NameKey {
        key: key.id,
        name: name.to_owned(),
    };
    let named = service.name_key(name("  store  ")).await.unwrap();
    assert_eq!(named.name, "store");
    let error = service.name_key(name(&"x".repeat(61))).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::FieldInvalid);
    let delete = |typed: &str| DeleteKey {
        key: key.id,
        typed_name: typed.to_owned(),
    };
    let error = service.delete_key(delete("shop")).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NameMismatch);
    service.delete_key(delete("store")).await.unwrap();

    let named = World::new(&SPEC);
    let service = named.service();
    let account = named.connected(&service).await;
    let key = service.create_key(new_key(&account, "a")).await.unwrap().id;
    let name = "b".to_owned();
    let error = service.name_key(NameKey { key, name }).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unsupported);
}

#[tokio::test]
async fn a_key_that_must_be_off_first_is_not_deleted_while_it_is_on() {
    let world = World::new(&DELETES_ONLY_WHAT_IS_OFF);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    let delete = || DeleteKey {
        key: key.id,
        typed_name: "shop".to_owned(),
    };
    let error = service.delete_key(delete()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Conflict);
    assert!(!world.cloud.with(|cloud| cloud.calls.contains(&"delete")));
    let off = SwitchKey {
        key: key.id,
        on: false,
    };
    service.switch_key(off).await.unwrap();
    service.delete_key(delete()).await.unwrap();
}

/// The data file takes everything but the sealed answer.
pub fn refuse_to_seal(world: &World) {
    drop(world.service());
    let file = world.folder.path().join(crate::store::FILE);
    rusqlite::Connection::open(file)
        .unwrap()
        .execute_batch(
            "CREATE TRIGGER full BEFORE UPDATE ON sealed
             WHEN NEW.part = 1 AND NEW.content != zeroblob(65536)
             BEGIN SELECT RAISE(ABORT, 'made up'); END",
        )
        .unwrap();
}

#[tokio::test]
async fn an_answer_that_neither_disk_nor_keychain_takes_is_held_until_one_does() {
    let world = World::new(&SPEC);
    refuse_to_seal(&world);
    let service = world.service();
    let account = world.connected(&service).await;
    world.keychain.break_after(7, Fault::Locked);
    let error = service
        .create_key(new_key(&account, "shop"))
        .await
        .unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::VaultLocked, Outcome::Unknown)
    );
    let waiting = service.list_unfinished().await.unwrap();
    assert_eq!(waiting[0].state, UnfinishedState::WaitingForVault);
    world.keychain.break_with(None);
    assert!(all_looks(&service).await.is_empty());
    let key = only_key(&service).await;
    assert_eq!(secret_of(&world, &service, key.id).await, SECRET);
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
}

#[tokio::test]
async fn an_answer_is_held_while_the_disk_takes_no_row_that_says_where_it_rests() {
    let world = World::new(&SPEC);
    refuse_to_seal(&world);
    let file = world.folder.path().join(crate::store::FILE);
    rusqlite::Connection::open(file)
        .unwrap()
        .execute_batch(
            "CREATE TRIGGER stuck BEFORE UPDATE ON operations
             WHEN NEW.state = 'stored' AND NOT EXISTS (SELECT 1 FROM meta WHERE name = 'well')
             BEGIN SELECT RAISE(ABORT, 'made up'); END",
        )
        .unwrap();
    let service = world.service();
    let account = world.connected(&service).await;
    let made = service.create_key(new_key(&account, "shop")).await;
    assert_eq!(made.unwrap_err().outcome, Outcome::Unknown);
    assert_eq!(service.running(), 1);
    service.store.set_meta("well", &true).unwrap();
    // The end of the program waits for it.
    assert!(service.close().await);
    assert!(service.list_unfinished().await.unwrap().is_empty());
    let key = only_key(&service).await;
    assert_eq!(secret_of(&world, &service, key.id).await, SECRET);
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
}

#[tokio::test]
async fn a_refresh_can_be_ended() {
    let world = World::new(&SPEC);
    let service = world.service();
    world.connected(&service).await;
    world.cloud.with(|cloud| cloud.hang = true);
    let refresh = service.refresh_keys(RefreshKeys { account: None });
    let cancel = async {
        while !world.cloud.with(|cloud| cloud.hanging) {
            tokio::task::yield_now().await;
        }
        service.cancel_refresh().await.unwrap();
    };
    let (list, ()) = tokio::join!(refresh, cancel);
    assert!(list.unwrap().looks[0].error.is_none());
}

#[tokio::test]
async fn a_rotation_goes_on_after_a_restart_and_renews_each_value_while_the_other_is_in_use() {
    let world = World::new(&TWO_SECRETS);
    let mut service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    let renewed = || {
        world
            .cloud
            .with(|cloud| (cloud.regenerated, cloud.second_regenerated))
    };
    let start = |in_use: &str| StartRotation {
        key: key.id,
        in_use: in_use.to_owned(),
    };
    let error = service.start_rotation(start("other")).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::FieldInvalid);
    let rotation = service.start_rotation(start("key_secret")).await.unwrap();
    assert_eq!(rotation.other, "second_secret");
    let error = service
        .start_rotation(start("key_secret"))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Busy);
    let step = |step: RotationStep| StepRotation {
        rotation: rotation.id,
        step,
    };
    let error = service
        .step_rotation(step(RotationStep::RenewOther))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Conflict);
    let path = [
        (RotationStep::MoveToOther, (0, 0)),
        (RotationStep::RenewInUse, (1, 0)),
        (RotationStep::MoveBack, (1, 0)),
        (RotationStep::RenewOther, (1, 1)),
    ];
    for (now, then) in path {
        drop(service);
        service = world.service();
        service.take_up_all().await;
        let open = service.app_state().await.unwrap();
        assert_eq!(open.rotations[0].step, now);
        assert!(open.unfinished.is_empty());
        service.step_rotation(step(now)).await.unwrap();
        assert_eq!(renewed(), then);
    }
    assert!(service.app_state().await.unwrap().rotations.is_empty());
    let error = service
        .step_rotation(step(RotationStep::RenewOther))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Gone);
}

#[tokio::test]
async fn a_step_that_fails_is_done_again_and_a_rotation_can_be_left() {
    let world = World::new(&TWO_SECRETS);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    let in_use = "second_secret".to_owned();
    let start = StartRotation {
        key: key.id,
        in_use,
    };
    let rotation = service.start_rotation(start).await.unwrap().id;
    let step = |step| StepRotation { rotation, step };
    service
        .step_rotation(step(RotationStep::MoveToOther))
        .await
        .unwrap();
    world.cloud.with(|cloud| {
        let refused = Error::new(ErrorCode::Forbidden).with_outcome(Outcome::Refused);
        cloud.faults.push_back(("regenerate", refused));
    });
    let error = service
        .step_rotation(step(RotationStep::RenewInUse))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Forbidden);
    let now = service.app_state().await.unwrap().rotations;
    assert_eq!(now[0].step, RotationStep::RenewInUse);
    service
        .end_rotation(RotationRef { rotation })
        .await
        .unwrap();
    assert!(service.app_state().await.unwrap().rotations.is_empty());
}
