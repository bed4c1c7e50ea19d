//! API Gateway keys, against a socket that answers what it is told.

use serde_json::{Value, json};

use super::{Cloud, KEY, PRIMARY, Reply, SECONDARY, gateway_credential, gateway_key, text};
use crate::error::{ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::NewKey;

fn listed(ids: std::ops::Range<usize>, total: Value) -> Value {
    let keys: Vec<_> = ids
        .map(|id| json!({"apiKeyId": format!("k{id}"), "apiKeyName": "n", "isEnabled": true}))
        .collect();
    json!({"apiKeys": keys, "total": total, "initialCount": 7})
}

fn page(from: usize) -> String {
    format!("GET /api/v1/api-keys?offset={from}&limit=100")
}

#[tokio::test]
async fn a_list_ends_at_its_total() {
    let cloud = Cloud::in_turn(vec![
        (200, listed(0..100, json!("101"))),
        (200, listed(100..101, json!(101))),
    ])
    .await;
    let keys = Cloud::gateway_keys().list(&cloud.by).await.unwrap();
    assert_eq!(keys.len(), 101);
    assert!(keys.iter().all(|key| key.ends_with.is_none()));
    assert_eq!(cloud.lines(), [page(0), page(100)]);
    let cloud = Cloud::saying(200, listed(0..0, json!(0))).await;
    assert!(
        Cloud::gateway_keys()
            .list(&cloud.by)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(cloud.lines().len(), 1);
}

#[tokio::test]
async fn a_list_without_a_total_ends_at_a_page_without_news() {
    for last in [listed(0..0, Value::Null), listed(0..20, Value::Null)] {
        let cloud = Cloud::in_turn(vec![(200, listed(0..20, Value::Null)), (200, last)]).await;
        assert_eq!(
            Cloud::gateway_keys().list(&cloud.by).await.unwrap().len(),
            20
        );
        assert_eq!(cloud.lines(), [page(0), page(20)]);
    }
}

#[tokio::test]
async fn an_offset_that_counts_pages_loses_no_key() {
    let cloud = Cloud::start(|asked, _| -> Reply {
        let offset: usize = asked
            .line
            .split(['=', '&'])
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let start = (offset * 20).min(50);
        (200, listed(start..(start + 20).min(50), json!(50))).into()
    })
    .await;
    assert_eq!(
        Cloud::gateway_keys().list(&cloud.by).await.unwrap().len(),
        50
    );
    assert_eq!(cloud.lines(), [page(0), page(20), page(1), page(2)]);
}

#[tokio::test]
async fn a_total_that_is_never_reached_ends_too() {
    let cloud = Cloud::saying(200, listed(0..20, json!(1_000_000))).await;
    assert_eq!(
        Cloud::gateway_keys().list(&cloud.by).await.unwrap().len(),
        20
    );
    assert_eq!(cloud.lines(), [page(0), page(20), page(1)]);
    let endless =
        Cloud::start(|_, at| (200, listed(at * 200..at * 200 + 200, Value::Null)).into()).await;
    let error = Cloud::gateway_keys().list(&endless.by).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::AnswerTooLarge, Outcome::Refused)
    );
    assert!(endless.lines().len() <= 100);
}

#[tokio::test]
async fn a_list_that_cannot_be_read_whole_is_an_error() {
    for body in [
        json!({}),
        json!({"apiKeys": null}),
        json!({"apiKeys": {}}),
        json!({"apiKeys": [{"apiKeyName": "without an id"}]}),
        json!({"apiKeys": [7]}),
        json!({"apiKeys": [], "errorCode": 100}),
        json!([]),
    ] {
        let cloud = Cloud::saying(200, &body).await;
        let error = Cloud::gateway_keys().list(&cloud.by).await.unwrap_err();
        let code = if body.get("errorCode").is_some() {
            ErrorCode::Rejected
        } else {
            ErrorCode::AnswerUnreadable
        };
        assert_eq!(
            (error.code, error.outcome),
            (code, Outcome::Refused),
            "{body}"
        );
    }
}

#[tokio::test]
async fn an_account_that_never_opened_the_service_is_told_so() {
    let new = NewKey::from([("name".to_owned(), text("n"))]);
    for (status, body) in [
        (404, json!({"error": {"errorCode": "300"}})),
        (
            404,
            json!({"errorCode": 9014, "message": "Tenant not created"}),
        ),
        (400, json!({"errorCode": "9014"})),
    ] {
        let cloud = Cloud::saying(status, &body).await;
        let error = Cloud::gateway_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::ServiceNotOpened, "{body}");
        let error = Cloud::gateway_keys()
            .create(&cloud.by, &new, None)
            .await
            .err()
            .unwrap();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::ServiceNotOpened, Outcome::Refused)
        );
    }
}

