//! The storages that speak S3: known answers of both signatures, and what is tried after what.

use secrecy::SecretString;

use super::super::facts::STORAGE_S3;
use super::super::s3_v2::{Signable, headers, signature};
use super::*;
use crate::error::{ErrorCode, Outcome};
use crate::kind::KeyKind;
use crate::model::CopyWhat;

const BOXES: &str = "<ListAllMyBucketsResult><Buckets><Bucket><Name>my-box</Name></Bucket></Buckets></ListAllMyBucketsResult>";

fn said(code: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>Words</Message><RequestId>tx01-2</RequestId><StringToSign>MADE-UP</StringToSign></Error>"
    )
}

/// Cross-checked with botocore's signer.
#[test]
fn known_answers_of_signature_2() {
    let (early, late) = (
        "Wed, 02 Jan 2030 03:04:05 GMT",
        "Tue, 31 Dec 2030 23:59:59 GMT",
    );
    for (method, content_type, date, resource, wanted) in [
        ("GET", "", early, "/", "spnxw2TJUNr+GbjZ8DdKPGPBv3w="),
        (
            "GET",
            "",
            early,
            "/my-bucket",
            "w0e5XBfEGBTjLR6cK+8MXRLwjoc=",
        ),
        (
            "PUT",
            "application/octet-stream",
            late,
            "/my-bucket/folder/file.txt",
            "XZZOMCxCMjZ2Swq+zvslQPvEGG4=",
        ),
        (
            "GET",
            "",
            early,
            "/my-bucket?uploads",
            "/FKiq1X6ZIllh0owWgcaGVVitrc=",
        ),
    ] {
        let what = Signable {
            method,
            content_type,
            resource,
        };
        let secret = SecretString::from(S3_SECRET);
        assert_eq!(
            signature(&what, date, &secret).unwrap(),
            wanted,
            "{resource}"
        );
    }
    let what = Signable {
        method: "GET",
        content_type: "",
        resource: "/",
    };
    let signed = headers(&what, then(), &S3_ID.into(), &S3_SECRET.into()).unwrap();
    assert_eq!(
        signed["authorization"],
        "AWS KTEXAMPLEACCESSKEY01:spnxw2TJUNr+GbjZ8DdKPGPBv3w="
    );
    assert_eq!(signed["date"], early);
    assert_eq!(signed.len(), 2);
    assert!(signed.values().all(HeaderValue::is_sensitive));
    for (id, secret) in [("", "s"), ("a", ""), ("a\nb", "s")] {
        let error = headers(&what, then(), &id.into(), &secret.into()).unwrap_err();
        assert_eq!(error.code, ErrorCode::SecretAltered);
    }
}

/// Cross-checked with botocore's signer, for the host of the D platform.
#[test]
fn known_answers_of_signature_4() {
    let id: SecretString = S3_ID.into();
    let secret: SecretString = S3_SECRET.into();
    for (path, region, wanted) in [
        (
            "/",
            "us-east-1",
            "d764e58471409b43494902fba532592e52b6be04d0d94ca2bdcba29473fd5af0",
        ),
        (
            "/",
            "kr-standard",
            "19bbe19df23737d0ee8b448d792722b636525f9f17754252779dc8692be2f4dc",
        ),
        (
            "/my-bucket?location=",
            "us-east-1",
            "a4aa66612ee86b9d10d40190bde7527d09260bdf9f46bfadda99b345d2dee513",
        ),
    ] {
        let url: Url = format!("https://obj-e-1.ktcloud.com{path}")
            .parse()
            .unwrap();
        let storage = crate::providers::s3::Storage {
            endpoint: url.clone(),
            region,
            access_key: &id,
            secret_key: &secret,
            session_token: None,
        };
        let signed = storage.headers("GET", &url, then()).unwrap();
        let wanted = format!(
            "AWS4-HMAC-SHA256 Credential={S3_ID}/20300102/{region}/s3/aws4_request, \
             SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={wanted}"
        );
        assert_eq!(signed["authorization"], wanted, "{path} {region}");
    }
}

