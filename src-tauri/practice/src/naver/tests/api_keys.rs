use std::collections::HashSet;

use super::*;

fn many(seed_api_keys: usize) -> Options {
    Options {
        lessons: false,
        seed_api_keys,
        ..Options::default()
    }
}

#[tokio::test]
async fn paging_goes_by_rows_and_reads_every_key_once() {
    let session = Session::with(many(25)).await;
    let (mut names, mut offset) = (Vec::new(), 0);
    loop {
        let page = session
            .get(&format!("/api-keys?offset={offset}&limit=7"))
            .await
            .good();
        assert_eq!(
            (&page["total"], &page["initialCount"]),
            (&json!(25), &json!(25))
        );
        let keys = list(&page["apiKeys"]);
        if keys.is_empty() {
            break;
        }
        names.extend(keys.iter().map(|key| text(&key["apiKeyName"]).to_owned()));
        offset += keys.len();
    }
    assert_eq!(names, session.api_key_names());
    let count = async |query: &str| {
        let page = session.get(&format!("/api-keys{query}")).await.good();
        list(&page["apiKeys"]).len()
    };
    assert_eq!(count("").await, 10);
    assert_eq!(count("?limit=100").await, 25);
    assert_eq!(count("?offset=20").await, 5);
    assert_eq!(count("?offset=9999999999").await, 0);
}

#[tokio::test]
async fn page_never_holds_more_than_a_hundred() {
    let session = Session::with(many(130)).await;
    let page = session.get("/api-keys?limit=9999").await.good();
    assert_eq!(list(&page["apiKeys"]).len(), 100);
    assert_eq!(page["total"], 130);
}

#[tokio::test]
async fn wrong_queries_are_refused() {
    let session = Session::empty().await;
    let long = "x".repeat(21);
    for query in [
        "limit=0",
        "limit=-1",
        "limit=x",
        "offset=-1",
        "page=0",
        &format!("apiKeyName={long}"),
    ] {
        let answer = session.get(&format!("/api-keys?{query}")).await;
        assert_eq!(answer.error(), (400, "100"), "{query}");
    }
}

#[tokio::test]
async fn list_searches_by_name_and_holds_no_values() {
    let session = Session::empty().await;
    let made = session.create_api_key("가게 날씨").await;
    session.create_api_key("other").await;
    let page = session
        .get("/api-keys?apiKeyName=%EB%82%A0%EC%94%A8")
        .await
        .good();
    assert_eq!(
        (&page["total"], &page["initialCount"]),
        (&json!(1), &json!(2))
    );
    let mut expected = made.clone();
    for value in ["primaryKey", "secondaryKey"] {
        assert!(!page.to_string().contains(text(&made[value])));
        expected.as_object_mut().unwrap().remove(value);
    }
    assert_eq!(page["apiKeys"], json!([expected]));
}

#[tokio::test]
async fn created_key_has_two_values_that_can_be_read_again() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..many(0)
    })
    .await;
    let body = json!({"apiKeyName": "shop-weather", "apiKeyDescription": "on the shop site"});
    let answer = session.post("/api-keys", body).await;
    assert_eq!(answer.status, 201);
    let key = answer.body["apiKey"].clone();
    let id = text(&key["apiKeyId"]);
    assert_eq!((id.len(), text(&key["tenantId"]).len()), (10, 32));
    for value in ["primaryKey", "secondaryKey"] {
        let value = text(&key[value]);
        assert!(value.len() == 40 && value.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }
    assert_ne!(key["primaryKey"], key["secondaryKey"]);
    assert_eq!(key["apiKeyName"], "shop-weather");
    assert_eq!(key["apiKeyDescription"], "on the shop site");
    assert_eq!(key["modTime"], "2027-01-15T08:00:00Z");
    assert_eq!(key["modifier"], session.cloud.account_id());
    assert_eq!(
        (&key["isEnabled"], &key["domainCode"]),
        (&json!(true), &json!("PUB"))
    );
    assert_eq!(session.get(&format!("/api-keys/{id}")).await.good(), key);
    let ledger = session.cloud.ledger();
    assert!(ledger[0].created && !ledger[1].created);
    assert_eq!(session.cloud.creates(), 1);
}

#[tokio::test]
async fn names_and_descriptions_are_counted_in_characters() {
    let session = Session::empty().await;
    let path = "/api-keys";
    let good = json!({"apiKeyName": "가".repeat(20), "apiKeyDescription": "나".repeat(50)});
    assert_eq!(session.post(path, good).await.status, 201);
    for body in [
        Value::Null,
        json!([]),
        json!({}),
        json!({"apiKeyName": ""}),
        json!({"apiKeyName": "  "}),
        json!({"apiKeyName": null}),
        json!({"apiKeyName": "가".repeat(21)}),
        json!({"apiKeyName": "a", "apiKeyDescription": "x".repeat(51)}),
        json!({"apiName": "a"}),
        json!({"apiKeyName": "a", "apiName": "a"}),
        json!({"apiKeyName": 7}),
    ] {
        let answer = session.post(path, body.clone()).await;
        assert_eq!(answer.error(), (400, "100"), "{body}");
    }
    assert_eq!(
        (session.cloud.api_keys().len(), session.cloud.creates()),
        (1, 12)
    );
}

