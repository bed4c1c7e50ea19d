//! Naver Cloud. Facts from `api.ncloud-docs.com`, `guide.ncloud-docs.com` and code that NAVER published; what is
//! only observed or inferred is said where it is used.
//!
//! Three kinds of key: [`access_key::NaverAccessKey`] signs every call, [`gateway_key::NaverGatewayKey`] and
//! [`sub_account_key::NaverSubAccountKey`] are made with it. This file holds the client: it builds addresses, signs
//! and hands over to [`crate::http`]; what came back is read in `answers`.

pub mod access_key;
mod access_rules;
mod answers;
mod api_keys;
mod check;
mod copy;
mod facts;
pub mod gateway_key;
mod pages;
mod paste;
mod shape;
mod sign;
mod storage;
pub mod sub_account_key;
mod sub_accounts;
mod subscriptions;
mod who;
mod wire;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};
use secrecy::ExposeSecret;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;
use url::form_urlencoded::byte_serialize;

use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Answer, Http, LIST_CAP, Repeat, Request};
use crate::kind::{Credential, Realm};
use crate::providers::reading::{beginning, ends_with, id_for_path, is_request_id};

use answers::Call;
use facts::REALMS;

/// Field: the public half of an access key.
const ACCESS_KEY: &str = "access_key";
/// Field: the secret half of an access key.
const SECRET_KEY: &str = "secret_key";
/// Field: the first value of an API Gateway key.
const PRIMARY_KEY: &str = "primary_key";
/// Field: the second value of an API Gateway key.
const SECONDARY_KEY: &str = "secondary_key";
/// What access keys and their secrets begin with since they are longer (`gov-iam-v2-overview`).
const NEW_START: &str = "ncp_iam_";

/// The gateway refuses a timestamp that is more than five minutes off (`common-ncpapi`); from here on a refusal is
/// blamed on the clock, for the way takes time too.
const CLOCK_OFF_S: i64 = 240;
/// A clock that is off by less does not make a certificate look expired.
const CLOCK_OFF_FOR_TLS_S: i64 = 3600;
/// Calls that are made at the same time.
const AT_ONCE: usize = 6;

/// A service of the cloud that is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    ApiGateway,
    SubAccount,
    Sts,
}

impl Service {
    /// In front of the realm's host (`common-ncpapi`).
    const fn host(self) -> &'static str {
        match self {
            Self::ApiGateway => "apigateway",
            Self::SubAccount => "subaccount",
            Self::Sts => "sts",
        }
    }
}

/// What all kinds send through.
struct Naver {
    http: Http,
    /// The time that signatures carry.
    clock: fn() -> Timestamp,
}

impl Naver {
    const fn new(http: Http) -> Self {
        Self {
            http,
            clock: Timestamp::now,
        }
    }
}

/// Calls with one credential.
struct Client<'a> {
    naver: &'a Naver,
    by: &'a Credential,
}

impl<'a> Client<'a> {
    const fn new(naver: &'a Naver, by: &'a Credential) -> Self {
        Self { naver, by }
    }

    /// An address below `/api/v1` of a service. A realm has a host for each service; any other base serves all.
    fn url(&self, service: Service, parts: &[&str], query: &[(&str, &str)]) -> Result<Url> {
        let internal = |()| Error::new(ErrorCode::Internal);
        let mut url = self.by.base_url.clone();
        if let Some(realm) = realm_of(&url) {
            url = Url::parse(realm.base_url).map_err(|_| internal(()))?;
            let root = url.host_str().unwrap_or_default();
            let host = format!("{}.{root}", service.host());
            url.set_host(Some(&host)).map_err(|_| internal(()))?;
        }
        url.path_segments_mut()
            .map_err(internal)?
            .pop_if_empty()
            .extend(["api", "v1"])
            .extend(parts);
        if !query.is_empty() {
            let pairs: Vec<_> = query
                .iter()
                .map(|(name, value)| format!("{name}={}", in_query(value)))
                .collect();
            url.set_query(Some(&pairs.join("&")));
        }
        Ok(url)
    }

    /// Reads what is at an address.
    async fn get<T: DeserializeOwned>(
        &self,
        service: Service,
        parts: &[&str],
        query: &[(&str, &str)],
    ) -> Result<T> {
        let url = self.url(service, parts, query)?;
        let request = Request {
            cap: LIST_CAP,
            ..Request::read()
        };
        let (answer, id) = self.send(&url, request).await?;
        answers::read(&answer)
            .and_then(|value| serde_json::from_value(value).ok())
            .ok_or_else(|| self.fault(&answer, id, service, Call::Read))
    }

    /// Sends a change, once. An answer without a body is null.
    async fn change(
        &self,
        service: Service,
        method: Method,
        parts: &[&str],
        body: &impl Serialize,
    ) -> Result<Value> {
        self.change_with(service, method, parts, Some(json(body)?))
            .await
    }

