//! AWS Signature Version 4, checked: its arithmetic is the one every practice cloud shares.

use axum::http::HeaderName;
use sha2::{Digest, Sha256};

use super::ask::Ask;
use super::refusal::Refusal;
use super::s3::{check_time, find, malformed, mismatch};
use super::trouble::Trouble;
use super::world::World;
use crate::naver::sigv4::{
    Authorization, canonical_request, hex, instant, signature, string_to_sign,
};
use crate::random::same;

pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const PAYLOAD_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
const USUAL_REGION: &str = "us-east-1";

/// Finds the access key that signed a request for the region the storage is in.
pub(super) fn authenticate(world: &World, ask: &Ask, header: &str) -> Result<String, Refusal> {
    let given = Authorization::read(header).ok_or_else(malformed)?;
    let region = ask.plan.iter().find_map(Trouble::s3_region);
    let region = region.unwrap_or(USUAL_REGION);
    if given.region != region {
        return Err(wrong_region(given.region, region));
    }
    let required = |name: HeaderName| {
        let missing = format!("Missing required header for this request: {name}");
        ask.request
            .header(&name)
            .ok_or_else(|| Refusal::bad_request(&missing))
    };
    let (date, payload_hash) = (required(DATE)?, required(PAYLOAD_HASH)?);
    let body = ask.request.body.as_deref().unwrap_or_default();
    if payload_hash != UNSIGNED && payload_hash != hex(&Sha256::digest(body)) {
        return Err(Refusal::new(
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        ));
    }
    let sent = instant(date).ok_or_else(|| Refusal::bad_request("Invalid x-amz-date"))?;
    check_time(sent, ask)?;
    let key = find(world, ask, given.access_key)?;
    let canonical = canonical_request(ask.request, &given.signed_headers, payload_hash)
        .ok_or_else(|| Refusal::bad_request("A signed header is missing"))?;
    let message = string_to_sign(&given, date, &canonical);
    let signed = key
        .and_then(|key| signature(&given, &key.secret_key, &message))
        .is_some_and(|signature| same(&signature, given.signature));
    if !signed || !given.covers_what_matters() || !date.starts_with(given.date) {
        return Err(mismatch(given.access_key, &message, given.signature)
            .with("CanonicalRequest", canonical));
    }
    Ok(given.access_key.to_owned())
}

fn wrong_region(given: &str, region: &str) -> Refusal {
    let message = format!(
        "The authorization header is malformed; the region '{given}' is wrong; expecting '{region}'"
    );
    Refusal::new(400, "AuthorizationHeaderMalformed", &message).with("Region", region)
}
