//! What the ledger keeps of a request: nothing that would open the account.

use serde_json::{Value, json};

use crate::incoming::Incoming;
use crate::ledger::LedgerEntry;
use crate::spoil::each_object;

const MASK: &str = "***";

/// Parameters of a signed URL, which is a credential without an end on the G platform.
const HIDDEN: [&str; 2] = ["apikey", "signature"];

/// The entry of a request, without API key, signature and passwords.
pub(super) fn entry(request: &Incoming) -> LedgerEntry {
    let mut entry = request.ledger_entry();
    entry.query = entry.query.map(|query| masked(&query));
    entry.body = entry.body.map(|mut body| {
        if !body.is_object() {
            return json!(MASK);
        }
        each_object(&mut body, &mut |fields| {
            if let Some(Value::String(password)) = fields.get_mut("password") {
                *password = MASK.to_owned();
            }
        });
        body
    });
    entry
}

fn masked(query: &str) -> String {
    let pairs: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            // A name may be written with escapes, so that it would not be known.
            Some((name, _)) if name.contains('%') || is_hidden(name) => format!("{name}={MASK}"),
            _ => pair.to_owned(),
        })
        .collect();
    pairs.join("&")
}

fn is_hidden(name: &str) -> bool {
    HIDDEN
        .iter()
        .any(|hidden| name.eq_ignore_ascii_case(hidden))
}
