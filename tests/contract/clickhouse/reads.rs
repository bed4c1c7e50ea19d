//! Connecting, listing, and what a form needs.

use std::net::IpAddr;
use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use keywright_core::kind::{Credential, KeyKind};
use keywright_core::model::{AbilityKind, Identity, KeyState, RolesFrom};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::clickhouse::{self, Call, NewPracticeKey, Options, RateLimit, Trouble};

use super::{Session, credential};

fn may(identity: &Identity, what: AbilityKind) -> Option<bool> {
    let found = identity
        .abilities
        .iter()
        .find(|ability| ability.what == what);
    found.unwrap().allowed
}

#[tokio::test]
async fn the_first_key_is_known_with_all_it_may_do() {
    let session = Session::start().await;
    let mut by = credential(
        &session.cloud,
        &session.first.key_id,
        &session.first.key_secret,
    );
    by.scope = None;
    let identity = session.kind.verify(&by).await.unwrap();
    assert_eq!(identity.name.as_deref(), Some("first key"));
    assert_eq!(
        identity.own_key.as_deref(),
        Some(session.first.key_uuid.as_str())
    );
    assert_eq!(
        identity.ends_with.as_deref(),
        Some(&session.first.key_id[16..])
    );
    let scope = identity.scope.clone().unwrap();
    assert_eq!(
        (scope.id, scope.name.as_str()),
        (session.first.organization_id.clone(), "Practice")
    );
    for what in [
        AbilityKind::ListKeys,
        AbilityKind::CreateKeys,
        AbilityKind::ChangeKeys,
        AbilityKind::DeleteKeys,
        AbilityKind::ListRoles,
        AbilityKind::ReadActivity,
    ] {
        assert_eq!(may(&identity, what), Some(true), "{what:?}");
    }
    assert_eq!(session.cloud.creates(), 0);
    assert!(
        session
            .cloud
            .ledger()
            .iter()
            .all(|entry| entry.method == "GET")
    );
}

#[tokio::test]
async fn a_refused_ability_is_an_answer() {
    let session = Session::start().await;
    let reader = session.key_with(&["Organization API Reader"]);
    let identity = session.kind.verify(&reader).await.unwrap();
    assert_eq!(may(&identity, AbilityKind::ListKeys), Some(true));
    assert_eq!(may(&identity, AbilityKind::ListRoles), Some(false));
    assert_eq!(may(&identity, AbilityKind::CreateKeys), None);
    let nobody = session.key_with(&["Service API Reader"]);
    let identity = session.kind.verify(&nobody).await.unwrap();
    assert_eq!(may(&identity, AbilityKind::ListKeys), Some(false));
    assert_eq!(may(&identity, AbilityKind::ReadActivity), Some(false));
}

#[tokio::test]
async fn without_whoami_the_own_key_is_found_by_its_end() {
    let session = Session::with(Options {
        seed_keys: 20,
        page_limit: 5,
        ..Options::default()
    })
    .await;
    session.cloud.trouble(Trouble::NoWhoami);
    let identity = session.kind.verify(&session.by).await.unwrap();
    assert_eq!(identity.name, None);
    assert_eq!(
        identity.own_key.as_deref(),
        Some(session.first.key_uuid.as_str())
    );
    assert_eq!(identity.scope.unwrap().name, "Practice");
}

#[tokio::test]
async fn whoami_out_of_order_is_no_hindrance() {
    for trouble in [
        Trouble::ServerError(500),
        Trouble::Proxy,
        Trouble::NotJson,
        Trouble::ErrorInside200,
        Trouble::MakeNull("result".to_owned()),
    ] {
        let session = Session::start().await;
        session.cloud.trouble(trouble.clone().only(Call::Whoami));
        let identity = session.kind.verify(&session.by).await;
        assert!(identity.is_ok(), "{trouble:?}: {:?}", identity.err());
    }
}

