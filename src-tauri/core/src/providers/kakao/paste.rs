//! Takes apart what people paste: the console's window, `.env` lines, Terraform's and OpenStack's settings, an S3
//! profile, the body of the request for a token.
//!
//! Never guesses: a value goes to the field that its label names, two unlabelled values are a pair only if exactly one
//! of them has the form of an id, and everything else comes back under the field it was pasted into.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{ACCESS, ID, NAME, REGION, SECRET, USER_ID};
use crate::kind::SecretFields;
use crate::providers::pasted::{LONGEST, clean, is_placeholder, labels, table, unwrapped};
use crate::providers::reading::loose;

/// Ids of IAM access keys have this many hexadecimal digits wherever they were seen.
const ID_LENGTH: usize = 32;
/// An unlabelled text is taken for a secret from this length on: longer than any id.
const SHORTEST_SECRET: usize = 40;
/// Unlabelled values beside each other at most.
const MOST_BARE: usize = 12;

type Found = Vec<(&'static str, Zeroizing<String>)>;

/// An IAM access key, by field id.
pub fn iam_key(text: &SecretString, into: Option<&str>) -> SecretFields {
    let mut found = Found::new();
    // EXPOSE: this is where a pasted text is taken apart; every copy made here is wiped.
    let text = clean(text.expose_secret());
    let text = text.trim();
    if text.len() <= LONGEST {
        body(text, &mut found);
        if found.is_empty() {
            names(text, &mut found);
            labelled(text, &iam_label, &mut found);
        }
        if found.is_empty() {
            pair(text, &mut found);
        }
    }
    // Somebody may call a key "id of the shop": only a whole credential is read out of what goes in as a name.
    let is_name = into == Some(NAME) && !has(&found, NAME) && !has(&found, SECRET);
    if is_name {
        found.clear();
    }
    fields(found, text, into)
}

/// An S3 access key, by field id. Both its halves look alike, so that unlabelled values are never told apart.
pub fn s3_key(text: &SecretString, into: Option<&str>) -> SecretFields {
    let mut found = Found::new();
    // EXPOSE: as above.
    let text = clean(text.expose_secret());
    let text = text.trim();
    if text.len() <= LONGEST {
        labelled(text, &s3_label, &mut found);
    }
    fields(found, text, into)
}

fn fields(found: Found, text: &str, into: Option<&str>) -> SecretFields {
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

fn has(found: &Found, field: &str) -> bool {
    found.iter().any(|(known, _)| *known == field)
}

/// The first value of a field wins: an example further down is not the key.
fn add(found: &mut Found, field: &'static str, value: &str) {
    let value = unwrapped(value);
    if is_placeholder(value) || has(found, field) {
        return;
    }
    found.push((field, Zeroizing::new(value.to_owned())));
}

fn labelled(text: &str, named: &dyn Fn(&str) -> Option<&'static str>, found: &mut Found) {
    let cells = table(text, named).filter(|cells| cells.len() > 1);
    if let Some(cells) = cells {
        for (field, value) in cells {
            add(found, field, value);
        }
        return;
    }
    labels(text, named, &mut |field, value| add(found, field, value));
}

/// Names have blanks in them, which end a value elsewhere: the rest of the line, or the line below.
fn names(text: &str, found: &mut Found) {
    let is_name = |label: &str| iam_label(unwrapped(label)) == Some(NAME);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let value = match line.split_once([':', '=', '\t']) {
            Some((label, value)) if is_name(label) => value,
            None if is_name(line) => lines.next().unwrap_or_default(),
            _ => continue,
        };
        let end = value.find(['\t', '|', ',', ';', '{', '}']);
        add(found, NAME, &value[..end.unwrap_or(value.len())]);
    }
}

/// The body that asks for a token, maybe inside a whole command, or the answer that made a key.
fn body(text: &str, found: &mut Found) {
    let (Some(start), Some(end)) = (text.find('{'), text.rfind('}')) else {
        return;
    };
    let json = text.get(start..=end).unwrap_or_default();
    let Ok(mut body) = serde_json::from_str::<Body>(json) else {
        return;
    };
    while let Some(inner) = body.inner() {
        body = *inner;
    }
    let user = body.user.take().and_then(|user| user.id);
    for (field, value) in [
        (ID, body.id),
        (SECRET, body.secret),
        (NAME, body.name),
        (USER_ID, user.or(body.user_id)),
    ] {
        if let Some(value) = value {
            // EXPOSE: a part of the pasted text.
            add(found, field, value.expose_secret());
        }
    }
}

/// Any object on the way to the key, or the key. Holds secrets: no `Debug`.
#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    auth: Option<Box<Body>>,
    #[serde(default)]
    identity: Option<Box<Body>>,
    #[serde(default)]
    application_credential: Option<Box<Body>>,
    #[serde(default)]
    user: Option<Box<Body>>,
    #[serde(default, deserialize_with = "loose")]
    id: Option<SecretString>,
    #[serde(default, deserialize_with = "loose")]
    secret: Option<SecretString>,
    #[serde(default, deserialize_with = "loose")]
    name: Option<SecretString>,
    #[serde(default, deserialize_with = "loose")]
    user_id: Option<SecretString>,
}

