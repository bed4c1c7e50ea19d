use super::*;

/// Signs in with a key that may make keys.
async fn unrestricted() -> Session {
    let session = Session::empty().await;
    let key = session.cloud.add_iam_key(NewIamKey {
        name: "root".to_owned(),
        project_id: Some(session.cloud.projects()[1].id.clone()),
        unrestricted: true,
        ..NewIamKey::default()
    });
    let (id, secret) = key.unwrap();
    session.sign_in(&id, &secret).await;
    session
}

async fn create(session: &Session, fields: Value) -> Answer {
    let path = session.mine("application_credentials");
    let body = json!({"application_credential": fields});
    session.post(&path, body).await
}

#[tokio::test]
async fn keys_of_all_projects_are_listed_without_secrets() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let base = session.cloud.base_url();
    let path = session.mine("application_credentials");
    let answer = session.get(&path).await.good();
    let own = format!("{base}/v3{path}");
    assert_eq!(
        answer["links"],
        json!({"self": own, "previous": null, "next": null})
    );
    let keys = list(&answer["application_credentials"]);
    let role = &keys[0]["roles"][0]["id"];
    let expected = json!({
        "id": first.id, "name": "practice-key", "description": "연습용 키",
        "user_id": first.user_id, "project_id": first.project_id, "system": null,
        "expires_at": null, "unrestricted": null,
        "roles": [{"id": role, "name": "member", "domain_id": null, "description": null,
            "options": {"immutable": true}}],
        "links": {"self": format!("{base}/v3/application_credentials/{}", first.id)},
    });
    assert_eq!(keys[0], expected);
    assert_eq!(keys[1]["expires_at"], "2027-02-04T08:00:00.000000");
    // An expired key is still there.
    assert_eq!(keys[2]["expires_at"], "2027-01-05T08:00:00.000000");
    let read = session.get(&format!("{path}/{}", first.id)).await.good();
    assert_eq!(read, json!({"application_credential": expected}));
    let named = session
        .get(&format!("{path}?name=nightly-export"))
        .await
        .good();
    assert_eq!(list(&named["application_credentials"]), &keys[1..2]);
    let none = session.get(&format!("{path}/none")).await;
    let message = "Could not find Application Credential: none.";
    assert_eq!(none.error(), (404, message));
}

#[tokio::test]
async fn ordinary_key_neither_makes_nor_deletes_keys() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let made = create(&session, json!({"name": "new"})).await;
    assert_eq!(made.error(), (403, RESTRICTED));
    for id in [first.id.as_str(), "none"] {
        let path = session.mine(&format!("application_credentials/{id}"));
        assert_eq!(session.delete(&path).await.error(), (403, RESTRICTED));
    }
    assert_eq!(
        (session.cloud.iam_keys().len(), session.cloud.creates()),
        (3, 1)
    );
}

#[tokio::test]
async fn unrestricted_key_makes_and_deletes_keys() {
    let session = unrestricted().await;
    let fields = json!({
        "name": "deploy", "description": "for the robot",
        "expires_at": "2027-06-01T00:00:00", "roles": [{"name": "admin"}],
    });
    let answer = create(&session, fields).await;
    assert_eq!(answer.status, 201);
    let made = &answer.body["application_credential"];
    assert_eq!(text(&made["secret"]).len(), 86);
    assert_eq!(made["expires_at"], "2027-06-01T00:00:00.000000");
    assert_eq!(made["project_id"], session.cloud.projects()[1].id);
    assert_eq!(made["unrestricted"], Value::Null);
    let id = text(&made["id"]);
    let path = session.mine(&format!("application_credentials/{id}"));
    let read = session.get(&path).await.good();
    assert!(read["application_credential"].get("secret").is_none());
    let issued = session
        .issue(json!({"id": id, "secret": made["secret"]}))
        .await;
    let token = issued.good()["token"].clone();
    assert_eq!(token["application_credential"]["restricted"], true);
    assert_eq!(token["roles"][0]["name"], "admin");
    assert_eq!(session.delete(&path).await.status, 204);
    let message = format!("Could not find Application Credential: {id}.");
    assert_eq!(session.delete(&path).await.error(), (404, message.as_str()));
    assert_eq!(session.get(&path).await.status, 404);
    let last = session.cloud.ledger();
    assert!(last.iter().any(|entry| entry.created));
    assert!(!format!("{last:?}").contains(text(&made["secret"])));
}

#[tokio::test]
async fn unrestricted_key_can_be_made_and_told() {
    let session = unrestricted().await;
    let fields = json!({"name": "own", "unrestricted": true, "secret": "made-up-by-the-caller"});
    let made = create(&session, fields).await.good();
    let made = &made["application_credential"];
    assert_eq!(made["unrestricted"], true);
    assert_eq!(made["secret"], "made-up-by-the-caller");
    session
        .sign_in(text(&made["id"]), "made-up-by-the-caller")
        .await;
    let answer = session.about("GET", &session.token()).await.good();
    assert_eq!(
        answer["token"]["application_credential"]["restricted"],
        false
    );
    let root = session.cloud.iam_keys()[1].id.clone();
    let path = session.mine(&format!("application_credentials/{root}"));
    assert_eq!(session.delete(&path).await.status, 204);
}

#[tokio::test]
async fn creates_that_do_not_fit_are_refused() {
    let session = unrestricted().await;
    for fields in [
        json!({}),
        json!({"name": ""}),
        json!({"name": "x".repeat(256)}),
        json!({"name": 7}),
        json!({"name": "a", "expires_at": "2027-01-15T08:00:00"}),
        json!({"name": "a", "expires_at": "tomorrow"}),
        json!({"name": "a", "roles": [{"name": "member"}]}),
        json!({"name": "a", "tomorrow": true}),
        json!({"name": "a", "secret": 7}),
    ] {
        let answer = create(&session, fields.clone()).await;
        assert_eq!(answer.status, 400, "{fields}");
        assert_eq!(answer.body["error"]["code"], 400);
    }
    for name in ["root", "practice-key"] {
        let answer = create(&session, json!({"name": name})).await;
        assert_eq!(answer.status, 409);
        assert_eq!(answer.body["error"]["title"], "Conflict");
    }
    for expiry in ["2028-01-01T00:00:00.000000Z", "2028-01-01T00:00:00.5"] {
        let fields = json!({"name": expiry, "expires_at": expiry});
        let made = create(&session, fields).await.good();
        let id = text(&made["application_credential"]["id"]);
        session.cloud.remove_iam_key(id);
    }
}

#[tokio::test]
async fn third_key_of_a_project_is_refused() {
    let session = unrestricted().await;
    create(&session, json!({"name": "second"})).await.good();
    let answer = create(&session, json!({"name": "third"})).await;
    assert_eq!(
        answer.error(),
        (
            403,
            "Unable to create additional application credentials, \
             maximum of 2 already exceeded for user."
        )
    );
    assert_eq!(session.cloud.iam_keys().len(), 3);
    assert_eq!(session.cloud.creates(), 2);
}
