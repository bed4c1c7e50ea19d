//! The audit log, as the cloud writes it and as it does not.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::key::ClickHouseKey;
use super::super::log::read;
use super::{ORG, credential};
use crate::error::ErrorCode;
use crate::kind::KeyKind as _;
use crate::model::{ActorKind, CloudAct};
use crate::providers::scripted::{Reply, Scripted, http};

fn line(id: &str, at: &str, kind: &str, update: Option<&str>, key: Option<&str>) -> Value {
    json!({
        "id": id, "createdAt": at, "type": kind, "keyUpdateType": update, "targetKeyId": key,
        "actorType": "user", "actorId": "u1", "actorDetails": "kim@example.kr",
        "actorIpAddress": "203.0.113.7", "organizationId": ORG,
    })
}

#[test]
fn each_act_is_told_once_the_newest_first() {
    let update = "openapi_key_update";
    let lines = read(vec![
        line("a1", "2026-11-20T10:00:00Z", "key_create", None, None),
        line(
            "a2",
            "2026-11-20T10:00:01Z",
            update,
            Some("created"),
            Some("k1"),
        ),
        line(
            "a3",
            "2026-11-20T11:00:00.5Z",
            update,
            Some("name-changed"),
            Some("k1"),
        ),
        line(
            "a4",
            "2026-11-21T10:00:00Z",
            update,
            Some("roles-v2-changed"),
            Some("k1"),
        ),
        line(
            "a5",
            "2026-11-21T11:00:00Z",
            update,
            Some("state-changed"),
            Some("k1"),
        ),
        line(
            "a6",
            "2026-11-21T12:00:00Z",
            update,
            Some("date-changed"),
            Some("k1"),
        ),
        line(
            "a7",
            "2026-11-21T13:00:00Z",
            update,
            Some("ip-access-list-changed"),
            Some("k1"),
        ),
        line(
            "a8",
            "2026-11-21T14:00:00Z",
            update,
            Some("brand-new"),
            Some("k1"),
        ),
        // Told by one line only, or twice with the key's name.
        line("a9", "2026-11-22T10:00:00Z", "key_delete", None, None),
        line("b1", "2026-11-22T10:05:00Z", "key_delete", None, Some("k2")),
        line(
            "b2",
            "2026-11-22T10:05:02Z",
            update,
            Some("deleted"),
            Some("k2"),
        ),
        // The same line twice; what is not about keys.
        line(
            "b2",
            "2026-11-22T10:05:02Z",
            update,
            Some("deleted"),
            Some("k2"),
        ),
        line("b3", "2026-11-22T10:06:00Z", "service_start", None, None),
        line("b4", "2026-11-22T10:06:00Z", "role_update", None, None),
    ]);
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.id.as_str(), line.what, line.remote_id.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("b2", CloudAct::Deleted, Some("k2")),
            ("a9", CloudAct::Deleted, None),
            ("a8", CloudAct::Changed, Some("k1")),
            ("a7", CloudAct::AddressesChanged, Some("k1")),
            ("a6", CloudAct::EndChanged, Some("k1")),
            ("a5", CloudAct::Switched, Some("k1")),
            ("a4", CloudAct::RolesChanged, Some("k1")),
            ("a3", CloudAct::Renamed, Some("k1")),
            ("a2", CloudAct::Created, Some("k1")),
        ]
    );
    assert_eq!(lines[0].actor.as_deref(), Some("kim@example.kr"));
    assert_eq!(lines[0].actor_kind, ActorKind::Person);
    assert_eq!(lines[0].address.as_deref(), Some("203.0.113.7"));
}

#[test]
fn what_is_no_line_costs_no_other_line() {
    let good = line("ok", "2026-11-20T10:00:00Z", "key_create", None, Some("k1"));
    let with = |field: &str, value: Value| {
        let mut line = good.clone();
        line[field] = value;
        line
    };
    let mut lines = vec![json!(null), json!(7), json!("text"), json!([]), json!({})];
    for (field, value) in [
        ("id", json!("../../keys")),
        ("id", json!("x".repeat(101))),
        ("id", json!(5)),
        ("createdAt", json!("yesterday")),
        ("createdAt", json!(1_795_255_200)),
        ("type", json!(["key_create"])),
    ] {
        lines.push(with(field, value));
    }
    assert!(read(lines.clone()).is_empty());
    lines.push(with("targetKeyId", json!("a/b")));
    let mut odd = with(
        "actorDetails",
        json!(format!("a\u{202e}b\n\u{0}{}", "c".repeat(9_999))),
    );
    odd["id"] = json!("ok2");
    odd["actorType"] = json!("robot");
    odd["actorIpAddress"] = json!({"a": 1});
    lines.push(odd);
    let told = read(lines);
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].remote_id, None, "an id that cannot be one");
    assert_eq!(
        told[1].actor.as_deref(),
        Some(&*format!("ab{}", "c".repeat(198)))
    );
    assert_eq!(
        (told[1].actor_kind, &told[1].address),
        (ActorKind::Unknown, &None)
    );
}

#[test]
fn very_long_log_is_cut_to_the_newest_lines_in_a_moment() {
    let all = (0..30_000).map(|index| {
        let at = Timestamp::from_second(1_790_000_000 + index).unwrap();
        let kind = if index % 2 == 0 {
            "key_create"
        } else {
            "key_delete"
        };
        line(&format!("a{index}"), &at.to_string(), kind, None, None)
    });
    let told = read(all.collect());
    assert_eq!(told.len(), 2_000);
    assert_eq!(told[0].id, "a29999");
}

#[tokio::test]
async fn log_is_asked_for_once_from_a_moment_on() {
    let body = json!({"result": [line("a1", "2026-11-20T10:00:00Z", "key_create", None, None)]});
    let body = body.to_string();
    let server = Scripted::start(move |_, at| match at {
        0 => Reply::from((200, body.as_str())).with("content-type", "application/json"),
        1 => {
            Reply::from((200, r#"{"result": {"id": 1}}"#)).with("content-type", "application/json")
        }
        _ => Reply::from((403, r#"{"status": 403, "error": "FORBIDDEN: no"}"#))
            .with("content-type", "application/json"),
    })
    .await;
    let kind = ClickHouseKey::new(http());
    let by = credential(&server.base_url);
    let from: Timestamp = "2026-11-01T00:00:00.7Z".parse().unwrap();
    assert_eq!(kind.activity(&by, from).await.unwrap().len(), 1);
    assert_eq!(
        server.lines(),
        [format!(
            "GET /v1/organizations/{ORG}/activities?from_date=2026-11-01T00%3A00%3A00Z"
        )]
    );
    let unreadable = kind.activity(&by, from).await.unwrap_err();
    assert_eq!(unreadable.code, ErrorCode::AnswerUnreadable);
    let refused = kind.activity(&by, from).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Forbidden);
}
