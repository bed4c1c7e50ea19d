//! The login of the D platform, against a socket that answers what it is told.

use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::*;
use crate::error::{Error, ErrorCode, FieldProblem, Outcome};
use crate::kind::KeyKind;
use crate::providers::scripted::read;

/// Asks a cloud that answers every login so.
async fn ask(
    reply: impl Fn() -> Reply + Send + Sync + 'static,
) -> (Result<Identity, Error>, Cloud) {
    let cloud = Cloud::start(move |asked, _| match asked.line.starts_with("POST ") {
        true => reply(),
        false => (204, "").into(),
    })
    .await;
    let verified = d_logins().verify(&cloud.by(KindId::KtDLogin)).await;
    (verified, cloud)
}

fn user() -> Value {
    json!({"domain": {"id": "default"}, "name": LOGIN, "password": WORD})
}

#[tokio::test]
async fn without_an_id_the_project_is_called_like_its_user() {
    let (identity, cloud) = ask(token_made).await;
    let identity = identity.unwrap();
    let asked = cloud.asked();
    assert_eq!(
        cloud.lines(),
        [
            "POST /d1/identity/auth/tokens",
            "DELETE /d1/identity/auth/tokens"
        ]
    );
    assert_eq!(
        asked[0].json(),
        json!({"auth": {
            "identity": {"methods": ["password"], "password": {"user": user()}},
            "scope": {"project": {"domain": {"id": "default"}, "name": LOGIN}}}})
    );
    assert_eq!(asked[0].header("content-type"), Some("application/json"));
    assert!(asked[0].header("x-auth-token").is_none());
    // The token of a check is ended again.
    for name in ["x-auth-token", "x-subject-token"] {
        assert_eq!(asked[1].header(name), Some(MADE_TOKEN));
    }
    assert!(!asked[1].head.contains("MADE up"));
    let scope = identity.scope.clone().unwrap();
    assert_eq!((scope.id.as_str(), scope.name.as_str()), (PROJECT, LOGIN));
    for (id, wanted) in [
        ("user", LOGIN),
        ("project", LOGIN),
        ("project_id", PROJECT),
        ("token_expires", "2030-01-02T04:04:05.000000Z"),
        ("roles", "member, reader"),
        ("zone", "d1"),
    ] {
        assert_eq!(fact(&identity, id), Some(wanted), "{id}");
    }
    assert_eq!(identity.own_key.as_deref(), Some("d1/user@example.com"));
    assert!(identity.confirmed);
    assert!(!format!("{identity:?}").contains(MADE_TOKEN));
}

#[tokio::test]
async fn with_an_id_the_token_is_for_that_project() {
    let cloud = Cloud::start(|_, _| token_made()).await;
    let mut by = cloud.by(KindId::KtDLogin);
    by.fields
        .insert(PROJECT_ID.to_owned(), SecretString::from(PROJECT));
    by.fields.insert(ZONE.to_owned(), SecretString::from("gd4"));
    d_logins().verify(&by).await.unwrap();
    let asked = cloud.asked();
    assert_eq!(asked[0].line, "POST /gd4/identity/auth/tokens");
    assert_eq!(
        asked[0].json(),
        json!({"auth": {
            "identity": {"methods": ["password"], "password": {"user": user()}},
            "scope": {"project": {"id": PROJECT}}}})
    );
}

#[tokio::test]
async fn a_login_that_is_refused_is_not_tried_again() {
    let words = "The request you have made requires authentication.";
    for reply in [
        || refused(401, "The request you have made requires authentication."),
        || refused(403, "The request you have made requires authentication."),
        || {
            (
                401,
                json!({"error": "The request you have made requires authentication."}),
            )
                .into()
        },
    ] {
        let (failed, cloud) = ask(reply).await;
        let failed = failed.unwrap_err();
        assert_eq!(
            (failed.code, failed.outcome),
            (ErrorCode::LoginRefused, Outcome::Refused)
        );
        assert_eq!(failed.detail.as_deref(), Some(words));
        assert_eq!(failed.retry_after_s, Some(5));
        assert_eq!(cloud.asked().len(), 1);
    }
    for body in ["", "no", "<html>no</html>", "{}", "{\"error\":7}"] {
        let (failed, cloud) = ask(move || (401, body).into()).await;
        let failed = failed.unwrap_err();
        assert_eq!(
            (failed.code, failed.detail),
            (ErrorCode::LoginRefused, None)
        );
        assert_eq!(cloud.asked().len(), 1);
    }
}

#[tokio::test]
async fn a_login_is_sent_once_whatever_happens_to_it() {
    for status in [408, 429, 500, 502, 503, 504] {
        let (_, cloud) =
            ask(move || Reply(status, vec![("retry-after", "0".into())], String::new())).await;
        assert_eq!(cloud.asked().len(), 1, "{status}");
    }
    let (failed, cloud) = ask(|| HANG_UP.into()).await;
    let failed = failed.unwrap_err();
    assert_eq!(failed.code, ErrorCode::Interrupted);
    // A login changes nothing.
    assert_eq!(failed.outcome, Outcome::Refused);
    assert_eq!(cloud.asked().len(), 1);
}

