//! Object Storage, as far as a caller needs it to try a key: who signed, and the list of buckets.

use axum::http::StatusCode;
use jiff::Timestamp;

use super::ask::Ask;
use super::auth::{Signer, may_sign};
use super::policy::Right;
use super::refusal::Refusal;
use super::world::World;
use crate::incoming::Incoming;
use crate::reply::{Content, Reply};
use crate::s3;
use crate::sigv4::{Authorization, Fault, Signed};

/// Finds the key that signed a request. Any region is taken, for there is one address for all.
pub(super) fn authenticate(
    world: &mut World,
    request: &Incoming,
    now: Timestamp,
) -> Result<Signer, Refusal> {
    let signed = Authorization::read(request)
        .and_then(|authorization| Signed::read(request, authorization))
        .map_err(refused)?;
    let key = world
        .access_key(signed.access_key())
        .ok_or_else(unknown_key)?;
    if !signed.is_by(&key.secret) {
        return Err(denied(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.",
        ));
    }
    if !signed.is_timely(now) {
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

fn refused(fault: Fault) -> Refusal {
    match fault {
        Fault::Unsigned => denied("AccessDenied", "Access Denied"),
        Fault::Malformed => malformed("AuthorizationHeaderMalformed", "The header is malformed"),
        Fault::NoDate => malformed("InvalidRequest", "Missing x-amz-date"),
        Fault::NoPayloadHash => malformed("InvalidRequest", "Missing x-amz-content-sha256"),
        Fault::OtherPayload => malformed(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        ),
    }
}

fn denied(code: &str, message: &str) -> Refusal {
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

pub(super) fn list(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    if !world.may(ask.caller, Right::UseObjectStorage) {
        return Err(denied("AccessDenied", "Access Denied"));
    }
    let buckets = world.buckets.iter();
    let buckets = buckets.map(|bucket| (bucket.name.as_str(), bucket.created_at));
    let owner = world.account.id.to_string();
    Ok(Reply::new(
        StatusCode::OK,
        Content::Xml(s3::list_of_buckets(&owner, buckets)),
    ))
}
