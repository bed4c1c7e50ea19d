//! Rotation by succession, step by step.

use std::sync::Arc;

use super::fake::*;
use crate::error::{Error, ErrorCode, Outcome};
use crate::kind::{KindSpec, RemoteKey};
use crate::model::*;
use crate::service::KeyService;

mod kills;

use SuccessionStep as S;

/// The key that an account signs in with, as the cloud lists it.
const OWN: &str = "ID-OTHER-1";

async fn keys(service: &KeyService) -> Vec<ApiKey> {
    service.list_keys().await.unwrap().keys
}

async fn key(service: &KeyService, remote_id: &str) -> Option<ApiKey> {
    let keys = keys(service).await;
    keys.into_iter().find(|key| key.remote_id == remote_id)
}

/// A key that was made here, and the beginning of its rotation.
async fn begun(world: &World) -> (Arc<KeyService>, ApiKey, Succession) {
    let service = world.service();
    let account = world.connected(&service).await;
    let old = service.create_key(new_key(&account, "etl")).await.unwrap();
    let begun = start(&service, old.id).await.unwrap();
    (service, old, begun)
}

async fn start(service: &KeyService, key: KeyId) -> crate::error::Result<Succession> {
    service.start_succession(StartSuccession { key }).await
}

fn ask(of: &Succession, step: S) -> StepSuccession {
    StepSuccession {
        succession: of.id,
        step,
        new: None,
        anyway: false,
        typed_name: None,
    }
}

async fn step(service: &Arc<KeyService>, of: &Succession, to_do: S) -> Succession {
    let after = service.step_succession(ask(of, to_do)).await;
    after.unwrap().expect("not over")
}

async fn fails(service: &Arc<KeyService>, asked: StepSuccession) -> ErrorCode {
    service.step_succession(asked).await.unwrap_err().code
}

/// With the old key's name typed, although it is early.
fn delete(of: &Succession, name: &str) -> StepSuccession {
    StepSuccession {
        anyway: true,
        typed_name: Some(name.to_owned()),
        ..ask(of, S::Delete)
    }
}

fn end(of: &Succession, typed_name: Option<&str>) -> EndSuccession {
    EndSuccession {
        succession: of.id,
        typed_name: typed_name.map(str::to_owned),
    }
}

fn at_cloud(world: &World, remote_id: &str) -> Option<RemoteKey> {
    world.cloud.with(|cloud| {
        let mut keys = cloud.keys.iter();
        keys.find(|key| key.remote_id == remote_id).cloned()
    })
}

