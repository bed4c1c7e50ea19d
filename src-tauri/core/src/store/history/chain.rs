//! The chain over the history: each line carries a hash over its own content and the hash of the line before, and the
//! last hash is kept with the number of lines.
//!
//! It shows what was changed, taken out or put in by hand, and a history that was cut off. It does not show a history
//! that somebody rewrote as a whole, hashes included: no key is at hand whenever a line is written.

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};
use sha2::{Digest as _, Sha256};

use crate::error::Result;
use crate::model::{DamageKind, HistoryCheck, HistoryDamage};
use crate::store::Store;

type Hash = [u8; 32];

/// What a line's hash begins with, so that it is none of anything else.
const DOMAIN: &[u8] = b"keywright history line 1";
/// What the first line follows.
const BEGINNING: Hash = [0; 32];
/// A line as it is hashed. What is added to a line later goes to the end of a new text of its own.
const LINE: &str =
    "id, at, op, result, code, provider, account, account_label, key, key_name, practice, detail";
/// Values of [`LINE`].
const VALUES: usize = 12;
/// Lines that are read under one lock.
const PAGE: u32 = 5_000;

/// How a check stands after some of the lines.
struct Walk {
    id: i64,
    lines: i64,
    hash: Hash,
    damage: Option<HistoryDamage>,
}

/// Where the chain ends, as it was written down.
struct End {
    since: Option<Timestamp>,
    lines: i64,
    head: Option<Vec<u8>>,
}

impl Store {
    /// Goes along the whole history and looks whether each line is what was written.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn check_history(&self) -> Result<HistoryCheck> {
        let mut walk = Walk {
            id: i64::MIN,
            lines: 0,
            hash: BEGINNING,
            damage: None,
        };
        loop {
            // Between two pages others have their turn; new lines only come at the end.
            let end = self.read(|c| walk.on(c))?;
            if let Some(end) = end {
                return Ok(walk.result(end));
            }
            if walk.damage.is_some() {
                let end = self.read(end_of)?;
                return Ok(walk.result(end));
            }
        }
    }
}

impl Walk {
    /// Goes on by a page. Answers where the chain should end once there are no more lines.
    fn on(&mut self, c: &Connection) -> rusqlite::Result<Option<Option<End>>> {
        let mut lines = c.prepare_cached(&format!(
            "SELECT {LINE}, hash FROM events WHERE id > ?1 ORDER BY id LIMIT {PAGE}"
        ))?;
        let mut rows = lines.query([self.id])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            seen += 1;
            self.id = row.get(0)?;
            self.lines += 1;
            self.hash = hash(&self.hash, row)?;
            // Whatever stands there: a hash of another type is none.
            if row.get_ref(VALUES)?.as_blob().ok() != Some(&self.hash[..]) {
                let at = row.get_ref(1)?.as_str().ok();
                self.damage = Some(HistoryDamage {
                    kind: DamageKind::Altered,
                    line: Some(self.id),
                    at: at.and_then(|at| at.parse().ok()),
                });
                return Ok(None);
            }
        }
        if seen == PAGE {
            return Ok(None);
        }
        end_of(c).map(Some)
    }

    fn result(self, end: Option<End>) -> HistoryCheck {
        let whole = end.as_ref().is_some_and(|end| {
            end.head.as_deref() == Some(&self.hash[..]) && end.lines == self.lines
        });
        let cut_off = HistoryDamage {
            kind: DamageKind::CutOff,
            line: None,
            at: None,
        };
        HistoryCheck {
            lines: u32::try_from(self.lines).unwrap_or(u32::MAX),
            since: end.and_then(|end| end.since),
            damage: self.damage.or_else(|| (!whole).then_some(cut_off)),
        }
    }
}

/// Chains the lines that were there before there was a chain.
pub(in crate::store) fn begin(c: &Connection) -> rusqlite::Result<()> {
    if end_of(c)?.is_none_or(|end| end.head.is_some()) {
        return Ok(());
    }
    let mut last = BEGINNING;
    let hashes = c
        .prepare(&format!("SELECT {LINE} FROM events ORDER BY id"))?
        .query_map([], |row| {
            last = hash(&last, row)?;
            Ok((row.get::<_, i64>(0)?, last))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut set = c.prepare("UPDATE events SET hash = ?2 WHERE id = ?1")?;
    for (id, hash) in &hashes {
        set.execute((id, hash))?;
    }
    c.execute(
        "UPDATE events_chain SET lines = (SELECT count(*) FROM events), head = ?1",
        [last],
    )
    .map(drop)
}

/// Chains the line that was just written. A chain that somebody broke stays broken, and stops no one from writing.
pub(super) fn add(c: &Connection, id: i64) -> rusqlite::Result<()> {
    let head = end_of(c)?.and_then(|end| end.head);
    let before: Hash = head
        .and_then(|head| head.try_into().ok())
        .unwrap_or(BEGINNING);
    let hash = c
        .prepare_cached(&format!("SELECT {LINE} FROM events WHERE id = ?1"))?
        .query_row([id], |row| hash(&before, row))?;
    c.execute("UPDATE events SET hash = ?2 WHERE id = ?1", (id, hash))?;
    c.execute(
        "UPDATE events_chain SET lines = lines + 1, head = ?1 WHERE head IS NOT NULL",
        [hash],
    )
    .map(drop)
}

fn end_of(c: &Connection) -> rusqlite::Result<Option<End>> {
    c.query_row("SELECT since, lines, head FROM events_chain", [], |row| {
        Ok(End {
            since: row.get::<_, String>(0)?.parse().ok(),
            lines: row.get(1)?,
            head: row.get(2)?,
        })
    })
    .optional()
}

/// The hash of a line. Each value goes in with its type and, where it has one, its length, so that no two lines are the
/// same row of bytes.
fn hash(before: &Hash, row: &Row<'_>) -> rusqlite::Result<Hash> {
    let mut hasher = Sha256::new();
    hasher.update(DOMAIN);
    hasher.update(before);
    for index in 0..VALUES {
        match row.get_ref(index)? {
            ValueRef::Null => hasher.update([0]),
            ValueRef::Integer(number) => {
                hasher.update([1]);
                hasher.update(number.to_be_bytes());
            }
            ValueRef::Real(number) => {
                hasher.update([2]);
                hasher.update(number.to_be_bytes());
            }
            ValueRef::Text(bytes) => {
                hasher.update([3]);
                hasher.update((bytes.len() as u64).to_be_bytes());
                hasher.update(bytes);
            }
            ValueRef::Blob(bytes) => {
                hasher.update([4]);
                hasher.update((bytes.len() as u64).to_be_bytes());
                hasher.update(bytes);
            }
        }
    }
    Ok(hasher.finalize().into())
}

#[cfg(test)]
mod tests;
