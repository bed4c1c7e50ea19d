use axum::body::Body;
use axum::extract::Request;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::storage::NO_BODY;
use crate::clock::shifted;
use crate::digest::sha256;
use crate::incoming::Incoming;
use crate::sigv4::{Authorization, Signed};

/// A signature that AWS's own library made: key, secret, time, path, session token, hash of the canonical request,
/// signature. All keys are examples.
type Vector = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
);

const VECTORS: [Vector; 4] = [
    (
        "KCEXAMPLEACCESSKEY00000000000001",
        "KCEXAMPLESECRETKEY00000000000001",
        "20300102T030405Z",
        "/",
        None,
        "0d58a989324dced5f6e2197f7df22cf8aa6ba1858b2f5ee4a906761521b25c14",
        "60a45418f4e7d142a63c16a3096c62c85584c964f28aa2681a91b96ba6db7eb8",
    ),
    (
        "KCEXAMPLEACCESSKEY00000000000002",
        "KCEXAMPLESECRETKEY00000000000002",
        "20301231T235959Z",
        "/",
        None,
        "47eed9021bce1289745adc6071d672da6fb6d6467c9edb01af0f61e955bf4827",
        "3df1ac22509fd00cabac95917fa86d27a262ba418ca267dc056f3d6d93a912c5",
    ),
    (
        "KCEXAMPLETEMPKEY0000000000000003",
        "KCEXAMPLETEMPSECRET0000000000003",
        "20300102T030405Z",
        "/",
        Some("EXAMPLE-SESSION-TOKEN-NOT-REAL"),
        "ed73436759dadfd62e9841ff599a6833ae0d2c2a9201b50ec53b353795bc2ed7",
        "698e604f64c87227f982f202a466bb4af3e44433a40d36da814bab21567b042b",
    ),
    (
        "KCEXAMPLEACCESSKEY00000000000001",
        "KCEXAMPLESECRETKEY00000000000001",
        "20300102T030405Z",
        "/my-bucket?list-type=2&max-keys=1&prefix=a%20b%2F",
        None,
        "6bb2797ec699f7aba37e50c79eaf283bdc2023ceda2c318f6109b76a139260ae",
        "c7e23045391657b64c4c13b6731228c9bc8e556ff87e067202843d59b6e09fbb",
    ),
];

#[tokio::test]
async fn known_signatures_are_accepted() {
    for (access_key, secret, date, path, session_token, canonical_hash, signature) in VECTORS {
        let mut names = "host;x-amz-content-sha256;x-amz-date".to_owned();
        let mut request = Request::builder()
            .uri(path)
            .header("host", "objectstorage.kr-central-2.kakaocloud.com")
            .header("x-amz-content-sha256", NO_BODY)
            .header("x-amz-date", date);
        if let Some(token) = session_token {
            names.push_str(";x-amz-security-token");
            request = request.header("x-amz-security-token", token);
        }
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={access_key}/{}/kr-central-2/s3/aws4_request, \
             SignedHeaders={names}, Signature={signature}",
            &date[..8]
        );
        let request = request.header("authorization", authorization);
        let request = request.body(Body::empty()).unwrap();
        let request = Incoming::read(request, [127, 0, 0, 1].into()).await;
        let authorization = Authorization::read(&request).ok().unwrap();
        let signed = Signed::read(&request, authorization).ok().unwrap();
        assert_eq!(
            sha256(signed.canonical_request().as_bytes()),
            canonical_hash
        );
        assert!(signed.is_by(secret));
        assert!(!signed.is_by("made-up"));
        let sent = DateTime::strptime("%Y%m%dT%H%M%SZ", date).unwrap();
        let sent = sent.to_zoned(TimeZone::UTC).unwrap().timestamp();
        assert!(signed.is_timely(shifted(sent, 900)) && signed.is_timely(shifted(sent, -900)));
        assert!(!signed.is_timely(shifted(sent, 901)));
    }
}
