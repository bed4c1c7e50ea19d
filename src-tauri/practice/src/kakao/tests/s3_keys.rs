use super::*;

async fn create(session: &Session, project: &str) -> Answer {
    let path = session.mine("credentials/OS-EC2");
    let body = json!({"tenant_id": project, "trust_id": null});
    session.post(&path, body).await
}

#[tokio::test]
async fn keys_are_made_listed_with_their_secret_and_deleted() {
    let session = Session::start().await;
    let first = session.cloud.bootstrap().unwrap();
    let path = session.mine("credentials/OS-EC2");
    let base = session.cloud.base_url();
    let answer = create(&session, &first.project_id).await;
    assert_eq!(answer.status, 201);
    let made = &answer.body["credential"];
    let access = text(&made["access"]);
    assert!(access.len() == 32 && text(&made["secret"]).len() == 32);
    assert_eq!(
        made,
        &json!({
            "user_id": first.user_id, "tenant_id": first.project_id, "access": access,
            "secret": made["secret"], "trust_id": null,
            "links": {"self": format!("{base}/v3{path}/{access}")},
        })
    );
    let listed = session.get(&path).await.good();
    assert_eq!(list(&listed["credentials"]).len(), 2);
    assert_eq!(&listed["credentials"][1], made);
    let own = format!("{base}/v3{path}");
    assert_eq!(
        listed["links"],
        json!({"self": own, "previous": null, "next": null})
    );
    let one = format!("{path}/{access}");
    assert_eq!(session.get(&one).await.good(), json!({"credential": made}));
    assert_eq!(session.delete(&one).await.status, 204);
    let hash = crate::digest::sha256(access.as_bytes());
    let message = format!("Could not find credential: {hash}.");
    for answer in [session.delete(&one).await, session.get(&one).await] {
        assert_eq!(answer.error(), (404, message.as_str()));
    }
    assert_eq!(
        (session.cloud.s3_keys().len(), session.cloud.creates()),
        (1, 1)
    );
}

#[tokio::test]
async fn project_must_be_one_that_is_there() {
    let session = Session::start().await;
    let path = session.mine("credentials/OS-EC2");
    let answer = create(&session, "elsewhere").await;
    assert_eq!(answer.error(), (404, "Could not find project: elsewhere."));
    let answer = session.post(&path, json!({})).await;
    assert_eq!(answer.error(), (404, "Could not find project: None."));
    for body in [Value::Null, json!([]), json!({"tenant_id": 7})] {
        assert_eq!(session.post(&path, body).await.status, 400);
    }
    let lab = session.cloud.projects()[2].id.clone();
    let made = create(&session, &lab).await.good();
    assert_eq!(made["credential"]["tenant_id"], lab);
}

#[tokio::test]
async fn third_key_of_a_project_is_refused_with_the_status_chosen() {
    for status in [403, 400, 409] {
        let (_, clock) = StandingClock::at(1_800_000_000);
        let session = Session::with(Options {
            clock,
            quota_status: status,
            ..Options::default()
        })
        .await;
        let project = session.cloud.bootstrap().unwrap().project_id;
        create(&session, &project).await.good();
        let answer = create(&session, &project).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.body["error"]["code"], status);
        assert_eq!(session.cloud.s3_keys().len(), 2);
        let other = session.cloud.projects()[1].id.clone();
        create(&session, &other).await.good();
    }
}

#[tokio::test]
async fn patched_service_refuses_every_call() {
    let session = Session::start().await;
    let project = session.cloud.bootstrap().unwrap().project_id;
    let path = session.mine("credentials/OS-EC2");
    let (access, _) = session.cloud.add_s3_key(&project).unwrap();
    session.cloud.trouble(Trouble::S3KeyApi(S3KeyApi::Patched));
    let one = format!("{path}/{access}");
    for answer in [
        create(&session, &project).await,
        session.get(&path).await,
        session.get(&one).await,
        session.delete(&one).await,
    ] {
        assert_eq!(answer.error(), (403, DELEGATED));
    }
    // That a key is not there is told to everybody.
    assert_eq!(session.get(&format!("{path}/none")).await.status, 404);
    assert_eq!(session.cloud.s3_keys().len(), 2);
    let root = session.cloud.add_iam_key(NewIamKey {
        unrestricted: true,
        ..NewIamKey::default()
    });
    let (id, secret) = root.unwrap();
    session.sign_in(&id, &secret).await;
    assert_eq!(session.get(&path).await.error(), (403, DELEGATED));
    session.cloud.trouble(Trouble::None);
    assert_eq!(session.get(&path).await.status, 200);
}

#[tokio::test]
async fn service_may_be_patched_from_the_start_or_opened_meanwhile() {
    let session = Session::with(Options {
        s3_key_api: S3KeyApi::Patched,
        ..Options::default()
    })
    .await;
    let path = session.mine("credentials/OS-EC2");
    assert_eq!(session.get(&path).await.status, 403);
    session.cloud.trouble(Trouble::S3KeyApi(S3KeyApi::Open));
    assert_eq!(session.get(&path).await.status, 200);
}

#[tokio::test]
async fn secrets_may_be_hidden_from_lists() {
    let session = Session::start().await;
    let project = session.cloud.bootstrap().unwrap().project_id;
    let path = session.mine("credentials/OS-EC2");
    session.cloud.trouble(Trouble::S3SecretsHidden);
    let made = create(&session, &project).await.good()["credential"].clone();
    assert!(made["secret"].is_string());
    let listed = session.get(&path).await.good();
    let one = session
        .get(&format!("{path}/{}", text(&made["access"])))
        .await
        .good();
    for item in [&listed["credentials"][1], &one["credential"]] {
        assert_eq!(item["access"], made["access"]);
        assert!(item.get("secret").is_none());
    }
}
