//! Tokens: what a key is exchanged for, whether it still works, and its end.

use jiff::{SignedDuration, Timestamp};
use keywright_core::ErrorCode;
use keywright_core::kind::{KeyKind, SecretFields};
use keywright_core::model::TokenKind::Api;
use keywright_practice::kakao::NewIamKey;

use super::{Ground, everywhere, named, open, refused};

everywhere! {
    a_token_lives_from_its_making_to_its_end,
    a_token_ends_with_its_key,
    a_token_does_not_outlive_its_key,
    the_end_of_one_token_is_not_that_of_another,
    what_is_no_token_is_told_as_such,
}

async fn a_token_lives_from_its_making_to_its_end(at: &Ground) {
    let key = at.key("own").await;
    for by in [at.by_id(&key), at.by_name(&key)] {
        let minted = at.iam.mint_token(&by, Api).await.unwrap();
        let left = minted.expires_at.unwrap().duration_since(Timestamp::now());
        let twelve = SignedDuration::from_hours(12);
        assert!(left <= twelve && left > twelve - SignedDuration::from_mins(2));
        assert!(open(&minted.fields, "token").len() > 100);
        let told = at.iam.check_token(&by, Api, &minted.fields).await.unwrap();
        assert_eq!(told, minted.expires_at);
        // Ending what has ended is no fault.
        for _ in 0..2 {
            let ended = at.iam.revoke_token(&by, Api, &minted.fields).await;
            ended.unwrap();
            let checked = at.iam.check_token(&by, Api, &minted.fields).await;
            refused(checked, ErrorCode::TokenEnded, "revoked");
        }
        assert!(at.iam.verify(&by).await.is_ok());
    }
}

async fn a_token_ends_with_its_key(at: &Ground) {
    let key = at.key("own").await;
    let by = at.by_id(&key);
    let minted = at.iam.mint_token(&by, Api).await.unwrap();
    at.place.remove_key(&key).await;
    let checked = at.iam.check_token(&by, Api, &minted.fields).await;
    let error = checked.unwrap_err();
    // The cloud's words name the key.
    assert_eq!((error.status, &error.detail), (Some(404), &None));
    refused(Err::<(), _>(error), ErrorCode::TokenEnded, "deleted");
    at.iam.revoke_token(&by, Api, &minted.fields).await.unwrap();
    let again = at.iam.mint_token(&by, Api).await;
    refused(again.map(drop), ErrorCode::CredentialUnknown, "deleted");
}

async fn a_token_does_not_outlive_its_key(at: &Ground) {
    let ends = Timestamp::from_second(Timestamp::now().as_second() + 1800).unwrap();
    let new = NewIamKey {
        expires_at: Some(ends),
        ..named("ending")
    };
    let by = at.by_id(&at.place.add_key(new).await);
    let minted = at.iam.mint_token(&by, Api).await.unwrap();
    assert_eq!(minted.expires_at, Some(ends));
    let told = at.iam.check_token(&by, Api, &minted.fields).await;
    assert_eq!(told.unwrap(), Some(ends));
}

async fn the_end_of_one_token_is_not_that_of_another(at: &Ground) {
    let by = at.by_id(&at.key("own").await);
    let one = at.iam.mint_token(&by, Api).await.unwrap().fields;
    let other = at.iam.mint_token(&by, Api).await.unwrap().fields;
    assert_ne!(open(&one, "token"), open(&other, "token"));
    at.iam.revoke_token(&by, Api, &one).await.unwrap();
    let checked = at.iam.check_token(&by, Api, &one).await;
    refused(checked, ErrorCode::TokenEnded, "revoked");
    assert!(at.iam.check_token(&by, Api, &other).await.is_ok());
}

async fn what_is_no_token_is_told_as_such(at: &Ground) {
    let by = at.by_id(&at.key("own").await);
    for text in ["made-up-token", "gAAAAABmade-up-token"] {
        let fields = SecretFields::from([("token".to_owned(), text.into())]);
        let checked = at.iam.check_token(&by, Api, &fields).await;
        refused(checked, ErrorCode::TokenEnded, text);
        at.iam.revoke_token(&by, Api, &fields).await.unwrap();
    }
}
