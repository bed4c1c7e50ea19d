//! Access keys: who they are, what they may do, and why they do not work.

use std::net::IpAddr;

use keywright_core::kind::{Credential, KeyKind};
use keywright_core::model::{AccessRules, AccessSource, Identity, KindId};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::naver::{Call, Options, Policy, Trouble};

use super::{Session, credential, form, issued, open};

fn may(identity: &Identity, kind: KindId) -> Option<bool> {
    let mut abilities = identity.abilities.iter();
    let found = abilities.find(|ability| ability.kind == Some(kind));
    found.unwrap().allowed
}

fn fact<'a>(identity: &'a Identity, id: &str) -> Option<&'a str> {
    let found = identity.facts.iter().find(|fact| fact.id == id);
    found.map(|fact| fact.value.as_str())
}

#[tokio::test]
async fn the_first_key_is_known_with_all_it_may_do() {
    let session = Session::start().await;
    let identity = session.access.verify(&session.by).await.unwrap();
    let own = open(&session.by.fields, "access_key");
    assert_eq!(identity.name.as_deref(), Some("practice"));
    assert_eq!(identity.own_key.as_deref(), Some(own.as_str()));
    assert_eq!(identity.ends_with.as_deref(), Some(&own[24..]));
    assert_eq!(identity.scope.as_ref().unwrap().id, "practice");
    assert_eq!(fact(&identity, "user_type"), Some("Customer"));
    assert_eq!(fact(&identity, "login_alias"), Some("practice"));
    let account = session.cloud.account_id();
    assert_eq!(fact(&identity, "user_id"), Some(account.as_str()));
    for kind in [KindId::NaverGatewayKey, KindId::NaverSubAccountKey] {
        assert_eq!(may(&identity, kind), Some(true), "{kind:?}");
    }
    assert_eq!(session.cloud.creates(), 0);
    let ledger = session.cloud.ledger();
    assert!(ledger.iter().all(|entry| entry.method == "GET"));
}

#[tokio::test]
async fn a_key_of_a_sub_account_is_known_as_one_with_what_its_policies_allow() {
    use Policy::{ApiGatewayManager, ApiGatewayViewer, InfraManager, SubAccountViewer};
    let session = Session::start().await;
    for (number, (policies, gateway, sub)) in [
        (&[][..], false, false),
        (&[ApiGatewayViewer], true, false),
        (&[SubAccountViewer], false, true),
        (&[ApiGatewayManager, SubAccountViewer], true, true),
        (&[InfraManager], true, false),
        (&[Policy::Administrator], true, true),
    ]
    .into_iter()
    .enumerate()
    {
        let (account, by) = session.robot(&format!("robot-{number}"), policies);
        let identity = session.access.verify(&by).await.unwrap();
        assert_eq!(fact(&identity, "user_type"), Some("Sub"));
        assert_eq!(fact(&identity, "user_id"), Some(account.as_str()));
        // The organization is the main account's, whoever signs.
        assert_eq!(identity.scope.as_ref().unwrap().id, "practice");
        let can = [KindId::NaverGatewayKey, KindId::NaverSubAccountKey].map(|k| may(&identity, k));
        assert_eq!(can, [Some(gateway), Some(sub)], "{policies:?}");
        // As a key that was made here it is asked only who it is.
        let before = session.cloud.ledger().len();
        let proven = session.sub.prove(&by, Some(&session.by)).await.unwrap();
        assert_eq!(proven.own_key, by.own_key);
        assert_eq!(session.cloud.ledger().len(), before + 1);
    }
}

#[tokio::test]
async fn an_id_that_no_other_call_knows_is_no_hindrance() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::ForeignCallerId);
    let identity = session.access.verify(&session.by).await.unwrap();
    assert_eq!(identity.scope.unwrap().id, "practice");
}

