use std::time::Duration;

use tokio::time::timeout;

use super::storage::{Signer, code};
use super::*;

async fn try_create(session: &Session) -> reqwest::Result<Answer> {
    let project = session.cloud.bootstrap().unwrap().project_id;
    let path = session.mine("credentials/OS-EC2");
    session
        .try_send("POST", &path, json!({"tenant_id": project}))
        .await
}

fn count(session: &Session) -> usize {
    session.cloud.s3_keys().len()
}

#[tokio::test]
async fn cut_after_create_makes_one_key_and_gives_no_answer() {
    let session = Session::empty().await;
    session.cloud.trouble(Trouble::CutAfterCreate);
    let error = try_create(&session).await.err().unwrap();
    assert!(error.is_request() && error.status().is_none(), "{error:?}");
    assert_eq!((count(&session), session.cloud.creates()), (1, 1));
    let last = session.cloud.ledger().pop().unwrap();
    assert_eq!((last.status, last.created), (None, true));
    // Neither tokens nor refusals are cut.
    let first = session.cloud.bootstrap().unwrap();
    session.sign_in(&first.id, &first.secret).await;
    let path = session.mine("credentials/OS-EC2");
    assert_eq!(session.post(&path, json!({})).await.status, 404);
}

#[tokio::test]
async fn cut_before_does_nothing_and_cut_mid_answer_everything() {
    let session = Session::empty().await;
    session.cloud.trouble(Trouble::CutBefore);
    assert!(try_create(&session).await.is_err());
    assert_eq!((count(&session), session.cloud.creates()), (0, 1));
    session
        .cloud
        .trouble(Trouble::CutMidAnswer.only(Call::CreateS3Key));
    assert!(try_create(&session).await.is_err());
    assert_eq!(count(&session), 1);
    assert_eq!(session.get(&session.mine("projects")).await.status, 200);
}

#[tokio::test]
async fn slow_create_makes_the_key_before_it_answers() {
    let session = Session::empty().await;
    session
        .cloud
        .trouble(Trouble::SlowCreate(Duration::from_secs(3_600)));
    assert_eq!(session.get(&session.mine("projects")).await.status, 200);
    let made = Arc::new(tokio::sync::Notify::new());
    let seen = made.clone();
    session.cloud.on_change(move |_| seen.notify_one());
    tokio::select! {
        _ = try_create(&session) => panic!("answered"),
        () = made.notified() => {}
    }
    assert_eq!(count(&session), 1);
    session
        .cloud
        .trouble(Trouble::Slow(Duration::from_secs(3_600)));
    let path = session.mine("projects");
    let waited = timeout(Duration::from_millis(50), session.get(&path)).await;
    assert!(waited.is_err());
}

#[tokio::test]
async fn limiter_says_when_to_come_back() {
    let session = Session::empty().await;
    session.cloud.trouble(Trouble::Throttled {
        retry_after: Some(7),
    });
    let answer = try_create(&session).await.unwrap();
    assert_eq!((answer.status, answer.header("retry-after")), (429, "7"));
    assert_eq!(answer.body["error"]["title"], "Too Many Requests");
    session
        .cloud
        .trouble(Trouble::Throttled { retry_after: None }.once());
    let answer = session.get(&session.mine("projects")).await;
    assert!(answer.status == 429 && !answer.headers.contains_key("retry-after"));
    assert_eq!(session.get(&session.mine("projects")).await.status, 200);
    assert_eq!(count(&session), 0);
}

#[tokio::test]
async fn server_errors_are_none_of_keystone_and_come_before_or_after_the_key() {
    let session = Session::empty().await;
    session.cloud.trouble(Trouble::ServerError(502));
    let answer = try_create(&session).await.unwrap();
    assert_eq!((answer.status, answer.text.as_str()), (502, ""));
    assert_eq!(count(&session), 0);
    session.cloud.trouble(Trouble::GatewayPage(504));
    let answer = try_create(&session).await.unwrap();
    assert!(answer.status == 504 && answer.text.starts_with("<html>"));
    assert_eq!(count(&session), 0);
    session.cloud.trouble(Trouble::ServerErrorAfterCreate(500));
    let answer = try_create(&session).await.unwrap();
    assert_eq!((answer.status, answer.text.as_str()), (500, ""));
    assert_eq!(count(&session), 1);
    assert_eq!(session.get(&session.mine("projects")).await.status, 200);
}

#[tokio::test]
async fn calls_may_not_be_offered_at_all() {
    let session = Session::start().await;
    let path = session.mine("application_credentials");
    for status in [404, 405, 501] {
        session
            .cloud
            .trouble(Trouble::NotOffered(status).only(Call::ListIamKeys));
        let answer = session.get(&path).await;
        assert_eq!(answer.status, status);
        assert!(answer.body.get("error").is_none());
    }
    assert_eq!(session.get(&session.mine("projects")).await.status, 200);
}

#[tokio::test]
async fn things_in_between_answer_without_reaching_the_service() {
    let session = Session::empty().await;
    for (trouble, status, header) in [
        (Trouble::Proxy, 403, "content-type"),
        (Trouble::Redirect, 307, "location"),
        (Trouble::ErrorInside200, 200, "x-openstack-request-id"),
        (Trouble::Maintenance, 503, "retry-after"),
    ] {
        session.cloud.trouble(trouble.clone());
        let answer = try_create(&session).await.unwrap();
        assert_eq!(answer.status, status, "{trouble:?}");
        assert!(answer.headers.contains_key(header), "{trouble:?}");
        let inside = trouble == Trouble::ErrorInside200;
        assert_eq!(answer.body.get("error").is_some(), inside);
    }
    assert_eq!(count(&session), 0);
}

