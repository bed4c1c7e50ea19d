//! A request as it came in.

use std::net::IpAddr;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Query, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, Method, Uri};
use serde_json::Value;

use crate::ledger::LedgerEntry;

const LARGEST_REQUEST: usize = 100 * 1024;

pub(crate) struct Incoming {
    pub method: Method,
    uri: Uri,
    pub headers: HeaderMap,
    /// The query, decoded. Empty if it cannot be.
    pub query: Vec<(String, String)>,
    /// `None` if the body was too large or broke off.
    pub body: Option<Bytes>,
    /// The body parsed, its text where it is no JSON, null if there is none. `None` as `body` is.
    pub json: Option<Value>,
    /// Who is calling.
    pub address: IpAddr,
}

impl Incoming {
    pub async fn read(request: Request, address: IpAddr) -> Self {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, LARGEST_REQUEST).await.ok();
        let query = Query::try_from_uri(&parts.uri).map(|Query(pairs)| pairs);
        Incoming {
            query: query.unwrap_or_default(),
            json: body.as_deref().map(as_json),
            body,
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            address,
        }
    }

    /// The path as sent, without the query.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query as sent, without the question mark.
    pub fn raw_query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// The value of a query parameter; of the last one of that name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().rfind(|(given, _)| given == name)?;
        Some(value)
    }

    /// A header's text. `None` if it is absent or no text.
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub fn ledger_entry(&self) -> LedgerEntry {
        LedgerEntry {
            method: self.method.to_string(),
            path: self.path().to_owned(),
            query: self.raw_query().map(str::to_owned),
            body: self.json.clone().filter(|json| !json.is_null()),
            content_type: self.header(&CONTENT_TYPE).map(str::to_owned),
            signed_by: None,
            status: None,
            created: false,
        }
    }
}

fn as_json(bytes: &[u8]) -> Value {
    if bytes.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into())
}
