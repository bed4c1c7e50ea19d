use reqwest::header::HeaderValue;

use super::*;

#[tokio::test]
async fn oversized_body_is_refused_without_harm() {
    let session = Session::start().await;
    let mut huge = by_name(&session.cloud.project_token());
    huge["auth"]["identity"]["password"]["user"]["password"] = json!("x".repeat(2 * 1024 * 1024));
    let request = session
        .request("POST", "/d1/identity/auth/tokens")
        .json(&huge);
    // The service may hang up before it has read everything, which a caller sees as a broken line.
    if let Ok(answer) = answer(request).await {
        assert_eq!(answer.status, 413);
    }
    assert_eq!(session.list_zones("v1").await.status, 200);
}

#[tokio::test]
async fn hostile_bodies_are_answered_and_leave_the_cloud_standing() {
    let session = Session::start().await;
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    for path in ["/d1/identity/auth/tokens", "/v3/auth/tokens"] {
        for raw in ["", "{", "\u{0}", deep.as_str(), "{\"auth\":1e999}", "null"] {
            let request = session.request("POST", path).body(raw.to_owned());
            let answer = answer(request).await.unwrap();
            assert_eq!(answer.status, 400, "{raw}");
            assert_eq!(answer.body["error"]["code"], 400, "{raw}");
        }
    }
    assert_eq!(session.list_zones("v1").await.status, 200);
}

#[tokio::test]
async fn paths_and_methods_there_are_not_are_told() {
    let session = Session::start().await;
    for path in [
        "//",
        "/server/v1/client/api/",
        "/server/V1/client/api",
        "/d1",
        "/d1/identity",
        "/D1/identity/auth/tokens",
        "/d1/identity/auth/tokens/",
        "/v1/AUTH",
        "/auth/v1",
        "/my-bucket",
        "/%00",
        "/..%2fd1",
    ] {
        let answer = session.get(path).await;
        assert_eq!(answer.status, 404, "{path}: {}", answer.text);
    }
    for (method, path) in [
        ("PUT", "/"),
        ("POST", "/auth/v1.0"),
        ("BREW", "/d1/identity/auth/tokens"),
        ("DELETE", "/d1/nsm/v1/network"),
        ("OPTIONS", "/server/v1/client/api"),
    ] {
        let answer = answer(session.request(method, path)).await.unwrap();
        assert_eq!(answer.status, 405, "{method} {path}");
        assert!(answer.body["message"].is_string());
    }
}

#[tokio::test]
async fn headers_that_are_no_text_open_nothing() {
    let session = Session::start().await;
    let bytes = HeaderValue::from_bytes(b"\xff\xfe").unwrap();
    for (path, header, status) in [
        ("/auth/v1.0", "x-storage-user", 401),
        ("/d1/server/os-keypairs", "x-auth-token", 401),
        ("/v1/AUTH_made-up", "x-auth-token", 401),
        ("/", "authorization", 403),
    ] {
        let request = session.request("GET", path).header(header, bytes.clone());
        assert_eq!(answer(request).await.unwrap().status, status, "{path}");
    }
}

/// An empty name and secret must not match what there is none of.
#[tokio::test]
async fn nothing_opens_nothing() {
    let session = Session::start().await;
    let user = session.cloud.storage_user().unwrap();
    assert!(session.cloud.remove_storage_key(&user.user));
    assert!(session.cloud.storage_user().is_none());
    assert_eq!(session.storage_login("", "").await.status, 401);
    let by_mail = session.storage_login("practice@example.com", "").await;
    assert_eq!(by_mail.status, 401);
    let query = "apiKey=&command=listZones&signature=";
    let empty = session.get(&format!("/server/v1/client/api?{query}")).await;
    assert_eq!(empty.status, 401);
    assert_eq!(session.get_with("", "/d1/nsm/v1/network").await.status, 401);
}
