use std::sync::Arc;

use super::fake::*;
use crate::error::{Error, ErrorCode, Outcome};
use crate::model::*;
use crate::service::KeyService;
use crate::vault::Fault;
use crate::vault::memory::{Sickness, Trouble};

/// Goes on until nothing is due any more, as the background loop would.
pub async fn all_looks(service: &Arc<KeyService>) -> Vec<Unfinished> {
    while service.next_look().is_some() {
        service.look_at_due().await;
        tokio::task::yield_now().await;
    }
    service.list_unfinished().await.unwrap()
}

#[tokio::test]
async fn nothing_is_sent_when_the_keychain_is_sick_before() {
    let faults = [
        Fault::Locked,
        Fault::Missing,
        Fault::NotSetUp,
        Fault::Failed,
    ];
    let troubles = faults
        .map(Trouble::Fault)
        .into_iter()
        .chain([Trouble::Lie, Trouble::Garble]);
    for trouble in troubles {
        // Calls before the create: check (put, get, remove, get), sign in (get), operation key (put, get).
        for call in 0..7 {
            let world = World::new(&SPEC);
            let service = world.passing_service();
            let account = world.connected(&service).await;
            let before = world.keychain.calls();
            world
                .keychain
                .script(std::iter::repeat_n(Trouble::None, call).chain([trouble]));
            let result = service.create_key(new_key(&account, "dash")).await;
            let made = world.cloud.with(|cloud| cloud.creates);
            if let Err(error) = result {
                assert_eq!(made, 0, "{trouble:?} at {call}");
                assert_eq!(error.outcome, Outcome::Unsent, "{trouble:?} at {call}");
                assert!(service.list_unfinished().await.unwrap().is_empty());
            } else {
                // A remove that does nothing at call 2 or 3 may pass unseen; then all went well.
                assert_eq!(made, 1, "{trouble:?} at {call}");
            }
            assert!(world.keychain.calls() > before);
        }
    }
}

#[tokio::test]
async fn a_keychain_that_fails_after_the_create_loses_nothing() {
    // After the create: the secret is put and read back.
    for call in [7, 8] {
        let world = World::new(&SPEC);
        let service = world.service();
        let account = world.connected(&service).await;
        let trouble = Trouble::Fault(Fault::Locked);
        world
            .keychain
            .script(std::iter::repeat_n(Trouble::None, call).chain([trouble]));
        let error = service
            .create_key(new_key(&account, "dash"))
            .await
            .unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::VaultLocked, Outcome::Unknown)
        );
        let open = service.list_unfinished().await.unwrap();
        assert_eq!(open[0].state, UnfinishedState::WaitingForVault);

        drop(service);
        let service = world.service();
        service.take_up_all().await;
        assert!(all_looks(&service).await.is_empty());
        let keys = service.list_keys().await.unwrap().keys;
        assert_eq!(keys[0].secret, SecretPlace::Here);
        assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
        assert_eq!(world.keychain.items().len(), 2);
    }
}

#[tokio::test]
async fn a_refused_or_unsent_create_leaves_nothing_behind() {
    for (plan, outcome) in [
        (Create::Refused, Outcome::Refused),
        (Create::Unsent, Outcome::Unsent),
    ] {
        let world = World::new(&SPEC);
        let service = world.service();
        let account = world.connected(&service).await;
        world.cloud.with(|cloud| cloud.plan.push_back(plan));
        let error = service
            .create_key(new_key(&account, "dash"))
            .await
            .unwrap_err();
        assert_eq!(error.outcome, outcome);
        assert!(service.list_unfinished().await.unwrap().is_empty());
        assert_eq!(world.keychain.items().len(), 1);
    }
}

#[tokio::test]
async fn a_key_whose_answer_was_lost_is_found_and_can_be_deleted() {
    for plan in [Create::Cut, Create::NoSecret] {
        let world = World::new(&SPEC);
        let service = world.service();
        let account = world.connected(&service).await;
        world.cloud.with(|cloud| {
            cloud.keys.push(remote("old", "dash"));
            cloud.plan.push_back(plan);
        });
        let error = service
            .create_key(new_key(&account, "dash"))
            .await
            .unwrap_err();
        assert_eq!(error.outcome, Outcome::Unknown);

        // The program ends here; the next start finds the key by its name among those that are new.
        drop(service);
        let service = world.service();
        service.take_up_all().await;
        let open = all_looks(&service).await;
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].state, UnfinishedState::MadeWithoutSecret);
        assert_eq!(open[0].candidates[0].remote_id, "key-1");
        assert_eq!(open[0].candidates[0].secret, SecretPlace::None);
        assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);

        // While it is open its account stays.
        let leave = AccountRef {
            account: account.id,
        };
        let error = service.disconnect(leave).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Busy);

        // A clean-up that fails stays listed and is tried again until it works.
        world.cloud.with(|cloud| {
            let down = Error::new(ErrorCode::ProviderDown).with_outcome(Outcome::Unknown);
            cloud.faults.push_back(("delete", down));
        });
        let failed = service.settle(settle(open[0].id, Settlement::Delete)).await;
        assert_eq!(failed.unwrap_err().code, ErrorCode::ProviderDown);
        let open = service.list_unfinished().await.unwrap();
        assert_eq!(open[0].state, UnfinishedState::CleanUpFailed);
        assert!(all_looks(&service).await.is_empty());
        let ids = world.cloud.with(|cloud| cloud.keys.clone());
        assert_eq!(ids.len(), 1);
        assert_eq!(ids[0].remote_id, "old");
        assert_eq!(world.keychain.items().len(), 1);
    }
}

