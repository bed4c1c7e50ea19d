//! Checks of what the user typed, before anything is sent.

use super::{ACCESS_KEY, API_KEY, PASSWORD, PROJECT_ID, STORAGE_PASS, STORAGE_USER, ZONE};
use crate::error::{Error, FieldProblem, Result};
use crate::kind::{FieldSpec, SecretFields};
use crate::providers::form;

/// Checks a credential's form. No length and no alphabet is documented: only what cannot work is refused.
pub fn credential(fields: &SecretFields, spec: &[FieldSpec]) -> Result<()> {
    form::credential_with_blanks(fields, spec, &[PASSWORD], &|field, c| match field.id {
        // See `sign`: these two cannot be signed alike everywhere, and no key has them.
        API_KEY => !c.is_ascii() || matches!(c, '*' | '~'),
        // They stand in headers.
        ACCESS_KEY | STORAGE_USER | STORAGE_PASS => !c.is_ascii(),
        // They stand in addresses.
        PROJECT_ID => !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')),
        ZONE => !is_of_zone(c),
        _ => false,
    })
}

/// Whether a zone's path may have this character.
pub const fn is_of_zone(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// What is said of a zone that the cloud does not have.
pub fn no_such_zone(status: Option<u16>) -> Error {
    Error {
        status,
        ..Error::field(ZONE, FieldProblem::NotAChoice)
    }
    .with_outcome(crate::Outcome::Refused)
}
