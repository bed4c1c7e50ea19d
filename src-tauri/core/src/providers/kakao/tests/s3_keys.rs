//! S3 access keys, against a socket that answers what it is told: both the cloud that makes them and the one that
//! refuses every call about them.

use serde_json::{Value, json};

use super::{
    API_TOKEN, Cloud, OTHER_PROJECT, PROJECT, Reply, S3, S3_SECRET, USER, about, answer, below,
    error, form, open,
};
use crate::error::{ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::{Expiry, Quota};

const PATH: &str = "credentials/OS-EC2";
/// What a patched Keystone says.
const DELEGATED: &str = "You are not authorized to perform the requested action: Delegated tokens cannot access credentials directly.";

fn key(access: &str, project: &str) -> Value {
    json!({"user_id": USER, "tenant_id": project, "access": access, "secret": S3_SECRET,
        "trust_id": null, "links": {"self": "http://iam.kakaocloud.com/v3/x"}})
}

fn list(keys: &[Value]) -> Reply {
    (200, json!({"credentials": keys, "links": {}})).into()
}

#[tokio::test]
async fn keys_are_listed_with_or_without_their_secrets() {
    let mut hidden = key("a2", PROJECT);
    hidden["secret"] = json!("");
    // The account of the other project looks after the last one.
    let other = key("a4", OTHER_PROJECT);
    let keys = [key(S3, PROJECT), hidden, json!({"access": "a3"}), other];
    let cloud = Cloud::keystone(move |_| list(&keys)).await;
    let keys = Cloud::s3_keys().list(&cloud.by).await.unwrap();
    assert_eq!(cloud.calls()[0].line, below("GET", PATH));
    assert_eq!(cloud.calls()[0].header("x-auth-token"), Some(API_TOKEN));
    assert_eq!((&*keys[0].remote_id, &*keys[0].name), (S3, ""));
    assert_eq!(keys[0].ends_with.as_deref(), Some("f001"));
    assert_eq!(keys[0].group.as_ref().unwrap().name, "example-project");
    assert_eq!((keys.len(), &*keys[1].remote_id), (3, "a2"));
    assert_eq!(
        (keys[2].expires, keys[2].group.is_none()),
        (Expiry::Unknown, true)
    );
    assert!(!format!("{keys:?}").contains(S3_SECRET));
    for body in [
        json!({}),
        json!({"credentials": null}),
        json!({"credentials": [{"secret": S3_SECRET}]}),
        json!({"credentials": [null]}),
    ] {
        let cloud = Cloud::keystone(move |_| (200, body.clone()).into()).await;
        let error = Cloud::s3_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::AnswerUnreadable);
        assert!(!format!("{error:?}").contains(S3_SECRET));
    }
}

#[tokio::test]
async fn a_cloud_that_does_not_offer_it_says_so_everywhere() {
    for (reply, outcome) in [
        (error(403, DELEGATED), Outcome::Refused),
        (Reply::html(404), Outcome::Unknown),
        (
            (405, json!({"message": "The method is not allowed."})).into(),
            Outcome::Refused,
        ),
    ] {
        let cloud = Cloud::keystone(move |_| reply.clone()).await;
        let kind = Cloud::s3_keys();
        let refused = kind.create(&cloud.by, &form(&[]), None).await;
        let refused = refused.err().unwrap();
        assert_eq!(
            (refused.code, refused.outcome),
            (ErrorCode::NotOffered, outcome)
        );
        for error in [
            kind.list(&cloud.by).await.map(drop),
            kind.options(&cloud.by).await.map(drop),
            kind.reread(&cloud.by, S3).await.map(drop),
            kind.delete(&cloud.by, S3).await,
        ] {
            assert_eq!(error.unwrap_err().code, ErrorCode::NotOffered);
        }
        cloud.ended().await;
    }
}

#[tokio::test]
async fn a_token_whose_key_is_gone_meanwhile_is_no_empty_list() {
    let gone = || error(404, "Could not find Application Credential: x.");
    let cloud = Cloud::keystone(move |_| gone()).await;
    let error = Cloud::s3_keys().list(&cloud.by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialUnknown);
}

#[tokio::test]
async fn a_create_names_the_token_s_project() {
    let cloud = Cloud::keystone(|_| (201, json!({"credential": key(S3, PROJECT)})).into()).await;
    let kind = Cloud::s3_keys();
    let new = form(&[("label", "reports")]);
    let answer = kind.create(&cloud.by, &new, None).await.unwrap();
    cloud.ended().await;
    let calls = cloud.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].line, below("POST", PATH));
    assert_eq!(calls[0].body, format!(r#"{{"tenant_id":"{PROJECT}"}}"#));
    let issued = kind.read_issued(&answer, None).unwrap();
    assert_eq!((&*issued.key.remote_id, &*issued.key.name), (S3, ""));
    assert_eq!(open(&issued.fields, "access"), Some(S3));
    assert_eq!(open(&issued.fields, "secret"), Some(S3_SECRET));
    assert_eq!(issued.fields.len(), 2);
    // Without a project nothing is sent.
    let mut told = about();
    told["token"]["project"] = Value::Null;
    let cloud = Cloud::telling(told, |_| (201, "{}").into()).await;
    let error = kind.create(&cloud.by, &new, None).await.err().unwrap();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::AnswerUnreadable, Outcome::Refused)
    );
    assert!(cloud.calls().is_empty());
}

