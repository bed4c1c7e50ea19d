//! Answers read: whole, with each field missing, null or of the wrong type.

use super::super::wire::ApiKey;
use super::super::{KEY_ID, KEY_SECRET, issue};
use super::{ID, KEY, ROLE, SECRET, answer, fields, open};
use crate::error::{Error, ErrorCode, Outcome};
use crate::kind::{Issued, RemoteKey};
use crate::model::{Expiry, KeyState, LastUsed};
use serde_json::{Value, json};

fn key() -> Value {
    json!({
        "id": KEY,
        "name": "sales-dashboard",
        "state": "enabled",
        "roles": ["admin"],
        "assignedRoles": [{"roleId": ROLE, "roleName": "Organization API Reader", "roleType": "system"}],
        "keySuffix": "QrSt",
        "createdAt": "2026-11-21T10:00:00Z",
        "expireAt": "2027-03-31T15:00:00Z",
        "usedAt": "2026-11-21T10:01:00Z",
        "ipAccessList": [{"source": "203.0.113.0/24", "description": "office"}],
        "somethingNew": {"deep": [1, 2, 3]},
    })
}

fn remote(value: Value) -> Option<RemoteKey> {
    let key: ApiKey = serde_json::from_value(value).unwrap();
    key.remote(Some("2026-12-01T00:00:00Z".parse().unwrap()))
}

fn with(field: &str, value: Value) -> Option<RemoteKey> {
    let mut whole = key();
    whole[field] = value;
    remote(whole)
}

fn without(field: &str) -> Option<RemoteKey> {
    let mut whole = key();
    whole.as_object_mut().unwrap().remove(field);
    remote(whole)
}

#[test]
fn a_whole_key_is_read() {
    let key = remote(key()).unwrap();
    assert_eq!(key.remote_id, KEY);
    assert_eq!(key.name, "sales-dashboard");
    assert_eq!(key.state, KeyState::Enabled);
    assert_eq!(key.ends_with.as_deref(), Some("QrSt"));
    assert_eq!(key.roles.len(), 1);
    assert_eq!(
        (key.roles[0].id.as_str(), key.roles[0].custom),
        (ROLE, false)
    );
    assert_eq!(key.roles[0].name, "Organization API Reader");
    let addresses = key.addresses.unwrap();
    assert_eq!(addresses[0].source, "203.0.113.0/24");
    assert_eq!(addresses[0].description.as_deref(), Some("office"));
    assert_eq!(key.created_at, "2026-11-21T10:00:00Z".parse().ok());
    assert!(matches!(key.expires, Expiry::At { .. }));
    assert!(matches!(key.last_used, LastUsed::At { .. }));
}

#[test]
fn each_field_may_be_missing_or_null() {
    for make in [without, |field: &str| with(field, Value::Null)] {
        assert_eq!(make("id"), None);
        assert_eq!(make("name").unwrap().name, "");
        assert_eq!(make("state").unwrap().state, KeyState::Unknown);
        assert_eq!(make("roles").unwrap().roles[0].id, ROLE);
        assert_eq!(make("assignedRoles").unwrap().roles[0].id, "admin");
        assert_eq!(make("keySuffix").unwrap().ends_with, None);
        assert_eq!(make("createdAt").unwrap().created_at, None);
        assert_eq!(make("expireAt").unwrap().expires, Expiry::Never);
        assert_eq!(make("usedAt").unwrap().last_used, LastUsed::Never);
        assert_eq!(make("ipAccessList").unwrap().addresses, None);
    }
}

#[test]
fn a_value_of_the_wrong_type_is_not_believed() {
    for wrong in [
        json!(7),
        json!({"a": 1}),
        json!([[]]),
        json!(true),
        json!(1e300),
    ] {
        assert_eq!(with("id", wrong.clone()), None);
        assert_eq!(with("name", wrong.clone()).unwrap().name, "");
        assert_eq!(
            with("state", wrong.clone()).unwrap().state,
            KeyState::Unknown
        );
        assert_eq!(
            with("assignedRoles", wrong.clone()).unwrap().roles[0].id,
            "admin"
        );
        assert_eq!(with("createdAt", wrong.clone()).unwrap().created_at, None);
        // Not "never": nobody said so.
        assert_eq!(
            with("expireAt", wrong.clone()).unwrap().expires,
            Expiry::Unknown
        );
        assert_eq!(
            with("usedAt", wrong.clone()).unwrap().last_used,
            LastUsed::Unknown
        );
    }
    assert_eq!(with("expireAt", json!("")).unwrap().expires, Expiry::Never);
    assert_eq!(
        with("expireAt", json!("soon")).unwrap().expires,
        Expiry::Unknown
    );
    assert_eq!(
        with("usedAt", json!("")).unwrap().last_used,
        LastUsed::Unknown
    );
    assert_eq!(with("id", json!("")), None);
    assert_eq!(
        with("state", json!("hibernating")).unwrap().state,
        KeyState::Unknown
    );
}

#[test]
fn an_end_in_the_past_is_expired_whatever_the_state_says() {
    let mut whole = key();
    whole["expireAt"] = json!("2026-11-30T23:59:59Z");
    assert_eq!(remote(whole.clone()).unwrap().state, KeyState::Expired);
    whole["state"] = json!("disabled");
    assert_eq!(remote(whole).unwrap().state, KeyState::Expired);
    assert_eq!(
        with("state", json!("disabled")).unwrap().state,
        KeyState::Disabled
    );
}

