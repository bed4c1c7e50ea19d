use super::*;

#[tokio::test]
async fn new_cloud_has_something_to_look_at() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    assert_eq!(session.api_key_names(), ["날씨 위젯", "partner-orders"]);
    let logins: Vec<_> = session
        .cloud
        .sub_accounts()
        .into_iter()
        .map(|account| account.login_id)
        .collect();
    assert_eq!(logins, ["deploy-robot", "minji.kim"]);
    let keys = session.get("/api-keys").await.good();
    assert_eq!(keys["apiKeys"][0]["modTime"], "2027-01-09T08:00:00Z");
    assert_eq!(keys["apiKeys"][1]["modTime"], "2027-01-13T08:00:00Z");
    let id = text(&keys["apiKeys"][0]["apiKeyId"]);
    let products = session
        .get(&format!("/api-keys/{id}/products"))
        .await
        .good();
    assert_eq!(products["apiKeyRelateProductDtos"][0]["status"], "ACCEPTED");
    let accounts = session.get("/sub-accounts").await.good();
    assert_eq!(accounts["items"][0]["createTime"], "2027-01-06T08:00:00Z");
    assert_eq!(
        accounts["items"][1]["lastLoginTime"],
        "2027-01-12T08:00:00Z"
    );
    let robot = text(&accounts["items"][0]["subAccountId"]);
    let summary = session
        .get(&format!("/users/{robot}/last-access-summary"))
        .await
        .good();
    assert_eq!(summary["unusedDays"], 0);
    assert_eq!(list(&summary["lastAccessKeyUsed"]).len(), 1);
}

#[tokio::test]
async fn restored_cloud_knows_its_keys() {
    let session = Session::start().await;
    let made = session.create_api_key("kept").await;
    let sub = session.sign_as_sub("kept-robot", &[Policy::ApiGatewayViewer]);
    let robot = session.login.lock().unwrap().clone();
    let first = session.cloud.bootstrap().unwrap();
    let written = session.cloud.snapshot().to_string();
    let before = (session.cloud.api_keys(), session.cloud.sub_accounts());
    drop(session);

    let later = Session::with(Options {
        snapshot: Some(serde_json::from_str(&written).unwrap()),
        ..Options::default()
    })
    .await;
    assert!(later.cloud.bootstrap().is_none());
    assert_eq!((later.cloud.api_keys(), later.cloud.sub_accounts()), before);
    assert_eq!(later.cloud.account_id(), first.account_id);
    assert_eq!(later.cloud.snapshot().to_string(), written);
    later.sign_with(robot);
    let path = format!("/api-keys/{}", text(&made["apiKeyId"]));
    assert_eq!(later.get(&path).await.good(), made);
    assert_eq!(later.get("/caller-identity").await.good()["id"], sub);
    later.sign_with((first.access_key, first.secret_key));
    assert_eq!(later.get("/sub-accounts").await.good()["totalItems"], 3);
}

#[tokio::test]
async fn foreign_snapshots_are_refused() {
    let good = Session::start().await.cloud.snapshot();
    let mut other_edition = good.clone();
    other_edition["edition"] = json!(999);
    for snapshot in [Value::Null, json!({}), json!([1]), other_edition] {
        let started = PracticeNaver::start(Options {
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
    session.get("/caller-identity").await;
    let seen: Arc<Mutex<Vec<Value>>> = Arc::default();
    let sink = seen.clone();
    session
        .cloud
        .on_change(move |snapshot| sink.lock().unwrap().push(snapshot));
    let count = || seen.lock().unwrap().len();
    let keys = |snapshot: &Value| list(&snapshot["api_keys"]).len();
    session.cloud.trouble(Trouble::CutAfterCreate);
    let cut = session
        .try_send("POST", "/api-keys", json!({"apiKeyName": "a"}))
        .await;
    assert!(cut.is_err());
    assert_eq!(keys(seen.lock().unwrap().last().unwrap()), 1);
    session.cloud.trouble(Trouble::None);
    let before = count();
    for (made, expected) in [
        (session.cloud.add_api_key("b").len(), before + 1),
        (
            session.cloud.add_sub_account("robot", &[]).len(),
            before + 3,
        ),
    ] {
        assert!(made > 0 && count() >= expected);
    }
    let settled = count();
    assert!(!session.cloud.set_sub_account_active("none", true));
    assert_eq!(count(), settled);
    assert_eq!(seen.lock().unwrap().last(), Some(&session.cloud.snapshot()));
}

#[tokio::test]
async fn bootstrap_hides_its_secret_from_debug() {
    let first = Session::start().await.cloud.bootstrap().unwrap();
    assert_eq!((first.access_key.len(), first.secret_key.len()), (28, 40));
    let told = format!("{first:?}");
    assert!(told.contains(&first.access_key) && !told.contains(&first.secret_key));
}