#[tokio::test]
async fn update_replaces_everything() {
    let (clock, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..many(0)
    })
    .await;
    let body = json!({"apiKeyName": "before", "apiKeyDescription": "words"});
    let made = session.post("/api-keys", body).await.good()["apiKey"].clone();
    let path = format!("/api-keys/{}", text(&made["apiKeyId"]));
    clock.push(60);
    let sub = session.sign_as_sub("editor", &[Policy::ApiGatewayManager]);
    let change = json!({"apiKeyName": "after", "isEnabled": false});
    let changed = session.put(&path, change).await.good()["apiKey"].clone();
    assert_eq!(changed["apiKeyName"], "after");
    assert_eq!(changed["isEnabled"], false);
    assert_eq!(changed.get("apiKeyDescription"), None);
    assert_eq!(changed["modifier"], sub);
    assert_eq!(changed["modTime"], "2027-01-15T08:01:00Z");
    assert_eq!(changed["primaryKey"], made["primaryKey"]);
    for body in [
        json!({"isEnabled": true}),
        json!({"apiKeyName": "a"}),
        json!({"apiKeyName": "a", "isEnabled": "true"}),
        json!({"apiKeyName": "x".repeat(21), "isEnabled": true}),
    ] {
        let answer = session.put(&path, body.clone()).await;
        assert_eq!(answer.error(), (400, "100"), "{body}");
    }
    assert_eq!(session.get(&path).await.good(), changed);
}

#[tokio::test]
async fn regenerating_one_value_leaves_the_other() {
    let session = Session::empty().await;
    let made = session.create_api_key("rotated").await;
    let path = format!("/api-keys/{}", text(&made["apiKeyId"]));
    let patch = async |body| session.send("PATCH", &path, body).await;
    let one = patch(json!({"keyType": "PRIMARY"})).await.good()["apiKey"].clone();
    assert_ne!(one["primaryKey"], made["primaryKey"]);
    assert_eq!(one["secondaryKey"], made["secondaryKey"]);
    let two = patch(json!({"keyType": "SECONDARY"})).await.good()["apiKey"].clone();
    assert_eq!(two["primaryKey"], one["primaryKey"]);
    assert_ne!(two["secondaryKey"], one["secondaryKey"]);
    assert_eq!(text(&two["secondaryKey"]).len(), 40);
    for body in [
        json!({}),
        json!({"keyType": "primary"}),
        json!({"keyType": "BOTH"}),
    ] {
        assert_eq!(patch(body).await.error(), (400, "100"));
    }
    assert_eq!(session.get(&path).await.good(), two);
    assert_eq!(session.cloud.creates(), 1);
}

#[tokio::test]
async fn deleted_key_is_gone_without_a_body() {
    let session = Session::empty().await;
    let id = session.cloud.add_api_key("doomed");
    let path = format!("/api-keys/{id}");
    let gone = session.delete(&path, Value::Null).await;
    assert_eq!((gone.status, gone.text.as_str()), (204, ""));
    for (method, body) in [
        ("GET", Value::Null),
        ("PUT", json!({"apiKeyName": "a", "isEnabled": true})),
        ("PATCH", json!({"keyType": "PRIMARY"})),
        ("DELETE", Value::Null),
    ] {
        let answer = session.send(method, &path, body).await;
        assert_eq!(answer.error(), (404, "300"), "{method}");
    }
    assert!(session.cloud.api_keys().is_empty());
}

#[tokio::test]
async fn deleting_an_enabled_key_can_be_refused() {
    let session = Session::with(Options {
        refuse_deleting_enabled: true,
        ..many(0)
    })
    .await;
    let path = format!("/api-keys/{}", session.cloud.add_api_key("busy"));
    assert_eq!(
        session.delete(&path, Value::Null).await.error(),
        (400, "100")
    );
    let disable = json!({"apiKeyName": "busy", "isEnabled": false});
    session.put(&path, disable).await.good();
    assert_eq!(session.delete(&path, Value::Null).await.status, 204);
}

#[tokio::test]
async fn ids_differ_and_names_need_not() {
    let session = Session::empty().await;
    let mut ids = HashSet::new();
    for _ in 0..5 {
        ids.insert(session.create_api_key("same").await["apiKeyId"].to_string());
    }
    assert_eq!(ids.len(), 5);
}

#[tokio::test]
async fn quota_refuses_one_more() {
    let session = Session::with(Options {
        api_key_quota: 2,
        ..many(1)
    })
    .await;
    session.create_api_key("second").await;
    let refused = session
        .post("/api-keys", json!({"apiKeyName": "third"}))
        .await;
    assert_eq!(refused.error(), (400, "100"));
    assert_eq!(session.cloud.api_keys().len(), 2);
}
