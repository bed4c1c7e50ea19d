//! Access keys of sub accounts: made, listed, stopped, started, deleted.

use jiff::{Timestamp, ToSpan};
use keywright_core::kind::KeyKind;
use keywright_core::model::{KeyState, LastUsed};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::naver::{Call, Options, Policy, Trouble};
use serde_json::json;

use super::{Session, credential, form, ids, issued, open};

#[tokio::test]
async fn an_issued_key_works_as_its_account() {
    let session = Session::start().await;
    let account = session
        .cloud
        .add_sub_account("robot", &[Policy::ApiGatewayViewer]);
    let new = form(&[("sub_account", &account), ("label", "배포용")]);
    let issued = issued(&session.sub, &session.by, &new).await.unwrap();
    let id = open(&issued.fields, "access_key");
    assert_eq!(issued.key.remote_id, format!("{account}/{id}"));
    assert_eq!(issued.key.name, "");
    assert_eq!(issued.key.state, KeyState::Enabled);
    assert_eq!(issued.key.group.as_ref().unwrap().id, account);
    assert_eq!(issued.key.ends_with.as_deref(), Some(&id[24..]));
    assert!(issued.key.created_at.is_some());
    assert_eq!(session.sub.public_id(&issued.fields), Some(id.clone()));
    // The label is ours: nothing goes over the line but who it is for.
    let sent = session.last("POST");
    assert_eq!((sent.body, sent.content_type), (None, None));
    assert_eq!(
        sent.path,
        format!("/api/v1/sub-accounts/{account}/access-keys")
    );
    let by = credential(&session.cloud, &id, &open(&issued.fields, "secret_key"));
    let proven = session.sub.prove(&by, Some(&session.by)).await.unwrap();
    assert_eq!(proven.own_key, Some(id));
    assert!(session.gateway.list(&by).await.is_ok());
    assert_eq!(session.cloud.creates(), 1);
}

#[tokio::test]
async fn a_new_key_that_sleeps_is_known_after_a_while() {
    let session = Session::start().await;
    let account = session.cloud.add_sub_account("robot", &[]);
    session.cloud.trouble(Trouble::NewKeysSleep(2));
    let issued = session.issue_for(&account).await;
    let id = open(&issued.fields, "access_key");
    let by = credential(&session.cloud, &id, &open(&issued.fields, "secret_key"));
    for _ in 0..2 {
        let error = session.sub.prove(&by, Some(&session.by)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::CredentialUnknown);
    }
    assert!(session.sub.prove(&by, Some(&session.by)).await.is_ok());
}

#[tokio::test]
async fn all_keys_of_all_accounts_are_listed_with_whose_they_are() {
    let session = Session::with(Options {
        access_key_quota: 9,
        ..Options::default()
    })
    .await;
    // More accounts than a page has; some with keys, one that may not use APIs.
    for number in 0..120 {
        let account = session.cloud.add_sub_account(&format!("bot-{number}"), &[]);
        for _ in 0..number % 3 {
            session.cloud.add_access_key(Some(&account)).unwrap();
        }
    }
    let barred = session.cloud.add_sub_account("barred", &[]);
    session.cloud.add_access_key(Some(&barred)).unwrap();
    session.cloud.set_api_gateway_access(&barred, false);
    let keys = session.sub.list(&session.by).await.unwrap();
    let accounts = session.cloud.sub_accounts();
    let shown: Vec<String> = accounts
        .iter()
        .filter(|account| account.id != barred)
        .flat_map(|account| {
            let keys = session.cloud.access_keys().into_iter();
            keys.filter(|key| key.sub_account_id.as_ref() == Some(&account.id))
                .map(|key| format!("{}/{}", account.id, key.access_key))
        })
        .collect();
    assert_eq!(shown.len(), 121);
    assert_eq!(ids(&keys), shown);
    for key in &keys {
        let group = key.group.as_ref().unwrap();
        let account = accounts.iter().find(|one| one.id == group.id).unwrap();
        assert_eq!(group.login.as_deref(), Some(account.login_id.as_str()));
        assert_eq!(group.name, account.name);
    }
    assert_eq!(session.count("GET", "/sub-accounts"), 2);
    // So many are not asked one by one when they were last used.
    assert_eq!(session.count("GET", "/last-access-summary"), 0);
    // The main account's own key is none of them.
    let own = open(&session.by.fields, "access_key");
    assert!(
        keys.iter()
            .all(|key| !session.sub.is_own(&own, &key.remote_id))
    );
}

