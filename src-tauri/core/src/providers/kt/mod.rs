//! KT Cloud. Facts from the libraries that KT published ("kt cloud SDK v1.0", "kcldx" 0.5.2), the developer guide of
//! Apache CloudStack, OpenStack's "Identity API v3" and "Object Storage API v1", and drivers that others wrote for it
//! (Apache Libcloud, Cloud-Barista). KT's own guide could not be read; what is only observed or inferred is said where
//! it is used.
//!
//! Five kinds of credential, one for each platform: [`g_key::KtGKey`], [`d_login::KtDLogin`], [`storage_1::KtStorage1`],
//! [`storage_2::KtStorage2`] and [`storage_s3::KtStorageS3`]. All are made in the console: no call is known that makes,
//! lists or ends one. This file holds what they share.

mod answers;
mod buckets;
mod check;
mod cloudstack;
mod copy;
pub mod d_login;
mod facts;
pub mod g_key;
mod keystone;
mod paste;
mod s3_v2;
mod shape;
mod sign;
pub mod storage_1;
pub mod storage_2;
pub mod storage_s3;
mod swift;
mod wire;
mod zones;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use url::Url;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Http;
use crate::kind::{Realm, SecretFields};
use crate::providers::reading::beginning;

/// Field: the API Key of the G platform.
const API_KEY: &str = "api_key";
/// Field: the secret half of a pair.
const SECRET_KEY: &str = "secret_key";
/// Field: the id of a project.
const PROJECT_ID: &str = "project_id";
/// Field: the name of a project of the D platform, which is the name one signs in with.
const PROJECT_NAME: &str = "project_name";
/// Field: the password of the D platform.
const PASSWORD: &str = "password";
/// Field: the zone of the D platform.
const ZONE: &str = "zone";
/// Field: who signs in to Object Storage 1.0.
const STORAGE_USER: &str = "storage_user";
/// Field: what Object Storage 1.0 knows them by.
const STORAGE_PASS: &str = "storage_pass";
/// Field: the public half of a storage key.
const ACCESS_KEY: &str = "access_key";
/// Field: the id of the domain that a project of Object Storage 2.0 is in.
const DOMAIN_ID: &str = "domain_id";
/// Field of a token.
const TOKEN: &str = "token";

/// What all kinds send through.
struct Kt {
    http: Http,
    /// The time that signatures carry.
    clock: fn() -> Timestamp,
}

impl Kt {
    const fn new(http: Http) -> Self {
        Self {
            http,
            clock: Timestamp::now,
        }
    }
}

/// The address below a base.
fn below(base: &Url, parts: &[&str]) -> Result<Url> {
    let mut url = base.clone();
    url.path_segments_mut()
        .map_err(|()| Error::new(ErrorCode::Internal))?
        .pop_if_empty()
        .extend(parts);
    Ok(url)
}

/// The realm whose address a base is. Any other base, e.g. that of a practice cloud, serves everything itself.
fn realm_of(base: &Url, realms: &'static [Realm]) -> Option<&'static Realm> {
    realms
        .iter()
        .find(|realm| Url::parse(realm.base_url).is_ok_and(|own| own == *base))
}

/// A header that carries a credential.
///
/// # Errors
/// [`ErrorCode::SecretAltered`] when the value cannot stand in a header.
fn sensitive(headers: &mut HeaderMap, name: &'static str, value: &SecretString) -> Result<()> {
    // EXPOSE: it goes into a header that is marked as sensitive.
    let mut value = HeaderValue::from_str(value.expose_secret())
        .map_err(|_| Error::new(ErrorCode::SecretAltered))?;
    value.set_sensitive(true);
    headers.insert(HeaderName::from_static(name), value);
    Ok(())
}

/// Whether a text repeats a credential, as an error may: the beginning is enough, for a text may be cut anywhere. A
/// CloudStack may quote what it signed, which is in small letters, and a text may be quoted as JSON.
fn tells(fields: &SecretFields, text: &str) -> bool {
    let plain = |text: &str| Zeroizing::new(text.replace('\\', "").to_lowercase());
    let text = plain(text);
    let half = [
        API_KEY,
        SECRET_KEY,
        PASSWORD,
        STORAGE_PASS,
        ACCESS_KEY,
        TOKEN,
    ]
    .iter();
    let repeated = half.filter_map(|id| fields.get(*id)).any(|value| {
        // EXPOSE: to keep a text out of the window that quotes the credential.
        let start = plain(beginning(value.expose_secret()));
        !start.is_empty() && text.contains(start.as_str())
    });
    repeated || text.contains("signature=")
}

/// A credential with a token of it: an error may repeat the one or the other.
fn with_token(fields: &SecretFields, token: &SecretString) -> SecretFields {
    let mut fields = fields.clone();
    fields.insert(TOKEN.to_owned(), token.clone());
    fields
}

/// The same error for something that changes nothing at the cloud, however it ended.
fn harmless(error: Error) -> Error {
    match error.outcome {
        Outcome::Unknown => error.with_outcome(Outcome::Refused),
        Outcome::Unsent | Outcome::Refused => error,
    }
}

/// A text of a cloud as it may be shown: without marks that nobody sees or that turn what stands beside them around.
fn shown(text: &str) -> Option<String> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean: String = text
        .trim()
        .chars()
        .filter(|c| !c.is_control() && !turns(*c))
        .take(LONGEST_SHOWN)
        .collect();
    (!clean.is_empty()).then_some(clean)
}

/// Characters of a name that are shown at most.
const LONGEST_SHOWN: usize = 200;
