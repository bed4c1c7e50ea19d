//! The local history: what was done with keys from this computer. Lines are only ever added.

pub(super) mod chain;

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use super::{Store, from_json, from_word, word};
use crate::error::{ErrorCode, Result};
use crate::model::{
    Account, AccountId, Event, EventDetail, EventResult, KeyId, Lesson, ListEvents, OperationKind,
    ProviderId,
};

/// Lines that are told at a time at most.
const MOST: u32 = 200;

/// A line to be written.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// What.
    pub op: OperationKind,
    /// How it ended.
    pub result: EventResult,
    /// Why it failed.
    pub code: Option<ErrorCode>,
    /// The cloud.
    pub provider: Option<ProviderId>,
    /// The account and its label.
    pub account: Option<(AccountId, String)>,
    /// The key and its name.
    pub key: Option<(Option<KeyId>, String)>,
    /// Practice.
    pub practice: bool,
    /// What exactly.
    pub detail: Option<EventDetail>,
}

impl NewEvent {
    /// A step that was done.
    #[must_use]
    pub fn done(op: OperationKind, account: Option<&Account>) -> Self {
        Self {
            op,
            result: EventResult::Done,
            code: None,
            provider: account.map(|a| a.provider),
            account: account.map(|a| (a.id, a.label.clone())),
            key: None,
            practice: account.is_some_and(|a| a.practice),
            detail: None,
        }
    }

    /// The same with the key it was about.
    #[must_use]
    pub fn of_key(mut self, id: Option<KeyId>, name: &str) -> Self {
        self.key = Some((id, name.to_owned()));
        self
    }

    /// The same with what exactly was done.
    #[must_use]
    pub fn with(mut self, detail: Option<EventDetail>) -> Self {
        self.detail = detail;
        self
    }

    /// The same, ended otherwise.
    #[must_use]
    pub const fn ended(mut self, result: EventResult, code: Option<ErrorCode>) -> Self {
        self.result = result;
        self.code = code;
        self
    }
}

impl Store {
    /// Writes a line.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn record(&self, event: &NewEvent) -> Result<()> {
        self.change(|c| insert(c, event))
    }

    /// Lines, newest first. What somebody made unreadable by hand is left out; the chain tells of it.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn events(&self, ask: &ListEvents) -> Result<Vec<Event>> {
        let limit = ask.limit.clamp(1, MOST) as usize;
        let ops = super::to_json(&ask.ops)?;
        self.read(|c| {
            let mut lines = c.prepare_cached(
                "SELECT id, at, op, result, code, provider, account, account_label, key, key_name, practice, detail
                 FROM events
                 WHERE id < ?1 AND (?2 IS NULL OR key = ?2) AND (?3 IS NULL OR account = ?3)
                     AND (?4 = '[]' OR op IN (SELECT value FROM json_each(?4)))
                     AND (NOT ?5 OR result <> 'done')
                     AND (?6 IS NULL OR unixepoch(at) >= ?6) AND (?7 IS NULL OR unixepoch(at) < ?7)
                 ORDER BY id DESC",
            )?;
            let events = lines.query_map(
                (
                    ask.before.unwrap_or(i64::MAX),
                    ask.key.map(|key| key.to_string()),
                    ask.account.map(|account| account.to_string()),
                    ops,
                    ask.not_done,
                    ask.from.map(Timestamp::as_second),
                    ask.to.map(Timestamp::as_second),
                ),
                |row| Ok(read(row).ok()),
            )?;
            events
                .filter_map(rusqlite::Result::transpose)
                .take(limit)
                .collect::<rusqlite::Result<_>>()
        })
    }

    /// What this app changed at clouds from a moment on.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn changes_since(&self, from: Timestamp) -> Result<Vec<Change>> {
        let ops = super::to_json(&CHANGING)?;
        self.read(|c| {
            let mut lines = c.prepare_cached(
                "SELECT at, account, key FROM events
                 WHERE unixepoch(at) >= ?1 AND account IS NOT NULL AND op IN (SELECT value FROM json_each(?2))",
            )?;
            let changes = lines.query_map((from.as_second(), ops), |row| {
                let change = || {
                    Ok::<_, rusqlite::Error>(Change {
                        at: from_word(row.get(0)?)?,
                        account: from_word(row.get(1)?)?,
                        key: row.get::<_, Option<String>>(2)?.map(from_word).transpose()?,
                    })
                };
                Ok(change().ok())
            })?;
            changes
                .filter_map(rusqlite::Result::transpose)
                .collect::<rusqlite::Result<_>>()
        })
    }
}

