use super::*;

#[tokio::test]
async fn token_is_in_a_header_and_tells_whose_it_is() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let answer = session
        .issue(json!({"id": first.id, "secret": first.secret}))
        .await;
    assert_eq!(answer.status, 201);
    let token = answer.header("x-subject-token").to_owned();
    assert!(token.len() > 200 && !answer.text.contains(&token));
    let organization = json!({"id": session.cloud.organization_id(), "name": "practice-org"});
    let told = &answer.body["token"];
    assert_eq!(list(&told["audit_ids"]).len(), 1);
    let role = &told["roles"][0];
    assert_eq!(
        (text(&role["id"]).len(), text(&role["name"])),
        (32, "member")
    );
    let base = session.cloud.base_url();
    let mut expected = json!({
        "methods": ["application_credential"],
        "issued_at": "2027-01-15T08:00:00.000000Z",
        "expires_at": "2027-01-15T20:00:00.000000Z",
        "audit_ids": told["audit_ids"],
        "is_domain": false,
        "user": {
            "id": first.user_id, "name": "practice@example.com", "domain": organization,
            "password_expires_at": null,
        },
        "project": {"id": first.project_id, "name": "practice-shop", "domain": organization},
        "roles": [role],
        "application_credential": {"id": first.id, "name": "practice-key", "restricted": true},
        "catalog": told["catalog"],
    });
    assert_eq!(told, &expected);
    let urls = ["/catalog/0/endpoints/0/url", "/catalog/1/endpoints/0/url"]
        .map(|path| text(told.pointer(path).unwrap()).to_owned());
    assert_eq!(urls, [format!("{base}/identity/v3"), base]);

    let body = json!({"auth": {"identity": {"methods": ["application_credential"],
        "application_credential": {"id": first.id, "secret": first.secret}}}});
    let bare = session.post("/auth/tokens?nocatalog", body).await.good();
    expected["audit_ids"] = bare["token"]["audit_ids"].clone();
    expected.as_object_mut().unwrap().remove("catalog");
    assert_eq!(bare["token"], expected);
}

#[tokio::test]
async fn token_ends_after_twelve_hours_or_with_its_key() {
    let (clock, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told.clone(),
        ..Options::default()
    })
    .await;
    clock.push(12 * 3_600 - 1);
    assert_eq!(session.get(&session.mine("projects")).await.status, 200);
    clock.push(1);
    let answer = session.get(&session.mine("projects")).await;
    assert_eq!(answer.error(), (401, NEEDS_SIGN_IN));

    let short = session.cloud.add_iam_key(NewIamKey {
        expires_at: Some(crate::clock::shifted(told(), 3_600)),
        ..NewIamKey::default()
    });
    let (id, secret) = short.unwrap();
    let identity = json!({"id": id, "secret": secret});
    let issued = session.issue(identity.clone()).await.good();
    assert_eq!(issued["token"]["expires_at"], "2027-01-15T21:00:00.000000Z");
    session.sign_in(&id, &secret).await;
    clock.push(3_600);
    assert_eq!(session.get(&session.mine("projects")).await.status, 401);
    assert_eq!(session.issue(identity).await.error(), (401, NEEDS_SIGN_IN));
}

#[tokio::test]
async fn token_is_read_checked_and_ended() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let token = session.token();
    let read = session.about("GET", &token).await;
    assert_eq!(
        (read.status, read.header("x-subject-token")),
        (200, token.as_str())
    );
    assert_eq!(read.body["token"]["application_credential"]["id"], first.id);
    let checked = session.about("HEAD", &token).await;
    assert_eq!((checked.status, checked.text.as_str()), (200, ""));

    let other = session.issue(json!({"id": first.id, "secret": first.secret}));
    let other = other.await.header("x-subject-token").to_owned();
    assert_eq!(session.cloud.live_tokens(), 2);
    let ended = session.about("DELETE", &other).await;
    assert_eq!((ended.status, ended.text.as_str()), (204, ""));
    for method in ["GET", "DELETE"] {
        let answer = session.about(method, &other).await;
        assert_eq!(answer.error(), (404, "Failed to validate token"));
    }
    assert_eq!(session.about("HEAD", &other).await.status, 404);
    assert_eq!(session.about("GET", &token).await.status, 200);
    assert_eq!(session.about("DELETE", &token).await.status, 204);
    assert_eq!(
        session.about("GET", &token).await.error(),
        (401, NEEDS_SIGN_IN)
    );
    assert_eq!(session.cloud.live_tokens(), 0);
}

#[tokio::test]
async fn calls_need_a_token_and_say_so() {
    let session = Session::start().await;
    let token = session.token();
    let no_subject = session.get("/auth/tokens").await;
    assert_eq!(no_subject.error(), (404, "No token in the request"));
    *session.token.lock().unwrap() = "made-up".to_owned();
    for path in ["projects", "application_credentials", "credentials/OS-EC2"] {
        let answer = session.get(&session.mine(path)).await;
        assert_eq!(answer.error(), (401, NEEDS_SIGN_IN), "{path}");
        let challenge = format!("Keystone uri=\"{}/identity\"", session.cloud.base_url());
        assert_eq!(answer.header("www-authenticate"), challenge);
    }
    assert_eq!(session.about("GET", &token).await.status, 401);
    let bare = session
        .client
        .get(format!(
            "{}/identity/v3/auth/tokens",
            session.cloud.base_url()
        ))
        .header("content-type", "application/json");
    assert_eq!(answer(bare).await.unwrap().status, 401);
}

#[tokio::test]
async fn token_of_a_deleted_key_is_a_404_on_every_call() {
    let session = Session::start().await;
    let (first, token) = (session.cloud.bootstrap().unwrap(), session.token());
    assert!(session.cloud.remove_iam_key(&first.id));
    assert!(!session.cloud.remove_iam_key(&first.id));
    let message = format!("Could not find Application Credential: {}.", first.id);
    for path in ["projects", "application_credentials", "credentials/OS-EC2"] {
        let answer = session.get(&session.mine(path)).await;
        assert_eq!(answer.error(), (404, message.as_str()), "{path}");
        assert_eq!(answer.body["error"]["title"], "Not Found");
    }
    for method in ["GET", "DELETE"] {
        let answer = session.about(method, &token).await;
        assert_eq!(answer.error(), (404, message.as_str()), "{method}");
    }
    // With a token that is good, the subject alone is gone.
    let (id, secret) = session.cloud.add_iam_key(NewIamKey::default()).unwrap();
    session.sign_in(&id, &secret).await;
    assert_eq!(
        session.about("GET", &token).await.error(),
        (404, message.as_str())
    );
}

#[tokio::test]
async fn role_taken_away_stops_key_and_tokens_until_it_is_back() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let identity = json!({"id": first.id, "secret": first.secret});
    for stop in [true, false] {
        let set = |on: bool| match stop {
            true => assert!(session.cloud.set_member(&first.project_id, on)),
            false => session.cloud.set_user_enabled(on),
        };
        set(false);
        let answer = session.get(&session.mine("projects")).await;
        assert_eq!(answer.error(), (401, NEEDS_SIGN_IN));
        assert_eq!(
            session.issue(identity.clone()).await.error(),
            (401, NEEDS_SIGN_IN)
        );
        assert_eq!(session.cloud.iam_keys().len(), 3);
        set(true);
        assert_eq!(session.issue(identity.clone()).await.status, 201);
        assert_eq!(session.get(&session.mine("projects")).await.status, 200);
    }
    assert!(!session.cloud.set_member("none", false));
}
