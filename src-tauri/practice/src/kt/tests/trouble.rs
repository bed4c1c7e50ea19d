use std::time::Duration;

use tokio::time::timeout;

use super::*;

/// One request to each platform: G, D, both storages with a login, S3.
async fn each(session: &Session) -> Vec<Answer> {
    let account = session.cloud.storage_account().unwrap();
    let to_storage = session
        .request("POST", "/v3/auth/tokens")
        .json(&by_ids(&account));
    let user = session.cloud.storage_user().unwrap();
    vec![
        session.list_zones("v1").await,
        session.log_in(&by_id(&session.cloud.project_token())).await,
        session.storage_login(&user.user, &user.key).await,
        answer(to_storage).await.unwrap(),
        session.get("/").await,
    ]
}

#[tokio::test]
async fn limiter_refuses_in_each_platform_s_words() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::Throttled {
        retry_after: Some(7),
    });
    let answers = each(&session).await;
    for answer in &answers {
        assert_eq!((answer.status, answer.header("retry-after")), (429, "7"));
    }
    assert_eq!(answers[0].body["listzonesresponse"]["errorcode"], 429);
    assert_eq!(answers[1].body["error"]["title"], "Too Many Requests");
    assert!(answers[2].text.starts_with("<html>"));
    assert_eq!(answers[3].body["error"]["code"], 429);
    assert!(answers[4].text.contains("<Code>TooManyRequests</Code>"));
    session
        .cloud
        .trouble(Trouble::Throttled { retry_after: None });
    assert_eq!(session.list_zones("v1").await.header("retry-after"), "");
    assert_eq!(session.cloud.failed_logins(), 0);
}

#[tokio::test]
async fn server_errors_keep_cloudstack_s_own_statuses() {
    let session = Session::start().await;
    for status in [430, 431, 405, 500, 503, 530, 531, 537] {
        session.cloud.trouble(Trouble::ServerError(status));
        let answer = session.list_zones("v2").await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.body["listzonesresponse"]["errorcode"], status);
    }
    session.cloud.trouble(Trouble::ServerError(503));
    let answers = each(&session).await;
    assert!(answers.iter().all(|answer| answer.status == 503));
    assert!(list(&session.cloud.snapshot()["tokens"]).is_empty());
}

#[tokio::test]
async fn things_in_between_answer_without_reaching_the_service() {
    let session = Session::start().await;
    for (trouble, status, header) in [
        (Trouble::Proxy, 403, "content-type"),
        (Trouble::Redirect, 307, "location"),
        (Trouble::Maintenance, 503, "retry-after"),
    ] {
        session.cloud.trouble(trouble.clone());
        for answer in each(&session).await {
            assert_eq!(answer.status, status, "{trouble:?}");
            assert!(answer.headers.contains_key(header), "{trouble:?}");
        }
    }
    assert!(list(&session.cloud.snapshot()["tokens"]).is_empty());
}

#[tokio::test]
async fn lines_are_cut_before_and_in_the_middle() {
    let session = Session::start().await;
    let login = by_name(&session.cloud.project_token());
    let request = || {
        session
            .request("POST", "/d1/identity/auth/tokens")
            .json(&login)
    };
    session.cloud.trouble(Trouble::CutBefore);
    let error = answer(request()).await.err().unwrap();
    assert!(error.is_request() && error.status().is_none());
    assert!(list(&session.cloud.snapshot()["tokens"]).is_empty());
    session.cloud.trouble(Trouble::CutMidAnswer);
    let response = request().send().await.unwrap();
    assert_eq!(response.status(), 201);
    assert!(response.bytes().await.is_err());
    assert_eq!(list(&session.cloud.snapshot()["tokens"]).len(), 1);
}

#[tokio::test]
async fn answers_can_be_late_huge_and_no_json() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::Slow(Duration::from_secs(3_600)));
    let waited = timeout(Duration::from_millis(50), session.list_zones("v1")).await;
    assert!(waited.is_err());
    session.cloud.trouble(Trouble::HugeBody);
    let command = session.command("v1", &[("command", "listZones")]);
    let mut response = command.send().await.unwrap();
    assert_eq!(response.content_length(), None);
    let mut read = 0;
    while read < 1024 * 1024 {
        read += response.chunk().await.unwrap().unwrap().len();
    }
    session.cloud.trouble(Trouble::NotJson);
    let page = session.list_zones("v1").await;
    assert_eq!((page.status, page.body), (200, Value::Null));
}

