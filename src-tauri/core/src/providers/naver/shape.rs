//! What pasted text looks like, by its form alone.

use secrecy::{ExposeSecret, SecretString};

use super::paste::{NEW_ID, access_key};
use super::{ACCESS_KEY, NEW_START, SECRET_KEY};
use crate::kind::Likeness;
use crate::providers::likeness::words;

/// Newer keys and their secrets begin alike. A pair under the names that all clouds give their pairs could be anybody's.
pub fn access(text: &SecretString) -> Likeness {
    // EXPOSE: its form is looked at.
    let clear = text.expose_secret();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_new =
        |word: &str| word.starts_with(NEW_START) && word.len() >= NEW_ID && word.chars().all(fits);
    if words(clear).any(is_new) {
        return Likeness::Mark;
    }
    let read = access_key(text, None);
    let has = |id| {
        let value: Option<&SecretString> = read.get(id);
        value.is_some_and(|value| {
            // EXPOSE: its form is looked at. Words of ordinary text have no digits.
            let value = value.expose_secret();
            value.contains(|c: char| c.is_ascii_digit())
        })
    };
    match has(ACCESS_KEY) && has(SECRET_KEY) {
        true => Likeness::Form,
        false => Likeness::None,
    }
}
