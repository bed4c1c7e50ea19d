use serde_json::{Value, json};

use super::*;

fn reader_role(session: &Session) -> Value {
    json!({
        "name": "Auditor",
        "actors": [],
        "policies": [{
            "allowDeny": "ALLOW",
            "permissions": ["control-plane:organization:view-activities"],
            "resources": [format!("organization/{}", session.cloud.organization_id())],
        }],
    })
}

#[tokio::test]
async fn system_roles_and_custom_roles_are_listed() {
    let session = Session::start().await;
    let roles = session.get(&session.path("/roles")).await;
    let names: Vec<&str> = roles
        .result()
        .as_array()
        .unwrap()
        .iter()
        .map(|role| text(&role["name"]))
        .collect();
    for name in [
        "Admin",
        "Billing",
        "Organization API Reader",
        "Member",
        "Service API Reader",
        "Key maker",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    let admin = &roles.result()[0];
    assert_eq!(
        admin["actors"],
        json!([format!("apiKey/{}", session.own_id())])
    );
    let one = session
        .get(&session.path(&format!("/roles/{}", text(&admin["id"]))))
        .await;
    assert_eq!(one.result(), admin);
}

#[tokio::test]
async fn custom_role_grants_what_it_says_until_it_is_deleted() {
    let session = Session::start().await;
    let (id, key_id, secret) = session.cloud.add_key(NewPracticeKey {
        roles: vec!["Member".into()],
        ..NewPracticeKey::default()
    });
    let made = session
        .send("POST", &session.path("/roles"), reader_role(&session))
        .await;
    let role = session.path(&format!("/roles/{}", text(&made.result()["id"])));
    let first = session.cloud.bootstrap().unwrap();
    let may_audit = async || {
        session.sign_with(&key_id, &secret);
        let status = session.get(&session.path("/activities")).await.status;
        session.sign_with(&first.key_id, &first.key_secret);
        status == 200
    };

    assert!(!may_audit().await);
    let actors = json!({"actors": [format!("apiKey/{id}")]});
    assert_eq!(session.send("PATCH", &role, actors).await.status, 200);
    assert!(may_audit().await);

    let mut denied = reader_role(&session)["policies"].clone();
    let mut deny = denied[0].clone();
    deny["allowDeny"] = json!("DENY");
    denied.as_array_mut().unwrap().push(deny);
    let answer = session
        .send("PATCH", &role, json!({"policies": denied}))
        .await;
    assert_eq!(answer.result()["policies"].as_array().unwrap().len(), 2);
    assert!(!may_audit().await);

    assert_eq!(session.send("DELETE", &role, Value::Null).await.status, 200);
    assert_eq!(session.get(&role).await.status, 404);
    assert_eq!(session.cloud.keys()[1].roles, ["Member"]);
}

#[tokio::test]
async fn system_roles_stay_as_they_are() {
    let session = Session::start().await;
    let role = session.path(&format!("/roles/{}", session.role_id("Admin").await));
    assert_eq!(
        session
            .send("PATCH", &role, json!({"name": "x"}))
            .await
            .status,
        400
    );
    assert_eq!(session.send("DELETE", &role, Value::Null).await.status, 400);
}

#[tokio::test]
async fn policies_with_wrong_resources_are_refused() {
    let session = Session::start().await;
    let organization = format!("organization/{}", session.cloud.organization_id());
    for (permissions, resources) in [
        (
            vec!["control-plane:organization:view"],
            vec!["organization/*"],
        ),
        (
            vec![
                "control-plane:organization:view",
                "control-plane:service:view",
            ],
            vec![organization.as_str()],
        ),
        (
            vec!["control-plane:service:view"],
            vec![organization.as_str()],
        ),
        (vec!["control-plane:service:view"], vec![]),
        (vec!["nonsense"], vec![organization.as_str()]),
        (vec![], vec![organization.as_str()]),
    ] {
        let mut role = reader_role(&session);
        role["policies"][0]["permissions"] = json!(permissions);
        role["policies"][0]["resources"] = json!(resources);
        let answer = session.send("POST", &session.path("/roles"), role).await;
        assert_eq!(answer.status, 400, "{permissions:?} {resources:?}");
    }
    let mut everywhere = reader_role(&session);
    everywhere["policies"][0]["permissions"] = json!(["control-plane:service:view"]);
    everywhere["policies"][0]["resources"] = json!(["instance/*"]);
    assert_eq!(
        session
            .send("POST", &session.path("/roles"), everywhere)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn services_are_listed_filtered_and_read() {
    let session = Session::start().await;
    let all = session.get(&session.path("/services")).await;
    assert_eq!(all.result().as_array().unwrap().len(), 2);
    let some = session
        .get(&session.path("/services?filter=tag:Environment%3DProduction"))
        .await;
    assert_eq!(some.result(), &json!([all.result()[0]]));
    assert_eq!(
        session
            .get(&session.path("/services?filter=name:x"))
            .await
            .status,
        400
    );
    let id = text(&all.result()[1]["id"]);
    let one = session.get(&session.path(&format!("/services/{id}"))).await;
    assert_eq!(one.result(), &all.result()[1]);
    let stranger = uuid::Uuid::new_v4();
    assert_eq!(
        session
            .get(&session.path(&format!("/services/{stranger}")))
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn query_endpoint_is_replaced_whole_and_removed() {
    let session = Session::start().await;
    let services = session.get(&session.path("/services")).await;
    let service = text(&services.result()[0]["id"]);
    let path = session.path(&format!("/services/{service}/serviceQueryEndpoint"));
    assert_eq!(session.get(&path).await.status, 404);
    let (other, ..) = session.cloud.add_key(NewPracticeKey::default());
    for keys in [json!([session.own_id(), other]), json!([other])] {
        let body =
            json!({"roles": ["sql_console_read_only"], "openApiKeys": keys, "allowedOrigins": "*"});
        session.send("POST", &path, body).await;
        assert_eq!(session.get(&path).await.result()["openApiKeys"], keys);
    }
    let unknown = json!({"roles": [], "openApiKeys": [uuid::Uuid::new_v4()]});
    assert_eq!(session.send("POST", &path, unknown).await.status, 400);

    session.cloud.trouble(Trouble::BindingRefused.once());
    let body = json!({"roles": ["sql_console_admin"], "openApiKeys": [other]});
    assert_eq!(session.send("POST", &path, body.clone()).await.status, 400);
    assert_eq!(session.send("POST", &path, body).await.status, 200);
    assert_eq!(session.send("DELETE", &path, Value::Null).await.status, 200);
    assert_eq!(session.get(&path).await.status, 404);
}
