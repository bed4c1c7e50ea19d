use super::*;

/// Every field of a token, with the made-up ids taken out.
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
