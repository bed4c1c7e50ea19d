//! Checks of what a user typed, as far as all clouds do it alike.

use std::net::IpAddr;

use ipnet::IpNet;
use secrecy::ExposeSecret;

use crate::error::{Error, FieldProblem, Result};
use crate::kind::{FieldSpec, Input, SecretFields};
use crate::model::{FieldValue, NewKey};

/// Characters of a typed choice at most.
const LONGEST_CHOICE: usize = 60;

/// Checks a credential's form: length and alphabet are rarely documented, so only what cannot work is refused.
/// `bad` names characters, beside blanks, that a field cannot have.
pub fn credential(
    fields: &SecretFields,
    spec: &[FieldSpec],
    bad: &dyn Fn(&FieldSpec, char) -> bool,
) -> Result<()> {
    credential_with_blanks(fields, spec, &[], bad)
}

/// As [`credential`]; the fields `blanks` may have blanks in them, as names and passwords do that people give.
pub fn credential_with_blanks(
    fields: &SecretFields,
    spec: &[FieldSpec],
    blanks: &[&str],
    bad: &dyn Fn(&FieldSpec, char) -> bool,
) -> Result<()> {
    for field in spec {
        let value = fields.get(field.id);
        // EXPOSE: looked at here, and not kept.
        let text = value.map_or("", |value| value.expose_secret());
        let most = match field.input {
            Input::Text { max, .. } | Input::Secret { max } | Input::SecretId { max } => {
                max as usize
            }
            Input::Choice { .. } => LONGEST_CHOICE,
            _ => usize::MAX,
        };
        // Other blanks than the common one, and line ends, are marks of a paste gone wrong.
        let blank = |c: char| c.is_whitespace() && !(c == ' ' && blanks.contains(&field.id));
        let bad = |c: char| blank(c) || c.is_control() || bad(field, c);
        let problem = if text.is_empty() {
            field.required.then_some(FieldProblem::Missing)
        } else if text.chars().count() > most {
            Some(FieldProblem::TooLong)
        } else if text.chars().any(bad) {
            Some(FieldProblem::BadCharacter)
        } else if let Input::Choice { choices, other } = field.input {
            (!other && !choices.contains(&text)).then_some(FieldProblem::NotAChoice)
        } else {
            None
        };
        if let Some(problem) = problem {
            return Err(Error::field(field.id, problem));
        }
    }
    let known = |id: &str| spec.iter().any(|field| field.id == id);
    match fields.keys().find(|id| !known(id)) {
        Some(unknown) => Err(Error::field(unknown.as_str(), FieldProblem::NotAChoice)),
        None => Ok(()),
    }
}

/// Checks a form against its fields; with `patch` nothing is required and only what is editable may be there.
/// `problem` says what is wrong with a value.
pub fn fields(
    form: &NewKey,
    patch: bool,
    spec: &[FieldSpec],
    problem: &dyn Fn(&FieldSpec, &FieldValue) -> Option<FieldProblem>,
) -> Result<()> {
    for field in spec {
        let problem = match form.get(field.id) {
            None if field.required && !patch => Some(FieldProblem::Missing),
            None => None,
            Some(_) if patch && !field.editable => Some(FieldProblem::NotAChoice),
            Some(value) => problem(field, value),
        };
        if let Some(problem) = problem {
            return Err(Error::field(field.id, problem));
        }
    }
    let known = |id: &str| spec.iter().any(|field| field.id == id);
    match form.keys().find(|id| !known(id)) {
        Some(unknown) => Err(Error::field(unknown.as_str(), FieldProblem::NotAChoice)),
        None => Ok(()),
    }
}

/// What is wrong with a line of text. Characters are counted, not bytes.
pub fn text_problem(text: &str, min: usize, max: usize) -> Option<FieldProblem> {
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

/// An IP address or network in CIDR form; an address is a network of one.
///
/// # Errors
/// [`FieldProblem::NotAnAddress`]; [`FieldProblem::HostBits`] when bits outside the network are set.
pub fn network(source: &str) -> Result<IpNet, FieldProblem> {
    let net = source
        .parse::<IpNet>()
        .or_else(|_| source.parse::<IpAddr>().map(IpNet::from))
        .map_err(|_| FieldProblem::NotAnAddress)?;
    if net.trunc() == net {
        Ok(net)
    } else {
        Err(FieldProblem::HostBits)
    }
}
