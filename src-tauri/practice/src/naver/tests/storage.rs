use axum::body::Body;
use axum::extract::Request;

use super::super::buckets::authenticate;
use super::super::world::{AccessKey, Owner};
use super::*;
use crate::digest::{hex, hmac, sha256};
use crate::incoming::Incoming;

/// The example key of AWS's documents, which is no key.
const AWS_KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const AWS_SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const NO_BODY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// AWS's own examples: path and query, signed headers besides the usual ones, signature.
const EXAMPLES: [(&str, &str, &str); 3] = [
    (
        "/test.txt",
        "range;",
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ),
    (
        "/?lifecycle",
        "",
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    ),
    (
        "/?prefix=J&max-keys=2",
        "",
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ),
];

async fn verified(target: &str, signed_headers: &str, signature: &str) -> bool {
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={AWS_KEY}/20130524/us-east-1/s3/aws4_request,\
         SignedHeaders={signed_headers},Signature={signature}"
    );
    let request = Request::builder()
        .uri(target)
        .header("host", "examplebucket.s3.amazonaws.com")
        .header("range", "bytes=0-9")
        .header("x-amz-content-sha256", NO_BODY)
        .header("x-amz-date", "20130524T000000Z")
        .header("authorization", authorization)
        .body(Body::empty())
        .unwrap();
    let request = Incoming::read(request, [127, 0, 0, 1].into()).await;
    let now = "2013-05-24T00:10:00Z".parse().unwrap();
    let mut world = World::new("example".to_owned());
    world.access_keys.push(AccessKey {
        seq: 1,
        owner: Owner::Main,
        id: AWS_KEY.to_owned(),
        secret: AWS_SECRET.to_owned(),
        active: true,
        created_at: now,
        last_used: None,
        expires_at: None,
    });
    authenticate(&mut world, &request, now).is_ok()
}

#[tokio::test]
async fn known_signatures_are_accepted() {
    for (target, extra, signature) in EXAMPLES {
        let headers = format!("host;{extra}x-amz-content-sha256;x-amz-date");
        assert!(verified(target, &headers, signature).await, "{target}");
        assert!(!verified("/other", &headers, signature).await);
        let fewer = format!("host;{extra}x-amz-date");
        assert!(!verified(target, &fewer, signature).await);
    }
}

/// A request for the list of buckets, signed for `when`.
fn signed(
    session: &Session,
    query: &str,
    payload_hash: &str,
    when: Timestamp,
) -> reqwest::RequestBuilder {
    let (access_key, secret) = session.login.lock().unwrap().clone();
    let base = session.cloud.base_url();
    let date = when.strftime("%Y%m%dT%H%M%SZ").to_string();
    let names = "host;x-amz-content-sha256;x-amz-date";
    let canonical = format!(
        "GET\n/\n{query}\nhost:{}\nx-amz-content-sha256:{payload_hash}\nx-amz-date:{date}\n\n{names}\n{payload_hash}",
        &base["http://".len()..]
    );
    let scope = format!("{}/kr-standard/s3/aws4_request", &date[..8]);
    let digest = sha256(canonical.as_bytes());
    let message = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{digest}");
    let mut key = format!("AWS4{secret}").into_bytes();
    for part in [&date[..8], "kr-standard", "s3", "aws4_request", &message] {
        let mac = hmac(&key, part.as_bytes()).unwrap();
        key = mac.finalize().into_bytes().to_vec();
    }
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={access_key}/{scope}, SignedHeaders={names}, Signature={}",
        hex(&key)
    );
    session
        .client
        .get(format!("{base}/?{query}"))
        .header("x-amz-content-sha256", payload_hash)
        .header("x-amz-date", date)
        .header("authorization", authorization)
}

async fn buckets(session: &Session) -> Answer {
    let request = signed(session, "", "UNSIGNED-PAYLOAD", (session.clock)());
    answer(request).await.unwrap()
}

#[tokio::test]
async fn signed_caller_sees_two_buckets() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    for (query, payload_hash) in [("", "UNSIGNED-PAYLOAD"), ("x-id=ListBuckets", NO_BODY)] {
        let request = signed(&session, query, payload_hash, (session.clock)());
        let answer = answer(request).await.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.headers["content-type"], "application/xml");
        assert!(answer.text.contains(
            "<Buckets><Bucket><Name>practice-backup</Name>\
             <CreationDate>2027-01-03T08:00:00.000Z</CreationDate></Bucket>\
             <Bucket><Name>practice-photos</Name>"
        ));
    }
    assert_eq!(session.cloud.creates(), 0);
}

#[tokio::test]
async fn wrong_signatures_are_refused_in_xml() {
    let (_, told) = StandingClock::at(1_800_000_000);
    let session = Session::with(Options {
        clock: told,
        ..Options::default()
    })
    .await;
    let now = (session.clock)();
    let refused = async |request: reqwest::RequestBuilder, status: u16, code: &str| {
        let answer = answer(request).await.unwrap();
        assert_eq!(answer.status, status, "{}", answer.text);
        let code = format!("<Code>{code}</Code>");
        assert!(answer.text.contains(&code), "{}", answer.text);
    };
    let plain = session.client.get(format!("{}/", session.cloud.base_url()));
    refused(plain.try_clone().unwrap(), 403, "AccessDenied").await;
    let basic = plain.basic_auth("made-up", Some("made-up"));
    refused(basic, 400, "AuthorizationHeaderMalformed").await;

    let mismatch = signed(&session, "", &NO_BODY.replace('e', "f"), now);
    refused(mismatch, 400, "XAmzContentSHA256Mismatch").await;
    for seconds in [-901, 901] {
        let when = crate::clock::shifted(now, seconds);
        let late = signed(&session, "", "UNSIGNED-PAYLOAD", when);
        refused(late, 403, "RequestTimeTooSkewed").await;
    }
    let (access_key, secret) = session.login.lock().unwrap().clone();
    session.sign_with((access_key, "made-up".to_owned()));
    let forged = signed(&session, "", "UNSIGNED-PAYLOAD", now);
    refused(forged, 403, "SignatureDoesNotMatch").await;
    session.sign_with(("made-up".to_owned(), secret));
    let unknown = signed(&session, "", "UNSIGNED-PAYLOAD", now);
    refused(unknown, 403, "InvalidAccessKeyId").await;
}

#[tokio::test]
async fn sub_account_needs_the_right_and_an_active_key() {
    let session = Session::start().await;
    let sub = session.sign_as_sub("robot", &[Policy::ApiGatewayManager]);
    let key = session.login.lock().unwrap().0.clone();
    let answer = buckets(&session).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("AccessDenied"));
    session.cloud.set_policies(&sub, &[Policy::InfraManager]);
    assert_eq!(buckets(&session).await.status, 200);
    session.cloud.set_access_key_active(&key, false);
    assert!(buckets(&session).await.text.contains("InvalidAccessKeyId"));
}

#[tokio::test]
async fn trouble_strikes_object_storage_too() {
    let session = Session::start().await;
    session
        .cloud
        .trouble(Trouble::ServerError(503).only(Call::ListBuckets));
    let answer = buckets(&session).await;
    assert_eq!(answer.status, 503);
    assert!(answer.text.starts_with("<?xml"));
    assert_eq!(session.get("/caller-identity").await.status, 200);
}
