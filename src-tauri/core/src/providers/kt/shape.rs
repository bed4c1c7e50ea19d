//! What pasted text looks like, by its form alone.

use secrecy::{ExposeSecret, SecretString};

use super::facts::STORAGE_S3;
use super::{
    ACCESS_KEY, API_KEY, DOMAIN_ID, PASSWORD, PROJECT_ID, PROJECT_NAME, SECRET_KEY, STORAGE_PASS,
    STORAGE_USER, ZONE, paste,
};
use crate::kind::{Likeness, SecretFields};
use crate::providers::likeness::{is_base64url, is_hex, only_word, words};

/// Characters of both halves of a pair of the G platform (observed): 64 random bytes in base64url.
const G_HALF: usize = 86;
/// Characters of a project's id in OpenStack.
const PROJECT: usize = 32;

/// Two halves of 64 bytes each; nobody else's pairs have two.
pub fn g_key(text: &SecretString) -> Likeness {
    // EXPOSE: its form is looked at.
    let clear = text.expose_secret();
    let mut halves: Vec<_> = words(clear)
        .filter(|word| is_base64url(word, G_HALF))
        .collect();
    halves.dedup();
    let named = has(&paste::g_key(text, None), &[API_KEY, SECRET_KEY]);
    if halves.len() == 2 {
        Likeness::Mark
    } else if named || only_word(clear).is_some_and(|word| is_base64url(word, G_HALF)) {
        Likeness::Form
    } else {
        Likeness::None
    }
}

/// The parts of the console's page "Token".
pub fn d_login(text: &SecretString) -> Likeness {
    let fields = paste::d_login(text, None);
    if !has(&fields, &[PROJECT_NAME, PASSWORD]) {
        return Likeness::None;
    }
    // EXPOSE: the form of public parts.
    let part = |id| fields.get(id).map(|value| value.expose_secret());
    let is_mail = part(PROJECT_NAME).is_some_and(|name| name.contains('@'));
    if part(PROJECT_ID).is_some_and(|id| is_hex(id, PROJECT)) {
        Likeness::Mark
    } else if is_mail || fields.contains_key(ZONE) {
        Likeness::Form
    } else {
        Likeness::None
    }
}

/// The names of its two headers are nobody else's.
pub fn storage_1(text: &SecretString) -> Likeness {
    // EXPOSE: its form is looked at.
    let clear = text.expose_secret().to_ascii_lowercase();
    let headers = ["x-storage-user", "x-storage-pass"];
    let named = headers.iter().all(|header| clear.contains(header));
    let fields = paste::storage_1(text, None);
    match named && has(&fields, &[STORAGE_USER, STORAGE_PASS]) {
        true => Likeness::Mark,
        false => Likeness::None,
    }
}

/// A pair with the ids of a domain and a project.
pub fn storage_2(text: &SecretString) -> Likeness {
    let parts = [ACCESS_KEY, SECRET_KEY, DOMAIN_ID, PROJECT_ID];
    match has(&paste::storage_2(text, None), &parts) {
        true => Likeness::Mark,
        false => Likeness::None,
    }
}

/// A pair as all storages call it; with one of our hosts beside it, ours.
pub fn storage_s3(text: &SecretString) -> Likeness {
    if !has(&paste::storage_s3(text, None), &[ACCESS_KEY, SECRET_KEY]) {
        return Likeness::None;
    }
    // EXPOSE: its form is looked at.
    let clear = text.expose_secret();
    let mut hosts = STORAGE_S3
        .iter()
        .filter_map(|realm| realm.base_url.split("//").nth(1));
    match hosts.any(|host| clear.contains(host)) {
        true => Likeness::Mark,
        false => Likeness::Form,
    }
}

fn has(fields: &SecretFields, ids: &[&str]) -> bool {
    ids.iter().all(|id| fields.contains_key(*id))
}
