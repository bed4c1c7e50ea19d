use super::fake::*;
use crate::error::ErrorCode;
use crate::model::*;
use crate::service::KeyService;

async fn keys(service: &std::sync::Arc<KeyService>) -> Vec<ApiKey> {
    service.list_keys().await.unwrap().keys
}

async fn start(service: &KeyService, key: KeyId, purpose: Purpose) -> Replacement {
    service
        .start_replacement(StartReplacement { key, purpose })
        .await
        .unwrap()
}

fn step(of: &Replacement, step: ReplacementStep, new_key: Option<KeyId>) -> StepReplacement {
    StepReplacement {
        replacement: of.id,
        step,
        new_key,
    }
}

#[tokio::test]
async fn a_key_made_by_hand_is_replaced_step_by_step_and_over_a_restart() {
    let world = World::new(&GUIDED);
    let mut service = world.service();
    let old_account = world.connected(&service).await;
    let old = keys(&service).await.remove(0);
    let begun = start(&service, old.id, Purpose::Replace).await;
    assert_eq!(begun.step, ReplacementStep::Make);
    let again = service
        .start_replacement(StartReplacement {
            key: old.id,
            purpose: Purpose::Retire,
        })
        .await;
    assert_eq!(again.unwrap_err().code, ErrorCode::Busy);

    // Neither nothing, nor the old key as it was, is a new one.
    for (new_key, code) in [
        (None, ErrorCode::FieldInvalid),
        (Some(KeyId::random()), ErrorCode::Gone),
        (Some(old.id), ErrorCode::NotYetWorking),
    ] {
        let ask = step(&begun, ReplacementStep::Make, new_key);
        assert_eq!(service.step_replacement(ask).await.unwrap_err().code, code);
    }

    let new_account = world.connected_with(&service, "OTHER-1").await;
    assert_ne!(new_account.id, old_account.id);
    let find = |all: Vec<ApiKey>| {
        all.into_iter()
            .find(|k| k.account == new_account.id)
            .unwrap()
    };
    let new = find(keys(&service).await);
    let now = service
        .step_replacement(step(&begun, ReplacementStep::Make, Some(new.id)))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (now.step, now.new_key),
        (ReplacementStep::HandOver, Some(new.id))
    );

    drop(service);
    service = world.service();
    let state = service.app_state().await.unwrap();
    assert_eq!(state.replacements, vec![now]);
    assert!(state.unfinished.is_empty());

    // Out of order nothing happens.
    let ask = step(&begun, ReplacementStep::Remove, None);
    assert_eq!(
        service.step_replacement(ask).await.unwrap_err().code,
        ErrorCode::Conflict
    );
    service
        .step_replacement(step(&begun, ReplacementStep::HandOver, None))
        .await
        .unwrap();
    assert_eq!(keys(&service).await.len(), 2);
    let over = service
        .step_replacement(step(&begun, ReplacementStep::Remove, None))
        .await
        .unwrap();
    assert_eq!(over, None);
    let left = keys(&service).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].id, new.id);
    let state = service.app_state().await.unwrap();
    assert_eq!(state.accounts.len(), 1);
    assert!(state.replacements.is_empty());
    // The old secret went to the waste bin with it, from where nothing reads it.
    let bin = service.list_bin().await.unwrap();
    assert_eq!((bin.len(), bin[0].reason), (1, BinReason::Retired));
    service.empty_bin(EmptyBin { entry: None }).await.unwrap();
    assert_eq!(world.keychain.items().len(), 1);
}

#[tokio::test]
async fn a_new_secret_of_the_same_key_ends_it_with_the_hand_over() {
    let world = World::new(&GUIDED);
    let service = world.service();
    world.connected(&service).await;
    let key = keys(&service).await.remove(0);
    let begun = start(&service, key.id, Purpose::Replace).await;
    // The cloud took what was pasted anew.
    world.connected(&service).await;
    service
        .step_replacement(step(&begun, ReplacementStep::Make, Some(key.id)))
        .await
        .unwrap();
    let over = service
        .step_replacement(step(&begun, ReplacementStep::HandOver, None))
        .await
        .unwrap();
    assert_eq!(over, None);
    assert_eq!(keys(&service).await[0].id, key.id);
}

#[tokio::test]
async fn a_key_is_retired_and_leaves_this_computer_last() {
    let world = World::new(&GUIDED);
    let service = world.service();
    world.connected(&service).await;
    let key = keys(&service).await.remove(0);
    let begun = start(&service, key.id, Purpose::Retire).await;
    service
        .step_replacement(step(&begun, ReplacementStep::HandOver, None))
        .await
        .unwrap();
    assert_eq!(keys(&service).await.len(), 1);
    service
        .step_replacement(step(&begun, ReplacementStep::Remove, None))
        .await
        .unwrap();
    assert!(keys(&service).await.is_empty());
    let bin = service.list_bin().await.unwrap();
    assert_eq!((bin[0].reason, bin[0].secret), (BinReason::Retired, true));
    let ask = ListEvents {
        key: Some(key.id),
        limit: 10,
        ..ListEvents::default()
    };
    let events = service.list_events(ask).await.unwrap();
    assert_eq!(events[0].op, OperationKind::Retire);
}

#[tokio::test]
async fn a_replacement_can_be_left_and_what_the_app_does_itself_has_none() {
    let world = World::new(&GUIDED);
    let service = world.service();
    world.connected(&service).await;
    let key = keys(&service).await.remove(0);
    let begun = start(&service, key.id, Purpose::Replace).await;
    service
        .end_replacement(ReplacementRef {
            replacement: begun.id,
        })
        .await
        .unwrap();
    assert!(service.app_state().await.unwrap().replacements.is_empty());
    assert_eq!(keys(&service).await.len(), 1);

    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let made = service.create_key(new_key(&account, "made")).await.unwrap();
    for purpose in [Purpose::Replace, Purpose::Retire] {
        let ask = StartReplacement {
            key: made.id,
            purpose,
        };
        let error = service.start_replacement(ask).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Unsupported);
    }
}
