//! The limit of keys in a project. What the cloud answers there is not documented.

use keywright_core::ErrorCode;
use keywright_core::kind::KeyKind;
use keywright_practice::kakao::{NewIamKey, Options, Trouble};

use super::{Session, form, issued, named, refused, roomy};

/// As the cloud documents it: two of each kind.
fn as_documented(quota_status: u16) -> Options {
    Options {
        lessons: false,
        quota_status,
        ..Options::default()
    }
}

const STATUSES: [u16; 3] = [400, 403, 409];

#[tokio::test]
async fn one_key_too_many_is_told_as_such_whatever_its_status() {
    for status in STATUSES {
        let session = Session::with(as_documented(status)).await;
        // The bootstrap key and this one.
        let free = session.free();
        for made in 0..2 {
            let quota = session.s3.options(&session.by).await.unwrap().quota;
            let quota = quota.unwrap();
            assert_eq!((quota.used, quota.limit), (made, 2));
            let one = issued(&session.s3, &session.by, &form(&[])).await;
            assert!(one.is_ok(), "{status}");
        }
        let kinds: [(&dyn KeyKind, _, _); 2] = [
            (&session.s3, &session.by, form(&[])),
            (&session.iam, &free, form(&[("name", "one too many")])),
        ];
        for (kind, by, new) in kinds {
            let quota = kind.options(by).await.unwrap().quota.unwrap();
            assert_eq!((quota.used, quota.limit), (2, 2));
            let creates = session.cloud.creates();
            let error = issued(kind, by, &new).await.err().unwrap();
            assert_eq!(error.status, Some(status));
            assert!(error.detail.as_ref().unwrap().contains("maximum of 2"));
            refused(Err::<(), _>(error), ErrorCode::QuotaFull, status);
            assert_eq!(session.cloud.creates(), creates + 1, "{status}");
            assert_eq!(kind.list(by).await.unwrap().len(), 2, "{status}");
        }
    }
}

/// A name that is taken is nearer than the limit, whatever the limit would have said.
#[tokio::test]
async fn a_full_project_does_not_hide_that_a_name_is_taken() {
    let session = Session::with(as_documented(409)).await;
    let free = session.free();
    let taken = form(&[("name", "unrestricted")]);
    let made = issued(&session.iam, &free, &taken).await;
    refused(made, ErrorCode::Conflict, "taken");
}

/// Where the limit comes earlier than documented, the cloud's own words say so.
#[tokio::test]
async fn an_earlier_limit_is_told_in_the_cloud_s_words() {
    for (status, code) in [
        (400, ErrorCode::Rejected),
        (403, ErrorCode::NotOffered),
        (409, ErrorCode::Conflict),
    ] {
        let session = Session::with(Options {
            quota_status: status,
            ..roomy()
        })
        .await;
        session.cloud.trouble(Trouble::QuotaFull);
        let one = issued(&session.s3, &session.by, &form(&[])).await;
        let error = one.err().unwrap();
        assert!(error.detail.as_ref().unwrap().contains("maximum of"));
        refused(Err::<(), _>(error), code, status);
        assert!(session.cloud.s3_keys().is_empty());
    }
}

#[tokio::test]
async fn keys_of_other_projects_do_not_count() {
    let session = Session::with(as_documented(403)).await;
    let other = session.cloud.projects()[1].id.clone();
    for name in ["one", "two"] {
        session.cloud.add_s3_key(&other).unwrap();
        let new = NewIamKey {
            project_id: Some(other.clone()),
            ..named(name)
        };
        session.cloud.add_iam_key(new).unwrap();
    }
    let quota = session.s3.options(&session.by).await.unwrap().quota;
    assert_eq!(quota.unwrap().used, 0);
    assert!(issued(&session.s3, &session.by, &form(&[])).await.is_ok());
    let free = session.free();
    let quota = session.iam.options(&free).await.unwrap().quota.unwrap();
    assert_eq!(quota.used, 2);
}

/// A refusal at the limit is told from others only by looking; if that fails, it is the refusal that is told.
#[tokio::test]
async fn a_limit_that_cannot_be_looked_into_is_a_refusal() {
    let session = Session::with(as_documented(403)).await;
    for _ in 0..2 {
        session.s3_key();
    }
    let gone = Trouble::ServerError(500).only(keywright_practice::kakao::Call::ListS3Keys);
    session.cloud.trouble(gone);
    let one = issued(&session.s3, &session.by, &form(&[])).await;
    let error = one.err().unwrap();
    assert!(error.detail.as_ref().unwrap().contains("maximum of 2"));
    refused(
        Err::<(), _>(error),
        ErrorCode::NotOffered,
        "not looked into",
    );
}
