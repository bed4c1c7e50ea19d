//! Every trouble of the practice cloud meets every kind: each has its meaning, and none stops the client.

use std::time::Duration;

use keywright_core::ErrorCode::{self as E, *};
use keywright_core::Outcome::Refused;
use keywright_core::model::KindId;
use keywright_practice::kt::{ApiVersion, ErrorShape, S3Signature, Trouble};

use super::{KINDS, Session};

/// What a verify of each kind gives, in the order of [`KINDS`]; `None` where it succeeds.
type Told = [Option<E>; 5];

const fn all(code: E) -> Told {
    [Some(code); 5]
}

const FINE: Told = [None; 5];

fn troubles() -> Vec<(Trouble, Told)> {
    let throttled = |retry_after| Trouble::Throttled { retry_after };
    let named = |name: &str| name.to_owned();
    vec![
        (Trouble::None, FINE),
        (Trouble::CutBefore, all(Interrupted)),
        (
            Trouble::CutMidAnswer,
            // The login to the first storage has no body that could be cut.
            [
                Some(Interrupted),
                Some(Interrupted),
                None,
                Some(Interrupted),
                Some(Interrupted),
            ],
        ),
        (Trouble::Slow(Duration::from_millis(50)), FINE),
        (throttled(None), all(RateLimited)),
        (throttled(Some(600)), all(RateLimited)),
        (Trouble::ServerError(400), all(Rejected)),
        (
            Trouble::ServerError(401),
            [
                Some(KeyPairRefused),
                Some(LoginRefused),
                Some(KeyPairRefused),
                Some(LoginRefused),
                Some(KeyPairRefused),
            ],
        ),
        (
            Trouble::ServerError(403),
            [
                Some(Forbidden),
                Some(LoginRefused),
                Some(Forbidden),
                Some(LoginRefused),
                None,
            ],
        ),
        (
            Trouble::ServerError(404),
            // Of a login's address only the zone is chosen.
            [
                Some(NotFound),
                Some(FieldInvalid),
                Some(NotFound),
                Some(NotFound),
                Some(NotFound),
            ],
        ),
        (Trouble::ServerError(430), all(Rejected)),
        (Trouble::ServerError(500), all(ProviderDown)),
        (Trouble::ServerError(502), all(ProviderDown)),
        (Trouble::ServerError(530), all(ProviderDown)),
        (Trouble::ServerError(537), all(ProviderDown)),
        (
            Trouble::ErrorInside200,
            [
                Some(ProviderDown),
                Some(AnswerUnreadable),
                Some(ProxyAnswer),
                Some(AnswerUnreadable),
                Some(AnswerUnreadable),
            ],
        ),
        (Trouble::Proxy, all(ProxyAnswer)),
        (Trouble::Redirect, all(Redirected)),
        (
            Trouble::Maintenance,
            [
                Some(RateLimited),
                Some(ProviderDown),
                Some(ProviderDown),
                Some(ProviderDown),
                Some(ProviderDown),
            ],
        ),
        (Trouble::NotJson, all(ProxyAnswer)),
        (Trouble::HugeBody, all(AnswerTooLarge)),
        (
            Trouble::ClockSkew(7_200),
            [None, None, None, None, Some(ClockOff)],
        ),
        (Trouble::ErrorShape(ErrorShape::Xml), FINE),
        (Trouble::LeaveOut(named("id")), FINE),
        (Trouble::LeaveOut(named("name")), FINE),
        (Trouble::MakeNull(named("zone")), FINE),
        (Trouble::LeaveOut(named("token")), FINE),
        (Trouble::MakeNull(named("project")), FINE),
        (Trouble::LeaveOut(named("user")), FINE),
        (Trouble::NewerEdition, FINE),
        (Trouble::EverythingText, FINE),
        (Trouble::KeyInCommandCase, FINE),
        (Trouble::TextJavascript, FINE),
        (
            Trouble::XmlAlways,
            [Some(AnswerUnreadable), None, None, None, None],
        ),
        (Trouble::RefusedBy(ApiVersion::V1), FINE),
        (Trouble::RefusedBy(ApiVersion::V2), FINE),
        (Trouble::StorageLogin204, FINE),
        (
            Trouble::StorageUrl(named("https://x.example/v1/AUTH_x")),
            FINE,
        ),
        (Trouble::S3Takes(S3Signature::V2), FINE),
        (Trouble::S3Takes(S3Signature::V4), FINE),
        (Trouble::S3Region(named("kr-standard")), FINE),
        (Trouble::UnknownKeysTold, FINE),
    ]
}

