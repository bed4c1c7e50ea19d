//! HTTP Basic: user is the Key ID, password the Key secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, Result};

/// The `Authorization` header, marked as sensitive so that nothing below us writes it out.
///
/// # Errors
/// [`ErrorCode::SecretAltered`] when there is nothing to sign with.
pub fn basic(key_id: &SecretString, key_secret: &SecretString) -> Result<HeaderValue> {
    let mut pair = Zeroizing::new(String::new());
    // EXPOSE: the header is made of the credential itself.
    pair.push_str(key_id.expose_secret());
    pair.push(':');
    // EXPOSE: as above.
    pair.push_str(key_secret.expose_secret());
    if pair.len() <= 1 {
        return Err(ErrorCode::SecretAltered.into());
    }
    let mut text = Zeroizing::new(String::from("Basic "));
    text.push_str(&Zeroizing::new(STANDARD.encode(pair.as_bytes())));
    let mut header = HeaderValue::from_str(&text).map_err(|_| Error::new(ErrorCode::Internal))?;
    header.set_sensitive(true);
    Ok(header)
}
