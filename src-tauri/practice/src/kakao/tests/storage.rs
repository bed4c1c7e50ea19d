use hmac::Mac;

use super::*;
use crate::clock::shifted;
use crate::digest::{hex, hmac, sha256};

pub(super) const NO_BODY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// How a request for the list of buckets is signed.
pub(super) struct Signer<'a> {
    pub access: &'a str,
    pub secret: &'a str,
    pub region: &'a str,
    pub session_token: Option<&'a str>,
    pub when: Timestamp,
}

impl<'a> Signer<'a> {
    pub fn new(session: &Session, access: &'a str, secret: &'a str) -> Self {
        Signer {
            access,
            secret,
            region: "kr-central-2",
            session_token: None,
            when: (session.clock)(),
        }
    }

    pub fn request(&self, session: &Session) -> reqwest::RequestBuilder {
        let base = session.cloud.base_url();
        let date = self.when.strftime("%Y%m%dT%H%M%SZ").to_string();
        let mut headers = vec![
            ("host", base["http://".len()..].to_owned()),
            ("x-amz-content-sha256", NO_BODY.to_owned()),
            ("x-amz-date", date.clone()),
        ];
        if let Some(token) = self.session_token {
            headers.push(("x-amz-security-token", token.to_owned()));
        }
        let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
        let names = names.join(";");
        let lines: String = headers
            .iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        let canonical = format!("GET\n/\n\n{lines}\n{names}\n{NO_BODY}");
        let scope = format!("{}/{}/s3/aws4_request", &date[..8], self.region);
        let digest = sha256(canonical.as_bytes());
        let message = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{digest}");
        let mut key = format!("AWS4{}", self.secret).into_bytes();
        for part in [&date[..8], self.region, "s3", "aws4_request", &message] {
            let mac = hmac(&key, part.as_bytes()).unwrap();
            key = mac.finalize().into_bytes().to_vec();
        }
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={}",
            self.access,
            hex(&key)
        );
        headers
            .into_iter()
            .skip(1)
            .fold(session.client.get(&base), |request, (name, value)| {
                request.header(name, value)
            })
            .header("authorization", authorization)
    }

    pub async fn buckets(&self, session: &Session) -> Answer {
        answer(self.request(session)).await.unwrap()
    }
}

/// Status and code of an answer of object storage.
pub(super) fn code(answer: &Answer) -> (u16, &str) {
    let code = answer.text.split_once("<Code>");
    let code = code.and_then(|(_, rest)| rest.split_once("</Code>"));
    (answer.status, code.map_or("", |(code, _)| code))
}

/// A session and an S3 key of its first project.
async fn with_key() -> (Session, String, String) {
    let session = Session::start().await;
    let project = session.cloud.bootstrap().unwrap().project_id;
    let (access, secret) = session.cloud.add_s3_key(&project).unwrap();
    (session, access, secret)
}

#[tokio::test]
async fn signed_caller_sees_the_buckets_of_its_project() {
    let (session, access, secret) = with_key().await;
    let answer = Signer::new(&session, &access, &secret)
        .buckets(&session)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/xml");
    assert!(answer.text.contains(
        "<Buckets><Bucket><Name>practice-backup</Name>\
         <CreationDate>2009-02-03T16:45:09.000Z</CreationDate></Bucket>\
         <Bucket><Name>practice-photos</Name>"
    ));
    let id = answer.header("x-amz-request-id");
    assert!(id.starts_with("tx") && id == answer.header("x-trans-id"));
    let last = session.cloud.ledger().pop().unwrap();
    assert_eq!(last.signed_by, Some(access));

    let lab = session.cloud.projects()[2].id.clone();
    let (access, secret) = session.cloud.add_s3_key(&lab).unwrap();
    let answer = Signer::new(&session, &access, &secret)
        .buckets(&session)
        .await;
    assert!(
        answer.text.contains("<Buckets></Buckets>"),
        "{}",
        answer.text
    );
    assert_eq!(session.cloud.creates(), 0);
}