    /// As [`Client::change`], without a body.
    async fn change_plain(
        &self,
        service: Service,
        method: Method,
        parts: &[&str],
    ) -> Result<Value> {
        self.change_with(service, method, parts, None).await
    }

    async fn change_with(
        &self,
        service: Service,
        method: Method,
        parts: &[&str],
        body: Option<Vec<u8>>,
    ) -> Result<Value> {
        let url = self.url(service, parts, &[])?;
        let (answer, id) = self.send(&url, Request::change(method, body)).await?;
        if answer.is_success() && answer.body.trim_ascii().is_empty() {
            return Ok(Value::Null);
        }
        answers::read(&answer).ok_or_else(|| self.fault(&answer, id, service, Call::Change))
    }

    /// Sends a create, once, and gives back the answer unread if the cloud says that it worked.
    async fn create(
        &self,
        service: Service,
        parts: &[&str],
        body: Option<Vec<u8>>,
    ) -> Result<Answer> {
        let url = self.url(service, parts, &[])?;
        let request = Request {
            repeat: Repeat::Create,
            ..Request::change(Method::POST, body)
        };
        let (answer, id) = self.send(&url, request).await?;
        if answer.is_success() {
            return Ok(answer);
        }
        Err(self.fault(&answer, id, service, Call::Create))
    }

    /// Signs and sends. Gives back the answer and the cloud's id of the request.
    async fn send(&self, url: &Url, mut request: Request) -> Result<(Answer, Option<String>)> {
        request.headers = sign::headers(
            request.method.as_str(),
            url,
            (self.naver.clock)(),
            self.by.field(ACCESS_KEY)?,
            self.by.field(SECRET_KEY)?,
        )?;
        let json = HeaderValue::from_static("application/json");
        request.headers.insert(ACCEPT, json.clone());
        if request.body.is_some() {
            request.headers.insert(CONTENT_TYPE, json);
        } else if request.method == Method::POST {
            // Nothing below us says so by itself, and some gateways refuse a POST of unknown length.
            let none = HeaderValue::from_static("0");
            request.headers.insert(CONTENT_LENGTH, none);
        }
        let http = &self.naver.http;
        let (answer, headers) = http
            .send_for_headers(url, &request)
            .await
            .map_err(|error| {
                let skew_s = http.clock_skew_s();
                if error.code == ErrorCode::Untrusted && skew_s.abs() >= CLOCK_OFF_FOR_TLS_S {
                    // A certificate is only valid between two dates: the clock is the likelier fault.
                    return clock_off(error, http);
                }
                error
            })?;
        Ok((answer, request_id(&headers)))
    }

    /// What an answer that cannot be used means.
    fn fault(&self, answer: &Answer, id: Option<String>, service: Service, call: Call) -> Error {
        let mut error = answers::fault(answer, service, call);
        error.request_id = id;
        if error.detail.as_deref().is_some_and(|text| self.tells(text)) {
            error.detail = None;
        }
        let skew_s = self.naver.http.clock_skew_s();
        if answer.status == 401
            && error.code == ErrorCode::CredentialUnknown
            && skew_s.abs() > CLOCK_OFF_S
        {
            return clock_off(error, &self.naver.http);
        }
        error
    }

    /// Whether a text repeats our credential, as an error page may. A text may be cut anywhere, so the beginning is
    /// enough; that of all newer keys is the same and tells nothing.
    fn tells(&self, text: &str) -> bool {
        [ACCESS_KEY, SECRET_KEY].into_iter().any(|field| {
            self.by.field(field).is_ok_and(|value| {
                // EXPOSE: to keep a text out of the window that quotes the key.
                let value = value.expose_secret();
                text.contains(beginning(value.strip_prefix(NEW_START).unwrap_or(value)))
            })
        })
    }
}

/// The realm whose root an address is.
fn realm_of(base: &Url) -> Option<&'static Realm> {
    let is_root = base.scheme() == "https" && base.port().is_none() && base.path() == "/";
    REALMS
        .iter()
        .find(|realm| is_root && realm.base_url.strip_prefix("https://") == base.host_str())
}

fn clock_off(error: Error, http: &Http) -> Error {
    Error {
        code: ErrorCode::ClockOff,
        clock_minutes: Some(http.clock_minutes()),
        ..error
    }
}

/// The header is observed, not documented.
fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get("x-ncp-request-id")?.to_str().ok()?;
    is_request_id(id).then(|| id.to_owned())
}

/// A value in a query. A space is `%20`: between us and the cloud somebody may write `+` in another way, and then the
/// signature would not fit.
fn in_query(value: &str) -> String {
    byte_serialize(value.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

/// A body as JSON.
fn json(body: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(body).map_err(|_| Error::new(ErrorCode::Internal))
}

/// A read whose answer is in nobody's shape.
fn unreadable() -> Error {
    Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Refused)
}
