//! What answers mean, where it is not said beside the calls.

use serde_json::json;

use super::super::answers::{cloudstack, is_page, openstack, worked};
use super::*;
use crate::error::{ErrorCode, Outcome};

#[test]
fn waits_that_the_cloud_asks_for_are_kept() {
    let none = SecretFields::new();
    for (status, asked, wanted) in [
        (429, Some(7), Some(7)),
        (429, None, Some(10)),
        (503, Some(90), Some(90)),
        (503, None, Some(10)),
        (500, None, None),
    ] {
        let mut answer = answer(status, "", "");
        answer.retry_after_s = asked;
        let error = cloudstack(&answer, "listZones", &none).unwrap_err();
        assert_eq!(error.retry_after_s, wanted, "{status}");
    }
    let mut down = answer(503, "", "");
    down.retry_after_s = Some(30);
    let error = openstack(&down, ErrorCode::LoginRefused, &none);
    assert_eq!(
        (error.code, error.retry_after_s),
        (ErrorCode::ProviderDown, Some(30))
    );
}

#[test]
fn the_answer_is_the_one_top_level_object_of_its_name() {
    let none = SecretFields::new();
    for (body, wanted) in [
        (json!({"listZonesResponse": {"a": 1}}), Ok(())),
        (
            json!({"LISTZONESRESPONSE": {"a": 1}, "cookie": "x"}),
            Ok(()),
        ),
        (
            json!({"errorresponse": {"errorcode": 401}, "x": 1}),
            Err(ErrorCode::KeyPairRefused),
        ),
        (
            json!({"listzonesresponse": {"errorcode": 530}}),
            Err(ErrorCode::ProviderDown),
        ),
        (json!({"x": {"errorcode": 431}}), Err(ErrorCode::Rejected)),
        (
            json!({"x": {"errorcode": 431}, "y": {}}),
            Err(ErrorCode::AnswerUnreadable),
        ),
        (json!({"x": {}}), Err(ErrorCode::AnswerUnreadable)),
        (
            json!({"listzonesresponse": []}),
            Err(ErrorCode::AnswerUnreadable),
        ),
        (json!([]), Err(ErrorCode::AnswerUnreadable)),
    ] {
        let answer = answer(200, "text/javascript", body.to_string());
        let read = cloudstack(&answer, "listZones", &none);
        assert_eq!(read.map(drop).map_err(|error| error.code), wanted, "{body}");
    }
}

#[test]
fn a_fault_in_a_success_is_no_success() {
    for (status, body, wanted) in [
        (200, r#"{"httpStatus":200,"data":[]}"#, true),
        (200, r#"{"httpStatus":"202"}"#, true),
        (200, r#"{"httpStatus":500}"#, false),
        (200, r#"{"httpStatus":"404"}"#, false),
        (200, r#"{"httpStatus":null}"#, true),
        (200, r#"{"httpStatus":999999999}"#, true),
        (200, "", true),
        (404, r#"{"httpStatus":200}"#, false),
    ] {
        assert_eq!(worked(&answer(status, "", body)), wanted, "{body}");
    }
}

#[test]
fn hostile_answers_do_no_harm() {
    let none = SecretFields::new();
    let deep = format!("{}{}", "{\"a\":".repeat(60), "}".repeat(60));
    for body in [
        "\u{0}".to_owned(),
        "{".repeat(100_000),
        deep,
        "<".repeat(100_000),
        json!({"error": {"message": "x".repeat(100_000)}}).to_string(),
        json!({"errorresponse": {"errorcode": -1, "errortext": ["x"]}}).to_string(),
        json!({"errorresponse": {"errorcode": 70000, "errortext": "\u{202e}\u{0}"}}).to_string(),
        json!({"error": null, "httpStatus": -5}).to_string(),
    ] {
        for status in [200, 304, 401, 599] {
            let answer = answer(status, "", body.clone());
            for error in [
                cloudstack(&answer, "listZones", &none).unwrap_err(),
                openstack(&answer, ErrorCode::LoginRefused, &none),
            ] {
                assert_eq!(error.outcome, Outcome::Refused);
                assert!(error.detail.unwrap_or_default().chars().count() <= 200);
            }
        }
    }
    let mut bytes = answer(401, "", vec![0xff, 0xfe, b'{']);
    bytes.content_type = "text/html".to_owned();
    assert!(is_page(&bytes));
}
