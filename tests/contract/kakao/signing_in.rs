//! Asking for a token, in both ways, and what it tells of a key.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use keywright_core::ErrorCode;
use keywright_core::http::Tuning;
use keywright_core::kind::KeyKind;
use keywright_core::model::{Ability, AbilityKind, KindId};
use keywright_practice::kakao::NewIamKey;
use keywright_tests::keystone::{Keystone, NewAccessKey, Version};

use super::{Ground, Session, but, clients, everywhere, iam_credential, named, refused};

/// When the practice's and the real world's expired keys ended.
pub const LONG_AGO: &str = "2020-01-02T03:04:05Z";

everywhere! {
    a_key_tells_who_it_is,
    what_does_not_sign_in_says_so,
    a_role_that_goes_and_comes_takes_the_key_along,
    a_user_who_may_nothing_takes_the_key_along,
    projects_of_the_user_are_told,
}

async fn a_key_tells_who_it_is(at: &Ground) {
    for (unrestricted, allowed) in [(false, Some(false)), (true, None)] {
        let new = NewIamKey {
            unrestricted,
            ..named(&format!("열쇠 of {unrestricted}"))
        };
        let key = at.place.add_key(new).await;
        let (project_id, project) = at.place.project();
        for by in [at.by_id(&key), at.by_name(&key)] {
            let who = at.iam.verify(&by).await.unwrap();
            assert!(who.confirmed);
            assert_eq!(who.name.as_deref(), Some(key.name.as_str()));
            assert_eq!(who.own_key.as_deref(), Some(key.id.as_str()));
            assert_eq!(who.ends_with.as_deref(), Some(&key.id[28..]));
            let scope = who.scope.unwrap();
            assert_eq!((&scope.id, &scope.name), (&project_id, &project));
            let able = |what| Ability {
                what,
                kind: Some(KindId::KakaoIamKey),
                allowed,
            };
            let able = [AbilityKind::CreateKeys, AbilityKind::DeleteKeys].map(able);
            assert_eq!(who.abilities, able);
            let facts: BTreeMap<_, _> = who
                .facts
                .iter()
                .map(|fact| (fact.id.as_str(), fact.value.as_str()))
                .collect();
            assert_eq!(facts["user_id"], at.place.user_id());
            assert_eq!(facts["project_id"], project_id);
            assert_eq!(facts["project"], project);
            assert_eq!(facts["restricted"], (!unrestricted).to_string());
            // Named by the cloud, whatever they are.
            for told in ["user", "organization", "organization_id", "roles"] {
                assert!(!facts[told].is_empty(), "{told}");
            }
            let ends: Timestamp = facts["token_expires"].parse().unwrap();
            let left = ends.duration_since(Timestamp::now());
            let twelve = SignedDuration::from_hours(12);
            assert!(left <= twelve && left > twelve - SignedDuration::from_mins(2));
        }
    }
}

async fn what_does_not_sign_in_says_so(at: &Ground) {
    let key = at.key("good").await;
    let deleted = at.key("deleted").await;
    at.place.remove_key(&deleted).await;
    let expired = NewIamKey {
        expires_at: Some(LONG_AGO.parse().unwrap()),
        ..named("expired")
    };
    let expired = at.place.add_key(expired).await;
    let (by_id, by_name) = (at.by_id(&key), at.by_name(&key));
    let nobody = "0000000000000000000000000000aaaa";
    use ErrorCode::{CredentialUnknown, NameOrUserWrong};
    for (case, by, code, status) in [
        (
            "a wrong secret",
            but(&by_id, "secret", "made-up-wrong-secret"),
            CredentialUnknown,
            401,
        ),
        (
            "an unknown id",
            but(&by_id, "id", nobody),
            CredentialUnknown,
            404,
        ),
        ("a deleted key", at.by_id(&deleted), CredentialUnknown, 404),
        ("an expired key", at.by_id(&expired), CredentialUnknown, 401),
        (
            "a wrong secret by name",
            but(&by_name, "secret", "made-up-wrong-secret"),
            NameOrUserWrong,
            401,
        ),
        (
            "a wrong name",
            but(&by_name, "name", "made-up-wrong-name"),
            NameOrUserWrong,
            401,
        ),
        (
            "a wrong user",
            but(&by_name, "user_id", nobody),
            NameOrUserWrong,
            401,
        ),
        (
            "a deleted key by name",
            at.by_name(&deleted),
            NameOrUserWrong,
            401,
        ),
        (
            "an expired key by name",
            at.by_name(&expired),
            NameOrUserWrong,
            401,
        ),
    ] {
        let error = at.iam.verify(&by).await.unwrap_err();
        assert_eq!(error.status, Some(status), "{case}");
        assert!(
            error.request_id.as_ref().unwrap().starts_with("req-"),
            "{case}"
        );
        // Texts that repeat the id are not shown.
        let said = format!("{error:?}");
        for value in by.fields.values() {
            use secrecy::ExposeSecret;
            let value = value.expose_secret();
            assert!(
                value == "good" || value == "deleted" || !said.contains(value),
                "{case}"
            );
        }
        refused(Err::<(), _>(error), code, case);
        // Whatever is asked for, it is a token that is asked for first.
        refused(at.s3.delete(&by, nobody).await, code, (case, "delete"));
    }
    for by in [by_id, by_name] {
        assert!(at.iam.verify(&by).await.is_ok());
    }
}

