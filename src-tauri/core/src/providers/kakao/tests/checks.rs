//! Checks before anything is sent, texts to copy, and the facts.

use secrecy::ExposeSecret;

use super::super::{NAME, USER_ID, copy};
use super::{
    Cloud, KEY, KEY_SECRET, S3, S3_SECRET, USER, fields, form, iam_credential, named_credential,
    s3_credential, then,
};
use crate::error::FieldProblem::{self, *};
use crate::kind::{KeyKind, SecretFields, Support};
use crate::model::{CopyWhat, Expiry, FieldValue, KindId};

fn problem(checked: crate::Result<()>) -> Option<(String, FieldProblem)> {
    let error = checked.err()?;
    Some((error.field.unwrap(), error.problem.unwrap()))
}

#[test]
fn a_key_is_given_in_one_way_or_the_other() {
    let kind = Cloud::iam_keys();
    let check = |fields: SecretFields| problem(kind.check_credential(&fields));
    let bad = |field: &str, problem| Some((field.to_owned(), problem));
    assert_eq!(check(fields([("id", KEY), ("secret", KEY_SECRET)])), None);
    let named = [(NAME, "my key"), ("secret", "s"), (USER_ID, USER)];
    assert_eq!(check(fields(named)), None);
    // A name that is given beside the id does no harm, and lengths and alphabets are nobody's rule.
    let more = [("id", "짧"), ("secret", "s"), (NAME, "가게 열쇠")];
    assert_eq!(check(fields(more)), None);
    assert_eq!(check(fields([("id", KEY)])), bad("secret", Missing));
    assert_eq!(check(fields([("secret", "s")])), bad("id", Missing));
    let half = [(NAME, "x"), ("secret", "s")];
    assert_eq!(check(fields(half)), bad(USER_ID, Missing));
    let half = [("secret", "s"), (USER_ID, USER), (NAME, "")];
    assert_eq!(check(fields(half)), bad(NAME, Missing));
    for (field, value) in [
        ("id", "a b"),
        ("secret", "a\tb"),
        (NAME, "a\tb"),
        (NAME, "a\u{a0}b"),
    ] {
        let mut all = fields([("id", KEY), ("secret", "s"), (NAME, "n")]);
        all.extend(fields([(field, value)]));
        assert_eq!(check(all), bad(field, BadCharacter), "{value:?}");
    }
    assert_eq!(
        check(fields([("id", KEY), ("secret", "s"), ("colour", "red")])),
        bad("colour", NotAChoice)
    );
}

#[test]
fn an_s3_key_may_name_its_region() {
    let kind = Cloud::s3_keys();
    let check = |more: &[(&str, &str)]| {
        let mut all = fields([("access", S3), ("secret", S3_SECRET)]);
        for (id, value) in more {
            all.extend(fields([(*id, *value)]));
        }
        problem(kind.check_credential(&all))
    };
    assert_eq!(check(&[]), None);
    assert_eq!(check(&[("region", "kr-central-1")]), None);
    assert_eq!(check(&[("region", "kr-east-9")]), None);
    for region in ["x.evil.example", "a/b", "KR", "a b", "한국"] {
        let wanted = Some(("region".to_owned(), BadCharacter));
        assert_eq!(check(&[("region", region)]), wanted, "{region}");
    }
    let wanted = |field: &str, problem| Some((field.to_owned(), problem));
    assert_eq!(check(&[("access", "키")]), wanted("access", BadCharacter));
    assert_eq!(check(&[("secret", "")]), wanted("secret", Missing));
}

#[test]
fn a_new_key_s_form_is_checked() {
    let kind = Cloud::iam_keys();
    let (long, noted) = ("가".repeat(64), "나".repeat(255));
    let longer = format!("{long}a");
    for (new, wanted) in [
        (vec![("name", long.as_str()), ("description", &noted)], None),
        (vec![("name", " x ")], None),
        (vec![("name", longer.as_str())], Some(("name", TooLong))),
        (vec![("name", " ")], Some(("name", Missing))),
        (vec![], Some(("name", Missing))),
        (vec![("name", "a\nb")], Some(("name", BadCharacter))),
        (
            vec![("name", "x"), ("expiry", "never")],
            Some(("expiry", NotAChoice)),
        ),
    ] {
        let got = problem(kind.check_new(&form(&new), false));
        assert_eq!(got, wanted.map(|(field, p)| (field.to_owned(), p)));
    }
    let ends = |expiry| {
        let mut new = form(&[("name", "x")]);
        new.insert("expiry".to_owned(), FieldValue::Expiry(expiry));
        problem(kind.check_new(&new, false)).map(|(_, problem)| problem)
    };
    assert_eq!(ends(Expiry::Never), None);
    assert_eq!(ends(Expiry::At { at: then() }), Some(NotInFuture));
    assert_eq!(ends(Expiry::Unknown), Some(NotInFuture));
    let at = "2030-01-02T03:04:06Z".parse().unwrap();
    assert_eq!(ends(Expiry::At { at }), None);
    let s3 = Cloud::s3_keys();
    assert!(s3.check_new(&form(&[]), false).is_ok());
    assert!(
        s3.check_new(&form(&[("label", &"x".repeat(61))]), false)
            .is_err()
    );
}

