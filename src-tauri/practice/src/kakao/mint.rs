//! Made-up ids and secrets in the shape of real ones.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::random;

/// An id of anything, the halves of an S3 key too: 32 lower-case hexadecimal digits.
pub(super) fn id() -> String {
    Uuid::new_v4().simple().to_string()
}

/// The secret of an IAM access key: 86 characters of base64url.
pub(super) fn secret() -> io::Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(random::bytes::<64>()?))
}

/// An API token: an opaque text of 252 characters, which begins as Keystone's do.
pub(super) fn token() -> io::Result<String> {
    Ok(format!("gAAAAAB{}", random::letters(245)?))
}

/// The session token of temporary S3 credentials: an opaque text of 160 characters.
pub(super) fn session_token() -> io::Result<String> {
    random::letters(160)
}

/// The audit id of a token: 22 characters of base64url.
pub(super) fn audit_id() -> io::Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(random::bytes::<16>()?))
}
