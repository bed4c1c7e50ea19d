//! The one client. Nothing else in this crate opens a connection.
//!
//! https only (http to this computer), no redirects, no cookies, capped bodies. Only requests marked
//! [`Repeat::Safe`] are ever repeated, and none carries a credential anywhere but to the address it was made for.

use std::net::IpAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Method, StatusCode};
use url::Url;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorCode, FieldProblem, Outcome, Result};

/// Longest body of an ordinary answer, in bytes.
pub const BODY_CAP: usize = 1 << 20;
/// Longest body of a list, in bytes.
pub const LIST_CAP: usize = 8 << 20;
/// A clock that is off by more is named to the user, in seconds.
pub const CLOCK_TOLERANCE_S: i64 = 60;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const CALL_TIMEOUT: Duration = Duration::from_secs(30);
const CREATE_TIMEOUT: Duration = Duration::from_secs(60);
const TRIES: u32 = 3;
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Whether a request may be sent again by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// A read, or something that has the same effect twice.
    Safe,
    /// A change: sent once.
    Once,
    /// The making of a key: sent once, and waited for longer.
    Create,
}

/// A request, without its address.
pub struct Request {
    /// GET, POST …
    pub method: Method,
    /// Headers; those that carry a credential are marked sensitive by whoever adds them.
    pub headers: HeaderMap,
    /// Body.
    pub body: Option<Vec<u8>>,
    /// Whether it may be repeated.
    pub repeat: Repeat,
    /// Longest answer taken, in bytes.
    pub cap: usize,
}

impl Request {
    /// A read that may be repeated.
    #[must_use]
    pub fn read() -> Self {
        Self {
            method: Method::GET,
            headers: HeaderMap::new(),
            body: None,
            repeat: Repeat::Safe,
            cap: BODY_CAP,
        }
    }

    /// A change that is sent once.
    #[must_use]
    pub fn change(method: Method, body: Option<Vec<u8>>) -> Self {
        Self {
            method,
            body,
            repeat: Repeat::Once,
            ..Self::read()
        }
    }
}

/// An answer with any status below 600. May hold a secret: no `Debug`, no `Serialize`, no `Clone`.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body as it came.
    pub body: Zeroizing<Vec<u8>>,
    /// Content type, lower case, without parameters.
    pub content_type: String,
    /// Seconds the cloud asks to wait.
    pub retry_after_s: Option<u32>,
    /// The cloud's clock when it answered, in seconds since 1970.
    pub server_time_s: Option<i64>,
}

impl Answer {
    /// Any 2xx.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

/// How long a connection is kept that nobody uses.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// The client: cheap to clone, one connection pool.
#[derive(Clone)]
pub struct Http {
    client: Arc<RwLock<reqwest::Client>>,
    skew_s: Arc<AtomicI64>,
    tuning: Tuning,
}

/// Times that tests shorten.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    /// Longest time for a call.
    pub call: Duration,
    /// Longest time for a create.
    pub create: Duration,
    /// First pause before a repeat; doubles each time.
    pub pause: Duration,
    /// Longest pause a cloud may ask for before we tell the user instead.
    pub longest_wait: Duration,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            call: CALL_TIMEOUT,
            create: CREATE_TIMEOUT,
            pause: Duration::from_millis(400),
            longest_wait: LONGEST_WAIT,
        }
    }
}

fn client() -> Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .user_agent(concat!("Keywright/", env!("CARGO_PKG_VERSION")))
        .referer(false)
        // A connection that sat idle is the usual reason for a create whose fate is unknown.
        .pool_idle_timeout(IDLE_TIMEOUT)
        .build()
        .map_err(|_| Error::new(ErrorCode::Internal))
}

impl Http {
    /// A client with the figures of the security bar.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] when TLS cannot be set up.
    pub fn new(tuning: Tuning) -> Result<Self> {
        Ok(Self {
            client: Arc::new(RwLock::new(client()?)),
            skew_s: Arc::new(AtomicI64::new(0)),
            tuning,
        })
    }

