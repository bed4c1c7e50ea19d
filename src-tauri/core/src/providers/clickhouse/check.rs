//! Checks of what the user typed, before anything is sent.

use std::collections::HashSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::KEY_ID;
use super::choices::is_old;
use crate::error::{FieldProblem, Result};
use crate::kind::{FieldSpec, Input, SecretFields};
use crate::model::{AddressRule, Expiry, FieldValue, NewKey};
use crate::providers::form::{self, network, text_problem};

/// Characters of a note beside an address; the cloud's own limit is not documented.
const LONGEST_NOTE: usize = 200;

/// Checks a credential's form. HTTP Basic ends the user name at the first colon.
pub fn credential(fields: &SecretFields, spec: &[FieldSpec]) -> Result<()> {
    form::credential(fields, spec, &|field, c| field.id == KEY_ID && c == ':')
}

/// Checks a new key, or a change of one.
pub fn new_key(new: &NewKey, patch: bool, spec: &[FieldSpec], now: Timestamp) -> Result<()> {
    form::fields(new, patch, spec, &|field, value| {
        value_problem(field.input, value, now)
    })
}

fn value_problem(input: Input, value: &FieldValue, now: Timestamp) -> Option<FieldProblem> {
    match (input, value) {
        (Input::Text { min, max }, FieldValue::Text(text)) => {
            text_problem(text.trim(), min as usize, max as usize)
        }
        (Input::Roles, FieldValue::Roles(ids)) => roles_problem(ids),
        (Input::Expiry { .. }, FieldValue::Expiry(expiry)) => expiry_problem(*expiry, now),
        (Input::Addresses, FieldValue::Addresses(rules)) => addresses_problem(rules),
        (Input::Flag { .. }, FieldValue::Flag(_)) => None,
        _ => Some(FieldProblem::NotAChoice),
    }
}

/// Ids of the cloud are UUIDs; the old roles have names. The two models cannot be mixed.
fn roles_problem(ids: &[String]) -> Option<FieldProblem> {
    let mut seen = HashSet::new();
    let mut old = 0;
    for id in ids.iter().map(|id| id.trim()) {
        let same = match Uuid::parse_str(id) {
            Ok(uuid) => uuid.to_string(),
            Err(_) if is_old(id) => {
                old += 1;
                id.to_owned()
            }
            Err(_) => return Some(FieldProblem::NotAChoice),
        };
        if !seen.insert(same) {
            return Some(FieldProblem::Duplicate);
        }
    }
    if ids.is_empty() {
        Some(FieldProblem::Missing)
    } else if old != 0 && old != ids.len() {
        Some(FieldProblem::NotAChoice)
    } else {
        None
    }
}

/// Sent in whole seconds, so compared in whole seconds.
fn expiry_problem(expiry: Expiry, now: Timestamp) -> Option<FieldProblem> {
    match expiry {
        Expiry::Never => None,
        Expiry::At { at } if at.as_second() > now.as_second() => None,
        Expiry::At { .. } | Expiry::Unknown => Some(FieldProblem::NotInFuture),
    }
}

fn addresses_problem(rules: &[AddressRule]) -> Option<FieldProblem> {
    if rules.is_empty() {
        return Some(FieldProblem::EmptyList);
    }
    let mut seen = HashSet::new();
    for rule in rules {
        let net = match network(rule.source.trim()) {
            Ok(net) => net,
            Err(problem) => return Some(problem),
        };
        if !seen.insert(net) {
            return Some(FieldProblem::Duplicate);
        }
        let note = rule.description.as_deref().unwrap_or("").trim();
        if let Some(problem) = text_problem(note, 0, LONGEST_NOTE) {
            return Some(problem);
        }
    }
    None
}
