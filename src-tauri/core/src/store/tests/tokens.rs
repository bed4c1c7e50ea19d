//! Tokens in the data file, and the version that brought them.

use uuid::Uuid;

use super::super::{FILE, Place, SCHEMA, Store, TokenRow};
use super::{connected, remote};
use crate::error::ErrorCode;
use crate::model::*;

const OLD_ACCOUNT: &str =
    "INSERT INTO accounts (id, provider, kind, label, practice, item, created_at, realm)
     VALUES ('11111111-1111-4111-8111-111111111111', 'naver', 'naver_access_key', 'Old', 0,
             '22222222-2222-4222-8222-222222222222', '2026-01-01T00:00:00Z', 'public')";

fn token(key: KeyId) -> TokenRow {
    TokenRow {
        key,
        token: Token {
            token: TokenKind::Api,
            issued_at: "2030-01-01T00:00:00Z".parse().unwrap(),
            expires_at: "2030-01-01T12:00:00Z".parse().unwrap(),
            assumed: true,
            renews: true,
            checked_at: None,
            ended: true,
            problem: Some(ErrorCode::TokenEnded),
        },
        item: Uuid::new_v4(),
        renew_at: Some("2030-01-01T11:55:00Z".parse().unwrap()),
    }
}

/// A key in the list of an account.
fn listed(store: &Store, account: &Account) -> KeyId {
    let place = Place {
        kind: account.kind,
        tenant: "t",
        account: account.id,
        practice: false,
    };
    store.put_key(&place, &remote("a")).unwrap()
}

#[test]
fn a_file_of_the_second_version_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE);
    let old = rusqlite::Connection::open(&file).unwrap();
    old.execute_batch(include_str!("../schema.sql")).unwrap();
    old.execute_batch(include_str!("../schema-2.sql")).unwrap();
    old.execute_batch(OLD_ACCOUNT).unwrap();
    let facts = serde_json::to_string(&remote("a")).unwrap();
    old.execute(
        "INSERT INTO keys (id, kind, tenant, remote_id, account, practice, facts, item, label)
         VALUES ('33333333-3333-4333-8333-333333333333', 'naver_access_key', 't', 'a',
                 '11111111-1111-4111-8111-111111111111', 0, ?1,
                 '44444444-4444-4444-8444-444444444444', 'mine')",
        [facts],
    )
    .unwrap();
    old.execute_batch("INSERT INTO practice VALUES ('naver', x'00'); PRAGMA user_version = 2;")
        .unwrap();
    drop(old);

    let store = Store::open(folder.path()).unwrap();
    let (account, _) = store.accounts().unwrap().remove(0);
    // Nobody allowed what is not documented.
    assert!(!account.undocumented);
    assert_eq!(account.realm.as_deref(), Some("public"));
    let [key] = &store.keys().unwrap()[..] else {
        panic!()
    };
    assert_eq!((key.name(), key.item.is_some()), ("mine", true));
    assert!(store.practice("naver").unwrap().is_some());
    assert!(store.tokens().unwrap().is_empty());
    let row = token(key.id);
    store.put_token(&row).unwrap();
    store.bin_key(key.id, BinReason::Deleted).unwrap();
    assert!(store.tokens().unwrap().is_empty());
    assert!(store.leftovers().unwrap().contains(&row.item));
    drop(store);
    // Once is enough.
    Store::open(folder.path()).unwrap();
    let now = rusqlite::Connection::open(file).unwrap();
    let version: i64 = now
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, SCHEMA);
}

#[test]
fn tokens_come_back_and_their_items_are_owned() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let (account, _) = connected(&store);
    let key = listed(&store, &account);
    let row = token(key);
    store.expect_items(&[row.item]).unwrap();
    assert_eq!(store.leftovers().unwrap(), [row.item]);
    store.put_token(&row).unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.token(key, TokenKind::Api).unwrap(), row);
    assert!(store.leftovers().unwrap().is_empty());
    let missing = store.token(key, TokenKind::Storage).unwrap_err();
    assert_eq!(missing.code, ErrorCode::Gone);
    store.remove_token(key, TokenKind::Api).unwrap();
    assert_eq!(store.leftovers().unwrap(), [row.item]);
}

#[test]
fn what_is_learned_late_of_a_token_changes_no_other() {
    let store = Store::in_memory().unwrap();
    let (account, _) = connected(&store);
    let key = listed(&store, &account);
    let (old, new) = (token(key), token(key));
    store.put_token(&old).unwrap();
    store.put_token(&new).unwrap();
    assert_eq!(store.leftovers().unwrap(), [old.item]);
    let mut late = old.clone();
    late.token.problem = None;
    store.note_token(&late).unwrap();
    assert_eq!(store.token(key, TokenKind::Api).unwrap(), new);
    assert_eq!(store.leftovers().unwrap(), [old.item]);
    let mut news = new.clone();
    news.token.expires_at = "2030-01-01T06:00:00Z".parse().unwrap();
    news.token.assumed = false;
    news.token.ended = false;
    news.token.problem = None;
    news.token.renews = false;
    news.renew_at = None;
    news.token.checked_at = Some("2030-01-01T01:00:00Z".parse().unwrap());
    store.note_token(&news).unwrap();
    assert_eq!(store.token(key, TokenKind::Api).unwrap(), news);
    // Taken away meanwhile: it does not come back.
    store.remove_token(key, TokenKind::Api).unwrap();
    store.note_token(&news).unwrap();
    assert!(store.tokens().unwrap().is_empty());
    // Its key went while it was made: nothing owns its item.
    store.bin_key(key, BinReason::Deleted).unwrap();
    let error = store.put_token(&new).unwrap_err();
    assert_eq!(error.code, ErrorCode::Gone);
    assert!(store.tokens().unwrap().is_empty());
}
