//! IAM access keys, against a socket that answers what it is told.

use serde_json::{Value, json};

use super::{
    API_TOKEN, Cloud, KEY, KEY_SECRET, OTHER_PROJECT, PROJECT, Reply, TOKENS, about, answer, below,
    error, form, open,
};
use crate::error::{ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::{Expiry, FieldValue, KeyState, Quota};

const PATH: &str = "application_credentials";

/// A key as the cloud lists it.
fn key(id: &str, project: &str) -> Value {
    json!({"id": id, "name": format!("name-{id}"), "description": null, "project_id": project,
        "system": null, "expires_at": "2030-12-31T00:00:00.000000", "unrestricted": null,
        "roles": [{"id": "r1", "name": "member", "domain_id": null, "options": {"immutable": true}}],
        "links": {"self": "http://iam.kakaocloud.com/v3/x"}})
}

fn list(keys: &[Value]) -> Reply {
    let links = json!({"self": "http://x", "previous": null, "next": "http://evil.example/next"});
    let body = json!({"application_credentials": keys, "links": links});
    (200, body).into()
}

#[tokio::test]
async fn keys_are_listed_with_their_projects() {
    let mut never = key("k2", PROJECT);
    never["expires_at"] = Value::Null;
    never["description"] = json!("for reports");
    never["unrestricted"] = json!(true);
    let mut over = key("k3", PROJECT);
    over["expires_at"] = json!("2020-01-01T00:00:00.000000Z");
    let odd = json!({"id": "k4", "expires_at": "soon", "roles": "x", "project_id": null});
    // The account of the other project looks after this one.
    let other = key("k6", OTHER_PROJECT);
    let keys = [
        key(KEY, PROJECT),
        never,
        over,
        odd,
        json!({"id": "k5"}),
        other,
    ];
    let cloud = Cloud::keystone(move |_| list(&keys)).await;
    let keys = Cloud::iam_keys().list(&cloud.by).await.unwrap();
    let post = format!("POST {TOKENS}");
    let delete = format!("DELETE {TOKENS}");
    assert_eq!(cloud.lines(), [post, below("GET", PATH), delete]);
    let asked = &cloud.calls()[0];
    assert_eq!(asked.header("x-auth-token"), Some(API_TOKEN));
    assert_eq!(asked.header("content-type"), Some("application/json"));
    assert!(!asked.head.contains(KEY_SECRET));
    let [own, never, over, odd, bare] = keys.as_slice() else {
        panic!("{keys:?}")
    };
    assert_eq!(
        (&*own.remote_id, &*own.name),
        (KEY, &*format!("name-{KEY}"))
    );
    assert_eq!(own.ends_with.as_deref(), Some("eeee"));
    assert_eq!(own.group.as_ref().unwrap().name, "example-project");
    assert_eq!((&*own.roles[0].id, &*own.roles[0].name), ("r1", "member"));
    let at = "2030-12-31T00:00:00Z".parse().unwrap();
    assert_eq!(own.expires, Expiry::At { at });
    assert_eq!(
        (never.expires, never.state),
        (Expiry::Never, KeyState::Enabled)
    );
    assert_eq!(never.note.as_deref(), Some("for reports"));
    assert!(matches!(over.expires, Expiry::At { at } if at < super::then()));
    assert_eq!((odd.expires, odd.group.is_none()), (Expiry::Unknown, true));
    assert_eq!((&*bare.name, bare.expires), ("", Expiry::Unknown));
}

#[tokio::test]
async fn a_list_that_leaves_something_out_is_no_list() {
    for body in [
        json!({}),
        json!({"application_credentials": null}),
        json!({"application_credentials": {}}),
        json!({"application_credentials": [{"name": "nobody"}]}),
        json!({"application_credentials": [{"id": ""}]}),
        json!({"application_credentials": [7]}),
        json!([]),
    ] {
        let text = body.to_string();
        let cloud = Cloud::keystone(move |_| (200, body.clone()).into()).await;
        let error = Cloud::iam_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::AnswerUnreadable, Outcome::Refused),
            "{text}"
        );
        cloud.ended().await;
    }
    let cloud = Cloud::keystone(|_| list(&[])).await;
    assert!(Cloud::iam_keys().list(&cloud.by).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_list_that_is_refused_says_what_it_means() {
    for (reply, wanted) in [
        (error(401, "Words"), ErrorCode::CredentialUnknown),
        (
            error(404, "Could not find Application Credential."),
            ErrorCode::CredentialUnknown,
        ),
        (error(403, "Words"), ErrorCode::NotOffered),
        (Reply::html(404), ErrorCode::NotOffered),
        (
            (405, json!({"message": "no"})).into(),
            ErrorCode::NotOffered,
        ),
        ((501, "").into(), ErrorCode::NotOffered),
        ((500, "").into(), ErrorCode::ProviderDown),
    ] {
        let cloud = Cloud::keystone(move |_| reply.clone()).await;
        let error = Cloud::iam_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!((error.code, error.outcome), (wanted, Outcome::Refused));
        cloud.ended().await;
    }
    // Words that repeat the token or the key stay out.
    for told in [API_TOKEN, KEY, KEY_SECRET] {
        let cloud = Cloud::keystone(move |_| error(403, &format!("No {told}"))).await;
        let error = Cloud::iam_keys().list(&cloud.by).await.unwrap_err();
        assert_eq!(error.detail, None);
    }
}

#[tokio::test]
async fn a_form_counts_the_keys_of_the_own_project() {
    let keys = [key(KEY, PROJECT), key("k2", OTHER_PROJECT)];
    let cloud = Cloud::keystone(move |_| list(&keys)).await;
    let options = Cloud::iam_keys().options(&cloud.by).await.unwrap();
    assert_eq!(options.quota, Some(Quota { used: 1, limit: 2 }));
    assert!(options.groups.is_empty() && options.roles.is_empty());
    // A key like most may make none, and nothing more is asked.
    let mut told = about();
    told["token"]["application_credential"]["restricted"] = json!(true);
    let cloud = Cloud::telling(told, |_| list(&[])).await;
    let kind = Cloud::iam_keys();
    let error = kind.options(&cloud.by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotOffered);
    let new = form(&[("name", "shop")]);
    let error = kind.create(&cloud.by, &new, None).await.err().unwrap();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::NotOffered, Outcome::Unsent)
    );
    assert!(cloud.calls().is_empty());
}

