//! Asking for tokens, and what they tell of a key.

use serde_json::{Value, json};

use super::{
    API_TOKEN, Cloud, KEY, KEY_SECRET, PROJECT, Reply, TOKENS, USER, about, error, iam_credential,
    named_credential, s3_credential,
};
use crate::error::{ErrorCode, Outcome};
use crate::kind::{Credential, KeyKind};
use crate::model::{AbilityKind, KindId};

#[tokio::test]
async fn a_token_is_asked_for_with_the_key_alone() {
    let cloud = Cloud::keystone(|_| error(404, "none")).await;
    Cloud::iam_keys().verify(&cloud.by).await.unwrap();
    Cloud::iam_keys()
        .verify(&named_credential(&cloud.base_url))
        .await
        .unwrap();
    let asked = cloud.asked();
    let post = format!("POST {TOKENS}");
    let delete = format!("DELETE {TOKENS}");
    assert_eq!(cloud.lines(), [&*post, &*delete, &*post, &*delete]);
    let by_id = format!(
        r#"{{"auth":{{"identity":{{"methods":["application_credential"],"application_credential":{{"id":"{KEY}","secret":"{KEY_SECRET}"}}}}}}}}"#
    );
    assert_eq!(asked[0].body, by_id);
    let by_name = json!({"auth": {"identity": {"methods": ["application_credential"],
        "application_credential": {"name": "my key", "secret": KEY_SECRET, "user": {"id": USER}}}}});
    assert_eq!(asked[2].json(), by_name);
    for asked in &asked {
        assert_eq!(asked.header("content-type"), Some("application/json"));
        assert_eq!(asked.header("accept"), Some("application/json"));
    }
    // The token ends itself; the secret went with the first call only.
    assert_eq!(asked[1].header("x-auth-token"), Some(API_TOKEN));
    assert_eq!(asked[1].header("x-subject-token"), Some(API_TOKEN));
    assert!(!asked[1].head.contains(KEY_SECRET) && asked[0].header("x-auth-token").is_none());
}

#[tokio::test]
async fn a_key_tells_who_it_is() {
    let mut told = about();
    told["token"]["application_credential"]["restricted"] = json!(true);
    told["token"]["roles"] = json!([{"name": "member"}, {"id": "r2"}, {"name": "Project Admin"}]);
    let cloud = Cloud::telling(told, |_| error(404, "none")).await;
    let identity = Cloud::iam_keys().verify(&cloud.by).await.unwrap();
    assert!(identity.confirmed);
    assert_eq!(identity.name.as_deref(), Some("my-key"));
    assert_eq!(identity.own_key.as_deref(), Some(KEY));
    assert_eq!(identity.ends_with.as_deref(), Some("eeee"));
    let scope = identity.scope.unwrap();
    assert_eq!((&*scope.id, &*scope.name), (PROJECT, "example-project"));
    let facts: Vec<_> = identity
        .facts
        .iter()
        .map(|fact| (fact.id.as_str(), fact.value.as_str()))
        .collect();
    let wanted = [
        ("user", "user@example.com"),
        ("user_id", USER),
        ("organization", "example-org"),
        ("organization_id", "0000000000000000000000000000dddd"),
        ("project", "example-project"),
        ("project_id", PROJECT),
        ("roles", "member, r2, Project Admin"),
        ("token_expires", "2030-01-02T15:04:05Z"),
        ("restricted", "true"),
    ];
    assert_eq!(facts, wanted);
    let abilities: Vec<_> = identity
        .abilities
        .iter()
        .map(|ability| (ability.what, ability.kind, ability.allowed))
        .collect();
    let kind = Some(KindId::KakaoIamKey);
    assert_eq!(
        abilities,
        [
            (AbilityKind::CreateKeys, kind, Some(false)),
            (AbilityKind::DeleteKeys, kind, Some(false)),
        ]
    );
}

#[tokio::test]
async fn only_the_token_itself_must_be_there() {
    let odd = json!({"token": {"expires_at": 7, "user": "x", "project": {"id": null, "name": ""},
        "roles": {}, "application_credential": []}});
    for body in [json!({}), json!({"token": null}), json!([]), odd] {
        let cloud = Cloud::telling(body, |_| error(404, "none")).await;
        let identity = Cloud::iam_keys().verify(&cloud.by).await.unwrap();
        assert!(identity.facts.is_empty() && identity.scope.is_none());
        assert_eq!(identity.own_key.as_deref(), Some(KEY));
        assert!(identity.abilities.iter().all(|a| a.allowed.is_none()));
        // What needs to know the user says that it does not.
        let error = Cloud::iam_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::AnswerUnreadable);
        assert!(cloud.calls().is_empty());
    }
    // Given by its name, a key that the cloud does not name has no id.
    let cloud = Cloud::telling(json!({}), |_| error(404, "none")).await;
    let by = named_credential(&cloud.base_url);
    let identity = Cloud::iam_keys().verify(&by).await.unwrap();
    assert_eq!((identity.own_key, identity.ends_with), (None, None));
    assert_eq!(identity.name.as_deref(), Some("my key"));
    // The other word for what a key may.
    for (free, wanted) in [
        (json!(true), Some("false")),
        (json!(false), Some("true")),
        (Value::Null, None),
    ] {
        let told = json!({"token": {"application_credential": {"unrestricted": free}}});
        let cloud = Cloud::telling(told, |_| error(404, "none")).await;
        let identity = Cloud::iam_keys().verify(&cloud.by).await.unwrap();
        let told = identity.facts.first().map(|fact| fact.value.as_str());
        assert_eq!(told, wanted);
    }
}

