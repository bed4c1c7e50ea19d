use std::collections::HashSet;

use serde_json::{Value, json};

use super::*;

fn encode(cursor: &str) -> String {
    cursor.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Reads the whole list the documented way. Returns names and the number of pages.
async fn read_all(session: &Session, first: &str) -> (Vec<String>, usize) {
    let (mut names, mut pages, mut query) = (Vec::new(), 0, first.to_owned());
    loop {
        let answer = session.get(&session.path(&format!("/keys{query}"))).await;
        let page = answer.result().as_array().unwrap();
        names.extend(page.iter().map(|key| text(&key["name"]).to_owned()));
        pages += 1;
        match answer.body["nextCursor"].as_str() {
            Some(cursor) => query = format!("?cursor={}", encode(cursor)),
            None => return (names, pages),
        }
    }
}

#[tokio::test]
async fn paging_reads_every_key_once_and_oldest_first() {
    let session = Session::with(Options {
        seed_keys: 25,
        page_limit: 10,
        ..Options::default()
    })
    .await;
    let (names, pages) = read_all(&session, "").await;
    let expected: Vec<String> = session
        .cloud
        .keys()
        .into_iter()
        .map(|key| key.name)
        .collect();
    assert_eq!(names, expected);
    assert_eq!((names.len(), pages), (26, 3));
    let small = session.get(&session.path("/keys?limit=4")).await;
    assert_eq!(small.result().as_array().unwrap().len(), 4);
    assert_eq!(
        (&small.body["limit"], &small.body["totalCount"]),
        (&json!(4), &json!(26))
    );
}

#[tokio::test]
async fn deleting_between_pages_skips_nothing() {
    let session = Session::with(Options {
        seed_keys: 5,
        page_limit: 3,
        ..Options::default()
    })
    .await;
    let first = session.get(&session.path("/keys")).await;
    let doomed = text(&first.result()[1]["id"]).to_owned();
    assert!(session.cloud.remove_key(&doomed));
    let cursor = encode(text(&first.body["nextCursor"]));
    let second = session
        .get(&session.path(&format!("/keys?cursor={cursor}")))
        .await;
    let names: HashSet<&str> = second
        .result()
        .as_array()
        .unwrap()
        .iter()
        .map(|key| text(&key["name"]))
        .collect();
    assert_eq!(names.len(), 3);
    assert!(second.body["nextCursor"].is_null());
}

#[tokio::test]
async fn bad_limit_and_bad_cursor_are_refused() {
    let session = Session::with(Options {
        seed_keys: 3,
        page_limit: 2,
        ..Options::default()
    })
    .await;
    let first = session.get(&session.path("/keys")).await;
    let unescaped = text(&first.body["nextCursor"]);
    for query in [
        "limit=0",
        "limit=-1",
        "limit=x",
        "cursor=nonsense",
        &format!("cursor={unescaped}"),
    ] {
        let answer = session.get(&session.path(&format!("/keys?{query}"))).await;
        assert_eq!(answer.status, 400, "{query}");
    }
}

#[tokio::test]
async fn created_key_works_and_its_secret_is_given_once() {
    let session = Session::start().await;
    let role = session.role_id("Organization API Reader").await;
    let answer = session
        .create(json!({
            "name": "sales-dashboard",
            "state": "enabled",
            "expireAt": "2199-03-31T15:00:00Z",
            "assignedRoleIds": [role],
            "ipAccessList": [{"source": ANYWHERE, "description": "anywhere"}],
        }))
        .await;
    let made = answer.result();
    let (key_id, secret) = (text(&made["keyId"]), text(&made["keySecret"]));
    assert_eq!((key_id.len(), secret.len(), &secret[..4]), (20, 40, "4b1d"));
    assert_eq!(made["key"]["keySuffix"], json!(key_id[16..]));
    assert_eq!(made["key"]["expireAt"], "2199-03-31T15:00:00Z");
    assert_eq!(
        made["key"]["assignedRoles"][0]["roleName"],
        "Organization API Reader"
    );
    assert_eq!(made["key"]["roles"], json!([]));

    session.sign_with(key_id, secret);
    let id = text(&made["key"]["id"]);
    assert_eq!(session.get("/v1/whoami").await.result()["keyId"], json!(id));
    let read = session.get(&session.path(&format!("/keys/{id}"))).await;
    let list = session.get(&session.path("/keys")).await;
    for answer in [&read, &list] {
        assert!(!answer.body.to_string().contains(secret));
        assert!(!answer.body.to_string().contains(key_id));
    }
}

#[tokio::test]
async fn name_alone_makes_a_key_that_answers_nobody() {
    let session = Session::start().await;
    let answer = session.create(json!({"name": "bare"})).await;
    let made = answer.result();
    assert_eq!(made["key"]["state"], "enabled");
    assert_eq!(made["key"]["ipAccessList"], json!([]));
    assert!(made["key"]["expireAt"].is_null());
    session.sign_with(text(&made["keyId"]), text(&made["keySecret"]));
    assert_eq!(session.get("/v1/whoami").await.status, 403);
}

#[tokio::test]
async fn malformed_creates_are_refused_and_make_nothing() {
    let session = Session::start().await;
    let path = session.path("/keys");
    let bodies = [
        Value::Null,
        json!([]),
        json!("text"),
        json!({}),
        json!({"name": null}),
        json!({"name": "  "}),
        json!({"name": "x".repeat(256)}),
        json!({"name": "a", "state": "paused"}),
        json!({"name": "a", "expireAt": "tomorrow"}),
        json!({"name": "a", "expireAt": "2001-01-01T00:00:00Z"}),
        json!({"name": "a", "assignedRoleIds": ["none"]}),
        json!({"name": "a", "assignedRoleIds": [uuid::Uuid::new_v4()]}),
        json!({"name": "a", "ipAccessList": [{"source": "300.0.0.1"}]}),
        json!({"name": "a", "ipAccessList": ["0.0.0.0/0"]}),
        json!({"name": "a", "colour": "red"}),
        json!({"name": "a", "hashData": {"keyIdHash": "x"}}),
    ];
    for body in bodies {
        let answer = session.send("POST", &path, body.clone()).await;
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.error().starts_with("BAD_REQUEST: "));
    }
    assert_eq!(
        (session.cloud.keys().len(), session.cloud.creates()),
        (1, 16)
    );
}

