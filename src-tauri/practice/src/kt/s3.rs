//! The S3 storage, as far as a caller needs it to try a key: the list of buckets, which KT calls file boxes.

use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use jiff::Timestamp;

use super::ask::Ask;
use super::refusal::{Outcome, Refusal};
use super::trouble::Trouble;
use super::world::{FileBox, StorageGeneration, StorageKey, World};
use super::xml::escaped;
use super::{signature_v2, signature_v4};
use crate::reply::{Content, Reply};

/// Furthest a request's time may be from the service's clock, in seconds: 15 minutes.
const TOLERANCE: i64 = 900;

/// A way to sign requests to S3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum S3Signature {
    /// AWS Signature Version 2.
    V2,
    /// AWS Signature Version 4.
    V4,
}

/// Finds the access key that signed a request, either way unless told which.
pub(super) fn authenticate(world: &World, ask: &Ask) -> Result<String, Refusal> {
    let header = ask
        .request
        .header(&AUTHORIZATION)
        .ok_or_else(|| Refusal::new(403, "AccessDenied", "Access Denied."))?;
    let only = ask.plan.iter().find_map(Trouble::s3_signature);
    let takes = |signature| only.is_none_or(|only| only == signature);
    if header.starts_with(signature_v4::ALGORITHM) {
        if !takes(S3Signature::V4) {
            return Err(Refusal::new(
                400,
                "InvalidArgument",
                "Unsupported Authorization Type",
            ));
        }
        return signature_v4::authenticate(world, ask);
    }
    if !takes(S3Signature::V2) {
        return Err(Refusal::new(
            400,
            "InvalidRequest",
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
        ));
    }
    signature_v2::authenticate(world, ask, header)
}

/// The key of that id. An unknown one is refused as a wrong signature is, unless told otherwise.
pub(super) fn find<'a>(
    world: &'a World,
    ask: &Ask,
    access_key: &str,
) -> Result<Option<&'a StorageKey>, Refusal> {
    let found = world
        .keys_of(StorageGeneration::S3)
        .find(|key| key.access_key == access_key);
    if found.is_none() && ask.plan.has(&Trouble::UnknownKeysTold) {
        return Err(Refusal::new(
            403,
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
        )
        .with("AWSAccessKeyId", access_key));
    }
    Ok(found)
}

/// Refuses a request that was signed too long ago or is not yet due.
pub(super) fn check_time(sent: Timestamp, ask: &Ask) -> Result<(), Refusal> {
    let age = ask.now.duration_since(sent).as_secs();
    if (-TOLERANCE..=TOLERANCE).contains(&age) {
        return Ok(());
    }
    Err(Refusal::new(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
    ))
}

/// The refusal of a wrong signature, which repeats what should have been signed, as the real one does.
pub(super) fn mismatch(access_key: &str, string_to_sign: &str, signature: &str) -> Refusal {
    Refusal::new(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
    )
    .with("AWSAccessKeyId", access_key)
    .with("StringToSign", string_to_sign)
    .with("SignatureProvided", signature)
}

pub(super) fn malformed() -> Refusal {
    Refusal::new(
        400,
        "AuthorizationHeaderMalformed",
        "The authorization header is malformed.",
    )
}

pub(super) fn list_buckets(world: &World) -> Outcome {
    let bucket = |file_box: &FileBox| {
        format!(
            "<Bucket><Name>{}</Name><CreationDate>{:.3}</CreationDate></Bucket>",
            escaped(&file_box.name),
            file_box.created_at
        )
    };
    let buckets: String = world.boxes.iter().map(bucket).collect();
    let owner = &world.account.storage_project_id;
    Ok(Reply::new(
        StatusCode::OK,
        Content::Xml(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <ListAllMyBucketsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Owner><ID>{owner}</ID><DisplayName>{owner}</DisplayName></Owner>\
             <Buckets>{buckets}</Buckets></ListAllMyBucketsResult>"
        )),
    ))
}
