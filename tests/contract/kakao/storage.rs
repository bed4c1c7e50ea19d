//! Object storage: whether a key opens it, for good or for half an hour, signed in Amazon's way.

use jiff::{SignedDuration, Timestamp};
use keywright_core::kind::{Credential, KeyKind};
use keywright_core::model::TokenKind;
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::kakao::{Call, NewIamKey, Options, Trouble};
use secrecy::ExposeSecret;

use super::{Session, but, iam_credential, named, open, refused, roomy, s3_credential, told};

const BUCKETS: [&str; 2] = ["practice-backup", "practice-photos"];

/// A temporary key, to sign with.
async fn temporary(session: &Session) -> Credential {
    let minted = session
        .iam
        .mint_token(&session.by, TokenKind::Storage)
        .await;
    Credential {
        fields: minted.unwrap().fields,
        ..s3_credential(&session.cloud.base_url(), &[])
    }
}

#[tokio::test]
async fn a_lasting_a_temporary_and_an_iam_key_name_the_buckets() {
    let session = Session::start().await;
    let lasting = session.s3_key();
    let temporary = temporary(&session).await;
    for key in [&lasting, &temporary] {
        assert_eq!(session.s3.storage(key).await.unwrap(), BUCKETS);
        let who = session.s3.verify(key).await.unwrap();
        assert!(who.confirmed);
        assert_eq!(who.own_key.as_deref(), Some(open(&key.fields, "access")));
        assert_eq!(who.facts[0].value, "kr-central-2");
    }
    assert_eq!(session.iam.storage(&session.by).await.unwrap(), BUCKETS);
    // Each project has buckets of its own.
    for (project, buckets) in
        session
            .cloud
            .projects()
            .into_iter()
            .zip([&BUCKETS[..], &["practice-exports"], &[]])
    {
        let (access, secret) = session.cloud.add_s3_key(&project.id).unwrap();
        let key = s3_credential(
            &session.cloud.base_url(),
            &[("access", &access), ("secret", &secret)],
        );
        assert_eq!(session.s3.storage(&key).await.unwrap(), buckets);
        let new = NewIamKey {
            project_id: Some(project.id),
            ..named(&project.name)
        };
        let (id, secret) = session.cloud.add_iam_key(new).unwrap();
        let by = iam_credential(
            &session.cloud.base_url(),
            &[("id", &id), ("secret", &secret)],
        );
        assert_eq!(session.iam.storage(&by).await.unwrap(), buckets);
    }
}

#[tokio::test]
async fn a_temporary_key_lasts_half_an_hour_and_is_no_lasting_one() {
    let session = Session::start().await;
    let minted = session
        .iam
        .mint_token(&session.by, TokenKind::Storage)
        .await;
    let ends = minted.unwrap().expires_at.unwrap();
    let left = ends.duration_since(Timestamp::now());
    let half_an_hour = SignedDuration::from_mins(30);
    assert!(left <= half_an_hour && left > half_an_hour - SignedDuration::from_mins(1));
    assert!(session.s3.list(&session.by).await.unwrap().is_empty());
    // Its end may be told in whatever form, or not at all.
    assert_eq!(session.count("POST", "/"), 1);
}

/// The answer to a signature that does not fit repeats what was signed, a live session token included.
#[tokio::test]
async fn an_answer_that_repeats_what_was_signed_is_not_repeated() {
    let session = Session::start().await;
    let good = temporary(&session).await;
    let lasting = session.s3_key();
    let live = temporary(&session).await;
    for (case, key) in [
        (
            "a wrong secret",
            but(&lasting, "secret", "made-up-wrong-secret"),
        ),
        (
            "an unknown key",
            but(&lasting, "access", "0000000000000000000000000000f0f0"),
        ),
        (
            "a wrong temporary secret",
            but(&good, "secret", "made-up-wrong-secret"),
        ),
        (
            "another's session token",
            but(&good, "session_token", open(&live.fields, "session_token")),
        ),
    ] {
        for refusal in [
            session.s3.storage(&key).await.map(drop),
            session.s3.verify(&key).await.map(drop),
        ] {
            let error = refusal.unwrap_err();
            let said = format!("{error:?} {error}");
            for (id, value) in &key.fields {
                let value = value.expose_secret();
                assert!(!said.contains(&value[..8]), "{case}: {id} in {said}");
            }
            for word in ["StringToSign", "AWS4-HMAC", "x-amz-security-token"] {
                assert!(!said.contains(word), "{case}: {word}");
            }
            assert_eq!(error.status, Some(403), "{case}");
            refused(Err::<(), _>(error), ErrorCode::KeyPairRefused, case);
        }
    }
    // Without its session token a temporary key is nobody's.
    let mut bare = live;
    bare.fields.remove("session_token");
    let refusal = session.s3.storage(&bare).await;
    refused(refusal, ErrorCode::KeyPairRefused, "no session token");
    assert!(session.s3.storage(&good).await.is_ok());
}

