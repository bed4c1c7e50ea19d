//! Tokens of the D platform and of Object Storage 2.0: made, checked, ended, and ended early.

use jiff::{Timestamp, ToSpan as _};
use keywright_core::ErrorCode as E;
use keywright_core::Outcome::{Refused, Unknown};
use keywright_core::model::KindId::{self, KtDLogin, KtStorage2};
use keywright_core::model::TokenKind::{Api, Storage};
use keywright_practice::kt::{Call, Trouble};

use super::{Session, fact, open, silent};

const WITH_TOKENS: [KindId; 2] = [KtDLogin, KtStorage2];

#[tokio::test]
async fn a_token_is_made_checked_and_ended() {
    for kind in WITH_TOKENS {
        let session = Session::start().await;
        let (kind, by) = (session.kind(kind), session.by(kind));
        let minted = kind.mint_token(&by, Api).await.unwrap();
        let token = open(&minted.fields, "token");
        let left = minted.expires_at.unwrap().duration_since(Timestamp::now());
        assert!((3_500..=3_600).contains(&left.as_secs()), "{left}");
        assert_eq!(session.cloud.snapshot()["tokens"][0]["value"], token);

        assert_eq!(
            kind.check_token(&by, Api, &minted.fields).await.unwrap(),
            None
        );
        assert_eq!(session.logins(), 1);
        kind.revoke_token(&by, Api, &minted.fields).await.unwrap();
        assert_eq!(session.cloud.snapshot()["tokens"], serde_json::json!([]));
        let error = kind
            .check_token(&by, Api, &minted.fields)
            .await
            .unwrap_err();
        assert_eq!((error.code, error.outcome), (E::TokenEnded, Refused));
        // What has ended is ended.
        kind.revoke_token(&by, Api, &minted.fields).await.unwrap();
        // There is no other token.
        assert_eq!(
            kind.mint_token(&by, Storage).await.err().unwrap().code,
            E::Unsupported
        );
        assert_eq!(session.logins(), 1);
        assert_eq!(session.cloud.failed_logins(), 0);
    }
}

#[tokio::test]
async fn a_token_that_ended_early_is_told() {
    for kind in WITH_TOKENS {
        let session = Session::start().await;
        let (kind, by) = (session.kind(kind), session.by(kind));
        let minted = kind.mint_token(&by, Api).await.unwrap();
        session.cloud.advance(3_590);
        kind.check_token(&by, Api, &minted.fields).await.unwrap();
        session.cloud.advance(20);
        let error = kind
            .check_token(&by, Api, &minted.fields)
            .await
            .unwrap_err();
        assert_eq!((error.code, error.outcome), (E::TokenEnded, Refused));
        // The key is still good, and the cloud's own clock does not matter.
        let again = kind.mint_token(&by, Api).await.unwrap();
        assert!(again.expires_at.unwrap() > Timestamp::now() + 1.hour());
    }
    let session = Session::start().await;
    let (kind, by) = (session.kind(KtDLogin), session.by(KtDLogin));
    let minted = kind.mint_token(&by, Api).await.unwrap();
    session.cloud.change_password("MADE-UP-new-password");
    let error = kind
        .check_token(&by, Api, &minted.fields)
        .await
        .unwrap_err();
    assert_eq!(error.code, E::TokenEnded);
    assert_eq!(session.cloud.failed_logins(), 0);
    // A token is good in its zone alone.
    let by = session.by(KtDLogin);
    let minted = kind.mint_token(&by, Api).await.unwrap();
    let elsewhere = super::with(&by, "zone", "d2");
    let error = kind.check_token(&elsewhere, Api, &minted.fields).await;
    assert_eq!(error.unwrap_err().code, E::TokenEnded);
}

#[tokio::test]
async fn a_token_without_a_known_end_is_one() {
    for kind in WITH_TOKENS {
        for trouble in [
            Trouble::LeaveOut("expires_at".to_owned()),
            Trouble::MakeNull("expires_at".to_owned()),
            Trouble::LeaveOut("token".to_owned()),
        ] {
            let session = Session::start().await;
            session.cloud.trouble(trouble.clone());
            let (kind, by) = (session.kind(kind), session.by(kind));
            let minted = kind.mint_token(&by, Api).await.unwrap();
            assert_eq!(minted.expires_at, None, "{trouble:?}");
            kind.check_token(&by, Api, &minted.fields).await.unwrap();
            let identity = session.verify(&by).await.unwrap();
            assert_eq!(fact(&identity, "token_expires"), None);
            // What was asked for is known in any case.
            let project = open(&by.fields, "project_id");
            assert_eq!(identity.scope.unwrap().id, project);
        }
    }
}

