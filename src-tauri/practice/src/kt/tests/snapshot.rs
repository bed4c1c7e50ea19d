use std::sync::Mutex;

use super::*;

async fn restored(snapshot: &str) -> Session {
    Session::with(Options {
        clock: StandingClock::at(THEN).1,
        snapshot: Some(serde_json::from_str(snapshot).unwrap()),
        ..Options::default()
    })
    .await
}

#[tokio::test]
async fn restored_cloud_knows_its_keys_and_tokens() {
    let session = Session::start().await;
    let token = session.token().await;
    let key = session.cloud.bootstrap().unwrap();
    let login = session.cloud.project_token();
    let storage = session.cloud.storage_user().unwrap();
    let of_storage = session.storage_login(&storage.user, &storage.key).await;
    let written = session.cloud.snapshot().to_string();
    drop(session);

    let later = restored(&written).await;
    assert!(later.cloud.bootstrap().is_none());
    assert_eq!(later.cloud.snapshot().to_string(), written);
    assert_eq!(later.cloud.api_key(), key);
    assert_eq!(later.cloud.project_token(), login);
    assert_eq!(later.list_zones("v1").await.status, 200);
    assert_eq!(
        later.get_with(&token, "/d1/nsm/v1/network").await.status,
        200
    );
    let again = later.storage_login(&storage.user, &storage.key).await;
    assert_eq!(
        again.headers["x-auth-token"],
        of_storage.headers["x-auth-token"]
    );

    later.cloud.revoke_api_key();
    let last = restored(&later.cloud.snapshot().to_string()).await;
    assert_eq!(last.list_zones("v1").await.status, 401);
}

#[tokio::test]
async fn foreign_snapshots_are_refused() {
    let good = Session::start().await.cloud.snapshot();
    let mut other_edition = good.clone();
    other_edition["edition"] = json!(999);
    for snapshot in [Value::Null, json!({}), json!([1]), other_edition] {
        let started = PracticeKt::start(Options {
            snapshot: Some(snapshot),
            ..Options::default()
        })
        .await;
        let error = started.err().unwrap();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
    }
}

#[tokio::test]
async fn each_change_is_announced_before_it_is_answered() {
    let session = Session::start().await;
    let seen: Arc<Mutex<Vec<Value>>> = Arc::default();
    let sink = seen.clone();
    session
        .cloud
        .on_change(move |snapshot| sink.lock().unwrap().push(snapshot));
    let tokens = || {
        let seen = seen.lock().unwrap();
        seen.last()
            .map_or(0, |snapshot| list(&snapshot["tokens"]).len())
    };
    session.cloud.trouble(Trouble::CutMidAnswer);
    let login = by_name(&session.cloud.project_token());
    let request = session
        .request("POST", "/d1/identity/auth/tokens")
        .json(&login);
    assert!(answer(request).await.is_err());
    assert_eq!(tokens(), 1);
    session.cloud.trouble(Trouble::None);
    session.token().await;
    assert_eq!(tokens(), 2);

    let count = || seen.lock().unwrap().len();
    let settled = count();
    session.list_zones("v1").await;
    session.storage_login("nobody", "made-up").await;
    assert!(!session.cloud.remove_storage_key("none"));
    assert_eq!(count(), settled);
    session.cloud.replace_api_key().unwrap();
    session.cloud.revoke_api_key();
    session.cloud.change_password("made-up");
    session
        .cloud
        .add_storage_key(StorageGeneration::S3)
        .unwrap();
    assert_eq!(count(), settled + 4);
    assert_eq!(seen.lock().unwrap().last(), Some(&session.cloud.snapshot()));
}

#[tokio::test]
async fn ended_tokens_are_forgotten() {
    let session = Session::start().await;
    session.token().await;
    session.cloud.advance(3_600);
    session.token().await;
    assert_eq!(list(&session.cloud.snapshot()["tokens"]).len(), 1);
}
