//! Changes of API Gateway keys: each changes one thing and is sent once.

use keywright_core::kind::KeyKind;
use keywright_core::model::{KeyPatch, KeyState};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::naver::{Call, Options, Trouble};
use serde_json::json;

use super::{Session, form, open};

#[tokio::test]
async fn each_change_changes_one_thing() {
    let session = Session::with(Options::default()).await;
    let issued = session.issue("subject", "첫 설명").await;
    let others = || {
        session
            .cloud
            .api_keys()
            .into_iter()
            .take(2)
            .collect::<Vec<_>>()
    };
    let before = others();
    let id = issued.key.remote_id.clone();
    let by = &session.by;
    let mut wanted = issued.key.clone();
    for (field, value) in [
        ("name", " 새 이름 "),
        ("description", "둘째 설명"),
        ("description", ""),
        ("name", "subject"),
        ("description", "셋째 설명"),
    ] {
        // On or off: that is not what is changed.
        for on in [false, true] {
            let state = [KeyState::Disabled, KeyState::Enabled][usize::from(on)];
            wanted.state = state;
            let switched = session.gateway.switch(by, &id, on).await.unwrap();
            assert_eq!(switched, wanted, "{on}");
            let changed = session
                .gateway
                .update(by, &id, &form(&[(field, value)]))
                .await;
            match field {
                "name" => wanted.name = value.trim().to_owned(),
                _ => wanted.note = (!value.is_empty()).then(|| value.to_owned()),
            }
            assert_eq!(changed.unwrap(), wanted, "{field}");
            let sent = session.last("PUT").body.unwrap();
            assert_eq!(sent["apiKeyName"], wanted.name.as_str());
            assert_eq!(sent["isEnabled"], on);
            let note = sent["apiKeyDescription"].as_str().unwrap_or_default();
            assert_eq!(note, wanted.note.as_deref().unwrap_or_default());
        }
    }
    let puts = session.count("PUT", &id);
    assert_eq!(puts, 20);
    // Neither values nor other keys were touched.
    let now = session.gateway.reread(by, &id).await.unwrap();
    for field in ["primary_key", "secondary_key"] {
        assert_eq!(open(&now.fields, field), open(&issued.fields, field));
    }
    assert_eq!(others(), before);
    // An empty patch is only looked up.
    let looked = session.gateway.update(by, &id, &KeyPatch::new()).await;
    assert_eq!(looked.unwrap(), wanted);
    assert_eq!(session.count("PUT", &id), puts);
}

#[tokio::test]
async fn a_new_value_replaces_one_and_leaves_the_other() {
    let session = Session::start().await;
    let mut issued = session.issue("subject", "note").await;
    let id = issued.key.remote_id.clone();
    let by = &session.by;
    for (field, other, word) in [
        ("primary_key", "secondary_key", "PRIMARY"),
        ("secondary_key", "primary_key", "SECONDARY"),
        ("primary_key", "secondary_key", "PRIMARY"),
    ] {
        let (old, kept) = (open(&issued.fields, field), open(&issued.fields, other));
        let stored = session.kept(issued);
        session.gateway.regenerate(by, &id, field).await.unwrap();
        assert_eq!(
            session.last("PATCH").body.unwrap(),
            json!({"keyType": word})
        );
        // What is kept here is not what the cloud has any more.
        let error = session.gateway.prove(&stored, Some(by)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::CredentialUnknown);
        issued = session.gateway.reread(by, &id).await.unwrap();
        assert_ne!(open(&issued.fields, field), old);
        assert_eq!(open(&issued.fields, other), kept);
        let told = (
            issued.key.name.as_str(),
            issued.key.note.as_deref(),
            issued.key.state,
        );
        assert_eq!(told, ("subject", Some("note"), KeyState::Enabled));
    }
    assert_eq!(session.count("PATCH", &id), 3);
    let error = session.gateway.regenerate(by, &id, "third_key").await;
    assert_eq!(error.unwrap_err().code, ErrorCode::Unsupported);
    let gone = session
        .gateway
        .regenerate(by, "nosuchkey0", "primary_key")
        .await;
    let gone = gone.unwrap_err();
    assert_eq!(
        (gone.code, gone.outcome),
        (ErrorCode::NotFound, Outcome::Refused)
    );
}

