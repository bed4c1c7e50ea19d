//! Checks of what the user typed, before anything is sent.

use super::ACCESS_KEY;
use crate::error::{FieldProblem, Result};
use crate::kind::{FieldSpec, Input, SecretFields};
use crate::model::{FieldValue, NewKey};
use crate::providers::form::{self, text_problem};
use crate::providers::reading::id_for_path;

/// Bytes of a memo; the other fields count characters (`management-subaccount-createsubaccount`).
const LONGEST_MEMO: usize = 300;

/// Checks a credential's form. No length and no alphabet is documented for all keys: only what cannot work is
/// refused, and an access key that is not ASCII is none of any cloud.
pub fn credential(fields: &SecretFields, spec: &[FieldSpec]) -> Result<()> {
    form::credential(fields, spec, &|field, c| {
        field.id == ACCESS_KEY && !c.is_ascii()
    })
}

/// Checks a new key, a change of one or a new group.
pub fn form(form: &NewKey, patch: bool, spec: &[FieldSpec]) -> Result<()> {
    form::fields(form, patch, spec, &value_problem)
}

fn value_problem(field: &FieldSpec, value: &FieldValue) -> Option<FieldProblem> {
    let FieldValue::Text(text) = value else {
        return Some(FieldProblem::NotAChoice);
    };
    let text = text.trim();
    match field.input {
        Input::Text { .. } if field.id == "memo" && text.len() > LONGEST_MEMO => {
            Some(FieldProblem::TooLong)
        }
        Input::Text { min, max } => text_problem(text, min as usize, max as usize),
        Input::Group if text.is_empty() => Some(FieldProblem::Missing),
        Input::Group if id_for_path(text).is_ok() => None,
        _ => Some(FieldProblem::NotAChoice),
    }
}
