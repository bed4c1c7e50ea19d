use jiff::fmt::rfc2822::DateTimePrinter;
use sha2::{Digest, Sha256};

use super::*;
use crate::digest::hex;

const NO_BODY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const SIGNED: &str = "host;x-amz-content-sha256;x-amz-date";

fn v2(session: &Session, pair: &S3Key, when: Timestamp) -> RequestBuilder {
    let date = DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&when)
        .unwrap();
    let signature = hmac_sha1(&pair.secret_key, &format!("GET\n\n\n{date}\n/"));
    session.request("GET", "/").header("date", date).header(
        "authorization",
        format!("AWS {}:{signature}", pair.access_key),
    )
}

fn v4(session: &Session, pair: &S3Key, region: &str, when: Timestamp) -> RequestBuilder {
    let date = when.strftime("%Y%m%dT%H%M%SZ").to_string();
    let host = session.cloud.base_url()["http://".len()..].to_owned();
    let canonical = format!(
        "GET\n/\n\nhost:{host}\nx-amz-content-sha256:{NO_BODY}\nx-amz-date:{date}\n\n{SIGNED}\n{NO_BODY}"
    );
    let scope = format!("{}/{region}/s3/aws4_request", &date[..8]);
    let digest = hex(&Sha256::digest(canonical));
    let message = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{digest}");
    let mut key = format!("AWS4{}", pair.secret_key).into_bytes();
    for part in [&date[..8], region, "s3", "aws4_request", &message] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(part.as_bytes());
        key = mac.finalize().into_bytes().to_vec();
    }
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={SIGNED}, Signature={}",
        pair.access_key,
        hex(&key)
    );
    session
        .request("GET", "/")
        .header("x-amz-content-sha256", NO_BODY)
        .header("x-amz-date", date)
        .header("authorization", authorization)
}

fn then() -> Timestamp {
    Timestamp::from_second(THEN).unwrap()
}

/// Status and code of an answer.
fn code(answer: &Answer) -> (u16, &str) {
    let code = answer
        .text
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"));
    (answer.status, code.map_or("", |(code, _)| code))
}

#[tokio::test]
async fn both_signatures_list_the_boxes() {
    let session = Session::start().await;
    let pair = session.cloud.s3_key().unwrap();
    for request in [
        v2(&session, &pair, then()),
        v4(&session, &pair, "us-east-1", then()),
    ] {
        let answer = answer(request).await.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.header("content-type"), "application/xml");
        assert!(answer.text.contains(
            "<Buckets><Bucket><Name>practice-box-1</Name>\
             <CreationDate>2029-12-21T03:04:05.000Z</CreationDate></Bucket><Bucket>"
        ));
        assert_eq!(
            session.cloud.ledger().pop().unwrap().signed_by,
            Some(pair.access_key.clone())
        );
    }
    let empty = Session::with(Options {
        boxes: 0,
        ..Options::default()
    })
    .await;
    let request = v2(&empty, &empty.cloud.s3_key().unwrap(), Timestamp::now());
    assert!(
        answer(request)
            .await
            .unwrap()
            .text
            .contains("<Buckets></Buckets>")
    );
}

#[tokio::test]
async fn wrong_signatures_are_refused_and_repeated() {
    let session = Session::start().await;
    let pair = session.cloud.s3_key().unwrap();
    let forged = S3Key {
        secret_key: "made-up".to_owned(),
        ..pair.clone()
    };
    let unknown = S3Key {
        access_key: "made-up".to_owned(),
        ..pair.clone()
    };
    for pair in [&forged, &unknown] {
        let two = answer(v2(&session, pair, then())).await.unwrap();
        assert_eq!(code(&two), (403, "SignatureDoesNotMatch"));
        let repeated = "<StringToSign>GET\n\n\nWed, 02 Jan 2030 03:04:05 GMT\n/</StringToSign>";
        assert!(two.text.contains(repeated), "{}", two.text);
        let four = answer(v4(&session, pair, "us-east-1", then()))
            .await
            .unwrap();
        assert_eq!(code(&four), (403, "SignatureDoesNotMatch"));
        assert!(
            four.text
                .contains("<StringToSign>AWS4-HMAC-SHA256\n20300102T030405Z\n")
        );
        assert!(four.text.contains("<CanonicalRequest>GET\n/\n"));
        assert!(four.text.contains("<RequestId>"));
    }
    session.cloud.trouble(Trouble::UnknownKeysTold);
    let told = answer(v2(&session, &unknown, then())).await.unwrap();
    assert_eq!(code(&told), (403, "InvalidAccessKeyId"));
    let told = answer(v2(&session, &forged, then())).await.unwrap();
    assert_eq!(code(&told), (403, "SignatureDoesNotMatch"));
}

#[tokio::test]
async fn what_is_no_signature_is_refused() {
    let session = Session::start().await;
    let pair = session.cloud.s3_key().unwrap();
    let bare = session.get("/").await;
    assert_eq!(code(&bare), (403, "AccessDenied"));
    for (header, expected) in [
        ("AWS made-up", (400, "AuthorizationHeaderMalformed")),
        (
            "AWS4-HMAC-SHA256 made-up",
            (400, "AuthorizationHeaderMalformed"),
        ),
        ("Basic bWFkZTp1cA==", (400, "AuthorizationHeaderMalformed")),
        ("AWS made:up", (403, "AccessDenied")),
    ] {
        let request = session.request("GET", "/").header("authorization", header);
        assert_eq!(code(&answer(request).await.unwrap()), expected, "{header}");
    }
    let mut request = v4(&session, &pair, "us-east-1", then()).build().unwrap();
    request.headers_mut().remove("x-amz-content-sha256");
    let response = session.client.execute(request).await.unwrap();
    assert_eq!(response.status(), 400);
    assert!(
        response
            .text()
            .await
            .unwrap()
            .contains("<Code>InvalidRequest</Code>")
    );
    for seconds in [-901, 901] {
        let when = crate::clock::shifted(then(), seconds);
        for request in [
            v2(&session, &pair, when),
            v4(&session, &pair, "us-east-1", when),
        ] {
            let late = answer(request).await.unwrap();
            assert_eq!(code(&late), (403, "RequestTimeTooSkewed"));
        }
    }
}

#[tokio::test]
async fn storage_can_be_told_what_it_takes() {
    let session = Session::start().await;
    let pair = session.cloud.s3_key().unwrap();
    let both = async || {
        let two = answer(v2(&session, &pair, then())).await.unwrap();
        let four = answer(v4(&session, &pair, "us-east-1", then()))
            .await
            .unwrap();
        (two, four)
    };
    session.cloud.trouble(Trouble::S3Takes(S3Signature::V4));
    let (two, four) = both().await;
    assert_eq!((code(&two), four.status), ((400, "InvalidRequest"), 200));
    session.cloud.trouble(Trouble::S3Takes(S3Signature::V2));
    let (two, four) = both().await;
    assert_eq!((two.status, code(&four)), (200, (400, "InvalidArgument")));
    session
        .cloud
        .trouble(Trouble::S3Region("kr-standard".to_owned()));
    let (two, four) = both().await;
    assert_eq!(
        (two.status, code(&four)),
        (200, (400, "AuthorizationHeaderMalformed"))
    );
    assert!(four.text.contains("<Region>kr-standard</Region>"));
    let again = answer(v4(&session, &pair, "kr-standard", then()))
        .await
        .unwrap();
    assert_eq!(again.status, 200);
}