#[tokio::test]
async fn a_credential_that_does_not_work_says_why() {
    let session = Session::start().await;
    let code = async |by: &Credential| session.kind.verify(by).await.unwrap_err();
    let wrong = credential(&session.cloud, &session.first.key_id, "4b1dWrong");
    assert_eq!(code(&wrong).await.code, ErrorCode::CredentialUnknown);
    let unknown = credential(&session.cloud, "nobody", &session.first.key_secret);
    assert_eq!(code(&unknown).await.code, ErrorCode::CredentialUnknown);
    let (paused, id, secret) = session.cloud.add_key(NewPracticeKey::default());
    session
        .cloud
        .set_key_state(&paused, clickhouse::KeyState::Disabled);
    let paused = credential(&session.cloud, &id, &secret);
    assert_eq!(code(&paused).await.code, ErrorCode::CredentialInactive);
    let (_, id, secret) = session.cloud.add_key(NewPracticeKey {
        expire_at: Some(Timestamp::now() - 1.hour()),
        ..NewPracticeKey::default()
    });
    let expired = credential(&session.cloud, &id, &secret);
    let error = code(&expired).await;
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::CredentialInactive, Outcome::Refused)
    );
    assert_eq!(error.status, Some(401));
    assert!(error.request_id.is_some());
}

#[tokio::test]
async fn an_address_that_is_not_allowed_is_forbidden() {
    let session = Session::with(Options {
        caller_address: Some(IpAddr::from([198, 51, 100, 7])),
        ..Options::default()
    })
    .await;
    let (_, id, secret) = session.cloud.add_key(NewPracticeKey {
        ip_access_list: vec!["203.0.113.0/24".to_owned()],
        ..NewPracticeKey::default()
    });
    let by = credential(&session.cloud, &id, &secret);
    assert_eq!(
        session.kind.verify(&by).await.unwrap_err().code,
        ErrorCode::Forbidden
    );
    assert_eq!(
        session.kind.list(&by).await.unwrap_err().code,
        ErrorCode::Forbidden
    );
}

#[tokio::test]
async fn every_page_is_read() {
    let session = Session::with(Options {
        seed_keys: 99,
        page_limit: 7,
        ..Options::default()
    })
    .await;
    for trouble in [Trouble::None, Trouble::EmptyPages] {
        session.cloud.trouble(trouble);
        let keys = session.kind.list(&session.by).await.unwrap();
        let shown = session.cloud.keys();
        assert_eq!(keys.len(), 100);
        for (key, shown) in keys.iter().zip(shown) {
            assert_eq!((&key.remote_id, &key.name), (&shown.id, &shown.name));
            assert_eq!(key.ends_with.as_deref(), Some(shown.suffix.as_str()));
            assert_eq!(key.created_at, Some(shown.created_at));
        }
    }
    let keys = session.kind.list(&session.by).await.unwrap();
    for state in [KeyState::Enabled, KeyState::Disabled, KeyState::Expired] {
        assert!(keys.iter().any(|key| key.state == state), "{state:?}");
    }
}

#[tokio::test]
async fn a_cursor_that_repeats_ends_in_an_error() {
    let session = Session::with(Options {
        seed_keys: 20,
        page_limit: 3,
        ..Options::default()
    })
    .await;
    session.cloud.trouble(Trouble::RepeatedCursor);
    let error = session.kind.list(&session.by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::AnswerUnreadable);
    assert!(session.count("GET", "/keys") <= 3);
}

