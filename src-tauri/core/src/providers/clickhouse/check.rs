//! Checks of what the user typed, before anything is sent.

use std::collections::HashSet;
use std::net::IpAddr;

use ipnet::IpNet;
use jiff::Timestamp;
use secrecy::ExposeSecret;
use uuid::Uuid;

use super::choices::is_old;
use super::{KEY_ID, KEY_SECRET};
use crate::error::{Error, FieldProblem, Result};
use crate::kind::{FieldSpec, Input, SecretFields};
use crate::model::{AddressRule, Expiry, FieldValue, NewKey};

/// Characters of a note beside an address; the cloud's own limit is not documented.
const LONGEST_NOTE: usize = 200;

/// Checks a credential's form: length and alphabet are not documented, so only what cannot work is refused.
pub fn credential(fields: &SecretFields, spec: &[FieldSpec]) -> Result<()> {
    for field in spec {
        let value = fields.get(field.id);
        // EXPOSE: looked at here, and not kept.
        let text = value.map_or("", |value| value.expose_secret());
        let most = match field.input {
            Input::Text { max, .. } | Input::Secret { max } => max as usize,
            _ => usize::MAX,
        };
        let bad = |c: char| c.is_whitespace() || c.is_control() || (field.id == KEY_ID && c == ':');
        let problem = if text.is_empty() {
            Some(FieldProblem::Missing)
        } else if text.chars().count() > most {
            Some(FieldProblem::TooLong)
        } else if text.chars().any(bad) {
            Some(FieldProblem::BadCharacter)
        } else {
            None
        };
        if let Some(problem) = problem {
            return Err(Error::field(field.id, problem));
        }
    }
    match fields
        .keys()
        .find(|id| ![KEY_ID, KEY_SECRET].contains(&id.as_str()))
    {
        Some(unknown) => Err(Error::field(unknown.as_str(), FieldProblem::NotAChoice)),
        None => Ok(()),
    }
}

/// Checks a new key, or a change of one.
pub fn new_key(new: &NewKey, patch: bool, spec: &[FieldSpec], now: Timestamp) -> Result<()> {
    for field in spec {
        let problem = match new.get(field.id) {
            None if field.required && !patch => Some(FieldProblem::Missing),
            None => None,
            Some(_) if patch && !field.editable => Some(FieldProblem::NotAChoice),
            Some(value) => value_problem(field.input, value, now),
        };
        if let Some(problem) = problem {
            return Err(Error::field(field.id, problem));
        }
    }
    let known = |id: &str| spec.iter().any(|field| field.id == id);
    match new.keys().find(|id| !known(id)) {
        Some(unknown) => Err(Error::field(unknown.as_str(), FieldProblem::NotAChoice)),
        None => Ok(()),
    }
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

fn text_problem(text: &str, min: usize, max: usize) -> Option<FieldProblem> {
    let count = text.chars().count();
    if count == 0 && min > 0 {
        Some(FieldProblem::Missing)
    } else if count < min {
        Some(FieldProblem::TooShort)
    } else if count > max {
        Some(FieldProblem::TooLong)
    } else if text.chars().any(char::is_control) {
        Some(FieldProblem::BadCharacter)
    } else {
        None
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
        let Some(net) = network(rule.source.trim()) else {
            return Some(FieldProblem::NotAnAddress);
        };
        if net.trunc() != net {
            return Some(FieldProblem::HostBits);
        }
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

/// An address is a network of one.
fn network(source: &str) -> Option<IpNet> {
    source
        .parse::<IpNet>()
        .or_else(|_| source.parse::<IpAddr>().map(IpNet::from))
        .ok()
}