#[tokio::test]
async fn abilities_that_cannot_be_told_are_left_open() {
    for trouble in [
        Trouble::ServerError(500),
        Trouble::CutBefore,
        Trouble::NotJson,
        Trouble::Proxy,
    ] {
        let session = Session::start().await;
        session
            .cloud
            .trouble(trouble.clone().only(Call::ListApiKeys));
        let identity = session.access.verify(&session.by).await.unwrap();
        let can = [KindId::NaverGatewayKey, KindId::NaverSubAccountKey].map(|k| may(&identity, k));
        assert_eq!(can, [None, Some(true)], "{trouble:?}");
    }
}

#[tokio::test]
async fn a_key_that_does_not_work_is_told() {
    let session = Session::start().await;
    let first = open(&session.by.fields, "access_key");
    let (stopped, by_stopped) = session.robot("stopped", &[Policy::Administrator]);
    let key = open(&by_stopped.fields, "access_key");
    assert!(session.cloud.set_access_key_active(&key, false));
    let (asleep, by_asleep) = session.robot("asleep", &[Policy::Administrator]);
    assert!(session.cloud.set_sub_account_active(&asleep, false));
    let (barred, by_barred) = session.robot("barred", &[Policy::Administrator]);
    assert!(session.cloud.set_api_gateway_access(&barred, false));
    let deleted = session.cloud.add_access_key(Some(&stopped)).unwrap();
    let by_deleted = credential(&session.cloud, &deleted.0, &deleted.1);
    assert!(session.cloud.remove_access_key(&deleted.0));
    for (what, by) in [
        (
            "wrong secret",
            credential(&session.cloud, &first, "ncp_iam_MadeUp"),
        ),
        (
            "unknown",
            credential(&session.cloud, "ncp_iam_Nobody", "ncp_iam_MadeUp"),
        ),
        ("stopped", by_stopped),
        ("account switched off", by_asleep),
        ("account may not use APIs", by_barred),
        ("deleted", by_deleted),
    ] {
        let error = session.access.verify(&by).await.unwrap_err();
        let told = (error.code, error.outcome, error.status);
        let wanted = (ErrorCode::CredentialUnknown, Outcome::Refused, Some(401));
        assert_eq!(told, wanted, "{what}");
        assert!(error.request_id.is_some(), "{what}");
        let error = session.gateway.list(&by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::CredentialUnknown, "{what}");
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_named_with_its_minutes() {
    let session = Session::start().await;
    let account = session.cloud.add_sub_account("robot", &[]);
    for (ahead, minutes) in [(540, -9), (-540, 9), (3600, -60)] {
        session.cloud.trouble(Trouble::ClockSkew(ahead));
        let told = |error: keywright_core::Error| (error.code, error.clock_minutes, error.outcome);
        let wanted = (ErrorCode::ClockOff, Some(minutes), Outcome::Refused);
        let by = &session.by;
        assert_eq!(told(session.access.verify(by).await.unwrap_err()), wanted);
        assert_eq!(told(session.gateway.list(by).await.unwrap_err()), wanted);
        assert_eq!(told(session.sub.list(by).await.unwrap_err()), wanted);
        let before = session.cloud.creates();
        let new = form(&[("name", "never")]);
        let error = issued(&session.gateway, by, &new).await.err().unwrap();
        assert_eq!(told(error), wanted);
        let new = form(&[("sub_account", &account)]);
        let error = issued(&session.sub, by, &new).await.err().unwrap();
        assert_eq!(told(error), wanted);
        assert_eq!(session.cloud.creates(), before + 2);
    }
    assert!(session.cloud.api_keys().is_empty());
    // What the cloud takes, nobody complains about; a wrong secret is one whatever the clock says by a little.
    session.cloud.trouble(Trouble::ClockSkew(200));
    assert!(session.access.verify(&session.by).await.is_ok());
    let own = open(&session.by.fields, "access_key");
    let wrong = credential(&session.cloud, &own, "ncp_iam_MadeUp");
    let error = session.access.verify(&wrong).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialUnknown);
}

#[tokio::test]
async fn a_missing_policy_is_forbidden_not_unknown() {
    let session = Session::start().await;
    let account = session.cloud.add_sub_account("owner", &[]);
    let key = session.cloud.add_api_key("theirs");
    let (_, by) = session.robot("nobody", &[]);
    let told = |error: keywright_core::Error| (error.code, error.outcome);
    let wanted = (ErrorCode::Forbidden, Outcome::Refused);
    assert_eq!(told(session.gateway.list(&by).await.unwrap_err()), wanted);
    assert_eq!(told(session.sub.list(&by).await.unwrap_err()), wanted);
    assert_eq!(told(session.sub.options(&by).await.unwrap_err()), wanted);
    assert_eq!(
        told(session.sub.rules(&by, &account).await.unwrap_err()),
        wanted
    );
    // Readers may not write.
    let both = [Policy::ApiGatewayViewer, Policy::SubAccountViewer];
    let (_, reader) = session.robot("reader", &both);
    assert_eq!(session.gateway.list(&reader).await.unwrap().len(), 1);
    assert!(session.gateway.reread(&reader, &key).await.is_ok());
    let new = form(&[("name", "no")]);
    let error = issued(&session.gateway, &reader, &new).await.err().unwrap();
    assert_eq!(told(error), wanted);
    let new = form(&[("sub_account", &account)]);
    let error = issued(&session.sub, &reader, &new).await.err().unwrap();
    assert_eq!(told(error), wanted);
    let error = session.gateway.delete(&reader, &key).await.unwrap_err();
    assert_eq!(told(error), wanted);
    let error = session
        .gateway
        .regenerate(&reader, &key, "primary_key")
        .await;
    assert_eq!(told(error.unwrap_err()), wanted);
    assert_eq!(session.cloud.api_keys().len(), 1);
    // Whoever may do nothing at all may not even ask who they are.
    session.cloud.trouble(Trouble::NoRights);
    assert_eq!(
        told(session.access.verify(&session.by).await.unwrap_err()),
        wanted
    );
}

#[tokio::test]
async fn an_account_that_never_opened_api_gateway_is_told_so() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::NoTenant);
    let told = |error: keywright_core::Error| (error.code, error.outcome);
    let wanted = (ErrorCode::ServiceNotOpened, Outcome::Refused);
    let by = &session.by;
    assert_eq!(told(session.gateway.list(by).await.unwrap_err()), wanted);
    let new = form(&[("name", "never")]);
    let error = issued(&session.gateway, by, &new).await.err().unwrap();
    assert_eq!(told(error), wanted);
    assert_eq!(session.cloud.creates(), 1);
    let identity = session.access.verify(by).await.unwrap();
    assert_eq!(may(&identity, KindId::NaverGatewayKey), Some(false));
    assert!(session.sub.list(by).await.is_ok());
}

#[tokio::test]
async fn a_place_that_is_not_allowed_is_forbidden() {
    let session = Session::with(Options {
        enforce_access_rules: true,
        caller_address: Some(IpAddr::from([198, 51, 100, 7])),
        ..Options::default()
    })
    .await;
    let (account, by) = session.robot("robot", &[Policy::ApiGatewayManager]);
    let ip = |source: &str| AccessRules {
        on: true,
        sources: vec![AccessSource {
            what: "IP".to_owned(),
            source: source.to_owned(),
        }],
    };
    let set = async |rules: &AccessRules| {
        let set = session.sub.set_rules(&session.by, &account, rules).await;
        assert_eq!(&set.unwrap(), rules);
    };
    let code = async |by: &Credential| session.gateway.list(by).await.err().map(|e| e.code);
    set(&ip("203.0.113.0/24")).await;
    assert_eq!(code(&by).await, Some(ErrorCode::Forbidden));
    let error = session.access.verify(&by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Forbidden);
    set(&ip("198.51.100.0/24")).await;
    assert_eq!(code(&by).await, None);
    set(&AccessRules {
        on: false,
        ..ip("203.0.113.0/24")
    })
    .await;
    assert_eq!(code(&by).await, None);
}
