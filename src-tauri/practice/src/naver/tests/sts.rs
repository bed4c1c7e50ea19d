use super::*;

#[tokio::test]
async fn caller_identity_tells_main_from_sub() {
    let session = Session::start().await;
    let main = session.get("/caller-identity").await.good();
    let account = session.cloud.account_id();
    let expected = json!({"id": account, "loginAlias": "practice", "userType": "Customer"});
    assert_eq!(main, expected);
    let alias = session.get("/login-alias").await.good();
    assert_eq!(alias, json!({"loginAlias": "practice"}));
    let sub = session.sign_as_sub("robot", &[Policy::SubAccountViewer]);
    let caller = session.get("/caller-identity").await.good();
    let expected = json!({"id": sub, "loginAlias": "practice", "userType": "Sub"});
    assert_eq!(caller, expected);
    session.cloud.trouble(Trouble::ForeignCallerId);
    let foreign = session.get("/caller-identity").await.good();
    let path = format!("/sub-accounts/{}", text(&foreign["id"]));
    assert_eq!(session.get(&path).await.error(), (404, "30"));
}

#[tokio::test]
async fn temporary_key_has_the_same_rights_until_it_ends() {
    let (clock, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    let sub = session.sign_as_sub("robot", &[Policy::SubAccountViewer]);
    let made = session
        .post("/credentials", json!({"durationSec": 600}))
        .await
        .good();
    assert_eq!(made["createTime"], "2027-01-15T08:00:00Z");
    assert_eq!(made["expireTime"], "2027-01-15T08:10:00Z");
    assert_eq!(
        (made["useMfa"].clone(), session.cloud.creates()),
        (json!(false), 1)
    );
    let pair = ["accessKey", "keySecret"].map(|name| text(&made[name]).to_owned());
    session.sign_with(pair.into());
    let credentials = session.get("/credentials").await.good();
    assert_eq!(credentials, made);
    let keys = session
        .get(&format!("/sub-accounts/{sub}/access-keys"))
        .await;
    assert_eq!(list(&keys.good()).len(), 1);
    assert_eq!(
        session.post("/credentials", json!({})).await.error(),
        (403, "230")
    );
    clock.push(599);
    assert_eq!(session.get("/caller-identity").await.status, 200);
    clock.push(1);
    assert_eq!(session.get("/caller-identity").await.error(), (401, "200"));
}

#[tokio::test]
async fn temporary_keys_are_for_sub_accounts_and_for_hours() {
    let session = Session::start().await;
    let refused = session
        .post("/credentials", json!({"durationSec": 3600}))
        .await;
    assert_eq!(refused.error(), (403, "230"));
    session.sign_as_sub("robot", &[]);
    for duration in [json!(599), json!(43_201), json!("3600"), json!(-1)] {
        let answer = session
            .post("/credentials", json!({ "durationSec": duration }))
            .await;
        assert_eq!(answer.error(), (400, "100"), "{duration}");
    }
    for body in [Value::Null, json!({})] {
        let made = session.post("/credentials", body).await.good();
        let time = |name: &str| text(&made[name]).parse::<Timestamp>().unwrap();
        let lasts = time("expireTime").duration_since(time("createTime"));
        assert_eq!(lasts.as_secs(), 3_600);
    }
    let temporary = session.cloud.access_keys();
    let temporary = temporary.iter().filter(|key| key.expires_at.is_some());
    assert_eq!(temporary.count(), 2);
}
