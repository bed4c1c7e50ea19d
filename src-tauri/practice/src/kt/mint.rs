//! Made-up ids and secrets in the shape of real ones. All of it fails only if the system gives no randomness.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::credentials::ApiKey;
use super::world::StorageGeneration;
use crate::random::letters;

/// Two values of 64 bytes each, as CloudStack makes them.
pub(super) fn api_key() -> io::Result<ApiKey> {
    Ok(ApiKey {
        api_key: URL_SAFE_NO_PAD.encode(bytes::<64>()?),
        secret_key: URL_SAFE_NO_PAD.encode(bytes::<64>()?),
    })
}

/// The access key and the secret of a storage.
pub(super) fn storage_key(generation: StorageGeneration) -> io::Result<(String, String)> {
    Ok(match generation {
        StorageGeneration::One => (letters(20)?, STANDARD.encode(bytes::<24>()?)),
        StorageGeneration::Two | StorageGeneration::S3 => (letters(20)?, letters(40)?),
    })
}

/// A portal password of 16 characters, of several kinds.
pub(super) fn password() -> io::Result<String> {
    Ok(format!("{}aA1!", letters(12)?))
}

/// A token as long as Keystone's are.
pub(super) fn keystone_token() -> io::Result<String> {
    Ok(format!("gAAAAA{}", letters(177)?))
}

/// A token as Swift's own login gives it.
pub(super) fn swift_token() -> io::Result<String> {
    Ok(format!("AUTH_tk{}", letters(32)?))
}

/// An id of Keystone: 32 hexadecimal digits.
pub(super) fn id() -> String {
    Uuid::new_v4().simple().to_string()
}

fn bytes<const COUNT: usize>() -> io::Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("no randomness available"))?;
    Ok(bytes)
}
