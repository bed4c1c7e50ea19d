//! The error table: every shape, every code, and answers that mean harm.

use serde_json::json;

use super::super::Service::{self, ApiGateway, Sts, SubAccount};
use super::super::answers::{Call, fault, read};
use super::{Cloud, ID, Reply, SECRET, answer};
use crate::error::ErrorCode::{self, *};
use crate::error::Outcome::{self, Refused, Unknown};
use crate::kind::KeyKind;

const JSON: &str = "application/json";

fn gateway(code: u32) -> String {
    json!({"error": {"errorCode": code.to_string(), "message": "Words", "details": "more"}})
        .to_string()
}

fn meaning(status: u16, body: &str, service: Service) -> (ErrorCode, Outcome) {
    let error = fault(&answer(status, JSON, body), service, Call::Create);
    assert_eq!(error.status, Some(status));
    let read = fault(&answer(status, JSON, body), service, Call::Read);
    assert_eq!((read.code, read.outcome), (error.code, Refused));
    (error.code, error.outcome)
}

#[test]
fn every_code_of_the_gateway_has_its_meaning() {
    for (status, code, wanted, outcome) in [
        (400, 100, Rejected, Refused),
        (401, 200, CredentialUnknown, Refused),
        (401, 210, Forbidden, Refused),
        (403, 230, Forbidden, Refused),
        (404, 300, NotFound, Refused),
        (408, 0, ProviderDown, Unknown),
        (409, 0, Conflict, Refused),
        (413, 430, Rejected, Refused),
        (413, 0, Rejected, Unknown),
        (415, 0, Rejected, Refused),
        (422, 0, Rejected, Refused),
        (429, 400, CallsUsedUp, Refused),
        (429, 410, Throttled, Refused),
        (429, 420, RateLimited, Refused),
        (500, 900, ProviderDown, Unknown),
        (503, 500, ProviderDown, Unknown),
        (504, 510, ProviderDown, Unknown),
        (407, 0, ProxyAnswer, Unknown),
        (511, 0, ProxyAnswer, Unknown),
        (402, 0, Rejected, Unknown),
        (451, 0, Rejected, Unknown),
        (304, 0, AnswerUnreadable, Unknown),
    ] {
        let got = meaning(status, &gateway(code), ApiGateway);
        assert_eq!(got, (wanted, outcome), "{status}/{code}");
    }
}

#[test]
fn codes_of_services_mean_something_only_there() {
    let flat = |code: u32| json!({"errorCode": code, "message": "Words"}).to_string();
    for (status, code, service, wanted) in [
        (404, 9014, ApiGateway, ServiceNotOpened),
        (400, 9014, ApiGateway, ServiceNotOpened),
        (500, 9014, ApiGateway, ServiceNotOpened),
        (409, 9012, SubAccount, QuotaFull),
        (409, 9012, ApiGateway, Conflict),
        (404, 30, SubAccount, NotFound),
        (401, 30, SubAccount, NotFound),
        (401, 30, Sts, CredentialUnknown),
        (400, 904, SubAccount, NotFound),
        (400, 904, ApiGateway, Rejected),
        (404, 300, Sts, CredentialUnknown),
    ] {
        let got = meaning(status, &flat(code), service);
        assert_eq!(got, (wanted, Refused), "{status}/{code}");
    }
    // Whether a sub account may look after itself is not documented.
    assert_eq!(meaning(401, "", SubAccount).0, Forbidden);
    assert_eq!(meaning(401, &gateway(200), SubAccount).0, CredentialUnknown);
    assert_eq!(meaning(401, "", ApiGateway).0, CredentialUnknown);
    // An error inside a success: nobody knows what became of it.
    assert_eq!(
        meaning(200, &flat(9014), ApiGateway),
        (ServiceNotOpened, Unknown)
    );
    assert_eq!(meaning(200, &gateway(300), ApiGateway), (Rejected, Unknown));
    let no = json!({"success": false, "message": "Words"}).to_string();
    assert_eq!(meaning(200, &no, SubAccount), (Rejected, Unknown));
}

