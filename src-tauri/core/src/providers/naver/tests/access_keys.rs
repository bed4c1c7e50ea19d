//! Who an access key is and what it may do.

use serde_json::{Value, json};

use super::{Cloud, ID, Reply, credential};
use crate::error::ErrorCode;
use crate::kind::{KeyKind, Support};
use crate::model::{AbilityKind, Identity, KindId};

fn allowed(identity: &Identity, kind: KindId) -> Option<bool> {
    let mut abilities = identity.abilities.iter();
    let found = abilities
        .find(|ability| ability.what == AbilityKind::ListKeys && ability.kind == Some(kind));
    found.unwrap().allowed
}

/// Answers to the caller's identity, to the list of gateway keys, and to that of sub accounts.
async fn cloud(who: (u16, Value), keys: (u16, Value), subs: (u16, Value)) -> Cloud {
    Cloud::start(move |asked, _| -> Reply {
        match asked.line.as_str() {
            "GET /api/v1/caller-identity" => who.clone().into(),
            "GET /api/v1/api-keys?offset=0&limit=1" => keys.clone().into(),
            "GET /api/v1/sub-accounts?page=0&size=1" => subs.clone().into(),
            other => panic!("{other}"),
        }
    })
    .await
}

fn customer() -> (u16, Value) {
    (
        200,
        json!({"id": "u-1", "loginAlias": "my-company", "userType": "Customer"}),
    )
}

#[tokio::test]
async fn a_key_is_asked_who_it_is_and_what_it_may() {
    let cloud = cloud(
        customer(),
        (200, json!({"apiKeys": []})),
        (401, json!({"error": {"errorCode": 210}})),
    )
    .await;
    let identity = Cloud::access_keys().verify(&cloud.by).await.unwrap();
    let scope = identity.scope.clone().unwrap();
    assert_eq!(
        (scope.id.as_str(), scope.name.as_str()),
        ("my-company", "my-company")
    );
    assert_eq!(identity.name.as_deref(), Some("my-company"));
    assert_eq!(identity.own_key.as_deref(), Some(ID));
    assert_eq!(identity.ends_with.as_deref(), Some("3456"));
    let facts: Vec<_> = identity
        .facts
        .iter()
        .map(|f| (f.id.as_str(), f.value.as_str()))
        .collect();
    assert_eq!(
        facts,
        [
            ("user_type", "Customer"),
            ("login_alias", "my-company"),
            ("user_id", "u-1")
        ]
    );
    assert_eq!(allowed(&identity, KindId::NaverGatewayKey), Some(true));
    assert_eq!(allowed(&identity, KindId::NaverSubAccountKey), Some(false));
}

#[tokio::test]
async fn a_failure_is_no_refusal() {
    let cloud = cloud(
        (
            200,
            json!({"id": "u-2", "userType": "Sub", "loginAlias": null}),
        ),
        (
            404,
            json!({"errorCode": 9014, "message": "Tenant not created"}),
        ),
        (500, json!({})),
    )
    .await;
    let identity = Cloud::access_keys().verify(&cloud.by).await.unwrap();
    assert_eq!(
        (
            identity.scope.as_ref().unwrap().id.as_str(),
            identity.name.as_ref()
        ),
        ("u-2", None)
    );
    assert_eq!(allowed(&identity, KindId::NaverGatewayKey), Some(false));
    assert_eq!(allowed(&identity, KindId::NaverSubAccountKey), None);
}

#[tokio::test]
async fn a_key_that_is_not_known_is_asked_nothing_else() {
    for (status, body, code) in [
        (
            401,
            json!({"error": {"errorCode": "200"}}),
            ErrorCode::CredentialUnknown,
        ),
        (404, json!({}), ErrorCode::CredentialUnknown),
        (200, json!({}), ErrorCode::AnswerUnreadable),
        (
            200,
            json!({"id": null, "loginAlias": [1]}),
            ErrorCode::AnswerUnreadable,
        ),
        (200, json!([]), ErrorCode::AnswerUnreadable),
    ] {
        let cloud = cloud((status, body.clone()), (500, json!({})), (500, json!({}))).await;
        let error = Cloud::access_keys().verify(&cloud.by).await.unwrap_err();
        assert_eq!(error.code, code, "{body}");
        assert_eq!(cloud.lines(), ["GET /api/v1/caller-identity"]);
    }
}

#[tokio::test]
async fn a_sub_account_s_key_is_asked_only_who_it_is() {
    let cloud = cloud(customer(), (500, json!({})), (500, json!({}))).await;
    let identity = Cloud::sub_account_keys().verify(&cloud.by).await.unwrap();
    assert_eq!(identity.own_key.as_deref(), Some(ID));
    assert_eq!(cloud.lines(), ["GET /api/v1/caller-identity"]);
}

#[tokio::test]
async fn what_the_console_does_sends_nothing() {
    let kind = Cloud::access_keys();
    let by = credential("http://127.0.0.1:9");
    let can = kind.spec().operations;
    assert_eq!([can.create, can.switch, can.delete], [Support::Guided; 3]);
    assert_eq!(
        kind.list(&by).await.unwrap_err().code,
        ErrorCode::Unsupported
    );
    assert_eq!(
        kind.delete(&by, "x").await.unwrap_err().code,
        ErrorCode::Unsupported
    );
}
