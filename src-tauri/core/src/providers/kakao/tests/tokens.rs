//! Tokens: making, asking, ending, copying.

use secrecy::ExposeSecret;
use serde_json::json;

use super::{API_TOKEN, Cloud, Reply, TOKENS, about, error, fields, iam_credential};
use crate::error::{ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::{CopyWhat, TokenKind};

#[tokio::test]
async fn a_token_is_made_and_left_to_live() {
    let cloud = Cloud::keystone(|_| error(404, "none")).await;
    let kind = Cloud::iam_keys();
    let minted = kind.mint_token(&cloud.by, TokenKind::Api).await.unwrap();
    assert_eq!(super::open(&minted.fields, "token"), Some(API_TOKEN));
    assert_eq!(minted.fields.len(), 1);
    let wanted = "2030-01-02T15:04:05Z".parse().unwrap();
    assert_eq!(minted.expires_at, Some(wanted));
    assert_eq!(cloud.lines(), [format!("POST {TOKENS}")]);
    // The cloud need not tell when it ends, nor anything else.
    for body in [
        json!({"token": {}}),
        json!({"token": {"expires_at": "soon"}}),
        json!(7),
    ] {
        let cloud = Cloud::telling(body, |_| error(404, "none")).await;
        let minted = kind.mint_token(&cloud.by, TokenKind::Api).await.unwrap();
        assert_eq!(minted.expires_at, None);
    }
    let cloud = Cloud::start(|_, _| Reply::from((201, "")).with("X-Subject-Token", " ")).await;
    let minted = kind.mint_token(&cloud.by, TokenKind::Api).await;
    assert_eq!(minted.err().unwrap().code, ErrorCode::AnswerUnreadable);
}

#[tokio::test]
async fn a_token_asks_for_itself() {
    let cloud = Cloud::keystone(|_| error(404, "none")).await;
    let kind = Cloud::iam_keys();
    let token = fields([("token", API_TOKEN)]);
    let checked = kind.check_token(&cloud.by, TokenKind::Api, &token).await;
    assert_eq!(
        checked.unwrap(),
        Some("2030-01-02T15:04:05Z".parse().unwrap())
    );
    let asked = &cloud.asked()[0];
    assert_eq!(asked.line, format!("GET {TOKENS}"));
    assert_eq!(asked.header("x-auth-token"), Some(API_TOKEN));
    assert_eq!(asked.header("x-subject-token"), Some(API_TOKEN));
    assert_eq!(asked.header("content-type"), Some("application/json"));
    for (reply, wanted) in [
        (error(401, "Words"), ErrorCode::TokenEnded),
        ((401, "").into(), ErrorCode::TokenEnded),
        (
            error(404, "Failed to validate token"),
            ErrorCode::TokenEnded,
        ),
        (Reply::html(404), ErrorCode::NotOffered),
        (Reply::html(401), ErrorCode::ProxyAnswer),
        (error(403, "Words"), ErrorCode::NotOffered),
        ((500, "").into(), ErrorCode::ProviderDown),
        (Reply::html(200), ErrorCode::ProxyAnswer),
        (
            (200, error(500, "Words").2.as_str()).into(),
            ErrorCode::AnswerUnreadable,
        ),
        ((200, "{}").into(), ErrorCode::AnswerUnreadable),
    ] {
        let cloud = Cloud::start(move |_, _| reply.clone()).await;
        let checked = kind.check_token(&cloud.by, TokenKind::Api, &token).await;
        let error = checked.unwrap_err();
        assert_eq!((error.code, error.outcome), (wanted, Outcome::Refused));
    }
}

#[tokio::test]
async fn a_token_that_has_ended_is_revoked() {
    let kind = Cloud::iam_keys();
    let token = fields([("token", API_TOKEN)]);
    for (reply, wanted) in [
        (Reply::from((204, "")), None),
        (error(401, "Words"), None),
        (error(404, "Words"), None),
        (
            error(403, "Words"),
            Some((ErrorCode::NotOffered, Outcome::Refused)),
        ),
        (
            Reply::html(404),
            Some((ErrorCode::NotOffered, Outcome::Unknown)),
        ),
        (
            (500, "").into(),
            Some((ErrorCode::ProviderDown, Outcome::Unknown)),
        ),
        // No success is what somebody in between calls one, or what says the opposite.
        ((200, "{}").into(), None),
        (
            Reply::html(200),
            Some((ErrorCode::ProxyAnswer, Outcome::Unknown)),
        ),
        (
            (200, error(500, "Words").2.as_str()).into(),
            Some((ErrorCode::AnswerUnreadable, Outcome::Unknown)),
        ),
    ] {
        let cloud = Cloud::start(move |_, _| reply.clone()).await;
        let revoked = kind.revoke_token(&cloud.by, TokenKind::Api, &token).await;
        let got = revoked.err().map(|error| (error.code, error.outcome));
        assert_eq!(got, wanted);
        assert_eq!(cloud.lines(), [format!("DELETE {TOKENS}")]);
    }
}

#[tokio::test]
async fn a_temporary_key_is_neither_asked_for_nor_ended() {
    let cloud = Cloud::start(|_, _| Reply::token(&about())).await;
    let kind = Cloud::iam_keys();
    let pair = fields([("access", "a"), ("secret", "s"), ("session_token", "t")]);
    let checked = kind.check_token(&cloud.by, TokenKind::Storage, &pair).await;
    assert_eq!(checked.unwrap_err().code, ErrorCode::Unsupported);
    let revoked = kind
        .revoke_token(&cloud.by, TokenKind::Storage, &pair)
        .await;
    assert_eq!(revoked.unwrap_err().code, ErrorCode::Unsupported);
    assert!(cloud.lines().is_empty());
}

#[test]
fn texts_of_tokens_to_copy() {
    let kind = Cloud::iam_keys();
    let key = iam_credential("https://iam.kakaocloud.com");
    let token = fields([("token", "it's-a-token")]);
    let pair = fields([
        ("access", "TEMPKEY1"),
        ("secret", "s"),
        ("session_token", "t"),
    ]);
    let text = |token: TokenKind, fields: &_, what| {
        let text = kind.copy_token(&key, token, fields, what);
        // EXPOSE: made-up values of a test.
        text.map(|text| text.expose_secret().to_owned())
    };
    let api = |what| text(TokenKind::Api, &token, what);
    assert_eq!(api(CopyWhat::Secret).unwrap(), "it's-a-token");
    assert_eq!(api(CopyWhat::Header).unwrap(), "X-Auth-Token: it's-a-token");
    assert_eq!(
        api(CopyWhat::Export).unwrap(),
        "export OS_AUTH_URL='https://iam.kakaocloud.com/identity/v3'\n\
         export OS_AUTH_TYPE='v3token'\nexport OS_TOKEN='it'\\''s-a-token'\n\
         export OS_REGION_NAME='kr-central-2'\n"
    );
    let storage = |what| text(TokenKind::Storage, &pair, what);
    assert_eq!(
        storage(CopyWhat::Export).unwrap(),
        "export AWS_ACCESS_KEY_ID='TEMPKEY1'\nexport AWS_SECRET_ACCESS_KEY='s'\n\
         export AWS_SESSION_TOKEN='t'\nexport AWS_DEFAULT_REGION='kr-central-2'\n\
         export AWS_ENDPOINT_URL='https://objectstorage.kr-central-2.kakaocloud.com'\n"
    );
    assert_eq!(
        storage(CopyWhat::S3Profile).unwrap(),
        "[kakaocloud-KEY1]\naws_access_key_id = TEMPKEY1\naws_secret_access_key = s\n\
         aws_session_token = t\nregion = kr-central-2\n\
         endpoint_url = https://objectstorage.kr-central-2.kakaocloud.com\n"
    );
    for spec in kind.spec().tokens {
        for what in CopyWhat::ALL {
            let fields = match spec.id {
                TokenKind::Api => &token,
                TokenKind::Storage => &pair,
            };
            let listed = spec.copies.contains(&what);
            assert_eq!(text(spec.id, fields, what).is_ok(), listed, "{what:?}");
        }
    }
}
