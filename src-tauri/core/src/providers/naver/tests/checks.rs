//! Checks before anything is sent, texts to copy, and the facts.

use secrecy::ExposeSecret;

use super::super::{ACCESS_KEY, PRIMARY_KEY, SECONDARY_KEY, SECRET_KEY, copy};
use super::{
    Cloud, ID, PRIMARY, SECONDARY, SECRET, SUB, credential, fields, form, gateway_credential,
};
use crate::error::FieldProblem::{self, *};
use crate::kind::{KeyKind, SecretFields};
use crate::model::{CopyWhat, FieldValue, NewKey};

fn problem(checked: crate::Result<()>) -> Option<(String, FieldProblem)> {
    let error = checked.err()?;
    Some((error.field.unwrap(), error.problem.unwrap()))
}

#[test]
fn a_gateway_key_s_form_counts_characters() {
    let kind = Cloud::gateway_keys();
    let (twenty, fifty) = ("가".repeat(20), "나".repeat(50));
    let longer = format!("{twenty}a");
    let noted = format!("{fifty}a");
    for (new, wanted) in [
        (
            vec![("name", twenty.as_str()), ("description", &fifty)],
            None,
        ),
        (vec![("name", " x "), ("description", "")], None),
        (vec![("name", longer.as_str())], Some(("name", TooLong))),
        (vec![("name", "")], Some(("name", Missing))),
        (vec![("name", "a\nb")], Some(("name", BadCharacter))),
        (vec![("description", "x")], Some(("name", Missing))),
        (
            vec![("name", "x"), ("description", noted.as_str())],
            Some(("description", TooLong)),
        ),
        (
            vec![("name", "x"), ("colour", "red")],
            Some(("colour", NotAChoice)),
        ),
    ] {
        let got = problem(kind.check_new(&form(&new), false));
        assert_eq!(
            got,
            wanted.map(|(field, problem)| (field.to_owned(), problem))
        );
    }
    assert!(kind.check_new(&form(&[("description", "")]), true).is_ok());
    let flag = NewKey::from([("name".to_owned(), FieldValue::Flag(true))]);
    assert_eq!(problem(kind.check_new(&flag, false)).unwrap().1, NotAChoice);
}

#[test]
fn a_sub_account_s_form_needs_an_account() {
    let kind = Cloud::sub_account_keys();
    for (new, wanted) in [
        (vec![("sub_account", SUB)], None),
        (vec![("sub_account", SUB), ("label", "보고서")], None),
        (vec![], Some(Missing)),
        (vec![("sub_account", " ")], Some(Missing)),
        (vec![("sub_account", "../x")], Some(NotAChoice)),
    ] {
        assert_eq!(
            problem(kind.check_new(&form(&new), false)).map(|(_, p)| p),
            wanted
        );
    }
    let memo = |count| "메".repeat(count);
    for (memo, wanted) in [
        (memo(100), None),
        (memo(101), Some(TooLong)),
        ("x".repeat(300), None),
    ] {
        let group = form(&[("login_id", "bot"), ("name", "로봇"), ("memo", &memo)]);
        assert_eq!(problem(kind.check_group(&group)).map(|(_, p)| p), wanted);
    }
    for (group, field) in [
        (form(&[("name", "로봇")]), "login_id"),
        (form(&[("login_id", "bot"), ("name", "로")]), "name"),
        (
            form(&[("login_id", "bot"), ("name", &"x".repeat(31))]),
            "name",
        ),
    ] {
        assert_eq!(problem(kind.check_group(&group)).unwrap().0, field);
    }
}

