use super::*;

async fn refused(session: &Session, identity: Value) -> (u16, String) {
    let answer = session.issue(identity).await;
    let (status, message) = answer.error();
    assert!(!answer.headers.contains_key("x-subject-token"));
    (status, message.to_owned())
}

#[tokio::test]
async fn name_of_a_key_stands_for_its_id_where_the_user_is_told() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let by_name = |name: &str, secret: &str, user: &str| json!({"name": name, "secret": secret, "user": {"id": user}});
    let (name, secret, user) = ("practice-key", &first.secret, &first.user_id);
    let answer = session.issue(by_name(name, secret, user)).await;
    let key = &answer.good()["token"]["application_credential"];
    assert_eq!(key["id"], first.id);
    let unknown = (401, NEEDS_SIGN_IN.to_owned());
    for identity in [
        by_name("nobody", secret, user),
        by_name(name, "made-up", user),
        by_name(name, secret, &session.cloud.organization_id()),
    ] {
        assert_eq!(refused(&session, identity).await, unknown);
    }
    for identity in [
        json!({"name": name, "secret": secret}),
        json!({"name": name, "secret": secret, "user": {"name": "practice@example.com"}}),
        json!({}),
        Value::Null,
    ] {
        assert_eq!(refused(&session, identity).await.0, 400);
    }
}

#[tokio::test]
async fn unknown_ids_are_told_from_wrong_secrets() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let message = format!("Could not find Application Credential: {}.", "0".repeat(32));
    let identity = json!({"id": "0".repeat(32), "secret": first.secret});
    assert_eq!(refused(&session, identity).await, (404, message));
    let wrong = (401, NEEDS_SIGN_IN.to_owned());
    for identity in [
        json!({"id": first.id, "secret": "made-up"}),
        json!({"id": first.id}),
    ] {
        assert_eq!(refused(&session, identity).await, wrong);
    }
    session.cloud.remove_iam_key(&first.id);
    let gone = refused(&session, json!({"id": first.id, "secret": first.secret})).await;
    assert_eq!(gone.0, 404);
}

#[tokio::test]
async fn scope_is_refused_and_other_methods_too() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let key = json!({"id": first.id, "secret": first.secret});
    let identity = json!({"methods": ["application_credential"], "application_credential": key});
    let scoped = json!({"auth": {
        "identity": identity,
        "scope": {"project": {"id": first.project_id}},
    }});
    let answer = session.post("/auth/tokens", scoped).await;
    assert_eq!(
        answer.error(),
        (
            401,
            "Error authenticating with application credential: \
             Application credentials cannot request a scope."
        )
    );
    let unscoped = json!({"auth": {"identity": identity, "scope": null}});
    session.post("/auth/tokens", unscoped).await.good();
    let password = json!({"auth": {"identity": {
        "methods": ["password"],
        "password": {"user": {"id": first.user_id, "password": "made-up"}},
    }}});
    assert_eq!(session.post("/auth/tokens", password).await.status, 401);
}

#[tokio::test]
async fn bodies_that_do_not_fit_are_refused_without_repeating_them() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let secret = first.secret.as_str();
    for body in [
        Value::Null,
        json!({}),
        json!({"auth": secret}),
        json!({"auth": {"identity": {"methods": []}}}),
        json!({"auth": {"identity": {"methods": ["application_credential"]}}}),
        json!({"auth": {"identity": {"methods": ["application_credential"],
            "application_credential": secret}}}),
        json!({"auth": {"identity": {"methods": ["application_credential"],
            "application_credential": {"id": 1, "secret": [secret]}}}}),
    ] {
        let answer = session.post("/auth/tokens", body).await;
        assert_eq!(answer.status, 400, "{}", answer.text);
        assert!(!answer.text.contains(secret));
        assert_eq!(answer.body["error"]["title"], "Bad Request");
    }
    let broken = session.request("POST", "/auth/tokens", &Value::Null);
    let broken = broken.body(format!("{{\"secret\": \"{secret}\""));
    let answer = answer(broken).await.unwrap();
    assert_eq!(answer.status, 400);
    assert!(!answer.text.contains(secret));
}

#[tokio::test]
async fn every_request_must_say_that_it_is_json() {
    let session = Session::start().await;
    let token = session.token();
    for (method, path) in [
        ("GET", session.mine("projects")),
        ("DELETE", "/auth/tokens".to_owned()),
        ("HEAD", "/auth/tokens".to_owned()),
        ("POST", "/auth/tokens".to_owned()),
        ("GET", session.mine("credentials/OS-EC2")),
    ] {
        let url = format!("{}/identity/v3{path}", session.cloud.base_url());
        for kind in [None, Some("text/plain")] {
            let request = session
                .client
                .request(method.parse().unwrap(), &url)
                .header("x-auth-token", &token)
                .header("x-subject-token", &token);
            let request = match kind {
                Some(kind) => request.header("content-type", kind),
                None => request,
            };
            let answer = answer(request).await.unwrap();
            assert_eq!(answer.status, 400, "{method} {path}");
            let told = &answer.body["error"]["code"];
            assert!(method == "HEAD" || *told == 400, "{method} {path}");
        }
    }
    let request = session
        .client
        .get(format!(
            "{}/identity/v3{}",
            session.cloud.base_url(),
            session.mine("projects")
        ))
        .header("x-auth-token", &token)
        .header("content-type", "application/json; charset=utf-8");
    assert_eq!(answer(request).await.unwrap().status, 200);
}

#[tokio::test]
async fn ledger_tells_which_key_asked_and_never_its_secret() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let broken = session.request("POST", "/auth/tokens", &Value::Null);
    answer(broken.body(first.secret.clone())).await.unwrap();
    session.get(&session.mine("projects")).await.good();
    let ledger = session.cloud.ledger();
    assert_eq!(
        ledger[0].body.as_ref().unwrap()["auth"]["identity"]["application_credential"],
        json!({"id": first.id, "secret": "[secret]"})
    );
    assert_eq!(ledger[1].body, Some(json!("[secret]")));
    let signed_by = |at: usize| ledger[at].signed_by.clone();
    assert_eq!(signed_by(0), Some(first.id.clone()));
    assert_eq!((signed_by(1), signed_by(2)), (None, Some(first.id)));
    let told = format!("{ledger:?}");
    assert!(!told.contains(&first.secret) && !told.contains(&session.token()));
    assert_eq!(session.cloud.creates(), 0);
}