#[tokio::test]
async fn a_good_key_without_the_role_is_not_confirmed() {
    let session = Session::start().await;
    let key = session.s3_key();
    session.cloud.trouble(Trouble::NoStorageRole);
    let who = session.s3.verify(&key).await.unwrap();
    assert!(!who.confirmed);
    assert_eq!(who.own_key.as_deref(), Some(open(&key.fields, "access")));
    for refusal in [
        session.s3.storage(&key).await,
        session.iam.storage(&session.by).await,
    ] {
        refused(refusal, ErrorCode::Forbidden, "no role");
    }
    // It is no matter of signing in.
    assert!(session.iam.verify(&session.by).await.unwrap().confirmed);
}

#[tokio::test]
async fn a_region_is_where_the_key_says() {
    for region in ["kr-central-2", "kr-central-1", "gov-made-up-1"] {
        let session = Session::with(Options {
            region: region.to_owned(),
            ..roomy()
        })
        .await;
        let key = session.s3_key();
        let told = session.s3.storage(&but(&key, "region", region)).await;
        assert_eq!(told.unwrap(), BUCKETS, "{region}");
        for other in [key, session.s3_key()] {
            let other = match region {
                "kr-central-2" => but(&other, "region", "kr-central-3"),
                // The first region is taken where none is named.
                _ => other,
            };
            for refusal in [
                session.s3.storage(&other).await.map(drop),
                session.s3.verify(&other).await.map(drop),
            ] {
                let error = refusal.unwrap_err();
                // The region that the cloud names, and nothing else of its words.
                assert_eq!(error.detail.as_deref(), Some(region));
                refused(Err::<(), _>(error), ErrorCode::WrongRegion, region);
            }
        }
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_named_with_its_minutes() {
    let session = Session::start().await;
    let key = session.s3_key();
    for (ahead, minutes) in [(1200, -20), (-1200, 20)] {
        session.cloud.trouble(Trouble::ClockSkew(ahead));
        for refusal in [
            session.s3.storage(&key).await,
            session.iam.storage(&session.by).await,
        ] {
            let error = refusal.unwrap_err();
            assert_eq!(error.clock_minutes, Some(minutes));
            refused(Err::<(), _>(error), ErrorCode::ClockOff, ahead);
        }
    }
}

#[tokio::test]
async fn a_role_that_goes_takes_the_key_s_buckets_along() {
    let session = Session::start().await;
    let (key, temporary) = (session.s3_key(), temporary(&session).await);
    assert!(session.cloud.set_member(&session.project, false));
    for key in [&key, &temporary] {
        let refusal = session.s3.storage(key).await;
        refused(refusal, ErrorCode::KeyPairRefused, "no member");
    }
    assert!(session.cloud.set_member(&session.project, true));
    for key in [&key, &temporary] {
        assert!(session.s3.storage(key).await.is_ok());
    }
    let access = open(&key.fields, "access");
    assert!(session.cloud.remove_s3_key(access));
    let refusal = session.s3.storage(&key).await;
    refused(refusal, ErrorCode::KeyPairRefused, "deleted");
}

/// What the object storage says of a token that is refused there is no word about the key that made it.
#[tokio::test]
async fn a_temporary_key_that_is_refused_is_no_fault_of_the_key() {
    let session = Session::start().await;
    for (trouble, code) in [
        (Trouble::ServerError(401), ErrorCode::Forbidden),
        (Trouble::ServerError(403), ErrorCode::Forbidden),
        (Trouble::NotOffered(405), ErrorCode::NotOffered),
        (Trouble::NotOffered(501), ErrorCode::NotOffered),
    ] {
        let only = trouble.clone().only(Call::AssumeRole);
        session.cloud.trouble(only);
        let minted = session
            .iam
            .mint_token(&session.by, TokenKind::Storage)
            .await;
        assert_eq!(told(minted), (code, Outcome::Refused), "{trouble:?}");
        let refusal = session.iam.storage(&session.by).await;
        refused(refusal, code, &trouble);
        assert!(session.iam.verify(&session.by).await.is_ok());
    }
}
