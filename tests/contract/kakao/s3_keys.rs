//! S3 access keys: open to the token of an IAM access key in older Keystones, shut in newer ones.

use keywright_core::ErrorCode;
use keywright_core::kind::{Credential, KeyKind};

use super::place::S3KeyApi;
use super::{Ground, everywhere, form, ids, issued, open, refused};

everywhere! {
    an_ordinary_key_makes_them_or_is_told_that_it_cannot,
    an_unrestricted_key_is_no_better_off,
    what_is_not_there_is_told_as_such,
}

const NOBODY: &str = "0000000000000000000000000000f001";

async fn an_ordinary_key_makes_them_or_is_told_that_it_cannot(at: &Ground) {
    let key = at.key("own").await;
    in_its_world(at, at.by_name(&key)).await;
}

async fn an_unrestricted_key_is_no_better_off(at: &Ground) {
    let key = at.unrestricted_key("own").await;
    in_its_world(at, at.by_id(&key)).await;
}

async fn in_its_world(at: &Ground, by: Credential) {
    match at.place.s3_key_api() {
        S3KeyApi::Open => are_made_and_deleted(at, &by).await,
        S3KeyApi::Patched => are_left_alone(at, &by).await,
    }
}

async fn are_made_and_deleted(at: &Ground, by: &Credential) {
    assert!(at.s3.list(by).await.unwrap().is_empty());
    let project = at.place.project();
    for there in 0..2 {
        let quota = at.s3.options(by).await.unwrap().quota.unwrap();
        assert_eq!((quota.used, quota.limit), (there, 2));
        // What the user calls it is not sent.
        let made = issued(&at.s3, by, &form(&[("label", "for backups")])).await;
        let made = made.unwrap();
        let access = made.key.remote_id.clone();
        assert_eq!(open(&made.fields, "access"), access);
        assert_eq!(made.key.name, "");
        assert_eq!(
            made.key.ends_with.as_deref(),
            Some(&access[access.len() - 4..])
        );
        assert!(at.place.s3_keys().await.contains(&access));
        let listed = at.s3.list(by).await.unwrap();
        let listed = listed.iter().find(|one| one.remote_id == access).unwrap();
        let group = listed.group.as_ref().unwrap();
        assert_eq!((&group.id, &group.name), (&project.0, &project.1));
        let again = at.s3.reread(by, &access).await.unwrap();
        for half in ["access", "secret"] {
            assert_eq!(open(&again.fields, half), open(&made.fields, half));
        }
        assert_eq!(again.key, made.key);
    }
    // One that the console made is like any other.
    let (access, secret) = at.place.add_s3_key().await;
    let again = at.s3.reread(by, &access).await.unwrap();
    assert_eq!(open(&again.fields, "secret"), secret);
    let keys = at.s3.list(by).await.unwrap();
    assert_eq!(keys.len(), 3);
    for access in ids(&keys) {
        for _ in 0..2 {
            at.s3.delete(by, access).await.unwrap();
        }
    }
    assert!(at.place.s3_keys().await.is_empty());
}

async fn are_left_alone(at: &Ground, by: &Credential) {
    let (access, _) = at.place.add_s3_key().await;
    let before = at.place.s3_keys().await;
    for (call, refusal) in [
        ("list", at.s3.list(by).await.map(drop)),
        ("options", at.s3.options(by).await.map(drop)),
        ("create", issued(&at.s3, by, &form(&[])).await.map(drop)),
        ("reread", at.s3.reread(by, &access).await.map(drop)),
        ("delete", at.s3.delete(by, &access).await),
    ] {
        let status = refusal.as_ref().err().and_then(|error| error.status);
        assert_eq!(status, Some(403), "{call}");
        refused(refusal, ErrorCode::NotOffered, call);
    }
    assert_eq!(at.place.s3_keys().await, before);
    // It is no fault of the key.
    assert!(at.iam.verify(by).await.is_ok());
}

/// Keystone says so to everybody, also to whom it refuses what is there.
async fn what_is_not_there_is_told_as_such(at: &Ground) {
    let key = at.key("own").await;
    let by = at.by_id(&key);
    refused(
        at.s3.reread(&by, NOBODY).await,
        ErrorCode::NotFound,
        "unknown",
    );
    // What is to be deleted is gone.
    at.s3.delete(&by, NOBODY).await.unwrap();
}
