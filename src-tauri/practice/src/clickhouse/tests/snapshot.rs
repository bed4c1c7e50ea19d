use serde_json::{Value, json};

use super::*;

#[tokio::test]
async fn restored_cloud_knows_its_keys_and_the_snapshot_no_secret() {
    let session = Session::with(Options {
        seed_keys: 3,
        ..Options::default()
    })
    .await;
    let made = session
        .create(json!({"name": "kept", "ipAccessList": [{"source": ANYWHERE}]}))
        .await;
    let (key_id, secret) = (
        text(&made.result()["keyId"]),
        text(&made.result()["keySecret"]),
    );
    let first = session.cloud.bootstrap().unwrap();
    let snapshot = session.cloud.snapshot();
    let written = snapshot.to_string();
    for hidden in [key_id, secret, &first.key_id, &first.key_secret] {
        assert!(!written.contains(hidden));
    }

    let before = session.cloud.keys();
    drop(session);
    let later = Session::with(Options {
        snapshot: Some(serde_json::from_str(&written).unwrap()),
        ..Options::default()
    })
    .await;
    assert!(later.cloud.bootstrap().is_none());
    assert_eq!(later.cloud.keys(), before);
    assert_eq!(later.cloud.snapshot(), snapshot);
    later.sign_with(key_id, secret);
    assert_eq!(later.get("/v1/whoami").await.status, 200);
    later.sign_with(&first.key_id, &first.key_secret);
    assert_eq!(
        later
            .get(&later.path("/keys"))
            .await
            .result()
            .as_array()
            .unwrap()
            .len(),
        5
    );
}

#[tokio::test]
async fn foreign_snapshots_are_refused() {
    let good = Session::start().await.cloud.snapshot();
    let mut other_edition = good.clone();
    other_edition["edition"] = json!(999);
    for snapshot in [Value::Null, json!({}), json!([1]), other_edition] {
        let started = PracticeClickHouse::start(Options {
            snapshot: Some(snapshot),
            ..Options::default()
        })
        .await;
        assert_eq!(
            started.err().unwrap().kind(),
            std::io::ErrorKind::InvalidData
        );
    }
}

#[tokio::test]
async fn each_change_is_announced_before_it_is_answered() {
    let session = Session::start().await;
    session.get("/v1/whoami").await;
    let seen: Arc<Mutex<Vec<Value>>> = Arc::default();
    let sink = seen.clone();
    session
        .cloud
        .on_change(move |snapshot| sink.lock().unwrap().push(snapshot));
    let names = || -> Vec<Vec<String>> {
        let name = |key: &Value| text(&key["name"]).to_owned();
        let names = |snapshot: &Value| {
            snapshot["keys"]
                .as_array()
                .unwrap()
                .iter()
                .map(name)
                .collect()
        };
        seen.lock().unwrap().iter().map(names).collect()
    };
    session.cloud.trouble(Trouble::CutAfterCreate);
    let made = session
        .try_send("POST", &session.path("/keys"), json!({"name": "a"}))
        .await;
    assert!(made.is_err());
    assert_eq!(names().last().unwrap(), &["first key", "a"]);
    let count = names().len();
    session.cloud.trouble(Trouble::None);
    assert_eq!(session.create(json!({"name": ""})).await.status, 400);
    session.cloud.add_key(NewPracticeKey::default());
    assert_eq!(names().last().unwrap().len(), 3);
    assert!(names().len() > count);
    assert_eq!(seen.lock().unwrap().last(), Some(&session.cloud.snapshot()));
}

#[tokio::test]
async fn dropped_cloud_stops_answering() {
    let session = Session::start().await;
    let url = format!("{}/v1/whoami", session.cloud.base_url());
    let address: std::net::SocketAddr = url["http://".len()..]
        .split('/')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    session.get("/v1/whoami").await;
    drop(session.cloud);
    // The port closes as soon as the server's task has run; each attempt lets it run.
    let mut refused = false;
    for _ in 0..10_000 {
        if tokio::net::TcpStream::connect(address).await.is_err() {
            refused = true;
            break;
        }
        tokio::task::yield_now().await;
    }
    assert!(refused);
    assert!(session.client.get(&url).send().await.is_err());
}
