//! Lists, read to their end. How the services page is documented in part only, so a list ends at whatever says so
//! first: its total, its last page, an empty page, or a page that brings nothing new.

use std::collections::HashSet;

use serde::de::DeserializeOwned;

use super::{Client, Service, unreadable};
use crate::error::{Error, ErrorCode, Outcome, Result};

/// Pages of one list at most.
const MOST_PAGES: usize = 100;
/// Entries of one list at most.
const MOST_ENTRIES: usize = 10_000;
/// Entries of a page. The largest that API Gateway gives is not documented; Sub Account gives 100.
const PAGE: usize = 100;

/// A page, as far as it matters here.
pub struct Page<T> {
    /// The cloud's ids and what they mean. `None` when the page has no list.
    pub entries: Option<Vec<(String, T)>>,
    /// Entries of the whole list.
    pub total: Option<usize>,
    /// Whether another page follows, where that is told.
    pub more: Option<bool>,
}

/// What has been read.
struct Seen<T> {
    ids: HashSet<String>,
    entries: Vec<T>,
}

impl<T> Seen<T> {
    fn new() -> Self {
        Self {
            ids: HashSet::new(),
            entries: Vec::new(),
        }
    }

    /// Takes a page; answers whether it brought anything new.
    fn take(&mut self, page: Vec<(String, T)>) -> Result<bool> {
        let before = self.entries.len();
        for (id, entry) in page {
            if self.ids.insert(id) {
                self.entries.push(entry);
            }
        }
        if self.entries.len() > MOST_ENTRIES {
            return Err(too_many());
        }
        Ok(self.entries.len() > before)
    }
}

/// A list of API Gateway: `offset` and `limit`. Whether `offset` counts rows or pages is not documented: it is taken
/// for rows, and where those end before the total does, for pages.
pub async fn by_offset<P: DeserializeOwned, T>(
    client: &Client<'_>,
    parts: &[&str],
    page_of: fn(P) -> Page<T>,
) -> Result<Vec<T>> {
    let mut seen = Seen::new();
    let (mut offset, mut in_pages, mut read) = (0, false, 0);
    for _ in 0..MOST_PAGES {
        let (from, limit) = (offset.to_string(), PAGE.to_string());
        let query = [("offset", from.as_str()), ("limit", limit.as_str())];
        let page = page_of(client.get(Service::ApiGateway, parts, &query).await?);
        let entries = page.entries.ok_or_else(unreadable)?;
        read += entries.len();
        let news = seen.take(entries)?;
        let left = page.total.is_none_or(|total| seen.entries.len() < total);
        if !left {
            return Ok(seen.entries);
        }
        offset = match (news, in_pages) {
            (true, false) => read,
            (true, true) => offset + 1,
            (false, false) if page.total.is_some() && !seen.entries.is_empty() => {
                in_pages = true;
                1
            }
            (false, _) => return Ok(seen.entries),
        };
    }
    Err(too_many())
}

/// A list of Sub Account: `page` from 0, and `size`.
pub async fn by_page<P: DeserializeOwned, T>(
    client: &Client<'_>,
    parts: &[&str],
    page_of: fn(P) -> Page<T>,
) -> Result<Vec<T>> {
    let mut seen = Seen::new();
    for number in 0..MOST_PAGES {
        let (number, size) = (number.to_string(), PAGE.to_string());
        let query = [("page", number.as_str()), ("size", size.as_str())];
        let page = page_of(client.get(Service::SubAccount, parts, &query).await?);
        let news = seen.take(page.entries.ok_or_else(unreadable)?)?;
        let all = page.total.is_some_and(|total| seen.entries.len() >= total);
        if !news || page.more == Some(false) || (page.more.is_none() && all) {
            return Ok(seen.entries);
        }
    }
    Err(too_many())
}

fn too_many() -> Error {
    Error::new(ErrorCode::AnswerTooLarge).with_outcome(Outcome::Refused)
}
