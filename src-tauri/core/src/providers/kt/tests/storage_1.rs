//! Object Storage 1.0, against a socket that answers what it is told.

use super::*;
use crate::error::{ErrorCode, Outcome};
use crate::kind::{Extra, KeyKind};

fn let_in(status: u16, address: &str) -> Reply {
    let headers = vec![
        ("X-Auth-Token", MADE_TOKEN.to_owned()),
        ("x-storage-url", address.to_owned()),
    ];
    Reply(status, headers, String::new())
}

#[tokio::test]
async fn a_key_signs_in_by_two_headers() {
    for status in [200, 204] {
        let cloud =
            Cloud::start(move |_, _| let_in(status, "https://x.example/v1/AUTH_ab-1")).await;
        let identity = storages_1()
            .verify(&cloud.by(KindId::KtStorage1))
            .await
            .unwrap();
        assert_eq!(fact(&identity, "storage_account"), Some("AUTH_ab-1"));
        assert_eq!(identity.own_key.as_deref(), Some(BOX_USER));
        assert_eq!(identity.ends_with.as_deref(), Some("0001"));
        assert!(identity.confirmed);
        let asked = cloud.asked();
        assert_eq!(cloud.lines(), ["GET /auth/v1.0"]);
        assert_eq!(asked[0].header("x-storage-user"), Some(BOX_USER));
        assert_eq!(asked[0].header("x-storage-pass"), Some(BOX_PASS));
    }
}

#[tokio::test]
async fn a_login_is_sent_once() {
    for (status, wanted) in [
        (401, ErrorCode::KeyPairRefused),
        (403, ErrorCode::Forbidden),
        (404, ErrorCode::NotFound),
        (412, ErrorCode::Rejected),
        (429, ErrorCode::RateLimited),
        (503, ErrorCode::ProviderDown),
        (0, ErrorCode::Interrupted),
        (200, ErrorCode::AnswerUnreadable),
    ] {
        // A page that forbids in other words than Swift's own would be the network's.
        let page = "<html><h1>Forbidden</h1></html>".repeat(usize::from(status != 200));
        let cloud = Cloud::saying(status, page).await;
        let failed = storages_1()
            .verify(&cloud.by(KindId::KtStorage1))
            .await
            .unwrap_err();
        assert_eq!(
            (failed.code, failed.outcome),
            (wanted, Outcome::Refused),
            "{status}"
        );
        assert_eq!(failed.detail, None);
        assert_eq!(cloud.asked().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn boxes_are_read_at_our_host_whatever_the_answer_says() {
    let other = Cloud::saying(200, "[]").await;
    let elsewhere = format!("{}/v1/AUTH_0123", other.base_url);
    let cloud = Cloud::start(move |asked, _| match asked.line.contains("/auth/") {
        true => let_in(200, &elsewhere),
        false => (
            200,
            r#"[{"name":"사진","count":3,"bytes":5},{"name":"b","last":null}]"#,
        )
            .into(),
    })
    .await;
    let boxes = storages_1()
        .storage(&cloud.by(KindId::KtStorage1))
        .await
        .unwrap();
    assert_eq!(boxes, ["사진", "b"]);
    assert_eq!(
        cloud.lines(),
        ["GET /auth/v1.0", "GET /v1/AUTH_0123?format=json"]
    );
    let asked = cloud.asked();
    assert_eq!(asked[1].header("x-auth-token"), Some(MADE_TOKEN));
    assert!(asked[1].header("x-storage-pass").is_none());
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn an_account_that_is_none_leads_nowhere() {
    for address in [
        "",
        "no address",
        "https://x.example/",
        "https://x.example/v1/other",
        "https://x.example/v1/AUTH_",
        "https://x.example/v1/AUTH_a/b",
        "https://x.example/v1/AUTH_..%2f",
        "https://x.example/v2/AUTH_a",
        "/v1/AUTH_a",
    ] {
        let address = address.to_owned();
        let said = address.clone();
        let cloud = Cloud::start(move |_, _| let_in(200, &said)).await;
        let by = cloud.by(KindId::KtStorage1);
        let identity = storages_1().verify(&by).await.unwrap();
        assert!(identity.facts.is_empty(), "{address}");
        let failed = storages_1().storage(&by).await.unwrap_err();
        assert_eq!(failed.code, ErrorCode::AnswerUnreadable, "{address}");
        assert!(cloud.lines().iter().all(|line| line == "GET /auth/v1.0"));
    }
}

#[tokio::test]
async fn a_list_of_boxes_is_one_or_an_error() {
    for (status, body, wanted) in [
        (204, "", Ok(0)),
        (200, "[]", Ok(0)),
        (200, r#"[{"name":" x "}]"#, Ok(1)),
        (200, r#"[{"count":1}]"#, Err(ErrorCode::AnswerUnreadable)),
        (200, "[7]", Err(ErrorCode::AnswerUnreadable)),
        (200, "{}", Err(ErrorCode::AnswerUnreadable)),
        (200, "plain\ntext", Err(ErrorCode::AnswerUnreadable)),
        (200, "<html>Sign in", Err(ErrorCode::ProxyAnswer)),
        (401, "", Err(ErrorCode::Forbidden)),
        (403, "", Err(ErrorCode::Forbidden)),
        (404, "", Err(ErrorCode::NotFound)),
        (500, "", Err(ErrorCode::ProviderDown)),
    ] {
        let cloud = Cloud::start(move |asked, _| match asked.line.contains("/auth/") {
            true => let_in(200, "https://x.example/v1/AUTH_0123"),
            false => (status, body).into(),
        })
        .await;
        let boxes = storages_1().storage(&cloud.by(KindId::KtStorage1)).await;
        assert_eq!(
            boxes.map(|all| all.len()).map_err(|e| e.code),
            wanted,
            "{status} {body}"
        );
    }
    assert!(storages_1().spec().extras.contains(&Extra::Storage));
}
