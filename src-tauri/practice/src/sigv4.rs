//! AWS Signature V4 as object storage takes it, checked. Written from AWS's description of it.

use axum::http::HeaderName;
use axum::http::header::AUTHORIZATION;
use hmac::Mac;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::digest::{hex, hmac, sha256};
use crate::incoming::Incoming;
use crate::random::same;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const PAYLOAD_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// Furthest a request's time may be from the service's clock, in seconds: 15 minutes.
const TOLERANCE: i64 = 900;

/// What is wrong with a signed request before its signature is looked at.
pub(crate) enum Fault {
    /// There is no `Authorization` header.
    Unsigned,
    /// The header is none of this algorithm.
    Malformed,
    /// There is no `x-amz-date`.
    NoDate,
    /// There is no `x-amz-content-sha256`.
    NoPayloadHash,
    /// The body is not the one whose hash is told.
    OtherPayload,
}

/// The `Authorization` header in its parts.
pub(crate) struct Authorization<'a> {
    pub access_key: &'a str,
    /// The day, as `yyyymmdd`.
    date: &'a str,
    pub region: &'a str,
    signed_headers: Vec<&'a str>,
    /// In lower-case hexadecimal.
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    pub fn read(request: &'a Incoming) -> Result<Self, Fault> {
        let header = request.header(&AUTHORIZATION).ok_or(Fault::Unsigned)?;
        Self::parse(header).ok_or(Fault::Malformed)
    }

    fn parse(header: &'a str) -> Option<Self> {
        let fields = header.strip_prefix(ALGORITHM)?.trim_start();
        let field = |name: &str| {
            fields
                .split(',')
                .find_map(|field| field.trim().strip_prefix(name)?.strip_prefix('='))
        };
        let credential: Vec<&str> = field("Credential")?.split('/').collect();
        let [access_key, date, region, "s3", "aws4_request"] = credential.as_slice() else {
            return None;
        };
        Some(Authorization {
            access_key,
            date,
            region,
            signed_headers: field("SignedHeaders")?.split(';').collect(),
            signature: field("Signature")?,
        })
    }

    fn scope(&self) -> String {
        format!("{}/{}/s3/aws4_request", self.date, self.region)
    }
}

/// A request with all that its signature is made of.
pub(crate) struct Signed<'a> {
    authorization: Authorization<'a>,
    date: &'a str,
    /// `None` if a header that is said to be signed is absent or no text.
    canonical_request: Option<String>,
}

impl<'a> Signed<'a> {
    pub fn read(request: &'a Incoming, authorization: Authorization<'a>) -> Result<Self, Fault> {
        let date = request.header(&DATE).ok_or(Fault::NoDate)?;
        let payload_hash = request.header(&PAYLOAD_HASH).ok_or(Fault::NoPayloadHash)?;
        let body = request.body.as_deref().unwrap_or_default();
        if payload_hash != UNSIGNED && payload_hash != sha256(body) {
            return Err(Fault::OtherPayload);
        }
        Ok(Signed {
            canonical_request: canonical_request(
                request,
                &authorization.signed_headers,
                payload_hash,
            ),
            authorization,
            date,
        })
    }

    pub fn access_key(&self) -> &str {
        self.authorization.access_key
    }

    /// The signature that came with the request.
    pub fn signature(&self) -> &str {
        self.authorization.signature
    }

    /// Whether the signature holds for this secret, and for the host, the day and the body too: one that leaves these
    /// out could be moved to others.
    pub fn is_by(&self, secret: &str) -> bool {
        ["host", DATE.as_str(), PAYLOAD_HASH.as_str()]
            .iter()
            .all(|name| self.covers(name))
            && self.date.starts_with(self.authorization.date)
            && self
                .signature_by(secret)
                .is_some_and(|signature| same(&signature, self.authorization.signature))
    }

    /// Whether a header is among the signed ones.
    pub fn covers(&self, header: &str) -> bool {
        self.authorization.signed_headers.contains(&header)
    }

    /// When the request says that it was signed; `None` if that is no time.
    pub fn sent(&self) -> Option<Timestamp> {
        instant(self.date)
    }

    /// Whether the request was signed within 15 minutes of now.
    pub fn is_timely(&self, now: Timestamp) -> bool {
        let age = self.sent().map(|sent| now.duration_since(sent).as_secs());
        age.is_some_and(|age| (-TOLERANCE..=TOLERANCE).contains(&age))
    }

    /// The request as it is signed. Empty if a header is missing.
    pub fn canonical_request(&self) -> &str {
        self.canonical_request.as_deref().unwrap_or_default()
    }

    /// What the secret signs.
    pub fn string_to_sign(&self) -> String {
        format!(
            "{ALGORITHM}\n{}\n{}\n{}",
            self.date,
            self.authorization.scope(),
            sha256(self.canonical_request().as_bytes())
        )
    }

    fn signature_by(&self, secret: &str) -> Option<String> {
        self.canonical_request.as_ref()?;
        let given = &self.authorization;
        let mut key = format!("AWS4{secret}").into_bytes();
        for part in [
            given.date,
            given.region,
            "s3",
            "aws4_request",
            &self.string_to_sign(),
        ] {
            let mac = hmac(&key, part.as_bytes())?;
            key = mac.finalize().into_bytes().to_vec();
        }
        Some(hex(&key))
    }
}

fn canonical_request(
    request: &Incoming,
    signed_headers: &[&str],
    payload_hash: &str,
) -> Option<String> {
    let mut headers = String::new();
    for name in signed_headers {
        let value = request
            .header(&name.parse().ok()?)?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        headers.push_str(&format!("{name}:{value}\n"));
    }
    Some(format!(
        "{}\n{}\n{}\n{headers}\n{}\n{payload_hash}",
        request.method,
        request.path(),
        canonical_query(request.raw_query().unwrap_or_default()),
        signed_headers.join(";"),
    ))
}

/// The parameters in order, each with an equals sign. They arrive percent-encoded already.
fn canonical_query(query: &str) -> String {
    let mut pairs: Vec<(&str, &str)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .collect();
    pairs.sort_unstable();
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

fn instant(date: &str) -> Option<Timestamp> {
    let time = DateTime::strptime("%Y%m%dT%H%M%SZ", date).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}