#[tokio::test]
async fn the_last_use_is_told_where_it_may_be_read() {
    let session = Session::start().await;
    let (_, used) = session.robot("used", &[]);
    session.robot("unused", &[]);
    let at = Timestamp::from_second(1_767_225_600).unwrap();
    let id = open(&used.fields, "access_key");
    session.cloud.mark_used(&id, at);
    let last = async || {
        let keys = session.sub.list(&session.by).await.unwrap();
        keys.into_iter()
            .map(|key| key.last_used)
            .collect::<Vec<_>>()
    };
    assert_eq!(last().await, [LastUsed::At { at }, LastUsed::Unknown]);
    for trouble in [
        Trouble::ServerError(500),
        Trouble::NoRights,
        Trouble::NotJson,
    ] {
        session.cloud.trouble(trouble.only(Call::ReadLastAccess));
        assert_eq!(last().await, [LastUsed::Unknown, LastUsed::Unknown]);
    }
}

#[tokio::test]
async fn a_key_is_stopped_started_and_deleted_only_when_it_is_stopped() {
    let session = Session::start().await;
    let (account, _) = session.robot("robot", &[]);
    let issued = session.issue_for(&account).await;
    let id = &issued.key.remote_id;
    let access_key = open(&issued.fields, "access_key");
    let by = credential(
        &session.cloud,
        &access_key,
        &open(&issued.fields, "secret_key"),
    );
    assert!(session.sub.verify(&by).await.is_ok());

    let off = session.sub.switch(&session.by, id, false).await.unwrap();
    let sent = session.last("PUT").body.unwrap();
    assert_eq!(sent, json!({"accessKey": access_key, "active": false}));
    assert_eq!((off.state, &off.remote_id), (KeyState::Disabled, id));
    assert_eq!(off.group.as_ref().unwrap().login.as_deref(), Some("robot"));
    assert_eq!(off.created_at, issued.key.created_at);
    let error = session.sub.verify(&by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialUnknown);

    let on = session.sub.switch(&session.by, id, true).await.unwrap();
    assert_eq!(on.state, KeyState::Enabled);
    assert!(session.sub.verify(&by).await.is_ok());
    let error = session.sub.delete(&session.by, id).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Refused)
    );
    assert!(error.detail.unwrap().contains("stopped"));

    session.sub.switch(&session.by, id, false).await.unwrap();
    session.sub.delete(&session.by, id).await.unwrap();
    let sent = session.last("DELETE").body.unwrap();
    assert_eq!(sent, json!({"accessKey": access_key}));
    // A second time it is already gone; its neighbour never was.
    session.sub.delete(&session.by, id).await.unwrap();
    let left = session.sub.list(&session.by).await.unwrap();
    assert_eq!(left.len(), 1);
    let error = session.sub.switch(&session.by, id, true).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::NotFound, Outcome::Refused)
    );
}

#[tokio::test]
async fn a_third_key_is_one_too_many() {
    let session = Session::start().await;
    let account = session.cloud.add_sub_account("robot", &[]);
    let first = session.issue_for(&account).await.key.remote_id;
    session.issue_for(&account).await;
    let new = form(&[("sub_account", &account)]);
    let error = issued(&session.sub, &session.by, &new).await.err().unwrap();
    let told = (error.code, error.outcome, error.status);
    assert_eq!(told, (ErrorCode::QuotaFull, Outcome::Refused, Some(409)));
    assert!(error.detail.is_some());
    assert_eq!(session.cloud.creates(), 3);
    // With one deleted there is room again.
    session
        .sub
        .switch(&session.by, &first, false)
        .await
        .unwrap();
    session.sub.delete(&session.by, &first).await.unwrap();
    session.issue_for(&account).await;
}

#[tokio::test]
async fn an_account_that_is_not_there_is_not_found() {
    let session = Session::start().await;
    let (_, by) = session.robot("robot", &[]);
    let key = open(&by.fields, "access_key");
    for account in ["00000000-0000-4000-8000-000000000001", "no-such-account"] {
        let new = form(&[("sub_account", account)]);
        let error = issued(&session.sub, &session.by, &new).await.err().unwrap();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::NotFound, Outcome::Refused)
        );
        let id = format!("{account}/{key}");
        let error = session
            .sub
            .switch(&session.by, &id, false)
            .await
            .unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::NotFound, Outcome::Refused)
        );
        session.sub.delete(&session.by, &id).await.unwrap();
    }
    assert_eq!(session.cloud.creates(), 2);
    assert!(session.sub.verify(&by).await.is_ok());
    // What can be no id at all sends nothing.
    let before = session.cloud.ledger().len();
    for id in ["no-slash", "../x", "a/b/c", "a/..", "/x", "x/"] {
        assert!(session.sub.delete(&session.by, id).await.is_err(), "{id}");
        assert!(
            session.sub.switch(&session.by, id, true).await.is_err(),
            "{id}"
        );
    }
    assert_eq!(session.cloud.ledger().len(), before);
}

