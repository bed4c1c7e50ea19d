//! AWS Signature Version 2, checked. Written from Amazon's description of it ("Signing and authenticating REST
//! requests").

use axum::http::HeaderName;
use axum::http::header::{CONTENT_TYPE, DATE};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use super::ask::Ask;
use super::refusal::Refusal;
use super::s3::{check_time, find, malformed, mismatch};
use super::signature::is_signed;
use super::world::World;
use crate::incoming::Incoming;

const AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Query parameters that are part of the resource, in order.
const SUB_RESOURCES: [&str; 25] = [
    "acl",
    "cors",
    "delete",
    "lifecycle",
    "location",
    "logging",
    "notification",
    "partNumber",
    "policy",
    "requestPayment",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "restore",
    "tagging",
    "torrent",
    "uploadId",
    "uploads",
    "versionId",
    "versioning",
    "versions",
    "website",
];

/// Finds the access key that signed a request with `Authorization: AWS key:signature`.
pub(super) fn authenticate(world: &World, ask: &Ask, header: &str) -> Result<String, Refusal> {
    let (access_key, signature) = header
        .strip_prefix("AWS ")
        .and_then(|pair| pair.rsplit_once(':'))
        .ok_or_else(malformed)?;
    let sent = sent_at(ask.request).ok_or_else(|| {
        Refusal::new(
            403,
            "AccessDenied",
            "AWS authentication requires a valid Date or x-amz-date header",
        )
    })?;
    check_time(sent, ask)?;
    let key = find(world, ask, access_key)?;
    let message = string_to_sign(ask.request);
    match key {
        Some(key) if is_signed(&message, &key.secret_key, signature) => Ok(key.access_key.clone()),
        _ => Err(mismatch(access_key, &message, signature)),
    }
}

fn sent_at(request: &Incoming) -> Option<Timestamp> {
    let text = request
        .header(&AMZ_DATE)
        .or_else(|| request.header(&DATE))?;
    DateTimeParser::new().parse_timestamp(text).ok()
}

pub(super) fn string_to_sign(request: &Incoming) -> String {
    let header = |name| request.header(&name).unwrap_or_default();
    // A date among Amazon's own headers is signed there.
    let date = match request.header(&AMZ_DATE) {
        Some(_) => "",
        None => header(DATE),
    };
    format!(
        "{}\n{}\n{}\n{date}\n{}{}",
        request.method,
        header(CONTENT_MD5),
        header(CONTENT_TYPE),
        amz_headers(request),
        resource(request),
    )
}

fn amz_headers(request: &Incoming) -> String {
    let mut names: Vec<&HeaderName> = request
        .headers
        .keys()
        .filter(|name| name.as_str().starts_with("x-amz-"))
        .collect();
    names.sort_unstable_by_key(|name| name.as_str());
    let line = |name: &HeaderName| {
        let values = request.headers.get_all(name).iter();
        let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        format!("{name}:{}\n", values.join(","))
    };
    names.into_iter().map(line).collect()
}

/// The path as sent, with those parameters that make it another resource.
fn resource(request: &Incoming) -> String {
    let query = request.raw_query().unwrap_or_default();
    let mut kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            SUB_RESOURCES.contains(&name)
        })
        .collect();
    kept.sort_unstable();
    match kept.is_empty() {
        true => request.path().to_owned(),
        false => format!("{}?{}", request.path(), kept.join("&")),
    }
}