#[test]
fn every_shape_is_read() {
    let all = [
        json!({"error": {"errorCode": "210", "message": "Permission Denied", "details": "policy"}}),
        json!({"error": {"errorCode": 210, "message": "Permission Denied: policy"}}),
        json!({"errorCode": 210, "message": "Permission Denied: policy"}),
        json!({"errorCode": "210", "message": "Permission Denied", "details": "policy"}),
        json!({"responseError": {"returnCode": "210", "returnMessage": "Permission Denied: policy"}}),
        json!({"responseError": {"returnCode": 210, "returnMessage": "Permission Denied: policy"}}),
        json!({"code": 210, "msg": "Permission Denied: policy", "data": null}),
        json!({"code": "210", "msg": "Permission Denied: policy", "data": {}}),
        json!({"status": {"code": 210, "message": "Permission Denied: policy"}}),
    ];
    for body in all.map(|body| body.to_string()).into_iter().chain([
        "<?xml version=\"1.0\"?><Error><Code>210</Code><Message>Permission Denied: policy</Message></Error>".to_owned(),
        " <responseError><returnCode>210</returnCode><returnMessage>Permission Denied: policy</returnMessage></responseError>".to_owned(),
    ]) {
        let error = fault(&answer(401, "", body.clone()), ApiGateway, Call::Create);
        assert_eq!((error.code, error.outcome), (Forbidden, Refused), "{body}");
        assert_eq!(error.detail.as_deref(), Some("Permission Denied: policy"), "{body}");
    }
    // Without a number.
    for (body, words) in [
        (json!({"error": {"errorCode": "Unauthorized", "message": "No", "detail": "why", "fieldErrors": [{"field": "x"}]}}).to_string(), Some("No: why")),
        (json!({"error": {"message": "No"}}).to_string(), Some("No")),
        (json!({"error": "No"}).to_string(), Some("No")),
        (json!({"timestamp": "2026-11-21T01:02:03Z", "status": 401, "error": "Unauthorized", "message": "Why not"}).to_string(), Some("Why not")),
        (json!({"timestamp": 1, "status": 401, "error": "Unauthorized"}).to_string(), Some("Unauthorized")),
        ("<Error><Code>AccessDenied</Code></Error>".to_owned(), Some("AccessDenied")),
        (String::new(), None),
        (" \n".to_owned(), None),
    ] {
        let error = fault(&answer(401, "", body.clone()), ApiGateway, Call::Create);
        assert_eq!((error.code, error.outcome), (CredentialUnknown, Refused), "{body}");
        assert_eq!(error.detail.as_deref(), words, "{body}");
    }
}

#[test]
fn what_is_in_nobody_s_shape_is_not_certain() {
    for (status, content_type, body, wanted) in [
        (
            400,
            "text/html",
            "<h1>Bad Request</h1>",
            (ProxyAnswer, Unknown),
        ),
        (401, "", "<!DOCTYPE html><html>", (ProxyAnswer, Unknown)),
        (
            403,
            "",
            "<HTML>Blocked by your company",
            (ProxyAnswer, Unknown),
        ),
        (
            200,
            "text/html",
            "<html>Log in to this network",
            (ProxyAnswer, Unknown),
        ),
        (429, "text/html", "<html>", (RateLimited, Refused)),
        (
            502,
            "text/html",
            "<html>Bad gateway",
            (ProviderDown, Unknown),
        ),
        (
            401,
            "text/plain",
            "signature does not match",
            (CredentialUnknown, Unknown),
        ),
        (403, "text/plain", "no", (Forbidden, Unknown)),
        (404, JSON, "{}", (NotFound, Unknown)),
        (400, JSON, "[]", (Rejected, Unknown)),
        (400, JSON, "{\"error\":null}", (Rejected, Unknown)),
        (400, JSON, "{\"error\":\" \"}", (Rejected, Unknown)),
        (400, JSON, "{\"error\":7}", (Rejected, Unknown)),
        (400, JSON, "{\"status\":400}", (Rejected, Unknown)),
        (400, "", "<a><b>no code</b></a>", (Rejected, Unknown)),
        (200, JSON, "{", (AnswerUnreadable, Unknown)),
        (200, JSON, "", (AnswerUnreadable, Unknown)),
    ] {
        let error = fault(
            &answer(status, content_type, body),
            ApiGateway,
            Call::Create,
        );
        assert_eq!((error.code, error.outcome), wanted, "{status} {body}");
    }
}

