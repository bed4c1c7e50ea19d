use serde_json::{Value, json};

use super::*;

#[tokio::test]
async fn whoami_and_organizations_need_no_permission() {
    let session = Session::start().await;
    let (id, key_id, secret) = session.cloud.add_key(NewPracticeKey {
        roles: vec!["Service Reader".into()],
        ..NewPracticeKey::default()
    });
    session.sign_with(&key_id, &secret);
    let who = session.get("/v1/whoami").await;
    assert_eq!(who.result()["keyId"], json!(id));
    assert_eq!(
        who.result()["organizationId"],
        json!(session.cloud.organization_id())
    );
    let organizations = session.get("/v1/organizations").await;
    assert_eq!(organizations.result().as_array().unwrap().len(), 1);
    assert_eq!(session.get(&session.path("")).await.status, 403);
}

#[tokio::test]
async fn missing_header_is_told_apart_from_a_wrong_one() {
    let session = Session::start().await;
    let url = format!("{}/v1/whoami", session.cloud.base_url());
    let bare: Value = session
        .client
        .get(&url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(
        bare["error"],
        "UNAUTHORIZED: No Authorization header provided."
    );
    for header in [
        "",
        "Basic",
        "Basic ???",
        "Bearer abc",
        "Basic bm9jb2xvbg==",
        "Basic /w==",
    ] {
        let response = session
            .client
            .get(&url)
            .header("authorization", header)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 401);
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["error"], "UNAUTHORIZED: Key is not found", "{header}");
    }
}

#[tokio::test]
async fn wrong_secret_and_wrong_id_are_not_found() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    for (key_id, secret) in [
        (first.key_id.as_str(), "wrong"),
        ("wrong", first.key_secret.as_str()),
        (first.key_secret.as_str(), first.key_id.as_str()),
    ] {
        session.sign_with(key_id, secret);
        let answer = session.get("/v1/whoami").await;
        assert_eq!(
            (answer.status, answer.error()),
            (401, "UNAUTHORIZED: Key is not found")
        );
    }
}

#[tokio::test]
async fn secret_of_another_key_is_refused() {
    let session = Session::start().await;
    let (_, key_id, _) = session.cloud.add_key(NewPracticeKey::default());
    let (_, _, secret) = session.cloud.add_key(NewPracticeKey::default());
    session.sign_with(&key_id, &secret);
    assert_eq!(session.get("/v1/whoami").await.status, 401);
}

#[tokio::test]
async fn disabled_and_expired_keys_are_not_active() {
    let (clock, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    let (id, disabled, disabled_secret) = session.cloud.add_key(NewPracticeKey {
        state: KeyState::Disabled,
        ..NewPracticeKey::default()
    });
    let (_, ending, ending_secret) = session.cloud.add_key(NewPracticeKey {
        expire_at: Some(Timestamp::from_second(1_800_000_060).unwrap()),
        ..NewPracticeKey::default()
    });
    session.sign_with(&disabled, &disabled_secret);
    let answer = session.get("/v1/whoami").await;
    assert_eq!(
        (answer.status, answer.error()),
        (401, "UNAUTHORIZED: Key is not active")
    );
    assert!(session.cloud.set_key_state(&id, KeyState::Enabled));
    assert_eq!(session.get("/v1/whoami").await.status, 200);

    session.sign_with(&ending, &ending_secret);
    clock.push(59);
    assert_eq!(session.get("/v1/whoami").await.status, 200);
    clock.push(1);
    let answer = session.get("/v1/whoami").await;
    assert_eq!(
        (answer.status, answer.error()),
        (401, "UNAUTHORIZED: Key is not active")
    );
}

#[tokio::test]
async fn key_without_the_permission_is_forbidden() {
    let session = Session::start().await;
    let own = session.own_id();
    let (_, key_id, secret) = session.cloud.add_key(NewPracticeKey {
        roles: vec!["Key maker".into()],
        ..NewPracticeKey::default()
    });
    session.sign_with(&key_id, &secret);
    assert_eq!(session.get(&session.path("/keys")).await.status, 200);
    assert_eq!(session.create(json!({"name": "made"})).await.status, 200);
    for (method, rest, body) in [
        ("GET", "/roles".to_owned(), Value::Null),
        ("GET", "/activities".to_owned(), Value::Null),
        ("GET", "/quotas".to_owned(), Value::Null),
        ("PATCH", format!("/keys/{own}"), json!({"name": "other"})),
        ("DELETE", format!("/keys/{own}"), Value::Null),
    ] {
        let answer = session.send(method, &session.path(&rest), body).await;
        assert_eq!(answer.status, 403, "{method} {rest}");
        assert!(answer.error().starts_with("FORBIDDEN: "));
    }
}

#[tokio::test]
async fn caller_outside_the_list_is_forbidden() {
    let outside = "198.51.100.7".parse().unwrap();
    let session = Session::with(Options {
        caller_address: Some(outside),
        ..Options::default()
    })
    .await;
    let list = |sources: &[&str]| NewPracticeKey {
        ip_access_list: sources.iter().map(|source| (*source).to_owned()).collect(),
        ..NewPracticeKey::default()
    };
    for (sources, status) in [
        (&[][..], 403),
        (&["203.0.113.0/24"][..], 403),
        (&["::/0"][..], 403),
        (&["203.0.113.0/24", "198.51.100.7"][..], 200),
        (&["198.51.100.0/29"][..], 200),
        (&[ANYWHERE][..], 200),
    ] {
        let (_, key_id, secret) = session.cloud.add_key(list(sources));
        session.sign_with(&key_id, &secret);
        assert_eq!(
            session.get("/v1/whoami").await.status,
            status,
            "{sources:?}"
        );
    }
}

#[tokio::test]
async fn first_key_works_from_its_real_address() {
    let session = Session::start().await;
    assert_eq!(session.get("/v1/whoami").await.status, 200);
}

#[tokio::test]
async fn use_is_noted_to_the_minute() {
    let (clock, told) = StandingClock::at(1_800_000_030);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    assert_eq!(session.cloud.keys()[0].used_at, None);
    clock.push(5);
    session.get("/v1/whoami").await;
    let used = session.cloud.keys()[0].used_at.unwrap();
    assert_eq!(used.as_second(), 1_800_000_000);
}

#[tokio::test]
async fn unknown_query_parameter_is_refused() {
    let session = Session::start().await;
    for path in [
        "/v1/whoami?x=1".to_owned(),
        session.path("/keys?limit=5&page=2"),
    ] {
        let answer = session.get(&path).await;
        assert_eq!(answer.status, 400);
        assert!(
            answer
                .error()
                .starts_with("BAD_REQUEST: Unknown parameter: ")
        );
    }
}

#[tokio::test]
async fn another_organization_is_out_of_reach() {
    let session = Session::start().await;
    let stranger = format!("/v1/organizations/{}/keys", uuid::Uuid::new_v4());
    assert_eq!(session.get(&stranger).await.status, 400);
    assert_eq!(session.get("/v1/organizations/none/keys").await.status, 400);
}
