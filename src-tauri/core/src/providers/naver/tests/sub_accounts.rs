//! Sub accounts and their keys, against a socket that answers what it is told.

use serde_json::{Value, json};

use super::{Cloud, ID, OLD_ID, Reply, SUB, form};
use crate::error::{ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::{KeyState, LastUsed};

fn account(id: &str, may: bool) -> Value {
    json!({"subAccountId": id, "loginId": format!("login-{id}"), "name": id, "canAPIGatewayAccess": may})
}

fn page(items: Vec<Value>, last: bool) -> Value {
    json!({"page": 0, "totalPages": 9, "totalItems": 99, "hasNext": !last, "isLast": last, "items": items})
}

fn remote_id() -> String {
    format!("{SUB}/{ID}")
}

#[tokio::test]
async fn keys_of_all_accounts_that_may_use_apis_are_listed() {
    let cloud =
        Cloud::start(|asked, _| -> Reply {
            let line = asked.line.as_str();
            match line.strip_prefix("GET /api/v1/").unwrap() {
            "sub-accounts?page=0&size=100" => {
                (200, page(vec![account("a", true), account("b", false)], false)).into()
            }
            "sub-accounts?page=1&size=100" => {
                let silent = json!({"subAccountId": "d", "canAPIGatewayAccess": "?"});
                (200, page(vec![account("c", true), silent], true)).into()
            }
            "sub-accounts/a/access-keys" => (
                200,
                json!([
                    {"accessKey": ID, "active": true, "createTime": "2026-11-21T01:02:03Z"},
                    {"accessKey": OLD_ID, "active": "false"},
                ]),
            )
                .into(),
            "sub-accounts/c/access-keys" => (404, json!({"errorCode": 30})).into(),
            "sub-accounts/d/access-keys" => (200, json!([{"accessKey": "other", "new": 1}])).into(),
            "users/a/last-access-summary" => (
                200,
                json!({"idNo": "a", "lastAccessKeyUsed": [
                    {"accessKey": ID, "lastUsed": "2026-11-20T00:00:00Z"}, {"accessKey": OLD_ID}, 7
                ]}),
            )
                .into(),
            "users/d/last-access-summary" => (200, json!({})).into(),
            other => panic!("{other}"),
        }
        })
        .await;
    let keys = Cloud::sub_account_keys().list(&cloud.by).await.unwrap();
    let ids: Vec<_> = keys.iter().map(|key| key.remote_id.as_str()).collect();
    assert_eq!(
        ids,
        [
            format!("a/{ID}"),
            format!("a/{OLD_ID}"),
            "d/other".to_owned()
        ]
    );
    assert_eq!(keys[0].state, KeyState::Enabled);
    assert_eq!(keys[1].state, KeyState::Disabled);
    assert_eq!(keys[2].state, KeyState::Unknown);
    assert!(keys.iter().all(|key| key.name.is_empty()));
    let group = keys[0].group.clone().unwrap();
    assert_eq!(
        (group.id.as_str(), group.login.as_deref()),
        ("a", Some("login-a"))
    );
    assert_eq!(keys[2].group.as_ref().unwrap().name, "d");
    assert_eq!(keys[0].ends_with.as_deref(), Some("3456"));
    // One entry that cannot be read makes the list of uses unreadable: nothing is known then.
    assert_eq!(keys[0].last_used, LastUsed::Unknown);
}

#[tokio::test]
async fn the_last_use_is_told_where_it_may_be_read_and_asked_only_then() {
    let cloud = |may: bool| {
        Cloud::start(move |asked, _| -> Reply {
            if asked.line.contains("/sub-accounts?") {
                let all = (0..8).map(|n| account(&format!("a{n}"), true)).collect();
                return (200, page(all, true)).into();
            }
            if asked.line.ends_with("/access-keys") {
                return (200, json!([{"accessKey": ID, "active": true}])).into();
            }
            match may {
                true => (200, json!({"lastAccessKeyUsed": [{"accessKey": ID, "lastUsed": 1_767_225_600_000_i64}]})).into(),
                false => (403, "").into(),
            }
        })
    };
    let open = cloud(true).await;
    let keys = Cloud::sub_account_keys().list(&open.by).await.unwrap();
    assert_eq!(keys.len(), 8);
    assert!(
        keys.iter()
            .all(|key| matches!(key.last_used, LastUsed::At { .. }))
    );
    let closed = cloud(false).await;
    let keys = Cloud::sub_account_keys().list(&closed.by).await.unwrap();
    assert!(keys.iter().all(|key| key.last_used == LastUsed::Unknown));
    let asked = closed.lines();
    assert_eq!(
        asked
            .iter()
            .filter(|line| line.contains("last-access"))
            .count(),
        1
    );
}

#[tokio::test]
async fn pages_end_at_the_last_an_empty_or_a_known_one() {
    for (pages, asked) in [
        (vec![page(vec![account("a", false)], true)], 1),
        (vec![page(vec![], false)], 1),
        (vec![page(vec![account("a", false)], false)], 2),
        (
            vec![json!({"items": [account("a", false)], "totalItems": "1"})],
            1,
        ),
        (
            vec![json!({"items": [account("a", false)], "hasNext": "false"})],
            1,
        ),
        (
            vec![
                json!({"items": [account("a", false)]}),
                json!({"items": []}),
            ],
            2,
        ),
    ] {
        let cloud = Cloud::in_turn(pages.into_iter().map(|page| (200, page)).collect()).await;
        assert!(
            Cloud::sub_account_keys()
                .list(&cloud.by)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(cloud.lines().len(), asked, "{:?}", cloud.lines());
    }
    let endless =
        Cloud::start(|_, at| (200, page(vec![account(&format!("a{at}"), true)], false)).into())
            .await;
    let error = Cloud::sub_account_keys()
        .list(&endless.by)
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::AnswerTooLarge);
    assert_eq!(endless.lines().len(), 100);
}

#[tokio::test]
async fn a_list_that_cannot_be_read_whole_is_an_error() {
    for (accounts, keys) in [
        (json!({}), json!([])),
        (json!({"items": {}}), json!([])),
        (json!({"items": [{"name": "no id"}]}), json!([])),
        (page(vec![account("a", true)], true), json!({})),
        (
            page(vec![account("a", true)], true),
            json!([{"active": true}]),
        ),
        (
            page(vec![account("../x", true)], true),
            json!({"error": "no"}),
        ),
    ] {
        let told = keys.clone();
        let cloud = Cloud::start(move |asked, _| match asked.line.contains("access-keys") {
            true => (200, keys.clone()).into(),
            false => (200, accounts.clone()).into(),
        })
        .await;
        let list = Cloud::sub_account_keys().list(&cloud.by).await;
        // An id that would lead elsewhere is nobody's: it is never asked for.
        let elsewhere = told.get("error").is_some();
        assert_eq!(list.is_err(), !elsewhere, "{told}");
        assert!(!elsewhere || cloud.lines().len() == 1);
    }
    let cloud = Cloud::start(|asked, _| match asked.line.contains("access-keys") {
        true => (401, json!({"error": {"errorCode": "210"}})).into(),
        false => (200, page(vec![account("a", true)], true)).into(),
    })
    .await;
    let error = Cloud::sub_account_keys().list(&cloud.by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn accounts_are_offered_and_those_without_apis_say_why_not() {
    let cloud = Cloud::saying(
        200,
        page(vec![account("a", true), account("b", false)], true),
    )
    .await;
    let options = Cloud::sub_account_keys().options(&cloud.by).await.unwrap();
    let problems: Vec<_> = options
        .groups
        .into_iter()
        .map(|g| (g.group.id, g.problem))
        .collect();
    assert_eq!(
        problems,
        [("a".into(), None), ("b".into(), Some(ErrorCode::Forbidden))]
    );
}

#[tokio::test]
async fn a_create_has_no_body_and_is_sent_once() {
    let new = form(&[("sub_account", SUB), ("label", "보고서")]);
    for (status, body, code, outcome) in [
        (
            409,
            r#"{"errorCode":9012}"#,
            ErrorCode::QuotaFull,
            Outcome::Refused,
        ),
        (
            404,
            r#"{"errorCode":30}"#,
            ErrorCode::NotFound,
            Outcome::Refused,
        ),
        (401, "", ErrorCode::Forbidden, Outcome::Refused),
        (503, "", ErrorCode::ProviderDown, Outcome::Unknown),
    ] {
        let cloud = Cloud::saying(status, body).await;
        let kind = Cloud::sub_account_keys();
        let error = kind.create(&cloud.by, &new, None).await.err().unwrap();
        assert_eq!((error.code, error.outcome), (code, outcome));
        let asked = cloud.asked();
        assert_eq!(asked.len(), 1);
        assert_eq!(
            asked[0].line,
            format!("POST /api/v1/sub-accounts/{SUB}/access-keys")
        );
        assert_eq!(
            (asked[0].body.as_str(), asked[0].header("content-length")),
            ("", Some("0"))
        );
    }
    let kind = Cloud::sub_account_keys();
    let made = kind.make_here(&new).unwrap().unwrap();
    assert_eq!(super::open(&made, "sub_account"), Some(SUB));
}

#[tokio::test]
async fn a_switch_is_sent_first_and_described_after() {
    let cloud = Cloud::start(|asked, _| -> Reply {
        match asked.line.split('/').next_back().unwrap() {
            _ if asked.line.starts_with("PUT") => (200, json!({"success": true})).into(),
            "access-keys" => (
                200,
                json!([{"accessKey": ID, "active": true, "createTime": 0}]),
            )
                .into(),
            _ => (200, account(SUB, true)).into(),
        }
    })
    .await;
    let key = Cloud::sub_account_keys()
        .switch(&cloud.by, &remote_id(), false)
        .await
        .unwrap();
    // What was just set, whatever a list that is a moment behind says.
    assert_eq!(key.state, KeyState::Disabled);
    assert!(key.created_at.is_some());
    assert_eq!(key.group.unwrap().login.unwrap(), format!("login-{SUB}"));
    let first = &cloud.asked()[0];
    assert_eq!(
        first.line,
        format!("PUT /api/v1/sub-accounts/{SUB}/access-keys")
    );
    assert_eq!(
        first.body,
        format!(r#"{{"accessKey":"{ID}","active":false}}"#)
    );
    // Switching off works though nothing may be read.
    let cloud = Cloud::start(|asked, _| match asked.line.starts_with("PUT") {
        true => (200, json!({"success": true})).into(),
        false => (403, "").into(),
    })
    .await;
    let key = Cloud::sub_account_keys()
        .switch(&cloud.by, &remote_id(), false)
        .await
        .unwrap();
    assert_eq!(
        (key.remote_id, key.state),
        (remote_id(), KeyState::Disabled)
    );
    // And what did not happen is not called done.
    let cloud = Cloud::saying(200, json!({"success": false})).await;
    let error = Cloud::sub_account_keys()
        .switch(&cloud.by, &remote_id(), false)
        .await
        .unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Unknown)
    );
}

#[tokio::test]
async fn a_deletion_carries_its_body() {
    for (status, body, code) in [
        (200, r#"{"success":true}"#, None),
        (200, "", None),
        (400, r#"{"errorCode":904}"#, None),
        (404, r#"{"errorCode":"30"}"#, None),
        (
            400,
            r#"{"errorCode":100,"message":"active"}"#,
            Some(ErrorCode::Rejected),
        ),
        (200, r#"{"success":"false"}"#, Some(ErrorCode::Rejected)),
    ] {
        let cloud = Cloud::saying(status, body).await;
        let deleted = Cloud::sub_account_keys()
            .delete(&cloud.by, &remote_id())
            .await;
        assert_eq!(
            deleted.err().map(|error| error.code),
            code,
            "{status} {body}"
        );
        let asked = &cloud.asked()[0];
        assert_eq!(
            asked.line,
            format!("DELETE /api/v1/sub-accounts/{SUB}/access-keys")
        );
        let wanted = format!(r#"{{"accessKey":"{ID}"}}"#);
        assert_eq!(asked.body, wanted);
        assert_eq!(
            asked.header("content-length"),
            Some(&*wanted.len().to_string())
        );
        assert_eq!(asked.header("content-type"), Some("application/json"));
    }
    let cloud = Cloud::saying(200, "{}").await;
    for id in ["", "x", "/x", "x/", "../x", "a/b/c", "a/b c"] {
        assert!(
            Cloud::sub_account_keys()
                .delete(&cloud.by, id)
                .await
                .is_err(),
            "{id}"
        );
    }
    assert!(cloud.lines().is_empty());
}
