//! What an answer means: status and body to a typed error. The G platform answers as CloudStack does, everything else
//! as OpenStack. Words are shown only where they stand in the JSON of the one or the other: what stands in a page or in
//! XML may be anything.

use serde_json::{Map, Value};

use super::{shown, tells};
use crate::error::{Error, ErrorCode, Outcome};
use crate::http::{Answer, read_json};
use crate::kind::SecretFields;

/// Seconds to wait when the cloud limits us and does not say for how long.
const WAIT_S: u32 = 10;
/// Seconds to wait after a login that was refused: OpenStack can lock an account after several.
const WAIT_AFTER_LOGIN_S: u32 = 5;

/// The content of a CloudStack's answer to a command.
///
/// # Errors
/// What the answer means otherwise.
pub fn cloudstack(
    answer: &Answer,
    command: &str,
    fields: &SecretFields,
) -> Result<Map<String, Value>, Error> {
    let (own, said) = match read_json::<Map<String, Value>>(&answer.body) {
        Ok(top) => envelope(top, command),
        Err(_) => (false, Map::new()),
    };
    let number = said.get("errorcode").and_then(number);
    if answer.is_success() && number.is_none() && own {
        return Ok(said);
    }
    // An error in a success is still one.
    let status = number
        .filter(|_| answer.is_success())
        .unwrap_or(answer.status);
    let code = match status {
        430 | 431 => ErrorCode::Rejected,
        // Not known, or not open to this user. Looked at before the key is: says nothing of it.
        432 => ErrorCode::NotOffered,
        // A second factor is needed.
        411 => ErrorCode::Forbidden,
        // The gateway's own way to say that it is too much.
        503 => ErrorCode::RateLimited,
        status => meaning(status, answer, ErrorCode::KeyPairRefused),
    };
    let words = said.get("errortext").and_then(Value::as_str);
    Err(error(code, status, words, answer, fields))
}

/// The one top-level object, whether it is the answer to this command: clouds differ in the case of its name.
fn envelope(top: Map<String, Value>, command: &str) -> (bool, Map<String, Value>) {
    let own = format!("{command}response");
    let alone = top.len() == 1;
    let (mut answer, mut fault) = (None, None);
    for (name, value) in top {
        let Value::Object(value) = value else {
            continue;
        };
        if name.eq_ignore_ascii_case(&own) {
            answer = Some(value);
        } else if alone || name.eq_ignore_ascii_case("errorresponse") {
            fault = Some(value);
        }
    }
    match (answer, fault) {
        (Some(answer), _) => (true, answer),
        (None, Some(fault)) => (false, fault),
        (None, None) => (false, Map::new()),
    }
}

/// The error that an answer of OpenStack means, where a refused credential is `refused`.
pub fn openstack(answer: &Answer, refused: ErrorCode, fields: &SecretFields) -> Error {
    let value = read_json::<Value>(&answer.body).unwrap_or_default();
    let status = status(answer, &value);
    let mut code = meaning(status, answer, refused);
    // A login that may not be is refused like one that cannot be.
    if code == ErrorCode::Forbidden && refused == ErrorCode::LoginRefused {
        code = refused;
    }
    let words = match value.get("error") {
        Some(Value::String(text)) => Some(text.as_str()),
        Some(error) => error.get("message").and_then(Value::as_str),
        None => value.get("message").and_then(Value::as_str),
    };
    error(code, status, words, answer, fields)
}

/// Whether it worked. The gateway sometimes puts a fault into a 200, as `httpStatus` (observed), and a page for people
/// comes from somebody in between.
pub fn worked(answer: &Answer) -> bool {
    answer.is_success()
        && !is_page(answer)
        && match read_json::<Value>(&answer.body) {
            Ok(value) => {
                (200..300).contains(&status(answer, &value)) && value.get("error").is_none()
            }
            Err(_) => true,
        }
}

fn status(answer: &Answer, value: &Value) -> u16 {
    value
        .get("httpStatus")
        .and_then(number)
        .filter(|inside| answer.is_success() && !(200..300).contains(inside))
        .unwrap_or(answer.status)
}

/// The one table.
fn meaning(status: u16, answer: &Answer, refused: ErrorCode) -> ErrorCode {
    use ErrorCode as E;
    match status {
        200..=299 if is_page(answer) => E::ProxyAnswer,
        400 => E::Rejected,
        401 => refused,
        // None of the platforms forbids something with a page, but for a Swift, whose pages begin alike.
        403 if is_page(answer) && !answer.body.starts_with(b"<html><h1>Forbidden</h1>") => {
            E::ProxyAnswer
        }
        403 => E::Forbidden,
        404 => E::NotFound,
        405 => E::NotOffered,
        // "Proxy authentication" and "network authentication" never come from the cloud.
        407 | 511 => E::ProxyAnswer,
        408 | 500..=599 => E::ProviderDown,
        409 => E::Conflict,
        429 => E::RateLimited,
        402..=499 => E::Rejected,
        _ => E::AnswerUnreadable,
    }
}

fn error(
    code: ErrorCode,
    status: u16,
    words: Option<&str>,
    answer: &Answer,
    fields: &SecretFields,
) -> Error {
    let mut error = Error::new(code).with_outcome(Outcome::Refused);
    let words = words.filter(|words| !tells(fields, words));
    if let Some(words) = words.and_then(shown) {
        error = error.with_detail(&words);
    }
    error.retry_after_s = match code {
        ErrorCode::RateLimited => Some(answer.retry_after_s.unwrap_or(WAIT_S)),
        ErrorCode::LoginRefused => Some(WAIT_AFTER_LOGIN_S),
        _ => answer.retry_after_s,
    };
    error.status = Some(status);
    error
}

/// A page for people.
pub fn is_page(answer: &Answer) -> bool {
    let start = answer.body.trim_ascii_start();
    let starts = |mark: &str| {
        start
            .get(..mark.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
    };
    answer.content_type == "text/html" || starts("<!doctype html") || starts("<html")
}

/// A status, or a text of one.
fn number(value: &Value) -> Option<u16> {
    let number = value.as_u64().and_then(|n| u16::try_from(n).ok());
    number.or_else(|| value.as_str()?.trim().parse().ok())
}