#[test]
fn nothing_of_a_success_is_shown_and_foreign_json_neither() {
    for (status, body) in [
        (200, json!({"apiKey": {"primaryKey": "secret"}}).to_string()),
        (200, "secret".to_owned()),
        (400, json!({"primaryKey": "secret"}).to_string()),
    ] {
        let error = fault(
            &answer(status, JSON, body.clone()),
            ApiGateway,
            Call::Create,
        );
        assert_eq!(error.detail, None, "{body}");
    }
    let page = answer(403, "text/html", "<html><b>Blocked</b> by <i>us</i>");
    let shown = fault(&page, ApiGateway, Call::Read).detail;
    assert_eq!(shown.as_deref(), Some("Blocked by us"));
}

#[test]
fn hostile_answers_are_only_errors() {
    let deep = format!("{}{}", "{\"error\":".repeat(60), "1").into_bytes();
    let long = format!("{{\"error\":\"{}\"}}", "x".repeat(100_000)).into_bytes();
    for body in [
        deep,
        long,
        vec![0xff; 5000],
        b"<".repeat(5000),
        b"<Code>".to_vec(),
        b"{\"error\":{\"errorCode\":1e999}}".to_vec(),
        "{\"error\":{\"errorCode\":99999999999999999999}}"
            .as_bytes()
            .to_vec(),
    ] {
        for status in [200, 400, 401, 409, 500] {
            let answer = answer(status, "", body.clone());
            assert!(read(&answer).is_none());
            let error = fault(&answer, SubAccount, Call::Create);
            assert!(error.detail.is_none_or(|text| text.chars().count() <= 200));
        }
    }
}

#[tokio::test]
async fn an_error_that_quotes_our_key_is_not_shown() {
    for words in [
        format!("you sent {SECRET}"),
        format!("key {ID}"),
        format!("{}{}", "x".repeat(180), &SECRET[8..]),
    ] {
        let cloud = Cloud::saying(400, json!({"error": words})).await;
        let error = Cloud::gateway_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!((error.code, error.detail), (Rejected, None), "{words}");
    }
    let cloud = Cloud::saying(400, json!({"error": "keys begin with ncp_iam_"})).await;
    let error = Cloud::gateway_keys().list(&cloud.by).await.unwrap_err();
    assert!(error.detail.is_some());
}

#[tokio::test]
async fn the_id_of_a_request_and_the_wait_are_kept() {
    let cloud = Cloud::start(|_, _| {
        let headers = vec![
            (
                "x-ncp-request-id",
                "0f1e2d3c-0000-4000-8000-112233445566".to_owned(),
            ),
            ("retry-after", "90".to_owned()),
        ];
        Reply(429, headers, String::new())
    })
    .await;
    let error = Cloud::gateway_keys().list(&cloud.by).await.unwrap_err();
    assert_eq!(error.code, RateLimited);
    assert_eq!(error.retry_after_s, Some(90));
    assert_eq!(
        error.request_id.as_deref(),
        Some("0f1e2d3c-0000-4000-8000-112233445566")
    );
    let cloud = Cloud::start(|_, _| {
        Reply(
            403,
            vec![("x-ncp-request-id", "<script>".to_owned())],
            String::new(),
        )
    })
    .await;
    let error = Cloud::gateway_keys().list(&cloud.by).await.unwrap_err();
    assert_eq!((error.code, error.request_id), (Forbidden, None));
}

#[tokio::test]
async fn a_refusal_is_blamed_on_the_clock_only_when_it_is_off() {
    for (off_s, body, wanted) in [
        (-540_i64, gateway(200), (ClockOff, Some(9))),
        (540, gateway(200), (ClockOff, Some(-9))),
        // To the nearest minute.
        (580, gateway(200), (ClockOff, Some(-10))),
        (-560, gateway(200), (ClockOff, Some(9))),
        (-200, gateway(200), (CredentialUnknown, None)),
        (-540, gateway(210), (Forbidden, None)),
    ] {
        let cloud = Cloud::start(move |_, _| {
            let now = std::time::SystemTime::now();
            let off = std::time::Duration::from_secs(off_s.unsigned_abs());
            let then = if off_s < 0 { now - off } else { now + off };
            let date = httpdate::fmt_http_date(then);
            Reply(401, vec![("date", date)], body.clone())
        })
        .await;
        let error = Cloud::gateway_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!((error.code, error.clock_minutes), wanted, "{off_s}");
    }
}
