//! Checks requests and answers against ClickHouse Cloud's own API description (`openapi/clickhouse-cloud.json`).
//!
//! Stricter than the description in two ways: a field it does not name is an error, in requests and answers alike, so
//! that a misspelt optional field does not pass; and where it names fields, only an object will do.

use std::sync::OnceLock;

use jsonschema::Draft;
use serde_json::{Map, Value, json};

const DESCRIPTION: &str = include_str!("../openapi/clickhouse-cloud.json");

/// Checks a request: known path and method, known query parameters if `path` has a query, and a body that fits; `Null`
/// stands for no body. Returns what is wrong, with the place.
pub fn check_request(method: &str, path: &str, body: &Value) -> Result<(), String> {
    let (path, query) = path
        .split_once('?')
        .map_or((path, ""), |(path, query)| (path, query));
    let operation = operation(method, path)?;
    check_query(operation, query)?;
    match operation.pointer("/requestBody/content/application~1json/schema") {
        Some(schema) => check(schema, body),
        None if body.is_null() => Ok(()),
        None => Err(format!("{method} {path} takes no body")),
    }
}

/// Checks an answer: a declared status's own schema, the error shape for any other, and `status` and `result` where the
/// schema names them. Returns what is wrong, with the place.
pub fn check_answer(method: &str, path: &str, status: u16, body: &Value) -> Result<(), String> {
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let responses = &operation(method, path)?["responses"];
    let stand_in = if status >= 500 { "500" } else { "400" };
    let response = match responses.get(status.to_string()) {
        Some(response) => response,
        None if status < 400 => return Err(format!("{method} {path} does not answer {status}")),
        None => &responses[stand_in],
    };
    let schema = response
        .pointer("/content/application~1json/schema")
        .ok_or_else(|| format!("{method} {path} {status}: the description has no schema"))?;
    check(schema, body)?;
    for name in ["status", "result", "error"] {
        let declared = schema
            .pointer("/properties")
            .and_then(|fields| fields.get(name));
        if declared.is_some() && body.get(name).is_none() {
            return Err(format!("{name} is missing"));
        }
    }
    match body["status"].as_f64() {
        Some(told) if told == f64::from(status) => Ok(()),
        told => Err(format!(
            "status is {told:?} in the body and {status} outside"
        )),
    }
}

fn description() -> &'static Value {
    static PARSED: OnceLock<Value> = OnceLock::new();
    PARSED.get_or_init(|| {
        let mut description = serde_json::from_str(DESCRIPTION).unwrap_or_default();
        close_objects(&mut description);
        description
    })
}

/// Turns every schema that names its fields into one that takes objects with these fields and no others.
fn close_objects(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(close_objects);
            let is_schema = fields.get("properties").is_some_and(|properties| {
                properties
                    .as_object()
                    .is_some_and(|named| named.values().all(Value::is_object))
            });
            if is_schema {
                fields.entry("type").or_insert(json!("object"));
                fields.entry("additionalProperties").or_insert(json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close_objects),
        _ => {}
    }
}

fn operation(method: &str, path: &str) -> Result<&'static Value, String> {
    let paths = description()["paths"]
        .as_object()
        .ok_or("the description has no paths")?;
    let (_, methods) = paths
        .iter()
        .find(|(template, _)| fits(template, path))
        .ok_or_else(|| format!("{path} is no path of the API"))?;
    methods
        .get(method.to_ascii_lowercase())
        .ok_or_else(|| format!("{path} has no {method}"))
}

fn fits(template: &str, path: &str) -> bool {
    let (named, given): (Vec<&str>, Vec<&str>) =
        (template.split('/').collect(), path.split('/').collect());
    named.len() == given.len()
        && named
            .iter()
            .zip(given)
            .all(|(named, given)| *named == given || (named.starts_with('{') && !given.is_empty()))
}

fn check_query(operation: &Value, query: &str) -> Result<(), String> {
    let parameters = operation["parameters"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let declared = |name: &str| {
        parameters
            .iter()
            .any(|parameter| parameter["in"] == "query" && parameter["name"] == name)
    };
    let unknown = query
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .find(|name| !name.is_empty() && !declared(name));
    match unknown {
        Some(name) => Err(format!("unknown query parameter {name}")),
        None => Ok(()),
    }
}

fn check(schema: &Value, body: &Value) -> Result<(), String> {
    let mut root = schema.as_object().cloned().unwrap_or_else(Map::new);
    root.insert("components".to_owned(), description()["components"].clone());
    let validator = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&Value::Object(root))
        .map_err(|error| format!("the description itself: {error}"))?;
    let wrong: Vec<String> = validator
        .iter_errors(body)
        // Without the value: it may be a secret.
        .map(|error| format!("{}: {}", error.instance_path(), error.masked()))
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("; "))
    }
}