#[tokio::test]
async fn another_key_takes_the_place_of_a_key_step_by_step_and_over_restarts() {
    let world = World::new(&NAMED);
    let (mut service, old, begun) = begun(&world).await;
    assert_eq!(
        begun.order,
        [S::Issue, S::Verify, S::HandOver, S::Pause, S::Delete]
    );
    assert_eq!(begun.step, S::Issue);
    let proposal = begun.proposal.clone().unwrap();
    assert_eq!(proposal.name.as_deref(), Some("etl-2"));
    assert_eq!(proposal.expires, Some(Expiry::Never));
    let marks = Marks {
        tags: vec!["sales".to_owned()],
        used_in: vec!["Grafana".to_owned()],
        ..Marks::default()
    };
    let mark = MarkKey {
        key: old.id,
        marks: marks.clone(),
    };
    service.mark_key(mark).await.unwrap();

    // Proven when it was made, so that the hand-over is next.
    let now = step(&service, &begun, S::Issue).await;
    assert_eq!(now.step, S::HandOver);
    let heir = key(&service, "key-2").await.unwrap();
    assert_eq!((now.new_key, heir.name.as_str()), (Some(heir.id), "etl-2"));
    assert!(now.proposal.is_none() && now.issued_at.is_some());

    drop(service);
    service = world.service();
    let state = service.app_state().await.unwrap();
    assert_eq!(state.successions, vec![now.clone()]);
    assert!(state.unfinished.is_empty() && state.rotations.is_empty());

    // Out of order nothing happens.
    for wrong in [S::Issue, S::Verify, S::Watch, S::Pause, S::Delete] {
        assert_eq!(fails(&service, ask(&now, wrong)).await, ErrorCode::Conflict);
    }
    assert!(at_cloud(&world, "key-1").is_some());

    let now = step(&service, &now, S::HandOver).await;
    assert_eq!((now.step, now.quiet_since), (S::Pause, None));
    assert_eq!(key(&service, "key-2").await.unwrap().marks, marks);
    let now = step(&service, &now, S::Pause).await;
    assert_eq!(now.step, S::Delete);
    assert_eq!(at_cloud(&world, "key-1").unwrap().state, KeyState::Disabled);
    let days = now
        .quiet_until
        .unwrap()
        .duration_since(now.quiet_since.unwrap());
    assert_eq!(days.as_hours(), 7 * 24);

    // Too early; without the name; then.
    let early = StepSuccession {
        typed_name: Some("etl".to_owned()),
        ..ask(&now, S::Delete)
    };
    assert_eq!(fails(&service, early).await, ErrorCode::StillInUse);
    let nameless = delete(&now, "");
    assert_eq!(fails(&service, nameless).await, ErrorCode::NameMismatch);
    let over = service.step_succession(delete(&now, "etl")).await.unwrap();
    assert_eq!(over, None);
    assert!(at_cloud(&world, "key-1").is_none());
    assert!(service.app_state().await.unwrap().successions.is_empty());
    let events = service
        .list_events(ListEvents {
            key: Some(old.id),
            limit: 9,
            ..ListEvents::default()
        })
        .await
        .unwrap();
    let rotated = events
        .iter()
        .find(|event| event.op == OperationKind::Rotate);
    assert_eq!(rotated.unwrap().result, EventResult::Done);
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 2);
}

#[tokio::test]
async fn the_quiet_days_are_chosen_and_kept() {
    let world = World::new(&NAMED);
    let (service, _, begun) = begun(&world).await;
    let note = |days| NoteSuccession {
        succession: begun.id,
        done: None,
        quiet_days: Some(days),
    };
    let far = service.note_succession(note(91)).await;
    assert_eq!(far.unwrap_err().code, ErrorCode::FieldInvalid);
    service.note_succession(note(0)).await.unwrap();
    let now = step(&service, &begun, S::Issue).await;
    let now = step(&service, &now, S::HandOver).await;
    let now = step(&service, &now, S::Pause).await;
    assert_eq!(now.quiet_days, 0);
    let plain = StepSuccession {
        anyway: false,
        ..delete(&now, "etl")
    };
    assert_eq!(service.step_succession(plain).await.unwrap(), None);
}

#[tokio::test]
async fn places_of_the_old_key_are_listed_and_ticked_off_for_good() {
    let world = World::new(&NAMED);
    let (service, old, begun) = begun(&world).await;
    for _ in 0..2 {
        let copy = CopyKey {
            key: old.id,
            what: CopyWhat::Secret,
        };
        service.copy_key(copy).await.unwrap();
    }
    let marks = Marks {
        used_in: vec!["Grafana".to_owned()],
        ..Marks::default()
    };
    let mark = MarkKey { key: old.id, marks };
    service.mark_key(mark).await.unwrap();
    let places = service.successions().unwrap().remove(0).places;
    assert_eq!(places.len(), 2);
    assert!(matches!(&places[0].what, PlaceKind::Noted { text } if text == "Grafana"));
    let PlaceKind::Taken {
        op, copied, times, ..
    } = places[1].what
    else {
        panic!("{places:?}");
    };
    let taken = (op, copied, times);
    assert_eq!(taken, (OperationKind::Copy, Some(CopyWhat::Secret), 2));
    assert!(places.iter().all(|place| !place.done));

    let tick = NoteSuccession {
        succession: begun.id,
        done: Some(vec![places[0].id.clone()]),
        quiet_days: None,
    };
    service.note_succession(tick.clone()).await.unwrap();
    drop(service);
    let service = world.service();
    let places = service.successions().unwrap().remove(0).places;
    assert_eq!(
        places.iter().map(|p| p.done).collect::<Vec<_>>(),
        [true, false]
    );
    let long = NoteSuccession {
        done: Some(vec!["x".repeat(121)]),
        ..tick
    };
    let refused = service.note_succession(long).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::FieldInvalid);
}