    /// Ends the connections that nobody uses now: their buffers may still hold what was sent and answered. Calls under
    /// way come to their end.
    pub fn drop_connections(&self) {
        // Without a new client the old one goes on: it keeps nothing longer than `IDLE_TIMEOUT` either.
        if let Ok(fresh) = client() {
            *self.client.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
    }

    /// Seconds that this computer's clock is ahead of the cloud that answered last (negative: behind).
    #[must_use]
    pub fn clock_skew_s(&self) -> i64 {
        self.skew_s.load(Ordering::Relaxed)
    }

    /// The same in minutes, to the nearest: the way takes its seconds too.
    #[must_use]
    pub fn clock_minutes(&self) -> i32 {
        let skew_s = self.clock_skew_s();
        i32::try_from((skew_s + 30 * skew_s.signum()) / 60).unwrap_or(i32::MAX)
    }

    /// Sends a request and gives back the answer, whatever its status; 3xx are errors.
    ///
    /// # Errors
    /// Those of the way to the cloud, with an outcome that says whether the request may have been acted on.
    pub async fn send(&self, url: &Url, request: &Request) -> Result<Answer> {
        let (answer, _) = self.send_for_headers(url, request).await?;
        Ok(answer)
    }

    /// As [`Http::send`], with the headers of the answer. They may hold a secret: nothing writes them out.
    ///
    /// # Errors
    /// As [`Http::send`].
    pub async fn send_for_headers(
        &self,
        url: &Url,
        request: &Request,
    ) -> Result<(Answer, HeaderMap)> {
        check_url(url)?;
        let mut tried = 0;
        loop {
            tried += 1;
            let result = self.send_once(url, request).await;
            if request.repeat != Repeat::Safe || tried >= TRIES {
                return result;
            }
            let asked = match &result {
                Ok((answer, _)) if matches!(answer.status, 429 | 502 | 503 | 504) => answer
                    .retry_after_s
                    .map(|s| Duration::from_secs(u64::from(s))),
                Ok(_) => return result,
                Err(error)
                    if matches!(
                        error.code,
                        ErrorCode::Interrupted | ErrorCode::Unreachable | ErrorCode::TimedOut
                    ) =>
                {
                    None
                }
                Err(_) => return result,
            };
            let pause = match asked {
                Some(wait) if wait > self.tuning.longest_wait => return result,
                Some(wait) => wait,
                None => jitter(self.tuning.pause * 2u32.pow(tried - 1)),
            };
            tokio::time::sleep(pause).await;
        }
    }

    async fn send_once(&self, url: &Url, request: &Request) -> Result<(Answer, HeaderMap)> {
        let limit = match request.repeat {
            Repeat::Create => self.tuning.create,
            Repeat::Safe | Repeat::Once => self.tuning.call,
        };
        let client = self.client.read();
        let client = client.unwrap_or_else(PoisonError::into_inner).clone();
        let mut builder = client
            .request(request.method.clone(), url.clone())
            .headers(request.headers.clone())
            .timeout(limit);
        if let Some(body) = &request.body {
            builder = builder.body(body.clone());
        }
        let mut response = builder.send().await.map_err(|e| way_error(e, request))?;
        let status = response.status();
        let headers = response.headers().clone();
        let server_time_s = headers.get(DATE).and_then(unix_seconds);
        if let Some(server) = server_time_s {
            self.skew_s.store(now_s() - server, Ordering::Relaxed);
        }
        let fault = |code| {
            let outcome = outcome_of_sent(request);
            let mut error = Error::new(code).with_outcome(outcome);
            error.status = Some(status.as_u16());
            error
        };
        if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
            return Err(fault(ErrorCode::Redirected));
        }
        let mut body = Zeroizing::new(Vec::with_capacity(
            response
                .content_length()
                .map_or(4096, |n| usize::try_from(n).unwrap_or(request.cap))
                .min(request.cap),
        ));
        while let Some(chunk) = response.chunk().await.map_err(|e| {
            let mut error = way_error(e, request);
            error.status = Some(status.as_u16());
            error
        })? {
            if body.len() + chunk.len() > request.cap {
                return Err(fault(ErrorCode::AnswerTooLarge));
            }
            body.extend_from_slice(&chunk);
        }
        let answer = Answer {
            status: status.as_u16(),
            body,
            content_type: headers
                .get(reqwest::header::CONTENT_TYPE)
                .and_then(|v| v.to_str().ok())
                .map(|v| {
                    v.split(';')
                        .next()
                        .unwrap_or("")
                        .trim()
                        .to_ascii_lowercase()
                })
                .unwrap_or_default(),
            retry_after_s: wait_asked(&headers),
            server_time_s,
        };
        Ok((answer, headers))
    }
}

/// Checks that a credential may be sent to this address: https, or http to this computer.
///
/// # Errors
/// [`ErrorCode::FieldInvalid`] for the field `endpoint`.
pub fn check_url(url: &Url) -> Result<()> {
    let refuse = |problem| Err(Error::field("endpoint", problem));
    if !url.username().is_empty() || url.password().is_some() || url.host().is_none() {
        return refuse(FieldProblem::NotAUrl);
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => refuse(FieldProblem::NotHttps),
        _ => refuse(FieldProblem::NotAUrl),
    }
}

/// Reads an address that a user typed as the base of an API: no query, no fragment, no slash at the end.
///
/// # Errors
/// [`ErrorCode::FieldInvalid`] for the field `endpoint`.
pub fn read_endpoint(text: &str) -> Result<Url> {
    let text = text.trim().trim_end_matches('/');
    let url = Url::parse(text).map_err(|_| Error::field("endpoint", FieldProblem::NotAUrl))?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(Error::field("endpoint", FieldProblem::NotAUrl));
    }
    check_url(&url)?;
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(url::Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    }
}

const fn outcome_of_sent(request: &Request) -> Outcome {
    match request.repeat {
        Repeat::Safe => Outcome::Refused,
        Repeat::Once | Repeat::Create => Outcome::Unknown,
    }
}