#[tokio::test]
async fn every_trouble_has_its_meaning_for_every_kind() {
    let mut wrong = Vec::new();
    for (trouble, told) in troubles() {
        for (kind, code) in KINDS.into_iter().zip(told) {
            let session = Session::start().await;
            let by = session.by(kind);
            session.cloud.trouble(trouble.clone());
            let verified = session.verify(&by).await;
            let case = format!("{kind:?} {trouble:?}");
            let found = verified.as_ref().err().map(|error| error.code);
            if found != code {
                wrong.push(format!("{case}: {found:?}, not {code:?}"));
            }
            if let Err(error) = verified {
                assert_eq!(error.outcome, Refused, "{case}");
                assert!(
                    error.code != RateLimited || error.retry_after_s.is_some(),
                    "{case}"
                );
            }
            let logins = usize::from(!matches!(kind, KindId::KtGKey | KindId::KtStorageS3));
            assert_eq!(session.logins(), logins, "{case}");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn what_passes_is_over() {
    // A read is repeated, a login is not: whoever presses again gets in.
    for trouble in [
        Trouble::CutBefore,
        Trouble::ServerError(503),
        Trouble::CutMidAnswer,
    ] {
        for kind in KINDS {
            let session = Session::start().await;
            let by = session.by(kind);
            session.cloud.trouble(trouble.clone().once());
            let case = format!("{kind:?} {trouble:?}");
            let first = session.verify(&by).await;
            if matches!(kind, KindId::KtGKey | KindId::KtStorageS3) {
                assert!(first.unwrap().confirmed, "{case}");
            } else if kind != KindId::KtStorage1 || trouble != Trouble::CutMidAnswer {
                assert!(first.is_err(), "{case}");
            }
            assert!(session.verify(&by).await.unwrap().confirmed, "{case}");
        }
    }
}

#[tokio::test]
async fn boxes_are_not_named_in_trouble() {
    let storages = [KindId::KtStorage1, KindId::KtStorage2, KindId::KtStorageS3];
    for (trouble, code) in [
        (Trouble::CutBefore, Interrupted),
        (Trouble::CutMidAnswer, Interrupted),
        (Trouble::ServerError(500), ProviderDown),
        (Trouble::ServerError(403), Forbidden),
        (
            Trouble::Throttled {
                retry_after: Some(600),
            },
            RateLimited,
        ),
        (Trouble::Proxy, ProxyAnswer),
        (Trouble::Redirect, Redirected),
        (Trouble::NotJson, ProxyAnswer),
        (Trouble::HugeBody, AnswerTooLarge),
    ] {
        for kind in storages {
            let session = Session::start().await;
            let by = session.by(kind);
            let call = match kind {
                KindId::KtStorageS3 => keywright_practice::kt::Call::ListBuckets,
                _ => keywright_practice::kt::Call::ListContainers,
            };
            session.cloud.trouble(trouble.clone().only(call));
            let told = session.kind(kind).storage(&by).await;
            super::silent(&super::secrets(&session.cloud, &by.fields), &told);
            let error = told.unwrap_err();
            assert_eq!(
                (error.code, error.outcome),
                (code, Refused),
                "{kind:?} {trouble:?}"
            );
        }
    }
}
