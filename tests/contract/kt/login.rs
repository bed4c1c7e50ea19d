//! The login of the D platform: who it is, what each wrong part makes of it, and that it is sent once.

use keywright_core::ErrorCode as E;
use keywright_core::Outcome::Refused;
use keywright_core::error::FieldProblem;
use keywright_core::kind::Credential;
use keywright_core::model::KindId::{KtDLogin, KtStorage1, KtStorage2};
use keywright_core::model::TokenKind;
use keywright_practice::kt::{Call, ErrorShape, Trouble};
use serde_json::json;

use super::{Session, fact, open, with};

#[tokio::test]
async fn a_login_is_known_by_user_project_and_zone() {
    let session = Session::start().await;
    let by = session.by(KtDLogin);
    let project = open(&by.fields, "project_id");
    let mail = "practice@example.com";
    // By the id of the project, by its name where there is no id, and in every zone.
    for (by, zone) in [
        (session.by(KtDLogin), "d1"),
        (with(&by, "project_id", ""), "d1"),
        (with(&by, "zone", "d2"), "d2"),
        (with(&by, "zone", "gd4"), "gd4"),
    ] {
        let identity = session.verify(&by).await.unwrap();
        assert!(identity.confirmed);
        assert_eq!(identity.name.as_deref(), Some(mail));
        let scope = identity.scope.clone().unwrap();
        assert_eq!(
            (scope.id.as_str(), scope.name.as_str()),
            (project.as_str(), mail)
        );
        assert_eq!(identity.own_key, Some(format!("{zone}/{mail}")));
        for (id, value) in [
            ("user", mail),
            ("project", mail),
            ("project_id", &project),
            ("roles", "member"),
            ("zone", zone),
        ] {
            assert_eq!(fact(&identity, id), Some(value), "{id}");
        }
        assert!(fact(&identity, "token_expires").unwrap().ends_with('Z'));
        // The token that told it is ended again.
        assert_eq!(session.cloud.snapshot()["tokens"], json!([]));
    }
    let bodies = session.cloud.ledger();
    let logins: Vec<_> = bodies.iter().filter(|e| e.method == "POST").collect();
    assert_eq!(logins.len(), 4);
    let scope = |n: usize| &logins[n].body.as_ref().unwrap()["auth"]["scope"];
    assert_eq!(*scope(0), json!({"project": {"id": project}}));
    assert_eq!(
        *scope(1),
        json!({"project": {"name": mail, "domain": {"id": "default"}}})
    );
    assert_eq!(session.cloud.failed_logins(), 0);
}

#[tokio::test]
async fn a_wrong_part_is_told_and_sent_once() {
    let session = Session::start().await;
    let by = session.by(KtDLogin);
    let (other_id, other_name) = session.cloud.other_project();
    let stale = session.by(KtDLogin);
    let mut failed = 0;
    let mut told = async |what: &str, by: &Credential| {
        let before = session.cloud.ledger().len();
        let error = session.verify(by).await.unwrap_err();
        let told = (error.code, error.outcome, error.status);
        assert_eq!(told, (E::LoginRefused, Refused, Some(401)), "{what}");
        assert!(error.retry_after_s.unwrap() > 0, "{what}");
        failed += 1;
        assert_eq!(session.cloud.failed_logins(), failed, "{what}");
        assert_eq!(session.cloud.ledger().len(), before + 1, "{what}");
        error.detail
    };
    told("password", &with(&by, "password", "MADE-UP-wrong-password")).await;
    told("project", &with(&by, "project_id", "0000")).await;
    told("no role", &with(&by, "project_id", &other_id)).await;
    told("user", &with(&by, "project_name", "nobody@example.com")).await;
    let by_name = with(&by, "project_id", "");
    told(
        "project's name",
        &with(&by_name, "project_name", &other_name),
    )
    .await;
    session.cloud.change_password("MADE-UP-new-password");
    told("old password", &stale).await;
    // However the refusal is wrapped.
    for (shape, has_words) in [
        (ErrorShape::Usual, true),
        (ErrorShape::ErrorResponse, true),
        (ErrorShape::Text, true),
        (ErrorShape::Xml, false),
        (ErrorShape::Html, false),
        (ErrorShape::Empty, false),
    ] {
        session.cloud.trouble(Trouble::ErrorShape(shape));
        let words = told(&format!("{shape:?}"), &stale).await;
        assert_eq!(words.is_some(), has_words, "{shape:?}");
    }
    session.cloud.trouble(Trouble::None);
    assert!(session.verify(&session.by(KtDLogin)).await.is_ok());
}

#[tokio::test]
async fn a_zone_that_is_not_there_is_told_as_that() {
    let session = Session::start().await;
    for zone in ["d9", "identity"] {
        let error = session
            .verify(&with(&session.by(KtDLogin), "zone", zone))
            .await;
        let error = error.unwrap_err();
        assert_eq!((error.code, error.outcome), (E::FieldInvalid, Refused));
        assert_eq!(error.field.as_deref(), Some("zone"));
        assert_eq!(error.problem, Some(FieldProblem::NotAChoice));
    }
    assert_eq!(session.cloud.failed_logins(), 0);
    // What can be no zone at all sends nothing.
    let before = session.cloud.ledger().len();
    for zone in ["", "..", "d1/../d2", "d1?x"] {
        let by = with(&session.by(KtDLogin), "zone", zone);
        assert!(session.verify(&by).await.is_err(), "{zone}");
    }
    assert_eq!(session.cloud.ledger().len(), before);
}

#[tokio::test]
async fn a_login_is_sent_once_whatever_becomes_of_it() {
    let logins = [
        (KtDLogin, Call::CreateToken, E::LoginRefused),
        (KtStorage2, Call::CreateStorageToken, E::LoginRefused),
        (KtStorage1, Call::LogInToStorage, E::KeyPairRefused),
    ];
    for (kind, call, refused) in logins {
        for (trouble, code) in [
            (Trouble::ServerError(401), refused),
            (Trouble::CutBefore, E::Interrupted),
            (Trouble::CutMidAnswer, E::Interrupted),
            (Trouble::ServerError(500), E::ProviderDown),
            (Trouble::ServerError(502), E::ProviderDown),
            (Trouble::Maintenance, E::ProviderDown),
            (Trouble::Throttled { retry_after: None }, E::RateLimited),
            (
                Trouble::Throttled {
                    retry_after: Some(0),
                },
                E::RateLimited,
            ),
            (Trouble::Proxy, E::ProxyAnswer),
            (Trouble::Redirect, E::Redirected),
        ] {
            // The end of a login to the first storage is all in its headers.
            if kind == KtStorage1 && trouble == Trouble::CutMidAnswer {
                continue;
            }
            let session = Session::start().await;
            session.cloud.trouble(trouble.clone().only(call));
            let error = session.verify(&session.by(kind)).await.unwrap_err();
            let told = (error.code, error.outcome);
            assert_eq!(told, (code, Refused), "{kind:?} {trouble:?}");
            assert_eq!(session.logins(), 1, "{kind:?} {trouble:?}");
            assert_eq!(session.cloud.ledger().len(), 1, "{kind:?} {trouble:?}");
            if kind != KtStorage1 {
                let (kind, by) = (session.kind(kind), session.by(kind));
                let made = kind.mint_token(&by, TokenKind::Api).await;
                assert_eq!(made.err().map(|e| e.code), Some(code));
                assert_eq!(session.logins(), 2, "{trouble:?}");
            }
        }
    }
}
