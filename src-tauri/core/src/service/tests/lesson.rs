//! The lesson of the practice mode: how far it came, and what goes wrong on purpose.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::fake::*;
use crate::error::ErrorCode;
use crate::model::*;
use crate::service::KeyService;

use PracticeTrouble as T;
use SuccessionStep as S;

async fn practising(service: &Arc<KeyService>) -> Account {
    let provider = ProviderId::Clickhouse;
    let ask = StartPractice { provider };
    service.start_practice(ask).await.unwrap()
}

fn switch(account: &Account, trouble: Option<T>) -> SetPracticeTrouble {
    SetPracticeTrouble {
        account: account.id,
        trouble,
    }
}

async fn lesson(service: &KeyService) -> Lesson {
    service.app_state().await.unwrap().lesson.unwrap()
}

async fn state(service: &KeyService) -> (Option<T>, Option<T>) {
    let practice = service.app_state().await.unwrap().practice;
    (practice[0].on, practice[0].met)
}

async fn delete(service: &Arc<KeyService>, key: &ApiKey) {
    let ask = DeleteKey {
        key: key.id,
        typed_name: key.name.clone(),
    };
    service.delete_key(ask).await.unwrap();
}

/// Replaces a key by a new one, step by step.
async fn rotate(service: &Arc<KeyService>, key: &ApiKey) {
    let begun = service.start_succession(StartSuccession { key: key.id });
    let begun = begun.await.unwrap();
    for step in [S::Issue, S::HandOver, S::Pause, S::Delete] {
        let ask = StepSuccession {
            succession: begun.id,
            step,
            new: None,
            anyway: true,
            typed_name: Some(key.name.clone()),
        };
        service.step_succession(ask).await.unwrap();
    }
}

#[tokio::test]
async fn the_lesson_knows_what_was_done_with_practice_keys_also_after_a_restart() {
    let world = World::new(&NAMED);
    let mut service = world.service();
    assert_eq!(service.app_state().await.unwrap().lesson, None);
    let account = practising(&service).await;
    assert_eq!(lesson(&service).await, Lesson::default());

    let made = service.create_key(new_key(&account, "etl")).await.unwrap();
    let mut so_far = Lesson {
        issued: true,
        ..Lesson::default()
    };
    assert_eq!(lesson(&service).await, so_far);

    // The old key of a rotation goes with it: that is not yet the retiring of a key.
    rotate(&service, &made).await;
    so_far.rotated = true;
    assert_eq!(lesson(&service).await, so_far);

    drop(service);
    service = world.service();
    assert_eq!(lesson(&service).await, so_far);
    let heir = service.list_keys().await.unwrap().keys.remove(0);
    delete(&service, &heir).await;
    so_far.retired = true;
    assert_eq!(lesson(&service).await, so_far);
}

#[tokio::test]
async fn what_is_done_with_real_keys_is_no_part_of_the_lesson() {
    let world = World::new(&NAMED);
    let service = world.service();
    let real = world.connected(&service).await;
    let key = service.create_key(new_key(&real, "etl")).await.unwrap();
    delete(&service, &key).await;
    let now = service.app_state().await.unwrap();
    assert_eq!((now.lesson, now.practice), (None, vec![]));
    practising(&service).await;
    assert_eq!(lesson(&service).await, Lesson::default());
}

#[tokio::test]
async fn no_trouble_is_made_on_a_real_account() {
    let world = World::new(&SPEC);
    let service = world.service();
    let real = world.connected(&service).await;
    practising(&service).await;
    for trouble in [Some(T::Slow), Some(T::CutAfterCreate), None] {
        let asked = service.set_practice_trouble(switch(&real, trouble)).await;
        assert_eq!(asked.unwrap_err().code, ErrorCode::Unsupported);
    }
    assert!(world.practice.switched().is_empty());
}

#[tokio::test]
async fn a_trouble_is_on_until_it_was_met_once_or_is_switched_off() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = practising(&service).await;
    let told = service.set_practice_trouble(switch(&account, Some(T::Slow)));
    let told = told.await.unwrap();
    assert_eq!(told.troubles, [T::CutAfterCreate, T::Slow]);
    assert_eq!(state(&service).await, (Some(T::Slow), None));

    // The page hears of it once, however many requests are slow.
    let seen = service.wait_for_change(Seen { revision: 0 }).await.unwrap();
    for _ in 0..3 {
        world.practice.meet(false);
    }
    let now = service.wait_for_change(seen).await.unwrap();
    assert_eq!(now.revision, seen.revision + 1);
    assert_eq!(state(&service).await, (Some(T::Slow), Some(T::Slow)));

    let once = switch(&account, Some(T::CutAfterCreate));
    service.set_practice_trouble(once).await.unwrap();
    assert_eq!(state(&service).await, (Some(T::CutAfterCreate), None));
    world.practice.meet(true);
    assert_eq!(state(&service).await, (None, Some(T::CutAfterCreate)));

    // Who heard of it is told what was done; then it is forgotten.
    let off = service.set_practice_trouble(switch(&account, None));
    assert_eq!(off.await.unwrap().on, None);
    world.practice.meet(true);
    assert_eq!(state(&service).await, (None, None));
    let word = |word: &str| Some(word.to_owned());
    assert_eq!(
        world.practice.switched(),
        [word("slow"), word("cut_after_create"), None]
    );
}

#[tokio::test]
async fn what_a_cloud_does_not_know_or_refuses_leaves_it_as_it_was() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = practising(&service).await;
    let slow = switch(&account, Some(T::Slow));
    service.set_practice_trouble(slow).await.unwrap();
    let unknown = switch(&account, Some(T::QuotaFull));
    let asked = service.set_practice_trouble(unknown).await;
    assert_eq!(asked.unwrap_err().code, ErrorCode::Unsupported);
    world.practice.refuses.store(true, Ordering::SeqCst);
    let asked = service.set_practice_trouble(switch(&account, None)).await;
    assert_eq!(asked.unwrap_err().code, ErrorCode::Unsupported);
    assert_eq!(state(&service).await, (Some(T::Slow), None));
}

#[tokio::test]
async fn trouble_ends_with_the_program_and_with_the_practice_cloud() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = practising(&service).await;
    let slow = switch(&account, Some(T::Slow));
    service.set_practice_trouble(slow).await.unwrap();
    let off = AccountRef {
        account: account.id,
    };
    service.disconnect(off).await.unwrap();
    assert_eq!(service.app_state().await.unwrap().practice, []);
    let account = practising(&service).await;
    assert_eq!(state(&service).await, (None, None));

    let slow = switch(&account, Some(T::Slow));
    service.set_practice_trouble(slow).await.unwrap();
    drop(service);
    assert_eq!(state(&world.service()).await, (None, None));
}
