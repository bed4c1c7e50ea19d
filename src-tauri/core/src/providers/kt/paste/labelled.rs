//! Values with labels, in the order of how plain it is what belongs to what.

use super::super::PASSWORD;
use super::{Found, Names, json, password};
use crate::providers::pasted::{clean, labels, table};

/// Takes the values out of a text.
pub fn read(text: &str, named: Names<'_>, found: &mut Found) {
    if json::read(text, named, found) || columns(text, named, found) {
        return;
    }
    let lines: Vec<&str> = text.lines().collect();
    if heap(&lines, named, &mut |field, value| {
        add_cell(found, field, value)
    }) {
        return;
    }
    if let Some(cells) = table(text, named).filter(|cells| cells.len() > 1) {
        for (field, value) in cells {
            add_cell(found, field, value);
        }
        return;
    }
    let taken = password::take(text, named);
    let (password, rest) = match &taken {
        Some((password, rest)) => (Some(password), rest.as_str()),
        None => (None, text),
    };
    let rest = clean(rest);
    let cells: Vec<&str> = rest.split(['\n', ',', ';', '\t', '|']).collect();
    // These marks may be in a password too.
    let no_password = &mut |field, value: &str| match field {
        PASSWORD => {}
        _ => found.add(field, value),
    };
    if heap(&cells, named, no_password) {
        return;
    }
    labels(&rest, named, no_password);
    if let Some(password) = password {
        found.add(PASSWORD, password);
    }
}

/// Two lines of a table as the console gives them: with tabs, and any other mark in the values.
fn columns(text: &str, named: Names<'_>, found: &mut Found) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(head), Some(row), None) = (lines.next(), lines.next(), lines.next()) else {
        return false;
    };
    let (head, row): (Vec<_>, Vec<_>) = (head.split('\t').collect(), row.split('\t').collect());
    let fields: Vec<_> = head.iter().map(|name| named(name)).collect();
    // A row of label and value is no head.
    let in_row = row.iter().any(|cell| named(cell).is_some());
    if head.len() != row.len() || in_row || fields.iter().flatten().count() < 2 {
        return false;
    }
    for (field, value) in fields.into_iter().zip(row) {
        if let Some(field) = field {
            add_cell(found, field, value);
        }
    }
    true
}

fn add_cell(found: &mut Found, field: &'static str, value: &str) {
    match field {
        PASSWORD => found.add(field, password::unquoted(value)),
        _ => found.add(field, value),
    }
}

/// Labels upon labels, then values: cells that were copied one below the other. They belong together in their order if
/// there are as many of both; otherwise nobody knows what belongs to what, and nothing is taken.
fn heap(cells: &[&str], named: Names<'_>, add: &mut dyn FnMut(&'static str, &str)) -> bool {
    let cells: Vec<_> = cells
        .iter()
        .filter(|cell| !cell.trim().is_empty())
        .collect();
    let labels: Vec<_> = cells.iter().map(|cell| named(cell)).collect();
    let upon = |two: &[Option<_>]| two.iter().all(Option::is_some);
    if !labels.windows(2).any(upon) {
        return false;
    }
    let heads = labels.iter().take_while(|label| label.is_some()).count();
    let (heads, below) = labels.split_at(heads);
    if heads.len() == below.len() && below.iter().all(Option::is_none) {
        for (field, value) in heads.iter().flatten().zip(&cells[heads.len()..]) {
            add(field, value);
        }
    }
    true
}
