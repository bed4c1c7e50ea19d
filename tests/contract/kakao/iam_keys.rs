//! IAM access keys through Keystone's paths, which the cloud does not document.

use jiff::{SignedDuration, Timestamp};
use keywright_core::ErrorCode;
use keywright_core::kind::KeyKind;
use keywright_core::model::{Expiry, FieldValue, KeyState, KindId, NewKey};
use keywright_practice::kakao::NewIamKey;

use super::signing_in::LONG_AGO;
use super::{Ground, everywhere, form, ids, issued, kept, named, open, refused};

everywhere! {
    a_restricted_key_sees_the_keys_of_its_project,
    a_restricted_key_makes_and_deletes_none,
    an_unrestricted_key_makes_a_key_that_works_and_deletes_it,
    a_name_that_is_taken_is_told_as_such,
    names_and_ends_have_no_rule_of_ours,
    a_key_may_delete_itself,
}

/// In whole seconds.
fn in_a_week() -> Timestamp {
    let at = Timestamp::now() + SignedDuration::from_hours(7 * 24);
    Timestamp::from_second(at.as_second()).unwrap()
}

fn form_until(name: &str, at: Timestamp) -> NewKey {
    let mut new = form(&[("name", name), ("description", "für Berichte")]);
    let expiry = FieldValue::Expiry(Expiry::At { at });
    new.insert("expiry".to_owned(), expiry);
    new
}

async fn a_restricted_key_sees_the_keys_of_its_project(at: &Ground) {
    let own = at.key("own").await;
    let ends = in_a_week();
    let ending = NewIamKey {
        expires_at: Some(ends),
        ..named("ending")
    };
    let ending = at.place.add_key(ending).await;
    let gone_by = LONG_AGO.parse().unwrap();
    let expired = NewIamKey {
        expires_at: Some(gone_by),
        ..named("expired")
    };
    let expired = at.place.add_key(expired).await;
    let other = at.place.other_project().await;
    let elsewhere = NewIamKey {
        project_id: Some(other.clone()),
        ..named("elsewhere")
    };
    let elsewhere = at.place.add_key(elsewhere).await;
    let (project_id, project) = at.place.project();
    let keys = at.iam.list(&at.by_id(&own)).await.unwrap();
    assert_eq!(keys.len(), 3);
    for (key, expires) in [
        (&own, Expiry::Never),
        (&ending, Expiry::At { at: ends }),
        (&expired, Expiry::At { at: gone_by }),
    ] {
        let listed = keys.iter().find(|one| one.remote_id == key.id).unwrap();
        assert_eq!(listed.name, key.name);
        assert_eq!(listed.expires, expires, "{}", key.name);
        // The end says it.
        assert_eq!(listed.state, KeyState::Enabled, "{}", key.name);
        let group = listed.group.as_ref().unwrap();
        assert_eq!((&group.id, &group.name), (&project_id, &project));
        assert!(!listed.roles.is_empty(), "{}", key.name);
        assert_eq!(listed.note, None);
    }
    let keys = at.iam.list(&at.by_name(&elsewhere)).await.unwrap();
    assert_eq!(ids(&keys), [elsewhere.id.as_str()]);
    assert_eq!(keys[0].group.as_ref().unwrap().id, other);
}

async fn a_restricted_key_makes_and_deletes_none(at: &Ground) {
    let own = at.key("own").await;
    let victim = at.key("other").await;
    let before = at.place.keys().await;
    let by = at.by_id(&own);
    let options = at.iam.options(&by).await;
    assert_eq!(options.unwrap_err().code, ErrorCode::NotOffered);
    let made = issued(&at.iam, &by, &form(&[("name", "never")])).await;
    assert_eq!(made.err().unwrap().code, ErrorCode::NotOffered);
    for key in [&victim, &own] {
        let deleted = at.iam.delete(&by, &key.id).await;
        refused(deleted, ErrorCode::NotOffered, &key.name);
    }
    assert_eq!(at.place.keys().await, before);
    assert!(at.iam.verify(&by).await.is_ok());
}