#[tokio::test]
async fn answers_can_lose_gain_and_change_fields() {
    let session = Session::start().await;
    let zones = async |trouble: Trouble| {
        session.cloud.trouble(trouble);
        session.list_zones("v2").await.good()["listzonesresponse"].take()
    };
    let bare = zones(Trouble::LeaveOut("zone".to_owned())).await;
    assert_eq!(bare, json!({"count": 1}));
    let null = zones(Trouble::MakeNull("count".to_owned())).await;
    assert!(null["count"].is_null() && null.get("count").is_some());
    let newer = zones(Trouble::NewerEdition).await;
    assert!(newer["zone"][0]["fieldOfTomorrow"].is_object());
    session.cloud.trouble(Trouble::NewerEdition);
    let newer = session.list_zones("v2").await.good();
    assert_eq!(newer.as_object().unwrap().len(), 1);
    let token = session.log_in(&by_id(&session.cloud.project_token())).await;
    assert!(token.good()["fieldOfTomorrow"].is_object());
    let text = zones(Trouble::EverythingText).await;
    assert_eq!(text["count"], "1");
    assert_eq!(text["zone"][0]["securitygroupsenabled"], "false");
}

#[tokio::test]
async fn clock_can_be_off() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::ClockSkew(540));
    let answer = session.list_zones("v1").await;
    assert_eq!(answer.header("date"), "Wed, 02 Jan 2030 03:13:05 GMT");
}

#[tokio::test]
async fn refusals_come_in_other_shapes() {
    let session = Session::start().await;
    session.cloud.revoke_api_key();
    session.cloud.change_password("made-up");
    let mut old = session.cloud.project_token();
    old.password = "older".to_owned();
    let refused = async |shape: ErrorShape| {
        session.cloud.trouble(Trouble::ErrorShape(shape));
        let answers = [
            session.list_zones("v1").await,
            session.log_in(&by_id(&old)).await,
            session.storage_login("nobody", "made-up").await,
        ];
        assert!(
            answers.iter().all(|answer| answer.status == 401),
            "{shape:?}"
        );
        answers.map(|answer| answer.text)
    };
    let [g, d, swift] = refused(ErrorShape::Text).await;
    assert!(g.starts_with("{\"error\":\"") && d.starts_with("{\"error\":\""));
    assert!(swift.starts_with("{\"error\":\""));
    let [g, d, _] = refused(ErrorShape::ErrorResponse).await;
    assert!(g.starts_with("{\"errorresponse\":{") && d.contains("\"title\""));
    let [g, d, _] = refused(ErrorShape::Xml).await;
    assert!(g.contains("<listzonesresponse><errorcode>401</errorcode>"));
    assert!(d.contains("<Error><Code>AccessDenied</Code>"));
    let all = refused(ErrorShape::Html).await;
    assert!(all.iter().all(|text| text.starts_with("<html>")));
    let all = refused(ErrorShape::Empty).await;
    assert!(all.iter().all(String::is_empty));
    let [g, d, swift] = refused(ErrorShape::Usual).await;
    assert!(g.contains("uuidList") && d.contains("title") && swift.contains("<h1>"));
}

#[tokio::test]
async fn storage_login_can_answer_otherwise() {
    let session = Session::start().await;
    let login = session.cloud.storage_user().unwrap();
    session.cloud.trouble(Trouble::StorageLogin204);
    let elsewhere = "http://127.0.0.1:9/v1/AUTH_made-up";
    session
        .cloud
        .add_trouble(Trouble::StorageUrl(elsewhere.to_owned()));
    let answer = session.storage_login(&login.user, &login.key).await;
    assert_eq!(answer.status, 204);
    assert!(!answer.header("x-auth-token").is_empty());
    assert_eq!(answer.header("x-storage-url"), elsewhere);
}

#[tokio::test]
async fn narrowed_trouble_strikes_where_and_as_often_as_told() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::ServerError(503).only(Call::ListZones).times(2));
    let mut seen = Vec::new();
    for version in ["v1", "v2", "v1"] {
        seen.push(session.list_zones(version).await.status);
        session.token().await;
    }
    assert_eq!(seen, [503, 503, 200]);
    session.cloud.trouble(Trouble::CutBefore.once());
    assert!(answer(session.command("v1", &[])).await.is_err());
    assert_eq!(session.list_zones("v1").await.status, 200);
}