/// Signs in in both ways while the key's rights are gone.
async fn is_shut_out(at: &Ground, by: &super::Key) {
    let (by_id, by_name) = (at.by_id(by), at.by_name(by));
    let refusal = at.iam.verify(&by_id).await;
    refused(refusal, ErrorCode::CredentialUnknown, "by id");
    let refusal = at.iam.verify(&by_name).await;
    refused(refusal, ErrorCode::NameOrUserWrong, "by name");
}

async fn a_role_that_goes_and_comes_takes_the_key_along(at: &Ground) {
    let key = at.key("of a member").await;
    let by = at.by_id(&key);
    assert!(at.iam.verify(&by).await.is_ok());
    at.place.set_member(false).await;
    is_shut_out(at, &key).await;
    at.place.set_member(true).await;
    for by in [by, at.by_name(&key)] {
        assert!(at.iam.verify(&by).await.is_ok());
    }
    assert_eq!(at.place.keys().await, [key.id]);
}

async fn a_user_who_may_nothing_takes_the_key_along(at: &Ground) {
    let key = at.key("of a user").await;
    at.place.set_enabled(false).await;
    is_shut_out(at, &key).await;
    at.place.set_enabled(true).await;
    for by in [at.by_id(&key), at.by_name(&key)] {
        assert!(at.iam.verify(&by).await.is_ok());
    }
}

async fn projects_of_the_user_are_told(at: &Ground) {
    let key = at.key("of a user").await;
    let other = at.place.other_project().await;
    let (own, name) = at.place.project();
    for by in [at.by_id(&key), at.by_name(&key)] {
        let projects = at.iam.projects(&by).await.unwrap();
        assert!(projects.iter().all(|one| one.enabled == Some(true)));
        let of = |id: &str| projects.iter().find(|one| one.id == id).unwrap();
        assert_eq!(of(&own).name, name);
        let marked: Vec<_> = projects.iter().filter(|one| one.own).collect();
        assert_eq!(marked, [of(&own)]);
        assert!(!of(&other).name.is_empty());
    }
    let new = NewIamKey {
        project_id: Some(other.clone()),
        ..named("of another project")
    };
    let key = at.place.add_key(new).await;
    let by = at.by_id(&key);
    let scope = at.iam.verify(&by).await.unwrap().scope;
    assert_eq!(scope.unwrap().id, other);
    let projects = at.iam.projects(&by).await.unwrap();
    assert!(projects.iter().all(|one| one.own == (one.id == other)));
}

/// What the practice cloud does not do: projects and users that are deleted.
#[tokio::test]
async fn without_its_project_or_user_a_key_is_not_known() {
    for version in Version::ALL {
        let keystone = Keystone::shared(version).await.unwrap();
        for user_goes in [false, true] {
            let member = keystone.member().await.unwrap();
            let new = NewAccessKey::named("left behind");
            let key = keystone.access_key(&member, new).await.unwrap();
            match user_goes {
                true => keystone.delete_user(&member.user).await.unwrap(),
                false => keystone.delete_project(&member.project).await.unwrap(),
            }
            let base_url = keystone.base_url();
            let by = iam_credential(
                base_url.trim_end_matches("/identity/v3"),
                &[("id", &key.id), ("secret", &key.secret)],
            );
            let (iam, _) = clients(Tuning::default());
            let case = format!("{version:?}, the user goes: {user_goes}");
            refused(iam.verify(&by).await, ErrorCode::CredentialUnknown, case);
        }
    }
}

/// A key that the cloud refuses once it refuses again: nothing is gained by asking twice, and accounts may be locked.
#[tokio::test]
async fn a_token_is_asked_for_once_where_the_key_is_refused() {
    let session = Session::start().await;
    let by = &session.by;
    let nobody = "0000000000000000000000000000aaaa";
    for (by, status) in [
        (but(by, "secret", "made-up-wrong-secret"), 401),
        (but(by, "id", nobody), 404),
        (
            iam_credential(
                &session.cloud.base_url(),
                &[("name", "x"), ("secret", "y"), ("user_id", nobody)],
            ),
            401,
        ),
    ] {
        for refusal in [
            session.iam.verify(&by).await.map(drop),
            session.iam.list(&by).await.map(drop),
            session.s3.list(&by).await.map(drop),
        ] {
            let before = session.cloud.ledger().len();
            assert_eq!(refusal.unwrap_err().status, Some(status));
            assert_eq!(session.cloud.ledger().len(), before);
        }
    }
    // One for each of the nine, and nothing else.
    assert_eq!(session.cloud.ledger().len(), 9);
    assert_eq!(session.count("POST", "/auth/tokens"), 9);
}

/// No token outlives what it was asked for.
#[tokio::test]
async fn each_token_is_ended_when_its_calls_are_over() {
    let session = Session::start().await;
    let (by, free) = (&session.by, session.free());
    session.iam.verify(by).await.unwrap();
    session.iam.list(by).await.unwrap();
    session.iam.projects(by).await.unwrap();
    session.iam.storage(by).await.unwrap();
    session.s3.options(by).await.unwrap();
    let issued = super::issued(&session.s3, by, &super::form(&[])).await;
    let access = issued.unwrap().key.remote_id;
    session.s3.reread(by, &access).await.unwrap();
    session.s3.delete(by, &access).await.unwrap();
    let new = super::form(&[("name", "short-lived")]);
    let issued = super::issued(&session.iam, &free, &new).await;
    let id = issued.unwrap().key.remote_id;
    session.iam.delete(&free, &id).await.unwrap();
    // That of a create is ended while its answer is on its way to the disk.
    while session.cloud.live_tokens() > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    let (made, ended) = ("POST", "DELETE");
    let count = |method| session.count(method, "/auth/tokens");
    assert_eq!((count(made), count(ended)), (10, 10));
}
