//! Changes of API Gateway keys: what is sent, and what its failure means.

use serde_json::{Value, json};

use super::{Cloud, KEY, gateway_key, text};
use crate::error::{ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::{KeyPatch, KeyState, NewKey};

#[tokio::test]
async fn a_create_sends_what_was_chosen_and_nothing_else() {
    for (form, body) in [
        (
            vec![("name", " 날씨 키 ")],
            json!({"apiKeyName": "날씨 키"}),
        ),
        (
            vec![("name", "n"), ("description", " ")],
            json!({"apiKeyName": "n"}),
        ),
        (
            vec![("name", "n"), ("description", "d")],
            json!({"apiKeyName": "n", "apiKeyDescription": "d"}),
        ),
    ] {
        let cloud = Cloud::saying(201, "unread").await;
        let new: NewKey = form
            .into_iter()
            .map(|(id, value)| (id.to_owned(), text(value)))
            .collect();
        let answer = Cloud::gateway_keys()
            .create(&cloud.by, &new, None)
            .await
            .ok()
            .unwrap();
        assert_eq!(answer.body.as_slice(), b"unread");
        let asked = &cloud.asked()[0];
        assert_eq!(asked.line, "POST /api/v1/api-keys");
        assert_eq!(serde_json::from_str::<Value>(&asked.body).unwrap(), body);
        assert_eq!(asked.header("content-type"), Some("application/json"));
        assert_eq!(asked.header("accept"), Some("application/json"));
    }
}

#[tokio::test]
async fn a_change_repeats_all_that_it_does_not_change() {
    let patch = |id: &str, value: &str| KeyPatch::from([(id.to_owned(), text(value))]);
    let whole = |name: &str, note: &str, on: bool| json!({"apiKeyName": name, "apiKeyDescription": note, "isEnabled": on});
    let kind = Cloud::gateway_keys();
    for (change, body) in [
        (Some(patch("name", " new ")), whole("new", "날씨", true)),
        (Some(patch("description", "")), whole("shop", "", true)),
        (None, whole("shop", "날씨", false)),
    ] {
        let cloud = Cloud::in_turn(vec![
            (200, gateway_key()),
            (200, json!({"apiKey": gateway_key()})),
        ])
        .await;
        match &change {
            Some(patch) => kind.update(&cloud.by, KEY, patch).await.unwrap(),
            None => kind.switch(&cloud.by, KEY, false).await.unwrap(),
        };
        assert_eq!(
            cloud.lines(),
            [
                format!("GET /api/v1/api-keys/{KEY}"),
                format!("PUT /api/v1/api-keys/{KEY}")
            ]
        );
        assert_eq!(
            serde_json::from_str::<Value>(&cloud.asked()[1].body).unwrap(),
            body
        );
    }
    // Without a description there is none to repeat.
    let bare = json!({"apiKeyId": KEY, "apiKeyName": "shop", "isEnabled": "false"});
    let cloud = Cloud::in_turn(vec![(200, bare.clone()), (200, bare)]).await;
    let key = kind.switch(&cloud.by, KEY, true).await.unwrap();
    assert_eq!(key.state, KeyState::Disabled);
    assert_eq!(
        cloud.asked()[1].body,
        r#"{"apiKeyName":"shop","isEnabled":true}"#
    );
}

#[tokio::test]
async fn a_change_of_a_key_that_cannot_be_read_is_not_sent() {
    let kind = Cloud::gateway_keys();
    let patch = KeyPatch::from([("description".to_owned(), text("d"))]);
    for body in [
        json!({"apiKeyId": KEY}),
        json!({"apiKeyId": KEY, "apiKeyName": "n"}),
        json!([]),
    ] {
        let cloud = Cloud::saying(200, &body).await;
        let error = kind.update(&cloud.by, KEY, &patch).await.unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::AnswerUnreadable, Outcome::Refused),
            "{body}"
        );
        assert_eq!(cloud.lines().len(), 1);
    }
    let cloud = Cloud::saying(200, gateway_key()).await;
    assert!(kind.update(&cloud.by, KEY, &KeyPatch::new()).await.is_ok());
    assert_eq!(cloud.lines().len(), 1);
    // Sent, and nobody knows what came of it.
    let cloud = Cloud::in_turn(vec![(200, gateway_key()), (200, json!({"apiKey": {}}))]).await;
    let error = kind.switch(&cloud.by, KEY, false).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::AnswerUnreadable, Outcome::Unknown)
    );
}

#[tokio::test]
async fn a_value_is_made_anew_by_name() {
    let kind = Cloud::gateway_keys();
    for (field, body) in [
        ("primary_key", r#"{"keyType":"PRIMARY"}"#),
        ("secondary_key", r#"{"keyType":"SECONDARY"}"#),
    ] {
        for answer in [json!({"apiKey": gateway_key()}).to_string(), String::new()] {
            let cloud = Cloud::saying(200, answer).await;
            kind.regenerate(&cloud.by, KEY, field).await.unwrap();
            assert_eq!(
                cloud.asked()[0].line,
                format!("PATCH /api/v1/api-keys/{KEY}")
            );
            assert_eq!(cloud.asked()[0].body, body);
        }
    }
    let cloud = Cloud::saying(200, "{}").await;
    assert!(kind.regenerate(&cloud.by, KEY, "access_key").await.is_err());
    assert!(cloud.lines().is_empty());
}

#[tokio::test]
async fn deleting_what_is_gone_succeeds() {
    for (status, body, code) in [
        (204, "", None),
        (200, "{}", None),
        (404, r#"{"error":{"errorCode":"300"}}"#, None),
        (400, r#"{"error":"subscribed"}"#, Some(ErrorCode::Rejected)),
        (404, "<html>", Some(ErrorCode::ProxyAnswer)),
        (200, "<html>", Some(ErrorCode::ProxyAnswer)),
        (200, r#"{"error":"no"}"#, Some(ErrorCode::Rejected)),
        (500, "", Some(ErrorCode::ProviderDown)),
    ] {
        let cloud = Cloud::saying(status, body).await;
        let error = Cloud::gateway_keys().delete(&cloud.by, KEY).await.err();
        assert_eq!(error.map(|error| error.code), code, "{status} {body}");
        assert_eq!(
            cloud.asked()[0].line,
            format!("DELETE /api/v1/api-keys/{KEY}")
        );
        assert_eq!(cloud.asked()[0].body, "");
    }
}