#[tokio::test]
async fn a_key_that_the_list_does_not_show_yet_appears() {
    let session = Session::start().await;
    let (account, _) = session.robot("robot", &[]);
    session
        .cloud
        .trouble(Trouble::StaleList.only(Call::ListAccessKeys));
    let id = session.issue_for(&account).await.key.remote_id;
    let listed = session.sub.list(&session.by).await.unwrap();
    assert!(!ids(&listed).contains(&id.as_str()));
    // Switching needs no list to be right.
    let off = session.sub.switch(&session.by, &id, false).await.unwrap();
    assert_eq!((off.state, &off.remote_id), (KeyState::Disabled, &id));
    session.cloud.trouble(Trouble::None);
    let listed = session.sub.list(&session.by).await.unwrap();
    assert!(ids(&listed).contains(&id.as_str()));
}

#[tokio::test]
async fn a_switch_and_a_deletion_are_sent_once_whatever_happens() {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    let throttled = Trouble::Throttled {
        code: 410,
        retry_after: None,
    };
    // Trouble, error, outcome, whether it has happened.
    for (trouble, code, outcome, done) in [
        (Trouble::CutBefore, E::Interrupted, Unknown, false),
        (Trouble::CutMidAnswer, E::Interrupted, Unknown, true),
        (throttled, E::Throttled, Refused, false),
        (Trouble::ServerError(500), E::ProviderDown, Unknown, false),
        (Trouble::Proxy, E::ProxyAnswer, Unknown, false),
        (Trouble::Redirect, E::Redirected, Unknown, false),
        (Trouble::ErrorInside200, E::Rejected, Unknown, false),
        (Trouble::NotJson, E::ProxyAnswer, Unknown, true),
        (Trouble::HugeBody, E::AnswerTooLarge, Unknown, true),
    ] {
        let session = Session::start().await;
        let (_, by) = session.robot("robot", &[]);
        let key = open(&by.fields, "access_key");
        let id = session
            .sub
            .list(&session.by)
            .await
            .unwrap()
            .remove(0)
            .remote_id;
        let shown = || {
            let keys = session.cloud.access_keys().into_iter();
            keys.filter(|one| one.access_key == key)
                .map(|one| one.active)
                .next()
        };
        session
            .cloud
            .trouble(trouble.clone().only(Call::UpdateAccessKey));
        let error = session
            .sub
            .switch(&session.by, &id, false)
            .await
            .unwrap_err();
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        assert_eq!(session.count("PUT", "/access-keys"), 1, "{trouble:?}");
        assert_eq!(shown(), Some(!done), "{trouble:?}");

        session.cloud.set_access_key_active(&key, false);
        session
            .cloud
            .trouble(trouble.clone().only(Call::DeleteAccessKey));
        let error = session.sub.delete(&session.by, &id).await.unwrap_err();
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        assert_eq!(session.count("DELETE", "/access-keys"), 1, "{trouble:?}");
        assert_eq!(shown(), (!done).then_some(false), "{trouble:?}");
    }
}

#[tokio::test]
async fn what_is_read_after_a_switch_is_a_nicety() {
    let session = Session::start().await;
    let (_, _) = session.robot("robot", &[]);
    let id = session
        .sub
        .list(&session.by)
        .await
        .unwrap()
        .remove(0)
        .remote_id;
    for call in [Call::ReadSubAccount, Call::ListAccessKeys] {
        for (on, state) in [(false, KeyState::Disabled), (true, KeyState::Enabled)] {
            session.cloud.trouble(Trouble::ServerError(500).only(call));
            let switched = session.sub.switch(&session.by, &id, on).await.unwrap();
            assert_eq!((switched.state, &switched.remote_id), (state, &id));
        }
    }
    // Made long ago: the list says when.
    session.cloud.trouble(Trouble::None);
    let key = session.sub.list(&session.by).await.unwrap().remove(0);
    assert!(key.created_at.unwrap() > Timestamp::now() - 1.hour());
}