async fn an_unrestricted_key_makes_a_key_that_works_and_deletes_it(at: &Ground) {
    let own = at.unrestricted_key("own").await;
    for by in [at.by_id(&own), at.by_name(&own)] {
        let quota = at.iam.options(&by).await.unwrap().quota.unwrap();
        assert_eq!((quota.used, quota.limit), (1, 2));
        let ends = in_a_week();
        let made = issued(&at.iam, &by, &form_until("made 열쇠", ends)).await;
        let made = made.unwrap();
        let told = made.key.clone();
        assert_eq!(open(&made.fields, "id"), told.remote_id);
        assert_eq!(open(&made.fields, "name"), "made 열쇠");
        assert_eq!(told.name, "made 열쇠");
        assert_eq!(told.note.as_deref(), Some("für Berichte"));
        assert_eq!(told.expires, Expiry::At { at: ends });
        // The list says the same of it, and knows the project's name too.
        let keys = at.iam.list(&by).await.unwrap();
        let listed = keys.iter().find(|one| one.remote_id == told.remote_id);
        let mut listed = listed.unwrap().clone();
        let group = listed.group.as_mut().unwrap();
        assert_eq!(
            (&group.id, &group.name),
            (&at.place.project().0, &at.place.project().1)
        );
        group.name.clone_from(&group.id);
        assert_eq!(listed, told);
        // It works and is an ordinary one.
        let new = kept(KindId::KakaoIamKey, &by, made);
        let who = at.iam.prove(&new, Some(&by)).await.unwrap();
        assert_eq!(who.own_key.as_ref(), Some(&told.remote_id));
        assert!(who.abilities.iter().all(|one| one.allowed == Some(false)));
        // Deleting it twice is no fault.
        for _ in 0..2 {
            at.iam.delete(&by, &told.remote_id).await.unwrap();
        }
        let refusal = at.iam.prove(&new, Some(&by)).await;
        refused(refusal, ErrorCode::CredentialUnknown, "deleted");
        assert_eq!(ids(&at.iam.list(&by).await.unwrap()), [own.id.as_str()]);
    }
}

async fn a_name_that_is_taken_is_told_as_such(at: &Ground) {
    let own = at.unrestricted_key("taken").await;
    at.key("another").await;
    let before = at.place.keys().await;
    // However many keys there are: the name is the nearer reason.
    let new = form(&[("name", " taken ")]);
    let made = issued(&at.iam, &at.by_id(&own), &new).await;
    let error = made.err().unwrap();
    assert!(error.detail.as_ref().is_some_and(|text| !text.is_empty()));
    refused(Err::<(), _>(error), ErrorCode::Conflict, "taken");
    assert_eq!(at.place.keys().await, before);
}

async fn names_and_ends_have_no_rule_of_ours(at: &Ground) {
    let own = at.unrestricted_key("own").await;
    let by = at.by_id(&own);
    let longest = "열".repeat(64);
    for (name, expiry) in [
        ("a", None),
        (longest.as_str(), Some(Expiry::Never)),
        (
            "이름 with <b> & \"marks\" / 100%",
            Some(Expiry::At { at: in_a_week() }),
        ),
    ] {
        let mut new = form(&[("name", name)]);
        let chosen = expiry.map(FieldValue::Expiry);
        new.extend(chosen.map(|chosen| ("expiry".to_owned(), chosen)));
        at.iam.check_new(&new, false).unwrap();
        let made = issued(&at.iam, &by, &new).await.unwrap().key;
        assert_eq!(made.name, name);
        assert_eq!(made.expires, expiry.unwrap_or(Expiry::Never));
    }
}

async fn a_key_may_delete_itself(at: &Ground) {
    let own = at.unrestricted_key("own").await;
    let by = at.by_id(&own);
    at.iam.delete(&by, &own.id).await.unwrap();
    assert!(at.place.keys().await.is_empty());
    let refusal = at.iam.list(&by).await;
    refused(refusal, ErrorCode::CredentialUnknown, "deleted");
}
