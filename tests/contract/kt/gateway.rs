//! The key of the G platform: both versions of its API are asked, and refusals come in many shapes.

use keywright_core::ErrorCode as E;
use keywright_core::Outcome::Refused;
use keywright_core::kind::Credential;
use keywright_core::model::KindId::KtGKey;
use keywright_practice::kt::{ApiVersion, Call, ErrorShape, Trouble};

use super::{Session, fact, open, with};

#[tokio::test]
async fn a_key_is_known_by_its_zones_and_never_by_itself() {
    let session = Session::start().await;
    let by = session.by(KtGKey);
    let identity = session.verify(&by).await.unwrap();
    let key = open(&by.fields, "api_key");
    assert!(identity.confirmed);
    assert_eq!((&identity.name, &identity.scope), (&None, &None));
    assert_eq!(fact(&identity, "versions"), Some("v1, v2"));
    assert_eq!(
        fact(&identity, "zones"),
        Some("KOR-Central A, KOR-Central B, KOR-Seoul M, KOR-HA, US-West, KOR-Seoul M2")
    );
    assert_eq!(identity.ends_with.as_deref(), Some(&key[82..]));
    // What is kept in clear tells it from others, and is no half of a credential.
    let own = identity.own_key.clone().unwrap();
    assert!(own.len() < 30 && own.ends_with(&key[78..]), "{own}");
    assert_eq!(session.verify(&by).await.unwrap(), identity);
    let ledger = session.cloud.ledger();
    assert_eq!(ledger.len(), 4);
    for entry in &ledger {
        assert_eq!((entry.method.as_str(), entry.status), ("GET", Some(200)));
        assert_eq!(entry.signed_by.as_deref(), Some(&key[82..]));
        assert_eq!(
            entry.query.as_deref(),
            Some("apiKey=***&available=true&command=listZones&response=json&signature=***")
        );
    }
    assert_eq!(session.count("GET", "/server/v1/client/api"), 2);
    assert_eq!(session.count("GET", "/server/v2/client/api"), 2);
}

#[tokio::test]
async fn one_version_that_takes_the_key_is_enough() {
    let session = Session::start().await;
    let by = session.by(KtGKey);
    let whole = session.verify(&by).await.unwrap();
    for (refuses, versions, zones) in [(ApiVersion::V1, "v2", 1), (ApiVersion::V2, "v1", 5)] {
        session.cloud.trouble(Trouble::RefusedBy(refuses));
        let identity = session.verify(&by).await.unwrap();
        assert!(identity.confirmed);
        assert_eq!(fact(&identity, "versions"), Some(versions));
        let named = fact(&identity, "zones").unwrap().split(", ").count();
        assert_eq!(named, zones);
        assert_eq!(identity.own_key, whole.own_key);
    }
    // Whatever befalls the one, the other is asked.
    for trouble in [
        Trouble::ServerError(500),
        Trouble::ServerError(432),
        Trouble::ServerError(404),
        Trouble::Proxy,
        Trouble::Redirect,
        Trouble::NotJson,
        Trouble::ErrorInside200,
        Trouble::Throttled {
            retry_after: Some(600),
        },
    ] {
        session.cloud.trouble(trouble.clone().once());
        let identity = session.verify(&by).await.unwrap();
        assert_eq!(fact(&identity, "versions"), Some("v2"), "{trouble:?}");
        assert!(identity.confirmed);
    }
}

