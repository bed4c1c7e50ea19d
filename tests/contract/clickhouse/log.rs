//! The audit log: what really was done to the practice cloud, and by whom.

use jiff::{SignedDuration, Timestamp};
use keywright_core::kind::{KeyKind, RemoteActivity};
use keywright_core::model::{ActorKind, CloudAct, FieldValue, KeyPatch};
use keywright_practice::clickhouse::NewPracticeKey;

use super::Session;

fn acts<'a>(log: &'a [RemoteActivity], key: &str) -> Vec<(CloudAct, ActorKind, Option<&'a str>)> {
    log.iter()
        .filter(|line| line.remote_id.as_deref() == Some(key))
        .map(|line| (line.what, line.actor_kind, line.actor_id.as_deref()))
        .collect()
}

#[tokio::test]
async fn log_tells_each_act_once_and_who_did_it() {
    let session = Session::start().await;
    let from = Timestamp::now() - SignedDuration::from_mins(1);
    let new = session.form("subject").await;
    let answer = session.kind.create(&session.by, &new, None).await.unwrap();
    let ours = session
        .kind
        .read_issued(&answer, None)
        .unwrap()
        .key
        .remote_id;
    let name = FieldValue::Text("renamed".to_owned());
    let patch = KeyPatch::from([("name".to_owned(), name)]);
    session
        .kind
        .update(&session.by, &ours, &patch)
        .await
        .unwrap();
    session
        .kind
        .switch(&session.by, &ours, false)
        .await
        .unwrap();
    session.kind.delete(&session.by, &ours).await.unwrap();
    let (console, ..) = session.cloud.add_key(NewPracticeKey {
        name: "by hand".to_owned(),
        ..NewPracticeKey::default()
    });

    let log = session.kind.activity(&session.by, from).await.unwrap();
    let own = Some(session.first.key_uuid.as_str());
    let mut told = acts(&log, &ours);
    // The cloud gives some of its times in whole seconds.
    told.sort_by_key(|(what, ..)| format!("{what:?}"));
    assert_eq!(
        told,
        [
            (CloudAct::Created, ActorKind::Key, own),
            (CloudAct::Deleted, ActorKind::Key, own),
            (CloudAct::Renamed, ActorKind::Key, own),
            (CloudAct::Switched, ActorKind::Key, own),
        ]
    );
    let by_hand = acts(&log, &console);
    assert_eq!(by_hand.len(), 1);
    assert_eq!(
        (by_hand[0].0, by_hand[0].1),
        (CloudAct::Created, ActorKind::Person)
    );
    assert_ne!(by_hand[0].2, own);
    // Lines that name no key only repeat others.
    assert!(log.iter().all(|line| line.remote_id.is_some()), "{log:?}");

    let later = Timestamp::now() + SignedDuration::from_hours(1);
    assert!(
        session
            .kind
            .activity(&session.by, later)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(session.count("GET", "/activities"), 2);
}
