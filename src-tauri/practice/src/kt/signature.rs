//! Signatures with HMAC-SHA1, checked: of the G platform, in the way of the *server* as the Apache CloudStack
//! developer guide describes it, and of S3's version 2.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// What was signed: every parameter but the signature, in the order of their names with capitals first, each value
/// encoded, all of it in lower case.
pub(super) fn string_to_sign(parameters: &BTreeMap<&str, &str>) -> String {
    let signed: Vec<String> = parameters
        .iter()
        .filter(|(name, _)| !name.eq_ignore_ascii_case("signature"))
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    signed.join("&").to_lowercase()
}

/// As Java's `URLEncoder` encodes, but with `%20` for a blank.
fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Whether `signature`, in padded base64, is the one that the secret gives. Takes as long for a wrong one.
pub(super) fn is_signed(message: &str, secret: &str, signature: &str) -> bool {
    let Ok(signature) = STANDARD.decode(signature) else {
        return false;
    };
    Hmac::<Sha1>::new_from_slice(secret.as_bytes()).is_ok_and(|mut mac| {
        mac.update(message.as_bytes());
        mac.verify_slice(&signature).is_ok()
    })
}
