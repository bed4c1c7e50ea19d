//! Changing, switching and deleting.

use keywright_core::kind::{KeyKind, RemoteKey};
use keywright_core::model::{Expiry, FieldValue, KeyPatch, KeyState};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::clickhouse::{Call, Trouble};
use secrecy::ExposeSecret;
use serde_json::json;

use super::{Session, addresses, credential};

async fn issue(session: &Session) -> (RemoteKey, keywright_core::kind::Credential) {
    let new = session.form("subject").await;
    let answer = session.kind.create(&session.by, &new, None).await.unwrap();
    let issued = session.kind.read_issued(&answer, None).unwrap();
    // EXPOSE: a practice key, signed in with by this test.
    let field = |id: &str| issued.fields[id].expose_secret();
    let by = credential(&session.cloud, field("key_id"), field("key_secret"));
    (issued.key, by)
}

#[tokio::test]
async fn each_change_changes_one_thing() {
    let session = Session::start().await;
    let (key, _) = issue(&session).await;
    let options = session.kind.options(&session.by).await.unwrap();
    let other = &options.roles[1];
    let at = jiff::Timestamp::from_second(4_000_000_000).unwrap();
    let mut expected = key.clone();
    let steps: [(&str, FieldValue, &str); 5] = [
        (
            "name",
            FieldValue::Text(" renamed ".to_owned()),
            r#"{"name":"renamed"}"#,
        ),
        (
            "expire_at",
            FieldValue::Expiry(Expiry::At { at }),
            r#"{"expireAt":"2096-10-02T07:06:40Z"}"#,
        ),
        (
            "expire_at",
            FieldValue::Expiry(Expiry::Never),
            r#"{"expireAt":null}"#,
        ),
        (
            "ip_access_list",
            addresses(&["203.0.113.0/24"]),
            r#"{"ipAccessList":[{"source":"203.0.113.0/24","description":"test"}]}"#,
        ),
        (
            "assigned_role_ids",
            FieldValue::Roles(vec![other.id.clone()]),
            &json!({"assignedRoleIds": [other.id]}).to_string(),
        ),
    ];
    for (field, value, body) in steps {
        let patch = KeyPatch::from([(field.to_owned(), value.clone())]);
        let changed = session
            .kind
            .update(&session.by, &key.remote_id, &patch)
            .await
            .unwrap();
        let sent = session.cloud.ledger().last().unwrap().body.clone().unwrap();
        assert_eq!(
            sent,
            serde_json::from_str::<serde_json::Value>(body).unwrap()
        );
        match (field, value) {
            ("name", _) => expected.name = "renamed".to_owned(),
            ("expire_at", FieldValue::Expiry(expires)) => expected.expires = expires,
            ("ip_access_list", FieldValue::Addresses(list)) => expected.addresses = Some(list),
            _ => expected.roles = vec![other.clone()],
        }
        assert_eq!(changed, expected, "{field}");
    }
    assert_eq!(session.count("PATCH", &key.remote_id), 5);
    let looked = session
        .kind
        .update(&session.by, &key.remote_id, &KeyPatch::new())
        .await
        .unwrap();
    assert_eq!(looked, expected);
}

#[tokio::test]
async fn a_paused_key_is_refused_until_it_is_resumed() {
    let session = Session::start().await;
    let (key, by) = issue(&session).await;
    let off = session
        .kind
        .switch(&session.by, &key.remote_id, false)
        .await
        .unwrap();
    assert_eq!(off.state, KeyState::Disabled);
    let error = session.kind.verify(&by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialInactive);
    let on = session
        .kind
        .switch(&session.by, &key.remote_id, true)
        .await
        .unwrap();
    assert_eq!(on.state, KeyState::Enabled);
    assert!(session.kind.verify(&by).await.is_ok());
}

#[tokio::test]
async fn deleting_twice_succeeds_and_deleting_what_never_was_does_not() {
    let session = Session::start().await;
    let (key, by) = issue(&session).await;
    session
        .kind
        .delete(&session.by, &key.remote_id)
        .await
        .unwrap();
    assert!(session.names().is_empty());
    let error = session.kind.verify(&by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialUnknown);
    session
        .kind
        .delete(&session.by, &key.remote_id)
        .await
        .unwrap();
    let never = "00000000-0000-4000-8000-000000000001";
    let error = session.kind.delete(&session.by, never).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Refused)
    );
    let error = session
        .kind
        .switch(&session.by, &key.remote_id, true)
        .await
        .unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::NotFound, Outcome::Refused)
    );
}

#[tokio::test]
async fn the_key_one_signs_in_with_cannot_delete_itself() {
    let session = Session::start().await;
    let own = session.first.key_uuid.clone();
    let error = session.kind.delete(&session.by, &own).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Refused)
    );
    assert!(error.detail.is_some());
    assert!(session.kind.verify(&session.by).await.is_ok());
}

#[tokio::test]
async fn a_change_is_sent_once_whatever_happens() {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    // Trouble, error, outcome, whether the change has happened.
    let rows = [
        (Trouble::CutBefore, E::Interrupted, Unknown, false),
        (Trouble::CutMidAnswer, E::Interrupted, Unknown, true),
        (
            Trouble::RateLimited {
                reset_seconds: 1.0,
                body: true,
            },
            E::RateLimited,
            Refused,
            false,
        ),
        (Trouble::ServerError(500), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(503), E::ProviderDown, Unknown, false),
        (Trouble::Proxy, E::ProxyAnswer, Unknown, false),
        (Trouble::Redirect, E::Redirected, Unknown, false),
        (Trouble::Maintenance, E::ProviderDown, Unknown, false),
        (Trouble::ErrorInside200, E::AnswerUnreadable, Unknown, false),
        (Trouble::NotJson, E::ProxyAnswer, Unknown, true),
        (Trouble::HugeBody, E::AnswerTooLarge, Unknown, true),
    ];
    let session = Session::start().await;
    let (key, _) = issue(&session).await;
    for (number, (trouble, code, outcome, done)) in rows.into_iter().enumerate() {
        let name = format!("name {number}");
        let patch = KeyPatch::from([("name".to_owned(), FieldValue::Text(name.clone()))]);
        let before = session.count("PATCH", &key.remote_id);
        session.cloud.trouble(trouble.clone().only(Call::UpdateKey));
        let error = session
            .kind
            .update(&session.by, &key.remote_id, &patch)
            .await
            .unwrap_err();
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        assert_eq!(
            session.count("PATCH", &key.remote_id),
            before + 1,
            "{trouble:?}"
        );
        assert_eq!(session.names()[0] == name, done, "{trouble:?}");
    }
    for (trouble, code) in [
        (Trouble::CutBefore, E::Interrupted),
        (Trouble::CutMidAnswer, E::Interrupted),
        (Trouble::ServerError(500), E::ProviderDown),
    ] {
        let (key, _) = issue(&session).await;
        session.cloud.trouble(trouble.clone().only(Call::DeleteKey));
        let error = session
            .kind
            .delete(&session.by, &key.remote_id)
            .await
            .unwrap_err();
        assert_eq!((error.code, error.outcome), (code, Unknown), "{trouble:?}");
        assert_eq!(session.count("DELETE", &key.remote_id), 1);
        session.cloud.trouble(Trouble::None);
    }
}
