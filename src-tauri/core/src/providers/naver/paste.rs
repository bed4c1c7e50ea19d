//! Takes apart what people paste: the console's table, `.env` lines, the `ncloud` tool's settings, an S3 profile, JSON.
//!
//! Never guesses: a value goes to the field that its label names, two unlabelled values are a pair only if exactly one
//! of them has the form of an id, and everything else comes back under the field it was pasted into.

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{ACCESS_KEY, NEW_START, PRIMARY_KEY, SECONDARY_KEY, SECRET_KEY};
use crate::kind::SecretFields;
use crate::providers::pasted::{LONGEST, clean, is_placeholder, labels, table, unwrapped};

/// Access keys have this many characters since they begin with [`NEW_START`].
pub const NEW_ID: usize = 28;
/// Access keys had this many letters and digits before, and stay valid (`gov-iam-v2-sub-account-createaccesskey`).
const OLD_ID: usize = 20;
/// An unlabelled text is taken for a secret key from this length on: longer than any id.
const SHORTEST_SECRET: usize = 30;
/// Unlabelled values beside each other at most, as in a row of the console's table.
const MOST_BARE: usize = 12;

/// An access key, by field id.
pub fn access_key(text: &SecretString, into: Option<&str>) -> SecretFields {
    read(text, into, &access_label, true)
}

/// An API Gateway key, by field id.
pub fn gateway_key(text: &SecretString, into: Option<&str>) -> SecretFields {
    read(text, into, &gateway_label, false)
}

type Found = Vec<(&'static str, Zeroizing<String>)>;

fn read(
    text: &SecretString,
    into: Option<&str>,
    named: &dyn Fn(&str) -> Option<&'static str>,
    pairs: bool,
) -> SecretFields {
    // EXPOSE: this is where a pasted text is taken apart; every copy made here is wiped.
    let text = clean(text.expose_secret());
    let text = text.trim();
    let mut found = Found::new();
    if text.len() <= LONGEST {
        for (field, value) in table(text, named)
            .filter(|cells| cells.len() > 1)
            .unwrap_or_default()
        {
            add(&mut found, field, value);
        }
        if found.is_empty() {
            labels(text, named, &mut |field, value| {
                add(&mut found, field, value)
            });
        }
        if found.is_empty() && pairs {
            bare(text, &mut found);
        }
    }
    let mut fields = SecretFields::new();
    for (field, value) in found {
        fields.insert(field.to_owned(), SecretString::from(value.as_str()));
    }
    if fields.is_empty()
        && let Some(into) = into
    {
        fields.insert(into.to_owned(), SecretString::from(unwrapped(text)));
    }
    fields
}

/// The first value of a field wins: an example further down is not the key.
fn add(found: &mut Found, field: &'static str, value: &str) {
    let value = unwrapped(value);
    if is_placeholder(value) || found.iter().any(|(known, _)| *known == field) {
        return;
    }
    found.push((field, Zeroizing::new(value.to_owned())));
}

/// Values without labels: an id and a secret key, in any order, maybe among other cells of a row.
fn bare(text: &str, found: &mut Found) {
    let mark = |c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '|');
    let values: Vec<_> = text
        .split(mark)
        .map(unwrapped)
        .filter(|value| !value.is_empty())
        .take(MOST_BARE + 1)
        .collect();
    if values.len() > MOST_BARE {
        return;
    }
    let only = |fits: fn(&str) -> bool| {
        let mut fitting = values.iter().filter(|value| fits(value));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    if let (Some(id), Some(secret)) = (only(is_id), only(is_secret)) {
        add(found, ACCESS_KEY, id);
        add(found, SECRET_KEY, secret);
    }
}

fn is_id(text: &str) -> bool {
    if text.starts_with(NEW_START) {
        text.len() == NEW_ID
    } else {
        text.len() == OLD_ID && text.chars().all(|c| c.is_ascii_alphanumeric())
    }
}

fn is_secret(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '/' | '=');
    text.len() >= SHORTEST_SECRET && text.chars().all(fits)
}

/// `Access Key ID`, `ACCESS_KEY`, `ncloud_access_key_id`, `x-ncp-iam-access-key`, `액세스 키` …
fn access_label(label: &str) -> Option<&'static str> {
    match bare_label(label).as_str() {
        "accesskey"
        | "accesskeyid"
        | "액세스키"
        | "액세스키id"
        | "액세스키아이디"
        | "엑세스키"
        | "엑세스키id"
        | "인증키id" => Some(ACCESS_KEY),
        "secretkey"
        | "secretaccesskey"
        | "keysecret"
        | "accesskeysecret"
        | "secret"
        | "시크릿키"
        | "시크릿액세스키"
        | "비밀키" => Some(SECRET_KEY),
        _ => None,
    }
}

/// `Primary Key`, `primaryKey`, `x-ncp-apigw-api-key` …
fn gateway_label(label: &str) -> Option<&'static str> {
    match bare_label(label).as_str() {
        "primarykey" | "primary" | "xncpapigwapikey" => Some(PRIMARY_KEY),
        "secondarykey" | "secondary" => Some(SECONDARY_KEY),
        _ => None,
    }
}

/// Small letters and digits only, without words that say nothing of which value it is.
fn bare_label(label: &str) -> String {
    let label: String = label
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut rest = label.as_str();
    if rest == "xncpapigwapikey" {
        return label;
    }
    while let Some(shorter) = IDLE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.to_owned()
}

const IDLE: [&str; 18] = [
    "export",
    "setx",
    "set",
    "env",
    "your",
    "new",
    "my",
    "ncloud",
    "ncp",
    "naver",
    "cloud",
    "platform",
    "xncpiam",
    "iam",
    "subaccount",
    "aws",
    "s3",
    "api",
];