#[tokio::test]
async fn trouble_with_a_token_that_is_there_is_told_without_it() {
    for kind in WITH_TOKENS {
        let session = Session::start().await;
        let (kind, by) = (session.kind(kind), session.by(kind));
        let minted = kind.mint_token(&by, Api).await.unwrap();
        let mut secrets = super::secrets(&session.cloud, &by.fields);
        secrets.push(open(&minted.fields, "token"));
        for (trouble, check, end) in [
            (
                Trouble::CutBefore,
                E::Interrupted,
                Some((E::Interrupted, Unknown)),
            ),
            (
                Trouble::ServerError(500),
                E::ProviderDown,
                Some((E::ProviderDown, Unknown)),
            ),
            (
                Trouble::ServerError(403),
                E::Forbidden,
                Some((E::Forbidden, Refused)),
            ),
            (
                Trouble::Throttled {
                    retry_after: Some(600),
                },
                E::RateLimited,
                Some((E::RateLimited, Refused)),
            ),
            (
                Trouble::Redirect,
                E::Redirected,
                Some((E::Redirected, Unknown)),
            ),
            (Trouble::ServerError(401), E::TokenEnded, None),
        ] {
            session.cloud.trouble(trouble.clone());
            let told = kind.check_token(&by, Api, &minted.fields).await;
            silent(&secrets, &told);
            let error = told.unwrap_err();
            assert_eq!((error.code, error.outcome), (check, Refused), "{trouble:?}");
            let before = session.count("DELETE", "/auth/tokens");
            let told = kind.revoke_token(&by, Api, &minted.fields).await;
            silent(&secrets, &told);
            let told = told.err().map(|e| (e.code, e.outcome));
            assert_eq!(told, end, "{trouble:?}");
            assert_eq!(session.count("DELETE", "/auth/tokens"), before + 1);
        }
        session.cloud.trouble(Trouble::None);
        kind.check_token(&by, Api, &minted.fields).await.unwrap();
        assert_eq!(session.logins(), 1);
    }
}

#[tokio::test]
async fn where_the_token_cannot_be_asked_about_a_small_read_tells() {
    let session = Session::start().await;
    let (kind, by) = (session.kind(KtDLogin), session.by(KtDLogin));
    let minted = kind.mint_token(&by, Api).await.unwrap();
    for status in [404, 405] {
        session
            .cloud
            .trouble(Trouble::ServerError(status).only(Call::CheckToken));
        kind.check_token(&by, Api, &minted.fields).await.unwrap();
        // A fault inside a success is one.
        session
            .cloud
            .add_trouble(Trouble::ErrorInside200.only(Call::ListNetworks));
        let error = kind
            .check_token(&by, Api, &minted.fields)
            .await
            .unwrap_err();
        assert_eq!(error.code, E::ProviderDown);
        session
            .cloud
            .trouble(Trouble::ServerError(status).only(Call::CheckToken));
        session
            .cloud
            .add_trouble(Trouble::NotJson.only(Call::ListNetworks));
        let error = kind
            .check_token(&by, Api, &minted.fields)
            .await
            .unwrap_err();
        assert_eq!(error.code, E::ProxyAnswer);
    }
    session.cloud.trouble(Trouble::None);
    kind.revoke_token(&by, Api, &minted.fields).await.unwrap();
    session
        .cloud
        .trouble(Trouble::ServerError(405).only(Call::CheckToken));
    let error = kind
        .check_token(&by, Api, &minted.fields)
        .await
        .unwrap_err();
    assert_eq!(error.code, E::TokenEnded);
    // Whoever cannot end tokens says so.
    session
        .cloud
        .trouble(Trouble::ServerError(405).only(Call::RevokeToken));
    let error = kind
        .revoke_token(&by, Api, &minted.fields)
        .await
        .unwrap_err();
    assert_eq!((error.code, error.outcome), (E::NotOffered, Refused));
    // A verify succeeds all the same.
    assert!(session.verify(&by).await.unwrap().confirmed);
}
