//! Object storage, as far as a caller needs it to try a key: who signed, and the list of buckets. Refusals are those of
//! the S3 API of OpenStack Swift.

use axum::http::{HeaderName, StatusCode};
use jiff::Timestamp;

use super::Options;
use super::answer::xml;
use super::ask::Ask;
use super::refusal::Refusal;
use super::trouble::Trouble;
use super::world::{S3Key, World};
use crate::digest::sha256;
use crate::incoming::Incoming;
use crate::random::same;
use crate::reply::Reply;
use crate::s3;
use crate::sigv4::{Authorization, Fault, Signed};

const SESSION_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// When every bucket of Swift says it was made: 2009-02-03T16:45:09Z.
const MADE: i64 = 1_233_679_509;

/// Finds the S3 key that signed a request. Answers its public half.
///
/// An unknown key is refused as a wrong secret is.
pub(super) fn authenticate(
    world: &mut World,
    request: &Incoming,
    options: &Options,
    now: Timestamp,
) -> Result<String, Refusal> {
    let authorization = Authorization::read(request).map_err(refused)?;
    if authorization.region != options.region {
        return Err(wrong_region(authorization.region, &options.region));
    }
    let signed = Signed::read(request, authorization).map_err(refused)?;
    if !signed.is_timely(now) {
        return Err(denied(
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
        ));
    }
    let known = world
        .s3_keys
        .iter()
        .find(|key| key.access == signed.access_key())
        .is_some_and(|key| {
            signed.is_by(&key.secret)
                && !key.is_expired(now)
                && has_session(key, request, &signed)
                && world.check_member(&key.project).is_ok()
        });
    if !known || world.is_asleep(signed.access_key()) {
        return Err(mismatch(&signed));
    }
    Ok(signed.access_key().to_owned())
}

/// Whether temporary credentials come with their session token, signed.
fn has_session(key: &S3Key, request: &Incoming, signed: &Signed) -> bool {
    key.temporary.as_ref().is_none_or(|temporary| {
        let given = request.header(&SESSION_TOKEN).unwrap_or_default();
        same(&sha256(given.as_bytes()), &temporary.session_token_hash)
            && signed.covers(SESSION_TOKEN.as_str())
    })
}

pub(super) fn list(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    if ask.plan.has(&Trouble::NoStorageRole) {
        return Err(denied("AccessDenied", "Access Denied."));
    }
    let key = world.s3_keys.iter().find(|key| key.access == ask.key);
    let project = key.and_then(|key| world.project(&key.project));
    let made = Timestamp::from_second(MADE).unwrap_or(ask.now);
    let names = project.into_iter().flat_map(|project| &project.buckets);
    let buckets = names.map(|name| (name.as_str(), made));
    let owner = project.map(|project| project.id.as_str());
    xml(s3::list_of_buckets(owner.unwrap_or_default(), buckets))
}

fn refused(fault: Fault) -> Refusal {
    match fault {
        Fault::Unsigned => Refusal::no_resource(),
        Fault::Malformed => malformed(
            "AuthorizationHeaderMalformed",
            "The authorization header is malformed.",
        ),
        Fault::NoDate => denied(
            "AccessDenied",
            "AWS authentication requires a valid Date or x-amz-date header",
        ),
        Fault::NoPayloadHash => malformed(
            "InvalidRequest",
            "Missing required header for this request: x-amz-content-sha256",
        ),
        Fault::OtherPayload => malformed(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        ),
    }
}

/// Repeats what was signed, a session token included, as the real answer does.
fn mismatch(signed: &Signed) -> Refusal {
    let octets = |text: &str| {
        let octets: Vec<String> = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        octets.join(" ")
    };
    let (string, canonical) = (signed.string_to_sign(), signed.canonical_request());
    Refusal::of_storage(
        StatusCode::FORBIDDEN,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. \
         Check your key and signing method.",
        vec![
            ("AWSAccessKeyId", signed.access_key().to_owned()),
            ("StringToSignBytes", octets(&string)),
            ("StringToSign", string),
            ("SignatureProvided", signed.signature().to_owned()),
            ("CanonicalRequestBytes", octets(canonical)),
            ("CanonicalRequest", canonical.to_owned()),
        ],
    )
}

fn wrong_region(given: &str, expected: &str) -> Refusal {
    Refusal::of_storage(
        StatusCode::BAD_REQUEST,
        "AuthorizationHeaderMalformed",
        format!(
            "The authorization header is malformed; the region '{given}' is wrong; expecting '{expected}'"
        ),
        vec![("Region", expected.to_owned())],
    )
}

fn denied(code: &'static str, message: &str) -> Refusal {
    Refusal::of_storage(StatusCode::FORBIDDEN, code, message, Vec::new())
}

pub(super) fn malformed(code: &'static str, message: &str) -> Refusal {
    Refusal::of_storage(StatusCode::BAD_REQUEST, code, message, Vec::new())
}

pub(super) fn too_many() -> Refusal {
    let status = StatusCode::TOO_MANY_REQUESTS;
    Refusal::of_storage(
        status,
        "SlowDown",
        "Please reduce your request rate.",
        Vec::new(),
    )
}

pub(super) fn failed() -> Refusal {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let message = "We encountered an internal error. Please try again.";
    Refusal::of_storage(status, "InternalError", message, Vec::new())
}
