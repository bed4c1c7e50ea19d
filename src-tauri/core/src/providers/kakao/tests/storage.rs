//! Object storage: signatures, what its answers mean, temporary keys.

use secrecy::SecretString;
use serde_json::json;

use super::super::storage;
use super::{
    API_TOKEN, Cloud, KEY, Reply, S3, S3_SECRET, TOKENS, error, fields, open, s3_credential,
};
use crate::error::ErrorCode;
use crate::kind::{Credential, KeyKind};
use crate::model::{CopyWhat, TokenKind};
use crate::providers::s3::Storage;

const BUCKETS: &str = "<ListAllMyBucketsResult><Buckets><Bucket><Name>photos</Name></Bucket></Buckets></ListAllMyBucketsResult>";
const SESSION: &str = "EXAMPLE-SESSION-TOKEN-NOT-REAL";

/// Computed from the published algorithm, and equal to botocore's.
#[test]
fn known_answers() {
    for (access, secret, session, at, target, signature) in [
        (
            "KCEXAMPLEACCESSKEY00000000000001",
            "KCEXAMPLESECRETKEY00000000000001",
            None,
            "2030-01-02T03:04:05Z",
            "/",
            "60a45418f4e7d142a63c16a3096c62c85584c964f28aa2681a91b96ba6db7eb8",
        ),
        (
            "KCEXAMPLEACCESSKEY00000000000002",
            "KCEXAMPLESECRETKEY00000000000002",
            None,
            "2030-12-31T23:59:59Z",
            "/",
            "3df1ac22509fd00cabac95917fa86d27a262ba418ca267dc056f3d6d93a912c5",
        ),
        (
            "KCEXAMPLETEMPKEY0000000000000003",
            "KCEXAMPLETEMPSECRET0000000000003",
            Some(SESSION),
            "2030-01-02T03:04:05Z",
            "/",
            "698e604f64c87227f982f202a466bb4af3e44433a40d36da814bab21567b042b",
        ),
        (
            "KCEXAMPLEACCESSKEY00000000000001",
            "KCEXAMPLESECRETKEY00000000000001",
            None,
            "2030-01-02T03:04:05Z",
            "/my-bucket?list-type=2&max-keys=1&prefix=a%20b%2F",
            "c7e23045391657b64c4c13b6731228c9bc8e556ff87e067202843d59b6e09fbb",
        ),
    ] {
        let host = "https://objectstorage.kr-central-2.kakaocloud.com";
        let (access_key, secret_key) = (SecretString::from(access), SecretString::from(secret));
        let session = session.map(SecretString::from);
        let storage = Storage {
            endpoint: format!("{host}{target}").parse().unwrap(),
            region: "kr-central-2",
            access_key: &access_key,
            secret_key: &secret_key,
            session_token: session.as_ref(),
        };
        let now = at.parse().unwrap();
        let headers = storage.headers("GET", &storage.endpoint, now).unwrap();
        let day = at[..10].replace('-', "");
        let more = session.as_ref().map_or("", |_| ";x-amz-security-token");
        assert_eq!(
            headers["authorization"],
            format!(
                "AWS4-HMAC-SHA256 Credential={access}/{day}/kr-central-2/s3/aws4_request, \
                 SignedHeaders=host;x-amz-content-sha256;x-amz-date{more}, Signature={signature}"
            )
        );
        assert_eq!(
            headers["x-amz-content-sha256"],
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}

#[tokio::test]
async fn an_s3_key_that_sees_buckets_works() {
    let cloud = Cloud::start(|_, _| (200, BUCKETS).into()).await;
    let key = s3_credential(&cloud.base_url);
    let identity = Cloud::s3_keys().verify(&key).await.unwrap();
    assert!(identity.confirmed && identity.scope.is_none());
    assert_eq!(identity.own_key.as_deref(), Some(S3));
    assert_eq!(identity.ends_with.as_deref(), Some("f001"));
    assert_eq!(identity.facts[0].value, "kr-central-2");
    assert_eq!(Cloud::s3_keys().storage(&key).await.unwrap(), ["photos"]);
    for asked in cloud.asked() {
        assert_eq!(asked.line, "GET /");
        let signed = asked.header("authorization").unwrap();
        let start =
            format!("AWS4-HMAC-SHA256 Credential={S3}/20300102/kr-central-2/s3/aws4_request, ");
        assert!(signed.starts_with(&start), "{signed}");
        assert!(!asked.head.contains(S3_SECRET));
    }
    assert!(Cloud::s3_keys().proves_itself());
}

/// What Swift's S3 says of a signature that does not fit, a session token in it.
fn mismatch() -> Reply {
    let body = format!(
        "<?xml version='1.0'?><Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated \
         does not match the signature you provided.</Message><RequestId>tx1</RequestId><AWSAccessKeyId>{S3}\
         </AWSAccessKeyId><StringToSign>AWS4</StringToSign><CanonicalRequest>x-amz-security-token:{SESSION}\
         </CanonicalRequest></Error>"
    );
    Reply::from((403, body.as_str())).with("content-type", "application/xml")
}

#[tokio::test]
async fn refusals_of_an_s3_key_have_their_meaning() {
    let said = |status: u16, code: &str, more: &str| {
        let body = format!("<Error><Code>{code}</Code><Message>Words</Message>{more}</Error>");
        Reply::from((status, body.as_str()))
    };
    let region = "<Region>kr-central-1</Region>";
    for (reply, wanted) in [
        (mismatch(), ErrorCode::KeyPairRefused),
        (
            said(403, "InvalidAccessKeyId", ""),
            ErrorCode::CredentialUnknown,
        ),
        (said(403, "RequestTimeTooSkewed", ""), ErrorCode::ClockOff),
        (
            said(400, "AuthorizationHeaderMalformed", region),
            ErrorCode::WrongRegion,
        ),
        (said(400, "InvalidRequest", ""), ErrorCode::Rejected),
        (Reply::html(404), ErrorCode::ProxyAnswer),
        ((502, "").into(), ErrorCode::ProviderDown),
    ] {
        let cloud = Cloud::start(move |_, _| reply.clone()).await;
        let key = s3_credential(&cloud.base_url);
        let error = Cloud::s3_keys().verify(&key).await.unwrap_err();
        assert_eq!(error.code, wanted, "{error:?}");
        let shown = format!("{error:?}");
        assert!(!shown.contains(SESSION) && !shown.contains(S3), "{shown}");
        if wanted == ErrorCode::WrongRegion {
            assert_eq!(error.detail.as_deref(), Some("kr-central-1"));
        }
    }
    // A good key may lack the role: nothing is known of it then.
    let cloud = Cloud::start(move |_, _| said(403, "AccessDenied", "")).await;
    let key = s3_credential(&cloud.base_url);
    let identity = Cloud::s3_keys().verify(&key).await.unwrap();
    assert!(!identity.confirmed);
    assert_eq!(identity.own_key.as_deref(), Some(S3));
    let error = Cloud::s3_keys().storage(&key).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Forbidden);
}

/// A temporary key, as the object storage answers.
fn temporary(expiration: &str) -> Reply {
    let body = format!(
        "<?xml version=\"1.0\"?><AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>\
         <SubjectFromWebIdentityToken>u</SubjectFromWebIdentityToken><Credentials>\
         <SessionToken>{SESSION}&amp;</SessionToken><SecretAccessKey> TEMPSECRET </SecretAccessKey>\
         <Expiration>{expiration}</Expiration><AccessKeyId>TEMPKEY0000000001</AccessKeyId></Credentials>\
         <Provider>iam.kakaocloud.com</Provider></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
    );
    (200, body.as_str()).into()
}

#[tokio::test]
async fn a_temporary_key_is_exchanged_for_a_token() {
    for (expiration, wanted) in [
        ("2030-01-02T03:34:05Z", Some("2030-01-02T03:34:05Z")),
        ("2030-01-02 03:34:05", Some("2030-01-02T03:34:05Z")),
        ("EXAMPLE", None),
        ("", None),
    ] {
        let cloud = Cloud::keystone(move |_| temporary(expiration)).await;
        let kind = Cloud::iam_keys();
        let minted = kind.mint_token(&cloud.by, TokenKind::Storage).await;
        let minted = minted.unwrap();
        let wanted = wanted.map(|at| at.parse().unwrap());
        assert_eq!(minted.expires_at, wanted, "{expiration}");
        assert_eq!(open(&minted.fields, "access"), Some("TEMPKEY0000000001"));
        assert_eq!(open(&minted.fields, "secret"), Some("TEMPSECRET"));
        let session = format!("{SESSION}&");
        assert_eq!(open(&minted.fields, "session_token"), Some(&*session));
        // Whether the temporary key would end with the token is not documented: the token is left alone.
        assert_eq!(
            cloud.lines(),
            [format!("POST {TOKENS}"), "POST /".to_owned()]
        );
        let asked = &cloud.asked()[1];
        let wanted = json!({"Action": "AssumeRoleWithWebIdentity", "DurationSeconds": 1800,
            "ProviderId": "iam.kakaocloud.com", "WebIdentityToken": API_TOKEN});
        assert_eq!(asked.json(), wanted);
        assert_eq!(asked.header("content-type"), Some("application/json"));
        assert_eq!(asked.header("x-auth-token"), None);
    }
}

#[tokio::test]
async fn an_iam_key_sees_its_buckets_through_a_temporary_key() {
    let cloud = Cloud::keystone(|asked| match asked.line.starts_with("POST") {
        true => temporary(""),
        false => (200, BUCKETS).into(),
    })
    .await;
    let buckets = Cloud::iam_keys().storage(&cloud.by).await.unwrap();
    assert_eq!(buckets, ["photos"]);
    let calls = cloud.calls();
    assert_eq!((&*calls[0].line, &*calls[1].line), ("POST /", "GET /"));
    let session = format!("{SESSION}&");
    assert_eq!(calls[1].header("x-amz-security-token"), Some(&*session));
    // Here the temporary key is done with, and so is the token.
    cloud.ended().await;
}

#[tokio::test]
async fn a_temporary_key_that_is_refused_says_why() {
    let said = |status: u16, code: &str, text: &str| {
        let body = format!(
            "<ErrorResponse><Error><Code>{code}</Code><Message>{text}</Message></Error></ErrorResponse>"
        );
        Reply::from((status, body.as_str()))
    };
    let repeated = format!("bad token {API_TOKEN} of {KEY}");
    for (reply, wanted, detail) in [
        (
            said(403, "AccessDenied", "No"),
            ErrorCode::Forbidden,
            Some("AccessDenied"),
        ),
        (
            said(401, "Denied", "No"),
            ErrorCode::Forbidden,
            Some("Denied"),
        ),
        (
            said(400, "InvalidIdentityToken", &repeated),
            ErrorCode::Rejected,
            // The words are left out, whatever they repeat.
            Some("InvalidIdentityToken"),
        ),
        (
            said(405, "MethodNotAllowed", "No"),
            ErrorCode::NotOffered,
            Some("MethodNotAllowed"),
        ),
        (Reply::html(403), ErrorCode::ProxyAnswer, Some("Not Found")),
        (Reply::html(200), ErrorCode::ProxyAnswer, None),
        ((200, "{}").into(), ErrorCode::AnswerUnreadable, None),
        (
            (
                200,
                "<AccessKeyId>a</AccessKeyId><SecretAccessKey>b</SecretAccessKey>",
            )
                .into(),
            ErrorCode::AnswerUnreadable,
            None,
        ),
        ((500, "").into(), ErrorCode::ProviderDown, None),
    ] {
        let cloud = Cloud::keystone(move |_| reply.clone()).await;
        let kind = Cloud::iam_keys();
        let minted = kind.mint_token(&cloud.by, TokenKind::Storage).await;
        let error = minted.err().unwrap();
        assert_eq!((error.code, error.detail.as_deref()), (wanted, detail));
    }
    let cloud = Cloud::start(|_, _| error(404, "Words")).await;
    let kind = Cloud::iam_keys();
    let minted = kind.mint_token(&cloud.by, TokenKind::Storage).await;
    assert_eq!(minted.err().unwrap().code, ErrorCode::CredentialUnknown);
}

#[test]
fn each_region_has_its_storage_and_any_other_base_serves_itself() {
    let with_region = |base: &str, region: &str| {
        let mut key = s3_credential(base);
        key.fields.extend(fields([("region", region)]));
        key
    };
    let profile = |key: &Credential| {
        // EXPOSE: made-up values of a test.
        storage::text(key, &key.fields, CopyWhat::S3Profile)
            .map(|text| secrecy::ExposeSecret::expose_secret(&text).to_owned())
    };
    let own = "https://iam.kakaocloud.com";
    let key = s3_credential(own);
    assert_eq!(
        profile(&key).unwrap(),
        format!(
            "[kakaocloud-f001]\naws_access_key_id = {S3}\naws_secret_access_key = {S3_SECRET}\n\
             region = kr-central-2\nendpoint_url = https://objectstorage.kr-central-2.kakaocloud.com\n"
        )
    );
    let end = |base: &str, region: &str| {
        let text = profile(&with_region(base, region)).unwrap();
        text.lines().last().unwrap().to_owned()
    };
    for (base, region, wanted) in [
        (
            own,
            "kr-central-1",
            "https://objectstorage.kr-central-1.kakaocloud.com",
        ),
        (
            "https://iam.kakaocloud.com/",
            "gov-1",
            "https://objectstorage.gov-1.kakaocloud.com",
        ),
        ("http://127.0.0.1:9", "kr-central-3", "http://127.0.0.1:9"),
        (
            "https://iam.kakaocloud.com:444",
            "x",
            "https://iam.kakaocloud.com:444",
        ),
        ("https://iam.example", "x", "https://iam.example"),
    ] {
        assert_eq!(end(base, region), format!("endpoint_url = {wanted}"));
    }
    // A region that would lead to another host.
    for region in ["evil.example/", "a.b", "x#", "x@evil", "KR", ""] {
        let error = profile(&with_region(own, region)).unwrap_err();
        assert_eq!(error.code, ErrorCode::SecretAltered, "{region}");
    }
}
