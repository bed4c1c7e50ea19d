use super::*;

#[tokio::test]
async fn oversized_body_is_refused_without_harm() {
    let session = Session::empty().await;
    let huge = json!({"apiKeyName": "x".repeat(2 * 1024 * 1024)});
    // The service may hang up before it has read everything, which a caller sees as a broken line.
    if let Ok(answer) = session.try_send("POST", "/api-keys", huge).await {
        assert_eq!(answer.error(), (413, "430"));
    }
    assert!(session.cloud.api_keys().is_empty());
    assert_eq!(session.get("/caller-identity").await.status, 200);
}

#[tokio::test]
async fn hostile_input_is_answered_and_leaves_the_cloud_standing() {
    let session = Session::empty().await;
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    for raw in [
        "{",
        "\u{0}",
        "{\"apiKeyName\":\"\u{202e}\"",
        deep.as_str(),
        "{\"apiKeyName\":1e999}",
    ] {
        let request = session.request("POST", "/api-keys", &Value::Null);
        let answer = answer(request.body(raw.to_owned())).await.unwrap();
        assert_eq!(answer.error(), (400, "100"), "{raw}");
    }
    for path in [
        "",
        "/",
        "//",
        "/api-keys/",
        "/api-keys//products",
        "/api-keys/%00",
        "/api-keys/..%2f",
        "/sub-accounts/%ff/access-keys",
        "/caller-identity/",
        "/dashboards/api-keys",
    ] {
        let answer = session.get(path).await;
        assert_eq!(answer.status, 404, "{path}: {}", answer.text);
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = session.send(method, "/caller-identity", Value::Null).await;
        assert_eq!(answer.error(), (404, "300"), "{method}");
    }
    assert_eq!(session.get("/caller-identity").await.status, 200);
}

#[tokio::test]
async fn nothing_is_told_to_whoever_does_not_sign() {
    let session = Session::start().await;
    session.sign_with(("made-up".to_owned(), "made-up".to_owned()));
    for path in ["/api-keys", "/nowhere", "/sub-accounts/none", "/products"] {
        assert_eq!(session.get(path).await.error(), (401, "200"), "{path}");
    }
}

#[tokio::test]
async fn ledger_holds_requests_and_no_signatures() {
    let session = Session::start().await;
    session.get("/api-keys?limit=1").await;
    let made = session.create_api_key("noted").await;
    session.post("/api-keys", json!({"apiKeyName": ""})).await;
    let ledger = session.cloud.ledger();
    let first = session.cloud.bootstrap().unwrap();
    assert_eq!(ledger[0].target(), "/api/v1/api-keys?limit=1");
    assert_eq!(ledger[1].body, Some(json!({"apiKeyName": "noted"})));
    assert_eq!(ledger[1].signed_by, Some(first.access_key));
    let told: Vec<_> = ledger.iter().map(|one| (one.status, one.created)).collect();
    assert_eq!(
        told,
        [(Some(200), false), (Some(201), true), (Some(400), false)]
    );
    assert_eq!(session.cloud.creates(), 2);
    let told = format!("{ledger:?}{:?}", session.cloud.bootstrap());
    for secret in [&first.secret_key, text(&made["primaryKey"])] {
        assert!(!told.contains(secret));
    }
    assert!(!told.contains("signature"));
}
