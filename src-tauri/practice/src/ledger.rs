//! The ledger: which requests a practice cloud has seen.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde_json::Value;

/// Older entries are dropped, so that a practice cloud may run for days.
const KEPT: usize = 5_000;

/// One request as it arrived. Holds neither its `Authorization` header nor the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerEntry {
    /// The method in capitals.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The query as sent, without the question mark.
    pub query: Option<String>,
    /// The body: parsed where it is JSON, otherwise its text as a JSON string. `None` if there was none. A cloud that
    /// is told secrets in bodies puts `[secret]` in their place.
    pub body: Option<Value>,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The key that signed the request, if one did: its resource id on ClickHouse, the last four characters of KT's API
    /// key, its access key id elsewhere.
    pub signed_by: Option<String>,
    /// The status of the answer. `None` while there is none, and for ever if the line was cut before its first byte.
    pub status: Option<u16>,
    /// Whether it made something that cannot be made twice, whatever became of the answer.
    pub created: bool,
}

impl LedgerEntry {
    /// Path and query together.
    pub fn target(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }
}

/// Stands for one entry while its answer is being made.
#[derive(Clone, Copy)]
pub(crate) struct Place(u64);

#[derive(Default)]
pub(crate) struct Ledger(Mutex<Book>);

#[derive(Default)]
struct Book {
    dropped: u64,
    creates: usize,
    entries: VecDeque<LedgerEntry>,
}

impl Ledger {
    pub(crate) fn enter(&self, entry: LedgerEntry, creates_key: bool) -> Place {
        let mut book = self.book();
        book.creates += usize::from(creates_key);
        book.entries.push_back(entry);
        if book.entries.len() > KEPT {
            book.entries.pop_front();
            book.dropped += 1;
        }
        Place(book.dropped + book.entries.len() as u64 - 1)
    }

    pub(crate) fn note(&self, place: Place, change: impl FnOnce(&mut LedgerEntry)) {
        let mut book = self.book();
        let Some(index) = place.0.checked_sub(book.dropped) else {
            return;
        };
        if let Some(entry) = book.entries.get_mut(index as usize) {
            change(entry);
        }
    }

    pub(crate) fn entries(&self) -> Vec<LedgerEntry> {
        self.book().entries.iter().cloned().collect()
    }

    pub(crate) fn creates(&self) -> usize {
        self.book().creates
    }

    fn book(&self) -> std::sync::MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