#[tokio::test]
async fn a_pair_that_does_not_work_is_told_as_a_pair() {
    let session = Session::start().await;
    let by = session.by(KtGKey);
    let revoked = session.by(KtGKey);
    let told = async |what: &str, by: &Credential| {
        let error = session.verify(by).await.unwrap_err();
        let told = (error.code, error.outcome, error.status);
        assert_eq!(told, (E::KeyPairRefused, Refused, Some(401)), "{what}");
        error.detail.unwrap()
    };
    let secret = open(&by.fields, "secret_key");
    let words = told("wrong secret", &with(&by, "secret_key", &secret[1..])).await;
    assert!(
        words.starts_with("unable to verify user credentials"),
        "{words}"
    );
    told("wrong key", &with(&by, "api_key", "MADE-UP_key")).await;
    // An API Key with a character that is signed differently everywhere is not sent.
    let before = session.cloud.ledger().len();
    for bad in ["a*b", "a~b"] {
        let error = session
            .verify(&with(&by, "api_key", bad))
            .await
            .unwrap_err();
        assert_eq!(
            (error.code, error.field.as_deref()),
            (E::FieldInvalid, Some("api_key"))
        );
    }
    assert_eq!(session.cloud.ledger().len(), before);
    session.cloud.revoke_api_key();
    told("revoked", &revoked).await;
    session.cloud.replace_api_key().unwrap();
    told("replaced", &revoked).await;
    assert!(session.verify(&session.by(KtGKey)).await.is_ok());
}

#[tokio::test]
async fn answers_are_read_however_they_are_wrapped() {
    let session = Session::start().await;
    let by = session.by(KtGKey);
    let whole = session.verify(&by).await.unwrap();
    for trouble in [
        Trouble::KeyInCommandCase,
        Trouble::TextJavascript,
        Trouble::NewerEdition,
        Trouble::EverythingText,
        Trouble::LeaveOut("count".to_owned()),
        // Then the ids tell which zones they are.
        Trouble::LeaveOut("name".to_owned()),
        Trouble::MakeNull("name".to_owned()),
    ] {
        session.cloud.trouble(trouble.clone());
        assert_eq!(session.verify(&by).await.unwrap(), whole, "{trouble:?}");
    }
    for trouble in [
        Trouble::LeaveOut("zone".to_owned()),
        Trouble::MakeNull("zone".to_owned()),
    ] {
        session.cloud.trouble(trouble.clone());
        let identity = session.verify(&by).await.unwrap();
        assert!(identity.confirmed, "{trouble:?}");
        assert_eq!(fact(&identity, "zones"), None);
    }
    session.cloud.trouble(Trouble::XmlAlways);
    let error = session.verify(&by).await.unwrap_err();
    assert_eq!((error.code, error.detail), (E::AnswerUnreadable, None));
}

#[tokio::test]
async fn a_refusal_is_understood_in_every_shape() {
    let session = Session::start().await;
    let wrong = with(&session.by(KtGKey), "secret_key", "MADE-UP-wrong-secret");
    for (shape, has_words) in [
        (ErrorShape::Usual, true),
        (ErrorShape::ErrorResponse, true),
        (ErrorShape::Text, false),
        (ErrorShape::Xml, false),
        (ErrorShape::Html, false),
        (ErrorShape::Empty, false),
    ] {
        for more in [
            Trouble::None,
            Trouble::KeyInCommandCase,
            Trouble::TextJavascript,
        ] {
            session.cloud.trouble(Trouble::ErrorShape(shape));
            session.cloud.add_trouble(more);
            let error = session.verify(&wrong).await.unwrap_err();
            let told = (error.code, error.outcome, error.status);
            assert_eq!(told, (E::KeyPairRefused, Refused, Some(401)), "{shape:?}");
            assert_eq!(error.detail.is_some(), has_words, "{shape:?}");
        }
        // Refusals that say nothing of the key.
        for (status, code) in [
            (430, E::Rejected),
            (530, E::ProviderDown),
            (537, E::ProviderDown),
        ] {
            session.cloud.trouble(Trouble::ErrorShape(shape));
            session.cloud.add_trouble(Trouble::ServerError(status));
            let error = session.verify(&session.by(KtGKey)).await.unwrap_err();
            assert_eq!(
                (error.code, error.status),
                (code, Some(status)),
                "{shape:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_command_that_is_not_open_leaves_the_key_unconfirmed() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::ServerError(432).only(Call::ListZones));
    let identity = session.verify(&session.by(KtGKey)).await.unwrap();
    assert!(!identity.confirmed && identity.facts.is_empty());
    assert!(identity.own_key.is_some());
}