#[tokio::test]
async fn a_login_is_sent_once_over_a_line_that_was_used_before() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(0));
    let count = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let count = count.clone();
            tokio::spawn(async move {
                // The first is answered and the line stays; the second is read, and the line breaks.
                read(&mut line).await;
                *count.lock().unwrap() += 1;
                let refused = b"HTTP/1.1 401 X\r\ncontent-length: 0\r\n\r\n";
                line.write_all(refused).await.unwrap();
                read(&mut line).await;
                *count.lock().unwrap() += 1;
            });
        }
    });
    let kind = d_logins();
    let by = credential(KindId::KtDLogin, &base);
    assert_eq!(
        kind.verify(&by).await.unwrap_err().code,
        ErrorCode::LoginRefused
    );
    assert_eq!(
        kind.verify(&by).await.unwrap_err().code,
        ErrorCode::Interrupted
    );
    assert_eq!(*seen.lock().unwrap(), 2);
}

#[tokio::test]
async fn a_zone_that_is_not_there_is_said_to_be_it() {
    for body in [
        "<html>404</html>",
        "",
        "{\"error\":{\"message\":\"Not Found\"}}",
    ] {
        let (failed, _) = ask(move || (404, body).into()).await;
        let failed = failed.unwrap_err();
        assert_eq!(failed.code, ErrorCode::FieldInvalid);
        assert_eq!(failed.field.as_deref(), Some("zone"));
        assert_eq!(failed.problem, Some(FieldProblem::NotAChoice));
        assert_eq!(
            (failed.status, failed.outcome),
            (Some(404), Outcome::Refused)
        );
    }
}

#[tokio::test]
async fn every_status_has_its_meaning() {
    use ErrorCode::*;
    for (status, wanted) in [
        (400, Rejected),
        (405, NotOffered),
        (407, ProxyAnswer),
        (409, Conflict),
        (413, Rejected),
        (429, RateLimited),
        (500, ProviderDown),
        (503, ProviderDown),
        (511, ProxyAnswer),
    ] {
        let (failed, _) = ask(move || refused(status, "Some words")).await;
        let failed = failed.unwrap_err();
        assert_eq!((failed.code, failed.status), (wanted, Some(status)));
        assert_eq!(failed.detail.as_deref(), Some("Some words"));
    }
    for (body, wanted) in [
        ("{\"token\":{}}", AnswerUnreadable),
        ("<html>Sign in", ProxyAnswer),
        // The gateway puts a fault into a success.
        ("{\"httpStatus\":401,\"message\":\"no\"}", LoginRefused),
        ("{\"httpStatus\":\"503\"}", ProviderDown),
    ] {
        let (failed, _) = ask(move || (200, body).into()).await;
        assert_eq!(failed.unwrap_err().code, wanted, "{body}");
    }
    let (failed, _) = ask(|| with_token(200, json!({"httpStatus": 500}))).await;
    assert_eq!(failed.unwrap_err().code, ProviderDown);
}

#[tokio::test]
async fn an_answer_may_lack_everything_but_the_token() {
    for body in [
        json!({}),
        json!([]),
        json!({"token": null}),
        json!({"token": 5}),
        json!({"token": {"user": [], "project": "x", "roles": {}, "expires_at": 7}}),
        json!({"token": {"roles": [1, {"name": 2}, {"name": " \u{7} "}], "user": {"name": null}}}),
    ] {
        let text = body.to_string();
        let (identity, _) = ask(move || with_token(201, body.clone())).await;
        let identity = identity.unwrap();
        assert!(identity.scope.is_none() && identity.confirmed, "{text}");
        assert_eq!(identity.facts.len(), 1, "{text}");
    }
    let (identity, _) = ask(|| {
        Reply(
            201,
            vec![("x-SUBJECT-token", MADE_TOKEN.into())],
            "no json".into(),
        )
    })
    .await;
    assert!(identity.is_ok());
    // A token that is none.
    for token in [" ", &"x".repeat(9000)] {
        let token = token.to_owned();
        let (failed, _) =
            ask(move || Reply(201, vec![("x-subject-token", token.clone())], "{}".into())).await;
        assert_eq!(failed.unwrap_err().code, ErrorCode::AnswerUnreadable);
    }
}

#[tokio::test]
async fn names_are_shown_short_and_clean() {
    let (identity, _) = ask(|| {
        let roles: Vec<_> = (0..500).map(|n| json!({"name": format!("r{n}")})).collect();
        let long = format!("a\nb{}", "x".repeat(5000));
        with_token(
            201,
            json!({"token": {"roles": roles, "user": {"name": long}, "project": {"id": "p"}}}),
        )
    })
    .await;
    let identity = identity.unwrap();
    assert_eq!(fact(&identity, "roles").unwrap().split(", ").count(), 50);
    let user = fact(&identity, "user").unwrap();
    assert!(user.starts_with("abx") && user.len() == 200);
    assert_eq!(identity.scope.unwrap().name, "p");
}

#[tokio::test]
async fn an_error_that_quotes_the_password_is_not_shown() {
    for text in [
        format!("bad password {WORD}"),
        format!("bad body {}", serde_json::to_string(WORD).unwrap()),
        "MADE UP \"PA".to_owned(),
    ] {
        let said = text.clone();
        let (failed, _) = ask(move || refused(400, &said)).await;
        assert_eq!(failed.unwrap_err().detail, None, "{text}");
    }
}

#[tokio::test]
async fn a_zone_leads_to_no_other_address() {
    let cloud = Cloud::start(|_, _| token_made()).await;
    for zone in ["..", "d1/../x", "", "d 1", "d1?x", "http://evil.example"] {
        let mut by = cloud.by(KindId::KtDLogin);
        by.fields.insert(ZONE.to_owned(), SecretString::from(zone));
        let error = d_logins().verify(&by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::NotFound, "{zone}");
    }
    assert!(cloud.asked().is_empty());
}
