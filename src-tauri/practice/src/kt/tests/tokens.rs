use reqwest::Method;

use super::*;

const TOKENS: &str = "/d1/identity/auth/tokens";

/// A request about a token, sent with another or the same one.
fn about(session: &Session, method: Method, token: &str, subject: &str) -> RequestBuilder {
    session
        .request(method.as_str(), TOKENS)
        .header("x-auth-token", token)
        .header("x-subject-token", subject)
}

#[tokio::test]
async fn login_gives_a_token_for_one_hour() {
    let session = Session::start().await;
    let login = session.cloud.project_token();
    for body in [by_name(&login), by_id(&login)] {
        let answer = session.log_in(&body).await;
        assert_eq!(answer.status, 201);
        assert!(answer.header("x-subject-token").starts_with("gAAAAA"));
        let token = answer.body["token"].clone();
        assert_eq!(token["issued_at"], "2030-01-02T03:04:05.000000Z");
        assert_eq!(token["expires_at"], "2030-01-02T04:04:05.000000Z");
        let domain = json!({"id": "default", "name": "Default"});
        assert_eq!(
            token["project"],
            json!({"id": login.project_id, "name": login.project_name, "domain": domain})
        );
        assert_eq!(token["user"]["name"], login.project_name);
        assert_eq!(list(&token["catalog"]).len(), 6);
    }
    assert_eq!(
        (session.cloud.failed_logins(), session.cloud.creates()),
        (0, 0)
    );
}

#[tokio::test]
async fn whatever_is_wrong_gets_the_same_401() {
    let session = Session::start().await;
    let login = session.cloud.project_token();
    let (other_id, other_name) = session.cloud.other_project();
    let mut wrong_user = by_name(&login);
    wrong_user["auth"]["identity"]["password"]["user"]["name"] = json!("nobody@example.com");
    let mut other_project = by_name(&login);
    other_project["auth"]["scope"]["project"]["name"] = json!(other_name);
    let mut no_domain = by_name(&login);
    no_domain["auth"]["scope"] = json!({"project": {"name": login.project_name}});
    let changed = |change: fn(&mut ProjectToken, String), to: &str| {
        let mut changed = login.clone();
        change(&mut changed, to.to_owned());
        changed
    };
    let by_other_id = |id: &str| by_id(&changed(|login, id| login.project_id = id, id));
    let mut texts = Vec::new();
    for body in [
        by_name(&changed(|login, wrong| login.password = wrong, "made-up")),
        by_name(&changed(|login, empty| login.password = empty, "")),
        by_other_id("0000000000000000000000000000bbbb"),
        by_other_id(&other_id),
        wrong_user,
        other_project,
        no_domain,
    ] {
        let answer = session.log_in(&body).await;
        assert_eq!(answer.status, 401, "{}", answer.text);
        let uri = format!("Keystone uri=\"{}/d1/identity\"", session.cloud.base_url());
        assert_eq!(answer.header("www-authenticate"), uri);
        assert!(answer.header("x-subject-token").is_empty());
        texts.push(answer.text);
    }
    texts.dedup();
    assert_eq!(
        texts,
        [
            r#"{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}"#
        ]
    );
    assert_eq!(session.cloud.failed_logins(), 7);
}

#[tokio::test]
async fn what_is_no_login_is_refused_without_repeating_it() {
    let session = Session::start().await;
    let login = session.cloud.project_token();
    let good = by_name(&login);
    let mut unscoped = good.clone();
    unscoped["auth"].as_object_mut().unwrap().remove("scope");
    let mut misplaced = good.clone();
    misplaced["auth"]["identity"]["password"] = json!(login.password);
    let mut extra = good.clone();
    extra["auth"]["scope"]["project"]["nmae"] = json!("misspelt");
    let mut method = good.clone();
    method["auth"]["identity"]["methods"] = json!(["token"]);
    for body in [unscoped, misplaced, extra, method, json!([]), json!({})] {
        let answer = session.log_in(&body).await;
        assert_eq!(answer.status, 400, "{}", answer.text);
        assert_eq!(answer.body["error"]["title"], "Bad Request");
        assert!(!answer.text.contains(&login.password));
    }
    let body = good.to_string();
    for (kind, status) in [
        (Some("application/json"), 201),
        (Some("application/json; charset=utf-8"), 201),
        (None, 201),
        (Some("text/plain"), 400),
        (Some("application/x-www-form-urlencoded"), 400),
    ] {
        let mut request = session.request("POST", TOKENS).body(body.clone());
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        assert_eq!(answer(request).await.unwrap().status, status, "{kind:?}");
    }
    let large = format!("{body}{}", " ".repeat(101 * 1024));
    let request = session.request("POST", TOKENS).body(large);
    assert_eq!(answer(request).await.unwrap().status, 413);
    assert_eq!(session.cloud.failed_logins(), 0);
}

