//! Answers read: whole, with each field missing, null or of the wrong type.

use serde_json::{Value, json};

use super::super::wire::{AccessKey, ApiKey, Product, SubAccount};
use super::super::{ACCESS_KEY, PRIMARY_KEY, SECONDARY_KEY, SECRET_KEY, api_keys, sub_accounts};
use super::{ID, KEY, PRIMARY, SECONDARY, SECRET, SUB, answer, fields, open};
use crate::error::{Error, ErrorCode, Outcome};
use crate::kind::Issued;
use crate::model::{Expiry, Group, KeyState, LastUsed, SubscriptionState};

fn key() -> Value {
    json!({
        "apiKeyId": KEY, "tenantId": "0123456789abcdef0123456789abcdef",
        "apiKeyName": "shop-weather", "apiKeyDescription": "weather widget on shop site",
        "primaryKey": PRIMARY, "secondaryKey": SECONDARY,
        "modifier": "d12c9fd0-0000-4000-8000-246e96591a38",
        "isEnabled": true, "modTime": "2026-11-21T01:02:03Z", "domainCode": "PUB",
        "somethingNew": [{}],
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut key = key();
    key[field] = value;
    key
}

fn issued(status: u16, body: &Value) -> Result<Issued, Error> {
    api_keys::read_issued(&answer(status, "application/json", body.to_string()))
}

fn code<T>(result: Result<T, Error>) -> ErrorCode {
    let error = result.err().unwrap();
    assert_eq!(error.outcome, Outcome::Unknown);
    error.code
}

#[test]
fn a_gateway_key_is_read_wrapped_and_bare() {
    for body in [json!({"apiKey": key()}), key()] {
        for status in [200, 201, 202] {
            let issued = issued(status, &body).ok().unwrap();
            assert_eq!(issued.key.remote_id, KEY);
            assert_eq!(issued.key.name, "shop-weather");
            assert_eq!(
                issued.key.note.as_deref(),
                Some("weather widget on shop site")
            );
            assert_eq!(issued.key.ends_with.as_deref(), Some("0001"));
            assert_eq!(issued.key.state, KeyState::Enabled);
            assert_eq!(issued.key.expires, Expiry::Never);
            assert_eq!(issued.key.last_used, LastUsed::Unknown);
            assert_eq!(issued.key.created_at, None);
            assert_eq!(open(&issued.fields, PRIMARY_KEY), Some(PRIMARY));
            assert_eq!(open(&issued.fields, SECONDARY_KEY), Some(SECONDARY));
            assert_eq!(issued.fields.len(), 2);
        }
    }
}

#[test]
fn a_gateway_key_s_fields_may_be_missing_null_or_odd() {
    for value in [Value::Null, json!([7]), json!({"a": 1})] {
        let remote = |field: &str| ApiKey::of(with(field, value.clone())).unwrap().remote();
        assert_eq!(remote("apiKeyId"), None, "{value}");
        assert_eq!(remote("apiKeyName").unwrap().name, "");
        assert_eq!(remote("apiKeyDescription").unwrap().note, None);
        assert_eq!(remote("isEnabled").unwrap().state, KeyState::Unknown);
        assert_eq!(remote("primaryKey").unwrap().ends_with, None);
    }
    let state = |value: Value| {
        ApiKey::of(with("isEnabled", value))
            .unwrap()
            .remote()
            .unwrap()
            .state
    };
    assert_eq!(state(json!("true")), KeyState::Enabled);
    assert_eq!(state(json!("False")), KeyState::Disabled);
    assert_eq!(state(json!("maybe")), KeyState::Unknown);
    let id = ApiKey::of(with("apiKeyId", json!(123)))
        .unwrap()
        .remote()
        .unwrap();
    assert_eq!(id.remote_id, "123");
    assert!(ApiKey::of(json!("x")).is_none());
    assert!(
        ApiKey::of(json!({"apiKey": "x"}))
            .unwrap()
            .remote()
            .is_none()
    );
}

#[test]
fn a_gateway_key_without_a_value_is_not_received() {
    for field in ["primaryKey", "secondaryKey"] {
        for value in [Value::Null, json!(""), json!(" "), json!(7)] {
            let body = json!({"apiKey": with(field, value)});
            assert_eq!(code(issued(201, &body)), ErrorCode::SecretNotReceived);
        }
    }
    for body in [
        json!({}),
        json!([]),
        json!(null),
        json!({"apiKey": null}),
        json!({"apiKey": with("apiKeyId", Value::Null)}),
        json!({"error": "no", "apiKey": key()}),
    ] {
        assert_eq!(
            code(issued(200, &body)),
            ErrorCode::AnswerUnreadable,
            "{body}"
        );
    }
    let cut = &key().to_string()[..200];
    let cut = api_keys::read_issued(&answer(200, "", cut));
    assert_eq!(code(cut), ErrorCode::AnswerUnreadable);
    assert_eq!(code(issued(500, &key())), ErrorCode::AnswerUnreadable);
}

#[test]
fn an_access_key_is_read_with_its_sub_account() {
    let body = json!({"accessKey": ID, "keySecret": SECRET, "createTime": "2026-11-21T01:02:03Z"});
    // After a crash the answer has neither content type nor headers.
    let answer = answer(200, "", body.to_string());
    for _ in 0..2 {
        let made = fields([("sub_account", SUB)]);
        let issued = sub_accounts::read_issued(&answer, Some(made)).ok().unwrap();
        assert_eq!(issued.key.remote_id, format!("{SUB}/{ID}"));
        assert_eq!(issued.key.name, "");
        assert_eq!(issued.key.group.unwrap().id, SUB);
        assert_eq!(issued.key.state, KeyState::Enabled);
        assert_eq!(issued.key.ends_with.as_deref(), Some("3456"));
        assert_eq!(issued.key.created_at, "2026-11-21T01:02:03Z".parse().ok());
        assert_eq!(open(&issued.fields, ACCESS_KEY), Some(ID));
        assert_eq!(open(&issued.fields, SECRET_KEY), Some(SECRET));
        assert_eq!(issued.fields.len(), 2);
    }
    assert_eq!(
        code(sub_accounts::read_issued(&answer, None)),
        ErrorCode::AnswerUnreadable
    );
}

#[test]
fn an_access_key_without_its_secret_is_not_received() {
    let made = || Some(fields([("sub_account", SUB)]));
    for (body, wanted) in [
        (json!({"accessKey": ID}), ErrorCode::SecretNotReceived),
        (
            json!({"accessKey": ID, "keySecret": null}),
            ErrorCode::SecretNotReceived,
        ),
        (
            json!({"accessKey": ID, "keySecret": " "}),
            ErrorCode::SecretNotReceived,
        ),
        (
            json!({"accessKey": ID, "keySecret": 7}),
            ErrorCode::SecretNotReceived,
        ),
        (json!({"keySecret": SECRET}), ErrorCode::AnswerUnreadable),
        (
            json!({"accessKey": " ", "keySecret": SECRET}),
            ErrorCode::AnswerUnreadable,
        ),
        (
            json!({"success": false, "accessKey": ID, "keySecret": SECRET}),
            ErrorCode::AnswerUnreadable,
        ),
        (json!([]), ErrorCode::AnswerUnreadable),
    ] {
        let read = sub_accounts::read_issued(&answer(200, "", body.to_string()), made());
        assert_eq!(code(read), wanted, "{body}");
    }
}

#[test]
fn times_are_read_in_all_their_forms() {
    let at = |value: Value| {
        let key: AccessKey = serde_json::from_value(json!({"createTime": value})).unwrap();
        key.create_time
    };
    let wanted = "2024-12-20T04:08:17Z".parse().ok();
    for value in [
        json!("2024-12-20T04:08:17Z"),
        json!("2024-12-20T04:08:17.000+00:00"),
        json!("2024-12-20T13:08:17+0900"),
        json!(1_734_667_697_000_i64),
        json!("1734667697000"),
    ] {
        assert_eq!(at(value.clone()), wanted, "{value}");
    }
    for value in [
        json!("soon"),
        json!(null),
        json!({}),
        json!(1e300),
        json!(i64::MAX),
    ] {
        assert_eq!(at(value.clone()), None, "{value}");
    }
}

#[test]
fn sub_accounts_are_called_by_what_is_told() {
    let group = |value: Value| -> Option<Group> {
        serde_json::from_value::<SubAccount>(value).unwrap().group()
    };
    let whole = group(json!({"subAccountId": SUB, "loginId": "bot", "name": "로봇"})).unwrap();
    assert_eq!(
        (whole.name.as_str(), whole.login.as_deref()),
        ("로봇", Some("bot"))
    );
    let login = group(json!({"subAccountId": SUB, "loginId": "bot"})).unwrap();
    assert_eq!(login.name, "bot");
    let bare = group(json!({"subAccountId": SUB})).unwrap();
    assert_eq!((bare.name.as_str(), bare.login), (SUB, None));
    assert_eq!(group(json!({"name": "x"})), None);
}

#[test]
fn subscriptions_are_read_and_unknown_states_are_no_harm() {
    let read = |status: &str| {
        let value = json!({"productId": 7, "productName": "Weather", "status": status, "isSelfProduct": "true"});
        let product: Product = serde_json::from_value(value).unwrap();
        product.subscription().unwrap()
    };
    for (status, wanted) in [
        ("REQUEST", SubscriptionState::Requested),
        ("ACCEPTED", SubscriptionState::Accepted),
        ("DENY", SubscriptionState::Denied),
        ("REJECTED", SubscriptionState::Denied),
        ("BLOCKED_REQUEST", SubscriptionState::Blocked),
        ("BRAND_NEW", SubscriptionState::Unknown),
    ] {
        assert_eq!(read(status).state, wanted);
    }
    let one = read("REQUEST");
    assert_eq!(
        (one.product.as_str(), one.name.as_str(), one.own),
        ("7", "Weather", true)
    );
    assert!(one.stages.is_none());
}
