//! Object storage that speaks S3: whether a key opens it, and (`texts`) what tools read. Signed with AWS Signature 4.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::reading::{beginning, is_request_id, plain, tag};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Answer, Http, LIST_CAP, Request};

mod texts;

/// Names of buckets that are given back at most.
const MOST_BUCKETS: usize = 10_000;
/// What a list of buckets is called.
const LIST: &str = "<ListAllMyBucketsResult";

/// A key, and the storage that it may open.
pub struct Storage<'a> {
    /// Address of the storage.
    pub endpoint: Url,
    /// Region that signatures name.
    pub region: &'a str,
    /// The public half.
    pub access_key: &'a SecretString,
    /// The secret half.
    pub secret_key: &'a SecretString,
    /// What temporary keys have beside these.
    pub session_token: Option<&'a SecretString>,
}

impl Storage<'_> {
    /// Names of the buckets that the key sees: one harmless read.
    ///
    /// # Errors
    /// Any of the way to the storage and what it said.
    pub async fn buckets(&self, http: &Http, now: Timestamp) -> Result<Vec<String>> {
        let headers = self.headers("GET", &self.endpoint, now)?;
        self.buckets_with(http, headers).await
    }

    /// As [`Storage::buckets`], signed in another way.
    ///
    /// # Errors
    /// As [`Storage::buckets`].
    pub async fn buckets_with(&self, http: &Http, headers: HeaderMap) -> Result<Vec<String>> {
        let request = Request {
            headers,
            cap: LIST_CAP,
            ..Request::read()
        };
        let answer = http.send(&self.endpoint, &request).await?;
        if answer.is_success()
            && let Some(names) = names(&answer)
        {
            return Ok(names);
        }
        let mut error = fault(&answer);
        if error.code == ErrorCode::ClockOff {
            error.clock_minutes = Some(http.clock_minutes());
        }
        if error.detail.as_deref().is_some_and(|text| self.tells(text)) {
            error.detail = None;
        }
        Err(error)
    }

    /// The headers that sign a request without a body, marked as sensitive.
    ///
    /// # Errors
    /// [`ErrorCode::SecretAltered`] when the key cannot sign or stand in a header.
    pub fn headers(&self, method: &str, url: &Url, now: Timestamp) -> Result<HeaderMap> {
        let internal = || Error::new(ErrorCode::Internal);
        // EXPOSE: the public half, for the signer.
        let id = self.access_key.expose_secret();
        // EXPOSE: the secret half, for the signer, which wipes its copy.
        let secret = self.secret_key.expose_secret();
        if id.is_empty() || secret.is_empty() {
            return Err(ErrorCode::SecretAltered.into());
        }
        let session = self.session_token.map(|token| {
            // EXPOSE: for the signer, which puts it into a header marked as sensitive.
            token.expose_secret().to_owned()
        });
        let identity = Credentials::new(id, secret, session, None, "keywright").into();
        let mut settings = SigningSettings::default();
        // As S3 wants it, unlike Amazon's other services.
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        let since = u64::try_from(now.as_second()).map_err(|_| internal())?;
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name("s3")
            .time(UNIX_EPOCH + Duration::from_secs(since))
            .settings(settings)
            .build()
            .map_err(|_| internal())?
            .into();
        let none = std::iter::empty();
        let request = SignableRequest::new(method, url.as_str(), none, SignableBody::Bytes(b""))
            .map_err(|_| internal())?;
        let signed = sign(request, &params).map_err(|_| internal())?;
        let (instructions, _) = signed.into_parts();
        let mut headers = HeaderMap::new();
        for (name, value) in instructions.headers() {
            let altered = || Error::new(ErrorCode::SecretAltered);
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| internal())?;
            let mut value = HeaderValue::from_str(value).map_err(|_| altered())?;
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        Ok(headers)
    }

    /// Whether a text repeats the key.
    fn tells(&self, text: &str) -> bool {
        let values = [self.access_key, self.secret_key];
        values.iter().chain(&self.session_token).any(|value| {
            // EXPOSE: to keep a text out of the window that quotes the key.
            text.contains(beginning(value.expose_secret()))
        })
    }
}

/// The names in a list of buckets; `None` when it is none.
fn names(answer: &Answer) -> Option<Vec<String>> {
    let text = str::from_utf8(&answer.body).ok()?;
    if !text.contains(LIST) {
        return None;
    }
    let buckets = text.split("<Bucket>").skip(1).take(MOST_BUCKETS);
    // A bucket without a name is not left out: the answer is not what it seems.
    buckets.map(|one| tag(one, "Name").map(name)).collect()
}

fn name(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).collect()
}

/// The region that a storage names as its own.
fn region(text: &str) -> Option<&str> {
    let region = tag(text, "Region")?.trim();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    ((1..=40).contains(&region.len()) && region.chars().all(fits)).then_some(region)
}

