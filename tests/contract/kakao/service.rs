//! The engine over the client: what is kept here of tokens and keys, and that nothing is left half-made.

use jiff::{SignedDuration, Timestamp};
use keywright_core::ErrorCode;
use keywright_core::kind::{KeyKind, SecretFields};
use keywright_core::model::*;
use keywright_practice::kakao::{Call, S3KeyApi, Trouble};

use super::engine::Engine;
use super::{Ground, Session, everywhere, open, refused};

everywhere! {
    a_token_is_kept_checked_and_ended,
    why_a_token_ended_is_told,
    an_s3_key_is_kept_or_nothing_is_half_made,
    an_iam_key_is_made_where_the_user_allowed_it,
}

/// A token in clear, as a call takes it.
fn fields(token: &str) -> SecretFields {
    SecretFields::from([("token".to_owned(), token.into())])
}

async fn a_token_is_kept_checked_and_ended(at: &Ground) {
    let by = at.by_id(&at.key("own").await);
    let engine = Engine::start();
    let account = engine.connect(&by).await;
    let key = engine.own(&account).await.id;
    let api = TokenKind::Api;
    let minted = engine.mint(key, api).await;
    assert!(!minted.assumed && !minted.ended && !minted.renews);
    let left = minted.expires_at.duration_since(Timestamp::now());
    let twelve = SignedDuration::from_hours(12);
    assert!(left <= twelve && left > twelve - SignedDuration::from_mins(2));
    let first = engine.copied(key, api, CopyWhat::Secret).await;
    assert!(engine.keychain.holds(first.as_bytes()));
    // It outlives the program.
    let engine = engine.restart();
    let header = engine.copied(key, api, CopyWhat::Header).await;
    assert_eq!(header, format!("X-Auth-Token: {first}"));
    let checked = engine.check(key).await;
    assert!(checked.checked_at.is_some() && checked.problem.is_none());
    assert_eq!(checked.expires_at, minted.expires_at);
    // Another takes its place here, and not at the cloud.
    engine.mint(key, api).await;
    let second = engine.copied(key, api, CopyWhat::Secret).await;
    assert_ne!(second, first);
    assert!(!engine.keychain.holds(first.as_bytes()));
    assert_eq!(engine.keychain.items().len(), 2);
    let lives = at.iam.check_token(&by, api, &fields(&first)).await;
    assert!(lives.is_ok());
    let ask = RevokeToken {
        key,
        token: api,
        here_only: false,
    };
    let ended = engine.service.revoke_token(ask).await.unwrap();
    assert!(ended.tokens.is_empty());
    assert_eq!(engine.keychain.items().len(), 1);
    let over = at.iam.check_token(&by, api, &fields(&second)).await;
    refused(over, ErrorCode::TokenEnded, "revoked");
}

async fn why_a_token_ended_is_told(at: &Ground) {
    let key = at.key("own").await;
    let by = at.by_id(&key);
    let engine = Engine::start();
    let account = engine.connect(&by).await;
    let own = engine.own(&account).await.id;
    let api = TokenKind::Api;
    engine.mint(own, api).await;
    // Somebody ends it elsewhere: the key is good all the same.
    let token = engine.copied(own, api, CopyWhat::Secret).await;
    let ended = at.iam.revoke_token(&by, api, &fields(&token)).await;
    ended.unwrap();
    let checked = engine.check(own).await;
    assert!(checked.ended);
    assert_eq!(checked.problem, Some(ErrorCode::TokenEnded));
    // Another works, until the key itself goes.
    let minted = engine.mint(own, api).await;
    assert!(!minted.ended && minted.problem.is_none());
    at.place.remove_key(&key).await;
    let checked = engine.check(own).await;
    assert!(checked.ended);
    assert_eq!(checked.problem, Some(ErrorCode::CredentialUnknown));
    // Then no more come, and the one that is there stays to be looked at.
    let ask = TokenRef {
        key: own,
        token: api,
    };
    let error = engine.service.mint_token(ask).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialUnknown);
    assert_eq!(engine.keychain.items().len(), 2);
    // What has ended is ended without any fault.
    let ask = RevokeToken {
        key: own,
        token: api,
        here_only: false,
    };
    let gone = engine.service.revoke_token(ask).await.unwrap();
    assert!(gone.tokens.is_empty());
    assert_eq!(engine.keychain.items().len(), 1);
}

