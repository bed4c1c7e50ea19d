//! What the ledger does not tell of the bodies of requests, for here they hold secrets and tokens.

use serde_json::{Value, json};

use crate::incoming::Incoming;
use crate::ledger::LedgerEntry;
use crate::spoil::each_object;

const SECRETS: [&str; 3] = ["secret", "password", "WebIdentityToken"];
const VEIL: &str = "[secret]";

/// The entry of a request, with `[secret]` where one is, and for a body that is no JSON, which may have one anywhere.
pub(super) fn entry(request: &Incoming) -> LedgerEntry {
    let mut entry = request.ledger_entry();
    entry.body.iter_mut().for_each(veil);
    entry
}

fn veil(body: &mut Value) {
    if !body.is_object() {
        *body = json!(VEIL);
    }
    each_object(body, &mut |fields| {
        for (name, value) in fields {
            if SECRETS.contains(&name.as_str()) {
                *value = json!(VEIL);
            }
        }
    });
}
