use std::time::Duration;

use tokio::time::timeout;

use super::*;

async fn try_create(session: &Session, name: &str) -> reqwest::Result<Answer> {
    session
        .try_send("POST", "/api-keys", json!({ "apiKeyName": name }))
        .await
}

#[tokio::test]
async fn cut_after_create_makes_one_key_and_gives_no_answer() {
    let session = Session::empty().await;
    // A warm connection: a client must not take the cut for a stale one and send again.
    session.get("/caller-identity").await;
    session.cloud.trouble(Trouble::CutAfterCreate);
    let error = try_create(&session, "lost").await.err().unwrap();
    assert!(error.is_request() && error.status().is_none(), "{error:?}");
    assert_eq!(
        (session.api_key_names(), session.cloud.creates()),
        (vec!["lost".to_owned()], 1)
    );
    let last = session.cloud.ledger().pop().unwrap();
    assert_eq!((last.status, last.created), (None, true));
    assert_eq!(session.get("/api-keys").await.status, 200);
    assert_eq!(try_create(&session, "").await.unwrap().status, 400);
}

#[tokio::test]
async fn cut_strikes_whatever_is_made_and_nothing_else() {
    let session = Session::start().await;
    let sub = session.sign_as_sub("robot", &[Policy::Administrator]);
    let key = session.cloud.add_api_key("known");
    session.cloud.trouble(Trouble::CutAfterCreate);
    let account = json!({
        "loginId": "new-robot", "name": "new robot", "canConsoleAccess": false,
        "canAPIGatewayAccess": true, "needPasswordReset": false, "needPasswordGenerate": true,
    });
    for (method, path, body) in [
        (
            "POST",
            format!("/sub-accounts/{sub}/access-keys"),
            Value::Null,
        ),
        ("POST", "/sub-accounts".to_owned(), account),
        ("POST", "/credentials".to_owned(), Value::Null),
        (
            "PATCH",
            format!("/api-keys/{key}"),
            json!({"keyType": "PRIMARY"}),
        ),
    ] {
        assert!(
            session.try_send(method, &path, body).await.is_err(),
            "{method} {path}"
        );
    }
    assert_eq!(session.cloud.access_keys().len(), 5);
    assert_eq!(session.cloud.sub_accounts().len(), 4);
    let rename = json!({"apiKeyName": "renamed", "isEnabled": true});
    let path = format!("/api-keys/{key}");
    assert_eq!(session.put(&path, rename).await.status, 200);
    assert_eq!(session.delete(&path, Value::Null).await.status, 204);
}

#[tokio::test]
async fn cut_before_does_nothing_at_all() {
    let session = Session::empty().await;
    session.cloud.trouble(Trouble::CutBefore);
    assert!(try_create(&session, "never").await.is_err());
    assert!(session.api_key_names().is_empty());
    let last = session.cloud.ledger().pop().unwrap();
    assert_eq!((last.created, session.cloud.creates()), (false, 1));
}

#[tokio::test]
async fn cut_mid_answer_gives_the_head_and_half_a_body() {
    let session = Session::empty().await;
    session
        .cloud
        .trouble(Trouble::CutMidAnswer.only(Call::CreateApiKey));
    let body = json!({"apiKeyName": "half"});
    let mut response = session
        .request("POST", "/api-keys", &body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 201);
    let promised = response.content_length().unwrap();
    let first = response.chunk().await.unwrap().unwrap();
    assert_eq!(first.len() as u64, promised / 2);
    assert!(response.chunk().await.is_err());
    assert_eq!(session.api_key_names(), ["half"]);
}