#[tokio::test]
async fn old_roles_are_refused_in_the_documented_words() {
    let session = Session::start().await;
    let answer = session
        .create(json!({"name": "a", "roles": ["admin"]}))
        .await;
    assert_eq!(answer.status, 400);
    let text = "BAD_REQUEST: Organization has migrated to Custom Roles. Use 'assignedRoleIds' instead of 'roles'.";
    assert_eq!(answer.error(), text);
}

#[tokio::test]
async fn hashed_key_is_recognised_and_its_answer_has_no_secret() {
    let (key_id, secret) = (
        "AbCdEfGhIjKlMnOpQrSt",
        "4b1dExampleSecretDoNotUse0123456789ABCDE",
    );
    assert_eq!(
        mint::hash("yourpassword"),
        "48ZS8LoLSAEgWBT4trxJZyxMdOJbSXdwu4myLN606VE="
    );
    let session = Session::start().await;
    let body = json!({
        "name": "made here",
        "ipAccessList": [{"source": ANYWHERE}],
        "hashData": {
            "keyIdHash": "pR3shLlzkK9rurDWCQoIvN3uvWlaVSPRCUuWynQ9LII=",
            "keyIdSuffix": "QrSt",
            "keySecretHash": "o/Fp0MWXuQhqvHJr3EjMO61FPcHnT+12aL/u6/lh6eA=",
        },
    });
    let made = session.create(body.clone()).await;
    assert_eq!(made.result()["key"]["keySuffix"], "QrSt");
    assert!(made.result().get("keyId").is_none() && made.result().get("keySecret").is_none());
    assert_eq!(session.create(body).await.status, 409);
    session.sign_with(key_id, secret);
    let header = session
        .request("GET", "/v1/whoami", &Value::Null)
        .build()
        .unwrap();
    assert_eq!(
        header.headers()["authorization"],
        "Basic QWJDZEVmR2hJaktsTW5PcFFyU3Q6NGIxZEV4YW1wbGVTZWNyZXREb05vdFVzZTAxMjM0NTY3ODlBQkNERQ=="
    );
    assert_eq!(session.get("/v1/whoami").await.status, 200);
}

