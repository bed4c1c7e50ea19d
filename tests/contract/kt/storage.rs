//! The three object storages: who a key is, and which file boxes it sees.

use keywright_core::ErrorCode as E;
use keywright_core::Outcome::Refused;
use keywright_core::model::KindId::{KtStorage1, KtStorage2, KtStorageS3};
use keywright_practice::kt::{Call, ErrorShape, Options, S3Signature, StorageGeneration, Trouble};

use super::{Session, fact, open, with};

const STORAGES: [(keywright_core::model::KindId, StorageGeneration); 3] = [
    (KtStorage1, StorageGeneration::One),
    (KtStorage2, StorageGeneration::Two),
    (KtStorageS3, StorageGeneration::S3),
];

#[tokio::test]
async fn a_key_of_each_storage_is_known_and_names_its_boxes() {
    for boxes in [0, 1, 3] {
        let options = Options {
            boxes,
            ..Options::default()
        };
        let session = Session::with(options).await;
        let names: Vec<_> = (1..=boxes).map(|n| format!("practice-box-{n}")).collect();
        for (kind, generation) in STORAGES {
            for another in [false, true] {
                if another {
                    session.cloud.add_storage_key(generation).unwrap();
                }
                let by = session.by(kind);
                let identity = session.verify(&by).await.unwrap();
                let field = if kind == KtStorage1 {
                    "storage_user"
                } else {
                    "access_key"
                };
                let own = open(&by.fields, field);
                assert!(identity.confirmed);
                assert_eq!(identity.own_key, Some(own.clone()));
                assert_eq!(identity.ends_with.as_deref(), Some(&own[own.len() - 4..]));
                assert_eq!(session.kind(kind).storage(&by).await.unwrap(), names);
            }
        }
    }
}

#[tokio::test]
async fn each_storage_tells_what_it_knows() {
    let session = Session::start().await;
    let identity = session.verify(&session.by(KtStorage1)).await.unwrap();
    let account = fact(&identity, "storage_account").unwrap();
    assert!(
        account.starts_with("AUTH_") && account.len() == 37,
        "{account}"
    );
    let by = session.by(KtStorage2);
    // One public sample of such a key has `$` in its name.
    assert_eq!(open(&by.fields, "access_key"), "practice$example.com");
    session
        .kind(KtStorage2)
        .check_credential(&by.fields)
        .unwrap();
    let identity = session.verify(&by).await.unwrap();
    assert_eq!(fact(&identity, "user"), Some("practice$example.com"));
    assert_eq!(identity.scope.unwrap().id, open(&by.fields, "project_id"));
    let body = session
        .cloud
        .ledger()
        .into_iter()
        .find(|e| e.method == "POST");
    let body = body.unwrap().body.unwrap();
    let domain = open(&by.fields, "domain_id");
    assert_eq!(
        body["auth"]["identity"]["password"]["user"]["domain"]["id"],
        domain
    );
    assert_eq!(body["auth"]["scope"]["project"]["domain"]["id"], domain);
    let identity = session.verify(&session.by(KtStorageS3)).await.unwrap();
    assert_eq!(fact(&identity, "signature"), Some("v4"));
    assert_eq!(fact(&identity, "region"), Some("us-east-1"));
}

#[tokio::test]
async fn a_key_that_does_not_open_its_storage_is_told() {
    for (kind, _) in STORAGES {
        let session = Session::start().await;
        let by = session.by(kind);
        let (id, secret) = match kind {
            KtStorage1 => ("storage_user", "storage_pass"),
            _ => ("access_key", "secret_key"),
        };
        let code = if kind == KtStorage2 {
            E::LoginRefused
        } else {
            E::KeyPairRefused
        };
        let gone = session.by(kind);
        assert!(session.cloud.remove_storage_key(&open(&by.fields, id)));
        let mut wrong = vec![
            with(&by, secret, "MADE-UP-wrong-secret"),
            with(&by, id, "MADE-UP-nobody"),
            gone,
        ];
        if kind == KtStorage2 {
            wrong.push(with(&by, "project_id", "0000"));
            wrong.push(with(&by, "domain_id", "default"));
        }
        for by in wrong {
            let before = session.logins();
            let error = session.verify(&by).await.unwrap_err();
            assert_eq!((error.code, error.outcome), (code, Refused), "{kind:?}");
            let error = session.kind(kind).storage(&by).await.unwrap_err();
            assert_eq!((error.code, error.outcome), (code, Refused), "{kind:?}");
            let logins = if kind == KtStorageS3 { 0 } else { 2 };
            assert_eq!(session.logins(), before + logins, "{kind:?}");
        }
    }
}

