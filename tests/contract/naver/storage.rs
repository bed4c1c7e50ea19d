//! Object Storage: whether a key opens it, signed in Amazon's way.

use keywright_core::kind::{Credential, KeyKind};
use keywright_core::{Error, ErrorCode, Outcome};
use keywright_practice::naver::{Call, Policy, Trouble};

use super::{Session, credential, open};

const BUCKETS: [&str; 2] = ["practice-backup", "practice-photos"];

#[tokio::test]
async fn buckets_are_named_to_whoever_may_see_them() {
    let session = Session::start().await;
    // Either kind of access key is asked alike.
    for kind in [&session.access as &dyn KeyKind, &session.sub] {
        assert_eq!(kind.storage(&session.by).await.unwrap(), BUCKETS);
        let (_, by) = session.robot("may", &[Policy::InfraManager]);
        assert_eq!(kind.storage(&by).await.unwrap(), BUCKETS);
        let (_, by) = session.robot("may-not", &[Policy::ApiGatewayManager]);
        let error = kind.storage(&by).await.unwrap_err();
        let told = (error.code, error.outcome);
        assert_eq!(told, (ErrorCode::Forbidden, Outcome::Refused));
        session.cloud.trouble(Trouble::NewerEdition);
        assert_eq!(kind.storage(&session.by).await.unwrap(), BUCKETS);
        session.cloud.trouble(Trouble::None);
    }
    let error = session.gateway.storage(&session.by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unsupported);
    let ledger = session.cloud.ledger();
    assert!(
        ledger
            .iter()
            .all(|entry| (entry.method.as_str(), entry.path.as_str()) == ("GET", "/"))
    );
}

#[tokio::test]
async fn a_key_that_does_not_open_it_is_told_why() {
    let session = Session::start().await;
    let told = async |by: &Credential| {
        let error: Error = session.access.storage(by).await.unwrap_err();
        assert_eq!(error.outcome, Outcome::Refused);
        error
    };
    let own = open(&session.by.fields, "access_key");
    let wrong = credential(&session.cloud, &own, "ncp_iam_MadeUp");
    assert_eq!(told(&wrong).await.code, ErrorCode::KeyPairRefused);
    let nobody = credential(&session.cloud, "ncp_iam_Nobody", "ncp_iam_MadeUp");
    assert_eq!(told(&nobody).await.code, ErrorCode::CredentialUnknown);
    for (ahead, minutes) in [(1200, -20), (-1200, 20)] {
        session.cloud.trouble(Trouble::ClockSkew(ahead));
        let error = told(&session.by).await;
        let told = (error.code, error.clock_minutes);
        assert_eq!(told, (ErrorCode::ClockOff, Some(minutes)));
    }
}

#[tokio::test]
async fn trouble_of_the_storage_is_named() {
    use ErrorCode as E;
    for (trouble, code) in [
        (Trouble::CutBefore, E::Interrupted),
        (Trouble::CutMidAnswer, E::Interrupted),
        (Trouble::ServerError(500), E::ProviderDown),
        (
            Trouble::Throttled {
                code: 410,
                retry_after: Some(90),
            },
            E::RateLimited,
        ),
        (Trouble::Proxy, E::ProxyAnswer),
        (Trouble::Redirect, E::Redirected),
        (Trouble::NotJson, E::ProxyAnswer),
        (Trouble::ErrorInside200, E::AnswerUnreadable),
        (Trouble::HugeBody, E::AnswerTooLarge),
    ] {
        let session = Session::start().await;
        session
            .cloud
            .trouble(trouble.clone().only(Call::ListBuckets));
        let error = session.access.storage(&session.by).await.unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (code, Outcome::Refused),
            "{trouble:?}"
        );
        assert_eq!(session.count("GET", "/elsewhere"), 0);
    }
}
