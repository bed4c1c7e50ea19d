//! What an answer of the identity service means: its status, and whether it is in Keystone's shape of an error, to a
//! typed error, in one table. Texts are shown and never decide.

use serde_json::Value;

use crate::error::{Error, ErrorCode, Outcome};
use crate::http::{Answer, read_json};
use crate::providers::reading::plain;

/// What was asked, as far as it changes what an error means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// A token, with a key by its id.
    Mint,
    /// A token, with a key by its name.
    MintByName,
    /// Something of the key's owner that is always there: only the token's key can be gone.
    Read,
    /// One thing that may be gone.
    One,
    /// A change of one thing, or the making of a key.
    Change,
}

/// Seconds to wait when the cloud limits us and does not say for how long.
const WAIT_S: u32 = 10;

/// The error that an answer means.
pub fn fault(answer: &Answer, call: Call) -> Error {
    let said = Said::of(answer);
    let (code, outcome) = meaning(answer, &said, call);
    let mut error = Error::new(code).with_outcome(match call {
        Call::Change => outcome,
        // Whatever happened, nothing changed.
        Call::Mint | Call::MintByName | Call::Read | Call::One => Outcome::Refused,
    });
    // A success that cannot be read may hold a secret: only what is an error's text is shown.
    if !answer.is_success() {
        error = match said.text {
            Some(text) => error.with_detail(&text),
            None => error.with_detail(&plain(answer)),
        };
    }
    if code == ErrorCode::RateLimited {
        error.retry_after_s = Some(answer.retry_after_s.unwrap_or(WAIT_S));
    }
    error.status = Some(answer.status);
    error
}

/// Whether an answer says that a thing, or the key of the token it was asked with, is not there. Without Keystone's
/// shape it only says that nothing answers at this path.
pub fn is_gone(answer: &Answer) -> bool {
    answer.status == 404 && Said::of(answer).enveloped
}

/// Whether an answer says that a change was made. Keystone says so without a word; a page for people and an error inside
/// a success come from somebody else, or say the opposite.
pub fn is_done(answer: &Answer) -> bool {
    answer.is_success() && !is_page(answer) && !Said::of(answer).enveloped
}

/// The one table.
fn meaning(answer: &Answer, said: &Said, call: Call) -> (ErrorCode, Outcome) {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    let minting = matches!(call, Call::Mint | Call::MintByName);
    let page = is_page(answer);
    // What is not in Keystone's shape may come from somebody in between: nothing is certain then.
    let outcome = if said.enveloped { Refused } else { Unknown };
    match answer.status {
        200..=299 if page => (E::ProxyAnswer, Unknown),
        200..=299 => (E::AnswerUnreadable, Unknown),
        // The limiter stands in front of everything.
        429 => (E::RateLimited, Refused),
        // "Proxy authentication" and "network authentication" never come from the cloud.
        407 | 511 => (E::ProxyAnswer, Unknown),
        // Keystone's own shape for a method that a path does not have is another than for its errors.
        405 | 501 if !minting && !page => (E::NotOffered, Refused),
        408 => (E::ProviderDown, Unknown),
        501 if !minting => (E::NotOffered, Unknown),
        500..=599 => (E::ProviderDown, Unknown),
        401 if page => (E::ProxyAnswer, Unknown),
        401 if call == Call::MintByName => (E::NameOrUserWrong, outcome),
        401 => (E::CredentialUnknown, outcome),
        // The key, its project or its user is gone: a token of a deleted key is answered so whatever it asks.
        404 if said.enveloped && matches!(call, Call::One | Call::Change) => (E::NotFound, outcome),
        404 if said.enveloped => (E::CredentialUnknown, outcome),
        // Others' paths are never asked for: what is refused or not there is not offered to this key.
        403..=405 if !minting => (E::NotOffered, outcome),
        400..=499 if page => (E::ProxyAnswer, Unknown),
        403 => (E::Forbidden, outcome),
        404 => (E::NotFound, outcome),
        409 => (E::Conflict, outcome),
        400 | 415 | 422 => (E::Rejected, outcome),
        400..=499 => (E::Rejected, Unknown),
        _ => (E::AnswerUnreadable, Unknown),
    }
}

/// A page for people: Keystone answers in JSON only, but for paths that it does not have.
fn is_page(answer: &Answer) -> bool {
    answer.content_type == "text/html" || answer.body.trim_ascii_start().starts_with(b"<")
}

/// What the cloud wrote into an error.
#[derive(Default)]
struct Said {
    text: Option<String>,
    /// There is an `error` object, which is Keystone's shape.
    enveloped: bool,
}

impl Said {
    fn of(answer: &Answer) -> Self {
        let Ok(value) = read_json::<Value>(&answer.body) else {
            return Self::default();
        };
        let error = value.get("error").filter(|error| error.is_object());
        let words = error.unwrap_or(&value);
        let filled = |name: &str| {
            let text = words.get(name)?.as_str()?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Self {
            text: filled("message").or_else(|| filled("title")),
            enveloped: error.is_some(),
        }
    }
}