async fn an_s3_key_is_kept_or_nothing_is_half_made(at: &Ground) {
    let by = at.by_id(&at.key("own").await);
    let engine = Engine::start();
    let account = engine.connect(&by).await;
    let kind = KindId::KakaoS3Key;
    let made = engine.create(&account, kind, &[("label", "백업")]).await;
    match at.place.s3_key_api() {
        S3KeyApi::Open => {
            let key = made.unwrap();
            assert_eq!((&*key.name, key.secret), ("백업", SecretPlace::Here));
            assert_eq!(
                at.place.s3_keys().await,
                std::slice::from_ref(&key.remote_id)
            );
            assert_eq!(engine.keychain.items().len(), 2);
            // Read again it is the same.
            let ask = KeyRef { key: key.id };
            let again = engine.service.fetch_secret(ask).await.unwrap();
            assert_eq!(again.public_id, key.public_id);
            assert_eq!(engine.keychain.items().len(), 2);
            engine.delete(&again).await;
        }
        S3KeyApi::Patched => {
            assert_eq!(made.unwrap_err().code, ErrorCode::NotOffered);
            let list = engine.service.list_keys().await.unwrap();
            let look = list.looks.iter().find(|look| look.kind == kind).unwrap();
            assert_eq!(look.error.as_ref().unwrap().code, ErrorCode::NotOffered);
        }
    }
    engine.nothing_is_open().await;
    assert!(at.place.s3_keys().await.is_empty());
    assert_eq!(engine.keychain.items().len(), 1);
    assert_eq!(engine.keys().await.len(), 1);
}

async fn an_iam_key_is_made_where_the_user_allowed_it(at: &Ground) {
    let kind = KindId::KakaoIamKey;
    let free = at.unrestricted_key("own").await;
    let ordinary = at.key("ordinary").await;
    let names = [("name", "made here")];
    for (key, code) in [(&ordinary, Some(ErrorCode::NotOffered)), (&free, None)] {
        let engine = Engine::start();
        let account = engine.connect(&at.by_id(key)).await;
        // Not allowed, only its own is known.
        assert_eq!(engine.keys().await.len(), 1);
        let made = engine.create(&account, kind, &names).await;
        assert_eq!(made.unwrap_err().code, ErrorCode::Unsupported);
        let ask = AllowUndocumented {
            account: account.id,
            on: true,
        };
        engine.service.allow_undocumented(ask).await.unwrap();
        assert_eq!(engine.keys().await.len(), 2);
        assert_eq!(engine.own(&account).await.remote_id, key.id);
        match (engine.create(&account, kind, &names).await, code) {
            (Err(error), Some(code)) => assert_eq!(error.code, code),
            (Ok(key), None) => {
                assert_eq!((&*key.name, key.secret), ("made here", SecretPlace::Here));
                assert!(key.verified_at.is_some());
                assert_eq!(engine.keychain.items().len(), 2);
                assert_eq!(at.place.keys().await.len(), 3);
                engine.delete(&key).await;
            }
            (made, _) => panic!("{made:?}"),
        }
        engine.nothing_is_open().await;
        assert_eq!(at.place.keys().await.len(), 2);
        assert_eq!(engine.keychain.items().len(), 1);
    }
}

#[tokio::test]
async fn what_is_not_documented_is_asked_for_only_where_it_is_allowed() {
    let session = Session::start().await;
    let engine = Engine::start();
    let account = engine.connect(&session.by).await;
    let refresh = || engine.service.refresh_keys(RefreshKeys { account: None });
    let asked = || {
        let ledger = session.cloud.ledger().into_iter();
        let fits = |path: &str| path.contains("application_credentials");
        ledger.filter(|entry| fits(&entry.path)).count()
    };
    refresh().await.unwrap();
    let form = NewKeyFor {
        account: account.id,
        kind: KindId::KakaoIamKey,
    };
    let options = engine.service.new_key_options(form).await;
    assert_eq!(options.unwrap_err().code, ErrorCode::Unsupported);
    let made = engine
        .create(&account, KindId::KakaoIamKey, &[("name", "x")])
        .await;
    assert_eq!(made.unwrap_err().code, ErrorCode::Unsupported);
    assert_eq!(asked(), 0);
    for on in [true, false] {
        let ask = AllowUndocumented {
            account: account.id,
            on,
        };
        let before = asked();
        engine.service.allow_undocumented(ask).await.unwrap();
        refresh().await.unwrap();
        assert_eq!(asked() > before, on);
    }
}

