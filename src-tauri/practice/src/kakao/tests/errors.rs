use super::*;

#[tokio::test]
async fn unknown_paths_are_pages_and_wrong_methods_have_no_envelope() {
    let session = Session::start().await;
    for path in [
        "",
        "/users",
        "/auth/tokens/x",
        "/users/x/credentials",
        "/projects",
    ] {
        let answer = session.get(path).await;
        assert_eq!((answer.status, &answer.body), (404, &Value::Null), "{path}");
        assert!(answer.header("content-type").starts_with("text/html"));
        assert!(answer.text.contains("<h1>Not Found</h1>"));
    }
    for (method, path) in [
        ("PUT", "/auth/tokens".to_owned()),
        ("POST", session.mine("projects")),
        ("DELETE", session.mine("application_credentials")),
        ("PATCH", session.mine("application_credentials/x")),
        ("PUT", session.mine("credentials/OS-EC2")),
        ("POST", session.mine("credentials/OS-EC2/x")),
    ] {
        let answer = session.send(method, &path, Value::Null).await;
        assert_eq!(answer.status, 405, "{method} {path}");
        let message = "The method is not allowed for the requested URL.";
        assert_eq!(answer.body, json!({"message": message}));
    }
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own() {
    let session = Session::start().await;
    let mut seen = Vec::new();
    for path in [
        session.mine("projects"),
        session.mine("none"),
        "/users/x/projects".to_owned(),
    ] {
        let answer = session.get(&path).await;
        let id = answer.header("x-openstack-request-id").to_owned();
        assert!(id.starts_with("req-") && id.len() == 40, "{id}");
        assert!(!seen.contains(&id));
        seen.push(id);
    }
}

#[tokio::test]
async fn envelope_has_more_where_a_token_is_asked_for() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let answer = session
        .issue(json!({"id": first.id, "secret": "made-up"}))
        .await;
    let error = json!({
        "code": 401, "title": "Unauthorized", "message": NEEDS_SIGN_IN, "identity": {},
    });
    assert_eq!(answer.body, json!({ "error": error }));
    assert!(
        answer
            .header("www-authenticate")
            .starts_with("Keystone uri=")
    );
    session.cloud.trouble(Trouble::CodeAsText);
    let answer = session
        .issue(json!({"id": first.id, "secret": "made-up"}))
        .await;
    assert_eq!(answer.body["error"]["code"], "401");
}

#[tokio::test]
async fn body_that_is_too_large_is_refused() {
    let session = Session::start().await;
    let request = session.request("POST", "/auth/tokens", &Value::Null);
    let answer = answer(request.body("x".repeat(200_000))).await.unwrap();
    assert_eq!(
        (answer.status, &answer.body["error"]["code"]),
        (413, &json!(413))
    );
}
