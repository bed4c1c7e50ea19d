use serde_json::{Value, json};

use super::*;

const ORG: &str = "/v1/organizations/11111111-0000-4000-8000-000000000000";

#[test]
fn requests_that_fit_the_description_pass() {
    let keys = format!("{ORG}/keys");
    assert_eq!(check_request("GET", "/v1/whoami", &Value::Null), Ok(()));
    assert_eq!(
        check_request("GET", &format!("{keys}?limit=5&cursor=a%3D"), &Value::Null),
        Ok(())
    );
    assert_eq!(
        check_request("PATCH", &format!("{keys}/x"), &json!({"expireAt": null})),
        Ok(())
    );
    let role = "3f0a5a51-0000-4000-8000-0a0b0c0d0e0f";
    let body = json!({
        "name": "sales-dashboard", "state": "enabled", "expireAt": "2027-03-31T15:00:00Z",
        "assignedRoleIds": [role], "ipAccessList": [{"source": "203.0.113.0/24", "description": "office"}],
    });
    assert_eq!(check_request("POST", &keys, &body), Ok(()));
}

#[test]
fn requests_that_do_not_fit_are_told() {
    let keys = format!("{ORG}/keys");
    let one = format!("{keys}/x");
    for (method, path, body) in [
        ("GET", "/v1/nothing", Value::Null),
        ("PUT", keys.as_str(), Value::Null),
        ("GET", keys.as_str(), json!({})),
        ("GET", &format!("{keys}?page=2"), Value::Null),
        ("POST", &keys, Value::Null),
        ("POST", &keys, json!("text")),
        ("POST", &keys, json!({})),
        ("POST", &keys, json!({"name": "a", "expiresAt": null})),
        ("POST", &keys, json!({"name": "a", "expireAt": "tomorrow"})),
        (
            "POST",
            &keys,
            json!({"name": "a", "assignedRoleIds": ["admin"]}),
        ),
        (
            "POST",
            &keys,
            json!({"name": "a", "ipAccessList": [{"cidr": "0.0.0.0/0"}]}),
        ),
        ("PATCH", &one, json!({"name": null})),
        ("PATCH", &one, json!({"hashData": {}})),
    ] {
        assert!(
            check_request(method, path, &body).is_err(),
            "{method} {path} {body}"
        );
    }
}

#[test]
fn answers_that_do_not_fit_are_told() {
    let keys = format!("{ORG}/keys");
    let id = "0f1e2d3c-0000-4000-8000-112233445566";
    let good = json!({"status": 200, "requestId": id, "result": {"keyId": "a", "keySecret": "b"}});
    assert_eq!(check_answer("POST", &keys, 200, &good), Ok(()));
    let refused =
        json!({"status": 401, "error": "UNAUTHORIZED: Key is not found", "requestId": id});
    assert_eq!(check_answer("POST", &keys, 401, &refused), Ok(()));
    for (status, body) in [
        (201, good.clone()),
        (401, good.clone()),
        (200, refused),
        (200, json!({"status": 200})),
        (200, json!({"status": 201, "result": {}})),
        (
            200,
            json!({"status": 200, "requestId": "no uuid", "result": {}}),
        ),
        (200, json!({"status": 200, "result": {"secret": "b"}})),
        (500, json!({"status": 500})),
    ] {
        assert!(
            check_answer("POST", &keys, status, &body).is_err(),
            "{status} {body}"
        );
    }
}

#[test]
fn complaints_do_not_repeat_values() {
    let body = json!({"status": 200, "result": {"keySecret": ["4b1dVerySecret"]}});
    let complaint = check_answer("POST", &format!("{ORG}/keys"), 200, &body).unwrap_err();
    assert!(!complaint.contains("4b1dVerySecret"), "{complaint}");
}