/// Whether the console's keys are in the API's list is not documented.
#[tokio::test]
async fn an_s3_key_that_no_list_shows_is_no_less_there() {
    let session = Session::start().await;
    let engine = Engine::start();
    session.cloud.trouble(Trouble::StaleList);
    let pasted = session.s3_key();
    engine.connect(&session.by).await;
    let account = engine.connect(&pasted).await;
    let all = RefreshKeys { account: None };
    engine.service.refresh_keys(all).await.unwrap();
    let key = engine.own(&account).await;
    let there = (key.secret, key.presence, key.verified_at.is_some());
    assert_eq!(there, (SecretPlace::Here, Presence::AtCloud, true));
    // Once a list shows it, it is one key and not two; then it may be shut.
    for trouble in [Trouble::None, Trouble::S3KeyApi(S3KeyApi::Patched)] {
        session.cloud.trouble(trouble.clone());
        engine.service.refresh_keys(all).await.unwrap();
        let of_kind = engine.keys().await.into_iter();
        let of_kind: Vec<_> = of_kind
            .filter(|key| key.kind == KindId::KakaoS3Key)
            .collect();
        assert_eq!(of_kind.len(), 1, "{trouble:?}: {of_kind:#?}");
        let (secret, presence) = (of_kind[0].secret, of_kind[0].presence);
        let there = (SecretPlace::Here, Presence::AtCloud);
        assert_eq!((secret, presence), there, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_key_that_is_not_known_everywhere_yet_is_waited_for() {
    let session = Session::start().await;
    let engine = Engine::start();
    let account = engine.connect(&session.free()).await;
    let ask = AllowUndocumented {
        account: account.id,
        on: true,
    };
    engine.service.allow_undocumented(ask).await.unwrap();
    session.cloud.trouble(Trouble::NewKeysSleep(3));
    for (kind, field) in [(KindId::KakaoS3Key, "label"), (KindId::KakaoIamKey, "name")] {
        let key = engine.create(&account, kind, &[(field, "new")]).await;
        assert!(key.unwrap().verified_at.is_some(), "{kind:?}");
    }
    assert_eq!(session.cloud.creates(), 2);
    engine.nothing_is_open().await;
}

#[tokio::test]
async fn a_token_whose_end_is_not_told_is_taken_for_the_usual() {
    let session = Session::start().await;
    let engine = Engine::start();
    let account = engine.connect(&session.by).await;
    let key = engine.own(&account).await.id;
    for trouble in [
        Trouble::LeaveOut("expires_at".to_owned()),
        Trouble::MakeNull("expires_at".to_owned()),
    ] {
        session.cloud.trouble(trouble.clone());
        let minted = engine.mint(key, TokenKind::Api).await;
        assert!(minted.assumed, "{trouble:?}");
        let lasts = minted.expires_at.duration_since(minted.issued_at);
        assert_eq!(lasts, SignedDuration::from_hours(12), "{trouble:?}");
        assert!(engine.check(key).await.assumed, "{trouble:?}");
        // Told later, it is known.
        session.cloud.trouble(Trouble::None);
        assert!(!engine.check(key).await.assumed, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_temporary_storage_key_is_kept_copied_and_taken_off() {
    let session = Session::start().await;
    let engine = Engine::start();
    let account = engine.connect(&session.by).await;
    let key = engine.own(&account).await.id;
    let token = TokenKind::Storage;
    let minted = engine.mint(key, token).await;
    assert!(!minted.assumed);
    let lasts = minted.expires_at.duration_since(minted.issued_at);
    assert!(lasts <= SignedDuration::from_mins(30) && lasts > SignedDuration::from_mins(29));
    let profile = engine.copied(key, token, CopyWhat::S3Profile).await;
    let of = |name: &str| {
        let mut lines = profile.lines();
        lines.find_map(|line| line.strip_prefix(&format!("{name} = ")))
    };
    // The profile is one that opens the storage.
    let temporary = super::s3_credential(
        &session.cloud.base_url(),
        &[
            ("access", of("aws_access_key_id").unwrap()),
            ("secret", of("aws_secret_access_key").unwrap()),
            ("session_token", of("aws_session_token").unwrap()),
        ],
    );
    assert_eq!(session.s3.storage(&temporary).await.unwrap().len(), 2);
    let check = TokenRef { key, token };
    let error = engine.service.check_token(check).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unsupported);
    let ask = RevokeToken {
        key,
        token,
        here_only: true,
    };
    let left = engine.service.revoke_token(ask).await.unwrap();
    assert!(left.tokens.is_empty());
    let secret = open(&temporary.fields, "session_token");
    assert!(!engine.keychain.holds(secret.as_bytes()));
    assert_eq!(engine.keychain.items().len(), 1);
}

/// A token that could not be ended at the cloud is still here; it can be taken off without the cloud.
#[tokio::test]
async fn a_token_that_cannot_be_ended_stays_until_it_is_taken_off_here() {
    let session = Session::start().await;
    let engine = Engine::start();
    let account = engine.connect(&session.by).await;
    let key = engine.own(&account).await.id;
    let token = TokenKind::Api;
    engine.mint(key, token).await;
    for (trouble, code) in [
        (Trouble::NotOffered(405), ErrorCode::NotOffered),
        (Trouble::ServerError(500), ErrorCode::ProviderDown),
        (Trouble::CutBefore, ErrorCode::Interrupted),
    ] {
        let only = trouble.clone().only(Call::RevokeToken);
        session.cloud.trouble(only);
        let ask = |here_only| RevokeToken {
            key,
            token,
            here_only,
        };
        let error = engine.service.revoke_token(ask(false)).await.unwrap_err();
        assert_eq!(error.code, code, "{trouble:?}");
        assert!(!engine.check(key).await.ended, "{trouble:?}");
        let left = engine.service.revoke_token(ask(true)).await.unwrap();
        assert!(left.tokens.is_empty(), "{trouble:?}");
        engine.mint(key, token).await;
    }
    assert_eq!(engine.keychain.items().len(), 2);
}