#[tokio::test]
async fn a_user_whose_id_leads_elsewhere_is_not_asked_for() {
    for id in ["../projects", "a/b", "a?b", ""] {
        let told = json!({"token": {"user": {"id": id}}});
        let cloud = Cloud::telling(told, |_| error(404, "none")).await;
        let error = Cloud::iam_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::AnswerUnreadable, "{id}");
        assert!(cloud.calls().is_empty());
    }
}

async fn refused(by: fn(&str) -> Credential, reply: Reply) -> crate::Error {
    let cloud = Cloud::start(move |_, _| reply.clone()).await;
    let by = by(&cloud.base_url);
    Cloud::iam_keys().verify(&by).await.unwrap_err()
}

#[tokio::test]
async fn refusals_of_a_token_have_their_meaning() {
    let gone = format!("Could not find Application Credential: {KEY}.");
    for (by, reply, wanted) in [
        (
            iam_credential as fn(&str) -> _,
            error(401, "The request you have made requires authentication."),
            ErrorCode::CredentialUnknown,
        ),
        (
            iam_credential,
            error(404, &gone),
            ErrorCode::CredentialUnknown,
        ),
        (
            named_credential,
            error(401, "Words"),
            ErrorCode::NameOrUserWrong,
        ),
        (
            named_credential,
            error(404, "Words"),
            ErrorCode::CredentialUnknown,
        ),
        (iam_credential, error(400, "Words"), ErrorCode::Rejected),
        (iam_credential, error(403, "Words"), ErrorCode::Forbidden),
        (
            iam_credential,
            (401, "").into(),
            ErrorCode::CredentialUnknown,
        ),
        (iam_credential, (404, "").into(), ErrorCode::NotFound),
        (iam_credential, Reply::html(404), ErrorCode::ProxyAnswer),
        (iam_credential, Reply::html(401), ErrorCode::ProxyAnswer),
        (iam_credential, Reply::html(403), ErrorCode::ProxyAnswer),
        (iam_credential, Reply::html(200), ErrorCode::ProxyAnswer),
        (
            iam_credential,
            (201, about()).into(),
            ErrorCode::AnswerUnreadable,
        ),
        (iam_credential, (502, "").into(), ErrorCode::ProviderDown),
        (iam_credential, (501, "").into(), ErrorCode::ProviderDown),
        (iam_credential, (429, "").into(), ErrorCode::RateLimited),
    ] {
        let status = reply.0;
        let error = refused(by, reply).await;
        let got = (error.code, error.outcome, error.status);
        assert_eq!(got, (wanted, Outcome::Refused, Some(status)), "{error:?}");
        let detail = error.detail.unwrap_or_default();
        assert!(!detail.contains(KEY), "{detail}");
    }
}

#[tokio::test]
async fn a_refusal_keeps_the_words_and_the_id_of_the_request() {
    let reply = error(401, "The request you have made requires authentication.");
    let reply = reply
        .with(
            "x-openstack-request-id",
            "req-12345678-0000-4000-8000-000000000000",
        )
        .with(
            "www-authenticate",
            "Keystone uri=\"https://iam.kakaocloud.com\"",
        );
    let error = refused(iam_credential, reply).await;
    assert_eq!(
        error.detail.as_deref(),
        Some("The request you have made requires authentication.")
    );
    assert_eq!(
        error.request_id.as_deref(),
        Some("req-12345678-0000-4000-8000-000000000000")
    );
    // Codes may be texts, and more may stand beside them.
    let body = json!({"error": {"identity": {}, "message": "Words", "code": "401"}});
    let error = refused(iam_credential, (401, body).into()).await;
    assert_eq!(error.code, ErrorCode::CredentialUnknown);
    assert_eq!(error.detail.as_deref(), Some("Words"));
}

#[tokio::test]
async fn a_request_for_a_token_is_repeated_only_where_the_cloud_has_trouble() {
    let cloud = Cloud::start(|_, at| match at {
        0 => (503, "").into(),
        1 => Reply::from((429, "")).with("retry-after", "0"),
        2 => Reply::token(&about()),
        _ => (204, "").into(),
    })
    .await;
    Cloud::iam_keys().verify(&cloud.by).await.unwrap();
    assert_eq!(cloud.lines().len(), 4);
    for status in [400, 401, 403, 404] {
        let cloud = Cloud::start(move |_, _| error(status, "Words")).await;
        Cloud::iam_keys().verify(&cloud.by).await.unwrap_err();
        assert_eq!(cloud.lines().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_ended_is_no_fault() {
    for status in [401, 403, 404, 405, 500] {
        let cloud = Cloud::start(move |asked, _| match asked.line.starts_with("POST") {
            true => Reply::token(&about()),
            false => error(status, "Words"),
        })
        .await;
        Cloud::iam_keys().verify(&cloud.by).await.unwrap();
        assert_eq!(cloud.lines().len(), 2);
    }
}

#[tokio::test]
async fn an_s3_key_asks_for_no_token() {
    let cloud = Cloud::keystone(|_| error(404, "none")).await;
    let by = s3_credential(&cloud.base_url);
    for error in [
        Cloud::s3_keys().list(&by).await.map(drop),
        Cloud::s3_keys().options(&by).await.map(drop),
        Cloud::s3_keys().reread(&by, "x").await.map(drop),
        Cloud::s3_keys().delete(&by, "x").await,
    ] {
        assert_eq!(error.unwrap_err().code, ErrorCode::Unsupported);
    }
    assert!(cloud.lines().is_empty());
}
