//! The error table, and answers that mean harm.

use super::super::answers::{Call, fault, read};
use super::super::wire::Envelope;
use super::answer;
use crate::error::ErrorCode::{self, *};
use crate::error::Outcome::{self, Refused, Unknown};
use serde_json::Value;

const JSON: &str = "application/json";
const HTML: &str = "text/html";

fn shaped(text: &str) -> String {
    format!(
        r#"{{"status":400,"error":"{text}","requestId":"0f1e2d3c-0000-4000-8000-112233445566"}}"#
    )
}

#[test]
fn every_fault_has_its_code_and_outcome() {
    // Status, text of the error, code, outcome of a change.
    let in_shape: &[(u16, &str, ErrorCode, Outcome)] = &[
        (400, "BAD_REQUEST: name is required", Rejected, Refused),
        (400, "BAD_REQUEST: Unknown parameter: x", Rejected, Refused),
        (400, "free text", Rejected, Refused),
        (
            401,
            "UNAUTHORIZED: Key is not found",
            CredentialUnknown,
            Refused,
        ),
        (
            401,
            "UNAUTHORIZED: Key is not active",
            CredentialInactive,
            Refused,
        ),
        (
            401,
            "unauthorized: key is Not Active",
            CredentialInactive,
            Refused,
        ),
        (
            401,
            "UNAUTHORIZED: No Authorization header provided.",
            Internal,
            Refused,
        ),
        (401, "something else", CredentialUnknown, Refused),
        (402, "PAYMENT_REQUIRED: trial is over", Rejected, Unknown),
        (
            403,
            "FORBIDDEN: Key does not have the required permission",
            Forbidden,
            Refused,
        ),
        (403, "Forbidden: no", Forbidden, Refused),
        (404, "NOT_FOUND: Key not found", NotFound, Refused),
        (405, "no", Rejected, Unknown),
        (407, "FORBIDDEN: proxy", ProxyAnswer, Unknown),
        (408, "REQUEST_TIMEOUT: slow", ProviderDown, Unknown),
        (409, "CONFLICT: wrong state", Conflict, Refused),
        (410, "gone", Rejected, Unknown),
        (413, "too large", Rejected, Unknown),
        (415, "UNSUPPORTED: media type", Rejected, Refused),
        (418, "teapot", Rejected, Unknown),
        (422, "request refused", Rejected, Refused),
        (423, "locked", Rejected, Unknown),
        (429, "TOO_MANY_REQUESTS: slow down", RateLimited, Refused),
        (451, "legal", Rejected, Unknown),
        (499, "closed", Rejected, Unknown),
        (500, "INTERNAL: oops", ProviderDown, Unknown),
        (501, "no", ProviderDown, Unknown),
        (502, "no", ProviderDown, Unknown),
        (503, "no", ProviderDown, Unknown),
        (504, "no", ProviderDown, Unknown),
        (511, "sign in", ProxyAnswer, Unknown),
        (520, "no", ProviderDown, Unknown),
        (599, "no", ProviderDown, Unknown),
        (
            200,
            "INTERNAL: error inside a success",
            AnswerUnreadable,
            Unknown,
        ),
        (201, "BAD_REQUEST: as above", AnswerUnreadable, Unknown),
        (304, "not modified", AnswerUnreadable, Unknown),
    ];
    // Status, content type, body, code, outcome of a change.
    let others: &[(u16, &str, &str, ErrorCode, Outcome)] = &[
        (400, HTML, "<h1>Bad Request</h1>", ProxyAnswer, Unknown),
        (
            400,
            JSON,
            r#"{"message":"not the cloud's shape"}"#,
            ProxyAnswer,
            Unknown,
        ),
        (400, JSON, r#"{"error":null}"#, ProxyAnswer, Unknown),
        (400, JSON, r#"{"error":"  "}"#, ProxyAnswer, Unknown),
        (400, JSON, r#"{"error":{"text":"x"}}"#, ProxyAnswer, Unknown),
        (400, JSON, r#"["error"]"#, ProxyAnswer, Unknown),
        (400, JSON, "", ProxyAnswer, Unknown),
        (401, HTML, "<html>Sign in", ProxyAnswer, Unknown),
        (
            403,
            HTML,
            "<html>Blocked by your company",
            ProxyAnswer,
            Unknown,
        ),
        (403, "", "", ProxyAnswer, Unknown),
        (
            404,
            "text/plain",
            "404 page not found",
            ProxyAnswer,
            Unknown,
        ),
        (407, HTML, "<html>", ProxyAnswer, Unknown),
        (409, HTML, "<html>", ProxyAnswer, Unknown),
        (408, "", "", ProviderDown, Unknown),
        (422, "text/plain", "no", ProxyAnswer, Unknown),
        (429, "", "", RateLimited, Refused),
        (429, HTML, "<html>", RateLimited, Refused),
        (500, "text/plain", "oops", ProviderDown, Unknown),
        (502, HTML, "<html>Bad gateway", ProviderDown, Unknown),
        (503, "text/plain", "maintenance", ProviderDown, Unknown),
        (
            511,
            HTML,
            "<html>Log in to this network",
            ProxyAnswer,
            Unknown,
        ),
        (
            200,
            HTML,
            "<html>Log in to this network",
            ProxyAnswer,
            Unknown,
        ),
        (200, JSON, "{", AnswerUnreadable, Unknown),
        (200, JSON, "", AnswerUnreadable, Unknown),
        (200, "text/plain", "OK", AnswerUnreadable, Unknown),
        (204, "", "", AnswerUnreadable, Unknown),
        (304, "", "", AnswerUnreadable, Unknown),
        (100, "", "", AnswerUnreadable, Unknown),
    ];
    let in_shape = in_shape
        .iter()
        .map(|(status, text, code, outcome)| (*status, JSON, shaped(text), *code, *outcome));
    let others = others.iter().map(|(status, kind, body, code, outcome)| {
        (*status, *kind, (*body).to_owned(), *code, *outcome)
    });
    let mut rows = 0;
    for (status, kind, body, code, outcome) in in_shape.chain(others) {
        rows += 1;
        let answer = answer(status, kind, body.clone());
        for call in [Call::Change, Call::Create] {
            let error = fault(&answer, call);
            assert_eq!(
                (error.code, error.outcome),
                (code, outcome),
                "{status} {body}"
            );
            assert_eq!(error.status, Some(status));
        }
        let error = fault(&answer, Call::Read);
        assert_eq!(
            (error.code, error.outcome),
            (code, Refused),
            "{status} {body}"
        );
    }
    assert!(rows >= 60, "{rows}");
}

#[test]
fn a_create_beyond_the_quota_is_told_apart() {
    for text in [
        "BAD_REQUEST: API keys quota exceeded for the organization",
        "BAD_REQUEST: Maximum number of API keys reached",
        "FORBIDDEN: limit of 100 keys reached",
        "too many keys",
    ] {
        for status in [400, 403, 409, 422] {
            let full = fault(&answer(status, JSON, shaped(text)), Call::Create);
            assert_eq!(
                (full.code, full.outcome),
                (QuotaFull, Refused),
                "{status} {text}"
            );
        }
        let other = fault(&answer(400, JSON, shaped(text)), Call::Change);
        assert_eq!(other.code, Rejected);
    }
    for text in [
        "name exceeds the maximum length",
        "names of keys have at most 255 characters",
    ] {
        let error = fault(&answer(400, JSON, shaped(text)), Call::Create);
        assert_eq!(error.code, Rejected, "{text}");
    }
}

#[test]
fn the_clouds_words_come_without_their_code() {
    let detail = |text: &str| {
        fault(&answer(400, JSON, shaped(text)), Call::Change)
            .detail
            .unwrap()
    };
    assert_eq!(detail("BAD_REQUEST: name: too long"), "name: too long");
    assert_eq!(detail("Forbidden: not you"), "not you");
    assert_eq!(detail("name: too long"), "name: too long");
    assert_eq!(detail("BAD_REQUEST:"), "BAD_REQUEST:");
    assert_eq!(detail(&"x".repeat(5000)).len(), 200);
    assert_eq!(detail("a\\u0007b\\nc"), "a b c");
}

#[test]
fn a_refused_role_model_names_the_field() {
    let text = "BAD_REQUEST: Organization has migrated to Custom Roles. Use 'assignedRoleIds' instead of 'roles'.";
    let error = fault(&answer(400, JSON, shaped(text)), Call::Create);
    assert_eq!(error.code, Rejected);
    assert_eq!(error.field.as_deref(), Some("assigned_role_ids"));
    assert!(
        error
            .detail
            .unwrap()
            .starts_with("Organization has migrated")
    );
}

#[test]
fn a_wait_is_told_or_ten_seconds() {
    let mut limited = answer(429, "", "");
    assert_eq!(fault(&limited, Call::Read).retry_after_s, Some(10));
    limited.retry_after_s = Some(4);
    assert_eq!(fault(&limited, Call::Read).retry_after_s, Some(4));
    assert_eq!(fault(&answer(500, "", ""), Call::Read).retry_after_s, None);
}

#[test]
fn a_request_id_is_kept_only_if_it_is_one() {
    let id = |value: &str| {
        let body = format!(r#"{{"error":"X: y","requestId":{value}}}"#);
        fault(&answer(400, JSON, body), Call::Read).request_id
    };
    assert_eq!(id(r#""0f1e2d3c-0000""#).as_deref(), Some("0f1e2d3c-0000"));
    for bad in [
        r#""""#,
        "null",
        "7",
        r#""<b>""#,
        &format!("\"{}\"", "a".repeat(65)),
    ] {
        assert_eq!(id(bad), None, "{bad}");
    }
    assert_eq!(
        fault(&answer(400, JSON, r#"{"error":"X: y"}"#), Call::Read).code,
        Rejected
    );
}

#[test]
fn foreign_pages_are_shown_as_words_and_unreadable_successes_not_at_all() {
    let page =
        "<html><head><title>Sign in</title></head>\n<body>to  <b>Cafe</b> WLAN</body></html>";
    let error = fault(&answer(403, HTML, page), Call::Read);
    assert_eq!(error.detail.as_deref(), Some("Sign in to Cafe WLAN"));
    let json = fault(&answer(403, JSON, r#"{"keySecret":"x"}"#), Call::Create);
    assert_eq!(json.detail, None);
    let success = fault(&answer(200, "text/plain", "keySecret: x"), Call::Create);
    assert_eq!(success.detail, None);
    let inside = fault(&answer(200, JSON, shaped("x: keySecret y")), Call::Create);
    assert_eq!(inside.detail, None);
    let binary = fault(&answer(400, "", vec![0xff, 0xfe, 0, 7]), Call::Read);
    assert_eq!(binary.code, ProxyAnswer);
}

#[test]
fn an_error_inside_a_success_is_none() {
    let ok = |body: &str| read::<Value>(body.as_bytes()).is_some();
    assert!(ok(r#"{"status":200,"result":[]}"#));
    assert!(ok(r#"{"result":[],"error":null}"#));
    assert!(ok(r#"{"result":[],"error":""}"#));
    assert!(ok(r#"{"status":"200","requestId":7,"more":{}}"#));
    assert!(!ok(r#"{"result":[],"error":"X: y"}"#));
    assert!(!ok(r#"{"result":[],"error":{"code":1}}"#));
}

#[test]
fn hostile_json_is_refused_without_a_panic() {
    let deep = format!("{}{}", r#"{"result":"#.repeat(5000), "}".repeat(5000));
    let long = format!(r#"{{"result":"{}"}}"#, "x".repeat(1 << 20));
    let bodies: Vec<Vec<u8>> = vec![
        deep.into_bytes(),
        "[".repeat(100_000).into_bytes(),
        r#"{"result":1e999999}"#.into(),
        r#"{"result":99999999999999999999999999999999999999}"#.into(),
        r#"{"error":"a","error":"b"}"#.into(),
        b"{\"result\":\"\xff\xfe\"}".to_vec(),
        br#"{"result":"\ud800"}"#.to_vec(),
        b"\xef\xbb\xbf{}".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"7".to_vec(),
        b"\0\0\0".to_vec(),
        long.into_bytes(),
    ];
    for body in bodies {
        let _: Option<Envelope<Value>> = read(&body);
        for status in [200, 400, 401, 500] {
            let error = fault(&answer(status, JSON, body.clone()), Call::Create);
            assert!(error.detail.is_none_or(|text| text.chars().count() <= 200));
        }
    }
}
