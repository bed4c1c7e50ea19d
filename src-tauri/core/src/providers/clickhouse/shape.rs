//! What pasted text looks like, by its form alone.

use secrecy::{ExposeSecret, SecretString};

use super::paste::{LONGEST_SECRET, SECRET_START};
use crate::kind::Likeness;
use crate::providers::likeness::{is_mixed, only_word, words};

/// Characters of a Key ID.
const ID: usize = 20;
/// Characters of a Key secret at least.
const SECRET: usize = 40;

/// Secrets begin alike; a Key ID alone could be anybody's.
pub fn of(text: &SecretString) -> Likeness {
    // EXPOSE: its form is looked at.
    let text = text.expose_secret();
    let plain = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric());
    let is_secret = |word: &str| {
        word.starts_with(SECRET_START)
            && (SECRET..=LONGEST_SECRET).contains(&word.len())
            && plain(word)
    };
    if words(text).any(is_secret) {
        return Likeness::Mark;
    }
    match only_word(text) {
        Some(word) if word.len() == ID && plain(word) && is_mixed(word) => Likeness::Form,
        _ => Likeness::None,
    }
}
