use super::storage::Signer;
use super::*;

#[tokio::test]
async fn new_cloud_has_something_to_look_at() {
    let session = Session::start().await;
    let keys = session.cloud.iam_keys();
    let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
    assert_eq!(names, ["practice-key", "nightly-export", "지난 실습"]);
    assert!(keys.iter().all(|key| !key.unrestricted));
    let projects = session.cloud.projects();
    let of = |at: usize| keys[at].project_id == projects[at].id;
    assert!(of(0) && of(1) && of(2));
    assert_eq!(keys[0].created_at.to_string(), "2026-12-16T08:00:00Z");
    let s3 = session.cloud.s3_keys();
    assert_eq!((s3.len(), &s3[0].project_id), (1, &projects[0].id));
    let bare = Session::empty().await;
    assert_eq!(
        (bare.cloud.iam_keys().len(), bare.cloud.s3_keys().len()),
        (1, 0)
    );
}

#[tokio::test]
async fn restored_cloud_knows_its_keys_and_tokens() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let (access, secret) = session.cloud.add_s3_key(&first.project_id).unwrap();
    let lab = session.cloud.projects()[2].id.clone();
    session.cloud.set_member(&lab, false);
    let (token, clock) = (session.token(), session.clock.clone());
    let written = session.cloud.snapshot().to_string();
    let before = (
        session.cloud.iam_keys(),
        session.cloud.s3_keys(),
        session.cloud.projects(),
    );
    drop(session);

    let later = Session::with(Options {
        snapshot: Some(serde_json::from_str(&written).unwrap()),
        clock,
        ..Options::default()
    })
    .await;
    assert!(later.cloud.bootstrap().is_none());
    let after = (
        later.cloud.iam_keys(),
        later.cloud.s3_keys(),
        later.cloud.projects(),
    );
    assert_eq!(after, before);
    assert_eq!(later.cloud.user_id(), first.user_id);
    assert_eq!(later.cloud.snapshot().to_string(), written);
    *later.token.lock().unwrap() = token;
    assert_eq!(later.get(&later.mine("projects")).await.status, 200);
    later.sign_in(&first.id, &first.secret).await;
    let signer = Signer::new(&later, &access, &secret);
    assert_eq!(signer.buckets(&later).await.status, 200);
}

#[tokio::test]
async fn snapshot_holds_neither_iam_secrets_nor_tokens() {
    let session = Session::start().await;
    let written = session.cloud.snapshot().to_string();
    let first = session.cloud.bootstrap().unwrap();
    assert!(written.contains(&first.id));
    assert!(!written.contains(&first.secret) && !written.contains(&session.token()));
}

#[tokio::test]
async fn foreign_snapshots_are_refused() {
    let good = Session::start().await.cloud.snapshot();
    let mut other_edition = good.clone();
    other_edition["edition"] = json!(999);
    for snapshot in [Value::Null, json!({}), json!([1]), other_edition] {
        let started = PracticeKakao::start(Options {
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
    let session = Session::empty().await;
    let first = session.cloud.bootstrap().unwrap();
    let seen: Arc<Mutex<Vec<Value>>> = Arc::default();
    let sink = seen.clone();
    session
        .cloud
        .on_change(move |snapshot| sink.lock().unwrap().push(snapshot));
    let told = || seen.lock().unwrap().len();
    session.cloud.trouble(Trouble::CutAfterCreate);
    let path = session.mine("credentials/OS-EC2");
    let body = json!({"tenant_id": first.project_id});
    assert!(session.try_send("POST", &path, body).await.is_err());
    assert_eq!(
        list(&seen.lock().unwrap().last().unwrap()["s3_keys"]).len(),
        1
    );
    session.cloud.trouble(Trouble::None);
    session.sign_in(&first.id, &first.secret).await;
    assert_eq!(told(), 2);
    session.about("DELETE", &session.token()).await;
    assert_eq!(told(), 3);
    session.cloud.add_iam_key(NewIamKey::default()).unwrap();
    session.cloud.set_member(&first.project_id, false);
    assert_eq!(told(), 5);
    assert!(!session.cloud.remove_s3_key("none") && !session.cloud.remove_iam_key("none"));
    assert_eq!(told(), 5);
    assert_eq!(seen.lock().unwrap().last(), Some(&session.cloud.snapshot()));
}

#[tokio::test]
async fn bootstrap_hides_its_secret_from_debug() {
    let first = Session::start().await.cloud.bootstrap().unwrap();
    assert_eq!((first.id.len(), first.secret.len()), (32, 86));
    let told = format!("{first:?}");
    assert!(told.contains(&first.id) && !told.contains(&first.secret));
}
