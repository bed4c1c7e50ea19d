//! Sub accounts and their keys, against a socket that answers what it is told.

use serde_json::{Value, json};

use super::{Cloud, ID, OLD_ID, Reply, SUB};
use crate::error::{ErrorCode, FieldProblem, Outcome};
use crate::kind::KeyKind;
use crate::model::{AccessRules, AccessSource, FieldValue, KeyState, LastUsed, NewKey};

fn account(id: &str, may: bool) -> Value {
    json!({"subAccountId": id, "loginId": format!("login-{id}"), "name": id, "canAPIGatewayAccess": may})
}

fn page(items: Vec<Value>, last: bool) -> Value {
    json!({"page": 0, "totalPages": 9, "totalItems": 99, "hasNext": !last, "isLast": last, "items": items})
}

fn form(fields: &[(&str, &str)]) -> NewKey {
    let text = |value: &str| FieldValue::Text(value.to_owned());
    fields
        .iter()
        .map(|(id, value)| ((*id).to_owned(), text(value)))
        .collect()
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

#[tokio::test]
async fn a_new_account_uses_keys_only() {
    let new = form(&[
        ("login_id", " report-bot "),
        ("name", "보고서 로봇"),
        ("memo", ""),
    ]);
    let cloud = Cloud::saying(
        200,
        json!({"success": true, "id": SUB, "generatedPassword": "unread"}),
    )
    .await;
    let group = Cloud::sub_account_keys()
        .create_group(&cloud.by, &new)
        .await
        .unwrap();
    assert_eq!(
        (group.id.as_str(), group.login.as_deref()),
        (SUB, Some("report-bot"))
    );
    let asked = &cloud.asked()[0];
    assert_eq!(asked.line, "POST /api/v1/sub-accounts");
    assert_eq!(
        serde_json::from_str::<Value>(&asked.body).unwrap(),
        json!({"loginId": "report-bot", "name": "보고서 로봇", "canConsoleAccess": false,
            "canAPIGatewayAccess": true, "needPasswordReset": false})
    );
    for body in [
        json!({"success": true}),
        json!({"id": "../x"}),
        json!({"success": false, "id": SUB}),
    ] {
        let cloud = Cloud::saying(200, &body).await;
        let error = Cloud::sub_account_keys()
            .create_group(&cloud.by, &new)
            .await
            .unwrap_err();
        assert_eq!(error.outcome, Outcome::Unknown, "{body}");
    }
}

#[tokio::test]
async fn rules_are_read_and_replaced() {
    let sent = json!({"useApiAllowSource": true, "apiAllowSources": [
        {"type": "IP", "source": "192.0.2.0/24"}, {"type": "VPC", "source": "1234"}]});
    let kind = Cloud::sub_account_keys();
    let cloud = Cloud::saying(200, &sent).await;
    let rules = kind.rules(&cloud.by, SUB).await.unwrap();
    assert!(rules.on && rules.sources.len() == 2);
    assert_eq!(
        cloud.lines(),
        [format!("GET /api/v1/sub-accounts/{SUB}/access-rules/api")]
    );
    let cloud = Cloud::saying(200, json!({"success": true})).await;
    assert_eq!(kind.set_rules(&cloud.by, SUB, &rules).await.unwrap(), rules);
    assert_eq!(
        cloud.lines(),
        [format!("PUT /api/v1/sub-accounts/{SUB}/access-rules/api")]
    );
    assert_eq!(
        serde_json::from_str::<Value>(&cloud.asked()[0].body).unwrap(),
        sent
    );
    // A place that cannot be read would be lost when the rules are written again.
    for body in [
        json!({}),
        json!({"useApiAllowSource": true, "apiAllowSources": [{"type": "IP"}]}),
    ] {
        let cloud = Cloud::saying(200, &body).await;
        assert!(kind.rules(&cloud.by, SUB).await.is_err(), "{body}");
    }
}

#[tokio::test]
async fn rules_that_cannot_be_are_not_sent() {
    use FieldProblem::*;
    let cloud = Cloud::saying(200, "{}").await;
    let one = |what: &str, source: &str| AccessSource {
        what: what.into(),
        source: source.into(),
    };
    for (sources, problem) in [
        (vec![], Some(EmptyList)),
        (vec![one("IP", "example.com")], Some(NotAnAddress)),
        (vec![one("IP", "")], Some(NotAnAddress)),
        (vec![one("IP", "10.0.0.1/24")], Some(HostBits)),
        (
            vec![one("IP", "10.0.0.1"), one("IP", "10.0.0.1/32")],
            Some(Duplicate),
        ),
        (vec![one("VPC", "")], Some(Missing)),
        (vec![one("VPC", "a b")], Some(BadCharacter)),
        (vec![one("VPC_SERVER", &"1".repeat(101))], Some(TooLong)),
        (vec![one("VPC", "1"), one("VPC", " 1 ")], Some(Duplicate)),
        (vec![one("COUNTRY", "KR")], Some(NotAChoice)),
        (
            vec![
                one("VPC", "1"),
                one("VPC_SERVER", "1"),
                one("IP", " 2001:db8::/32 "),
            ],
            None,
        ),
    ] {
        let rules = AccessRules { on: true, sources };
        let error = Cloud::sub_account_keys()
            .set_rules(&cloud.by, SUB, &rules)
            .await
            .err();
        assert_eq!(error.and_then(|error| error.problem), problem, "{rules:?}");
    }
    assert_eq!(cloud.lines().len(), 1);
    let off = AccessRules {
        on: false,
        sources: vec![],
    };
    assert!(
        Cloud::sub_account_keys()
            .set_rules(&cloud.by, SUB, &off)
            .await
            .is_ok()
    );
}
