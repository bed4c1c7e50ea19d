//! The error table: every shape and status, for every kind of call.

use serde_json::json;

use super::super::answers::{Call, fault};
use super::answer;
use crate::error::ErrorCode::{self, *};
use crate::error::Outcome::{self, Refused, Unknown};

const JSON: &str = "application/json";

fn envelope(status: u16) -> String {
    json!({"error": {"code": status, "title": "T", "message": "Words"}}).to_string()
}

fn meaning(status: u16, content_type: &str, body: &str, call: Call) -> (ErrorCode, Outcome) {
    let error = fault(&answer(status, content_type, body), call);
    assert_eq!(error.status, Some(status));
    (error.code, error.outcome)
}

#[test]
fn every_status_in_keystone_s_shape_has_its_meaning() {
    for (status, mint, read, one, change) in [
        (400, Rejected, Rejected, Rejected, Rejected),
        (
            401,
            CredentialUnknown,
            CredentialUnknown,
            CredentialUnknown,
            CredentialUnknown,
        ),
        (403, Forbidden, NotOffered, NotOffered, NotOffered),
        (
            404,
            CredentialUnknown,
            CredentialUnknown,
            NotFound,
            NotFound,
        ),
        (405, Rejected, NotOffered, NotOffered, NotOffered),
        (409, Conflict, Conflict, Conflict, Conflict),
        (415, Rejected, Rejected, Rejected, Rejected),
        (422, Rejected, Rejected, Rejected, Rejected),
        (429, RateLimited, RateLimited, RateLimited, RateLimited),
    ] {
        let body = envelope(status);
        for (call, wanted) in [
            (Call::Mint, mint),
            (Call::Read, read),
            (Call::One, one),
            (Call::Change, change),
        ] {
            let got = meaning(status, JSON, &body, call);
            assert_eq!(got, (wanted, Refused), "{status} {call:?}");
        }
    }
    let by_name = |status| meaning(status, JSON, &envelope(status), Call::MintByName).0;
    assert_eq!(by_name(401), NameOrUserWrong);
    assert_eq!(by_name(404), CredentialUnknown);
}

#[test]
fn what_is_not_offered_is_told_from_what_is_gone() {
    let message = json!({"message": "The method is not allowed for the requested URL."});
    let page = "<!doctype html><title>404 Not Found</title>";
    for (status, content_type, body, wanted, outcome) in [
        (404, "text/html", page, NotOffered, Unknown),
        (404, "", "", NotOffered, Unknown),
        (404, JSON, "{}", NotOffered, Unknown),
        (404, JSON, r#"{"error":"text"}"#, NotOffered, Unknown),
        (405, JSON, &*message.to_string(), NotOffered, Refused),
        (405, "", "", NotOffered, Refused),
        (405, "text/html", page, NotOffered, Unknown),
        (501, JSON, "{}", NotOffered, Refused),
        (501, "text/html", page, NotOffered, Unknown),
        (403, "text/html", page, NotOffered, Unknown),
        (403, "", "", NotOffered, Unknown),
        (401, "", "", CredentialUnknown, Unknown),
        (401, "text/html", page, ProxyAnswer, Unknown),
        (400, "text/html", page, ProxyAnswer, Unknown),
        (413, JSON, &*envelope(413), Rejected, Unknown),
        (407, "", "", ProxyAnswer, Unknown),
        (511, "text/html", page, ProxyAnswer, Unknown),
        (408, "", "", ProviderDown, Unknown),
        (500, JSON, &*envelope(500), ProviderDown, Unknown),
        (502, "text/html", page, ProviderDown, Unknown),
        (504, "", "", ProviderDown, Unknown),
        (200, JSON, "{", AnswerUnreadable, Unknown),
        (200, "text/html", page, ProxyAnswer, Unknown),
        (304, "", "", AnswerUnreadable, Unknown),
    ] {
        let got = meaning(status, content_type, body, Call::Change);
        assert_eq!(got, (wanted, outcome), "{status} {body}");
        let read = meaning(status, content_type, body, Call::Read);
        assert_eq!(read, (wanted, Refused), "{status} {body}");
    }
}

#[test]
fn words_are_taken_from_errors_only() {
    let detail = |status, body: &str| fault(&answer(status, JSON, body), Call::Read).detail;
    assert_eq!(detail(403, &envelope(403)).as_deref(), Some("Words"));
    let title = json!({"error": {"title": "Forbidden", "message": " "}}).to_string();
    assert_eq!(detail(403, &title).as_deref(), Some("Forbidden"));
    let flask = json!({"message": "Not allowed."}).to_string();
    assert_eq!(detail(405, &flask).as_deref(), Some("Not allowed."));
    // It may hold a secret.
    assert_eq!(detail(200, r#"{"message":"Words"}"#), None);
    assert_eq!(detail(500, r#"{"secret":"x"}"#), None);
    let long = json!({"error": {"message": "가\nxx".repeat(500)}}).to_string();
    assert_eq!(detail(400, &long).unwrap().chars().count(), 200);
    // No answer does harm.
    for body in ["", "[", "null", "{\"error\":{}}", &"[".repeat(100_000)] {
        assert_eq!(meaning(403, JSON, body, Call::Read).0, NotOffered);
    }
}

#[test]
fn a_limit_says_how_long_to_wait() {
    let mut limited = answer(429, JSON, "");
    let wait = |answer: &_| fault(answer, Call::Read).retry_after_s;
    assert_eq!(wait(&limited), Some(10));
    limited.retry_after_s = Some(3);
    assert_eq!(wait(&limited), Some(3));
}