#[tokio::test]
async fn a_create_is_one_request() {
    let body =
        json!({"application_credential": {"id": "new", "name": "shop", "secret": "MADE-UP"}});
    let cloud = Cloud::keystone(move |_| (201, body.clone()).into()).await;
    let kind = Cloud::iam_keys();
    let mut new = form(&[("name", " shop "), ("description", "가게")]);
    let at = "2031-02-03T04:05:06.789Z".parse().unwrap();
    let expiry = FieldValue::Expiry(Expiry::At { at });
    new.insert("expiry".to_owned(), expiry);
    let answer = kind.create(&cloud.by, &new, None).await.unwrap();
    cloud.ended().await;
    let calls = cloud.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].line, below("POST", PATH));
    let wanted = json!({"application_credential":
        {"name": "shop", "description": "가게", "expires_at": "2031-02-03T04:05:06Z"}});
    assert_eq!(calls[0].json(), wanted);
    let issued = kind.read_issued(&answer, None).unwrap();
    assert_eq!(issued.key.name, "shop");
    assert_eq!(open(&issued.fields, "id"), Some("new"));
    assert_eq!(open(&issued.fields, "secret"), Some("MADE-UP"));
    assert_eq!(open(&issued.fields, "name"), Some("shop"));
    // Without an end and a note neither is sent.
    let mut new = form(&[("name", "shop"), ("description", " ")]);
    new.insert("expiry".to_owned(), FieldValue::Expiry(Expiry::Never));
    kind.create(&cloud.by, &new, None).await.unwrap();
    let wanted = json!({"application_credential": {"name": "shop"}});
    assert_eq!(cloud.calls()[1].json(), wanted);
}