#[tokio::test]
async fn a_lost_key_can_be_switched_off_or_kept() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap_err();
    let open = all_looks(&service).await;
    let kept = service
        .settle(settle(open[0].id, Settlement::Keep))
        .await
        .unwrap();
    assert_eq!(kept[0].state, UnfinishedState::Kept);
    let left = service
        .settle(settle(open[0].id, Settlement::SwitchOff))
        .await
        .unwrap();
    assert!(left.is_empty());
    let keys = service.list_keys().await.unwrap().keys;
    assert_eq!(keys[0].state, KeyState::Disabled);
    assert_eq!(keys[0].secret, SecretPlace::None);
}

#[tokio::test]
async fn a_create_that_never_arrived_is_looked_for_on_schedule_and_at_the_next_start() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    world
        .cloud
        .with(|cloud| cloud.plan.push_back(Create::CutBefore));
    let error = service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::OutcomeUnknown);
    let open = service.list_unfinished().await.unwrap();
    assert_eq!(open[0].state, UnfinishedState::Checking);
    // Before anybody looked it cannot be forgotten.
    let early = service.settle(settle(open[0].id, Settlement::Forget)).await;
    assert_eq!(early.unwrap_err().code, ErrorCode::Unsupported);

    world.cloud.with(|cloud| cloud.calls.clear());
    let open = all_looks(&service).await;
    assert_eq!(open[0].state, UnfinishedState::NotSeenYet);
    // At once, and after each of the three pauses.
    let looks = world
        .cloud
        .with(|cloud| cloud.calls.iter().filter(|c| **c == "list").count());
    assert_eq!(looks, 4);

    drop(service);
    let service = world.service();
    service.take_up_all().await;
    assert!(service.list_unfinished().await.unwrap().is_empty());
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 1);
}

#[tokio::test]
async fn looks_go_on_while_the_cloud_cannot_be_reached() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap_err();
    world.cloud.with(|cloud| {
        for _ in 0..6 {
            cloud
                .faults
                .push_back(("list", Error::new(ErrorCode::Offline)));
        }
    });
    let open = all_looks(&service).await;
    assert_eq!(open[0].state, UnfinishedState::MadeWithoutSecret);
}

#[tokio::test]
async fn without_a_name_only_the_user_can_tell() {
    let world = World::new(&NAMELESS);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    service.create_key(new_key(&account, "")).await.unwrap_err();
    // Somebody else made one at the same time.
    world
        .cloud
        .with(|cloud| cloud.keys.push(remote("theirs", "")));
    let open = all_looks(&service).await;
    assert_eq!(open[0].state, UnfinishedState::Ambiguous);
    assert_eq!(open[0].candidates.len(), 2);
    let blind = service.settle(settle(open[0].id, Settlement::Delete)).await;
    assert_eq!(blind.unwrap_err().code, ErrorCode::Gone);
    let left = service
        .settle(Settle {
            operation: open[0].id,
            choice: Settlement::Delete,
            remote_id: Some("key-1".to_owned()),
        })
        .await
        .unwrap();
    assert!(left.is_empty());
    let rest = world.cloud.with(|cloud| cloud.keys.clone());
    assert_eq!(rest[0].remote_id, "theirs");
}

#[tokio::test]
async fn a_key_made_on_this_computer_is_never_lost() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| cloud.plan.push_back(Create::Cut));
    let mut ask = new_key(&account, "dash");
    ask.fields
        .insert("hash_data".to_owned(), FieldValue::Flag(true));
    service.create_key(ask).await.unwrap_err();
    drop(service);
    let service = world.service();
    service.take_up_all().await;
    assert!(all_looks(&service).await.is_empty());
    let keys = service.list_keys().await.unwrap().keys;
    assert_eq!(keys[0].secret, SecretPlace::Here);
    assert_eq!(keys[0].public_id.as_deref(), Some("ID-HERE"));
}

#[tokio::test]
async fn a_full_quota_stops_before_anything_is_sent() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| {
        cloud.keys = (0..5).map(|n| remote(&n.to_string(), "k")).collect();
    });
    let error = service
        .create_key(new_key(&account, "dash"))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::QuotaFull);
    assert_eq!(world.cloud.with(|cloud| cloud.creates), 0);
}