#[tokio::test]
async fn reads_are_repeated_and_changes_nothing() {
    for trouble in [
        Trouble::CutBefore,
        Trouble::CutMidAnswer,
        Trouble::ServerError(503),
        Trouble::RateLimited {
            reset_seconds: 0.01,
            body: false,
        },
    ] {
        let session = Session::start().await;
        session.cloud.trouble(trouble.clone().once());
        let keys = session.kind.list(&session.by).await;
        assert_eq!(keys.map(|keys| keys.len()).ok(), Some(1), "{trouble:?}");
        assert_eq!(session.count("GET", "/keys"), 2, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_list_that_fails_says_how() {
    for (trouble, code) in [
        (Trouble::CutBefore, ErrorCode::Interrupted),
        (Trouble::CutMidAnswer, ErrorCode::Interrupted),
        (Trouble::ServerError(500), ErrorCode::ProviderDown),
        (
            Trouble::RateLimited {
                reset_seconds: 90.5,
                body: true,
            },
            ErrorCode::RateLimited,
        ),
        (
            Trouble::RateLimited {
                reset_seconds: 90.5,
                body: false,
            },
            ErrorCode::RateLimited,
        ),
        (Trouble::Proxy, ErrorCode::ProxyAnswer),
        (Trouble::Redirect, ErrorCode::Redirected),
        (Trouble::NotJson, ErrorCode::ProxyAnswer),
        (Trouble::ErrorInside200, ErrorCode::AnswerUnreadable),
        (Trouble::HugeBody, ErrorCode::AnswerTooLarge),
        (
            Trouble::LeaveOut("result".to_owned()),
            ErrorCode::AnswerUnreadable,
        ),
        (
            Trouble::MakeNull("id".to_owned()),
            ErrorCode::AnswerUnreadable,
        ),
    ] {
        let session = Session::start().await;
        session.cloud.trouble(trouble.clone());
        let error = session.kind.list(&session.by).await.unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (code, Outcome::Refused),
            "{trouble:?}"
        );
        if code == ErrorCode::RateLimited {
            assert_eq!(error.retry_after_s, Some(91));
        }
    }
}

#[tokio::test]
async fn a_field_that_is_missing_or_null_does_not_hide_a_key() {
    let session = Session::start().await;
    for field in [
        "name",
        "state",
        "roles",
        "assignedRoles",
        "roleId",
        "roleName",
        "keySuffix",
        "createdAt",
        "expireAt",
        "usedAt",
        "ipAccessList",
        "source",
        "description",
        "limit",
        "totalCount",
        "nextCursor",
        "requestId",
        "status",
    ] {
        for trouble in [
            Trouble::LeaveOut(field.to_owned()),
            Trouble::MakeNull(field.to_owned()),
        ] {
            session.cloud.trouble(trouble.clone());
            let keys = session.kind.list(&session.by).await;
            assert_eq!(keys.map(|keys| keys.len()).ok(), Some(1), "{trouble:?}");
            assert!(
                session.kind.verify(&session.by).await.is_ok(),
                "{trouble:?}"
            );
            assert!(
                session.kind.options(&session.by).await.is_ok(),
                "{trouble:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_newer_edition_is_read() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::NewerEdition);
    let keys = session.kind.list(&session.by).await.unwrap();
    assert_eq!(keys[0].state, KeyState::Unknown);
    assert!(session.kind.verify(&session.by).await.is_ok());
    assert!(session.kind.options(&session.by).await.is_ok());
}

#[tokio::test]
async fn roles_come_from_the_cloud_from_keys_or_from_the_old_model() {
    let session = Session::with(Options {
        seed_keys: 8,
        ..Options::default()
    })
    .await;
    let options = session.kind.options(&session.by).await.unwrap();
    assert_eq!(options.roles_from, RolesFrom::Cloud);
    assert!(options.roles.len() > 4 && options.roles.iter().any(|role| role.custom));
    let quota = options.quota.unwrap();
    assert_eq!((quota.used, quota.limit), (9, 100));

    session.cloud.trouble(Trouble::RolesForbidden);
    let options = session.kind.options(&session.by).await.unwrap();
    assert_eq!(options.roles_from, RolesFrom::ExistingKeys);
    assert!(options.roles.iter().any(|role| role.name == "Admin"));

    session.cloud.trouble(Trouble::LegacyRoles);
    let options = session.kind.options(&session.by).await.unwrap();
    assert_eq!(options.roles_from, RolesFrom::OldRoles);
    let ids: Vec<_> = options.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids, ["admin", "developer", "query_endpoints"]);

    let nobody = session.key_with(&["Service API Reader"]);
    session.cloud.trouble(Trouble::None);
    let options = session.kind.options(&nobody).await.unwrap();
    assert_eq!(
        (options.roles_from, options.quota),
        (RolesFrom::Nowhere, None)
    );
}

#[tokio::test]
async fn the_limiter_is_waited_for() {
    let session = Session::with(Options {
        rate_limit: RateLimit {
            requests: 3,
            window: Duration::from_millis(900),
        },
        ..Options::default()
    })
    .await;
    // Five calls, three of them at once.
    assert!(session.kind.verify(&session.by).await.is_ok());
}
