//! Signing of the G platform: HMAC-SHA1 over the sorted query in small letters ("Signing API Requests" of Apache
//! CloudStack's developer guide; the same in "kt cloud SDK v1.0"). Pure. A signed query never ends: whoever has it can
//! repeat the call, so that it is as good as a key and stands in no error, log or `Debug`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, FieldProblem, Result};

/// A query with its signature, exactly as it is to be sent.
///
/// # Errors
/// [`ErrorCode::FieldInvalid`] for the parameter whose value the clients and the cloud would write differently;
/// [`ErrorCode::SecretAltered`] when there is nothing to sign with.
pub fn query(params: &[(&str, &str)], secret_key: &SecretString) -> Result<Zeroizing<String>> {
    let plain = unsigned(params)?;
    let signature = in_query(&signature(&plain, secret_key)?);
    let (plain, signature) = (plain.as_str(), signature.as_str());
    Ok(Zeroizing::new(format!("{plain}&signature={signature}")))
}

/// The query without its signature: sorted, encoded, in its own case.
fn unsigned(params: &[(&str, &str)]) -> Result<Zeroizing<String>> {
    let mut params = params.to_vec();
    params.sort_by_key(|(name, _)| name.to_ascii_lowercase());
    let mut text = Zeroizing::new(String::new());
    for (name, value) in params {
        // Java's encoder, by which the cloud checks, leaves `*` and writes `~` as `%7E`; others do the opposite.
        if value.contains(['*', '~']) {
            return Err(Error::field(name, FieldProblem::BadCharacter));
        }
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(&in_query(value));
    }
    Ok(text)
}

/// The signature of a query: padded base64.
fn signature(unsigned: &str, secret_key: &SecretString) -> Result<String> {
    // EXPOSE: the key of the HMAC, as it was given: it is not decoded.
    let key = secret_key.expose_secret().as_bytes();
    if key.is_empty() {
        return Err(ErrorCode::SecretAltered.into());
    }
    let mut mac = Hmac::<Sha1>::new_from_slice(key).map_err(|_| Error::new(ErrorCode::Internal))?;
    mac.update(Zeroizing::new(unsigned.to_lowercase()).as_bytes());
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}

/// A value in a query: a blank is `%20`, never `+`.
fn in_query(value: &str) -> Zeroizing<String> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = Zeroizing::new(String::with_capacity(value.len() * 3));
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}
