//! Calls of the G platform: a signed GET for each (`{service}/{version}/client/api`, "kt cloud SDK v1.0").

use reqwest::header::{ACCEPT, HeaderValue};
use secrecy::ExposeSecret;
use serde_json::{Map, Value};

use super::{API_KEY, Kt, SECRET_KEY, answers, below, sign};
use crate::error::{Error, ErrorCode, FieldProblem, Result};
use crate::http::{LIST_CAP, Request};
use crate::kind::Credential;

/// Asks the server service of a version. `command` is a read: it may be repeated.
///
/// # Errors
/// Any of the way to the cloud and what it said.
pub async fn read(
    kt: &Kt,
    by: &Credential,
    version: &str,
    command: &str,
    more: &[(&str, &str)],
) -> Result<Map<String, Value>> {
    // EXPOSE: one half of the pair; it stands in the address that is signed.
    let api_key = by.field(API_KEY)?.expose_secret();
    if api_key.is_empty() {
        return Err(ErrorCode::SecretAltered.into());
    }
    let mut params = vec![
        ("apiKey", api_key),
        ("command", command),
        ("response", "json"),
    ];
    params.extend(more);
    let query = sign::query(&params, by.field(SECRET_KEY)?).map_err(|error| {
        match error.field.as_deref() {
            Some("apiKey") => Error::field(API_KEY, FieldProblem::BadCharacter),
            _ => error,
        }
    })?;
    let mut url = below(&by.base_url, &["server", version, "client", "api"])?;
    url.set_query(Some(&query));
    if url.query() != Some(&query) {
        // What is signed is what must be sent.
        return Err(ErrorCode::Internal.into());
    }
    let mut request = Request {
        cap: LIST_CAP,
        ..Request::read()
    };
    let json = HeaderValue::from_static("application/json");
    request.headers.insert(ACCEPT, json);
    let answer = kt.http.send(&url, &request).await?;
    answers::cloudstack(&answer, command, &by.fields)
}
