//! Checks before anything is sent, and texts to copy.

use super::super::{KEY_ID, KEY_SECRET, copy, key::ClickHouseKey};
use super::{ID, ROLE, SECRET, credential, fields};
use crate::error::FieldProblem::{self, *};
use crate::http::{Http, Tuning};
use crate::kind::{KeyKind, SecretFields};
use crate::model::{AddressRule, CopyWhat, Expiry, FieldValue, NewKey};
use jiff::{Timestamp, ToSpan};
use secrecy::ExposeSecret;

fn kind() -> ClickHouseKey {
    ClickHouseKey::new(Http::new(Tuning::default()).unwrap())
}

fn addresses(sources: &[&str]) -> FieldValue {
    let rule = |source: &&str| AddressRule {
        source: (*source).to_owned(),
        description: None,
    };
    FieldValue::Addresses(sources.iter().map(rule).collect())
}

fn good() -> NewKey {
    NewKey::from([
        ("name".into(), FieldValue::Text("k".into())),
        (
            "assigned_role_ids".into(),
            FieldValue::Roles(vec![ROLE.into()]),
        ),
        ("expire_at".into(), FieldValue::Expiry(Expiry::Never)),
        ("ip_access_list".into(), addresses(&["0.0.0.0/0"])),
    ])
}

#[test]
fn a_good_key_passes_and_a_good_change_too() {
    let kind = kind();
    assert!(kind.check_new(&good(), false).is_ok());
    assert!(kind.check_new(&good(), true).is_ok());
    assert!(kind.check_new(&NewKey::new(), true).is_ok());
}

#[test]
fn each_field_is_checked() {
    let kind = kind();
    let long = "ㄱ".repeat(101);
    let past = FieldValue::Expiry(Expiry::At {
        at: Timestamp::now() - 1.second(),
    });
    let now = FieldValue::Expiry(Expiry::At {
        at: Timestamp::now(),
    });
    let roles = |ids: &[&str]| FieldValue::Roles(ids.iter().map(|id| (*id).to_owned()).collect());
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let upper = ROLE.to_uppercase();
    let rows: Vec<(&str, FieldValue, Option<FieldProblem>)> = vec![
        ("name", text(""), Some(Missing)),
        ("name", text("  "), Some(Missing)),
        ("name", text(&long), Some(TooLong)),
        ("name", text(&long[..300]), None),
        ("name", text("a\u{7}b"), Some(BadCharacter)),
        ("name", text("a\nb"), Some(BadCharacter)),
        ("name", text(" 한글 이름 "), None),
        ("name", FieldValue::Flag(true), Some(NotAChoice)),
        ("assigned_role_ids", roles(&[]), Some(Missing)),
        ("assigned_role_ids", roles(&["Admin"]), Some(NotAChoice)),
        (
            "assigned_role_ids",
            roles(&[ROLE, "admin"]),
            Some(NotAChoice),
        ),
        ("assigned_role_ids", roles(&[ROLE, &upper]), Some(Duplicate)),
        (
            "assigned_role_ids",
            roles(&["admin", "admin"]),
            Some(Duplicate),
        ),
        ("assigned_role_ids", roles(&["admin", "developer"]), None),
        ("assigned_role_ids", roles(&[&upper]), None),
        ("expire_at", past, Some(NotInFuture)),
        ("expire_at", now, Some(NotInFuture)),
        (
            "expire_at",
            FieldValue::Expiry(Expiry::Unknown),
            Some(NotInFuture),
        ),
        ("ip_access_list", addresses(&[]), Some(EmptyList)),
        ("ip_access_list", addresses(&[""]), Some(NotAnAddress)),
        (
            "ip_access_list",
            addresses(&["example.com"]),
            Some(NotAnAddress),
        ),
        (
            "ip_access_list",
            addresses(&["10.0.0.256"]),
            Some(NotAnAddress),
        ),
        (
            "ip_access_list",
            addresses(&["10.0.0.0/33"]),
            Some(NotAnAddress),
        ),
        (
            "ip_access_list",
            addresses(&["fe80::1%eth0"]),
            Some(NotAnAddress),
        ),
        (
            "ip_access_list",
            addresses(&["10.0.0.1/24"]),
            Some(HostBits),
        ),
        ("ip_access_list", addresses(&["1.2.3.4/0"]), Some(HostBits)),
        (
            "ip_access_list",
            addresses(&["2001:db8::1/32"]),
            Some(HostBits),
        ),
        (
            "ip_access_list",
            addresses(&["10.0.0.1", "10.0.0.1/32"]),
            Some(Duplicate),
        ),
        (
            "ip_access_list",
            addresses(&["::/0", "0::0/0"]),
            Some(Duplicate),
        ),
        (
            "ip_access_list",
            addresses(&[" 10.0.0.1 ", "2001:db8::1", "::/0"]),
            None,
        ),
        ("hash_data", FieldValue::Flag(true), None),
        ("state", FieldValue::Flag(false), None),
        ("colour", text("red"), Some(NotAChoice)),
    ];
    for (field, value, problem) in rows {
        let mut new = good();
        new.insert(field.to_owned(), value.clone());
        let found = kind.check_new(&new, false).err();
        assert_eq!(
            found.as_ref().and_then(|e| e.problem),
            problem,
            "{field} {value:?}"
        );
        if problem.is_some() {
            assert_eq!(found.unwrap().field.as_deref(), Some(field));
        }
    }
}

