//! Calls against a socket that answers what it is told, in order.

use serde_json::json;

use super::super::key::ClickHouseKey;
use super::{ID, KEY, ORG, ROLE, SECRET, credential};
use crate::error::{ErrorCode, Outcome};
use crate::kind::{Credential, KeyKind};
use crate::model::{AbilityKind, FieldValue, KeyPatch, RolesFrom};
use crate::providers::scripted::{Reply, Scripted, http};

/// A server that gives one answer after another, the last one for ever.
struct Server {
    by: Credential,
    kind: ClickHouseKey,
    scripted: Scripted,
}

impl Server {
    async fn answering(answers: Vec<(u16, String)>) -> Self {
        let json = |(status, body): &(u16, String)| {
            Reply::from((*status, body.as_str())).with("content-type", "application/json")
        };
        let scripted =
            Scripted::start(move |_, at| json(&answers[at.min(answers.len() - 1)])).await;
        Self {
            by: credential(&scripted.base_url),
            kind: ClickHouseKey::new(http()),
            scripted,
        }
    }

    /// Methods and targets of what was asked.
    fn asked(&self) -> Vec<String> {
        self.scripted.lines()
    }
}

fn page(ids: &[&str], next: serde_json::Value) -> (u16, String) {
    let keys: Vec<_> = ids.iter().map(|id| json!({"id": id, "name": id})).collect();
    (
        200,
        json!({"result": keys, "nextCursor": next, "totalCount": 999_999_999_u64}).to_string(),
    )
}

fn error(status: u16, text: &str) -> (u16, String) {
    (status, json!({"status": status, "error": text}).to_string())
}