fn way_error(error: reqwest::Error, request: &Request) -> Error {
    let error = error.without_url();
    if error.is_builder() {
        return Error::new(ErrorCode::Internal);
    }
    let causes = causes(&error);
    if error.is_connect() {
        let code = if causes
            .iter()
            .any(|c| c.contains("certificate") || c.contains("UnknownIssuer"))
        {
            ErrorCode::Untrusted
        } else if causes
            .iter()
            .any(|c| c.contains("dns error") || c.contains("lookup") || c.contains("unreachable"))
        {
            ErrorCode::Offline
        } else if error.is_timeout() {
            ErrorCode::TimedOut
        } else {
            ErrorCode::Unreachable
        };
        return Error::new(code);
    }
    // HTTP/2 REFUSED_STREAM: the server promises that it did not process the request (RFC 9113 §8.7).
    if causes.iter().any(|c| c.contains("refused stream")) {
        return Error::new(ErrorCode::Unreachable);
    }
    let code = if error.is_timeout() {
        ErrorCode::TimedOut
    } else {
        ErrorCode::Interrupted
    };
    Error::new(code).with_outcome(outcome_of_sent(request))
}

/// The words of an error and of what caused it. Matching on words stays inside this file.
fn causes(error: &dyn std::error::Error) -> Vec<String> {
    let mut all = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        all.push(error.to_string());
        next = error.source();
    }
    all
}

fn unix_seconds(value: &HeaderValue) -> Option<i64> {
    let time = httpdate::parse_http_date(value.to_str().ok()?).ok()?;
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}

fn now_s() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// `X-RateLimit-Reset` in seconds, which may be fractional, else `Retry-After` in seconds or as a date: the cloud's own
/// limiter knows better than what stands in front of it.
fn wait_asked(headers: &HeaderMap) -> Option<u32> {
    let text = |name: &str| {
        headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .map(str::trim)
    };
    let reset = text("x-ratelimit-reset").and_then(|t| t.parse::<f64>().ok());
    if let Some(reset) = reset.filter(|s| (0.0..=86_400.0).contains(s)) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked above"
        )]
        let seconds = reset.ceil() as u32;
        return Some(seconds);
    }
    let value = headers.get(RETRY_AFTER)?;
    if let Some(seconds) = text("retry-after").and_then(|t| t.parse::<u32>().ok()) {
        return Some(seconds);
    }
    let at = unix_seconds(value)?;
    u32::try_from((at - now_s()).max(0)).ok()
}

/// Full jitter: anything between nothing and the pause, so that many callers do not come back at once.
fn jitter(pause: Duration) -> Duration {
    let mut byte = [0u8; 1];
    // Without random numbers the full pause is as good.
    if getrandom::fill(&mut byte).is_err() {
        return pause;
    }
    pause * u32::from(byte[0]) / 255
}

/// How deep objects and lists may be nested in an answer.
const JSON_DEPTH: usize = 32;

/// Reads JSON that a cloud sent: at most 32 levels deep.
///
/// # Errors
/// [`ErrorCode::AnswerUnreadable`], [`Outcome::Unknown`]: the cloud did something and we cannot tell what.
pub fn read_json<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T> {
    let unreadable = || Error::new(ErrorCode::AnswerUnreadable).with_outcome(Outcome::Unknown);
    if depth(body) > JSON_DEPTH {
        return Err(unreadable());
    }
    serde_json::from_slice(body).map_err(|_| unreadable())
}

fn depth(body: &[u8]) -> usize {
    let (mut now, mut most, mut text, mut escaped) = (0usize, 0usize, false, false);
    for &byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if text => escaped = true,
            b'"' => text = !text,
            b'{' | b'[' if !text => {
                now += 1;
                most = most.max(now);
            }
            b'}' | b']' if !text => now = now.saturating_sub(1),
            _ => {}
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_is_refused_except_to_this_computer() {
        for bad in [
            "http://example.com",
            "ftp://x",
            "https://a:b@x.com",
            "http://127.0.0.1.evil.com",
            "no",
        ] {
            assert!(read_endpoint(bad).is_err(), "{bad}");
        }
        for good in [
            "https://api.example.com/",
            "http://127.0.0.1:9",
            "http://[::1]:9/v1/",
            "http://localhost",
        ] {
            assert!(read_endpoint(good).is_ok(), "{good}");
        }
        assert!(read_endpoint("https://x.com/?a=b").is_err());
    }

    #[test]
    fn waits_are_read_from_both_headers() {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static("7"));
        assert_eq!(wait_asked(&headers), Some(7));
        headers.insert("x-ratelimit-reset", HeaderValue::from_static("3.2"));
        assert_eq!(wait_asked(&headers), Some(4));
        headers.insert("x-ratelimit-reset", HeaderValue::from_static("NaN"));
        assert_eq!(wait_asked(&headers), Some(7));
        headers.remove(RETRY_AFTER);
        assert_eq!(wait_asked(&headers), None);
    }

    #[test]
    fn deep_json_is_refused_and_brackets_in_text_do_not_count() {
        let deep = format!("{}{}", "[".repeat(40), "]".repeat(40));
        assert!(read_json::<serde_json::Value>(deep.as_bytes()).is_err());
        let text = format!("[\"{}\"]", "[".repeat(100));
        assert!(read_json::<serde_json::Value>(text.as_bytes()).is_ok());
    }
}
