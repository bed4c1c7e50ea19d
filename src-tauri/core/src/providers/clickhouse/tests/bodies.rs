//! What is sent, to the byte; known answers for the header and the hashes.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::{KEY_ID, KEY_SECRET, issue, json, sign};
use super::{ID, ROLE, SECRET, fields, open};
use crate::model::{AddressRule, Expiry, FieldValue, KeyPatch, NewKey};

fn rule(source: &str, description: Option<&str>) -> AddressRule {
    AddressRule {
        source: source.to_owned(),
        description: description.map(str::to_owned),
    }
}

fn full() -> NewKey {
    let at = "2027-03-31T15:00:00.987654321Z".parse().unwrap();
    NewKey::from([
        ("name".into(), FieldValue::Text("  sales-dashboard ".into())),
        (
            "assigned_role_ids".into(),
            FieldValue::Roles(vec![ROLE.to_uppercase()]),
        ),
        ("expire_at".into(), FieldValue::Expiry(Expiry::At { at })),
        (
            "ip_access_list".into(),
            FieldValue::Addresses(vec![
                rule(" 203.0.113.0/24 ", Some("office")),
                rule("2001:db8::/32", Some(" ")),
            ]),
        ),
        ("state".into(), FieldValue::Flag(true)),
        ("hash_data".into(), FieldValue::Flag(false)),
    ])
}

fn create(new: &NewKey) -> String {
    String::from_utf8(json(&issue::create_body(new, None).unwrap()).unwrap()).unwrap()
}

fn patch(fields: &[(&str, FieldValue)]) -> String {
    let patch: KeyPatch = fields
        .iter()
        .map(|(id, value)| ((*id).to_owned(), value.clone()))
        .collect();
    String::from_utf8(json(&issue::patch_body(&patch).unwrap()).unwrap()).unwrap()
}

#[test]
fn the_basic_header_is_the_known_answer_and_sensitive() {
    let pair = fields(ID, SECRET);
    let header = sign::basic(&pair[KEY_ID], &pair[KEY_SECRET]).unwrap();
    assert_eq!(
        header.to_str().unwrap(),
        "Basic QWJDZEVmR2hJaktsTW5PcFFyU3Q6NGIxZEV4YW1wbGVTZWNyZXREb05vdFVzZTAxMjM0NTY3ODlBQkNERQ=="
    );
    assert!(header.is_sensitive());
    assert_eq!(format!("{header:?}"), "Sensitive");
    let nothing = fields("", "");
    assert!(sign::basic(&nothing[KEY_ID], &nothing[KEY_SECRET]).is_err());
    let odd = fields("\n", "열쇠");
    assert!(sign::basic(&odd[KEY_ID], &odd[KEY_SECRET]).is_ok());
}

#[test]
fn hashes_are_the_known_answers() {
    for (text, hash) in [
        (
            "yourpassword",
            "48ZS8LoLSAEgWBT4trxJZyxMdOJbSXdwu4myLN606VE=",
        ),
        (ID, "pR3shLlzkK9rurDWCQoIvN3uvWlaVSPRCUuWynQ9LII="),
        (SECRET, "o/Fp0MWXuQhqvHJr3EjMO61FPcHnT+12aL/u6/lh6eA="),
    ] {
        assert_eq!(issue::hash(text), hash, "{text}");
    }
}

#[test]
fn a_create_sends_everything_that_was_chosen() {
    assert_eq!(
        create(&full()),
        concat!(
            r#"{"name":"sales-dashboard","state":"enabled","expireAt":"2027-03-31T15:00:00Z","#,
            r#""assignedRoleIds":["3f0a5a51-0000-4000-8000-0a0b0c0d0e0f"],"#,
            r#""ipAccessList":[{"source":"203.0.113.0/24","description":"office"},{"source":"2001:db8::/32"}]}"#
        )
    );
}