#[tokio::test]
async fn answers_may_lack_what_matters() {
    let session = Session::empty().await;
    let first = session.cloud.bootstrap().unwrap();
    let identity = json!({"id": first.id, "secret": first.secret});
    session.cloud.trouble(Trouble::NoTokenInAnswer);
    let answer = session.issue(identity.clone()).await;
    assert!(answer.status == 201 && !answer.headers.contains_key("x-subject-token"));
    for field in ["expires_at", "project", "roles", "restricted"] {
        session.cloud.trouble(Trouble::LeaveOut(field.to_owned()));
        let answer = session.issue(identity.clone()).await.good();
        assert!(!answer.to_string().contains(&format!("\"{field}\"")));
    }
    session.cloud.trouble(Trouble::MakeNull("user".to_owned()));
    let answer = session.issue(identity.clone()).await.good();
    assert!(answer["token"]["user"].is_null());
    session.cloud.trouble(Trouble::NewerEdition);
    let answer = session.issue(identity.clone()).await.good();
    assert!(answer["token"]["project"]["field_of_tomorrow"].is_object());
    session.cloud.trouble(Trouble::NotJson);
    let answer = session.issue(identity).await;
    assert_eq!((answer.status, answer.body), (200, Value::Null));

    session.cloud.trouble(Trouble::NoSecretInAnswer);
    let made = try_create(&session).await.unwrap().good();
    assert!(made["credential"]["access"].is_string());
    assert!(made["credential"].get("secret").is_none());
    assert_eq!(count(&session), 1);
}

#[tokio::test]
async fn stale_lists_hide_what_is_new_until_they_are_cleared() {
    let session = Session::start().await;
    session.cloud.trouble(Trouble::StaleList);
    try_create(&session).await.unwrap().good();
    session.cloud.add_iam_key(NewIamKey::default()).unwrap();
    let counts = async || {
        let iam = session.get(&session.mine("application_credentials")).await;
        let s3 = session.get(&session.mine("credentials/OS-EC2")).await;
        [
            list(&iam.good()["application_credentials"]).len(),
            list(&s3.good()["credentials"]).len(),
        ]
    };
    assert_eq!(counts().await, [3, 1]);
    session.cloud.trouble(Trouble::None);
    assert_eq!(counts().await, [4, 2]);
}

#[tokio::test]
async fn new_keys_sleep_for_a_number_of_uses() {
    let session = Session::empty().await;
    let root = session.cloud.add_iam_key(NewIamKey {
        unrestricted: true,
        project_id: Some(session.cloud.projects()[1].id.clone()),
        ..NewIamKey::default()
    });
    let (id, secret) = root.unwrap();
    session.sign_in(&id, &secret).await;
    session.cloud.trouble(Trouble::NewKeysSleep(2));
    let s3 = try_create(&session).await.unwrap().good()["credential"].clone();
    let path = session.mine("application_credentials");
    let body = json!({"application_credential": {"name": "new"}});
    let iam = session.post(&path, body).await.good()["application_credential"].clone();
    let signer = Signer::new(&session, text(&s3["access"]), text(&s3["secret"]));
    let mut seen = Vec::new();
    for _ in 0..3 {
        let answer = session
            .issue(json!({"id": iam["id"], "secret": iam["secret"]}))
            .await;
        let buckets = signer.buckets(&session).await;
        seen.push((answer.status, buckets.status));
    }
    assert_eq!(seen, [(404, 403), (404, 403), (201, 200)]);
}

#[tokio::test]
async fn full_quota_refuses_both_kinds() {
    let session = Session::empty().await;
    let root = session.cloud.add_iam_key(NewIamKey {
        unrestricted: true,
        project_id: Some(session.cloud.projects()[1].id.clone()),
        ..NewIamKey::default()
    });
    let (id, secret) = root.unwrap();
    session.sign_in(&id, &secret).await;
    session.cloud.trouble(Trouble::QuotaFull);
    assert_eq!(try_create(&session).await.unwrap().status, 403);
    let path = session.mine("application_credentials");
    let body = json!({"application_credential": {"name": "new"}});
    let refused = session.post(&path, body).await;
    assert!(refused.error().1.contains("maximum of 2 already exceeded"));
}

#[tokio::test]
async fn trouble_strikes_object_storage_in_its_own_words() {
    let session = Session::start().await;
    let project = session.cloud.bootstrap().unwrap().project_id;
    let (access, secret) = session.cloud.add_s3_key(&project).unwrap();
    let signer = Signer::new(&session, &access, &secret);
    let limited = Trouble::Throttled {
        retry_after: Some(3),
    };
    session.cloud.trouble(limited.only(Call::ListBuckets));
    let answer = signer.buckets(&session).await;
    assert_eq!(
        (code(&answer), answer.header("retry-after")),
        ((429, "SlowDown"), "3")
    );
    session.cloud.trouble(Trouble::ErrorInside200);
    assert_eq!(
        code(&signer.buckets(&session).await),
        (200, "InternalError")
    );
    session.cloud.trouble(Trouble::ServerError(503));
    let answer = signer.buckets(&session).await;
    assert_eq!((answer.status, answer.text.as_str()), (503, ""));
    session.cloud.trouble(Trouble::ClockSkew(3_600));
    let answer = signer.buckets(&session).await;
    assert_eq!(code(&answer), (403, "RequestTimeTooSkewed"));
    assert_eq!(answer.header("date"), "Fri, 15 Jan 2027 09:00:00 GMT");
}