#[tokio::test]
async fn slow_create_makes_the_key_before_it_answers() {
    let session = Session::empty().await;
    session.get("/caller-identity").await;
    session
        .cloud
        .trouble(Trouble::SlowCreate(Duration::from_secs(3_600)));
    assert_eq!(session.get("/api-keys").await.status, 200);
    let made = Arc::new(tokio::sync::Notify::new());
    let seen = made.clone();
    session.cloud.on_change(move |world| {
        if !list(&world["api_keys"]).is_empty() {
            seen.notify_one();
        }
    });
    tokio::select! {
        _ = try_create(&session, "late") => panic!("answered"),
        () = made.notified() => {}
    }
    assert_eq!(session.api_key_names(), ["late"]);
    session
        .cloud
        .trouble(Trouble::Slow(Duration::from_secs(3_600)));
    let waited = timeout(Duration::from_millis(50), session.get("/api-keys")).await;
    assert!(waited.is_err());
}

#[tokio::test]
async fn server_errors_come_before_or_after_the_key() {
    let session = Session::empty().await;
    session.cloud.trouble(Trouble::ServerError(502));
    assert_eq!(try_create(&session, "before").await.unwrap().status, 502);
    assert!(session.api_key_names().is_empty());
    session.cloud.trouble(Trouble::ServerErrorAfterCreate(500));
    let answer = try_create(&session, "after").await.unwrap();
    assert_eq!(answer.error(), (500, "900"));
    assert_eq!(session.api_key_names(), ["after"]);
    assert_eq!(session.get("/api-keys").await.status, 200);
}

#[tokio::test]
async fn things_in_between_answer_without_reaching_the_service() {
    let session = Session::empty().await;
    for (trouble, status, header) in [
        (Trouble::Proxy, 403, "content-type"),
        (Trouble::Redirect, 307, "location"),
        (Trouble::ErrorInside200, 200, "x-ncp-request-id"),
        (Trouble::Maintenance, 503, "retry-after"),
    ] {
        session.cloud.trouble(trouble.clone());
        let answer = try_create(&session, "never").await.unwrap();
        assert_eq!(answer.status, status, "{trouble:?}");
        assert!(answer.headers.contains_key(header), "{trouble:?}");
        let inside = trouble == Trouble::ErrorInside200;
        assert_eq!(answer.body.get("error").is_some(), inside);
    }
    assert!(session.api_key_names().is_empty());
}

#[tokio::test]
async fn answers_without_their_contents_still_leave_a_key() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::NoSecretInAnswer);
    let answer = try_create(&session, "mute").await.unwrap().good();
    assert_eq!(answer["apiKey"]["apiKeyName"], "mute");
    assert!(!answer.to_string().contains("aryKey"));
    let sub = session.cloud.add_sub_account("robot", &[]);
    let path = format!("/sub-accounts/{sub}/access-keys");
    let made = session.post(&path, Value::Null).await.good();
    assert!(made["accessKey"].is_string() && made.get("keySecret").is_none());
    // What can be read at any time is not struck.
    let id = session.cloud.api_keys().pop().unwrap().id;
    let read = session.get(&format!("/api-keys/{id}")).await.good();
    assert!(read["primaryKey"].is_string());

    session.cloud.trouble(Trouble::NotJson);
    let answer = try_create(&session, "page").await.unwrap();
    assert_eq!((answer.status, answer.body), (200, Value::Null));
    session.cloud.trouble(Trouble::HugeBody);
    let body = json!({"apiKeyName": "huge"});
    let mut response = session
        .request("POST", "/api-keys", &body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.content_length(), None);
    let mut read = 0;
    while read < 1024 * 1024 {
        read += response.chunk().await.unwrap().unwrap().len();
    }
    assert_eq!(session.api_key_names()[2..], ["mute", "page", "huge"]);
}

#[tokio::test]
async fn full_quota_refuses_each_kind_in_its_own_words() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::QuotaFull);
    assert_eq!(
        try_create(&session, "no room").await.unwrap().error(),
        (400, "100")
    );
    let sub = session.cloud.add_sub_account("robot", &[]);
    let path = format!("/sub-accounts/{sub}/access-keys");
    assert_eq!(
        session.post(&path, Value::Null).await.error(),
        (409, "9012")
    );
    assert_eq!(session.get(&path).await.good(), json!([]));
}

