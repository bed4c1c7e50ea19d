//! Made-up key ids and secrets in the shape of real ones, and their hashes.

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::reply::Refusal;
use crate::random;

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

/// The last four characters.
pub(super) fn suffix(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(4);
    text.chars().skip(skipped).collect()
}

fn letters(count: usize) -> Result<String, Refusal> {
    random::letters(count).map_err(|error| {
        Refusal::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL_ERROR",
            &error.to_string(),
        )
    })
}