#[tokio::test]
async fn use_after_the_hand_over_is_seen_at_the_cloud_and_holds_up_the_way() {
    let world = World::new(&NAMED);
    let used = |at: jiff::Timestamp| {
        world.cloud.with(|cloud| {
            let old = cloud.keys.iter_mut().find(|key| key.remote_id == "key-1");
            old.unwrap().last_used = LastUsed::At { at };
        });
    };
    let (service, old, begun) = begun(&world).await;
    used(jiff::Timestamp::now());
    let refresh = RefreshKeys { account: None };
    service.refresh_keys(refresh).await.unwrap();
    let now = step(&service, &begun, S::Issue).await;
    let now = step(&service, &now, S::HandOver).await;
    assert_eq!((now.step, now.used_since), (S::Watch, false));
    used(jiff::Timestamp::now());
    assert_eq!(
        fails(&service, ask(&now, S::Watch)).await,
        ErrorCode::StillInUse
    );
    assert!(service.successions().unwrap()[0].used_since);
    let anyway = StepSuccession {
        anyway: true,
        ..ask(&now, S::Watch)
    };
    let now = service.step_succession(anyway).await.unwrap().unwrap();
    assert_eq!(now.step, S::Pause);
    assert_eq!(key(&service, "key-1").await.unwrap().id, old.id);
}

#[tokio::test]
async fn a_full_cloud_names_the_key_that_is_missed_least_and_gets_no_create() {
    let world = World::new(&NAMED);
    let (service, old, begun) = begun(&world).await;
    let other = |id: &str, last_used| RemoteKey {
        last_used,
        ..remote(id, id)
    };
    let long_ago = "2020-01-01T00:00:00Z".parse().unwrap();
    world.cloud.with(|cloud| {
        cloud
            .keys
            .push(other("used", LastUsed::At { at: long_ago }));
        cloud.keys.push(other("never", LastUsed::Never));
        cloud.quota = Some(Quota { used: 3, limit: 3 });
    });
    let refresh = RefreshKeys { account: None };
    service.refresh_keys(refresh).await.unwrap();
    let now = step(&service, &begun, S::Issue).await;
    let never = key(&service, "never").await.unwrap();
    assert_eq!(
        now.no_room,
        Some(NoRoom {
            used: 3,
            limit: Some(3),
            first: Some(never.id),
            why: Some(GoesFirst::NeverUsed),
        })
    );
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);

    // The user makes room; the old key stays what it is.
    let delete_key = DeleteKey {
        key: never.id,
        typed_name: "never".to_owned(),
    };
    service.delete_key(delete_key).await.unwrap();
    assert_eq!(service.successions().unwrap()[0].no_room, None);
    world.cloud.with(|cloud| cloud.quota = None);
    assert_eq!(step(&service, &begun, S::Issue).await.step, S::HandOver);
    assert_eq!(key(&service, "key-1").await.unwrap().id, old.id);
}

#[tokio::test]
async fn a_lost_answer_holds_the_rotation_until_it_is_settled_and_nothing_is_made_twice() {
    let world = World::new(&NAMED);
    let (service, _, begun) = begun(&world).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    let error = service.step_succession(ask(&begun, S::Issue)).await;
    assert_eq!(error.unwrap_err().outcome, Outcome::Unknown);
    let doubt = service.list_unfinished().await.unwrap().remove(0);
    let now = service.successions().unwrap().remove(0);
    assert_eq!((now.step, now.making), (S::Issue, Some(doubt.id)));
    assert_eq!(fails(&service, ask(&now, S::Issue)).await, ErrorCode::Busy);
    service
        .settle(settle(doubt.id, Settlement::LookAgain))
        .await
        .unwrap();
    assert_eq!(fails(&service, ask(&now, S::Issue)).await, ErrorCode::Busy);
    service
        .settle(settle(doubt.id, Settlement::Delete))
        .await
        .unwrap();
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 2);
    assert_eq!(step(&service, &now, S::Issue).await.step, S::HandOver);
}