#[tokio::test]
async fn token_can_be_read_checked_and_revoked() {
    let session = Session::start().await;
    let (token, other) = (session.token().await, session.token().await);
    let read = answer(about(&session, Method::GET, &token, &token))
        .await
        .unwrap();
    assert_eq!(
        (read.status, read.header("x-subject-token")),
        (200, &*token)
    );
    assert_eq!(
        read.body["token"]["expires_at"],
        "2030-01-02T04:04:05.000000Z"
    );
    let head = answer(about(&session, Method::HEAD, &token, &token))
        .await
        .unwrap();
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    let status = async |method: Method, token: &str, subject: &str| {
        answer(about(&session, method, token, subject))
            .await
            .unwrap()
            .status
    };
    assert_eq!(status(Method::DELETE, &token, &token).await, 204);
    // 401 if used, 404 if only looked at.
    for method in [Method::GET, Method::HEAD, Method::DELETE] {
        assert_eq!(
            status(method.clone(), &token, &token).await,
            401,
            "{method}"
        );
        assert_eq!(
            status(method.clone(), &other, &token).await,
            404,
            "{method}"
        );
    }
    let lost = answer(about(&session, Method::GET, &other, &token))
        .await
        .unwrap();
    assert_eq!(lost.body["error"]["code"], 404);
    assert!(!lost.text.contains(&token));
    assert_eq!(session.cloud.failed_logins(), 0);
}

#[tokio::test]
async fn token_opens_its_zone_for_an_hour() {
    let session = Session::start().await;
    let token = session.token().await;
    let networks = session.get_with(&token, "/d1/nsm/v1/network").await.good();
    assert_eq!(networks["httpStatus"], 200);
    assert_eq!(networks["data"][1]["networkName"], "Private");
    let pairs = session
        .get_with(&token, "/d1/server/os-keypairs")
        .await
        .good();
    assert_eq!(pairs["keypairs"][0]["keypair"]["name"], "practice-pair");
    assert_eq!(
        session.get_with(&token, "/d2/nsm/v1/network").await.status,
        401
    );
    assert_eq!(session.get("/d1/server/os-keypairs").await.status, 401);
    session.cloud.advance(3_599);
    assert_eq!(
        session.get_with(&token, "/d1/nsm/v1/network").await.status,
        200
    );
    session.cloud.advance(1);
    let late = session.get_with(&token, "/d1/nsm/v1/network").await;
    assert_eq!(late.body["error"]["code"], 401);
}

#[tokio::test]
async fn every_zone_has_tokens_and_nothing_else_has() {
    let session = Session::start().await;
    let login = by_name(&session.cloud.project_token());
    for zone in ["d1", "d2", "d3", "gd1", "gd4"] {
        let path = format!("/{zone}/identity/auth/tokens");
        let request = session.request("POST", &path).json(&login);
        assert_eq!(answer(request).await.unwrap().status, 201, "{zone}");
    }
    for path in [
        "/d9/identity/auth/tokens",
        "/d1/identity/v3/auth/tokens",
        "/d1/compute",
    ] {
        let request = session.request("POST", path).json(&login);
        let answer = answer(request).await.unwrap();
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
    let put = answer(session.request("PUT", TOKENS)).await.unwrap();
    assert_eq!(put.status, 405);
    assert!(put.body["message"].is_string() && put.body.get("error").is_none());
    assert_eq!(session.get("/d1/identity/").await.status, 500);
}

#[tokio::test]
async fn addresses_of_the_catalog_lead_nowhere() {
    let session = Session::start().await;
    let login = by_name(&session.cloud.project_token());
    let answer = session.log_in(&login).await;
    let token = answer.header("x-subject-token").to_owned();
    for service in list(&answer.body["token"]["catalog"]) {
        let url = text(&service["endpoints"][0]["url"]);
        let path = url.strip_prefix(&session.cloud.base_url()).unwrap();
        assert_eq!(session.get_with(&token, path).await.status, 404);
    }
}
