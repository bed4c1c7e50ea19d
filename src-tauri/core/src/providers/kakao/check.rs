//! Checks of what the user typed, before anything is sent.

use jiff::Timestamp;

use super::storage::fits_region;
use super::{ACCESS, NAME, REGION};
use crate::error::{FieldProblem, Result};
use crate::kind::{FieldSpec, Input, SecretFields};
use crate::model::{Expiry, FieldValue, NewKey};
use crate::providers::form::{self, text_problem};

/// Checks a credential's form. No length and no alphabet is documented: only what cannot work is refused. A name may
/// have blanks in it.
pub fn credential(fields: &SecretFields, spec: &[FieldSpec]) -> Result<()> {
    form::credential_with_blanks(fields, spec, &[NAME], &|field, c| match field.id {
        // It stands in a header.
        ACCESS => !c.is_ascii(),
        REGION => !fits_region(c),
        _ => false,
    })
}

/// Checks a new key.
pub fn new_key(new: &NewKey, patch: bool, spec: &[FieldSpec], now: Timestamp) -> Result<()> {
    form::fields(
        new,
        patch,
        spec,
        &|field, value| match (field.input, value) {
            (Input::Text { min, max }, FieldValue::Text(text)) => {
                text_problem(text.trim(), min as usize, max as usize)
            }
            (Input::Expiry { .. }, FieldValue::Expiry(Expiry::Never)) => None,
            (Input::Expiry { .. }, FieldValue::Expiry(Expiry::At { at })) => {
                (at.as_second() <= now.as_second()).then_some(FieldProblem::NotInFuture)
            }
            (Input::Expiry { .. }, FieldValue::Expiry(Expiry::Unknown)) => {
                Some(FieldProblem::NotInFuture)
            }
            _ => Some(FieldProblem::NotAChoice),
        },
    )
}
