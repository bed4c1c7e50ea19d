//! XML, for answers of the G platform without `response=json` and of the S3 storage.

use serde_json::Value;

/// A document whose one element holds this JSON: objects as elements, lists as elements of the same name.
pub(super) fn document(name: &str, json: &Value) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}",
        element(name, json)
    )
}

fn element(name: &str, json: &Value) -> String {
    let contents = match json {
        Value::Array(items) => return items.iter().map(|item| element(name, item)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| element(name, value))
            .collect(),
        Value::String(text) => escaped(text),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    format!("<{name}>{contents}</{name}>")
}

/// Text as it may stand between tags.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
