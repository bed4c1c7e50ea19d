use super::*;

#[tokio::test]
async fn main_account_may_everything_and_a_new_sub_account_nothing() {
    let session = Session::start().await;
    for path in [
        "/api-keys",
        "/sub-accounts",
        "/login-alias",
        "/caller-identity",
    ] {
        assert_eq!(session.get(path).await.status, 200, "{path}");
    }
    session.sign_as_sub("new-robot", &[]);
    for path in ["/api-keys", "/sub-accounts", "/login-alias"] {
        assert_eq!(session.get(path).await.error(), (401, "210"), "{path}");
    }
    for path in ["/caller-identity", "/credentials"] {
        assert_eq!(session.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn policies_open_what_they_are_named_after() {
    use Policy::*;
    let session = Session::start().await;
    let sub = session.sign_as_sub("robot", &[]);
    let key = session.cloud.add_api_key("probe");
    let rename = json!({"apiKeyName": "probe", "isEnabled": true});
    let stop = json!({"accessKey": "ncp_iam_NoSuchKey00000000000", "active": false});
    // Read and change API Gateway, read and change sub accounts; the last change is let through to find no key.
    for (policies, statuses) in [
        (vec![], [401, 401, 401, 401]),
        (vec![Administrator], [200, 200, 200, 400]),
        (vec![InfraManager], [200, 200, 401, 401]),
        (vec![ApiGatewayManager], [200, 200, 401, 401]),
        (vec![ApiGatewayViewer], [200, 401, 401, 401]),
        (vec![SubAccountManager], [401, 401, 200, 400]),
        (vec![SubAccountViewer], [401, 401, 200, 401]),
        (
            vec![ApiGatewayViewer, SubAccountManager],
            [200, 401, 200, 400],
        ),
    ] {
        assert!(session.cloud.set_policies(&sub, &policies));
        let path = format!("/api-keys/{key}");
        let keys = format!("/sub-accounts/{sub}/access-keys");
        let seen = [
            session.get(&path).await.status,
            session.put(&path, rename.clone()).await.status,
            session.get(&keys).await.status,
            session.put(&keys, stop.clone()).await.status,
        ];
        assert_eq!(seen, statuses, "{policies:?}");
    }
}

#[tokio::test]
async fn stopped_keys_and_shut_accounts_do_not_sign() {
    let session = Session::start().await;
    let sub = session.sign_as_sub("robot", &[Policy::Administrator]);
    let key = session.login.lock().unwrap().0.clone();
    let status = async || session.get("/caller-identity").await.error().1.to_owned();
    assert_eq!(status().await, "");
    session.cloud.set_access_key_active(&key, false);
    assert_eq!(status().await, "200");
    session.cloud.set_access_key_active(&key, true);
    session.cloud.set_sub_account_active(&sub, false);
    assert_eq!(status().await, "200");
    session.cloud.set_sub_account_active(&sub, true);
    session.cloud.set_api_gateway_access(&sub, false);
    assert_eq!(status().await, "200");
    session.cloud.set_api_gateway_access(&sub, true);
    assert_eq!(status().await, "");
    session.cloud.remove_access_key(&key);
    assert_eq!(status().await, "200");
    for unknown in ["", "none", "2b141960-0000-4000-8000-246e9659184c"] {
        assert!(!session.cloud.set_sub_account_active(unknown, true));
        assert!(!session.cloud.set_access_key_active(unknown, true));
        assert!(session.cloud.add_access_key(Some(unknown)).is_none());
    }
}

#[tokio::test]
async fn access_rule_is_replaced_whole_and_checked() {
    let session = Session::start().await;
    let sub = session.cloud.add_sub_account("robot", &[]);
    let path = format!("/sub-accounts/{sub}/access-rules/api");
    let open = json!({"useApiAllowSource": false, "apiAllowSources": []});
    assert_eq!(session.get(&path).await.good(), open);
    let rule = json!({"useApiAllowSource": true, "apiAllowSources": [
        {"type": "IP", "source": "203.0.113.0/24"},
        {"type": "VPC", "source": "1234"},
        {"type": "VPC_SERVER", "source": "5678"},
    ]});
    let set = session.put(&path, rule.clone()).await.good();
    assert_eq!(set, json!({"success": true}));
    assert_eq!(session.get(&path).await.good(), rule);
    for wrong in [
        json!({}),
        json!({"useApiAllowSource": true}),
        json!({"useApiAllowSource": true, "apiAllowSources": []}),
        json!({"useApiAllowSource": true, "apiAllowSources": [{"type": "IP", "source": "300.0.0.1"}]}),
        json!({"useApiAllowSource": true, "apiAllowSources": [{"type": "VPC", "source": ""}]}),
        json!({"useApiAllowSource": true, "apiAllowSources": [{"type": "PLANET", "source": "3"}]}),
        json!({"useApiAllowSource": false, "colour": "red"}),
    ] {
        assert_eq!(
            session.put(&path, wrong.clone()).await.error(),
            (400, "100"),
            "{wrong}"
        );
    }
    assert_eq!(session.get(&path).await.good(), rule);
    let absent = format!("/sub-accounts/{}/access-rules/api", uuid::Uuid::new_v4());
    assert_eq!(session.get(&absent).await.error(), (404, "30"));
}

#[tokio::test]
async fn access_rule_stops_other_addresses_where_it_is_enforced() {
    for (enforce, address, source, status) in [
        (true, "203.0.113.7", "203.0.113.0/24", 200),
        (true, "198.51.100.1", "203.0.113.0/24", 403),
        (true, "::ffff:203.0.113.7", "203.0.113.7", 200),
        (false, "198.51.100.1", "203.0.113.0/24", 200),
    ] {
        let session = Session::with(Options {
            enforce_access_rules: enforce,
            caller_address: Some(address.parse().unwrap()),
            ..Options::default()
        })
        .await;
        let sub = session.cloud.add_sub_account("robot", &[]);
        let rule = json!({
            "useApiAllowSource": true,
            "apiAllowSources": [{"type": "IP", "source": source}],
        });
        let path = format!("/sub-accounts/{sub}/access-rules/api");
        session.put(&path, rule).await.good();
        session.sign_with(session.cloud.add_access_key(Some(&sub)).unwrap());
        let answer = session.get("/caller-identity").await;
        assert_eq!(answer.status, status, "{address} {source}");
        if status == 403 {
            assert_eq!(answer.error(), (403, "230"));
        }
    }
}