#[tokio::test]
async fn going_back_resumes_the_old_key_first_and_leaves_or_takes_the_new_one() {
    for takes in [false, true] {
        let world = World::new(&NAMED);
        let (service, _, begun) = begun(&world).await;
        let now = step(&service, &begun, S::Issue).await;
        let now = step(&service, &now, S::HandOver).await;
        let now = step(&service, &now, S::Pause).await;
        let heir = key(&service, "key-2").await.unwrap();

        // Beside the way back nothing takes the new key away.
        let off = SwitchKey {
            key: heir.id,
            on: false,
        };
        let refused = service.switch_key(off).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Rotating);
        let delete_key = DeleteKey {
            key: heir.id,
            typed_name: heir.name.clone(),
        };
        let refused = service.delete_key(delete_key).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Rotating);
        let wrong = service.end_succession(end(&now, Some("wrong"))).await;
        assert_eq!(wrong.unwrap_err().code, ErrorCode::NameMismatch);

        let typed = takes.then_some("etl-2");
        service.end_succession(end(&now, typed)).await.unwrap();
        assert_eq!(at_cloud(&world, "key-1").unwrap().state, KeyState::Enabled);
        assert_eq!(at_cloud(&world, "key-2").is_some(), !takes);
        assert!(service.successions().unwrap().is_empty());
        let calls = world.cloud.with(|cloud| cloud.calls.clone());
        let last = |name| calls.iter().rposition(|call| *call == name);
        assert!(!takes || last("switch") < last("delete"));
    }
}

#[tokio::test]
async fn a_new_key_stays_when_the_old_one_cannot_come_back() {
    let world = World::new(&NAMED);
    let (service, _, begun) = begun(&world).await;
    let now = step(&service, &begun, S::Issue).await;
    // Switched off by somebody else.
    world.cloud.with(|cloud| {
        let old = cloud.keys.iter_mut().find(|key| key.remote_id == "key-1");
        old.unwrap().state = KeyState::Disabled;
    });
    let refused = service.end_succession(end(&now, Some("etl-2"))).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::CredentialInactive);
    assert!(at_cloud(&world, "key-2").is_some());
}

#[tokio::test]
async fn the_old_key_stays_while_the_new_one_does_not_work() {
    let world = World::new(&NAMED);
    let (service, _, begun) = begun(&world).await;
    let now = step(&service, &begun, S::Issue).await;
    let now = step(&service, &now, S::HandOver).await;
    let no = Error::new(ErrorCode::CredentialUnknown).with_outcome(Outcome::Refused);
    world
        .cloud
        .with(|cloud| cloud.faults.push_back(("verify", no.clone())));
    let paused = fails(&service, ask(&now, S::Pause)).await;
    assert_eq!(paused, ErrorCode::NotYetWorking);
    assert_eq!(at_cloud(&world, "key-1").unwrap().state, KeyState::Enabled);
    let now = step(&service, &now, S::Pause).await;
    world
        .cloud
        .with(|cloud| cloud.faults.push_back(("verify", no)));
    let deleted = fails(&service, delete(&now, "etl")).await;
    assert_eq!(deleted, ErrorCode::NotYetWorking);
    assert!(at_cloud(&world, "key-1").is_some());
}

/// An account that signs in with a key that its cloud lists.
async fn signing_in_with_a_listed_key(world: &World, service: &Arc<KeyService>) -> ApiKey {
    world
        .cloud
        .with(|cloud| cloud.keys.push(remote(OWN, "first")));
    world.connected_with(service, "OTHER-1").await;
    let own = key(service, OWN).await.unwrap();
    assert!(own.own);
    own
}