#[test]
fn texts_to_copy() {
    let by = iam_credential("https://iam.kakaocloud.com");
    // EXPOSE: made-up values of a test.
    let iam = |by: &_, what| copy::iam_key(by, what).map(|text| text.expose_secret().to_owned());
    assert_eq!(iam(&by, CopyWhat::Id).unwrap(), KEY);
    assert_eq!(iam(&by, CopyWhat::Secret).unwrap(), KEY_SECRET);
    assert_eq!(
        iam(&by, CopyWhat::Export).unwrap(),
        format!(
            "export OS_AUTH_URL='https://iam.kakaocloud.com/identity/v3'\n\
             export OS_AUTH_TYPE='v3applicationcredential'\n\
             export OS_APPLICATION_CREDENTIAL_ID='{KEY}'\n\
             export OS_APPLICATION_CREDENTIAL_SECRET='{KEY_SECRET}'\n\
             export OS_REGION_NAME='kr-central-2'\n"
        )
    );
    // Given by its name: the cloud may have told the id.
    let mut by = named_credential("http://127.0.0.1:9");
    let text = iam(&by, CopyWhat::Export).unwrap();
    assert!(text.contains("_NAME='my key'\n") && text.contains(&format!("OS_USER_ID='{USER}'")));
    assert!(text.contains("'http://127.0.0.1:9/identity/v3'"));
    assert!(iam(&by, CopyWhat::Id).is_err());
    by.own_key = Some(KEY.to_owned());
    assert_eq!(iam(&by, CopyWhat::Id).unwrap(), KEY);
    assert!(
        iam(&by, CopyWhat::Export)
            .unwrap()
            .contains(&format!("_ID='{KEY}'"))
    );
    by.base_url = "https://iam.kakaocloud.com".parse().unwrap();
    assert_eq!(
        iam(&by, CopyWhat::CloudsYaml).unwrap(),
        format!(
            "clouds:\n  kakaocloud:\n    auth:\n      auth_url: \"https://iam.kakaocloud.com/identity/v3\"\n      \
             application_credential_id: \"{KEY}\"\n      \
             application_credential_secret: \"{KEY_SECRET}\"\n    \
             auth_type: \"v3applicationcredential\"\n    region_name: \"kr-central-2\"\n"
        )
    );
    let key = s3_credential("https://iam.kakaocloud.com");
    // EXPOSE: as above.
    let s3 = |what| copy::s3_key(&key, what).map(|text| text.expose_secret().to_owned());
    assert_eq!(s3(CopyWhat::Id).unwrap(), S3);
    assert_eq!(s3(CopyWhat::Secret).unwrap(), S3_SECRET);
    assert_eq!(
        s3(CopyWhat::Export).unwrap(),
        format!(
            "export AWS_ACCESS_KEY_ID='{S3}'\nexport AWS_SECRET_ACCESS_KEY='{S3_SECRET}'\n\
             export AWS_DEFAULT_REGION='kr-central-2'\n\
             export AWS_ENDPOINT_URL='https://objectstorage.kr-central-2.kakaocloud.com'\n"
        )
    );
    for what in CopyWhat::ALL {
        let listed = Cloud::iam_keys().spec().copies.contains(&what);
        assert_eq!(iam(&by, what).is_ok(), listed, "{what:?}");
        let listed = Cloud::s3_keys().spec().copies.contains(&what);
        assert_eq!(s3(what).is_ok(), listed, "{what:?}");
    }
}

#[test]
fn the_facts_fit_together() {
    let (iam, s3) = (Cloud::iam_keys(), Cloud::s3_keys());
    for spec in [iam.spec(), s3.spec()] {
        assert_eq!(spec.signed_by, [KindId::KakaoIamKey]);
        for way in spec.ways {
            for id in way.fields {
                assert!(spec.fields.iter().any(|field| field.id == *id));
            }
        }
    }
    assert!(iam.spec().undocumented && !s3.spec().undocumented);
    assert!(s3.spec().alone && !iam.spec().alone);
    assert_eq!(s3.spec().operations.token, Support::Never);
    assert_eq!(iam.secret_fields(), ["secret"]);
    assert_eq!(s3.secret_fields(), ["secret"]);
    let pair = fields([("access", S3), ("secret", S3_SECRET)]);
    assert_eq!(s3.public_id(&pair).as_deref(), Some(S3));
    assert_eq!(iam.public_id(&pair), None);
    assert_eq!(iam.public_id(&fields([("id", KEY)])).as_deref(), Some(KEY));
}
