//! Signature v2, checked. Written from the rule in the service's documents and from nothing a client uses.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::Mac;

use crate::digest::hmac;

/// What a caller signs: method, path and query as they went over the line, timestamp and access key.
pub(super) fn string_to_sign(
    method: &str,
    target: &str,
    timestamp: &str,
    access_key: &str,
) -> String {
    format!("{method} {target}\n{timestamp}\n{access_key}")
}

/// Whether `signature`, in padded base64, is the one that the secret gives. Takes as long for a wrong one.
pub(super) fn is_signed(message: &str, secret: &str, signature: &str) -> bool {
    let Ok(signature) = STANDARD.decode(signature) else {
        return false;
    };
    hmac(secret.as_bytes(), message.as_bytes())
        .is_some_and(|mac| mac.verify_slice(&signature).is_ok())
}
