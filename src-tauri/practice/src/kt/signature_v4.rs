//! AWS Signature Version 4, checked: its arithmetic is the one every practice cloud shares.

use super::ask::Ask;
use super::refusal::Refusal;
use super::s3::{check_time, find, malformed, mismatch};
use super::trouble::Trouble;
use super::world::World;
use crate::sigv4::{Authorization, Fault, Signed};

pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const USUAL_REGION: &str = "us-east-1";

/// Finds the access key that signed a request for the region the storage is in.
pub(super) fn authenticate(world: &World, ask: &Ask) -> Result<String, Refusal> {
    let given = Authorization::read(ask.request).map_err(refused)?;
    let region = ask.plan.iter().find_map(Trouble::s3_region);
    let region = region.unwrap_or(USUAL_REGION);
    if given.region != region {
        return Err(wrong_region(given.region, region));
    }
    let signed = Signed::read(ask.request, given).map_err(refused)?;
    let sent = signed
        .sent()
        .ok_or_else(|| Refusal::bad_request("Invalid x-amz-date"))?;
    check_time(sent, ask)?;
    let key = find(world, ask, signed.access_key())?;
    if !key.is_some_and(|key| signed.is_by(&key.secret_key)) {
        let message = signed.string_to_sign();
        return Err(mismatch(signed.access_key(), &message, signed.signature())
            .with("CanonicalRequest", signed.canonical_request().to_owned()));
    }
    Ok(signed.access_key().to_owned())
}

fn refused(fault: Fault) -> Refusal {
    let missing = |name: &str| {
        Refusal::bad_request(&format!("Missing required header for this request: {name}"))
    };
    match fault {
        Fault::Unsigned | Fault::Malformed => malformed(),
        Fault::NoDate => missing("x-amz-date"),
        Fault::NoPayloadHash => missing("x-amz-content-sha256"),
        Fault::OtherPayload => Refusal::new(
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        ),
    }
}

fn wrong_region(given: &str, region: &str) -> Refusal {
    let message = format!(
        "The authorization header is malformed; the region '{given}' is wrong; expecting '{region}'"
    );
    Refusal::new(400, "AuthorizationHeaderMalformed", &message).with("Region", region)
}
