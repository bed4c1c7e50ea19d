//! A signed address is a credential, and so is a password in a body: neither is said anywhere.

use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::*;
use crate::error::Error;
use crate::kind::KeyKind;
use crate::model::{OperationKind, Problem, ProviderId};

/// The signature of the one query that is sent.
const SIGNATURE: &str = "Mwq6RWJNyxQUHvqDv6fqBrPkmZo";

fn says_nothing(error: &Error, case: &str) {
    let problem = Problem::of(error, Some(ProviderId::Kt), Some(OperationKind::Verify));
    let text = format!(
        "{error} {error:?} {error:#?} {problem:?} {}",
        serde_json::to_string(&problem).unwrap()
    );
    for secret in [
        SIGNATURE,
        G_ID,
        G_SECRET,
        "signature=",
        "client/api",
        "MADE up",
        "127.0.0.1",
        S3_ID,
        BOX_PASS,
    ] {
        assert!(!text.contains(secret), "{case}: {secret} in {text}");
    }
}

#[tokio::test]
async fn no_way_to_fail_tells_a_signed_address() {
    let elsewhere = "https://other.example/?apiKey=x&signature=y".to_owned();
    let replies: Vec<(&str, Reply)> = vec![
        ("hung up", HANG_UP.into()),
        (
            "redirected",
            Reply(302, vec![("location", elsewhere)], String::new()),
        ),
        (
            "cut",
            Reply(
                200,
                vec![("transfer-encoding", "chunked".into())],
                "5\r\nab".into(),
            ),
        ),
        (
            "encoded",
            Reply(
                200,
                vec![("content-encoding", "gzip".into())],
                "not gzip".into(),
            ),
        ),
        ("unreadable", (200, "[").into()),
        (
            "refused",
            (
                401,
                json!({"errorresponse": {"errorcode": 401, "errortext": "no"}}),
            )
                .into(),
        ),
        ("down", (500, "").into()),
        ("too large", Reply(200, Vec::new(), "x".repeat(9 << 20))),
    ];
    for (case, reply) in replies {
        let cloud =
            Cloud::start(move |_, _| Reply(reply.0, reply.1.clone(), reply.2.clone())).await;
        let error = g_keys()
            .verify(&cloud.by(KindId::KtGKey))
            .await
            .unwrap_err();
        assert!(cloud.lines()[0].contains(SIGNATURE), "{case}");
        says_nothing(&error, case);
    }
    // Nobody there; not https; no TLS at the other end.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let no_tls = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let _ = line.write_all(b"not TLS").await;
        }
    });
    for base in ["http://127.0.0.1:1", "http://192.0.2.1", &no_tls] {
        let error = g_keys().verify(&credential(KindId::KtGKey, base)).await;
        says_nothing(&error.unwrap_err(), base);
    }
}

#[tokio::test]
async fn no_login_that_fails_tells_what_was_sent() {
    for status in [0, 200, 302, 400, 401, 404, 500] {
        // A mirror: it sends back what it got.
        let cloud = Cloud::start(move |asked, _| {
            let said = json!({"error": {"message": format!("{} {}", asked.head, asked.body)}});
            (status, said).into()
        })
        .await;
        let case = status.to_string();
        says_nothing(
            &d_logins()
                .verify(&cloud.by(KindId::KtDLogin))
                .await
                .unwrap_err(),
            &case,
        );
        says_nothing(
            &storages_1()
                .verify(&cloud.by(KindId::KtStorage1))
                .await
                .unwrap_err(),
            &case,
        );
        says_nothing(
            &storages_2()
                .verify(&cloud.by(KindId::KtStorage2))
                .await
                .unwrap_err(),
            &case,
        );
        says_nothing(
            &storages_s3()
                .verify(&cloud.by(KindId::KtStorageS3))
                .await
                .unwrap_err(),
            &case,
        );
    }
}

#[tokio::test]
async fn nothing_that_an_answer_says_leads_a_credential_elsewhere() {
    let other = Cloud::saying(200, "{}").await;
    let there = other.base_url.clone();
    let cloud = Cloud::start(move |_, _| {
        let headers = vec![
            ("location", there.clone()),
            ("x-storage-url", format!("{there}/v1/AUTH_x")),
            ("x-auth-token", MADE_TOKEN.to_owned()),
            ("x-subject-token", MADE_TOKEN.to_owned()),
        ];
        let body = json!({"token": {"catalog": [{"endpoints": [{"url": there}]}]},
            "listzonesresponse": {"zone": [{"name": there}]}});
        Reply(201, headers, body.to_string())
    })
    .await;
    let by = |kind| cloud.by(kind);
    g_keys().verify(&by(KindId::KtGKey)).await.unwrap();
    d_logins().verify(&by(KindId::KtDLogin)).await.unwrap();
    storages_1().verify(&by(KindId::KtStorage1)).await.unwrap();
    storages_2().verify(&by(KindId::KtStorage2)).await.unwrap();
    let _ = storages_1().storage(&by(KindId::KtStorage1)).await;
    let _ = storages_2().storage(&by(KindId::KtStorage2)).await;
    let _ = storages_s3().storage(&by(KindId::KtStorageS3)).await;
    assert!(other.asked().is_empty());
    assert!(cloud.asked().len() > 8);
}