impl Store {
    /// What was done with practice keys, whatever became of their accounts since.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn lesson(&self) -> Result<Lesson> {
        self.read(|c| {
            c.prepare_cached(
                "SELECT
                     COALESCE(MAX(op = 'create'), 0),
                     COALESCE(MAX(op = 'rotate'), 0),
                     COALESCE(MAX(op = 'delete' AND NOT EXISTS (
                         SELECT 1 FROM events AS over
                         WHERE over.op = 'rotate' AND over.result = 'done' AND over.key = events.key)), 0)
                 FROM events WHERE practice AND result = 'done' AND op IN ('create', 'rotate', 'delete')",
            )?
            .query_row([], |row| {
                Ok(Lesson {
                    issued: row.get(0)?,
                    rotated: row.get(1)?,
                    retired: row.get(2)?,
                })
            })
        })
    }
}

/// When this app changed a key at a cloud, or tried to.
pub struct Change {
    /// When it was over.
    pub at: Timestamp,
    /// The account.
    pub account: AccountId,
    /// The key, where it was known.
    pub key: Option<KeyId>,
}

/// Operations that change keys at a cloud.
const CHANGING: [OperationKind; 8] = [
    OperationKind::Create,
    OperationKind::Update,
    OperationKind::Pause,
    OperationKind::Resume,
    OperationKind::Delete,
    OperationKind::Regenerate,
    OperationKind::Rotate,
    OperationKind::Reconcile,
];

/// Writes a line inside a change.
pub(super) fn insert(c: &Connection, event: &NewEvent) -> rusqlite::Result<()> {
    let detail = event.detail.as_ref().map(super::to_json).transpose();
    let detail = detail.map_err(|_| rusqlite::Error::InvalidQuery)?;
    c.execute(
        "INSERT INTO events (at, op, result, code, provider, account, account_label, key, key_name, practice, detail)
         VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
        (
            Timestamp::now().to_string(),
            word(&event.op)?,
            word(&event.result)?,
            event.code.as_ref().map(word).transpose()?,
            event.provider.as_ref().map(word).transpose()?,
            event.account.as_ref().map(|(id, _)| id.to_string()),
            event.account.as_ref().map(|(_, label)| label),
            event
                .key
                .as_ref()
                .and_then(|(id, _)| id.map(|id| id.to_string())),
            event.key.as_ref().map(|(_, name)| name),
            event.practice,
            detail,
        ),
    )?;
    chain::add(c, c.last_insert_rowid())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Event> {
    let optional = |i: usize| row.get::<_, Option<String>>(i);
    Ok(Event {
        id: row.get(0)?,
        at: from_word(row.get(1)?)?,
        op: from_word(row.get(2)?)?,
        result: from_word(row.get(3)?)?,
        code: optional(4)?.map(from_word).transpose()?,
        provider: optional(5)?.map(from_word).transpose()?,
        account: optional(6)?.map(from_word).transpose()?,
        account_label: optional(7)?,
        key: optional(8)?.map(from_word).transpose()?,
        key_name: optional(9)?,
        practice: row.get(10)?,
        // Of a kind that a newer version wrote, perhaps.
        detail: optional(11)?.and_then(|text| from_json(&text).ok()),
    })
}