#[tokio::test]
async fn pages_are_read_to_the_end_and_cursors_are_encoded() {
    let server = Server::answering(vec![
        page(&["a"], json!("+/=&x y")),
        page(&[], json!("")),
        page(&["b", "a"], json!(null)),
    ])
    .await;
    let keys = server.kind.list(&server.by).await.unwrap();
    let ids: Vec<_> = keys.iter().map(|key| key.remote_id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    let path = format!("GET /v1/organizations/{ORG}/keys");
    assert_eq!(
        server.asked(),
        [
            path.clone(),
            format!("{path}?cursor=%2B%2F%3D%26x+y"),
            format!("{path}?cursor=")
        ]
    );
}

#[tokio::test]
async fn a_list_without_page_fields_is_whole() {
    let server = Server::answering(vec![(200, json!({"result": []}).to_string())]).await;
    assert!(server.kind.list(&server.by).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_cursor_that_repeats_or_is_no_text_stops_with_an_error() {
    for next in [json!("same"), json!(7), json!({"a": 1})] {
        let server = Server::answering(vec![page(&["a"], next)]).await;
        let error = server.kind.list(&server.by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::AnswerUnreadable);
        assert!(server.asked().len() <= 2);
    }
}

#[tokio::test]
async fn a_refused_cursor_begins_again_once() {
    let server = Server::answering(vec![
        page(&["a"], json!("old")),
        error(400, "BAD_REQUEST: Invalid cursor"),
        page(&["a"], json!("new")),
        page(&["b"], json!(null)),
    ])
    .await;
    assert_eq!(server.kind.list(&server.by).await.unwrap().len(), 2);
    let server = Server::answering(vec![
        page(&["a"], json!("old")),
        error(400, "BAD_REQUEST: Invalid cursor"),
        page(&["a"], json!("old")),
        error(400, "BAD_REQUEST: Invalid cursor"),
    ])
    .await;
    let error = server.kind.list(&server.by).await.unwrap_err();
    assert_eq!((error.code, server.asked().len()), (ErrorCode::Rejected, 4));
}

#[tokio::test]
async fn a_list_that_cannot_be_read_whole_is_an_error() {
    for body in [
        json!({}),
        json!({"result": null}),
        json!({"result": "x"}),
        json!({"result": [{"name": "without an id"}]}),
        json!({"result": [7]}),
        json!({"result": [], "error": "X: y"}),
    ] {
        let server = Server::answering(vec![(200, body.to_string())]).await;
        let error = server.kind.list(&server.by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::AnswerUnreadable, "{body}");
        assert_eq!(error.outcome, Outcome::Refused);
    }
}

#[tokio::test]
async fn a_change_is_sent_once_with_its_exact_request() {
    let body = json!({"result": {"id": KEY, "name": "n", "state": "disabled"}}).to_string();
    let server = Server::answering(vec![(200, body)]).await;
    server.kind.switch(&server.by, KEY, false).await.unwrap();
    let asked = &server.scripted.asked()[0];
    assert_eq!(
        asked.line,
        format!("PATCH /v1/organizations/{ORG}/keys/{KEY}")
    );
    assert_eq!(asked.body, "{\"state\":\"disabled\"}");
    assert_eq!(
        asked.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(asked.header("accept"), Some("application/json"));
    let by = asked.header("authorization").unwrap();
    assert!(by.to_lowercase().starts_with("basic "));
}

#[tokio::test]
async fn a_change_that_fails_is_not_repeated_and_says_what_it_means() {
    for (status, text, code, outcome) in [
        (
            400,
            "BAD_REQUEST: no",
            ErrorCode::Rejected,
            Outcome::Refused,
        ),
        (403, "FORBIDDEN: no", ErrorCode::Forbidden, Outcome::Refused),
        (404, "NOT_FOUND: no", ErrorCode::NotFound, Outcome::Refused),
        (429, "slow down", ErrorCode::RateLimited, Outcome::Refused),
        (503, "later", ErrorCode::ProviderDown, Outcome::Unknown),
        (
            200,
            "INTERNAL: inside",
            ErrorCode::AnswerUnreadable,
            Outcome::Unknown,
        ),
    ] {
        let server = Server::answering(vec![error(status, text)]).await;
        let error = server.kind.switch(&server.by, KEY, true).await.unwrap_err();
        assert_eq!((error.code, error.outcome), (code, outcome), "{status}");
        assert_eq!(server.asked().len(), 1);
    }
}

#[tokio::test]
async fn an_empty_change_only_looks() {
    let body = json!({"result": {"id": KEY}}).to_string();
    let server = Server::answering(vec![(200, body)]).await;
    server
        .kind
        .update(&server.by, KEY, &KeyPatch::new())
        .await
        .unwrap();
    assert_eq!(
        server.asked(),
        [format!("GET /v1/organizations/{ORG}/keys/{KEY}")]
    );
    let bad = KeyPatch::from([("state".into(), FieldValue::Flag(true))]);
    assert!(server.kind.update(&server.by, KEY, &bad).await.is_err());
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn deleting_what_is_gone_succeeds_and_what_never_was_does_not() {
    for (answer, result) in [
        (
            (200, json!({"status": 200, "requestId": "x"}).to_string()),
            None,
        ),
        ((200, String::new()), None),
        ((204, String::new()), None),
        (error(404, "NOT_FOUND: gone"), None),
        (
            error(400, "BAD_REQUEST: never was"),
            Some(ErrorCode::Rejected),
        ),
        ((404, "<html>".to_owned()), Some(ErrorCode::ProxyAnswer)),
        (error(200, "X: y"), Some(ErrorCode::AnswerUnreadable)),
        ((200, "OK".to_owned()), Some(ErrorCode::AnswerUnreadable)),
        (error(500, "X: y"), Some(ErrorCode::ProviderDown)),
    ] {
        let server = Server::answering(vec![answer]).await;
        let error = server.kind.delete(&server.by, KEY).await.err();
        assert_eq!(error.map(|error| error.code), result);
        assert_eq!(
            server.asked(),
            [format!("DELETE /v1/organizations/{ORG}/keys/{KEY}")]
        );
    }
}

#[tokio::test]
async fn an_id_that_would_lead_elsewhere_sends_nothing() {
    let server = Server::answering(vec![error(500, "x")]).await;
    for id in [
        "",
        ".",
        "..",
        "a/b",
        "../keys",
        "a?b",
        "a%2fb",
        "a b",
        "키",
        &"x".repeat(101),
    ] {
        assert!(server.kind.delete(&server.by, id).await.is_err(), "{id}");
        assert!(
            server.kind.switch(&server.by, id, true).await.is_err(),
            "{id}"
        );
    }
    let mut by = credential("http://127.0.0.1:9");
    by.scope = Some("..".to_owned());
    assert!(server.kind.list(&by).await.is_err());
    by.scope = None;
    assert_eq!(
        server.kind.list(&by).await.unwrap_err().code,
        ErrorCode::Internal
    );
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn an_error_page_that_quotes_our_credential_is_not_shown() {
    let basic =
        "QWJDZEVmR2hJaktsTW5PcFFyU3Q6NGIxZEV4YW1wbGVTZWNyZXREb05vdFVzZTAxMjM0NTY3ODlBQkNERQ==";
    for text in [
        format!("you sent {SECRET}"),
        format!("Authorization: Basic {basic}"),
        format!("{}{SECRET}", "x".repeat(185)),
    ] {
        let server = Server::answering(vec![error(400, &text)]).await;
        let error = server.kind.switch(&server.by, KEY, true).await.unwrap_err();
        assert_eq!(
            (error.code, error.detail),
            (ErrorCode::Rejected, None),
            "{text}"
        );
    }
}

#[tokio::test]
async fn creators_come_from_the_log_and_a_refusal_is_none() {
    let log = json!({"result": [
        {"type": "key_create", "actorDetails": "a@x.kr", "targetKeyId": "k1"},
        {"type": "openapi_key_update", "keyUpdateType": "created", "actorId": "u2", "targetKeyId": "k2"},
        {"type": "openapi_key_update", "keyUpdateType": "deleted", "actorDetails": "c", "targetKeyId": "k3"},
        {"type": "key_create", "actorDetails": "d"},
        {"type": "brand_new", "actorDetails": "e", "targetKeyId": "k5"},
        {"type": 7, "targetKeyId": null},
        {},
    ]});
    let server = Server::answering(vec![(200, log.to_string())]).await;
    let creators = server.kind.creators(&server.by).await;
    assert_eq!(creators.len(), 2);
    assert_eq!(creators["k1"], "a@x.kr");
    assert_eq!(creators["k2"], "u2");
    let server = Server::answering(vec![error(403, "FORBIDDEN: no")]).await;
    assert!(server.kind.creators(&server.by).await.is_empty());
}

#[tokio::test]
async fn verify_accepts_any_actor_and_a_missing_organization_name() {
    // Every call gets the same answer, which fits none of them well.
    let odd = json!({"result": {"actorType": "robot", "organizationId": ORG, "name": "r2"}});
    let server = Server::answering(vec![(200, odd.to_string())]).await;
    let identity = server.kind.verify(&server.by).await.unwrap();
    let scope = identity.scope.unwrap();
    assert_eq!((scope.id.as_str(), scope.name.as_str()), (ORG, ORG));
    assert_eq!(
        (identity.name.as_deref(), identity.own_key),
        (Some("r2"), None)
    );
    assert_eq!(identity.ends_with.as_deref(), Some(&ID[16..]));
    assert_eq!(identity.abilities.len(), 6);
    assert!(
        identity
            .abilities
            .iter()
            .all(|ability| ability.allowed.is_none())
    );
}

#[tokio::test]
async fn verify_stops_at_once_when_the_key_is_not_known() {
    for (text, code) in [
        (
            "UNAUTHORIZED: Key is not found",
            ErrorCode::CredentialUnknown,
        ),
        (
            "UNAUTHORIZED: Key is not active",
            ErrorCode::CredentialInactive,
        ),
    ] {
        let server = Server::answering(vec![error(401, text)]).await;
        assert_eq!(server.kind.verify(&server.by).await.unwrap_err().code, code);
        assert_eq!(server.asked(), ["GET /v1/whoami"]);
    }
}

#[tokio::test]
async fn a_forbidden_everything_still_tells_who_it_is() {
    let server = Server::answering(vec![
        error(404, "NOT_FOUND: no such call"),
        (
            200,
            json!({"result": [{"id": ORG, "name": "회사"}]}).to_string(),
        ),
        error(403, "FORBIDDEN: no"),
    ])
    .await;
    let identity = server.kind.verify(&server.by).await.unwrap();
    assert_eq!(identity.scope.unwrap().name, "회사");
    let denied = |what| {
        let found = identity
            .abilities
            .iter()
            .find(|ability| ability.what == what);
        found.unwrap().allowed
    };
    assert_eq!(denied(AbilityKind::ListKeys), Some(false));
    assert_eq!(denied(AbilityKind::ListRoles), Some(false));
    assert_eq!(denied(AbilityKind::ReadActivity), Some(false));
    assert_eq!(denied(AbilityKind::CreateKeys), None);
}

#[tokio::test]
async fn options_survive_odd_answers() {
    let roles = json!({"result": [{"id": ROLE, "name": "R", "type": "custom"}, {"name": "no id"}, {"id": ROLE}]});
    let server = Server::answering(vec![(200, roles.to_string())]).await;
    // The quota call gets a list of roles, which is no quota.
    let options = server.kind.options(&server.by).await;
    let options = options.unwrap();
    assert_eq!(
        (options.roles.len(), options.roles_from),
        (1, RolesFrom::Cloud)
    );
    assert_eq!(options.quota, None);
    let server = Server::answering(vec![error(404, "NOT_FOUND: x")]).await;
    let options = server.kind.options(&server.by).await.unwrap();
    assert_eq!(
        (options.roles.len(), options.roles_from),
        (3, RolesFrom::OldRoles)
    );
    let server = Server::answering(vec![error(403, "FORBIDDEN: x")]).await;
    let options = server.kind.options(&server.by).await.unwrap();
    assert_eq!(
        (options.roles.len(), options.roles_from),
        (0, RolesFrom::Nowhere)
    );
}