#[tokio::test]
async fn only_reads_are_repeated() {
    let cloud = Cloud::in_turn(vec![
        (503, json!({})),
        (429, json!({})),
        (200, listed(0..0, json!(0))),
    ])
    .await;
    assert!(Cloud::gateway_keys().list(&cloud.by).await.is_ok());
    assert_eq!(cloud.lines().len(), 3);
    let new = NewKey::from([("name".to_owned(), text("n"))]);
    for status in [400, 401, 408, 409, 429, 500, 502, 503, 504] {
        let cloud = Cloud::saying(status, "").await;
        let kind = Cloud::gateway_keys();
        let error = kind.create(&cloud.by, &new, None).await.err().unwrap();
        let unknown = matches!(status, 408 | 500..);
        assert_eq!(error.outcome == Outcome::Unknown, unknown, "{status}");
        assert!(
            kind.regenerate(&cloud.by, KEY, "primary_key")
                .await
                .is_err()
        );
        assert!(kind.delete(&cloud.by, KEY).await.is_err());
        assert!(kind.subscribe(&cloud.by, KEY, "p", true).await.is_err());
        assert_eq!(cloud.lines().len(), 4, "{status}");
    }
}

#[tokio::test]
async fn a_key_is_proven_by_comparing_both_values() {
    let kind = Cloud::gateway_keys();
    for (body, code) in [
        (gateway_key(), None),
        (json!({"apiKey": gateway_key()}), None),
        (
            json!({"apiKeyId": KEY, "primaryKey": PRIMARY, "secondaryKey": "new"}),
            Some(ErrorCode::CredentialUnknown),
        ),
        (
            json!({"apiKeyId": KEY, "primaryKey": "new", "secondaryKey": SECONDARY}),
            Some(ErrorCode::CredentialUnknown),
        ),
        (
            json!({"apiKeyId": KEY, "primaryKey": PRIMARY, "secondaryKey": SECONDARY, "isEnabled": false}),
            Some(ErrorCode::CredentialInactive),
        ),
        (json!({"apiKeyId": KEY}), Some(ErrorCode::SecretNotReceived)),
    ] {
        let cloud = Cloud::saying(200, &body).await;
        let credential = gateway_credential(&cloud.base_url);
        let proven = kind.prove(&credential, Some(&cloud.by)).await;
        assert_eq!(
            proven.as_ref().err().map(|error| error.code),
            code,
            "{body}"
        );
        assert_eq!(cloud.lines(), [format!("GET /api/v1/api-keys/{KEY}")]);
        if let Ok(identity) = proven {
            assert_eq!(identity.ends_with.as_deref(), Some("0001"));
            assert_eq!(identity.own_key.as_deref(), Some(KEY));
        }
    }
    let cloud = Cloud::saying(200, gateway_key()).await;
    let credential = gateway_credential(&cloud.base_url);
    assert_eq!(
        kind.prove(&credential, None).await.unwrap_err().code,
        ErrorCode::Unsupported
    );
    assert_eq!(
        kind.verify(&credential).await.unwrap_err().code,
        ErrorCode::Unsupported
    );
    assert!(cloud.lines().is_empty());
}

#[tokio::test]
async fn an_id_that_would_lead_elsewhere_sends_nothing() {
    let cloud = Cloud::saying(500, "x").await;
    let kind = Cloud::gateway_keys();
    for id in [
        "",
        ".",
        "..",
        "a/b",
        "a?b",
        "a%2fb",
        "a b",
        "키",
        &"x".repeat(101),
    ] {
        assert!(kind.delete(&cloud.by, id).await.is_err(), "{id}");
        assert!(kind.reread(&cloud.by, id).await.is_err(), "{id}");
        assert!(kind.switch(&cloud.by, id, true).await.is_err(), "{id}");
        assert!(kind.subscriptions(&cloud.by, id).await.is_err(), "{id}");
    }
    assert!(cloud.lines().is_empty());
}

#[tokio::test]
async fn subscriptions_come_with_their_stages_where_those_may_be_read() {
    let cloud = Cloud::start(|asked, _| -> Reply {
        if asked.line.contains("/products?") {
            let product =
                |id: &str| json!({"productId": id, "productName": id, "status": "ACCEPTED"});
            let all = [
                product("p1"),
                product("p 2"),
                json!({"productName": "no id"}),
            ];
            return (200, json!({"apiKeyRelateProductDtos": all, "total": 2})).into();
        }
        match asked.line.contains("productId=p1&") {
            true => {
                let one = json!({"apiName": "Weather", "stageName": "v1"});
                let content = [one, json!({"apiName": "Only"}), json!({})];
                (200, json!({"apiKeyRelations": {"content": content}})).into()
            }
            false => (403, "").into(),
        }
    })
    .await;
    let all = Cloud::gateway_keys()
        .subscriptions(&cloud.by, KEY)
        .await
        .unwrap();
    let stages: Vec<_> = all
        .into_iter()
        .map(|one| (one.product, one.stages))
        .collect();
    let read = vec!["Weather / v1".to_owned(), "Only".to_owned()];
    assert_eq!(
        stages,
        [("p1".to_owned(), Some(read)), ("p 2".to_owned(), None)]
    );
    assert!(
        cloud
            .lines()
            .iter()
            .any(|line| line.contains("productId=p%202&"))
    );
}

#[tokio::test]
async fn a_subscription_is_asked_for_and_ended() {
    for (on, verb) in [(true, "subscribe"), (false, "unsubscribe")] {
        let cloud = Cloud::saying(200, "").await;
        Cloud::gateway_keys()
            .subscribe(&cloud.by, KEY, "p-1", on)
            .await
            .unwrap();
        assert_eq!(
            cloud.asked()[0].line,
            format!("POST /api/v1/api-keys/{KEY}/{verb}")
        );
        assert_eq!(cloud.asked()[0].body, r#"{"productId":"p-1"}"#);
    }
}