#[tokio::test]
async fn a_refusal_is_understood_in_every_shape() {
    let shapes = [
        ErrorShape::Usual,
        ErrorShape::ErrorResponse,
        ErrorShape::Text,
        ErrorShape::Xml,
        ErrorShape::Html,
        ErrorShape::Empty,
    ];
    for shape in shapes {
        let session = Session::start().await;
        session.cloud.trouble(Trouble::ErrorShape(shape));
        let wrong = with(&session.by(KtStorage1), "storage_pass", "MADE-UP-wrong");
        let error = session.verify(&wrong).await.unwrap_err();
        assert_eq!(error.code, E::KeyPairRefused, "{shape:?}");
        let wrong = with(&session.by(KtStorage2), "secret_key", "MADE-UP-wrong");
        let error = session.verify(&wrong).await.unwrap_err();
        assert_eq!(error.code, E::LoginRefused, "{shape:?}");
    }
}

#[tokio::test]
async fn the_first_storage_logs_in_with_either_success_and_keeps_its_host() {
    let session = Session::start().await;
    let by = session.by(KtStorage1);
    let storage = session.kind(KtStorage1);
    session.cloud.trouble(Trouble::StorageLogin204);
    assert!(session.verify(&by).await.unwrap().confirmed);
    assert_eq!(storage.storage(&by).await.unwrap().len(), 2);
    // Another host's address of the account: the token goes to our own all the same.
    let own = session.cloud.snapshot()["account"]["storage_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let foreign = format!("https://storage.example.net:8443/v1/AUTH_{own}");
    session.cloud.trouble(Trouble::StorageUrl(foreign));
    assert_eq!(storage.storage(&by).await.unwrap().len(), 2);
    assert_eq!(session.count("GET", &format!("/v1/AUTH_{own}")), 2);
    // Whose it is decides the storage; what is no account is not asked for.
    let somebody = "http://127.0.0.1:9/v1/AUTH_somebody".to_owned();
    session.cloud.trouble(Trouble::StorageUrl(somebody));
    let error = storage.storage(&by).await.unwrap_err();
    assert_eq!((error.code, error.outcome), (E::Forbidden, Refused));
    let before = session.cloud.ledger().len();
    for url in [
        "nonsense",
        "https://x.example/",
        "https://x.example/v1/other",
        "https://x.example/v1/AUTH_../x",
    ] {
        session.cloud.trouble(Trouble::StorageUrl(url.to_owned()));
        let error = storage.storage(&by).await.unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (E::AnswerUnreadable, Refused),
            "{url}"
        );
        // The login is good whatever its address.
        let identity = session.verify(&by).await.unwrap();
        assert_eq!(fact(&identity, "storage_account"), None, "{url}");
    }
    assert_eq!(session.cloud.ledger().len(), before + 8);
}

#[tokio::test]
async fn either_signature_and_another_region_open_the_third_storage() {
    let session = Session::start().await;
    let by = session.by(KtStorageS3);
    let storage = session.kind(KtStorageS3);
    for (trouble, signature, region, requests) in [
        (Trouble::None, "v4", Some("us-east-1"), 1),
        (
            Trouble::S3Takes(S3Signature::V4),
            "v4",
            Some("us-east-1"),
            1,
        ),
        (Trouble::S3Takes(S3Signature::V2), "v2", None, 2),
        (
            Trouble::S3Region("kr-standard".to_owned()),
            "v4",
            Some("kr-standard"),
            2,
        ),
    ] {
        session.cloud.trouble(trouble.clone());
        let before = session.cloud.ledger().len();
        let identity = session.verify(&by).await.unwrap();
        assert_eq!(
            session.cloud.ledger().len(),
            before + requests,
            "{trouble:?}"
        );
        assert_eq!(fact(&identity, "signature"), Some(signature), "{trouble:?}");
        assert_eq!(fact(&identity, "region"), region, "{trouble:?}");
        assert_eq!(storage.storage(&by).await.unwrap().len(), 2, "{trouble:?}");
        // A wrong pair is one either way.
        for field in ["access_key", "secret_key"] {
            let error = session
                .verify(&with(&by, field, "MADEUPMADEUPMADEUP"))
                .await;
            let error = error.unwrap_err();
            assert_eq!(
                (error.code, error.outcome),
                (E::KeyPairRefused, Refused),
                "{trouble:?}"
            );
        }
    }
    session.cloud.trouble(Trouble::UnknownKeysTold);
    let error = session
        .verify(&with(&by, "access_key", "MADEUPMADEUPMADEUP"))
        .await;
    assert_eq!(error.unwrap_err().code, E::KeyPairRefused);
    for (ahead, minutes) in [(1_200, -20), (-1_200, 20)] {
        session.cloud.trouble(Trouble::ClockSkew(ahead));
        let error = session.verify(&by).await.unwrap_err();
        assert_eq!(
            (error.code, error.clock_minutes),
            (E::ClockOff, Some(minutes))
        );
    }
    // Known, but without a right to the list.
    session
        .cloud
        .trouble(Trouble::ServerError(403).only(Call::ListBuckets));
    let identity = session.verify(&by).await.unwrap();
    assert!(!identity.confirmed && identity.facts.is_empty());
    let error = storage.storage(&by).await.unwrap_err();
    assert_eq!((error.code, error.outcome), (E::Forbidden, Refused));
}
