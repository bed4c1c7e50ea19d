//! Takes apart what people paste: console texts, `.env` lines, JSON, a curl line, a Basic header.
//!
//! Never guesses: a value goes to the field that its label names, two unlabelled values are a pair only if their
//! forms say so, and everything else comes back under the field it was pasted into, to be refused there if it must.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{KEY_ID, KEY_SECRET};
use crate::kind::SecretFields;
use crate::providers::pasted::{LONGEST, clean, is_placeholder, labels, table, unwrapped};

/// An unlabelled text is taken for a Key ID from this length on. Those of the cloud have 20 characters.
const SHORTEST_ID: usize = 10;
/// An unlabelled text is taken for a Key secret from this length on. Those of the cloud have 40 or more.
const SHORTEST_SECRET: usize = 16;
/// What the cloud's secrets begin with.
pub const SECRET_START: &str = "4b1d";
/// The cloud's secrets have 40 to 42 characters; two pieces that are longer together are not one secret.
pub const LONGEST_SECRET: usize = 44;

/// Cleaned text by field id.
pub fn read(text: &SecretString, into: Option<&str>) -> SecretFields {
    // EXPOSE: this is where a pasted text is taken apart; every copy made here is wiped.
    let text = clean(text.expose_secret());
    let text = text.trim();
    let mut found = Found::default();
    if text.len() <= LONGEST {
        basic(text, &mut found);
        if found.is_empty() {
            curl(text, &mut found);
        }
        if found.is_empty() {
            columns(text, &mut found);
        }
        if found.is_empty() {
            labels(text, &half, &mut |half, value| found.set(half, value));
        }
        if found.is_empty() {
            bare(text, into, &mut found);
        }
    }
    let mut fields = SecretFields::new();
    let id = found.id.or(found.user);
    for (field, value) in [(KEY_ID, id), (KEY_SECRET, found.secret)] {
        if let Some(value) = value {
            fields.insert(field.to_owned(), SecretString::from(value.as_str()));
        }
    }
    if fields.is_empty()
        && let Some(into) = into
    {
        fields.insert(into.to_owned(), SecretString::from(unwrapped(text)));
    }
    fields
}

#[derive(Default)]
struct Found {
    id: Option<Zeroizing<String>>,
    /// Counts only where nothing is called the Key ID.
    user: Option<Zeroizing<String>>,
    secret: Option<Zeroizing<String>>,
}

impl Found {
    const fn is_empty(&self) -> bool {
        self.id.is_none() && self.user.is_none() && self.secret.is_none()
    }

    fn set(&mut self, half: Half, value: &str) {
        let value = unwrapped(value);
        if is_placeholder(value) {
            return;
        }
        let place = match half {
            Half::Id => &mut self.id,
            // `"id"` of an answer is the key as an object: not what one signs in with.
            Half::User if Uuid::parse_str(value).is_ok() => return,
            Half::User => &mut self.user,
            Half::Secret => &mut self.secret,
        };
        if place.is_none() {
            *place = Some(Zeroizing::new(value.to_owned()));
        }
    }

    fn pair(&mut self, id: &str, secret: &str) {
        self.set(Half::Id, id);
        self.set(Half::Secret, secret);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Id,
    /// The Key ID under a name that other things have too.
    User,
    Secret,
}

/// `Authorization: Basic …`, alone or in a longer line.
fn basic(text: &str, found: &mut Found) {
    let mut words = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ':'));
    while let Some(word) = words.next() {
        if !word.eq_ignore_ascii_case("basic") {
            continue;
        }
        let Some(token) = words.find(|word| !word.is_empty()) else {
            return;
        };
        let bytes = STANDARD
            .decode(token)
            .or_else(|_| STANDARD_NO_PAD.decode(token));
        let Ok(bytes) = bytes.map(Zeroizing::new) else {
            return;
        };
        let pair = str::from_utf8(&bytes).ok().and_then(|t| t.split_once(':'));
        if let Some((id, secret)) = pair {
            found.pair(id, secret);
        }
        return;
    }
}

/// `curl --user id:secret`, `-u 'id:secret'`, `--user=id`.
fn curl(text: &str, found: &mut Found) {
    if !text
        .split_whitespace()
        .any(|word| word == "curl" || word == "curl.exe")
    {
        return;
    }
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let value = if word == "-u" || word == "--user" {
            words.next()
        } else if let Some(value) = word.strip_prefix("--user=") {
            Some(value)
        } else if word.starts_with("--") {
            None
        } else {
            word.strip_prefix("-u")
        };
        let Some(value) = value.map(unwrapped) else {
            continue;
        };
        match value.split_once(':') {
            Some((id, secret)) => found.pair(id, secret),
            None => found.set(Half::Id, value),
        }
        return;
    }
}

/// Two lines of a table, where both halves have a column.
fn columns(text: &str, found: &mut Found) {
    let Some(cells) = table(text, &half) else {
        return;
    };
    let has = |wanted| cells.iter().any(|(half, _)| *half == wanted);
    if has(Half::Secret) && (has(Half::Id) || has(Half::User)) {
        for (half, value) in cells {
            found.set(half, value);
        }
    }
}

/// What a label names: `Key ID`, `KEY_ID`, `keyId`, `export CLICKHOUSE_CLOUD_API_KEY`, `키 ID` …
fn half(label: &str) -> Option<Half> {
    let label: String = label
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut rest = label.as_str();
    // "CLICKHOUSE_CLOUD_API_KEY" is what the cloud's own tools call the Key ID; "API key" alone may be either half.
    if rest.ends_with("clickhousecloudapikey") {
        return Some(Half::Id);
    }
    for word in [
        "export",
        "setx",
        "set",
        "env",
        "your",
        "clickhouse",
        "cloud",
        "api",
        "new",
    ] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    match rest {
        "keyid" | "tokenkey" | "키id" | "키아이디" => Some(Half::Id),
        "id" | "username" | "user" => Some(Half::User),
        "keysecret" | "secret" | "secretkey" | "tokensecret" | "password" | "키secret"
        | "키시크릿" | "시크릿" | "비밀값" | "키비밀값" => Some(Half::Secret),
        _ => None,
    }
}

/// Values without labels: one stays where it was pasted, two are a pair if they look like one.
fn bare(text: &str, into: Option<&str>, found: &mut Found) {
    let mark = |c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '|' | '/');
    let mut values = text.split(mark).map(unwrapped).filter(|v| !v.is_empty());
    let (Some(first), Some(second), None) = (values.next(), values.next(), values.next()) else {
        return;
    };
    let starts = |value: &str| value.starts_with(SECRET_START);
    if starts(first) && !starts(second) {
        // The secret first, or one secret that a narrow line has broken in two.
        if first.len() + second.len() <= LONGEST_SECRET {
            if into == Some(KEY_SECRET) {
                let whole = Zeroizing::new(format!("{first}{second}"));
                found.set(Half::Secret, &whole);
            }
            return;
        }
        if is_secret(first) && is_id(second) {
            found.pair(second, first);
        }
        return;
    }
    if is_id(first) && is_secret(second) {
        found.pair(first, second);
    }
}

fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.len() >= SHORTEST_ID && text.chars().all(fits)
}

fn is_secret(text: &str) -> bool {
    text.len() >= SHORTEST_SECRET && text.chars().all(|c| c.is_ascii_graphic())
}