#[tokio::test]
async fn the_app_moves_to_the_new_key_only_after_it_is_proven_for_what_it_needs() {
    let world = World::new(&NAMED);
    let service = world.service();
    let old = signing_in_with_a_listed_key(&world, &service).await;
    let begun = start(&service, old.id).await.unwrap();
    assert!(begun.own);
    let now = step(&service, &begun, S::Issue).await;
    assert_eq!(now.step, S::Verify);

    let no = || Error::new(ErrorCode::Forbidden).with_outcome(Outcome::Refused);
    world
        .cloud
        .with(|cloud| cloud.faults.push_back(("list", no())));
    assert_eq!(
        fails(&service, ask(&now, S::Verify)).await,
        ErrorCode::Forbidden
    );
    assert!(key(&service, OWN).await.unwrap().own);

    let now = step(&service, &now, S::Verify).await;
    assert_eq!(now.step, S::HandOver);
    let (old, heir) = (
        key(&service, OWN).await.unwrap(),
        key(&service, "key-1").await.unwrap(),
    );
    assert!(heir.own && !old.own);
    // The old one goes on working, with its secret here.
    assert_eq!(
        (old.secret, heir.secret),
        (SecretPlace::Here, SecretPlace::Here)
    );
    service.verify_key(KeyRef { key: old.id }).await.unwrap();

    let now = step(&service, &now, S::HandOver).await;
    let now = step(&service, &now, S::Pause).await;
    // Signed with the new one: the fake cloud takes nothing from a key that is off.
    let over = service
        .step_succession(delete(&now, "first"))
        .await
        .unwrap();
    assert_eq!(over, None);
    let account = service.app_state().await.unwrap().accounts.remove(0);
    let ask = AccountRef {
        account: account.id,
    };
    service.verify_account(ask).await.unwrap();
    // Of the account, and of the key.
    assert_eq!(world.keychain.items().len(), 2);
    assert!(key(&service, OWN).await.is_none());
}

#[tokio::test]
async fn the_app_moves_back_before_the_new_key_goes() {
    let world = World::new(&NAMED);
    let service = world.service();
    let old = signing_in_with_a_listed_key(&world, &service).await;
    let begun = start(&service, old.id).await.unwrap();
    let now = step(&service, &begun, S::Issue).await;
    let now = step(&service, &now, S::Verify).await;
    let now = step(&service, &now, S::HandOver).await;
    let now = step(&service, &now, S::Pause).await;
    service
        .end_succession(end(&now, Some("first-2")))
        .await
        .unwrap();
    let own = key(&service, OWN).await.unwrap();
    assert!(own.own && own.state == KeyState::Enabled);
    assert!(key(&service, "key-1").await.is_none());
    service.verify_key(KeyRef { key: own.id }).await.unwrap();
}

#[tokio::test]
async fn what_goes_another_way_is_refused_and_nothing_rotates_twice() {
    let refused = async |spec: &'static KindSpec| {
        let world = World::new(spec);
        let service = world.service();
        world.connected(&service).await;
        world
            .cloud
            .with(|cloud| cloud.keys.push(remote("key-9", "etl")));
        let refresh = RefreshKeys { account: None };
        service.refresh_keys(refresh).await.unwrap();
        let key = keys(&service).await.remove(0);
        start(&service, key.id).await.unwrap_err().code
    };
    for spec in [&TWO_SECRETS, &GUIDED, &UNDOCUMENTED] {
        assert_eq!(refused(spec).await, ErrorCode::Unsupported);
    }
    let world = World::new(&NAMED);
    let (service, old, begun) = begun(&world).await;
    let again = start(&service, old.id).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::Busy);
    let now = step(&service, &begun, S::Issue).await;
    let of_heir = start(&service, now.new_key.unwrap()).await.unwrap_err();
    assert_eq!(of_heir.code, ErrorCode::Busy);
    // A two-secret rotation's commands do not reach it.
    let rotation = RotationRef { rotation: now.id };
    let ended = service.end_rotation(rotation).await.unwrap_err();
    assert_eq!(ended.code, ErrorCode::Gone);
}

#[tokio::test]
async fn a_key_that_was_deleted_elsewhere_needs_no_rotation() {
    let world = World::new(&NAMED);
    let (service, _, begun) = begun(&world).await;
    step(&service, &begun, S::Issue).await;
    world
        .cloud
        .with(|cloud| cloud.keys.retain(|key| key.remote_id != "key-1"));
    let refresh = RefreshKeys { account: None };
    service.refresh_keys(refresh).await.unwrap();
    assert!(service.successions().unwrap().is_empty());
    // The new one is a key like others now.
    let heir = key(&service, "key-2").await.unwrap();
    let off = SwitchKey {
        key: heir.id,
        on: false,
    };
    service.switch_key(off).await.unwrap();
}
