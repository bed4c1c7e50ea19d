//! Checks before anything is sent, texts to copy, and the facts.

use secrecy::SecretString;

use super::*;
use crate::error::FieldProblem::{self, *};
use crate::kind::{Input, KeyKind, Recovery, Support};
use crate::model::CopyWhat;

fn all() -> [(Box<dyn KeyKind>, KindId); 5] {
    [
        (Box::new(g_keys()), KindId::KtGKey),
        (Box::new(d_logins()), KindId::KtDLogin),
        (Box::new(storages_1()), KindId::KtStorage1),
        (Box::new(storages_2()), KindId::KtStorage2),
        (Box::new(storages_s3()), KindId::KtStorageS3),
    ]
}

/// What is wrong with a credential in which one field has another value.
fn with(kind: &dyn KeyKind, field: &str, value: &str) -> Option<(String, FieldProblem)> {
    let mut fields = credential(kind.spec().id, "https://x.example").fields;
    fields.insert(field.to_owned(), SecretString::from(value));
    let error = kind.check_credential(&fields).err()?;
    Some((error.field.unwrap(), error.problem.unwrap()))
}

#[test]
fn a_credential_is_refused_only_for_what_cannot_work() {
    for (kind, id) in all() {
        let spec = kind.spec();
        assert!(
            kind.check_credential(&credential(id, "https://x.example").fields)
                .is_ok(),
            "{id:?}"
        );
        assert!(kind.check_credential(&SecretFields::new()).is_err());
        for field in spec.fields {
            let wrong = |problem| Some((field.id.to_owned(), problem));
            let missing = field.required.then(|| wrong(Missing)).flatten();
            assert_eq!(
                with(kind.as_ref(), field.id, ""),
                missing,
                "{id:?} {}",
                field.id
            );
            for value in ["a\nb", "a\tb", "a\u{2028}b"] {
                assert_eq!(
                    with(kind.as_ref(), field.id, value),
                    wrong(BadCharacter),
                    "{}",
                    field.id
                );
            }
            if field.id != PASSWORD {
                assert_eq!(
                    with(kind.as_ref(), field.id, "a b"),
                    wrong(BadCharacter),
                    "{}",
                    field.id
                );
            }
            assert_eq!(
                with(kind.as_ref(), field.id, &"1".repeat(501)),
                wrong(TooLong)
            );
        }
        assert_eq!(
            with(kind.as_ref(), "colour", "red"),
            Some(("colour".into(), NotAChoice))
        );
    }
    let bad = |field: &str| Some((field.to_owned(), BadCharacter));
    for (kind, field, value, wanted) in [
        (&g_keys() as &dyn KeyKind, API_KEY, "a*b", bad(API_KEY)),
        (&g_keys(), API_KEY, "a~b", bad(API_KEY)),
        (&g_keys(), API_KEY, "키", bad(API_KEY)),
        (&g_keys(), SECRET_KEY, "a*b~키", None),
        (&d_logins(), PASSWORD, " a  b ", None),
        (&d_logins(), PASSWORD, "\"'`$*~;,:=비밀", None),
        (&d_logins(), PROJECT_ID, "../x", bad(PROJECT_ID)),
        (&d_logins(), ZONE, "d9", None),
        (&d_logins(), ZONE, "D1", bad(ZONE)),
        (&d_logins(), ZONE, "d1/x", bad(ZONE)),
        (&d_logins(), ZONE, "d-1", bad(ZONE)),
        (&storages_1(), STORAGE_PASS, "키", bad(STORAGE_PASS)),
        (&storages_2(), ACCESS_KEY, "user$example.com", None),
        (&storages_2(), ACCESS_KEY, "user@example.com", None),
        (&storages_2(), PROJECT_ID, "a/b", bad(PROJECT_ID)),
        (&storages_s3(), ACCESS_KEY, "키", bad(ACCESS_KEY)),
    ] {
        assert_eq!(with(kind, field, value), wanted, "{field} {value}");
    }
}

#[test]
fn every_listed_copy_has_a_text_and_no_other() {
    let key = |id| crate::model::ApiKey {
        id: crate::model::KeyId::random(),
        provider: crate::model::ProviderId::Kt,
        kind: id,
        account: crate::model::AccountId::random(),
        remote_id: String::new(),
        name: String::new(),
        note: None,
        group: None,
        public_id: None,
        ends_with: None,
        state: crate::model::KeyState::Enabled,
        roles: Vec::new(),
        addresses: None,
        created_at: None,
        created_by: None,
        expires: crate::model::Expiry::Unknown,
        last_used: crate::model::LastUsed::Unknown,
        own: true,
        secret: crate::model::SecretPlace::Here,
        tokens: Vec::new(),
        presence: crate::model::Presence::AtCloud,
        changed: Vec::new(),
        practice: false,
        verified_at: None,
        seen_at: None,
        marks: crate::model::Marks::default(),
    };
    for (kind, id) in all() {
        let by = credential(id, "https://x.example");
        for what in CopyWhat::ALL {
            let text = kind.copy_text(&by, &key(id), what);
            let listed = kind.spec().copies.contains(&what);
            assert_eq!(text.is_ok(), listed, "{id:?} {what:?}");
            // EXPOSE: a made-up value of a test.
            let text = text.map(|text| text.expose_secret().to_owned());
            let secret = open(&by.fields, kind.secret_fields()[0]).unwrap();
            match what {
                CopyWhat::Id => assert!(!text.unwrap().contains(secret)),
                CopyWhat::Secret => assert_eq!(text.unwrap(), secret),
                _ => {}
            }
        }
    }
    let by = credential(KindId::KtStorageS3, "https://obj-e-1.ktcloud.com");
    let profile = storages_s3().copy_text(&by, &key(KindId::KtStorageS3), CopyWhat::S3Profile);
    // EXPOSE: as above.
    assert!(profile.unwrap().expose_secret().starts_with("[kt-EY01]\n"));
}

#[test]
fn the_console_does_what_no_call_does() {
    for (kind, id) in all() {
        let spec = kind.spec();
        assert_eq!((spec.id, spec.signed_by), (id, &[id][..]));
        let can = spec.operations;
        assert_eq!((can.verify, can.list), (Support::Api, Support::Never));
        assert_eq!((can.create, can.delete), (Support::Guided, Support::Guided));
        for never in [can.reread, can.update, can.switch, can.regenerate] {
            assert_eq!(never, Support::Never);
        }
        assert_eq!(can.token == Support::Api, !spec.tokens.is_empty());
        assert_eq!(spec.recovery, Recovery::ByHand);
        assert_eq!(spec.links.len(), 3);
    }
    // What is kept in clear is no half of a master credential.
    let by = credential(KindId::KtGKey, "https://x.example");
    assert_eq!(g_keys().public_id(&by.fields), None);
    let by = credential(KindId::KtDLogin, "https://x.example");
    assert_eq!(d_logins().public_id(&by.fields).as_deref(), Some(LOGIN));
    let zone = d_logins().spec().fields[3].input;
    assert_eq!(
        zone,
        Input::Choice {
            choices: &["d1", "d2", "d3", "gd1", "gd4"],
            other: true
        }
    );
    assert_eq!(d_logins().secret_fields(), [PASSWORD]);
}
