//! What an answer means: status and envelope to a typed error, in one match.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::wire::Envelope;
use crate::error::{Error, ErrorCode, Outcome};
use crate::http::{Answer, read_json};
use crate::providers::reading::{is_request_id, plain};

/// What was asked, as far as it changes what an error means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// A read: whatever happened, nothing changed.
    Read,
    /// A change of a key that is there.
    Change,
    /// The making of a key.
    Create,
}

/// Seconds to wait when the cloud limits us and does not say for how long.
const WAIT_S: u32 = 10;
/// Error codes that the cloud puts in front of its texts in other letters than capitals.
const CODES: [&str; 6] = [
    "forbidden",
    "unauthorized",
    "bad_request",
    "not_found",
    "conflict",
    "internal",
];

/// The envelope of a success. `None` when it cannot be read, or when it carries an error after all.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Option<Envelope<T>> {
    let envelope: Envelope<T> = read_json(body).ok()?;
    let failed = envelope
        .error
        .as_ref()
        .is_some_and(|error| error.as_str() != Some(""));
    (!failed).then_some(envelope)
}

/// The error that an answer means.
pub fn fault(answer: &Answer, call: Call) -> Error {
    let said = Said::of(answer);
    let (code, outcome) = meaning(answer, said.error.as_deref(), call);
    let mut error = Error::new(code).with_outcome(match call {
        Call::Read => Outcome::Refused,
        Call::Change | Call::Create => outcome,
    });
    // A success that cannot be read may hold a secret: none of its text is shown.
    if !answer.is_success() {
        error = match &said.error {
            Some(text) => error.with_detail(after_code(text)),
            None => error.with_detail(&plain(answer)),
        };
    }
    if code == ErrorCode::RateLimited {
        error.retry_after_s = Some(answer.retry_after_s.unwrap_or(WAIT_S));
    }
    if code == ErrorCode::Rejected && is_role_model(said.error.as_deref()) {
        error.field = Some("assigned_role_ids".to_owned());
    }
    error.status = Some(answer.status);
    error.request_id = said.request_id;
    error
}

/// The one table. `said` is the cloud's text, `None` when the body is not in the cloud's shape.
fn meaning(answer: &Answer, said: Option<&str>, call: Call) -> (ErrorCode, Outcome) {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    let says = |part: &str| said.is_some_and(|text| text.to_lowercase().contains(part));
    match answer.status {
        200..=299 if answer.content_type == "text/html" => (E::ProxyAnswer, Unknown),
        // The limiter stands in front of everything, and its body is not documented.
        429 => (E::RateLimited, Refused),
        // "Proxy authentication" and "network authentication" never come from the cloud.
        407 | 511 => (E::ProxyAnswer, Unknown),
        408 | 500..=599 => (E::ProviderDown, Unknown),
        400..=499 if said.is_none() => (E::ProxyAnswer, Unknown),
        400 | 403 | 409 | 415 | 422 if call == Call::Create && is_quota(said) => {
            (E::QuotaFull, Refused)
        }
        401 if says("not active") => (E::CredentialInactive, Refused),
        401 if says("no authorization header") => (E::Internal, Refused),
        401 => (E::CredentialUnknown, Refused),
        403 => (E::Forbidden, Refused),
        404 => (E::NotFound, Refused),
        409 => (E::Conflict, Refused),
        400 | 415 | 422 => (E::Rejected, Refused),
        400..=499 => (E::Rejected, Unknown),
        _ => (E::AnswerUnreadable, Unknown),
    }
}

/// The text for "no more keys" is not documented: the word, or a limit that is reached and is about keys.
fn is_quota(said: Option<&str>) -> bool {
    let Some(text) = said.map(str::to_lowercase) else {
        return false;
    };
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    any(&["quota"])
        || (any(&["keys"])
            && any(&["limit", "maximum", "too many", "at most"])
            && !any(&["character", "length"]))
}

/// "Organization has migrated to Custom Roles. Use 'assignedRoleIds' instead of 'roles'."
fn is_role_model(said: Option<&str>) -> bool {
    said.is_some_and(|text| text.contains("assignedRoleIds"))
}

/// What the cloud wrote into an error.
struct Said {
    error: Option<String>,
    request_id: Option<String>,
}

impl Said {
    fn of(answer: &Answer) -> Self {
        let Ok(envelope) = read_json::<Envelope<IgnoredAny>>(&answer.body) else {
            return Self {
                error: None,
                request_id: None,
            };
        };
        Self {
            error: envelope
                .error
                .and_then(|value| Some(value.as_str()?.trim().to_owned()))
                .filter(|text| !text.is_empty()),
            request_id: envelope.request_id.filter(|id| is_request_id(id)),
        }
    }
}

/// `BAD_REQUEST: text` without its code.
fn after_code(text: &str) -> &str {
    let Some((code, rest)) = text.split_once(':') else {
        return text;
    };
    let capitals = code.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    let known = CODES.contains(&code.to_ascii_lowercase().as_str());
    if !code.is_empty() && (capitals || known) && !rest.trim().is_empty() {
        rest.trim()
    } else {
        text
    }
}