#[tokio::test]
async fn a_create_whose_token_is_refused_sends_nothing() {
    let cloud = Cloud::start(|_, _| error(401, "Words")).await;
    let new = form(&[("name", "shop")]);
    let kind = Cloud::iam_keys();
    let error = kind.create(&cloud.by, &new, None).await.err().unwrap();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::CredentialUnknown, Outcome::Refused)
    );
    assert_eq!(cloud.lines(), [format!("POST {TOKENS}")]);
}

#[tokio::test]
async fn a_refused_create_is_told_from_the_limit() {
    let two = || vec![key("k1", PROJECT), key("k2", PROJECT)];
    let one = || vec![key("k1", PROJECT), key("k2", OTHER_PROJECT)];
    let taken = || {
        let mut keys = two();
        keys[0]["name"] = json!("shop");
        keys
    };
    for (status, keys, wanted) in [
        (403, two(), ErrorCode::QuotaFull),
        (400, two(), ErrorCode::QuotaFull),
        (409, two(), ErrorCode::QuotaFull),
        (403, one(), ErrorCode::NotOffered),
        (400, one(), ErrorCode::Rejected),
        (409, one(), ErrorCode::Conflict),
        (409, taken(), ErrorCode::Conflict),
        (401, two(), ErrorCode::CredentialUnknown),
    ] {
        let cloud = Cloud::keystone(move |asked| match asked.line.starts_with("GET") {
            true => list(&keys),
            false => error(status, "maximum of 2 already exceeded"),
        })
        .await;
        let new = form(&[("name", "shop")]);
        let kind = Cloud::iam_keys();
        let error = kind.create(&cloud.by, &new, None).await.err().unwrap();
        assert_eq!((error.code, error.outcome), (wanted, Outcome::Refused));
        assert_eq!(
            error.detail.as_deref(),
            Some("maximum of 2 already exceeded")
        );
        let posts = cloud.calls().into_iter();
        let posts = posts.filter(|asked| asked.line == below("POST", PATH));
        assert_eq!(posts.count(), 1);
    }
    // A line that broke is looked after, not looked into.
    let cloud = Cloud::keystone(|_| Reply::html(403)).await;
    let new = form(&[("name", "shop")]);
    let kind = Cloud::iam_keys();
    let error = kind.create(&cloud.by, &new, None).await.err().unwrap();
    assert_eq!(error.outcome, Outcome::Unknown);
    assert_eq!(cloud.calls().len(), 1);
}

#[test]
fn what_a_create_answers_is_read_or_kept_in_doubt() {
    let kind = Cloud::iam_keys();
    let item = |fields: Value| json!({"application_credential": fields}).to_string();
    for (body, wanted) in [
        (String::new(), ErrorCode::AnswerUnreadable),
        ("{}".to_owned(), ErrorCode::AnswerUnreadable),
        (item(json!(null)), ErrorCode::AnswerUnreadable),
        (item(json!({"secret": "s"})), ErrorCode::AnswerUnreadable),
        (item(json!({"id": "i"})), ErrorCode::SecretNotReceived),
        (
            item(json!({"id": "i", "secret": null})),
            ErrorCode::SecretNotReceived,
        ),
        (
            item(json!({"id": "i", "secret": " "})),
            ErrorCode::SecretNotReceived,
        ),
        (
            item(json!({"id": "i", "secret": 7})),
            ErrorCode::SecretNotReceived,
        ),
    ] {
        let read = kind.read_issued(&answer(201, "application/json", body.as_str()), None);
        let error = read.err().unwrap();
        assert_eq!(
            (error.code, error.outcome),
            (wanted, Outcome::Unknown),
            "{body}"
        );
        assert!(error.detail.is_none());
    }
    let bare = item(json!({"id": "i", "secret": "s"}));
    let issued = kind.read_issued(&answer(201, "", bare), None).unwrap();
    assert_eq!((issued.fields.len(), issued.key.name.as_str()), (2, ""));
}

