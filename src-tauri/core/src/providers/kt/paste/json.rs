//! Values in JSON: by the name of a value, or by that with the name of what it stands in (`"project": {"id": …}`).

use serde_json::Value;
use zeroize::Zeroize;

use super::{Found, Names};
use crate::http::read_json;

/// Takes the values out of a text that is JSON; `false` when it is none.
pub fn read(text: &str, named: Names<'_>, found: &mut Found) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        return false;
    }
    let Ok(mut value) = read_json::<Value>(text.as_bytes()) else {
        return false;
    };
    walk(&value, "", named, found);
    wipe(&mut value);
    true
}

fn walk(value: &Value, above: &str, named: Names<'_>, found: &mut Found) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let Value::String(text) = value else {
                    walk(value, name, named, found);
                    continue;
                };
                let whole = format!("{above} {name}");
                if let Some(field) = named(name).or_else(|| named(&whole)) {
                    found.add(field, text);
                }
            }
        }
        Value::Array(values) => {
            for value in values {
                walk(value, above, named, found);
            }
        }
        _ => {}
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        _ => {}
    }
}