#[test]
fn an_empty_address_list_is_not_the_same_as_an_unreadable_one() {
    assert_eq!(
        with("ipAccessList", json!([])).unwrap().addresses,
        Some(vec![])
    );
    assert_eq!(with("ipAccessList", json!([{}])).unwrap().addresses, None);
    let some = with("ipAccessList", json!([{}, {"source": "::/0"}])).unwrap();
    assert_eq!(some.addresses.unwrap().len(), 1);
}

#[test]
fn roles_without_a_name_are_called_by_their_id() {
    let custom = json!([{"roleId": "r1", "roleType": "custom"}, {"roleName": "no id"}, {"roleId": "r2", "roleType": "galactic"}]);
    let roles = with("assignedRoles", custom).unwrap().roles;
    assert_eq!(roles.len(), 2);
    assert_eq!((roles[0].name.as_str(), roles[0].custom), ("r1", true));
    assert!(!roles[1].custom);
    let old = with("assignedRoles", json!([])).unwrap().roles;
    assert_eq!(old[0].id, "admin");
}

fn made(result: Value) -> Value {
    json!({"status": 200, "requestId": "0f1e2d3c-0000-4000-8000-112233445566", "result": result})
}

fn whole() -> Value {
    made(json!({"key": key(), "keyId": ID, "keySecret": SECRET}))
}

fn issued(status: u16, body: &Value, here: bool) -> Result<Issued, Error> {
    let made = here.then(|| fields("MadeHere0123456789ab", "4b1dMadeHere"));
    issue::read_issued(&answer(status, "application/json", body.to_string()), made)
}

fn code(result: Result<Issued, Error>) -> Option<ErrorCode> {
    let error = result.err()?;
    assert_eq!(error.outcome, Outcome::Unknown);
    Some(error.code)
}

#[test]
fn an_issued_key_is_read_with_any_success_and_twice_the_same() {
    for status in [200, 201, 202] {
        for _ in 0..2 {
            let issued = issued(status, &whole(), false).ok().unwrap();
            assert_eq!(issued.key.remote_id, KEY);
            assert_eq!(issued.key.state, KeyState::Enabled);
            assert_eq!(open(&issued.fields, KEY_ID), Some(ID));
            assert_eq!(open(&issued.fields, KEY_SECRET), Some(SECRET));
            assert_eq!(issued.fields.len(), 2);
        }
    }
}

#[test]
fn a_key_without_its_secret_is_told_apart_from_an_unreadable_answer() {
    for field in ["keyId", "keySecret"] {
        for value in [None, Some(Value::Null), Some(json!("")), Some(json!("  "))] {
            let mut body = whole();
            match value {
                Some(value) => body["result"][field] = value,
                None => drop(body["result"].as_object_mut().unwrap().remove(field)),
            }
            assert_eq!(
                code(issued(200, &body, false)),
                Some(ErrorCode::SecretNotReceived)
            );
        }
        let mut body = whole();
        body["result"][field] = json!(7);
        assert_eq!(
            code(issued(200, &body, false)),
            Some(ErrorCode::AnswerUnreadable)
        );
    }
}

#[test]
fn an_answer_that_does_not_say_which_key_is_unreadable() {
    for body in [
        json!({}),
        json!([]),
        json!(null),
        json!({"result": null}),
        json!({"result": "x"}),
        made(json!({"keyId": ID, "keySecret": SECRET})),
        made(json!({"key": null, "keyId": ID, "keySecret": SECRET})),
        made(json!({"key": {}, "keyId": ID, "keySecret": SECRET})),
        made(json!({"key": {"id": ""}, "keyId": ID, "keySecret": SECRET})),
        json!({"status": 200, "error": "INTERNAL: oops"}),
        json!({"status": 200, "error": "INTERNAL: oops", "result": whole()["result"]}),
    ] {
        assert_eq!(
            code(issued(200, &body, false)),
            Some(ErrorCode::AnswerUnreadable),
            "{body}"
        );
    }
    assert_eq!(
        code(issued(500, &whole(), false)),
        Some(ErrorCode::AnswerUnreadable)
    );
    let cut = &whole().to_string()[..300];
    let cut = issue::read_issued(&answer(200, "application/json", cut), None);
    assert_eq!(code(cut), Some(ErrorCode::AnswerUnreadable));
}

#[test]
fn a_key_made_here_keeps_its_own_pair_unless_the_cloud_made_another() {
    let only_key = made(json!({"key": key()}));
    let kept = issued(200, &only_key, true).ok().unwrap();
    assert_eq!(open(&kept.fields, KEY_SECRET), Some("4b1dMadeHere"));
    let half = made(json!({"key": key(), "keyId": ID}));
    let kept = issued(200, &half, true).ok().unwrap();
    assert_eq!(open(&kept.fields, KEY_ID), Some("MadeHere0123456789ab"));
    let other = issued(200, &whole(), true).ok().unwrap();
    assert_eq!(open(&other.fields, KEY_ID), Some(ID));
    assert_eq!(open(&other.fields, KEY_SECRET), Some(SECRET));
}
