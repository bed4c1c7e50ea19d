//! What an answer means: status and the services' several shapes of error to a typed error, in one table.

use serde_json::Value;

use super::Service;
use crate::error::{Error, ErrorCode, Outcome};
use crate::http::{Answer, read_json};
use crate::providers::reading::{plain, tag};

/// What was asked, as far as it changes what an error means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// A read: whatever happened, nothing changed.
    Read,
    /// A change of a thing that is there.
    Change,
    /// The making of a key.
    Create,
}

/// Seconds to wait when the cloud limits us and does not say for how long.
const WAIT_S: u32 = 10;

/// "Quota Exceeded" (gateway): an allowance of calls, whatever was asked.
const CALLS_USED_UP: i64 = 400;
/// "Throttle Limited" (gateway).
const THROTTLED: i64 = 410;

/// No policy, or a service that was not subscribed to (gateway).
const NO_PERMISSION: i64 = 210;
/// Wrong key, wrong signature, clock (gateway).
const NOT_AUTHENTICATED: i64 = 200;
/// Request Entity Too Large (gateway).
const TOO_LARGE: i64 = 430;
/// No such sub account (Sub Account, older pages).
const NO_SUB_ACCOUNT: i64 = 30;
/// No such access key (Sub Account, older pages).
const NO_ACCESS_KEY: i64 = 904;
/// The sub account already has the most active access keys allowed.
const MOST_ACCESS_KEYS: i64 = 9012;
/// "Tenant not created": the account never used API Gateway. Observed text, inferred cause.
const NO_TENANT: i64 = 9014;

/// The content of a success. `None` when it cannot be read, or when it carries an error after all.
pub fn read(answer: &Answer) -> Option<Value> {
    let value: Value = read_json(&answer.body).ok()?;
    (answer.is_success() && Said::in_success(&value).is_none()).then_some(value)
}

/// The error that an answer means.
pub fn fault(answer: &Answer, service: Service, call: Call) -> Error {
    let said = if answer.is_success() {
        read_json(&answer.body)
            .ok()
            .and_then(|value| Said::in_success(&value))
            .unwrap_or_default()
    } else {
        Said::of(answer)
    };
    let (code, outcome) = meaning(answer, &said, service);
    let mut error = Error::new(code).with_outcome(match call {
        Call::Read => Outcome::Refused,
        Call::Change | Call::Create => outcome,
    });
    // A success that cannot be read may hold a secret: only what is an error's text is shown.
    match said.text {
        Some(text) => error = error.with_detail(&text),
        None if !answer.is_success() => error = error.with_detail(&plain(answer)),
        None => {}
    }
    if matches!(code, ErrorCode::RateLimited | ErrorCode::Throttled) {
        error.retry_after_s = Some(answer.retry_after_s.unwrap_or(WAIT_S));
    }
    if code == ErrorCode::CallsUsedUp {
        error.retry_after_s = answer.retry_after_s;
    }
    error.status = Some(answer.status);
    error
}

/// The one table.
///
/// 429 with code 400, "Quota Exceeded", stands among the gateway's errors of all services, beside 410 (throttle) and
/// 420 (rate): it is a quota of requests, whatever was asked, and a create too may be sent again later. A quota of keys
/// has codes of its own (409 with 9012).
fn meaning(answer: &Answer, said: &Said, service: Service) -> (ErrorCode, Outcome) {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    let number = said.number;
    // Words that are in nobody's shape may come from somebody in between: nothing is certain then.
    let outcome = if said.shaped { Refused } else { Unknown };
    let sub_account = service == Service::SubAccount;
    match answer.status {
        200..=299 if is_page(answer) => (E::ProxyAnswer, Unknown),
        200..=299 if number == Some(NO_TENANT) => (E::ServiceNotOpened, Unknown),
        200..=299 if said.shaped => (E::Rejected, Unknown),
        // The limiter stands in front of everything.
        429 if number == Some(CALLS_USED_UP) => (E::CallsUsedUp, Refused),
        429 if number == Some(THROTTLED) => (E::Throttled, Refused),
        429 => (E::RateLimited, Refused),
        // "Proxy authentication" and "network authentication" never come from the cloud.
        407 | 511 => (E::ProxyAnswer, Unknown),
        408 => (E::ProviderDown, Unknown),
        400..=599 if number == Some(NO_TENANT) => (E::ServiceNotOpened, outcome),
        500..=599 => (E::ProviderDown, Unknown),
        400..=499 if is_page(answer) => (E::ProxyAnswer, Unknown),
        400..=499 if sub_account && number == Some(MOST_ACCESS_KEYS) => (E::QuotaFull, outcome),
        400 | 401 | 404
            if sub_account && matches!(number, Some(NO_SUB_ACCOUNT | NO_ACCESS_KEY)) =>
        {
            (E::NotFound, outcome)
        }
        401 if number == Some(NO_PERMISSION) => (E::Forbidden, outcome),
        // Whether a sub account may look after itself is not documented: 401 then stands for "needs a policy".
        401 if sub_account && number != Some(NOT_AUTHENTICATED) => (E::Forbidden, outcome),
        401 => (E::CredentialUnknown, outcome),
        403 => (E::Forbidden, outcome),
        // "Credentials invalid or expired" (`get-caller-identity`).
        404 if service == Service::Sts => (E::CredentialUnknown, outcome),
        404 => (E::NotFound, outcome),
        409 => (E::Conflict, outcome),
        400 | 415 | 422 => (E::Rejected, outcome),
        // The gateway's own refusal: the service behind it never saw the request.
        413 if number == Some(TOO_LARGE) => (E::Rejected, outcome),
        400..=499 => (E::Rejected, Unknown),
        _ => (E::AnswerUnreadable, Unknown),
    }
}