#[test]
fn a_create_without_an_end_off_and_with_old_roles() {
    let mut new = full();
    new.insert("expire_at".into(), FieldValue::Expiry(Expiry::Never));
    new.insert("state".into(), FieldValue::Flag(false));
    new.insert(
        "assigned_role_ids".into(),
        FieldValue::Roles(vec!["developer".into()]),
    );
    new.insert(
        "ip_access_list".into(),
        FieldValue::Addresses(vec![rule("0.0.0.0/0", None)]),
    );
    assert_eq!(
        create(&new),
        concat!(
            r#"{"name":"sales-dashboard","state":"disabled","expireAt":null,"#,
            r#""roles":["developer"],"ipAccessList":[{"source":"0.0.0.0/0"}]}"#
        )
    );
    new.remove("expire_at");
    new.remove("state");
    assert!(create(&new).contains(r#""state":"enabled","roles""#));
}

#[test]
fn a_key_made_here_sends_hashes_and_never_its_secret() {
    let body = issue::create_body(&full(), Some(&fields(ID, SECRET))).unwrap();
    let text = String::from_utf8(json(&body).unwrap()).unwrap();
    assert!(text.ends_with(concat!(
        r#""hashData":{"keyIdHash":"pR3shLlzkK9rurDWCQoIvN3uvWlaVSPRCUuWynQ9LII=","keyIdSuffix":"QrSt","#,
        r#""keySecretHash":"o/Fp0MWXuQhqvHJr3EjMO61FPcHnT+12aL/u6/lh6eA="}}"#
    )));
    assert!(!text.contains(SECRET) && !text.contains(ID));
    assert!(!text.contains(&STANDARD.encode(SECRET)));
}

#[test]
fn ids_and_secrets_made_here_have_the_clouds_form_and_never_repeat() {
    let mut seen = HashSet::new();
    let mut letters = HashSet::new();
    for _ in 0..200 {
        let made = issue::make_here().unwrap();
        let (id, secret) = (
            open(&made, KEY_ID).unwrap(),
            open(&made, KEY_SECRET).unwrap(),
        );
        assert_eq!((id.len(), secret.len()), (20, 42));
        assert!(secret.starts_with("4b1d"));
        assert!(
            id.chars()
                .chain(secret.chars())
                .all(|c| c.is_ascii_alphanumeric())
        );
        letters.extend(id.chars());
        assert!(seen.insert(id.to_owned()) && seen.insert(secret.to_owned()));
    }
    assert_eq!(letters.len(), 62);
}

#[test]
fn a_change_sends_what_changes_and_nothing_else() {
    let at = "2027-01-01T00:00:00.5Z".parse().unwrap();
    for (id, value, body) in [
        (
            "name",
            FieldValue::Text(" new ".into()),
            r#"{"name":"new"}"#,
        ),
        (
            "expire_at",
            FieldValue::Expiry(Expiry::Never),
            r#"{"expireAt":null}"#,
        ),
        (
            "expire_at",
            FieldValue::Expiry(Expiry::At { at }),
            r#"{"expireAt":"2027-01-01T00:00:00Z"}"#,
        ),
        (
            "assigned_role_ids",
            FieldValue::Roles(vec![ROLE.into()]),
            r#"{"assignedRoleIds":["3f0a5a51-0000-4000-8000-0a0b0c0d0e0f"]}"#,
        ),
        (
            "assigned_role_ids",
            FieldValue::Roles(vec!["admin".into(), "query_endpoints".into()]),
            r#"{"roles":["admin","query_endpoints"]}"#,
        ),
        (
            "ip_access_list",
            FieldValue::Addresses(vec![rule("10.0.0.0/8", None)]),
            r#"{"ipAccessList":[{"source":"10.0.0.0/8"}]}"#,
        ),
    ] {
        assert_eq!(patch(&[(id, value)]), body);
    }
    let two = patch(&[
        ("name", FieldValue::Text("n".into())),
        ("expire_at", FieldValue::Expiry(Expiry::Never)),
    ]);
    assert_eq!(two, r#"{"name":"n","expireAt":null}"#);
}

#[test]
fn text_cannot_break_out_of_a_body() {
    let body = patch(&[("name", FieldValue::Text(r#"a","state":"disabled"#.into()))]);
    assert_eq!(body, r#"{"name":"a\",\"state\":\"disabled"}"#);
    let unknown = KeyPatch::from([("colour".into(), FieldValue::Text("red".into()))]);
    assert!(issue::patch_body(&unknown).is_err());
}
