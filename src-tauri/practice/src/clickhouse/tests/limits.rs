use std::time::Duration;

use serde_json::{Value, json};

use super::*;

#[tokio::test]
async fn quota_tells_use_and_limit_and_refuses_one_more() {
    let session = Session::with(Options {
        key_quota: 3,
        seed_keys: 1,
        ..Options::default()
    })
    .await;
    assert_eq!(session.create(json!({"name": "third"})).await.status, 200);
    let refused = session.create(json!({"name": "fourth"})).await;
    assert_eq!(refused.status, 400);
    assert!(refused.error().starts_with("BAD_REQUEST: "));
    let quota = session
        .get(&session.path("/quotas/api-keys-per-organization"))
        .await;
    assert_eq!(
        (&quota.result()["value"], &quota.result()["usage"]),
        (&json!(3), &json!(3))
    );
    let all = session.get(&session.path("/quotas")).await;
    assert_eq!(&all.result()[0], quota.result());
    assert_eq!(session.get(&session.path("/quotas/none")).await.status, 404);
    assert_eq!(session.cloud.keys().len(), 3);
}

#[tokio::test]
async fn hundred_keys_is_the_usual_quota() {
    let session = Session::with(Options {
        seed_keys: 99,
        ..Options::default()
    })
    .await;
    assert_eq!(
        session.create(json!({"name": "one too many"})).await.status,
        400
    );
}

#[tokio::test]
async fn rate_limit_counts_per_key_and_starts_anew() {
    let (clock, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        rate_limit: RateLimit {
            requests: 2,
            window: Duration::from_secs(10),
        },
        ..Options::default()
    })
    .await;
    let (_, other, other_secret) = session.cloud.add_key(NewPracticeKey::default());
    let header = |answer: &Answer, name: &str| answer.headers[name].to_str().unwrap().to_owned();

    let first = session.get("/v1/whoami").await;
    assert_eq!(header(&first, "x-ratelimit-limit"), "2");
    assert_eq!(header(&first, "x-ratelimit-remaining"), "1");
    assert_eq!(
        header(&first, "x-ratelimit-policy"),
        "2;w=10;comment=\"fixed window\""
    );
    assert_eq!(session.get("/v1/whoami").await.status, 200);
    clock.push(4);
    let refused = session.create(json!({"name": "too fast"})).await;
    assert_eq!((refused.status, session.cloud.keys().len()), (429, 2));
    assert_eq!(header(&refused, "x-ratelimit-reset"), "6.000");

    let first_login = session.cloud.bootstrap().unwrap();
    session.sign_with(&other, &other_secret);
    assert_eq!(session.get("/v1/whoami").await.status, 200);
    session.sign_with(&first_login.key_id, &first_login.key_secret);
    clock.push(6);
    assert_eq!(session.get("/v1/whoami").await.status, 200);
}

#[tokio::test]
async fn oversized_body_is_refused_without_harm() {
    let session = Session::start().await;
    let huge = json!({"name": "x".repeat(2 * 1024 * 1024)});
    // The service may hang up before it has read everything, which a caller sees as a broken line.
    if let Ok(answer) = session.try_send("POST", &session.path("/keys"), huge).await {
        assert_eq!(answer.status, 413);
    }
    assert_eq!(session.cloud.keys().len(), 1);
    assert_eq!(session.get("/v1/whoami").await.status, 200);
}

#[tokio::test]
async fn hostile_input_is_answered_and_leaves_the_cloud_standing() {
    let session = Session::start().await;
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    for raw in [
        "{",
        "\u{0}",
        "{\"name\":\"\u{202e}\"",
        deep.as_str(),
        "{\"name\":1e999}",
    ] {
        let request = session.request("POST", &session.path("/keys"), &Value::Null);
        let response = request.body(raw.to_owned()).send().await.unwrap();
        assert_eq!(response.status(), 400);
    }
    for path in [
        "/",
        "//",
        "/v1",
        "/v1/organizations//keys",
        "/v1/%00",
        "/v1/whoami/",
        "/v1/organizations?limit=%ff",
    ] {
        let answer = session.try_send("GET", path, Value::Null).await.unwrap();
        assert!(
            matches!(answer.status, 400 | 404),
            "{path}: {}",
            answer.status
        );
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = session
            .try_send(method, "/v1/whoami", Value::Null)
            .await
            .unwrap();
        assert_eq!(answer.status, 404);
    }
    assert_eq!(session.get("/v1/whoami").await.status, 200);
}

#[tokio::test]
async fn ledger_holds_requests_and_no_credentials() {
    let session = Session::start().await;
    session.get(&session.path("/keys?limit=1")).await;
    let made = session.create(json!({"name": "a"})).await;
    let ledger = session.cloud.ledger();
    assert_eq!(ledger.len(), 2);
    assert_eq!(ledger[0].target(), session.path("/keys?limit=1"));
    assert_eq!(ledger[1].body, Some(json!({"name": "a"})));
    assert_eq!(ledger[1].signed_by, Some(session.own_id()));
    assert_eq!((ledger[1].status, session.cloud.creates()), (Some(200), 1));
    let told = format!("{ledger:?}{:?}", session.cloud.bootstrap());
    for secret in [
        session.cloud.bootstrap().unwrap().key_secret,
        text(&made.result()["keySecret"]).to_owned(),
    ] {
        assert!(!told.contains(&secret));
    }
    assert!(!told.contains("Basic "));
}