#[tokio::test]
async fn an_answer_with_a_secret_is_not_held_up_by_the_end_of_the_token() {
    let cloud = Cloud::start(|asked, _| match asked.line.starts_with("DELETE") {
        // A cloud that takes its time.
        true => {
            std::thread::sleep(std::time::Duration::from_millis(500));
            (204, "").into()
        }
        false if asked.line.ends_with("tokens") => Reply::token(&about()),
        false => (201, json!({"credential": key(S3, PROJECT)})).into(),
    });
    let cloud = cloud.await;
    let kind = Cloud::s3_keys();
    let created = kind.create(&cloud.by, &form(&[]), None).await;
    assert!(created.is_ok() && !cloud.lines().iter().any(|line| line.starts_with("DELETE")));
}

#[test]
fn what_a_create_answers_is_read_or_kept_in_doubt() {
    let kind = Cloud::s3_keys();
    for (body, wanted) in [
        (json!({}), ErrorCode::AnswerUnreadable),
        (json!({"credential": []}), ErrorCode::AnswerUnreadable),
        (
            json!({"credential": {"secret": "s"}}),
            ErrorCode::AnswerUnreadable,
        ),
        (
            json!({"credential": {"access": "a"}}),
            ErrorCode::SecretNotReceived,
        ),
        (
            json!({"credential": {"access": "a", "secret": ""}}),
            ErrorCode::SecretNotReceived,
        ),
    ] {
        let read = kind.read_issued(&answer(201, "", body.to_string()), None);
        let error = read.err().unwrap();
        assert_eq!(
            (error.code, error.outcome),
            (wanted, Outcome::Unknown),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_secret_is_read_again_where_the_cloud_shows_it() {
    let one = |access: &str, secret: Value| {
        let mut key = key(access, PROJECT);
        key["secret"] = secret;
        Reply::from((200, json!({ "credential": key })))
    };
    let shown = one(S3, json!(S3_SECRET));
    let cloud = Cloud::keystone(move |_| shown.clone()).await;
    let kind = Cloud::s3_keys();
    let issued = kind.reread(&cloud.by, S3).await.unwrap();
    assert_eq!(open(&issued.fields, "secret"), Some(S3_SECRET));
    let wanted = below("GET", &format!("{PATH}/{S3}"));
    assert_eq!(cloud.calls()[0].line, wanted);
    for (reply, wanted) in [
        (one(S3, Value::Null), ErrorCode::NotOffered),
        (one(S3, json!(" ")), ErrorCode::NotOffered),
        (
            one("another", json!(S3_SECRET)),
            ErrorCode::AnswerUnreadable,
        ),
        ((200, json!({})).into(), ErrorCode::AnswerUnreadable),
        (
            error(404, "Could not find credential: x."),
            ErrorCode::NotFound,
        ),
    ] {
        let cloud = Cloud::keystone(move |_| reply.clone()).await;
        let error = kind.reread(&cloud.by, S3).await.err().unwrap();
        assert_eq!((error.code, error.outcome), (wanted, Outcome::Refused));
    }
}

#[tokio::test]
async fn a_form_counts_and_a_full_project_is_told() {
    let keys = || {
        [
            key("a1", PROJECT),
            key("a2", PROJECT),
            key("a3", OTHER_PROJECT),
        ]
    };
    let cloud = Cloud::keystone(move |asked| match asked.line.starts_with("GET") {
        true => list(&keys()),
        false => error(403, "maximum of 2"),
    })
    .await;
    let kind = Cloud::s3_keys();
    let options = kind.options(&cloud.by).await.unwrap();
    assert_eq!(options.quota, Some(Quota { used: 2, limit: 2 }));
    let refused = kind.create(&cloud.by, &form(&[]), None).await;
    let refused = refused.err().unwrap();
    assert_eq!(
        (refused.code, refused.outcome),
        (ErrorCode::QuotaFull, Outcome::Refused)
    );
    assert_eq!(refused.detail.as_deref(), Some("maximum of 2"));
}

#[tokio::test]
async fn a_key_that_is_gone_is_deleted() {
    let kind = Cloud::s3_keys();
    for reply in [
        Reply::from((204, "")),
        (200, "{}").into(),
        error(404, "Could not find credential: x."),
    ] {
        let cloud = Cloud::keystone(move |_| reply.clone()).await;
        kind.delete(&cloud.by, S3).await.unwrap();
        let wanted = below("DELETE", &format!("{PATH}/{S3}"));
        assert_eq!(cloud.calls()[0].line, wanted);
        cloud.ended().await;
    }
}

/// A portal's page, and an error inside a success: what they say was not done by the cloud.
#[tokio::test]
async fn what_is_no_answer_of_the_cloud_deletes_nothing() {
    let kind = Cloud::s3_keys();
    for (reply, wanted) in [
        (Reply::html(200), ErrorCode::ProxyAnswer),
        (
            (200, error(500, "Words").2.as_str()).into(),
            ErrorCode::AnswerUnreadable,
        ),
    ] {
        let cloud = Cloud::keystone(move |_| reply.clone()).await;
        let error = kind.delete(&cloud.by, S3).await.unwrap_err();
        assert_eq!((error.code, error.outcome), (wanted, Outcome::Unknown));
        cloud.ended().await;
    }
}