/// The signatures that a cloud saw, in a word each: `v2`, or `v4` with its region.
fn signatures(cloud: &Cloud) -> Vec<String> {
    let word = |asked: Asked| {
        assert_eq!(asked.line, "GET /");
        let header = asked.header("authorization").unwrap();
        match header.strip_prefix("AWS ") {
            Some(_) => "v2".to_owned(),
            None => format!("v4 {}", header.split('/').nth(2).unwrap()),
        }
    };
    cloud.asked().into_iter().map(word).collect()
}

async fn ask(replies: &[(u16, String)]) -> (Result<Identity>, Vec<String>) {
    let replies = replies.to_vec();
    let cloud = Cloud::start(move |_, at| {
        let (status, body) = &replies[at.min(replies.len() - 1)];
        (*status, body.as_str()).into()
    })
    .await;
    let verified = storages_s3().verify(&cloud.by(KindId::KtStorageS3)).await;
    (verified, signatures(&cloud))
}

#[tokio::test]
async fn a_key_that_opens_the_storage_is_confirmed() {
    let (identity, asked) = ask(&[(200, BOXES.into())]).await;
    let identity = identity.unwrap();
    assert_eq!(asked, ["v4 us-east-1"]);
    assert_eq!(fact(&identity, "signature"), Some("v4"));
    assert_eq!(fact(&identity, "region"), Some("us-east-1"));
    assert_eq!(identity.own_key.as_deref(), Some(S3_ID));
    assert_eq!(identity.ends_with.as_deref(), Some("EY01"));
    assert!(identity.confirmed && identity.scope.is_none());
    let cloud = Cloud::saying(200, BOXES).await;
    let boxes = storages_s3().storage(&cloud.by(KindId::KtStorageS3)).await;
    assert_eq!(boxes.unwrap(), ["my-box"]);
}

#[tokio::test]
async fn the_other_signature_follows_a_refusal_that_may_be_about_the_first() {
    for (status, code) in [
        (403, "SignatureDoesNotMatch"),
        (403, "InvalidAccessKeyId"),
        (400, "InvalidRequest"),
        (400, "InvalidArgument"),
        (400, "AuthorizationHeaderMalformed"),
        (405, "MethodNotAllowed"),
        (501, "NotImplemented"),
    ] {
        let (identity, asked) = ask(&[(status, said(code)), (200, BOXES.into())]).await;
        let identity = identity.unwrap();
        assert_eq!(asked, ["v4 us-east-1", "v2"], "{code}");
        assert_eq!(fact(&identity, "signature"), Some("v2"));
        assert_eq!(fact(&identity, "region"), None);
        assert!(identity.confirmed);
    }
}

#[tokio::test]
async fn no_other_refusal_is_tried_in_another_way() {
    for (status, code, wanted) in [
        (403, "RequestTimeTooSkewed", ErrorCode::ClockOff),
        (404, "NoSuchKey", ErrorCode::NotFound),
        (403, "NotSignedUp", ErrorCode::ServiceNotOpened),
        (500, "InternalError", ErrorCode::ProviderDown),
    ] {
        let (failed, asked) = ask(&[(status, said(code))]).await;
        assert_eq!(failed.unwrap_err().code, wanted, "{code}");
        assert_eq!(asked, ["v4 us-east-1"], "{code}");
    }
}