#[tokio::test]
async fn patch_keeps_what_is_absent_and_null_means_never() {
    let session = Session::start().await;
    let body = json!({"name": "a", "expireAt": "2199-01-01T00:00:00Z", "ipAccessList": [{"source": "203.0.113.9"}]});
    let made = session.create(body).await;
    let before = made.result()["key"].clone();
    let id = text(&before["id"]);
    let mut expected = before.clone();

    for (change, field, value) in [
        (json!({"state": "disabled"}), "state", json!("disabled")),
        (json!({"state": "enabled"}), "state", json!("enabled")),
        (
            json!({"expireAt": "2198-01-01T00:00:00Z"}),
            "expireAt",
            json!("2198-01-01T00:00:00Z"),
        ),
        (json!({"name": "b"}), "name", json!("b")),
        (json!({"expireAt": null}), "expireAt", Value::Null),
        (json!({"ipAccessList": []}), "ipAccessList", json!([])),
        (json!({}), "name", json!("b")),
    ] {
        expected[field] = value;
        let answer = session.patch_key(id, change.clone()).await;
        assert_eq!(answer.result(), &expected, "{change}");
    }
    for change in [
        json!({"name": null}),
        json!({"state": null}),
        json!({"hashData": null}),
        json!([]),
    ] {
        assert_eq!(session.patch_key(id, change).await.status, 400);
    }
}

#[tokio::test]
async fn deleted_key_is_gone_and_a_stranger_never_was() {
    let session = Session::start().await;
    let (id, key_id, secret) = session.cloud.add_key(NewPracticeKey::default());
    let path = session.path(&format!("/keys/{id}"));
    let deleted = session.send("DELETE", &path, Value::Null).await;
    assert_eq!(deleted.status, 200);
    assert!(deleted.body.get("result").is_none());
    for method in ["GET", "DELETE"] {
        assert_eq!(session.send(method, &path, Value::Null).await.status, 404);
    }
    assert_eq!(
        session.patch_key(&id, json!({"name": "x"})).await.status,
        404
    );
    assert_eq!(
        session
            .patch_key(&uuid::Uuid::new_v4().to_string(), json!({}))
            .await
            .status,
        400
    );
    assert_eq!(session.patch_key("none", json!({})).await.status, 400);
    session.sign_with(&key_id, &secret);
    assert_eq!(
        session.get("/v1/whoami").await.error(),
        "UNAUTHORIZED: Key is not found"
    );
}

#[tokio::test]
async fn key_can_neither_delete_nor_disable_itself() {
    let session = Session::start().await;
    let own = session.own_id();
    let path = session.path(&format!("/keys/{own}"));
    assert_eq!(session.send("DELETE", &path, Value::Null).await.status, 400);
    assert_eq!(
        session
            .patch_key(&own, json!({"state": "disabled"}))
            .await
            .status,
        400
    );
    assert_eq!(
        session
            .patch_key(&own, json!({"name": "renamed"}))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn audit_log_tells_who_did_what_to_which_key() {
    let session = Session::start().await;
    let made = session.create(json!({"name": "a"})).await;
    let id = text(&made.result()["key"]["id"]).to_owned();
    session
        .patch_key(&id, json!({"name": "b", "state": "disabled"}))
        .await;
    session
        .send("DELETE", &session.path(&format!("/keys/{id}")), Value::Null)
        .await;

    let log = session.get(&session.path("/activities")).await;
    let entries = log.result().as_array().unwrap();
    let mine: Vec<&str> = entries
        .iter()
        .rev()
        .filter(|entry| entry["targetKeyId"] == json!(id))
        .map(|entry| text(&entry["keyUpdateType"]))
        .collect();
    assert_eq!(
        mine,
        ["created", "name-changed", "state-changed", "deleted"]
    );
    let newest = &entries[0];
    assert_eq!(
        (&newest["actorType"], &newest["actorId"]),
        (&json!("api"), &json!(session.own_id()))
    );
    assert!(
        entries
            .iter()
            .any(|entry| entry["type"] == "key_create" && entry["actorType"] == "user")
    );
    let one = session
        .get(&session.path(&format!("/activities/{}", text(&newest["id"]))))
        .await;
    assert_eq!(one.result(), newest);
    let none = session
        .get(&session.path("/activities?from_date=2199-01-01T00:00:00Z"))
        .await;
    assert_eq!(none.result(), &json!([]));
    assert_eq!(
        session
            .get(&session.path("/activities?to_date=soon"))
            .await
            .status,
        400
    );
}
