use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;

use super::*;

async fn try_create(session: &Session, name: &str) -> reqwest::Result<Answer> {
    session
        .try_send("POST", &session.path("/keys"), json!({ "name": name }))
        .await
}

fn names(session: &Session) -> Vec<String> {
    session
        .cloud
        .keys()
        .into_iter()
        .skip(1)
        .map(|key| key.name)
        .collect()
}

#[tokio::test]
async fn cut_after_create_makes_one_key_and_gives_no_answer() {
    let session = Session::start().await;
    // A warm connection: a client must not take the cut for a stale one and send again.
    session.get("/v1/whoami").await;
    session.cloud.trouble(Trouble::CutAfterCreate);
    let error = try_create(&session, "lost").await.err().unwrap();
    assert!(error.is_request() && error.status().is_none(), "{error:?}");
    assert_eq!(
        (names(&session), session.cloud.creates()),
        (vec!["lost".to_owned()], 1)
    );
    let ledger = session.cloud.ledger();
    assert_eq!(ledger.last().unwrap().status, None);
    assert_eq!(session.get("/v1/whoami").await.status, 200);
    assert_eq!(session.create(json!({"name": ""})).await.status, 400);
}

#[tokio::test]
async fn cut_before_does_nothing_at_all() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::CutBefore);
    assert!(try_create(&session, "never").await.is_err());
    assert_eq!((names(&session).len(), session.cloud.creates()), (0, 1));
}

#[tokio::test]
async fn cut_mid_answer_gives_the_head_and_half_a_body() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::CutMidAnswer.only(Call::CreateKey));
    let request = session.request("POST", &session.path("/keys"), &json!({"name": "half"}));
    let mut response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    let promised = response.content_length().unwrap();
    let first = response.chunk().await.unwrap().unwrap();
    assert_eq!(first.len() as u64, promised / 2);
    assert!(first.starts_with(b"{"));
    assert!(response.chunk().await.is_err());
    assert_eq!(names(&session), ["half"]);
}

#[tokio::test]
async fn slow_create_makes_the_key_before_it_answers() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::SlowCreate(Duration::from_secs(3600)));
    assert_eq!(session.get("/v1/whoami").await.status, 200);
    let made = Arc::new(tokio::sync::Notify::new());
    let seen = made.clone();
    session.cloud.on_change(move |_| seen.notify_one());
    tokio::select! {
        _ = try_create(&session, "late") => panic!("answered"),
        () = made.notified() => {}
    }
    assert_eq!(names(&session), ["late"]);
}

#[tokio::test]
async fn slow_delays_every_answer() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::Slow(Duration::from_secs(3600)));
    let waited = timeout(
        Duration::from_millis(50),
        session.try_send("GET", "/v1/whoami", Value::Null),
    )
    .await;
    assert!(waited.is_err());
    session
        .cloud
        .trouble(Trouble::Slow(Duration::from_millis(1)));
    assert_eq!(session.get("/v1/whoami").await.status, 200);
}

#[tokio::test]
async fn switching_troubles_lets_slow_answers_go() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::Slow(Duration::from_secs(3600)));
    let request = session.request("GET", "/v1/whoami", &Value::Null).send();
    let answer = tokio::spawn(request);
    while session.cloud.ledger().is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(!answer.is_finished());
    session.cloud.trouble(Trouble::None);
    assert_eq!(answer.await.unwrap().unwrap().status(), 200);
}

#[tokio::test]
async fn dropping_the_cloud_ends_slow_answers() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::Slow(Duration::from_secs(3600)));
    let request = session.request("GET", "/v1/whoami", &Value::Null).send();
    let answer = tokio::spawn(request);
    while session.cloud.ledger().is_empty() {
        tokio::task::yield_now().await;
    }
    drop(session);
    let ended = timeout(Duration::from_secs(10), answer).await;
    assert!(ended.is_ok());
}

#[tokio::test]
async fn rate_limited_tells_when_to_come_back() {
    let session = Session::start().await;
    for body in [true, false] {
        let trouble = Trouble::RateLimited {
            reset_seconds: 2.5,
            body,
        };
        session.cloud.trouble(trouble.once());
        let answer = try_create(&session, "later").await.unwrap();
        assert_eq!((answer.status, answer.body.is_null()), (429, !body));
        assert_eq!(answer.headers["x-ratelimit-reset"], "2.500");
        assert!(names(&session).is_empty());
    }
    assert_eq!(try_create(&session, "now").await.unwrap().status, 200);
}

