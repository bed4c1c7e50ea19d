//! ClickHouse Cloud. Facts from its official OpenAPI contract (clickhouse-cloud-api 0.5.0) and documentation.
//!
//! One kind of key, [`key::ClickHouseKey`]. This file holds the client: it builds addresses, signs and hands over
//! to [`crate::http`]; what came back is read in `answers`.

mod answers;
mod check;
mod choices;
mod copy;
mod issue;
pub mod key;
mod keys;
mod log;
mod paste;
mod shape;
mod sign;
mod who;
mod wire;

#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use secrecy::ExposeSecret;
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, Result};
use crate::http::{Answer, Http, LIST_CAP, Repeat, Request};
use crate::kind::Credential;
use crate::providers::reading::{beginning, id_for_path};

use answers::Call;
use wire::Envelope;

/// Field: the public half of a credential.
const KEY_ID: &str = "key_id";
/// Field: the secret half of a credential.
const KEY_SECRET: &str = "key_secret";

/// A clock that is off by less does not make a certificate look expired.
const CLOCK_OFF_FOR_TLS_S: i64 = 3600;

/// Calls with one credential.
struct Client<'a> {
    http: &'a Http,
    by: &'a Credential,
    /// The organization; empty until it was asked for.
    scope: Option<String>,
    headers: HeaderMap,
}

impl<'a> Client<'a> {
    fn new(http: &'a Http, by: &'a Credential) -> Result<Self> {
        let mut headers = HeaderMap::new();
        let authorization = sign::basic(by.field(KEY_ID)?, by.field(KEY_SECRET)?)?;
        headers.insert(AUTHORIZATION, authorization);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let scope = by.scope.clone();
        Ok(Self {
            http,
            by,
            scope,
            headers,
        })
    }

    /// An address below `/v1`. Every part is percent-encoded.
    fn url(&self, parts: &[&str], query: &[(&str, &str)]) -> Result<Url> {
        let mut url = self.by.base_url.clone();
        url.path_segments_mut()
            .map_err(|()| Error::new(ErrorCode::Internal))?
            .pop_if_empty()
            .push("v1")
            .extend(parts);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    /// An address below the organization.
    fn org_url(&self, parts: &[&str], query: &[(&str, &str)]) -> Result<Url> {
        let scope = self.scope.as_deref().ok_or(ErrorCode::Internal)?;
        let mut all = vec!["organizations", id_for_path(scope)?];
        for part in parts {
            all.push(id_for_path(part)?);
        }
        self.url(&all, query)
    }

    /// Reads what is at an address.
    async fn get<T: DeserializeOwned>(&self, url: &Url) -> Result<(Envelope<T>, Answer)> {
        let request = Request {
            headers: self.headers.clone(),
            cap: LIST_CAP,
            ..Request::read()
        };
        let answer = self.send(url, &request).await?;
        Ok((self.read(&answer, Call::Read)?, answer))
    }

    /// Sends a change, once.
    async fn change(&self, method: Method, url: &Url, body: Option<Vec<u8>>) -> Result<Answer> {
        let request = Request {
            headers: self.headers_for(body.is_some()),
            ..Request::change(method, body)
        };
        self.send(url, &request).await
    }

    /// Sends a create, once, and gives back the answer unread if the cloud says that it worked.
    async fn create(&self, url: &Url, body: Vec<u8>) -> Result<Answer> {
        let request = Request {
            headers: self.headers_for(true),
            repeat: Repeat::Create,
            ..Request::change(Method::POST, Some(body))
        };
        let answer = self.send(url, &request).await?;
        if answer.is_success() {
            return Ok(answer);
        }
        Err(self.fault(&answer, Call::Create))
    }

    /// The envelope of an answer, or what is wrong with it.
    fn read<T: DeserializeOwned>(&self, answer: &Answer, call: Call) -> Result<Envelope<T>> {
        if answer.is_success()
            && let Some(envelope) = answers::read(&answer.body)
        {
            return Ok(envelope);
        }
        Err(self.fault(answer, call))
    }

    /// What an answer that cannot be used means.
    fn fault(&self, answer: &Answer, call: Call) -> Error {
        let mut error = answers::fault(answer, call);
        if error.detail.as_deref().is_some_and(|text| self.tells(text)) {
            error.detail = None;
        }
        error
    }

    /// Whether a text repeats our credential, as a proxy's error page may.
    fn tells(&self, text: &str) -> bool {
        let (Ok(id), Ok(secret)) = (self.by.field(KEY_ID), self.by.field(KEY_SECRET)) else {
            return false;
        };
        // EXPOSE: to keep a text out of the window that quotes the secret or the header made from it. A text may
        // be cut anywhere, so its beginning is enough.
        let secret = secret.expose_secret();
        let header = Zeroizing::new(STANDARD.encode(
            // EXPOSE: the header begins with the Key ID.
            id.expose_secret(),
        ));
        [secret, header.as_str()]
            .iter()
            .any(|value| text.contains(beginning(value)))
    }

    async fn send(&self, url: &Url, request: &Request) -> Result<Answer> {
        self.http.send(url, request).await.map_err(|error| {
            let skew_s = self.http.clock_skew_s();
            if error.code == ErrorCode::Untrusted && skew_s.abs() >= CLOCK_OFF_FOR_TLS_S {
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

    fn headers_for(&self, body: bool) -> HeaderMap {
        let mut headers = self.headers.clone();
        if body {
            let json = HeaderValue::from_static("application/json; charset=utf-8");
            headers.insert(CONTENT_TYPE, json);
        }
        headers
    }
}

/// A time in whole seconds, the way the cloud writes it.
fn seconds(since_1970: i64) -> String {
    Timestamp::from_second(since_1970).map_or_else(|_| String::new(), |at| at.to_string())
}

/// A body as JSON.
fn json(body: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(body).map_err(|_| Error::new(ErrorCode::Internal))
}