/// A page for people.
fn is_page(answer: &Answer) -> bool {
    let start = answer.body.trim_ascii_start();
    let starts = |mark: &str| {
        start
            .get(..mark.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
    };
    answer.content_type == "text/html" || starts("<!doctype html") || starts("<html")
}

/// What the cloud wrote into an error.
#[derive(Default)]
struct Said {
    /// The code, where it is a number.
    number: Option<i64>,
    text: Option<String>,
    /// It is in one of the cloud's shapes. Nothing at all is one of them: the gateway refuses so (observed).
    shaped: bool,
}

impl Said {
    /// Of an answer that is no success.
    fn of(answer: &Answer) -> Self {
        let body = answer.body.trim_ascii();
        if body.is_empty() {
            return Self {
                shaped: true,
                ..Self::default()
            };
        }
        if body.starts_with(b"<") {
            return if is_page(answer) {
                Self::default()
            } else {
                Self::of_xml(&String::from_utf8_lossy(&body[..body.len().min(4096)]))
            };
        }
        let Ok(value) = read_json::<Value>(body) else {
            return Self::default();
        };
        Self::in_success(&value)
            .or_else(|| Self::of_code(&value, "code", "msg"))
            .or_else(|| Self::of_code(value.get("status")?, "code", "message"))
            .unwrap_or_default()
    }

    /// The shapes that mean an error whatever the status says, in the order of how sure they are.
    fn in_success(value: &Value) -> Option<Self> {
        if value.get("success").is_some_and(is_false) {
            // `ProcessResult` of Sub Account.
            return Some(Self::new(None, value.get("message"), None));
        }
        match value.get("error") {
            Some(error @ Value::Object(_)) => Self::of_code(error, "errorCode", "message")
                .or_else(|| Some(Self::new(None, error.get("message"), None))),
            // Spring's own page has the better words beside it.
            Some(Value::String(text)) if !text.trim().is_empty() => {
                let message = value.get("message").filter(|m| is_filled(m));
                Some(Self::new(None, message.or(value.get("error")), None))
            }
            _ => Self::of_code(value, "errorCode", "message").or_else(|| {
                Self::of_code(value.get("responseError")?, "returnCode", "returnMessage")
            }),
        }
    }

    /// An object with a code and a text.
    fn of_code(value: &Value, code: &str, text: &str) -> Option<Self> {
        let code = value.get(code).filter(|code| !code.is_null())?;
        let more = value.get("details").or_else(|| value.get("detail"));
        Some(Self::new(Some(code), value.get(text), more))
    }

    fn new(code: Option<&Value>, text: Option<&Value>, more: Option<&Value>) -> Self {
        let words = [text, more].into_iter().flatten().filter_map(Value::as_str);
        let words: Vec<_> = words.map(str::trim).filter(|w| !w.is_empty()).collect();
        Self {
            number: code.and_then(number),
            text: (!words.is_empty()).then(|| words.join(": ")),
            shaped: true,
        }
    }

    /// Object Storage and older services.
    fn of_xml(text: &str) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| tag(text, name));
        let code = first(&["Code", "errorCode", "returnCode", "code"]);
        let message = first(&["Message", "returnMessage", "message"]);
        Self {
            number: code.and_then(|code| code.trim().parse().ok()),
            shaped: code.is_some(),
            text: message.or(code).map(str::to_owned),
        }
    }
}

fn is_filled(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

fn is_false(value: &Value) -> bool {
    value == &Value::Bool(false) || value.as_str() == Some("false")
}

/// A number, or a text of one.
fn number(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}
