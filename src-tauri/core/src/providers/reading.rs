//! Reading what a cloud sent and showing what of it may be shown, as far as all clouds do it alike.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::{ErrorCode, Result};
use crate::http::Answer;

/// Longest id that is put into an address.
const LONGEST_ID: usize = 100;

/// Takes a value of the wrong type for an absent one.
pub fn loose<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(from)?).ok())
}

/// The last four characters of a value, the way a key is told from others. Of short values nothing: four characters
/// would be too much of them.
pub fn ends_with(value: &str) -> Option<String> {
    let count = value.chars().count();
    (count >= 8).then(|| value.chars().skip(count - 4).collect())
}

/// An id that may stand in an address: nothing that could lead to another call.
///
/// # Errors
/// [`ErrorCode::NotFound`]: no cloud has made such an id.
pub fn id_for_path(id: &str) -> Result<&str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if id.is_empty() || id.len() > LONGEST_ID || !id.chars().all(fits) {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(id)
}

/// Whether a text may be shown as a cloud's id of a request.
pub fn is_request_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// The first eight characters, or all of them.
pub fn beginning(value: &str) -> &str {
    let end = value
        .char_indices()
        .nth(8)
        .map_or(value.len(), |(at, _)| at);
    &value[..end]
}

/// The readable words of a foreign answer; its marks are left out. JSON is not shown: it may hold anything.
pub fn plain(answer: &Answer) -> String {
    let text = String::from_utf8_lossy(&answer.body[..answer.body.len().min(4096)]);
    let text = text.trim();
    if text.starts_with(['{', '[']) {
        return String::new();
    }
    let mut words = String::new();
    let mut mark = false;
    for c in text.chars() {
        match c {
            '<' => mark = true,
            '>' if mark => {
                mark = false;
                words.push(' ');
            }
            _ if mark => {}
            c => words.push(c),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the first element of this name; `None` when there is none. Enough for a cloud's few flat answers in
/// XML; elements in it and escaped characters are left as they are.
pub fn tag<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    let (inside, _) = rest.split_once(&format!("</{name}>"))?;
    Some(inside)
}
