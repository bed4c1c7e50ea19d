//! Object Storage, against a socket that answers what it is told.

use secrecy::ExposeSecret;

use super::super::storage;
use super::{Cloud, ID, Reply, SECRET, credential};
use crate::error::ErrorCode;
use crate::kind::{Extra, KeyKind};
use crate::model::CopyWhat;

const BUCKETS: &str = "<ListAllMyBucketsResult><Buckets><Bucket><Name>photos</Name></Bucket></Buckets></ListAllMyBucketsResult>";

#[tokio::test]
async fn a_key_sees_its_buckets() {
    let cloud = Cloud::saying(200, BUCKETS).await;
    assert_eq!(
        Cloud::access_keys().storage(&cloud.by).await.unwrap(),
        ["photos"]
    );
    assert_eq!(
        Cloud::sub_account_keys().storage(&cloud.by).await.unwrap(),
        ["photos"]
    );
    for asked in cloud.asked() {
        assert_eq!(asked.line, "GET /");
        let signed = asked.header("authorization").unwrap();
        let start =
            format!("AWS4-HMAC-SHA256 Credential={ID}/20260101/kr-standard/s3/aws4_request, ");
        assert!(signed.starts_with(&start), "{signed}");
        assert_eq!(asked.header("x-amz-date"), Some("20260101T000005Z"));
        // The secret itself and Naver's own signature stay here.
        assert!(!asked.head.contains(SECRET) && !asked.head.contains("x-ncp"));
    }
}

#[tokio::test]
async fn a_refusal_does_not_repeat_the_key() {
    let cloud = Cloud::start(|_, _| -> Reply {
        let text = format!(
            "<Error><Code>InvalidAccessKeyId</Code><Message>No {ID} here</Message></Error>"
        );
        (403, text.as_str()).into()
    })
    .await;
    let error = Cloud::access_keys().storage(&cloud.by).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CredentialUnknown);
    assert_eq!(error.detail.as_deref(), Some("InvalidAccessKeyId"));
}

#[test]
fn a_profile_names_the_storage_of_its_realm() {
    for (base, region, endpoint) in [
        (
            "https://apigw.ntruss.com",
            "kr-standard",
            "https://kr.object.ncloudstorage.com",
        ),
        (
            "https://apigw.gov-ntruss.com",
            "gov-standard",
            "https://kr.object.gov-ncloudstorage.com",
        ),
        (
            "https://apigw.fin-ntruss.com",
            "fin-standard",
            "https://kr.object.fin-ncloudstorage.com",
        ),
        ("http://127.0.0.1:9", "kr-standard", "http://127.0.0.1:9"),
    ] {
        let text = storage::text(&credential(base), CopyWhat::S3Profile).unwrap();
        // EXPOSE: made-up values of a test.
        assert_eq!(
            text.expose_secret(),
            format!(
                "[naver-3456]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n\
                 region = {region}\nendpoint_url = {endpoint}\n"
            )
        );
    }
}

#[test]
fn only_access_keys_open_storage() {
    assert!(Cloud::access_keys().spec().extras.contains(&Extra::Storage));
    assert!(
        Cloud::sub_account_keys()
            .spec()
            .extras
            .contains(&Extra::Storage)
    );
    assert!(
        !Cloud::gateway_keys()
            .spec()
            .extras
            .contains(&Extra::Storage)
    );
}