#[tokio::test]
async fn server_errors_come_before_or_after_the_key() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::ServerError(502));
    assert_eq!(session.create(json!({"name": "before"})).await.status, 502);
    assert!(names(&session).is_empty());
    session.cloud.trouble(Trouble::ServerErrorAfterCreate(500));
    let answer = session.create(json!({"name": "after"})).await;
    assert_eq!(answer.status, 500);
    assert!(answer.body.get("result").is_none());
    assert_eq!(names(&session), ["after"]);
    assert_eq!(session.get("/v1/whoami").await.status, 200);
}

#[tokio::test]
async fn things_in_between_answer_without_reaching_the_service() {
    let session = Session::start().await;
    for (trouble, status) in [
        (Trouble::Proxy, 403),
        (Trouble::Redirect, 307),
        (Trouble::ErrorInside200, 200),
        (Trouble::Maintenance, 503),
    ] {
        session.cloud.trouble(trouble.clone());
        let answer = try_create(&session, "never").await.unwrap();
        assert_eq!(answer.status, status, "{trouble:?}");
        let told = answer.headers.contains_key(match trouble {
            Trouble::Redirect => "location",
            Trouble::Maintenance => "retry-after",
            _ => "content-type",
        });
        assert!(told);
        assert_eq!(
            answer.body.get("error").is_some(),
            trouble == Trouble::ErrorInside200
        );
    }
    assert!(names(&session).is_empty());
    assert!(
        session
            .cloud
            .ledger()
            .iter()
            .all(|entry| entry.path != "/elsewhere")
    );
}

#[tokio::test]
async fn answers_without_their_contents_still_leave_a_key() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::NoSecretInAnswer);
    let answer = session.create(json!({"name": "mute"})).await;
    assert!(answer.result().get("keySecret").is_none() && answer.result().get("keyId").is_none());
    assert_eq!(answer.result()["key"]["name"], "mute");

    session.cloud.trouble(Trouble::NotJson);
    let answer = try_create(&session, "page").await.unwrap();
    assert_eq!((answer.status, answer.body), (200, Value::Null));
    assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8");

    session.cloud.trouble(Trouble::HugeBody);
    let request = session.request("POST", &session.path("/keys"), &json!({"name": "huge"}));
    let mut response = request.send().await.unwrap();
    assert_eq!(response.content_length(), None);
    let mut read = 0;
    while read < 16 * 1024 * 1024 {
        read += response.chunk().await.unwrap().unwrap().len();
    }
    assert_eq!(names(&session), ["mute", "page", "huge"]);
}

#[tokio::test]
async fn full_quota_is_told_by_create_and_quota_alike() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::QuotaFull);
    assert_eq!(session.create(json!({"name": "no room"})).await.status, 400);
    let quota = session
        .get(&session.path("/quotas/api-keys-per-organization"))
        .await;
    assert_eq!(quota.result()["value"], quota.result()["usage"]);
}

#[tokio::test]
async fn skewed_clock_shows_in_the_date_header() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    for (skew, date) in [
        (0, "Fri, 15 Jan 2027 08:00:00 GMT"),
        (3600, "Fri, 15 Jan 2027 09:00:00 GMT"),
        (-86_400, "Thu, 14 Jan 2027 08:00:00 GMT"),
    ] {
        session.cloud.trouble(Trouble::ClockSkew(skew));
        assert_eq!(session.get("/v1/whoami").await.headers["date"], date);
    }
    for extreme in [i64::MAX, i64::MIN] {
        session.cloud.trouble(Trouble::ClockSkew(extreme));
        assert_eq!(session.get("/v1/whoami").await.status, 200);
    }
}

#[tokio::test]
async fn missing_calls_and_rights_are_told_as_such() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::NoWhoami);
    assert_eq!(session.get("/v1/whoami").await.status, 404);
    assert_eq!(session.get("/v1/organizations").await.status, 200);
    session.cloud.trouble(Trouble::RolesForbidden);
    assert_eq!(session.get(&session.path("/roles")).await.status, 403);
    assert_eq!(session.create(json!({"name": "a"})).await.status, 200);
}

