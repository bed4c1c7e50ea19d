//! Made-up key ids and secrets in the shape of real ones, and their hashes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::reply::Refusal;
use axum::http::StatusCode;

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// A login id and its secret.
pub(super) struct Minted {
    pub key_id: String,
    pub key_secret: String,
}

/// Makes a fresh pair. Fails only if the system gives no randomness.
pub(super) fn mint() -> Result<Minted, Refusal> {
    Ok(Minted {
        key_id: letters(20)?,
        key_secret: format!("4b1d{}", letters(36)?),
    })
}

/// base64 of SHA-256, the way `hashData` carries it.
pub(super) fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// Whether a text could be a hash: padded base64 of 32 bytes.
pub(super) fn is_hash(text: &str) -> bool {
    STANDARD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

/// Compares without stopping at the first difference.
pub(super) fn same(left: &str, right: &str) -> bool {
    left.len() == right.len()
        && left
            .bytes()
            .zip(right.bytes())
            .fold(0, |seen, (a, b)| seen | (a ^ b))
            == 0
}

/// The last four characters.
pub(super) fn suffix(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(4);
    text.chars().skip(skipped).collect()
}

fn letters(count: usize) -> Result<String, Refusal> {
    let mut text = String::with_capacity(count);
    let mut random = [0; 64];
    while text.len() < count {
        getrandom::fill(&mut random).map_err(|_| {
            Refusal::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "INTERNAL_ERROR",
                "no randomness available",
            )
        })?;
        // 248 is the largest multiple of 62 in a byte; what lies above would favour the first letters.
        for byte in random.iter().filter(|byte| **byte < 248) {
            if text.len() < count {
                text.push(char::from(ALPHABET[usize::from(byte % 62)]));
            }
        }
    }
    Ok(text)
}
