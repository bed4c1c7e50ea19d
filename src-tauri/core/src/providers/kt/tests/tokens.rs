//! Tokens of the D platform and of Object Storage 2.0: made, checked, ended, copied.

use serde_json::json;

use super::*;
use crate::error::{Error, ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::{CopyWhat, TokenKind};

/// Kinds with tokens, and where theirs are.
fn kinds() -> [(Box<dyn KeyKind>, KindId, &'static str); 2] {
    [
        (
            Box::new(d_logins()),
            KindId::KtDLogin,
            "/d1/identity/auth/tokens",
        ),
        (
            Box::new(storages_2()),
            KindId::KtStorage2,
            "/v3/auth/tokens",
        ),
    ]
}

#[tokio::test]
async fn a_token_ends_when_the_cloud_says_and_else_after_fifty_minutes() {
    for (kind, id, path) in kinds() {
        let cloud = Cloud::start(|_, _| token_made()).await;
        let minted = kind
            .mint_token(&cloud.by(id), TokenKind::Api)
            .await
            .unwrap();
        assert_eq!(open(&minted.fields, TOKEN), Some(MADE_TOKEN));
        assert_eq!(
            minted.expires_at,
            Some("2030-01-02T04:04:05Z".parse().unwrap())
        );
        // The token is kept: it is not ended.
        assert_eq!(cloud.lines(), [format!("POST {path}")]);
        for token in [
            json!({}),
            json!({"expires_at": null}),
            json!({"expires_at": "soon"}),
        ] {
            let cloud = Cloud::start(move |_, _| with_token(201, json!({"token": token}))).await;
            let minted = kind
                .mint_token(&cloud.by(id), TokenKind::Api)
                .await
                .unwrap();
            assert_eq!(minted.expires_at, None);
        }
        assert_eq!(kind.spec().token(TokenKind::Api).unwrap().lasts_s, 3_000);
    }
}

#[tokio::test]
async fn a_login_for_a_token_is_sent_once() {
    for (kind, id, _) in kinds() {
        for status in [401, 503, 0] {
            let cloud = Cloud::start(move |_, _| (status, "").into()).await;
            let failed = kind.mint_token(&cloud.by(id), TokenKind::Api).await;
            let failed = failed.err().unwrap();
            assert_eq!(failed.outcome, Outcome::Refused);
            assert_eq!(cloud.asked().len(), 1, "{status}");
        }
    }
}

async fn check(kind: &dyn KeyKind, by: &Credential) -> Result<Option<Timestamp>, Error> {
    kind.check_token(by, TokenKind::Api, &token_fields()).await
}

#[tokio::test]
async fn a_token_is_asked_about_itself() {
    for (kind, id, path) in kinds() {
        let cloud = Cloud::saying(200, "").await;
        assert_eq!(check(kind.as_ref(), &cloud.by(id)).await.unwrap(), None);
        let asked = &cloud.asked()[0];
        assert_eq!(asked.line, format!("HEAD {path}"));
        assert_eq!(asked.header("x-auth-token"), Some(MADE_TOKEN));
        assert_eq!(asked.header("x-subject-token"), Some(MADE_TOKEN));
        for (status, wanted) in [
            (401, ErrorCode::TokenEnded),
            (500, ErrorCode::ProviderDown),
            (403, ErrorCode::Forbidden),
        ] {
            let cloud = Cloud::saying(status, "").await;
            let error = check(kind.as_ref(), &cloud.by(id)).await.unwrap_err();
            assert_eq!(error.code, wanted, "{status}");
        }
    }
}

#[tokio::test]
async fn where_nobody_answers_for_tokens_something_small_is_read() {
    let nsm = |status: u16, body: Value| {
        move |asked: &Asked, _| match asked.line.starts_with("HEAD ") {
            true => (404, "").into(),
            false => (status, body.clone()).into(),
        }
    };
    let works = json!({"httpStatus": 200, "data": [{"networkId": "x", "refId": "y"}]});
    let cloud = Cloud::start(nsm(200, works)).await;
    check(&d_logins(), &cloud.by(KindId::KtDLogin))
        .await
        .unwrap();
    let asked = cloud.asked();
    assert_eq!(asked[1].line, "GET /d1/nsm/v1/network");
    assert_eq!(asked[1].header("x-auth-token"), Some(MADE_TOKEN));
    for (status, body, wanted) in [
        (
            200,
            json!({"httpStatus": 500, "data": []}),
            ErrorCode::ProviderDown,
        ),
        (200, json!({"httpStatus": 401}), ErrorCode::TokenEnded),
        (401, json!({}), ErrorCode::TokenEnded),
        (404, json!({}), ErrorCode::NotFound),
    ] {
        let cloud = Cloud::start(nsm(status, body)).await;
        let error = check(&d_logins(), &cloud.by(KindId::KtDLogin)).await;
        assert_eq!(error.unwrap_err().code, wanted, "{status}");
    }
    for (status, wanted) in [(204, None), (401, Some(ErrorCode::TokenEnded))] {
        let cloud = Cloud::start(move |_, at| ([405, status][at.min(1)], "").into()).await;
        let checked = check(&storages_2(), &cloud.by(KindId::KtStorage2)).await;
        assert_eq!(checked.err().map(|error| error.code), wanted);
        assert_eq!(cloud.lines()[1], format!("HEAD /v1/AUTH_{PROJECT}"));
    }
}

#[tokio::test]
async fn a_token_is_ended_once() {
    for (kind, id, path) in kinds() {
        let gone = json!({"error": {"code": 404, "message": "Could not find token."}}).to_string();
        for (status, body, wanted) in [
            (204, "", None),
            (200, "", None),
            // It has ended already.
            (401, "", None),
            (404, gone.as_str(), None),
            // Nobody knows such a call.
            (
                404,
                "<html>Not Found</html>",
                Some((ErrorCode::NotOffered, Outcome::Refused)),
            ),
            (
                405,
                "{\"message\":\"x\"}",
                Some((ErrorCode::NotOffered, Outcome::Refused)),
            ),
            (403, "", Some((ErrorCode::Forbidden, Outcome::Refused))),
            (500, "", Some((ErrorCode::ProviderDown, Outcome::Unknown))),
        ] {
            let cloud = Cloud::saying(status, body).await;
            let ended = kind
                .revoke_token(&cloud.by(id), TokenKind::Api, &token_fields())
                .await;
            let ended = ended.err().map(|error| (error.code, error.outcome));
            assert_eq!(ended, wanted, "{status} {body}");
            assert_eq!(cloud.lines(), [format!("DELETE {path}")]);
        }
    }
}

#[tokio::test]
async fn only_the_one_token_is_known() {
    for (kind, id, _) in kinds() {
        let cloud = Cloud::saying(200, "").await;
        let by = cloud.by(id);
        let fields = token_fields();
        let unsupported = [
            kind.mint_token(&by, TokenKind::Storage).await.err(),
            kind.check_token(&by, TokenKind::Storage, &fields)
                .await
                .err(),
            kind.revoke_token(&by, TokenKind::Storage, &fields)
                .await
                .err(),
        ];
        assert!(
            unsupported
                .into_iter()
                .flatten()
                .all(|e| e.code == ErrorCode::Unsupported)
        );
        assert!(cloud.asked().is_empty());
        let none = SecretFields::new();
        let lost = kind
            .revoke_token(&by, TokenKind::Api, &none)
            .await
            .unwrap_err();
        assert_eq!(lost.code, ErrorCode::SecretAltered);
    }
}

#[test]
fn what_is_copied_of_a_token() {
    let copied = |kind: &dyn KeyKind, by: &Credential, what| {
        let text = kind.copy_token(by, TokenKind::Api, &token_fields(), what);
        // EXPOSE: a made-up value of a test.
        text.map(|text| text.expose_secret().to_owned())
    };
    let base = "https://api.ucloudbiz.olleh.com";
    let mut by = credential(KindId::KtDLogin, base);
    let kind = d_logins();
    assert_eq!(copied(&kind, &by, CopyWhat::Secret).unwrap(), MADE_TOKEN);
    assert_eq!(
        copied(&kind, &by, CopyWhat::Header).unwrap(),
        format!("X-Auth-Token: {MADE_TOKEN}")
    );
    let lines = |project: &str| {
        format!(
            "export OS_AUTH_URL='{base}/d1/identity'\n{project}export OS_TOKEN='{MADE_TOKEN}'\n"
        )
    };
    assert_eq!(copied(&kind, &by, CopyWhat::Export).unwrap(), lines(""));
    by.scope = Some("pid".to_owned());
    let with_project = lines("export OS_PROJECT_ID='pid'\n");
    assert_eq!(copied(&kind, &by, CopyWhat::Export).unwrap(), with_project);
    let by = credential(KindId::KtStorage2, "https://ssproxy2.ucloudbiz.olleh.com");
    assert_eq!(
        copied(&storages_2(), &by, CopyWhat::Export).unwrap(),
        format!(
            "export OS_STORAGE_URL='https://ssproxy2.ucloudbiz.olleh.com/v1/AUTH_{PROJECT}'\n\
             export OS_AUTH_TOKEN='{MADE_TOKEN}'\n"
        )
    );
    for (kind, id, _) in kinds() {
        let spec = kind.spec().token(TokenKind::Api).unwrap();
        for what in [
            CopyWhat::Id,
            CopyWhat::Secret,
            CopyWhat::Curl,
            CopyWhat::Header,
            CopyWhat::S3Profile,
            CopyWhat::Export,
        ] {
            let text = copied(kind.as_ref(), &credential(id, base), what);
            assert_eq!(text.is_ok(), spec.copies.contains(&what), "{id:?} {what:?}");
        }
    }
}

/// A portal's page, and an error inside a success: neither is the cloud's word that it was done.
#[tokio::test]
async fn what_is_no_answer_of_the_cloud_ends_and_proves_no_token() {
    let error = json!({"error": {"code": 500, "message": "Words"}}).to_string();
    for (kind, id, _) in kinds() {
        for (body, wanted) in [
            ("<html>Sign in</html>", ErrorCode::ProxyAnswer),
            (&error, ErrorCode::AnswerUnreadable),
        ] {
            let cloud = Cloud::saying(200, body).await;
            let by = cloud.by(id);
            let ended = kind
                .revoke_token(&by, TokenKind::Api, &token_fields())
                .await
                .unwrap_err();
            assert_eq!((ended.code, ended.outcome), (wanted, Outcome::Unknown));
        }
        let html = || vec![("content-type", "text/html".to_owned())];
        let cloud = Cloud::start(move |_, _| Reply(200, html(), String::new())).await;
        let checked = check(kind.as_ref(), &cloud.by(id)).await;
        assert_eq!(checked.unwrap_err().code, ErrorCode::ProxyAnswer);
    }
}