#[tokio::test]
async fn organization_of_the_old_model_takes_old_roles() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::LegacyRoles);
    assert_eq!(session.get(&session.path("/roles")).await.status, 404);
    let body =
        json!({"name": "old", "roles": ["developer"], "ipAccessList": [{"source": ANYWHERE}]});
    let answer = session.create(body).await;
    let made = answer.result();
    assert_eq!(made["key"]["roles"], json!(["developer"]));
    assert_eq!(made["key"]["assignedRoles"], json!([]));
    session.sign_with(text(&made["keyId"]), text(&made["keySecret"]));
    assert_eq!(session.get(&session.path("/keys")).await.status, 200);
    let delete = session.path(&format!("/keys/{}", session.own_id()));
    assert_eq!(
        session.send("DELETE", &delete, Value::Null).await.status,
        403
    );
}

#[tokio::test]
async fn stale_list_hides_new_keys_until_it_is_cleared() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::StaleList);
    session.create(json!({"name": "new"})).await;
    let count = async || {
        session
            .get(&session.path("/keys"))
            .await
            .result()
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(count().await, 1);
    session.cloud.trouble(Trouble::None);
    assert_eq!(count().await, 2);
}

#[tokio::test]
async fn new_keys_sleep_for_a_number_of_uses() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::NewKeysSleep(2));
    let made = session
        .create(json!({"name": "sleepy", "ipAccessList": [{"source": ANYWHERE}]}))
        .await;
    session.sign_with(
        text(&made.result()["keyId"]),
        text(&made.result()["keySecret"]),
    );
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(session.get("/v1/whoami").await.status);
    }
    assert_eq!(seen, [401, 401, 200]);
}

#[tokio::test]
async fn strange_pages_repeat_a_cursor_or_are_empty() {
    let session = Session::with(Options {
        seed_keys: 3,
        page_limit: 2,
        ..Options::default()
    })
    .await;
    session.cloud.trouble(Trouble::EmptyPages);
    let mut sizes = Vec::new();
    let mut query = String::new();
    loop {
        let answer = session.get(&session.path(&format!("/keys{query}"))).await;
        sizes.push(answer.result().as_array().unwrap().len());
        let Some(cursor) = answer.body["nextCursor"].as_str() else {
            break;
        };
        query = format!("?cursor={}", cursor.replace('+', "%2B").replace('=', "%3D"));
    }
    assert_eq!(sizes, [0, 2, 0, 2]);
    session.cloud.trouble(Trouble::RepeatedCursor);
    let one = session.get(&session.path("/keys")).await;
    let two = session.get(&session.path("/keys")).await;
    assert!(one.body["nextCursor"].is_string());
    assert_eq!(one.body["nextCursor"], two.body["nextCursor"]);
}

#[tokio::test]
async fn fields_can_go_missing_turn_null_and_multiply() {
    let session = Session::start().await;
    let list = async || {
        session
            .try_send("GET", &session.path("/keys"), Value::Null)
            .await
            .unwrap()
    };
    session.cloud.trouble(Trouble::LeaveOut("requestId".into()));
    session
        .cloud
        .add_trouble(Trouble::LeaveOut("assignedRoles".into()));
    let answer = list().await;
    assert!(
        answer.body.get("requestId").is_none()
            && answer.body["result"][0].get("assignedRoles").is_none()
    );
    session
        .cloud
        .trouble(Trouble::MakeNull("ipAccessList".into()));
    assert!(list().await.body["result"][0]["ipAccessList"].is_null());
    session.cloud.trouble(Trouble::NewerEdition);
    let answer = list().await;
    assert_eq!(answer.body["result"][0]["state"], "resting");
    assert!(answer.body["result"][0].get("fieldOfTomorrow").is_some());
}

#[tokio::test]
async fn narrowed_trouble_strikes_where_and_as_often_as_told() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::ServerError(503).only(Call::ListKeys).times(2));
    let mut seen = Vec::new();
    for path in ["", "/keys", "", "/keys", "/keys"] {
        seen.push(session.get(&session.path(path)).await.status);
    }
    assert_eq!(seen, [200, 503, 200, 503, 200]);
}
