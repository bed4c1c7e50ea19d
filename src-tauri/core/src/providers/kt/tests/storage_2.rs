//! Object Storage 2.0, against a socket that answers what it is told.

use serde_json::json;

use super::super::storage_2::tokens_of;
use super::*;
use crate::error::ErrorCode;
use crate::kind::KeyKind;

#[tokio::test]
async fn a_key_signs_in_with_the_ids_of_domain_and_project() {
    let cloud = Cloud::start(|_, _| token_made()).await;
    let identity = storages_2()
        .verify(&cloud.by(KindId::KtStorage2))
        .await
        .unwrap();
    let asked = cloud.asked();
    assert_eq!(
        cloud.lines(),
        ["POST /v3/auth/tokens", "DELETE /v3/auth/tokens"]
    );
    assert_eq!(
        asked[0].json(),
        json!({"auth": {
            "identity": {"methods": ["password"], "password": {"user":
                {"name": BOX_ID, "password": BOX_SECRET, "domain": {"id": DOMAIN}}}},
            "scope": {"project": {"id": PROJECT, "domain": {"id": DOMAIN}}}}})
    );
    assert_eq!(identity.own_key.as_deref(), Some(BOX_ID));
    assert_eq!(identity.name, None);
    assert_eq!(identity.scope.as_ref().unwrap().id, PROJECT);
    for id in ["user", "project", "project_id", "token_expires", "roles"] {
        assert!(fact(&identity, id).is_some(), "{id}");
    }
    assert_eq!(fact(&identity, "zone"), None);
}

#[tokio::test]
async fn without_words_of_the_cloud_the_project_is_the_one_that_was_asked_for() {
    let cloud = Cloud::start(|_, _| with_token(201, json!({}))).await;
    let identity = storages_2()
        .verify(&cloud.by(KindId::KtStorage2))
        .await
        .unwrap();
    assert_eq!(identity.scope.unwrap().id, PROJECT);
}

#[tokio::test]
async fn refusals_have_their_meaning() {
    for (status, wanted) in [
        (401, ErrorCode::LoginRefused),
        (403, ErrorCode::LoginRefused),
        (404, ErrorCode::NotFound),
        (500, ErrorCode::ProviderDown),
    ] {
        let cloud = Cloud::start(move |_, _| refused(status, "Words")).await;
        let error = storages_2()
            .verify(&cloud.by(KindId::KtStorage2))
            .await
            .unwrap_err();
        assert_eq!((error.code, error.status), (wanted, Some(status)));
        assert_eq!(cloud.asked().len(), 1);
    }
}

#[tokio::test]
async fn boxes_are_those_of_the_project() {
    let cloud = Cloud::start(|asked, _| match asked.line.split(' ').next() {
        Some("POST") => token_made(),
        Some("GET") => (200, r#"[{"name":"backup"}]"#).into(),
        _ => (500, "").into(),
    })
    .await;
    let boxes = storages_2()
        .storage(&cloud.by(KindId::KtStorage2))
        .await
        .unwrap();
    assert_eq!(boxes, ["backup"]);
    let get = format!("GET /v1/AUTH_{PROJECT}?format=json");
    let lines = cloud.lines();
    assert_eq!(
        lines,
        ["POST /v3/auth/tokens", &get, "DELETE /v3/auth/tokens"]
    );
    assert_eq!(cloud.asked()[1].header("x-auth-token"), Some(MADE_TOKEN));
}

#[test]
fn tokens_have_a_port_of_their_own_at_the_cloud() {
    for (base, wanted) in [
        (
            "https://ssproxy2.ucloudbiz.olleh.com",
            "https://ssproxy2.ucloudbiz.olleh.com:5000/v3/auth/tokens",
        ),
        (
            "http://127.0.0.1:9/kt/",
            "http://127.0.0.1:9/kt/v3/auth/tokens",
        ),
        (
            "https://ssproxy2.ucloudbiz.olleh.com:444",
            "https://ssproxy2.ucloudbiz.olleh.com:444/v3/auth/tokens",
        ),
    ] {
        assert_eq!(tokens_of(&base.parse().unwrap()).unwrap().as_str(), wanted);
    }
}