#[tokio::test]
async fn wrong_secret_and_unknown_key_look_alike() {
    let (session, access, secret) = with_key().await;
    let wrong = Signer::new(&session, &access, "made-up")
        .buckets(&session)
        .await;
    let unknown = Signer::new(&session, "made-up", &secret)
        .buckets(&session)
        .await;
    session.cloud.remove_s3_key(&access);
    let gone = Signer::new(&session, &access, &secret)
        .buckets(&session)
        .await;
    for (answer, access) in [
        (wrong, access.as_str()),
        (unknown, "made-up"),
        (gone, &access),
    ] {
        assert_eq!(code(&answer), (403, "SignatureDoesNotMatch"));
        let named = format!("<AWSAccessKeyId>{access}</AWSAccessKeyId>");
        assert!(answer.text.contains(&named), "{}", answer.text);
        for field in [
            "<RequestId>tx",
            "<StringToSign>AWS4-HMAC-SHA256\n20270115T080000Z\n20270115/kr-central-2/s3/aws4_request\n",
            "<StringToSignBytes>41 57 53 34 2d",
            "<SignatureProvided>",
            "<CanonicalRequest>GET\n/\n\nhost:127.0.0.1:",
            "<CanonicalRequestBytes>47 45 54 0a 2f",
        ] {
            assert!(answer.text.contains(field), "{field} {}", answer.text);
        }
        assert!(!answer.text.contains(&secret));
    }
}

#[tokio::test]
async fn role_taken_away_stops_the_key_until_it_is_back() {
    let (session, access, secret) = with_key().await;
    let project = session.cloud.bootstrap().unwrap().project_id;
    let signer = Signer::new(&session, &access, &secret);
    session.cloud.set_member(&project, false);
    let answer = signer.buckets(&session).await;
    assert_eq!(code(&answer), (403, "SignatureDoesNotMatch"));
    session.cloud.set_member(&project, true);
    assert_eq!(signer.buckets(&session).await.status, 200);
    session.cloud.trouble(Trouble::NoStorageRole);
    let answer = signer.buckets(&session).await;
    assert_eq!(code(&answer), (403, "AccessDenied"));
}

#[tokio::test]
async fn wrong_region_is_told_with_the_right_one() {
    let (session, access, secret) = with_key().await;
    let signer = Signer {
        region: "us-east-1",
        ..Signer::new(&session, &access, &secret)
    };
    let answer = signer.buckets(&session).await;
    assert_eq!(code(&answer), (400, "AuthorizationHeaderMalformed"));
    assert!(answer.text.contains("<Region>kr-central-2</Region>"));
}

#[tokio::test]
async fn clock_that_is_off_is_told_before_the_signature() {
    let (session, access, secret) = with_key().await;
    for (seconds, expected) in [
        (-901, (403, "RequestTimeTooSkewed")),
        (-900, (200, "")),
        (900, (200, "")),
        (901, (403, "RequestTimeTooSkewed")),
    ] {
        let signer = Signer {
            when: shifted((session.clock)(), seconds),
            ..Signer::new(&session, &access, &secret)
        };
        assert_eq!(code(&signer.buckets(&session).await), expected, "{seconds}");
    }
}

#[tokio::test]
async fn requests_that_are_not_signed_as_they_should_are_refused() {
    let (session, access, secret) = with_key().await;
    let plain = session.client.get(session.cloud.base_url());
    let unsigned = answer(plain).await.unwrap();
    assert_eq!(code(&unsigned), (404, ""));
    assert!(unsigned.header("content-type").starts_with("text/html"));
    let basic = session.client.get(session.cloud.base_url());
    let basic = basic.basic_auth("made-up", Some("made-up"));
    let basic = answer(basic).await.unwrap();
    assert_eq!(code(&basic), (400, "AuthorizationHeaderMalformed"));

    let without = async |name: &str| {
        let signed = Signer::new(&session, &access, &secret).request(&session);
        let mut request = signed.build().unwrap();
        request.headers_mut().remove(name);
        let response = session.client.execute(request).await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    };
    let (status, text) = without("x-amz-content-sha256").await;
    assert_eq!(status, 400);
    let told = "<Code>InvalidRequest</Code><Message>\
        Missing required header for this request: x-amz-content-sha256</Message>";
    assert!(text.contains(told), "{text}");
    let (status, text) = without("x-amz-date").await;
    assert!(status == 403 && text.contains("<Code>AccessDenied</Code>"));
    let bucket = format!("{}/practice-backup", session.cloud.base_url());
    assert_eq!(
        session.client.get(bucket).send().await.unwrap().status(),
        404
    );
}