impl Body {
    fn inner(&mut self) -> Option<Box<Self>> {
        let ways = [&mut self.auth, &mut self.identity];
        let next = ways.into_iter().find_map(Option::take);
        next.or_else(|| self.application_credential.take())
    }
}

/// Values without labels: an id and a secret, in any order.
fn pair(text: &str, found: &mut Found) {
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
        add(found, ID, id);
        add(found, SECRET, secret);
    }
}

fn is_id(text: &str) -> bool {
    text.len() == ID_LENGTH && text.chars().all(|c| c.is_ascii_hexdigit())
}

fn is_secret(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    text.len() >= SHORTEST_SECRET && text.chars().all(fits)
}

/// `IAM 액세스 키 ID`, `Access key ID`, `OS_APPLICATION_CREDENTIAL_SECRET`, `application_credential_id` …
fn iam_label(label: &str) -> Option<&'static str> {
    match bare(label, &IDLE_IAM).as_str() {
        "id"
        | "accesskeyid"
        | "accesskey"
        | "applicationcredentialid"
        | "액세스키id"
        | "액세스키아이디"
        | "액세스키" => Some(ID),
        "secret"
        | "secretaccesskey"
        | "secretkey"
        | "accesskeysecret"
        | "applicationcredentialsecret"
        | "보안액세스키"
        | "시크릿액세스키"
        | "시크릿키"
        | "비밀키" => Some(SECRET),
        "name" | "accesskeyname" | "applicationcredentialname" | "액세스키이름" | "이름" => {
            Some(NAME)
        }
        "userid"
        | "uniqueuserid"
        | "useruniqueid"
        | "useruuid"
        | "사용자고유id"
        | "사용자고유아이디"
        | "사용자uuid"
        | "사용자id" => Some(USER_ID),
        _ => None,
    }
}

/// `인증 키`, `AWS_ACCESS_KEY_ID`, `aws_secret_access_key`, `region` …
fn s3_label(label: &str) -> Option<&'static str> {
    match bare(label, &IDLE_S3).as_str() {
        "access"
        | "accesskeyid"
        | "accesskey"
        | "인증키"
        | "인증키id"
        | "액세스키id"
        | "액세스키아이디"
        | "액세스키" => Some(ACCESS),
        "secret"
        | "secretaccesskey"
        | "secretkey"
        | "accesskeysecret"
        | "보안액세스키"
        | "시크릿액세스키"
        | "시크릿키"
        | "비밀키" => Some(SECRET),
        "region" | "regionname" | "defaultregion" | "리전" => Some(REGION),
        _ => None,
    }
}

/// Small letters and digits only, without words in front that say nothing of which value it is.
fn bare(label: &str, idle: &[&str]) -> String {
    let label: String = label
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut rest = label.as_str();
    while let Some(shorter) = idle.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.to_owned()
}

const IDLE_IAM: [&str; 13] = [
    "export",
    "setx",
    "set",
    "env",
    "your",
    "new",
    "my",
    "tfvar",
    "kakaocloud",
    "카카오클라우드",
    "openstack",
    "os",
    "iam",
];

const IDLE_S3: [&str; 13] = [
    "export",
    "setx",
    "set",
    "env",
    "your",
    "new",
    "my",
    "tfvar",
    "kakaocloud",
    "카카오클라우드",
    "aws",
    "os",
    "s3",
];
