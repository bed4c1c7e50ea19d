//! Making a key: once, whatever happens.

use std::time::Duration;

use keywright_core::kind::KeyKind;
use keywright_core::model::{Expiry, FieldValue, KeyState};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::clickhouse::{Options, Trouble};
use secrecy::ExposeSecret;

use super::{Session, credential, form};

#[tokio::test]
async fn an_issued_key_works_at_once() {
    let session = Session::start().await;
    let mut new = session.form("sales 대시보드").await;
    let at = jiff::Timestamp::from_second(4_000_000_000).unwrap();
    new.insert(
        "expire_at".to_owned(),
        FieldValue::Expiry(Expiry::At { at }),
    );
    let answer = session.kind.create(&session.by, &new, None).await.unwrap();
    let issued = session.kind.read_issued(&answer, None).unwrap();
    assert_eq!(issued.key.name, "sales 대시보드");
    assert_eq!(issued.key.state, KeyState::Enabled);
    assert_eq!(issued.key.expires, Expiry::At { at });
    assert_eq!(issued.key.addresses.as_ref().map(Vec::len), Some(2));
    // EXPOSE: a practice key, used right here.
    let field = |id: &str| issued.fields[id].expose_secret().to_owned();
    let by = credential(&session.cloud, &field("key_id"), &field("key_secret"));
    let identity = session.kind.verify(&by).await.unwrap();
    assert_eq!(
        identity.own_key.as_deref(),
        Some(issued.key.remote_id.as_str())
    );
    assert_eq!(identity.name.as_deref(), Some("sales 대시보드"));
    // Read again after a crash, it is the same key.
    let again = session.kind.read_issued(&answer, None).unwrap();
    assert_eq!(again.key, issued.key);
    assert_eq!(session.cloud.creates(), 1);
    let creators = session.kind.creators(&session.by).await;
    assert_eq!(
        creators.get(&issued.key.remote_id).map(String::as_str),
        Some("first key")
    );
}

#[tokio::test]
async fn a_key_made_here_works_and_its_secret_never_travels() {
    let session = Session::start().await;
    let mut new = session.form("made here").await;
    new.insert("hash_data".to_owned(), FieldValue::Flag(true));
    let made = session.kind.make_here(&new).unwrap().unwrap();
    // EXPOSE: a practice key, looked for in what was sent.
    let (id, secret) = (
        made["key_id"].expose_secret().to_owned(),
        made["key_secret"].expose_secret().to_owned(),
    );
    let answer = session
        .kind
        .create(&session.by, &new, Some(&made))
        .await
        .unwrap();
    let sent = session
        .cloud
        .ledger()
        .iter()
        .rfind(|e| e.method == "POST")
        .unwrap()
        .body
        .clone();
    let sent = sent.unwrap().to_string();
    assert!(!sent.contains(&id) && !sent.contains(&secret));
    assert!(!String::from_utf8_lossy(&answer.body).contains(&secret));
    let issued = session.kind.read_issued(&answer, Some(made)).unwrap();
    assert_eq!(issued.fields["key_secret"].expose_secret(), secret);
    assert_eq!(issued.key.ends_with.as_deref(), Some(&id[16..]));
    let by = credential(&session.cloud, &id, &secret);
    assert!(session.kind.verify(&by).await.is_ok());
}

