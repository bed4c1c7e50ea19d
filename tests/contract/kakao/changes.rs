//! Changes: keys are deleted and tokens ended, each sent once.

use std::time::Duration;

use keywright_core::ErrorCode as E;
use keywright_core::Outcome::{self, Refused, Unknown};
use keywright_core::kind::KeyKind;
use keywright_core::model::TokenKind;
use keywright_practice::kakao::{Call, Trouble};

use super::{Session, ids, named, told};

/// Trouble, error, outcome. Whatever it is, nothing was deleted.
fn rows() -> Vec<(Trouble, E, Outcome)> {
    let throttled = |retry_after| Trouble::Throttled { retry_after };
    vec![
        (Trouble::CutBefore, E::Interrupted, Unknown),
        (throttled(Some(1)), E::RateLimited, Refused),
        (throttled(None), E::RateLimited, Refused),
        (Trouble::ServerError(400), E::Rejected, Unknown),
        (Trouble::ServerError(403), E::NotOffered, Unknown),
        (Trouble::ServerError(404), E::NotOffered, Unknown),
        (Trouble::ServerError(408), E::ProviderDown, Unknown),
        (Trouble::ServerError(409), E::Conflict, Unknown),
        (Trouble::ServerError(500), E::ProviderDown, Unknown),
        (Trouble::ServerError(503), E::ProviderDown, Unknown),
        (Trouble::GatewayPage(400), E::ProxyAnswer, Unknown),
        (Trouble::GatewayPage(502), E::ProviderDown, Unknown),
        (Trouble::NotOffered(404), E::NotOffered, Unknown),
        (Trouble::NotOffered(405), E::NotOffered, Refused),
        (Trouble::NotOffered(501), E::NotOffered, Refused),
        (Trouble::Proxy, E::NotOffered, Unknown),
        (Trouble::Redirect, E::Redirected, Unknown),
        (Trouble::Maintenance, E::ProviderDown, Unknown),
        (Trouble::ErrorInside200, E::AnswerUnreadable, Unknown),
    ]
}

#[tokio::test]
async fn a_deletion_is_sent_once_whatever_happens() {
    let session = Session::start().await;
    let free = session.free();
    let by = &session.by;
    for (trouble, code, outcome) in rows() {
        let (doomed, _) = session.cloud.add_iam_key(named("doomed")).unwrap();
        let only = trouble.clone().only(Call::DeleteIamKey);
        session.cloud.trouble(only);
        let deleted = session.iam.delete(&free, &doomed).await;
        assert_eq!(told(deleted), (code, outcome), "{trouble:?}");
        assert_eq!(session.count("DELETE", &doomed), 1, "{trouble:?}");
        session.cloud.trouble(Trouble::None);
        let keys = session.iam.list(&free).await.unwrap();
        assert!(ids(&keys).contains(&doomed.as_str()), "{trouble:?}");
        assert!(session.cloud.remove_iam_key(&doomed));

        let (doomed, _) = session.cloud.add_s3_key(&session.project).unwrap();
        let only = trouble.clone().only(Call::DeleteS3Key);
        session.cloud.trouble(only);
        let deleted = session.s3.delete(by, &doomed).await;
        assert_eq!(told(deleted), (code, outcome), "{trouble:?}");
        assert_eq!(session.count("DELETE", &doomed), 1, "{trouble:?}");
        session.cloud.trouble(Trouble::None);
        let keys = session.s3.list(by).await.unwrap();
        assert!(ids(&keys).contains(&doomed.as_str()), "{trouble:?}");
        assert!(session.cloud.remove_s3_key(&doomed));
    }
    // A deletion answers nothing, so that what is cut or huge in its middle is not there either.
    for (trouble, told) in [
        (Trouble::CutMidAnswer, None),
        (Trouble::HugeBody, None),
        (Trouble::Slow(Duration::from_millis(30)), None),
        // A page where nothing should be may be anybody's.
        (Trouble::NotJson, Some((E::ProxyAnswer, Unknown))),
    ] {
        let (doomed, _) = session.cloud.add_s3_key(&session.project).unwrap();
        let only = trouble.clone().only(Call::DeleteS3Key);
        session.cloud.trouble(only);
        let deleted = session.s3.delete(by, &doomed).await;
        let deleted = deleted.err().map(|error| (error.code, error.outcome));
        assert_eq!(deleted, told, "{trouble:?}");
        assert_eq!(session.count("DELETE", &doomed), 1, "{trouble:?}");
        assert!(session.cloud.s3_keys().is_empty(), "{trouble:?}");
    }
}

#[tokio::test]
async fn the_end_of_a_token_is_sent_once_whatever_happens() {
    let session = Session::start().await;
    let (by, api) = (&session.by, TokenKind::Api);
    for (trouble, code, outcome) in rows() {
        let minted = session.iam.mint_token(by, api).await.unwrap();
        let sent = session.count("DELETE", "/auth/tokens");
        let only = trouble.clone().only(Call::RevokeToken);
        session.cloud.trouble(only);
        let ended = session.iam.revoke_token(by, api, &minted.fields).await;
        assert_eq!(told(ended), (code, outcome), "{trouble:?}");
        let now = session.count("DELETE", "/auth/tokens");
        assert_eq!(now, sent + 1, "{trouble:?}");
        session.cloud.trouble(Trouble::None);
        let lives = session.iam.check_token(by, api, &minted.fields).await;
        assert!(lives.is_ok(), "{trouble:?}");
    }
}

/// "Not there" is what the token of a deleted key is answered too: which of both it was is asked for.
#[tokio::test]
async fn what_is_not_there_is_told_from_a_key_that_is_not_there() {
    let session = Session::start().await;
    let by = &session.by;
    let gone = session.s3_key();
    let gone = super::open(&gone.fields, "access").to_owned();
    assert!(session.cloud.remove_s3_key(&gone));
    session.s3.delete(by, &gone).await.unwrap();
    assert_eq!(session.count("GET", "/auth/tokens"), 1);
    // Nobody knows then.
    for (trouble, code) in [
        (Trouble::ServerError(500), E::ProviderDown),
        (Trouble::CutBefore, E::Interrupted),
        (Trouble::Proxy, E::NotOffered),
    ] {
        let only = trouble.clone().only(Call::ReadToken);
        session.cloud.trouble(only);
        let deleted = session.s3.delete(by, &gone).await;
        assert_eq!(told(deleted), (code, Unknown), "{trouble:?}");
    }
}