#[test]
fn a_credential_is_refused_only_for_what_cannot_work() {
    let kind = Cloud::access_keys();
    let check = |id: &str, secret: &str| {
        problem(kind.check_credential(&fields([(ACCESS_KEY, id), (SECRET_KEY, secret)])))
    };
    assert_eq!(check(ID, SECRET), None);
    assert_eq!(check("x", "짧은:값"), None);
    let id = |problem| Some((ACCESS_KEY.to_owned(), problem));
    let secret = |problem| Some((SECRET_KEY.to_owned(), problem));
    assert_eq!(check("", SECRET), id(Missing));
    assert_eq!(check("a b", SECRET), id(BadCharacter));
    assert_eq!(check("액세스", SECRET), id(BadCharacter));
    assert_eq!(check(&"x".repeat(201), SECRET), id(TooLong));
    assert_eq!(check(ID, ""), secret(Missing));
    assert_eq!(check(ID, "a\tb"), secret(BadCharacter));
    assert!(kind.check_credential(&SecretFields::new()).is_err());
}

#[test]
fn texts_to_copy() {
    let by = credential("https://apigw.ntruss.com");
    // EXPOSE: made-up values of a test.
    let access = |what| {
        copy::access_key(&by, what)
            .unwrap()
            .expose_secret()
            .to_owned()
    };
    assert_eq!(access(CopyWhat::Id), ID);
    assert_eq!(access(CopyWhat::Secret), SECRET);
    assert_eq!(access(CopyWhat::Both), format!("{ID}\n{SECRET}"));
    assert_eq!(
        access(CopyWhat::Env),
        format!("NCLOUD_ACCESS_KEY={ID}\nNCLOUD_SECRET_KEY={SECRET}\n")
    );
    let mut by = gateway_credential("https://apigw.ntruss.com");
    // EXPOSE: as above.
    let text = |by: &_, what| {
        copy::gateway_key(by, what)
            .unwrap()
            .expose_secret()
            .to_owned()
    };
    assert_eq!(text(&by, CopyWhat::Secret), PRIMARY);
    assert_eq!(text(&by, CopyWhat::SecondSecret), SECONDARY);
    assert_eq!(
        text(&by, CopyWhat::Header),
        format!("x-ncp-apigw-api-key: {PRIMARY}")
    );
    let line = format!("curl --header 'x-ncp-apigw-api-key: {PRIMARY}' https://api.example/");
    assert_eq!(text(&by, CopyWhat::CurlWithSecret), line);
    assert!(text(&by, CopyWhat::Python).contains(&format!(
        "headers={{\"x-ncp-apigw-api-key\": \"{PRIMARY}\"}},\n"
    )));
    by.fields = fields([(PRIMARY_KEY, "a'; rm -rf ~ #"), (SECONDARY_KEY, "x")]);
    let line = r"curl --header 'x-ncp-apigw-api-key: a'\''; rm -rf ~ #' https://api.example/";
    assert_eq!(text(&by, CopyWhat::CurlWithSecret), line);
}

#[test]
fn every_listed_copy_has_a_text_and_no_other() {
    let base = "https://apigw.ntruss.com";
    for what in CopyWhat::ALL {
        let listed = Cloud::access_keys().spec().copies.contains(&what);
        assert_eq!(
            copy::access_key(&credential(base), what).is_ok(),
            listed,
            "{what:?}"
        );
        let listed = Cloud::gateway_keys().spec().copies.contains(&what);
        assert_eq!(
            copy::gateway_key(&gateway_credential(base), what).is_ok(),
            listed,
            "{what:?}"
        );
    }
}

#[test]
fn keys_know_themselves() {
    let kind = Cloud::sub_account_keys();
    assert!(kind.is_own(ID, &format!("{SUB}/{ID}")));
    assert!(!kind.is_own(ID, &format!("{ID}/other")));
    assert!(!kind.is_own(SUB, &format!("{SUB}/{ID}")));
    let pair = fields([(ACCESS_KEY, ID), (SECRET_KEY, SECRET)]);
    assert_eq!(kind.public_id(&pair).as_deref(), Some(ID));
    assert_eq!(Cloud::access_keys().secret_fields(), [SECRET_KEY]);
    assert_eq!(
        Cloud::gateway_keys().secret_fields(),
        [PRIMARY_KEY, SECONDARY_KEY]
    );
    assert_eq!(Cloud::gateway_keys().public_id(&pair), None);
}