#[tokio::test]
async fn a_create_is_sent_once_whatever_happens() {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    // Trouble, error, outcome, whether a key is there afterwards.
    let rows = [
        (Trouble::CutBefore, E::Interrupted, Unknown, false),
        (Trouble::CutAfterCreate, E::Interrupted, Unknown, true),
        (Trouble::CutMidAnswer, E::Interrupted, Unknown, true),
        (
            Trouble::SlowCreate(Duration::from_secs(5)),
            E::TimedOut,
            Unknown,
            true,
        ),
        (
            Trouble::RateLimited {
                reset_seconds: 2.2,
                body: false,
            },
            E::RateLimited,
            Refused,
            false,
        ),
        (
            Trouble::RateLimited {
                reset_seconds: 0.0,
                body: true,
            },
            E::RateLimited,
            Refused,
            false,
        ),
        (Trouble::ServerError(500), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(502), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(408), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(409), E::Conflict, Refused, false),
        (Trouble::ServerError(422), E::Rejected, Refused, false),
        (
            Trouble::ServerErrorAfterCreate(503),
            E::ProviderDown,
            Unknown,
            true,
        ),
        (
            Trouble::ServerErrorAfterCreate(504),
            E::ProviderDown,
            Unknown,
            true,
        ),
        (Trouble::QuotaFull, E::QuotaFull, Refused, false),
        (Trouble::Proxy, E::ProxyAnswer, Unknown, false),
        (Trouble::Redirect, E::Redirected, Unknown, false),
        (Trouble::Maintenance, E::ProviderDown, Unknown, false),
        (Trouble::HugeBody, E::AnswerTooLarge, Unknown, true),
        (
            Trouble::NoSecretInAnswer,
            E::SecretNotReceived,
            Unknown,
            true,
        ),
        (Trouble::ErrorInside200, E::AnswerUnreadable, Unknown, false),
        (Trouble::NotJson, E::AnswerUnreadable, Unknown, true),
        (
            Trouble::LeaveOut("result".to_owned()),
            E::AnswerUnreadable,
            Unknown,
            true,
        ),
        (
            Trouble::MakeNull("key".to_owned()),
            E::AnswerUnreadable,
            Unknown,
            true,
        ),
        (
            Trouble::MakeNull("keySecret".to_owned()),
            E::SecretNotReceived,
            Unknown,
            true,
        ),
        (
            Trouble::LeaveOut("keyId".to_owned()),
            E::SecretNotReceived,
            Unknown,
            true,
        ),
    ];
    for (trouble, code, outcome, made) in rows {
        let session = Session::start().await;
        let new = session.form("once").await;
        session.cloud.trouble(trouble.clone());
        let error = match session.kind.create(&session.by, &new, None).await {
            Ok(answer) => session.kind.read_issued(&answer, None).err().unwrap(),
            Err(error) => error,
        };
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        assert_eq!(session.cloud.creates(), 1, "{trouble:?}");
        assert_eq!(session.names().len(), usize::from(made), "{trouble:?}");
        session.cloud.trouble(Trouble::None);
        let listed = session.kind.list(&session.by).await.unwrap();
        assert_eq!(
            listed.iter().any(|key| key.name == "once"),
            made,
            "{trouble:?}"
        );
    }
}

#[tokio::test]
async fn a_cloud_that_cannot_be_reached_got_nothing() {
    let session = Session::start().await;
    let new = session.form("never").await;
    let mut by = credential(&session.cloud, "id", "secret");
    by.base_url = "http://127.0.0.1:1".parse().unwrap();
    let error = session.kind.create(&by, &new, None).await.err().unwrap();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Unreachable, Outcome::Unsent)
    );
    assert_eq!(session.cloud.creates(), 0);
}

#[tokio::test]
async fn a_form_that_cannot_be_right_sends_nothing() {
    let session = Session::start().await;
    for field in ["name", "assigned_role_ids", "ip_access_list"] {
        let mut new = session.form("x").await;
        new.remove(field);
        let error = session
            .kind
            .create(&session.by, &new, None)
            .await
            .err()
            .unwrap();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::FieldInvalid, Outcome::Unsent)
        );
    }
    assert_eq!(session.cloud.creates(), 0);
}

#[tokio::test]
async fn old_roles_are_used_where_the_organization_has_them() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::LegacyRoles);
    let answer = session
        .kind
        .create(&session.by, &form("old", "developer"), None)
        .await
        .unwrap();
    let issued = session.kind.read_issued(&answer, None).unwrap();
    assert_eq!(issued.key.roles[0].id, "developer");
}

#[tokio::test]
async fn old_roles_in_a_new_organization_are_refused_and_not_sent_again() {
    let session = Session::start().await;
    let error = session
        .kind
        .create(&session.by, &form("old", "developer"), None)
        .await
        .err()
        .unwrap();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Refused)
    );
    assert_eq!(error.field.as_deref(), Some("assigned_role_ids"));
    assert!(
        error
            .detail
            .unwrap()
            .starts_with("Organization has migrated")
    );
    assert_eq!((session.cloud.creates(), session.names().len()), (1, 0));
}

#[tokio::test]
async fn the_hundredth_key_is_the_last() {
    let session = Session::with(Options {
        seed_keys: 99,
        ..Options::default()
    })
    .await;
    let new = session.form("one too many").await;
    let error = session
        .kind
        .create(&session.by, &new, None)
        .await
        .err()
        .unwrap();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::QuotaFull, Outcome::Refused)
    );
}

#[tokio::test]
async fn a_key_that_may_not_make_keys_is_told_so() {
    let session = Session::start().await;
    let reader = session.key_with(&["Organization API Reader"]);
    let new = session.form("no").await;
    let error = session
        .kind
        .create(&reader, &new, None)
        .await
        .err()
        .unwrap();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Forbidden, Outcome::Refused)
    );
    assert_eq!(session.cloud.creates(), 1);
}
