//! AWS Signature 2, as KT's library signs for Object Storage 3.0: HMAC-SHA1 over method, time and resource. Pure: the
//! time is passed in.

use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, DATE, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, Result};

/// What is signed of a request.
pub struct Signable<'a> {
    /// GET, PUT …
    pub method: &'a str,
    /// The content type; empty where none is sent.
    pub content_type: &'a str,
    /// `/`, `/box`, `/box/key` or `/box?uploads`.
    pub resource: &'a str,
}

/// The headers that sign a request without a body, marked as sensitive.
///
/// # Errors
/// [`ErrorCode::SecretAltered`] when the credential cannot stand in a header or there is nothing to sign with.
pub fn headers(
    what: &Signable<'_>,
    now: Timestamp,
    access_key: &SecretString,
    secret_key: &SecretString,
) -> Result<HeaderMap> {
    let altered = || Error::new(ErrorCode::SecretAltered);
    let seconds = u64::try_from(now.as_second()).map_err(|_| Error::new(ErrorCode::Internal))?;
    let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
    // EXPOSE: the public half; it is sent.
    let id = access_key.expose_secret();
    if id.is_empty() {
        return Err(altered());
    }
    let signature = signature(what, &date, secret_key)?;
    let signed = Zeroizing::new(format!("AWS {id}:{signature}"));
    let mut headers = HeaderMap::new();
    for (name, value) in [(DATE, date.as_str()), (AUTHORIZATION, &signed)] {
        let mut value = HeaderValue::from_str(value).map_err(|_| altered())?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}

/// The signature: padded base64.
///
/// # Errors
/// [`ErrorCode::SecretAltered`] when there is nothing to sign with.
pub fn signature(what: &Signable<'_>, date: &str, secret_key: &SecretString) -> Result<String> {
    // EXPOSE: the key of the HMAC.
    let key = secret_key.expose_secret().as_bytes();
    if key.is_empty() {
        return Err(ErrorCode::SecretAltered.into());
    }
    let mut mac = Hmac::<Sha1>::new_from_slice(key).map_err(|_| Error::new(ErrorCode::Internal))?;
    // The second line is the digest of the body: there is none.
    let text = format!(
        "{}\n\n{}\n{date}\n{}",
        what.method, what.content_type, what.resource
    );
    mac.update(text.as_bytes());
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}