#[tokio::test]
async fn a_key_that_is_gone_is_deleted_and_a_token_whose_key_is_gone_is_not() {
    let kind = Cloud::iam_keys();
    let cloud = Cloud::keystone(|_| (204, "").into()).await;
    kind.delete(&cloud.by, "other").await.unwrap();
    let lines = cloud.lines();
    assert_eq!(lines[1], below("DELETE", &format!("{PATH}/other")));
    assert_eq!(lines.len(), 3);
    let gone = || error(404, "Could not find Application Credential: other.");
    let cloud = Cloud::keystone(move |_| gone()).await;
    kind.delete(&cloud.by, "other").await.unwrap();
    assert!(cloud.lines().contains(&format!("GET {TOKENS}")));
    // The same answer to everything: the key of the token is the one that is not there.
    for (check, wanted) in [
        (gone(), ErrorCode::CredentialUnknown),
        (error(401, "Words"), ErrorCode::CredentialUnknown),
        ((500, "").into(), ErrorCode::ProviderDown),
    ] {
        let cloud = Cloud::start(move |asked, _| match asked.line.split_once(' ') {
            Some(("POST", _)) => Reply::token(&about()),
            Some(("GET", _)) => check.clone(),
            _ => gone(),
        })
        .await;
        let error = kind.delete(&cloud.by, "other").await.unwrap_err();
        let outcome = match wanted {
            ErrorCode::ProviderDown => Outcome::Unknown,
            _ => Outcome::Refused,
        };
        assert_eq!((error.code, error.outcome), (wanted, outcome));
    }
    for (reply, wanted, outcome) in [
        (error(403, "Words"), ErrorCode::NotOffered, Outcome::Refused),
        (Reply::html(404), ErrorCode::NotOffered, Outcome::Unknown),
        ((502, "").into(), ErrorCode::ProviderDown, Outcome::Unknown),
    ] {
        let cloud = Cloud::keystone(move |_| reply.clone()).await;
        let error = kind.delete(&cloud.by, "other").await.unwrap_err();
        assert_eq!((error.code, error.outcome), (wanted, outcome));
    }
    let cloud = Cloud::keystone(|_| (204, "").into()).await;
    for id in ["", "../x", "a/b", "a b", "a?b"] {
        assert!(kind.delete(&cloud.by, id).await.is_err(), "{id}");
    }
    assert!(cloud.lines().is_empty());
}

#[tokio::test]
async fn projects_are_told_and_links_are_not_followed() {
    let body = json!({"projects": [
        {"id": PROJECT, "name": "example-project", "enabled": true,
            "links": {"self": "http://iam.kakaocloud.com/v3/projects/x"}},
        {"id": OTHER_PROJECT, "enabled": "yes"}],
        "links": {"next": "http://evil.example/"}});
    let cloud = Cloud::keystone(move |_| (200, body.clone()).into()).await;
    let projects = Cloud::iam_keys().projects(&cloud.by).await.unwrap();
    assert_eq!(cloud.calls().len(), 1);
    assert_eq!(cloud.calls()[0].line, below("GET", "projects"));
    let told: Vec<_> = projects
        .iter()
        .map(|one| (one.id.as_str(), one.name.as_str(), one.enabled, one.own))
        .collect();
    assert_eq!(
        told,
        [
            (PROJECT, "example-project", Some(true), true),
            (OTHER_PROJECT, OTHER_PROJECT, None, false),
        ]
    );
    for body in [json!({}), json!({"projects": [{"name": "x"}]})] {
        let cloud = Cloud::keystone(move |_| (200, body.clone()).into()).await;
        let error = Cloud::iam_keys().projects(&cloud.by).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::AnswerUnreadable);
    }
}
