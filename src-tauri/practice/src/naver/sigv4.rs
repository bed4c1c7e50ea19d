//! AWS Signature V4 as Object Storage takes it, checked. Written from AWS's description of it.

use axum::http::{HeaderName, StatusCode};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::auth::{Signer, may_sign};
use super::refusal::Refusal;
use super::signature::hmac;
use super::world::World;
use crate::incoming::Incoming;
use crate::random::same;
use hmac::Mac;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const PAYLOAD_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// Furthest a request's time may be from the service's clock, in seconds: 15 minutes.
const TOLERANCE: i64 = 900;

/// Finds the key that signed a request. Any region is taken, for there is one address for all.
pub(super) fn authenticate(
    world: &mut World,
    request: &Incoming,
    now: Timestamp,
) -> Result<Signer, Refusal> {
    let header = request
        .header(&axum::http::header::AUTHORIZATION)
        .ok_or_else(|| denied("AccessDenied", "Access Denied"))?;
    let given = Authorization::read(header)
        .ok_or_else(|| malformed("AuthorizationHeaderMalformed", "The header is malformed"))?;
    let date = request
        .header(&DATE)
        .ok_or_else(|| malformed("InvalidRequest", "Missing x-amz-date"))?;
    let payload_hash = request
        .header(&PAYLOAD_HASH)
        .ok_or_else(|| malformed("InvalidRequest", "Missing x-amz-content-sha256"))?;
    let body = request.body.as_deref().unwrap_or_default();
    if payload_hash != UNSIGNED && payload_hash != hex(&Sha256::digest(body)) {
        return Err(malformed(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        ));
    }
    let key = world.access_key(given.access_key).ok_or_else(unknown_key)?;
    let signed = canonical_request(request, &given.signed_headers, payload_hash)
        .map(|canonical| string_to_sign(&given, date, &canonical))
        .and_then(|message| signature(&given, &key.secret, &message))
        .is_some_and(|signature| same(&signature, given.signature));
    if !signed || !given.covers_what_matters() || !date.starts_with(given.date) {
        return Err(denied(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.",
        ));
    }
    let age = instant(date).map(|sent| now.duration_since(sent).as_secs());
    if !age.is_some_and(|age| (-TOLERANCE..=TOLERANCE).contains(&age)) {
        return Err(denied(
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
        ));
    }
    let signer = Signer {
        access_key: key.id.clone(),
        owner: key.owner,
    };
    if !may_sign(world, &signer, now) {
        return Err(unknown_key());
    }
    Ok(signer)
}

pub(super) fn denied(code: &str, message: &str) -> Refusal {
    Refusal::of_storage(StatusCode::FORBIDDEN, code, message)
}

fn malformed(code: &str, message: &str) -> Refusal {
    Refusal::of_storage(StatusCode::BAD_REQUEST, code, message)
}

fn unknown_key() -> Refusal {
    denied(
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
    )
}

/// The `Authorization` header in its parts.
pub(crate) struct Authorization<'a> {
    pub access_key: &'a str,
    /// The day, as `yyyymmdd`.
    pub date: &'a str,
    pub region: &'a str,
    pub signed_headers: Vec<&'a str>,
    /// In lower-case hexadecimal.
    pub signature: &'a str,
}

impl<'a> Authorization<'a> {
    pub fn read(header: &'a str) -> Option<Self> {
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

    /// A signature that leaves these out could be moved to another host, day or body.
    pub fn covers_what_matters(&self) -> bool {
        ["host", DATE.as_str(), PAYLOAD_HASH.as_str()]
            .iter()
            .all(|name| self.signed_headers.contains(name))
    }
}

/// `None` if a header that is said to be signed is absent or no text.
pub(crate) fn canonical_request(
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

pub(crate) fn string_to_sign(given: &Authorization, date: &str, canonical_request: &str) -> String {
    format!(
        "{ALGORITHM}\n{date}\n{}\n{}",
        given.scope(),
        hex(&Sha256::digest(canonical_request.as_bytes()))
    )
}

pub(crate) fn signature(
    given: &Authorization,
    secret: &str,
    string_to_sign: &str,
) -> Option<String> {
    let mut key = format!("AWS4{secret}").into_bytes();
    for part in [
        given.date,
        given.region,
        "s3",
        "aws4_request",
        string_to_sign,
    ] {
        key = hmac(&key, part.as_bytes())?
            .finalize()
            .into_bytes()
            .to_vec();
    }
    Some(hex(&key))
}

pub(crate) fn instant(date: &str) -> Option<Timestamp> {
    let time = DateTime::strptime("%Y%m%dT%H%M%SZ", date).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
