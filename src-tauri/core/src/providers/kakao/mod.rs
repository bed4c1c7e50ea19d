//! KakaoCloud. Facts from `docs.kakaocloud.com`, KakaoCloud's official Go SDK and Terraform provider; its IAM is an
//! OpenStack Keystone, and what only Keystone's own reference says is said where it is used.
//!
//! Two kinds of key: [`iam_key::KakaoIamKey`] asks for tokens, and with those every call is made;
//! [`s3_key::KakaoS3Key`] opens the object storage. This file holds the client: it builds addresses and hands over to
//! [`crate::http`]; what came back is read in `answers`.

mod answers;
mod check;
mod copy;
mod facts;
pub mod iam_key;
mod iam_keys;
mod paste;
mod projects;
pub mod s3_key;
mod s3_keys;
mod session;
mod shape;
mod storage;
mod tokens;
mod who;
mod wire;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use url::Url;

use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Answer, Http, Request};
use crate::kind::Credential;
use crate::providers::reading::{beginning, is_request_id};

use answers::Call;

/// Field: the id of an IAM access key.
const ID: &str = "id";
/// Field: the secret of a key of either kind.
const SECRET: &str = "secret";
/// Field: the name of an IAM access key.
const NAME: &str = "name";
/// Field: the unique id of the user that an IAM access key belongs to.
const USER_ID: &str = "user_id";
/// Field: the public half of an S3 access key, lasting or temporary.
const ACCESS: &str = "access";
/// Field: where the object storage is.
const REGION: &str = "region";
/// Field of a token: the token.
const TOKEN: &str = "token";
/// Field of a temporary S3 access key: what it has beside the pair.
const SESSION_TOKEN: &str = "session_token";

/// Keys of a kind that a user may have in a project (`start/console-guide/credentials`).
const MOST_KEYS: u32 = 2;
/// A clock that is off by less does not make a certificate look expired.
const CLOCK_OFF_FOR_TLS_S: i64 = 3600;

/// Header: whoever calls.
const X_AUTH_TOKEN: &str = "x-auth-token";
/// Header: the token that a call is about.
const X_SUBJECT_TOKEN: &str = "x-subject-token";

/// What both kinds send through.
struct Kakao {
    http: Http,
    /// The time that signatures carry.
    clock: fn() -> Timestamp,
}

impl Kakao {
    const fn new(http: Http) -> Self {
        Self {
            http,
            clock: Timestamp::now,
        }
    }

    /// Sends a request as JSON. Every one carries its type, reads too: since April 2026 the cloud refuses those
    /// without (`start/api-preparation`). Gives back the answer with its headers.
    async fn send(&self, url: &Url, mut request: Request) -> Result<(Answer, HeaderMap)> {
        let json = HeaderValue::from_static("application/json");
        request.headers.entry(ACCEPT).or_insert(json.clone());
        request.headers.insert(CONTENT_TYPE, json);
        let sent = self.http.send_for_headers(url, &request).await;
        sent.map_err(|error| {
            let off = self.http.clock_skew_s().abs() >= CLOCK_OFF_FOR_TLS_S;
            if error.code == ErrorCode::Untrusted && off {
                // A certificate is only valid between two dates: the clock is the likelier fault.
                return Error {
                    code: ErrorCode::ClockOff,
                    clock_minutes: Some(self.http.clock_minutes()),
                    ..error
                };
            }
            error
        })
    }
}

/// An address of the identity service. Parts are taken for one segment each.
fn identity_url(base: &Url, parts: &[&str]) -> Result<Url> {
    let mut url = base.clone();
    url.path_segments_mut()
        .map_err(|()| Error::new(ErrorCode::Internal))?
        .pop_if_empty()
        .extend(["identity", "v3"])
        .extend(parts);
    Ok(url)
}

/// What an answer that cannot be used means; its words are left out if they repeat the credential or a token.
fn fault(
    answer: &Answer,
    headers: &HeaderMap,
    call: Call,
    by: &Credential,
    token: Option<&SecretString>,
) -> Error {
    let mut error = answers::fault(answer, call);
    error.request_id = request_id(headers);
    if error
        .detail
        .as_deref()
        .is_some_and(|text| tells(text, by, token))
    {
        error.detail = None;
    }
    error
}

/// Whether a text repeats a credential or a token. A text may be cut anywhere, so the beginning is enough.
fn tells(text: &str, by: &Credential, token: Option<&SecretString>) -> bool {
    let fields = [ID, SECRET, ACCESS]
        .into_iter()
        .filter_map(|field| by.fields.get(field));
    // The cloud's id of a key that was given by its name.
    let own = by.own_key.as_deref().map(beginning);
    own.is_some_and(|own| text.contains(own))
        || fields.chain(token).any(|value| {
            // EXPOSE: to keep a text out of the window that quotes it.
            text.contains(beginning(value.expose_secret()))
        })
}

/// Keystone's header: random, and safe to show.
fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get("x-openstack-request-id")?.to_str().ok()?;
    is_request_id(id).then(|| id.to_owned())
}

/// A token as the value of a header, marked as sensitive.
fn header(token: &SecretString) -> Result<HeaderValue> {
    // EXPOSE: a header is where a token goes.
    let mut value = HeaderValue::from_str(token.expose_secret())
        .map_err(|_| Error::new(ErrorCode::SecretAltered))?;
    value.set_sensitive(true);
    Ok(value)
}

/// A body as JSON.
fn json(body: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(body).map_err(|_| Error::new(ErrorCode::Internal))
}

/// A read whose answer is in nobody's shape.
fn unreadable() -> Error {
    Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Refused)
}