#[tokio::test]
async fn a_new_key_that_needs_a_moment_is_waited_for_and_one_that_stays_dead_is_safe_all_the_same()
{
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let unknown = || ("verify", Error::new(ErrorCode::CredentialUnknown));
    world
        .cloud
        .with(|cloud| cloud.faults.extend([unknown(), unknown()]));
    let key = service.create_key(new_key(&account, "a")).await.unwrap();
    assert!(key.verified_at.is_some());

    world
        .cloud
        .with(|cloud| cloud.faults.extend((0..90).map(|_| unknown())));
    let key = service.create_key(new_key(&account, "b")).await.unwrap();
    assert!(key.verified_at.is_none());
    assert_eq!(key.secret, SecretPlace::Here);
}

#[tokio::test]
async fn a_change_of_unknown_outcome_is_looked_up() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    for (call, op) in [
        ("switch", OperationKind::Pause),
        ("delete", OperationKind::Delete),
    ] {
        world.cloud.with(|cloud| {
            let cut = Error::new(ErrorCode::Interrupted).with_outcome(Outcome::Unknown);
            cloud.faults.push_back((call, cut));
        });
        let error = if op == OperationKind::Pause {
            let pause = SwitchKey {
                key: key.id,
                on: false,
            };
            service.switch_key(pause).await.unwrap_err()
        } else {
            let delete = DeleteKey {
                key: key.id,
                typed_name: "dash".to_owned(),
            };
            service.delete_key(delete).await.unwrap_err()
        };
        assert_eq!(error.outcome, Outcome::Unknown);
        assert!(all_looks(&service).await.is_empty());
        let last = &service
            .list_events(ListEvents {
                limit: 1,
                ..ListEvents::default()
            })
            .await
            .unwrap()[0];
        // The fake does nothing when it fails: the look finds the key as it was.
        assert_eq!((last.op, last.result), (op, EventResult::Failed));
    }
}

#[tokio::test]
async fn an_item_another_program_removed_or_changed_is_noticed() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let before = world.keychain.items();
    let key = service.create_key(new_key(&account, "dash")).await.unwrap();
    let item = *world
        .keychain
        .items()
        .iter()
        .find(|item| !before.contains(item))
        .unwrap();
    let copy = CopyKey {
        key: key.id,
        what: CopyWhat::Secret,
    };
    for (content, code) in [
        (Some(&b"hunter2"[..]), ErrorCode::SecretAltered),
        (Some(&b"{\"key_id\":\"x\"}"[..]), ErrorCode::SecretAltered),
        (None, ErrorCode::SecretMissing),
    ] {
        world.keychain.tamper(item, content);
        assert_eq!(service.copy_key(copy).await.unwrap_err().code, code);
    }
}

#[tokio::test]
async fn two_creates_with_one_account_do_not_run_at_once() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    // The first one hangs in the keychain until the others were refused; a refusal does not free its turn.
    world
        .keychain
        .script([Trouble::Hang(std::time::Duration::from_millis(300))]);
    let first = tokio::spawn({
        let (service, ask) = (service.clone(), new_key(&account, "a"));
        async move { service.create_key(ask).await }
    });
    while service.running() == 0 {
        tokio::task::yield_now().await;
    }
    for _ in 0..2 {
        let refused = service.create_key(new_key(&account, "b")).await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::Busy);
    }
    first.await.unwrap().unwrap();
}

/// Has leftovers removed while a call of the keychain hangs, then lets both go on.
async fn tidied_meanwhile<T: Send + 'static>(
    world: &World,
    service: &Arc<KeyService>,
    work: impl Future<Output = crate::Result<T>> + Send + 'static,
) -> T {
    let working = tokio::spawn(work);
    world.hung().await;
    let tidying = tokio::spawn({
        let service = service.clone();
        async move { service.tidy().await }
    });
    // It asks the keychain now, if it asks at all.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    world.keychain.heal();
    tidying.await.unwrap();
    working.await.unwrap().unwrap()
}

#[tokio::test]
async fn what_is_being_written_is_not_taken_for_a_leftover() {
    let world = World::new(&READABLE);
    let service = world.service();
    let account = world.connected(&service).await;
    // Check (put, get, remove, get), sign in (get); then the operation's own key is put.
    world.keychain.sicken_after(5, Sickness::Hung);
    let (begun, go_on) = world.hold_create();
    let issue = tokio::spawn({
        let (service, ask) = (service.clone(), new_key(&account, "dash"));
        async move { service.create_key(ask).await }
    });
    let at_cloud = async move {
        begun.notified().await;
        Ok(())
    };
    tidied_meanwhile(&world, &service, at_cloud).await;
    let of_operation = service.store.operations().unwrap()[0].op_item.unwrap();
    assert!(world.keychain.content(of_operation).is_some());
    go_on.notify_one();
    let key = issue.await.unwrap().unwrap().id;

    // Sign in (get); then the secret that was read again is put.
    world.keychain.sicken_after(1, Sickness::Hung);
    let fetched = {
        let service = service.clone();
        async move { service.fetch_secret(KeyRef { key }).await }
    };
    tidied_meanwhile(&world, &service, fetched).await;
    let what = CopyWhat::Secret;
    service.copy_key(CopyKey { key, what }).await.unwrap();
}
