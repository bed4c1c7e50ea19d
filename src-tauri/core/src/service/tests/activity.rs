//! The history says what exactly was done, and what clouds tell beside it is told apart.

use jiff::{SignedDuration, Timestamp};

use super::fake::*;
use crate::error::{Error, ErrorCode};
use crate::kind::RemoteActivity;
use crate::model::*;

fn ago(minutes: i64) -> Timestamp {
    Timestamp::now() - SignedDuration::from_mins(minutes)
}

fn line(id: &str, key: &str, actor: &str, at: Timestamp) -> RemoteActivity {
    RemoteActivity {
        id: id.to_owned(),
        at,
        what: CloudAct::Switched,
        remote_id: Some(key.to_owned()),
        actor_kind: if actor.contains('@') {
            ActorKind::Person
        } else {
            ActorKind::Key
        },
        actor_id: Some(actor.to_owned()),
        actor: None,
        address: None,
    }
}

const LOOK: CloudActivityOf = CloudActivityOf {
    key: None,
    look: true,
};

#[tokio::test]
async fn history_says_what_was_copied_shown_and_changed_and_no_value() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "shop")).await.unwrap();
    let what = CopyWhat::Secret;
    service
        .copy_key(CopyKey { key: key.id, what })
        .await
        .unwrap();
    let ask = RevealKey {
        key: key.id,
        field: None,
    };
    service.reveal(ask).await.unwrap();
    let fields = [("name".to_owned(), FieldValue::Text("other name".to_owned()))];
    let update = UpdateKey {
        key: key.id,
        fields: fields.into(),
    };
    service.update_key(update).await.unwrap();
    let ask = ListEvents {
        limit: 3,
        ..ListEvents::default()
    };
    let events = service.list_events(ask).await.unwrap();
    let details: Vec<_> = events
        .into_iter()
        .map(|event| event.detail.unwrap())
        .collect();
    assert_eq!(
        details,
        [
            EventDetail::Changed(vec!["name".to_owned()]),
            EventDetail::Field("key_secret".to_owned()),
            EventDetail::Copied(CopyWhat::Secret),
        ]
    );
    assert_eq!(service.check_history().await.unwrap().damage, None);
}

#[tokio::test]
async fn history_can_be_asked_for_by_account_operation_result_and_time() {
    let world = World::new(&SPEC);
    let service = world.service();
    let first = world.connected(&service).await;
    let second = world.connected_with(&service, "OTHER").await;
    service.create_key(new_key(&first, "a")).await.unwrap();
    world
        .cloud
        .with(|cloud| cloud.plan.push_back(Create::Refused));
    service.create_key(new_key(&second, "b")).await.unwrap_err();
    let count = async |ask: ListEvents| {
        let ask = ListEvents { limit: 50, ..ask };
        let events = service.list_events(ask).await.unwrap();
        events.iter().map(|event| event.op).collect::<Vec<_>>()
    };
    let (connect, create) = (OperationKind::Connect, OperationKind::Create);
    let all = ListEvents::default();
    assert_eq!(count(all.clone()).await, [create, create, connect, connect]);
    let account = Some(first.id);
    assert_eq!(
        count(ListEvents {
            account,
            ..all.clone()
        })
        .await,
        [create, connect]
    );
    let ops = vec![connect, OperationKind::Copy];
    assert_eq!(
        count(ListEvents { ops, ..all.clone() }).await,
        [connect, connect]
    );
    let not_done = true;
    assert_eq!(
        count(ListEvents {
            not_done,
            ..all.clone()
        })
        .await,
        [create]
    );
    let (from, to) = (Some(ago(5)), Some(ago(-5)));
    assert_eq!(
        count(ListEvents {
            from,
            to,
            ..all.clone()
        })
        .await
        .len(),
        4
    );
    assert!(
        count(ListEvents {
            to: from,
            ..all.clone()
        })
        .await
        .is_empty()
    );
    assert!(count(ListEvents { from: to, ..all }).await.is_empty());
}