#[tokio::test]
async fn a_key_that_may_not_see_the_list_is_not_confirmed() {
    let (identity, asked) = ask(&[(403, said("AccessDenied"))]).await;
    let identity = identity.unwrap();
    assert!(!identity.confirmed && identity.facts.is_empty());
    assert_eq!(identity.own_key.as_deref(), Some(S3_ID));
    assert_eq!(asked, ["v4 us-east-1"]);
    let cloud = Cloud::saying(403, said("AccessDenied")).await;
    let failed = storages_s3().storage(&cloud.by(KindId::KtStorageS3)).await;
    assert_eq!(failed.unwrap_err().code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn a_region_that_the_storage_names_is_signed_for_once() {
    let named = |region: &str| {
        let text = format!(
            "<Error><Code>AuthorizationHeaderMalformed</Code><Region>{region}</Region></Error>"
        );
        (400, text)
    };
    let (identity, asked) = ask(&[named("kr-standard"), (200, BOXES.into())]).await;
    assert_eq!(asked, ["v4 us-east-1", "v4 kr-standard"]);
    assert_eq!(fact(&identity.unwrap(), "region"), Some("kr-standard"));
    let (failed, asked) = ask(&[named("a"), named("b"), named("c")]).await;
    assert_eq!(failed.unwrap_err().code, ErrorCode::WrongRegion);
    assert_eq!(asked, ["v4 us-east-1", "v4 a"]);
}

#[tokio::test]
async fn a_key_that_both_signatures_fail_with_is_refused() {
    let wrong = (403, said("SignatureDoesNotMatch"));
    let unknown = (400, said("InvalidRequest"));
    for (first, second) in [
        (wrong.clone(), wrong.clone()),
        (wrong.clone(), unknown.clone()),
        (unknown.clone(), wrong.clone()),
        (wrong.clone(), (500, String::new())),
    ] {
        let (failed, _) = ask(&[first, second]).await;
        let failed = failed.unwrap_err();
        assert_eq!(failed.code, ErrorCode::KeyPairRefused);
        assert_eq!(failed.outcome, Outcome::Refused);
        // Nothing of what was signed.
        assert_eq!(failed.detail.as_deref(), Some("SignatureDoesNotMatch"));
        assert_eq!(failed.request_id.as_deref(), Some("tx01-2"));
    }
    let (failed, _) = ask(&[unknown.clone(), unknown.clone()]).await;
    assert_eq!(failed.unwrap_err().code, ErrorCode::Rejected);
    let (identity, _) = ask(&[unknown, (403, said("AccessDenied"))]).await;
    assert!(!identity.unwrap().confirmed);
}

#[test]
fn the_storages_are_the_two_that_are_known() {
    assert_eq!(
        STORAGE_S3.map(|realm| realm.id),
        ["d_platform", "storage_3"]
    );
    let own = |base: &str| realm_of(&base.parse().unwrap(), &STORAGE_S3).map(|realm| realm.id);
    assert_eq!(own("https://ss1.cloud.kt.com:1000"), Some("storage_3"));
    assert_eq!(own("https://ss1.cloud.kt.com"), None);
    assert_eq!(own("https://obj-e-1.ktcloud.com/"), Some("d_platform"));
    assert_eq!(own("https://obj-e-1.ktcloud.com/x"), None);
}

#[test]
fn storage_3_is_asked_in_the_old_way_first() {
    use super::super::buckets::{Signature, order};
    let first = |base: &str| order(&base.parse().unwrap())[0];
    assert_eq!(first("https://ss1.cloud.kt.com:1000"), Signature::V2);
    assert_eq!(first("https://obj-e-1.ktcloud.com"), Signature::V4);
    assert_eq!(first("http://127.0.0.1:9"), Signature::V4);
}

#[test]
fn a_profile_names_the_storage() {
    let kind = storages_s3();
    let by = credential(KindId::KtStorageS3, "https://ss1.cloud.kt.com:1000");
    let text = super::super::buckets::text(&by, "kt-EY01", CopyWhat::S3Profile).unwrap();
    // EXPOSE: made-up values of a test.
    assert_eq!(
        text.expose_secret(),
        format!(
            "[kt-EY01]\naws_access_key_id = {S3_ID}\naws_secret_access_key = {S3_SECRET}\n\
             region = us-east-1\nendpoint_url = https://ss1.cloud.kt.com:1000\n"
        )
    );
    assert!(kind.spec().copies.contains(&CopyWhat::S3Profile));
}