/// What an answer that is no list means. The codes are Amazon's, which the clouds took over.
pub fn fault(answer: &Answer) -> Error {
    let head = String::from_utf8_lossy(&answer.body[..answer.body.len().min(4096)]);
    let said = head
        .contains("<Error")
        .then(|| tag(&head, "Code"))
        .flatten();
    let code = match (answer.status, said) {
        (200..=299, _) if answer.content_type == "text/html" => ErrorCode::ProxyAnswer,
        (200..=299, _) => ErrorCode::AnswerUnreadable,
        (_, Some("RequestTimeTooSkewed")) => ErrorCode::ClockOff,
        (_, Some("InvalidAccessKeyId" | "InvalidSecurity")) => ErrorCode::CredentialUnknown,
        // Storages that ask OpenStack's Keystone say it of unknown keys too.
        (_, Some("SignatureDoesNotMatch")) => ErrorCode::KeyPairRefused,
        (_, Some("AuthorizationHeaderMalformed")) if region(&head).is_some() => {
            ErrorCode::WrongRegion
        }
        (_, Some("NotSignedUp" | "UserSuspended")) => ErrorCode::ServiceNotOpened,
        (_, Some("SlowDown" | "ServiceUnavailable")) | (429, _) => ErrorCode::RateLimited,
        (407 | 511, _) => ErrorCode::ProxyAnswer,
        (408 | 500..=599, _) => ErrorCode::ProviderDown,
        (400..=499, None) if answer.content_type == "text/html" => ErrorCode::ProxyAnswer,
        (401, _) => ErrorCode::CredentialUnknown,
        (403, _) => ErrorCode::Forbidden,
        (404, _) => ErrorCode::NotFound,
        (400..=499, _) => ErrorCode::Rejected,
        _ => ErrorCode::AnswerUnreadable,
    };
    let mut error = Error::new(code).with_outcome(Outcome::Refused);
    if code == ErrorCode::WrongRegion {
        error = error.with_detail(region(&head).unwrap_or_default());
    } else if !answer.is_success() {
        error = match said {
            // Of an error only the code is shown: the rest may repeat what was signed, session and all.
            Some(code) => error.with_detail(code),
            None if head.contains("<Error") => error,
            None => error.with_detail(&plain(answer)),
        };
        let request_id = tag(&head, "RequestId").map(str::trim);
        error.request_id = request_id.filter(|id| is_request_id(id)).map(str::to_owned);
    }
    if code == ErrorCode::RateLimited {
        error.retry_after_s = Some(answer.retry_after_s.unwrap_or(10));
    }
    error.status = Some(answer.status);
    error
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::model::CopyWhat;

    fn storage<'a>(keys: &'a [SecretString; 2], endpoint: &str) -> Storage<'a> {
        Storage {
            endpoint: endpoint.parse().unwrap(),
            region: "us-east-1",
            access_key: &keys[0],
            secret_key: &keys[1],
            session_token: None,
        }
    }

    /// Made-up: the ones of Amazon's documentation.
    fn keys() -> [SecretString; 2] {
        [
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        ]
        .map(SecretString::from)
    }

    /// The examples of "Signature Calculations for the Authorization Header" in Amazon's documentation of S3.
    #[test]
    fn known_answers() {
        let now = "2013-05-24T00:00:00Z".parse().unwrap();
        for (query, signature) in [
            (
                "?lifecycle",
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            ),
            (
                "?max-keys=2&prefix=J",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            ),
        ] {
            let keys = keys();
            let url = format!("https://examplebucket.s3.amazonaws.com/{query}");
            let storage = storage(&keys, &url);
            let headers = storage.headers("GET", &storage.endpoint, now).unwrap();
            let wanted = format!(
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
                 SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}"
            );
            assert_eq!(headers["authorization"], wanted);
            assert_eq!(headers["x-amz-date"], "20130524T000000Z");
            assert_eq!(headers.len(), 3);
            assert!(headers.values().all(HeaderValue::is_sensitive));
        }
    }

    #[test]
    fn nothing_is_signed_with_nothing() {
        for pair in [["", "s"], ["a", ""], ["a\nb", "s"]] {
            let keys = pair.map(SecretString::from);
            let storage = storage(&keys, "https://x.example");
            let signed = storage.headers("GET", &storage.endpoint, Timestamp::now());
            assert_eq!(
                signed.unwrap_err().code,
                ErrorCode::SecretAltered,
                "{pair:?}"
            );
        }
    }

    fn answer(status: u16, content_type: &str, body: &str) -> Answer {
        Answer {
            status,
            body: Zeroizing::new(body.as_bytes().to_vec()),
            content_type: content_type.to_owned(),
            retry_after_s: None,
            server_time_s: None,
        }
    }

    #[test]
    fn buckets_are_named() {
        let list = |buckets: &str| {
            let text = format!(
                "<?xml version=\"1.0\"?><ListAllMyBucketsResult xmlns=\"x\"><Owner><ID>Name</ID></Owner>\
                 <Buckets>{buckets}</Buckets></ListAllMyBucketsResult>"
            );
            names(&answer(200, "application/xml", &text))
        };
        assert_eq!(list(""), Some(vec![]));
        let two = "<Bucket><Name>a.b</Name><CreationDate>x</CreationDate></Bucket>\n<Bucket>\n<Name> c\u{7} </Name></Bucket>";
        assert_eq!(list(two), Some(vec!["a.b".into(), "c".into()]));
        assert_eq!(list("<Bucket></Bucket>"), None);
        assert_eq!(list("<Bucket><Name>cut"), None);
        for other in ["", "{}", "<html>", "<Error><Code>x</Code></Error>"] {
            assert_eq!(names(&answer(200, "", other)), None, "{other}");
        }
        let many = "<Bucket><Name>n</Name></Bucket>".repeat(MOST_BUCKETS + 5);
        assert_eq!(list(&many).unwrap().len(), MOST_BUCKETS);
    }

    #[test]
    fn refusals_have_their_meaning() {
        let said = |code: &str| {
            format!(
                "<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>Words</Message></Error>"
            )
        };
        use ErrorCode::*;
        for (status, code, wanted) in [
            (403, "InvalidAccessKeyId", CredentialUnknown),
            (403, "SignatureDoesNotMatch", KeyPairRefused),
            (403, "RequestTimeTooSkewed", ClockOff),
            (403, "AccessDenied", Forbidden),
            (403, "NotSignedUp", ServiceNotOpened),
            (400, "AuthorizationHeaderMalformed", Rejected),
            (404, "NoSuchBucket", NotFound),
            (503, "SlowDown", RateLimited),
            (500, "InternalError", ProviderDown),
        ] {
            let error = fault(&answer(status, "application/xml", &said(code)));
            assert_eq!(
                (error.code, error.outcome),
                (wanted, Outcome::Refused),
                "{code}"
            );
            assert_eq!(error.detail.as_deref(), Some(code));
        }
        for (status, content_type, body, wanted) in [
            (403, "", "", Forbidden),
            (401, "", "", CredentialUnknown),
            (403, "text/html", "<html>Blocked", ProxyAnswer),
            (200, "text/html", "<html>Sign in", ProxyAnswer),
            (200, "", "{}", AnswerUnreadable),
            (429, "", "", RateLimited),
            (502, "text/html", "<html>", ProviderDown),
            (403, "application/xml", "<Error><Code>", Forbidden),
        ] {
            let error = fault(&answer(status, content_type, body));
            assert_eq!(error.code, wanted, "{status} {body}");
        }
    }

    /// As a Swift answers: it repeats what was signed.
    #[test]
    fn what_was_signed_is_not_shown() {
        let parts = "<StringToSign>AWS4-HMAC-SHA256 MADE-UP</StringToSign><CanonicalRequest>GET / \
                     x-amz-security-token:MADE-UP</CanonicalRequest><RequestId>tx0123-45</RequestId>";
        let with_code = format!(
            "<Error><Code>SignatureDoesNotMatch</Code><Message>MADE-UP</Message>{parts}</Error>"
        );
        let error = fault(&answer(403, "application/xml", &with_code));
        assert_eq!(error.detail.as_deref(), Some("SignatureDoesNotMatch"));
        assert_eq!(error.request_id.as_deref(), Some("tx0123-45"));
        let without = format!("<Error>{parts}</Error>");
        let error = fault(&answer(403, "application/xml", &without));
        assert_eq!(error.detail, None);
        assert!(!format!("{error:?}").contains("MADE-UP"));
    }

    #[test]
    fn the_region_that_is_meant_is_told() {
        let said = |region: &str| {
            let body = format!(
                "<Error><Code>AuthorizationHeaderMalformed</Code><Message>x</Message>\
                 <Region>{region}</Region></Error>"
            );
            fault(&answer(400, "application/xml", &body))
        };
        let error = said("kr-central-2");
        assert_eq!(error.code, ErrorCode::WrongRegion);
        assert_eq!(error.detail.as_deref(), Some("kr-central-2"));
        for other in ["", "a b", "<x>", &"x".repeat(41)] {
            assert_eq!(said(other).code, ErrorCode::Rejected, "{other}");
        }
    }

    #[test]
    fn a_temporary_key_has_its_session_in_all_places() {
        let keys = keys();
        let token = SecretString::from("MADE-UP-SESSION");
        let storage = Storage {
            session_token: Some(&token),
            ..storage(&keys, "https://kr.object.example/")
        };
        let headers = storage
            .headers("GET", &storage.endpoint, Timestamp::UNIX_EPOCH)
            .unwrap();
        assert_eq!(headers["x-amz-security-token"], "MADE-UP-SESSION");
        assert!(headers.values().all(HeaderValue::is_sensitive));
        let signed = headers["authorization"].to_str().unwrap();
        assert!(signed.contains("x-amz-date;x-amz-security-token"));
        for what in [
            CopyWhat::S3Profile,
            CopyWhat::Rclone,
            CopyWhat::Python,
            CopyWhat::Env,
            CopyWhat::Export,
        ] {
            let text = storage.text("x", what).unwrap();
            // EXPOSE: made-up values of a test.
            assert!(text.expose_secret().contains("MADE-UP-SESSION"), "{what:?}");
        }
        assert!(storage.tells("… MADE-UP-SESSION …"));
    }
}