#[test]
fn required_fields_are_required_only_of_a_new_key() {
    let kind = kind();
    for field in ["name", "assigned_role_ids", "ip_access_list"] {
        let mut new = good();
        new.remove(field);
        let error = kind.check_new(&new, false).unwrap_err();
        assert_eq!(
            (error.field.as_deref(), error.problem),
            (Some(field), Some(Missing))
        );
        assert!(kind.check_new(&new, true).is_ok());
    }
    for field in ["state", "hash_data"] {
        let patch = NewKey::from([(field.to_owned(), FieldValue::Flag(true))]);
        assert!(kind.check_new(&patch, true).is_err(), "{field}");
    }
}

#[test]
fn a_credential_is_refused_only_for_what_cannot_work() {
    let kind = kind();
    let problem = |id: &str, secret: &str| {
        let error = kind.check_credential(&fields(id, secret)).err()?;
        Some((error.field.unwrap(), error.problem.unwrap()))
    };
    assert_eq!(problem(ID, SECRET), None);
    assert_eq!(problem("x", "y:z"), None);
    let id = |problem| Some((KEY_ID.to_owned(), problem));
    let secret = |problem| Some((KEY_SECRET.to_owned(), problem));
    assert_eq!(problem("", SECRET), id(Missing));
    assert_eq!(problem("a b", SECRET), id(BadCharacter));
    assert_eq!(problem("a:b", SECRET), id(BadCharacter));
    assert_eq!(problem(&"x".repeat(201), SECRET), id(TooLong));
    assert_eq!(problem(ID, ""), secret(Missing));
    assert_eq!(problem(ID, "a\nb"), secret(BadCharacter));
    assert_eq!(problem(ID, &"x".repeat(501)), secret(TooLong));
    assert!(kind.check_credential(&SecretFields::new()).is_err());
    let mut more = fields(ID, SECRET);
    more.extend([("token".to_owned(), "x".into())]);
    assert!(kind.check_credential(&more).is_err());
}

#[test]
fn texts_to_copy() {
    let by = credential("https://api.clickhouse.cloud");
    // EXPOSE: made-up values of a test.
    let text = |what| copy::text(&by, what).unwrap().expose_secret().to_owned();
    assert_eq!(text(CopyWhat::Id), ID);
    assert_eq!(text(CopyWhat::Secret), SECRET);
    assert_eq!(
        text(CopyWhat::Curl),
        r#"curl --user "AbCdEfGhIjKlMnOpQrSt" https://api.clickhouse.cloud/v1/organizations"#
    );
    assert_eq!(
        text(CopyWhat::CurlWithSecret),
        format!("curl --user '{ID}:{SECRET}' https://api.clickhouse.cloud/v1/organizations")
    );
}

#[test]
fn a_copied_line_cannot_run_anything_else() {
    let mut by = credential("http://127.0.0.1:9/base/");
    by.fields = fields("$(id)\"", "a'; rm -rf ~ #");
    // EXPOSE: made-up values of a test.
    let text = |what| copy::text(&by, what).unwrap().expose_secret().to_owned();
    assert_eq!(
        text(CopyWhat::Curl),
        r#"curl --user '$(id)"' http://127.0.0.1:9/base/v1/organizations"#
    );
    assert_eq!(
        text(CopyWhat::CurlWithSecret),
        r#"curl --user '$(id)":a'\''; rm -rf ~ #' http://127.0.0.1:9/base/v1/organizations"#
    );
}

#[test]
fn the_spec_lists_what_it_can_do() {
    let kind = kind();
    let spec = kind.spec();
    assert_eq!(spec.realms[0].base_url, "https://api.clickhouse.cloud");
    assert_eq!(spec.fields.len(), 2);
    assert_eq!(kind.secret_fields(), [KEY_SECRET]);
    assert_eq!(kind.public_id(&fields(ID, SECRET)).as_deref(), Some(ID));
    assert!(
        spec.links
            .iter()
            .all(|link| link.url.starts_with("https://"))
    );
    assert!(kind.make_here(&good()).unwrap().is_none());
    let mut here = good();
    here.insert("hash_data".into(), FieldValue::Flag(true));
    assert!(kind.make_here(&here).unwrap().is_some());
}
