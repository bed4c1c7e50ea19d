use super::*;

fn path(sub: &str) -> String {
    format!("/sub-accounts/{sub}/access-keys")
}

#[tokio::test]
async fn created_key_signs_and_its_secret_is_given_once() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    let sub = session
        .cloud
        .add_sub_account("robot", &[Policy::SubAccountManager]);
    let answer = session.post(&path(&sub), Value::Null).await;
    assert_eq!(answer.status, 200);
    let made = answer.body;
    let (key, secret) = (text(&made["accessKey"]), text(&made["keySecret"]));
    assert_eq!((key.len(), &key[..8]), (28, "ncp_iam_"));
    assert_eq!(&secret[..8], "ncp_iam_");
    assert_eq!(made["createTime"], "2027-01-15T08:00:00Z");
    assert_eq!(session.cloud.creates(), 1);

    session.sign_with((key.to_owned(), secret.to_owned()));
    let listed = session.get(&path(&sub)).await.good();
    let expected =
        json!([{"accessKey": key, "active": true, "createTime": "2027-01-15T08:00:00Z"}]);
    assert_eq!(listed, expected);
    let credentials = session.get("/credentials").await.good();
    assert_eq!(
        credentials,
        json!({"accessKey": key, "createTime": "2027-01-15T08:00:00Z"})
    );
    let ledger = session.cloud.ledger();
    assert_eq!(ledger[1].signed_by.as_deref(), Some(key));
    assert!(!format!("{ledger:?}").contains(secret));
}

#[tokio::test]
async fn body_of_a_create_is_refused() {
    let session = Session::start().await;
    let sub = session.cloud.add_sub_account("robot", &[]);
    for body in [json!({}), json!({"accessKey": "x"}), json!([])] {
        assert_eq!(session.post(&path(&sub), body).await.error(), (400, "100"));
    }
    assert_eq!(session.get(&path(&sub)).await.good(), json!([]));
}

#[tokio::test]
async fn third_key_is_refused_even_when_one_is_stopped() {
    let session = Session::start().await;
    let sub = session.cloud.add_sub_account("robot", &[]);
    let first = session.post(&path(&sub), Value::Null).await.good();
    session.post(&path(&sub), Value::Null).await.good();
    assert_eq!(
        session.post(&path(&sub), Value::Null).await.error(),
        (409, "9012")
    );
    let stop = json!({"accessKey": first["accessKey"], "active": false});
    session.put(&path(&sub), stop).await.good();
    assert_eq!(
        session.post(&path(&sub), Value::Null).await.error(),
        (409, "9012")
    );
    let doomed = json!({"accessKey": first["accessKey"]});
    session.delete(&path(&sub), doomed).await.good();
    assert_eq!(session.post(&path(&sub), Value::Null).await.status, 200);
}

#[tokio::test]
async fn keys_are_stopped_started_and_only_then_deleted() {
    let session = Session::start().await;
    let sub = session.cloud.add_sub_account("robot", &[]);
    let (key, secret) = session.cloud.add_access_key(Some(&sub)).unwrap();
    let set = async |active: bool| {
        let body = json!({"accessKey": key, "active": active});
        session.put(&path(&sub), body).await.good()
    };
    let delete = async || {
        session
            .delete(&path(&sub), json!({ "accessKey": key }))
            .await
    };
    assert_eq!(delete().await.error(), (400, "100"));
    assert_eq!(set(false).await, json!({"success": true}));
    let listed = session.get(&path(&sub)).await.good();
    assert_eq!(listed[0]["active"], false);
    session.sign_with((key.clone(), secret));
    assert_eq!(session.get("/caller-identity").await.error(), (401, "200"));
    session.sign_as_main();
    set(true).await;
    assert_eq!(delete().await.error(), (400, "100"));
    set(false).await;
    assert_eq!(delete().await.good(), json!({"success": true}));
    assert_eq!(session.get(&path(&sub)).await.good(), json!([]));
    assert_eq!(delete().await.error(), (400, "904"));
}

#[tokio::test]
async fn keys_and_accounts_that_are_not_there_are_told_apart() {
    let session = Session::start().await;
    let sub = session.cloud.add_sub_account("robot", &[]);
    let other = session.cloud.add_sub_account("other", &[]);
    let (foreign, _) = session.cloud.add_access_key(Some(&other)).unwrap();
    let main = session.cloud.bootstrap().unwrap().access_key;
    for key in ["ncp_iam_NoSuchKey00000000000", &foreign, &main, ""] {
        let stop = json!({"accessKey": key, "active": false});
        assert_eq!(session.put(&path(&sub), stop).await.error(), (400, "904"));
        let doomed = json!({"accessKey": key});
        assert_eq!(
            session.delete(&path(&sub), doomed).await.error(),
            (400, "904")
        );
    }
    for body in [Value::Null, json!({}), json!({"accessKey": 1})] {
        assert_eq!(
            session.put(&path(&sub), body.clone()).await.error(),
            (400, "100")
        );
        assert_eq!(
            session.delete(&path(&sub), body).await.error(),
            (400, "100")
        );
    }
    for absent in ["2b141960-0000-4000-8000-246e9659184c", "robot", "%20"] {
        for method in ["GET", "POST"] {
            let answer = session.send(method, &path(absent), Value::Null).await;
            assert_eq!(answer.error(), (404, "30"), "{method} {absent}");
        }
    }
}

#[tokio::test]
async fn last_access_tells_used_keys_and_idle_days() {
    let (clock, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    let sub = session.cloud.add_sub_account("robot", &[]);
    let summary = async || {
        let path = format!("/users/{sub}/last-access-summary");
        session.get(&path).await.good()
    };
    let (key, secret) = session.cloud.add_access_key(Some(&sub)).unwrap();
    session.cloud.add_access_key(Some(&sub)).unwrap();
    clock.push(3 * 86_400);
    assert_eq!(
        summary().await,
        json!({"idNo": sub, "lastAccessKeyUsed": [], "unusedDays": 3})
    );
    session.sign_with((key.clone(), secret));
    clock.push(30);
    session.get("/caller-identity").await.good();
    session.sign_as_main();
    clock.push(86_400);
    let used = json!([{"accessKey": key, "lastUsed": "2027-01-18T08:00:00Z"}]);
    assert_eq!(
        summary().await,
        json!({"idNo": sub, "lastAccessKeyUsed": used, "unusedDays": 1})
    );
    let then = "2027-01-01T00:00:00Z".parse().unwrap();
    assert!(session.cloud.mark_used(&key, then));
    assert_eq!(summary().await["unusedDays"], 18);
    assert_eq!(
        session.get("/users/none/last-access-summary").await.error(),
        (404, "30")
    );
}