#[tokio::test]
async fn stale_lists_hide_what_is_new_until_they_are_cleared() {
    let session = Session::start().await;
    let robot = session.cloud.sub_accounts()[0].id.clone();
    session.cloud.trouble(Trouble::StaleList);
    session.create_api_key("new").await;
    session.cloud.add_sub_account("new-robot", &[]);
    let keys = format!("/sub-accounts/{robot}/access-keys");
    session.post(&keys, Value::Null).await.good();
    let counts = async || {
        [
            session.get("/api-keys").await.good()["total"].clone(),
            session.get("/sub-accounts").await.good()["totalItems"].clone(),
            json!(list(&session.get(&keys).await.good()).len()),
        ]
    };
    assert_eq!(counts().await, [2, 2, 1]);
    session.cloud.trouble(Trouble::None);
    assert_eq!(counts().await, [3, 3, 2]);
}

#[tokio::test]
async fn new_keys_sleep_for_a_number_of_uses() {
    let session = Session::start().await;
    let sub = session.cloud.add_sub_account("robot", &[]);
    session.cloud.trouble(Trouble::NewKeysSleep(2));
    let made = session
        .post(&format!("/sub-accounts/{sub}/access-keys"), Value::Null)
        .await
        .good();
    let pair = ["accessKey", "keySecret"].map(|name| text(&made[name]).to_owned());
    session.sign_with(pair.into());
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(session.get("/caller-identity").await.status);
    }
    assert_eq!(seen, [401, 401, 200]);
}

#[tokio::test]
async fn every_page_can_be_the_first() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::OffsetIgnored);
    for path in ["/api-keys?offset=1&limit=1", "/sub-accounts?page=1&size=1"] {
        let first = path.replace("=1&", "=0&");
        let (one, two) = (session.get(path).await, session.get(&first).await);
        assert_eq!(one.good(), two.good(), "{path}");
    }
}

#[tokio::test]
async fn answers_can_lose_gain_and_change_fields() {
    let session = Session::start().await;
    let read = async |trouble: Trouble| {
        session.cloud.trouble(trouble);
        session.get("/api-keys").await.good()
    };
    let plain = read(Trouble::None).await;
    let key = async |trouble: Trouble| read(trouble).await["apiKeys"][0].clone();
    let without = key(Trouble::LeaveOut("modTime".to_owned())).await;
    assert!(without.get("modTime").is_none());
    assert!(key(Trouble::MakeNull("modifier".to_owned())).await["modifier"].is_null());
    assert!(key(Trouble::NewerEdition).await["fieldOfTomorrow"].is_object());
    assert_eq!(key(Trouble::EverythingText).await["isEnabled"], "true");
    assert_eq!(read(Trouble::EverythingText).await["total"], "2");
    let then: Timestamp = text(&plain["apiKeys"][0]["modTime"]).parse().unwrap();
    assert_eq!(
        key(Trouble::EpochTimes).await["modTime"],
        then.as_millisecond()
    );

    session.cloud.trouble(Trouble::OtherWrapping);
    let bare = try_create(&session, "bare").await.unwrap().good();
    let path = format!("/api-keys/{}", text(&bare["apiKeyId"]));
    assert_eq!(session.get(&path).await.good(), json!({"apiKey": bare}));
}

#[tokio::test]
async fn narrowed_trouble_strikes_where_and_as_often_as_told() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::ServerError(503).only(Call::ListApiKeys).times(2));
    let mut seen = Vec::new();
    for path in [
        "/caller-identity",
        "/api-keys",
        "/caller-identity",
        "/api-keys",
        "/api-keys",
    ] {
        seen.push(session.get(path).await.status);
    }
    assert_eq!(seen, [200, 503, 200, 503, 200]);
}
