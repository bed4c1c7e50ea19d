//! Whether a key of the G platform works, against a socket that answers what it is told.

use serde_json::json;

use super::{Asked, Cloud, G_ID, G_SECRET, HANG_UP, Reply, fact, g_keys};
use crate::error::{Error, ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::{Identity, KindId};

const SEOUL_M: &str = "95e2f517-d64a-4866-8585-5177c256f7c7";

fn zones(envelope: &str, name: &str) -> Reply {
    let zone = json!({"id": SEOUL_M, "name": name, "networktype": "Advanced", "tags": []});
    (200, json!({envelope: {"count": 1, "zone": [zone]}})).into()
}

fn error(envelope: &str, status: u16) -> Reply {
    let said = json!({"uuidList": [], "errorcode": status, "cserrorcode": 9999, "errortext": "Some words"});
    (status, json!({envelope: said})).into()
}

/// Asks a cloud whose versions answer so.
async fn ask(
    v1: impl Fn() -> Reply + Send + Sync + 'static,
    v2: impl Fn() -> Reply + Send + Sync + 'static,
) -> (Result<Identity, Error>, Vec<Asked>) {
    let cloud = Cloud::start(move |asked, _| match asked.line.contains("/server/v1/") {
        true => v1(),
        false => v2(),
    })
    .await;
    let verified = g_keys().verify(&cloud.by(KindId::KtGKey)).await;
    (verified, cloud.asked())
}

#[tokio::test]
async fn both_versions_are_asked_for_their_zones() {
    let (identity, asked) = ask(
        || zones("listzonesresponse", "KOR-Seoul M"),
        || zones("listZonesResponse", "KOR-Seoul M2"),
    )
    .await;
    let identity = identity.unwrap();
    assert_eq!(fact(&identity, "zones"), Some("KOR-Seoul M, KOR-Seoul M2"));
    assert_eq!(fact(&identity, "versions"), Some("v1, v2"));
    assert_eq!(identity.ends_with.as_deref(), Some("Real"));
    assert!(identity.confirmed && identity.scope.is_none() && identity.name.is_none());
    let query = "apiKey=KtExampleApiKey-0001_NotReal&available=true&command=listZones&response=json\
                 &signature=Mwq6RWJNyxQUHvqDv6fqBrPkmZo%3D";
    let lines: Vec<_> = asked.iter().map(|asked| asked.line.clone()).collect();
    assert_eq!(
        lines,
        ["v1", "v2"].map(|version| format!("GET /server/{version}/client/api?{query}"))
    );
    for asked in asked {
        assert!(asked.body.is_empty() && asked.header("authorization").is_none());
        assert!(!asked.head.contains(G_SECRET));
    }
}

#[tokio::test]
async fn one_version_that_takes_the_key_is_enough() {
    for (first_works, status) in [
        (true, 401),
        (false, 401),
        (true, 500),
        (false, 432),
        (true, 404),
    ] {
        let works = || zones("listzonesresponse", "KOR-HA");
        let fails = move || error("listzonesresponse", status);
        let (identity, asked) = match first_works {
            true => ask(works, fails).await,
            false => ask(fails, works).await,
        };
        let version = if first_works { "v1" } else { "v2" };
        let identity = identity.unwrap();
        assert_eq!(fact(&identity, "versions"), Some(version), "{status}");
        assert!(identity.confirmed && asked.len() == 2);
    }
    let (identity, _) = ask(|| zones("listzonesresponse", "KOR-HA"), || HANG_UP.into()).await;
    assert_eq!(fact(&identity.unwrap(), "versions"), Some("v1"));
}

#[tokio::test]
async fn zones_may_be_missing_or_nameless() {
    for (answer, wanted) in [
        (json!({"listzonesresponse": {}}), None),
        (json!({"listzonesresponse": {"count": 0}}), None),
        (
            json!({"listzonesresponse": {"count": "x", "zone": "y"}}),
            None,
        ),
        (
            json!({"LISTZONESRESPONSE": {"zone": [{"id": SEOUL_M}]}}),
            Some("KOR-Seoul M"),
        ),
        (
            json!({"listzonesresponse": {"zone": [{"id": "other-id"}, {"name": 5}, 7, {"id": SEOUL_M, "name": " A\u{7}\u{202e}b "}]}}),
            Some("other-id, Ab"),
        ),
    ] {
        let other = answer.clone();
        let (identity, _) = ask(
            move || (200, answer.clone()).into(),
            || error("listzonesresponse", 401),
        )
        .await;
        assert_eq!(fact(&identity.unwrap(), "zones"), wanted, "{other}");
    }
    let many: Vec<_> = (0..1000)
        .map(|n| json!({"name": format!("zone-{n}")}))
        .collect();
    let (identity, _) = ask(
        move || (200, json!({"listzonesresponse": {"zone": many}})).into(),
        || error("listzonesresponse", 401),
    )
    .await;
    assert_eq!(
        fact(&identity.unwrap(), "zones")
            .unwrap()
            .split(", ")
            .count(),
        50
    );
}

#[tokio::test]
async fn a_key_that_both_refuse_is_refused() {
    for envelope in [
        "listzonesresponse",
        "listZonesResponse",
        "errorresponse",
        "other",
    ] {
        let (error, asked) = ask(move || error(envelope, 401), move || error(envelope, 401)).await;
        let error = error.unwrap_err();
        assert_eq!(error.code, ErrorCode::KeyPairRefused, "{envelope}");
        assert_eq!((error.status, error.outcome), (Some(401), Outcome::Refused));
        assert_eq!(error.detail.as_deref(), Some("Some words"));
        assert_eq!(asked.len(), 2);
    }
    // An error in a success is one.
    let (error, _) = ask(
        || {
            (
                200,
                json!({"listzonesresponse": {"errorcode": "401", "errortext": "no"}}),
            )
                .into()
        },
        || error("errorresponse", 401),
    )
    .await;
    assert_eq!(error.unwrap_err().code, ErrorCode::KeyPairRefused);
}

#[tokio::test]
async fn where_one_refuses_and_the_other_cannot_tell_nothing_is_said_of_the_key() {
    for (status, wanted) in [
        (500, ErrorCode::ProviderDown),
        (530, ErrorCode::ProviderDown),
        (429, ErrorCode::RateLimited),
        (430, ErrorCode::Rejected),
    ] {
        let (failed, _) = ask(
            || error("errorresponse", 401),
            move || error("errorresponse", status),
        )
        .await;
        assert_eq!(failed.unwrap_err().code, wanted, "{status}");
    }
    // Nobody looked at the key there: the other one's word counts.
    for status in [432, 404, 405] {
        let (failed, _) = ask(
            move || error("errorresponse", status),
            || error("errorresponse", 401),
        )
        .await;
        assert_eq!(
            failed.unwrap_err().code,
            ErrorCode::KeyPairRefused,
            "{status}"
        );
    }
}

#[tokio::test]
async fn a_command_that_is_not_open_says_nothing_about_the_key() {
    for other in [432, 404] {
        let (identity, _) = ask(
            || error("errorresponse", 432),
            move || error("errorresponse", other),
        )
        .await;
        let identity = identity.unwrap();
        assert!(!identity.confirmed && identity.facts.is_empty());
        assert!(identity.own_key.is_some());
    }
    let (failed, _) = ask(|| (404, "").into(), || (404, "<html>").into()).await;
    assert_eq!(failed.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn every_status_has_its_meaning() {
    use ErrorCode::*;
    for (status, wanted) in [
        (400, Rejected),
        (403, Forbidden),
        (411, Forbidden),
        (430, Rejected),
        (431, Rejected),
        (429, RateLimited),
        (503, RateLimited),
        (407, ProxyAnswer),
        (500, ProviderDown),
        (502, ProviderDown),
        (530, ProviderDown),
        (531, ProviderDown),
        (532, ProviderDown),
        (533, ProviderDown),
        (534, ProviderDown),
        (535, ProviderDown),
        (536, ProviderDown),
        (537, ProviderDown),
    ] {
        let (failed, _) = ask(
            move || error("listzonesresponse", status),
            move || error("listzonesresponse", status),
        )
        .await;
        let failed = failed.unwrap_err();
        assert_eq!(
            (failed.code, failed.outcome),
            (wanted, Outcome::Refused),
            "{status}"
        );
        assert_eq!(failed.status, Some(status));
        let waits = matches!(wanted, RateLimited).then_some(10);
        assert_eq!(failed.retry_after_s, waits, "{status}");
    }
}

#[tokio::test]
async fn what_is_no_json_leaves_only_its_status() {
    let page = "<html><body>Made-up words of a page</body></html>";
    let xml = "<?xml version=\"1.0\"?><listzonesresponse><errorcode>401</errorcode><errortext>Words</errortext></listzonesresponse>";
    for (status, body, wanted) in [
        (401, page, ErrorCode::KeyPairRefused),
        (401, xml, ErrorCode::KeyPairRefused),
        (401, "", ErrorCode::KeyPairRefused),
        (401, "words", ErrorCode::KeyPairRefused),
        (500, page, ErrorCode::ProviderDown),
        (200, page, ErrorCode::ProxyAnswer),
        (200, xml, ErrorCode::AnswerUnreadable),
        (200, "", ErrorCode::AnswerUnreadable),
        (200, "[]", ErrorCode::AnswerUnreadable),
        (200, "{}", ErrorCode::AnswerUnreadable),
        (
            200,
            r#"{"listzonesresponse":5}"#,
            ErrorCode::AnswerUnreadable,
        ),
        (200, r#"{"welcome":{}}"#, ErrorCode::AnswerUnreadable),
    ] {
        let answer = move || (status, body).into();
        let (failed, _) = ask(answer, answer).await;
        let failed = failed.unwrap_err();
        assert_eq!(
            (failed.code, failed.detail),
            (wanted, None),
            "{status} {body}"
        );
    }
}

#[tokio::test]
async fn an_error_that_quotes_the_key_is_not_shown() {
    for text in [
        format!("no such key {G_ID}"),
        format!("signed {}", &G_ID.to_lowercase()[..10]),
        format!("secret {G_SECRET}"),
        "GET ?apikey=x&signature=abc".to_owned(),
        "url …&Signature=ABC%3D".to_owned(),
    ] {
        let said = json!({"errorresponse": {"errorcode": 401, "errortext": text}});
        let answer = move || (401, said.clone()).into();
        let (failed, _) = ask(answer.clone(), answer).await;
        assert_eq!(failed.unwrap_err().detail, None, "{text}");
    }
}

#[tokio::test]
async fn a_cloud_that_is_not_there_is_not_asked_twice() {
    let by = super::credential(KindId::KtGKey, "http://127.0.0.1:1");
    let error = g_keys().verify(&by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unreachable);
}

#[test]
fn a_key_is_known_by_a_print_that_does_not_give_it_away() {
    let own = super::super::zones::own_key;
    let key = "Q".repeat(78) + "-end8888";
    let print = own(&key);
    assert!(
        print.ends_with(".-end8888") && print.len() == 16 + 1 + 8,
        "{print}"
    );
    assert_eq!(print, own(&key));
    assert_ne!(print, own(&("q".repeat(78) + "-end8888")));
    assert!(!print.contains("QQQQ"));
    // Of a short one not even the end.
    assert!(own("short-key").ends_with('.'));
}
