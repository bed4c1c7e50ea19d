//! Takes apart what people paste: rows of the console's tables, lines of labels and values, `.env` lines, JSON, a
//! profile for S3 tools.
//!
//! Never guesses: a value goes to the field that its label names, two unlabelled values are nobody's (the halves of a
//! pair look alike), and everything else comes back under the field it was pasted into. A password is never changed:
//! it is taken as it stands, and only from where its beginning and its end are plain to see.

mod json;
mod labelled;
mod names;
mod password;

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::facts::ZONES;
use super::{PASSWORD, ZONE};
use crate::kind::SecretFields;
use crate::providers::pasted::{LONGEST, clean, is_placeholder, unwrapped};

/// A pair of the G platform, by field id.
pub fn g_key(text: &SecretString, into: Option<&str>) -> SecretFields {
    read(text, into, &names::g_key)
}

/// A login of the D platform, by field id.
pub fn d_login(text: &SecretString, into: Option<&str>) -> SecretFields {
    read(text, into, &names::d_login)
}

/// A key of Object Storage 1.0, by field id.
pub fn storage_1(text: &SecretString, into: Option<&str>) -> SecretFields {
    read(text, into, &names::storage_1)
}

/// A key of Object Storage 2.0, by field id.
pub fn storage_2(text: &SecretString, into: Option<&str>) -> SecretFields {
    read(text, into, &names::storage_2)
}

/// A key of the storages that speak S3, by field id.
pub fn storage_s3(text: &SecretString, into: Option<&str>) -> SecretFields {
    read(text, into, &names::storage_s3)
}

/// What a label names; `None` when it is no label.
type Names<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

/// Values by the field that they belong to.
#[derive(Default)]
struct Found(Vec<(&'static str, Zeroizing<String>)>);

impl Found {
    fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == field)
    }

    /// The first value of a field wins: an example further down is not the key.
    fn add(&mut self, field: &'static str, value: &str) {
        let value = match field {
            PASSWORD if password::is_masked(value) => return,
            PASSWORD => Zeroizing::new(value.to_owned()),
            _ => {
                let value = clean(value);
                let value = unwrapped(&value);
                if is_placeholder(value) {
                    return;
                }
                Zeroizing::new(match field {
                    ZONE => zone(value).to_owned(),
                    _ => value.to_owned(),
                })
            }
        };
        if !self.has(field) {
            self.0.push((field, value));
        }
    }
}

fn read(text: &SecretString, into: Option<&str>, named: Names<'_>) -> SecretFields {
    // EXPOSE: this is where a pasted text is taken apart; every copy made here is wiped.
    let text = text.expose_secret();
    let mut found = Found::default();
    let plain = into == Some(PASSWORD) && password::is_bare(text, named);
    if text.len() <= LONGEST && !plain {
        labelled::read(text, named, &mut found);
    }
    let mut fields = SecretFields::new();
    for (field, value) in found.0 {
        fields.insert(field.to_owned(), SecretString::from(value.as_str()));
    }
    if fields.is_empty()
        && let Some(into) = into
    {
        let value = match into {
            PASSWORD => Zeroizing::new(text.trim_matches(is_line_end).to_owned()),
            ZONE => Zeroizing::new(zone(unwrapped(&clean(text))).to_owned()),
            _ => Zeroizing::new(unwrapped(&clean(text)).to_owned()),
        };
        fields.insert(into.to_owned(), SecretString::from(value.as_str()));
    }
    fields
}

const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A zone by its path, however it is called.
fn zone(text: &str) -> &str {
    let known = ZONES
        .iter()
        .find(|(path, name)| path.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text));
    known.map_or(text, |(path, _)| path)
}
