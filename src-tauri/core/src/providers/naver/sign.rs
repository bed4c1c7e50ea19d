//! Signature v2: HMAC-SHA256 over method, target, time and access key (`common-ncpapi`). Pure: the time is passed in.
//! The body is not signed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use url::Url;

use crate::error::{Error, ErrorCode, Result};

const TIMESTAMP: &str = "x-ncp-apigw-timestamp";
const ACCESS_KEY: &str = "x-ncp-iam-access-key";
const SIGNATURE: &str = "x-ncp-apigw-signature-v2";

/// The headers that sign a request to this very address, marked as sensitive.
///
/// # Errors
/// [`ErrorCode::SecretAltered`] when the credential cannot stand in a header or there is nothing to sign with.
pub fn headers(
    method: &str,
    url: &Url,
    now: Timestamp,
    access_key: &SecretString,
    secret_key: &SecretString,
) -> Result<HeaderMap> {
    let time = now.as_millisecond().to_string();
    // EXPOSE: the public half; it is signed and sent.
    let access_key = access_key.expose_secret();
    let signature = signature(secret_key, method, &target(url), &time, access_key)?;
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (TIMESTAMP, time.as_str()),
        (ACCESS_KEY, access_key),
        (SIGNATURE, &signature),
    ] {
        let altered = |_| Error::new(ErrorCode::SecretAltered);
        let mut value = HeaderValue::from_str(value).map_err(altered)?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}

/// Path and query of an address, as they go over the line.
pub fn target(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

/// The signature: padded base64.
///
/// # Errors
/// [`ErrorCode::SecretAltered`] when there is nothing to sign with.
pub fn signature(
    secret_key: &SecretString,
    method: &str,
    target: &str,
    time: &str,
    access_key: &str,
) -> Result<String> {
    // EXPOSE: the key of the HMAC.
    let key = secret_key.expose_secret().as_bytes();
    if key.is_empty() || access_key.is_empty() {
        return Err(ErrorCode::SecretAltered.into());
    }
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key).map_err(|_| Error::new(ErrorCode::Internal))?;
    mac.update(format!("{method} {target}\n{time}\n{access_key}").as_bytes());
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}