#[tokio::test]
async fn what_this_app_did_is_told_from_what_somebody_else_did() {
    let world = World::new(&LOGGED);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| {
        cloud.keys.push(remote("k1", "one"));
        cloud.keys.push(remote("k2", "two"));
    });
    let refresh = RefreshKeys { account: None };
    let keys = service.refresh_keys(refresh).await.unwrap().keys;
    let one = keys.iter().find(|key| key.remote_id == "k1").unwrap().id;
    let pause = SwitchKey {
        key: one,
        on: false,
    };
    service.switch_key(pause).await.unwrap();
    world.cloud.with(|cloud| {
        cloud.log = vec![
            line("ours", "k1", "own", Timestamp::now()),
            // Of ours at that time only another key is known.
            line("same-key", "k2", "own", Timestamp::now()),
            line("long-ago", "k1", "own", ago(600)),
            // At the very time of ours, and yet not ours.
            line("console", "k1", "kim@example.kr", Timestamp::now()),
            line("other-key", "k1", "another-key", Timestamp::now()),
            line("gone", "k9", "kim@example.kr", ago(60 * 24 * 89)),
            line("old", "k1", "kim@example.kr", ago(60 * 24 * 91)),
        ];
    });
    let log = service.cloud_activity(LOOK).await.unwrap();
    let by: std::collections::BTreeMap<_, _> = log
        .entries
        .iter()
        .map(|entry| (entry.id.as_str(), entry.by))
        .collect();
    assert_eq!(
        by,
        [
            ("ours", DoneBy::App),
            ("same-key", DoneBy::OwnKey),
            ("long-ago", DoneBy::OwnKey),
            ("console", DoneBy::Other),
            ("other-key", DoneBy::Other),
            ("gone", DoneBy::Other),
        ]
        .into()
    );
    assert_eq!(log.entries.last().unwrap().id, "gone");
    assert_eq!(log.entries.last().unwrap().key, None);
    let console = log
        .entries
        .iter()
        .find(|entry| entry.id == "console")
        .unwrap();
    assert_eq!(
        (console.key, console.key_name.as_deref()),
        (Some(one), Some("one"))
    );
    assert_eq!(console.actor.as_deref(), Some("kim@example.kr"));
    assert_eq!(log.looks[0].account, account.id);
    assert!(log.looks[0].read_at.is_some() && log.looks[0].problem.is_none());

    let of_one = CloudActivityOf {
        key: Some(one),
        look: false,
    };
    let of_one = service.cloud_activity(of_one).await.unwrap().entries;
    assert_eq!(of_one.len(), 4);
    assert!(of_one.iter().all(|entry| entry.key == Some(one)));
}

#[tokio::test]
async fn what_was_read_of_a_log_is_there_offline_after_a_restart_and_goes_with_its_account() {
    let world = World::new(&LOGGED);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| {
        cloud.keys.push(remote("k1", "one"));
        cloud.log.push(line("a", "k1", "kim@example.kr", ago(1)));
    });
    service
        .refresh_keys(RefreshKeys { account: None })
        .await
        .unwrap();
    assert_eq!(service.cloud_activity(LOOK).await.unwrap().entries.len(), 1);
    // Then the key is gone from the cloud, and the cloud from the network.
    world.cloud.with(|cloud| cloud.keys.clear());
    service
        .refresh_keys(RefreshKeys { account: None })
        .await
        .unwrap();
    drop(service);
    let service = world.service();
    let offline = || ("activity", Error::new(ErrorCode::Offline));
    world.cloud.with(|cloud| cloud.faults.push_back(offline()));
    let log = service.cloud_activity(LOOK).await.unwrap();
    assert_eq!(
        log.looks[0].problem.as_ref().unwrap().code,
        ErrorCode::Offline
    );
    assert!(log.looks[0].read_at.is_some());
    let kept = &log.entries[0];
    assert_eq!((kept.key, kept.key_name.as_deref()), (None, Some("one")));

    let asked = |cloud: &mut CloudState| cloud.calls.iter().filter(|c| **c == "activity").count();
    let before = world.cloud.with(asked);
    let quiet = CloudActivityOf::default();
    assert_eq!(
        service.cloud_activity(quiet).await.unwrap().entries.len(),
        1
    );
    assert_eq!(world.cloud.with(asked), before, "not asked for, not sent");

    let gone = AccountRef {
        account: account.id,
    };
    service.disconnect(gone).await.unwrap();
    world.connected(&service).await;
    let log = service.cloud_activity(quiet).await.unwrap();
    assert!(log.entries.is_empty() && log.looks[0].read_at.is_none());
}

#[tokio::test]
async fn log_that_is_too_large_is_read_from_a_later_moment() {
    let world = World::new(&LOGGED);
    let service = world.service();
    world.connected(&service).await;
    world.cloud.with(|cloud| {
        cloud
            .log
            .push(line("new", "k1", "kim@example.kr", ago(60 * 24 * 20)));
        cloud
            .log
            .push(line("old", "k1", "kim@example.kr", ago(60 * 24 * 40)));
        let large = Error::new(ErrorCode::AnswerTooLarge);
        cloud.faults.push_back(("activity", large));
    });
    let log = service.cloud_activity(LOOK).await.unwrap();
    assert_eq!(log.entries.len(), 1);
    assert_eq!(log.entries[0].id, "new");
    assert_eq!(log.looks[0].problem, None);
}

#[tokio::test]
async fn two_accounts_of_one_organization_tell_each_line_once() {
    let world = World::new(&LOGGED);
    let service = world.service();
    world.connected(&service).await;
    world.connected_with(&service, "OTHER-1").await;
    world
        .cloud
        .with(|cloud| cloud.log.push(line("a", "k1", "own", ago(1))));
    let log = service.cloud_activity(LOOK).await.unwrap();
    assert_eq!((log.entries.len(), log.looks.len()), (1, 2));
}

#[tokio::test]
async fn kinds_without_a_log_are_not_asked() {
    let world = World::new(&SPEC);
    let service = world.service();
    world.connected(&service).await;
    let log = service.cloud_activity(LOOK).await.unwrap();
    assert!(log.entries.is_empty() && log.looks.is_empty());
    assert!(world.cloud.with(|cloud| !cloud.calls.contains(&"activity")));
}