#[tokio::test]
async fn a_key_that_is_off_or_gone_does_not_prove() {
    let session = Session::start().await;
    let by = &session.by;
    let issued = session.issue("subject", "").await;
    let id = issued.key.remote_id.clone();
    let kept = session.kept(issued);
    session.gateway.switch(by, &id, false).await.unwrap();
    let error = session.gateway.prove(&kept, Some(by)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialInactive);
    session.gateway.switch(by, &id, true).await.unwrap();
    assert!(session.gateway.prove(&kept, Some(by)).await.is_ok());
    assert!(session.cloud.remove_api_key(&id));
    let error = session.gateway.prove(&kept, Some(by)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    let alone = session.gateway.prove(&kept, None).await.unwrap_err();
    assert_eq!(alone.code, ErrorCode::Unsupported);
}

#[tokio::test]
async fn deleting_twice_succeeds() {
    let session = Session::start().await;
    let keep = session.cloud.add_api_key("other");
    let id = session.issue("subject", "").await.key.remote_id;
    for _ in 0..2 {
        session.gateway.delete(&session.by, &id).await.unwrap();
    }
    let left = session.cloud.api_keys();
    assert_eq!(
        left.iter().map(|key| key.id.as_str()).collect::<Vec<_>>(),
        [keep]
    );
    for change in [
        session.gateway.switch(&session.by, &id, true).await,
        session
            .gateway
            .update(&session.by, &id, &form(&[("name", "x")]))
            .await,
    ] {
        let error = change.unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::NotFound, Outcome::Refused)
        );
    }
    assert_eq!(session.count("PUT", ""), 0);
}

#[tokio::test]
async fn a_cloud_that_deletes_only_what_is_off_says_so() {
    let session = Session::with(Options {
        refuse_deleting_enabled: true,
        ..Options::default()
    })
    .await;
    let id = session.issue("subject", "").await.key.remote_id;
    let error = session.gateway.delete(&session.by, &id).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Refused)
    );
    assert!(error.detail.unwrap().contains("enabled"));
    session
        .gateway
        .switch(&session.by, &id, false)
        .await
        .unwrap();
    session.gateway.delete(&session.by, &id).await.unwrap();
}

#[tokio::test]
async fn a_change_is_sent_once_whatever_happens() {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    // Trouble, error, outcome, whether the change has happened.
    let rows = [
        (Trouble::CutBefore, E::Interrupted, Unknown, false),
        (Trouble::CutMidAnswer, E::Interrupted, Unknown, true),
        (
            Trouble::Throttled {
                code: 410,
                retry_after: Some(1),
            },
            E::Throttled,
            Refused,
            false,
        ),
        (Trouble::ServerError(500), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(503), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(504), E::ProviderDown, Unknown, false),
        (Trouble::ServerError(409), E::Conflict, Refused, false),
        (Trouble::Proxy, E::ProxyAnswer, Unknown, false),
        (Trouble::Redirect, E::Redirected, Unknown, false),
        (Trouble::Maintenance, E::ProviderDown, Unknown, false),
        (Trouble::ErrorInside200, E::Rejected, Unknown, false),
        (Trouble::NotJson, E::ProxyAnswer, Unknown, true),
        (Trouble::HugeBody, E::AnswerTooLarge, Unknown, true),
    ];
    let session = Session::start().await;
    let key = session.issue("name", "").await.key.remote_id;
    for (number, (trouble, code, outcome, done)) in rows.into_iter().enumerate() {
        let by = &session.by;
        let name = format!("name {number}");
        let puts = session.count("PUT", &key);
        session
            .cloud
            .trouble(trouble.clone().only(Call::UpdateApiKey));
        let changed = session
            .gateway
            .update(by, &key, &form(&[("name", &name)]))
            .await;
        let error = changed.unwrap_err();
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        assert_eq!(session.count("PUT", &key), puts + 1, "{trouble:?}");
        assert_eq!(
            session.cloud.api_keys()[0].name == name,
            done,
            "{trouble:?}"
        );

        let before = session.gateway.reread(by, &key).await.unwrap();
        let patches = session.count("PATCH", &key);
        session
            .cloud
            .trouble(trouble.clone().only(Call::RegenerateApiKey));
        let made = session.gateway.regenerate(by, &key, "primary_key").await;
        let error = made.unwrap_err();
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        assert_eq!(session.count("PATCH", &key), patches + 1, "{trouble:?}");
        let now = session.gateway.reread(by, &key).await.unwrap();
        let [old, new] = [before, now].map(|one| open(&one.fields, "primary_key"));
        assert_eq!(old != new, done, "{trouble:?}");

        // A deletion answers nothing, so that what is cut or huge in its middle is not there either.
        let doomed = session.cloud.add_api_key("doomed");
        session
            .cloud
            .trouble(trouble.clone().only(Call::DeleteApiKey));
        let deleted = session.gateway.delete(by, &doomed).await;
        if let Err(error) = deleted {
            assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        } else {
            assert!(done, "{trouble:?}");
        }
        assert_eq!(session.count("DELETE", &doomed), 1, "{trouble:?}");
        let there = session.cloud.api_keys().iter().any(|key| key.id == doomed);
        assert_eq!(there, !done, "{trouble:?}");
        session.cloud.trouble(Trouble::None);
    }
}
