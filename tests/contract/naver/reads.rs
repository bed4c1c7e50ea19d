//! Reads: repeated where that is safe, tolerant of what may be missing, and plain about what went wrong.

use keywright_core::kind::KeyKind;
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::naver::{Call, Trouble};

use super::Session;

#[tokio::test]
async fn reads_are_repeated() {
    for trouble in [
        Trouble::CutBefore,
        Trouble::CutMidAnswer,
        Trouble::ServerError(503),
        Trouble::Throttled {
            code: 420,
            retry_after: Some(0),
        },
    ] {
        let session = Session::start().await;
        session.cloud.add_api_key("one");
        session
            .cloud
            .trouble(trouble.clone().only(Call::ListApiKeys).once());
        let keys = session.gateway.list(&session.by).await;
        assert_eq!(keys.map(|keys| keys.len()).ok(), Some(1), "{trouble:?}");
        assert_eq!(session.count("GET", "/api-keys"), 2, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_read_that_fails_says_how() {
    use ErrorCode as E;
    let missing = |name: &str| Trouble::LeaveOut(name.to_owned());
    for (trouble, code) in [
        (Trouble::CutBefore, E::Interrupted),
        (Trouble::CutMidAnswer, E::Interrupted),
        (Trouble::ServerError(500), E::ProviderDown),
        (
            Trouble::Throttled {
                code: 400,
                retry_after: Some(90),
            },
            E::CallsUsedUp,
        ),
        (Trouble::Proxy, E::ProxyAnswer),
        (Trouble::Redirect, E::Redirected),
        (Trouble::NotJson, E::ProxyAnswer),
        (Trouble::ErrorInside200, E::Rejected),
        (Trouble::HugeBody, E::AnswerTooLarge),
    ] {
        let session = Session::start().await;
        let account = session.cloud.add_sub_account("robot", &[]);
        let key = session.cloud.add_api_key("one");
        session.cloud.trouble(trouble.clone());
        let (by, gateway, sub) = (&session.by, &session.gateway, &session.sub);
        for error in [
            gateway.list(by).await.err(),
            gateway.reread(by, &key).await.err(),
            gateway.subscriptions(by, &key).await.err(),
            sub.list(by).await.err(),
            sub.options(by).await.err(),
            sub.rules(by, &account).await.err(),
            session.access.verify(by).await.err(),
        ] {
            let error = error.unwrap_or_else(|| panic!("{trouble:?}"));
            let told = (error.code, error.outcome);
            assert_eq!(told, (code, Outcome::Refused), "{trouble:?}");
        }
    }
    for (trouble, call) in [
        (missing("apiKeys"), Call::ListApiKeys),
        (missing("apiKeyId"), Call::ListApiKeys),
        (missing("items"), Call::ListSubAccounts),
        (missing("subAccountId"), Call::ListSubAccounts),
        (missing("accessKey"), Call::ListAccessKeys),
    ] {
        let session = Session::start().await;
        session.cloud.add_api_key("one");
        session.robot("robot", &[]);
        session.cloud.trouble(trouble.clone().only(call));
        // A key without an id is not left out: nobody would be told of it.
        let error = match call {
            Call::ListApiKeys => session.gateway.list(&session.by).await,
            _ => session.sub.list(&session.by).await,
        };
        let error = error.unwrap_err();
        assert_eq!(error.code, ErrorCode::AnswerUnreadable, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_field_that_is_missing_or_null_does_not_hide_a_key() {
    let session = Session::start().await;
    session.robot("robot", &[]);
    session.cloud.add_api_key("one");
    let product = session.cloud.product_ids().remove(0);
    let key = session.cloud.api_keys().remove(0).id;
    let by = &session.by;
    session
        .gateway
        .subscribe(by, &key, &product, true)
        .await
        .unwrap();
    let mut troubles: Vec<Trouble> = vec![
        Trouble::NewerEdition,
        Trouble::EverythingText,
        Trouble::EpochTimes,
        Trouble::OtherWrapping,
    ];
    for field in [
        "apiKeyName",
        "apiKeyDescription",
        "tenantId",
        "modifier",
        "isEnabled",
        "modTime",
        "domainCode",
        "total",
        "initialCount",
        "active",
        "createTime",
        "loginId",
        "name",
        "canAPIGatewayAccess",
        "hasNext",
        "isLast",
        "totalItems",
        "totalPages",
        "lastAccessKeyUsed",
        "lastUsed",
        "userType",
        "id",
        "productName",
        "status",
        "isSelfProduct",
        "content",
        "apiKeyRelations",
    ] {
        troubles.push(Trouble::LeaveOut(field.to_owned()));
        troubles.push(Trouble::MakeNull(field.to_owned()));
    }
    for trouble in troubles {
        session.cloud.trouble(trouble.clone());
        let gateway = session.gateway.list(by).await.map(|keys| keys.len());
        assert_eq!(gateway.ok(), Some(1), "{trouble:?}");
        let sub = session.sub.list(by).await.map(|keys| keys.len());
        assert_eq!(sub.ok(), Some(1), "{trouble:?}");
        let groups = session.sub.options(by).await.map(|all| all.groups.len());
        assert_eq!(groups.ok(), Some(1), "{trouble:?}");
        let subscribed = session.gateway.subscriptions(by, &key).await;
        assert_eq!(subscribed.map(|all| all.len()).ok(), Some(1), "{trouble:?}");
        assert!(session.access.verify(by).await.is_ok(), "{trouble:?}");
        let reread = session.gateway.reread(by, &key).await;
        assert!(reread.is_ok(), "{trouble:?}");
    }
    for field in ["primaryKey", "secondaryKey"] {
        session.cloud.trouble(Trouble::LeaveOut(field.to_owned()));
        let error = session.gateway.reread(by, &key).await.err().unwrap();
        assert_eq!(error.code, ErrorCode::SecretNotReceived, "{field}");
        assert_eq!(error.outcome, Outcome::Refused, "{field}");
    }
}
