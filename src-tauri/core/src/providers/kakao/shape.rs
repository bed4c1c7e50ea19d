//! What pasted text looks like, by its form alone.

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::kind::Likeness;
use crate::providers::likeness::{is_base64url, is_hex, words};

/// Characters of ids, and of both halves of S3 keys (observed).
const ID: usize = 32;
/// Characters of secrets, in hexadecimal (observed) or as Keystone makes them.
const SECRETS: [usize; 2] = [70, 86];

/// Names that tools give the two halves, and those that the console writes above them.
const IAM_NAMES: [&str; 4] = [
    "application_credential",
    "iam 액세스 키",
    "iam access key",
    "iam.kakaocloud.com",
];

/// An id and a secret of this length are nobody else's, and so are their names.
pub fn iam_key(text: &SecretString) -> Likeness {
    // EXPOSE: its form is looked at.
    let clear = text.expose_secret();
    let is_secret = |word: &&str| is_hex(word, SECRETS[0]) || is_base64url(word, SECRETS[1]);
    let pair =
        words(clear).any(|word| is_hex(word, ID)) && words(clear).any(|word| is_secret(&word));
    let lower = Zeroizing::new(clear.to_lowercase());
    if pair || IAM_NAMES.iter().any(|name| lower.contains(name)) {
        Likeness::Mark
    } else {
        Likeness::None
    }
}

/// The address of the storage is nobody else's; two words of 32 digits may be something else.
pub fn s3_key(text: &SecretString) -> Likeness {
    // EXPOSE: its form is looked at.
    let clear = text.expose_secret();
    let lower = Zeroizing::new(clear.to_lowercase());
    let halves = words(clear).filter(|word| is_hex(word, ID)).count();
    if lower.contains("objectstorage.kr-") || lower.contains("s3 액세스 키") {
        Likeness::Mark
    } else if halves == 2 && words(clear).count() == 2 {
        Likeness::Form
    } else {
        Likeness::None
    }
}
