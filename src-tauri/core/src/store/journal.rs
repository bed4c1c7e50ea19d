//! The journal: what was begun, how far it came, and the sealed answers.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::history::{self, NewEvent};
use super::index::{self, Place};
use super::{Store, accounts, bin, from_json, from_word, time, word};
use crate::error::{ErrorCode, Result};
use crate::kind::RemoteKey;
use crate::model::{
    Account, AccountId, BinReason, EventResult, KeyId, KindId, OperationId, OperationKind,
    ProviderId,
};

/// Bytes set aside on the disk for an answer before the create is sent.
pub const STAGING: usize = 64 * 1024;

/// How far an operation came. Each step is on the disk before the next act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperationState {
    /// A credential that was pasted and is not connected yet.
    Draft,
    /// Everything is prepared; nothing was sent.
    Intended,
    /// The request is about to be sent, or was.
    Sent,
    /// The raw answer is sealed on the disk.
    Sealed,
    /// The secret is in the keychain and was read back.
    Stored,
    /// Nobody knows whether the cloud did it.
    Unknown,
    /// The cloud made the key and its secret is lost.
    Lost,
    /// Several keys may be the one.
    Ambiguous,
    /// A clean-up failed and is tried again.
    CleanUp,
    /// The user keeps it in the list.
    Kept,
    /// The user is led through it, step by step.
    Guided,
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationRow {
    /// Its id.
    pub id: OperationId,
    /// What is being done.
    pub op: OperationKind,
    /// How far it came.
    pub state: OperationState,
    /// The cloud.
    pub provider: ProviderId,
    /// The kind of key.
    pub kind: KindId,
    /// The account it is done with.
    pub account: Option<AccountId>,
    /// The key it is about.
    pub key: Option<KeyId>,
    /// The key's name.
    pub name: String,
    /// What is needed to go on after a crash: see [`crate::service`].
    pub detail: serde_json::Value,
    /// Keychain item of the operation's own key.
    pub op_item: Option<Uuid>,
    /// Keychain item the secret will rest in.
    pub final_item: Option<Uuid>,
    /// When it began.
    pub started_at: Timestamp,
    /// When the request was sent.
    pub sent_at: Option<Timestamp>,
    /// When the cloud is asked next.
    pub next_look_at: Option<Timestamp>,
    /// How often the cloud was asked.
    pub looks: u32,
    /// What stands in the way.
    pub code: Option<ErrorCode>,
}

/// Which sealed text of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Id and secret that were made here, before anything is sent.
    MadeHere = 0,
    /// The cloud's raw answer.
    Answer = 1,
    /// A pasted credential.
    Draft = 2,
    /// What a practice cloud remembers; stands in a place of its own.
    Practice = 3,
}

const COLUMNS: &str = "id, op, state, provider, kind, account, key, name, detail, op_item, final_item, started_at, \
                       sent_at, next_look_at, looks, code";

impl Store {
    /// All operations, oldest first.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn operations(&self) -> Result<Vec<OperationRow>> {
        self.read(|c| {
            c.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM operations ORDER BY started_at, id"
            ))?
            .query_map([], read)?
            .collect()
        })
    }

    /// One operation.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn operation(&self, id: OperationId) -> Result<Option<OperationRow>> {
        self.read(|c| {
            c.query_row(
                &format!("SELECT {COLUMNS} FROM operations WHERE id = ?1"),
                [id.to_string()],
                read,
            )
            .optional()
        })
    }

    /// Notes keychain items that are about to be written, so that a crash leaves none that nobody knows of.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn expect_items(&self, items: &[Uuid]) -> Result<()> {
        self.change(|c| {
            for item in items {
                c.execute(
                    "INSERT OR IGNORE INTO leftovers VALUES (?1)",
                    [item.to_string()],
                )?;
            }
            Ok(())
        })
    }

    /// Keychain items that nothing owns and no open operation needs: to be removed from the keychain.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn leftovers(&self) -> Result<Vec<Uuid>> {
        self.read(|c| {
            c.prepare_cached(
                "SELECT item FROM leftovers EXCEPT SELECT op_item FROM operations
                 EXCEPT SELECT final_item FROM operations EXCEPT SELECT item FROM accounts
                 EXCEPT SELECT item FROM keys EXCEPT SELECT item FROM tokens EXCEPT SELECT item FROM bin",
            )?
            .query_map([], |row| from_word(row.get(0)?))?
            .collect()
        })
    }

    /// The item was removed from the keychain.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn forget_leftover(&self, item: Uuid) -> Result<()> {
        self.change(|c| {
            c.execute("DELETE FROM leftovers WHERE item = ?1", [item.to_string()])
                .map(drop)
        })
    }

    /// Writes a new operation, with what was sealed for it.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn begin(&self, row: &OperationRow, sealed: Option<(Part, &[u8])>) -> Result<()> {
        let detail = super::to_json(&row.detail)?;
        self.change(|c| {
            c.execute(
                &format!(
                    "INSERT INTO operations ({COLUMNS})
                     VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)"
                ),
                rusqlite::params![
                    row.id.to_string(),
                    word(&row.op)?,
                    word(&row.state)?,
                    word(&row.provider)?,
                    word(&row.kind)?,
                    row.account.map(|a| a.to_string()),
                    row.key.map(|k| k.to_string()),
                    row.name,
                    detail,
                    row.op_item.map(|i| i.to_string()),
                    row.final_item.map(|i| i.to_string()),
                    row.started_at.to_string(),
                    row.sent_at.map(|t| t.to_string()),
                    row.next_look_at.map(|t| t.to_string()),
                    row.looks,
                    row.code.as_ref().map(word).transpose()?,
                ],
            )?;
            if let Some((part, content)) = sealed {
                write_sealed(c, row.id, part, content)?;
            }
            Ok(())
        })
    }

    /// Writes how far an operation came: state, times, looks, code and detail.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn advance(&self, row: &OperationRow) -> Result<()> {
        let detail = super::to_json(&row.detail)?;
        self.change(|c| advance(c, row, &detail))
    }

    /// Writes a sealed text and how far the operation came, in one commit.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn seal(&self, row: &OperationRow, part: Part, content: &[u8]) -> Result<()> {
        let detail = super::to_json(&row.detail)?;
        self.change(|c| {
            write_sealed(c, row.id, part, content)?;
            advance(c, row, &detail)
        })
    }

    /// A sealed text; `None` when nothing was written into its place yet.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn sealed(&self, id: OperationId, part: Part) -> Result<Option<Vec<u8>>> {
        let stored: Option<Vec<u8>> = self.read(|c| {
            c.query_row(
                "SELECT content FROM sealed WHERE operation = ?1 AND part = ?2",
                (id.to_string(), part as i64),
                |row| row.get(0),
            )
            .optional()
        })?;
        Ok(stored.and_then(|stored| {
            let (length, content) = stored.split_first_chunk::<4>()?;
            let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
            (length > 0).then(|| content.get(..length).map(<[u8]>::to_vec))?
        }))
    }

    /// Ends an operation without a key: its sealed texts go, the history gets a line.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn close(&self, id: OperationId, event: Option<&NewEvent>) -> Result<()> {
        self.change(|c| {
            end(c, id)?;
            event.map_or(Ok(()), |event| history::insert(c, event))
        })
    }

    /// Ends an issue: the key with its secret's place enters the index, the history gets a line, all in one commit.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn close_issued(&self, row: &OperationRow, issued: &NewlyStored<'_>) -> Result<KeyId> {
        self.change(|c| {
            let now = Timestamp::now();
            let place = Place {
                kind: row.kind,
                tenant: issued.tenant,
                account: issued.account.id,
                practice: issued.account.practice,
            };
            let id = index::upsert(c, &place, issued.remote, &super::drift::Told::First, now)?;
            c.execute(
                "UPDATE keys SET item = ?2, public_id = ?3, lost = 0, made_at = ?4, verified_at = ?5, label = ?6
                 WHERE id = ?1",
                (
                    id.to_string(),
                    issued.item.to_string(),
                    issued.public_id,
                    now.to_string(),
                    issued.verified.then(|| now.to_string()),
                    issued.label,
                ),
            )?;
            c.execute(
                "DELETE FROM leftovers WHERE item = ?1",
                [issued.item.to_string()],
            )?;
            if let Some(rotation) = row.detail.get("succeeds").and_then(|id| id.as_str()) {
                // A rotation that has its new key already keeps that one.
                c.execute(
                    "UPDATE operations SET detail = json_set(detail, '$.new_key', ?2, '$.issued_at', ?3)
                     WHERE id = ?1 AND op = 'rotate' AND detail ->> 'new_key' IS NULL",
                    (rotation, id.to_string(), now.to_string()),
                )?;
            }
            end(c, row.id)?;
            let event = NewEvent::done(OperationKind::Create, Some(issued.account));
            let name = issued.label.unwrap_or(&issued.remote.name);
            history::insert(c, &event.of_key(Some(id), name))?;
            Ok(id)
        })
    }

    /// Ends a connection: the account enters the list, the history gets a line, all in one commit.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn close_connected(&self, id: OperationId, account: &Account, item: Uuid) -> Result<()> {
        self.change(|c| {
            accounts::insert(c, account, item)?;
            c.execute("DELETE FROM leftovers WHERE item = ?1", [item.to_string()])?;
            end(c, id)?;
            history::insert(c, &NewEvent::done(OperationKind::Connect, Some(account)))
        })
    }

    /// Ends a deletion: the key leaves the index for the waste bin, the history gets a line, all in one commit. A
    /// rotation that the key was the old one of is over with it.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn close_deleted(
        &self,
        id: OperationId,
        key: Option<KeyId>,
        event: &NewEvent,
    ) -> Result<()> {
        self.change(|c| {
            if let Some(key) = key {
                bin::put(c, key, BinReason::Deleted, None)?;
                index::remove(c, key)?;
                end_rotations(c, key, event)?;
            }
            end(c, id)?;
            history::insert(c, event)
        })
    }
}

/// A key whose secret just went into the keychain.
pub struct NewlyStored<'a> {
    /// What the cloud says of it.
    pub remote: &'a RemoteKey,
    /// Where its secret is.
    pub item: Uuid,
    /// Its public half.
    pub public_id: Option<&'a str>,
    /// The account it was made with.
    pub account: &'a Account,
    /// See [`super::KeyRow::tenant`].
    pub tenant: &'a str,
    /// The user's own name of it, where the cloud gives keys none.
    pub label: Option<&'a str>,
    /// The secret was proven to work.
    pub verified: bool,
}

fn advance(c: &Connection, row: &OperationRow, detail: &str) -> rusqlite::Result<()> {
    c.execute(
        "UPDATE operations SET state = ?2, sent_at = ?3, next_look_at = ?4, looks = ?5, code = ?6, detail = ?7,
         key = ?8, name = ?9, final_item = ?10 WHERE id = ?1",
        (
            row.id.to_string(),
            word(&row.state)?,
            row.sent_at.map(|t| t.to_string()),
            row.next_look_at.map(|t| t.to_string()),
            row.looks,
            row.code.as_ref().map(word).transpose()?,
            detail,
            row.key.map(|k| k.to_string()),
            &row.name,
            row.final_item.map(|i| i.to_string()),
        ),
    )
    .map(drop)
}

/// Writes a sealed text in a block of [`STAGING`] bytes, so that it takes the place that was set aside.
fn write_sealed(
    c: &Connection,
    id: OperationId,
    part: Part,
    content: &[u8],
) -> rusqlite::Result<()> {
    let length = u32::try_from(content.len()).map_err(|_| rusqlite::Error::InvalidQuery)?;
    let mut block = Vec::with_capacity((content.len() + 4).max(STAGING));
    block.extend_from_slice(&length.to_le_bytes());
    block.extend_from_slice(content);
    if part == Part::Answer && block.len() < STAGING {
        block.resize(STAGING, 0);
    }
    c.execute(
        "INSERT INTO sealed VALUES (?1, ?2, ?3)
         ON CONFLICT (operation, part) DO UPDATE SET content = excluded.content",
        (id.to_string(), part as i64, block),
    )
    .map(drop)
}

fn end(c: &Connection, id: OperationId) -> rusqlite::Result<()> {
    let id = id.to_string();
    c.execute("DELETE FROM sealed WHERE operation = ?1", [&id])?;
    c.execute("DELETE FROM operations WHERE id = ?1", [&id])
        .map(drop)
}

/// Ends the rotations that have just lost their old key, inside a change.
fn end_rotations(c: &Connection, old: KeyId, deleted: &NewEvent) -> rusqlite::Result<()> {
    let rotations = c
        .prepare_cached(
            "SELECT id, detail ->> 'new_key' IS NOT NULL FROM operations
             WHERE op = 'rotate' AND state = 'guided' AND key = ?1",
        )?
        .query_map([old.to_string()], |row| {
            Ok((from_word(row.get(0)?)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<Vec<(OperationId, bool)>>>()?;
    for (id, succeeded) in rotations {
        end(c, id)?;
        let result = if succeeded {
            EventResult::Done
        } else {
            EventResult::Failed
        };
        let event = NewEvent {
            op: OperationKind::Rotate,
            ..deleted.clone()
        };
        history::insert(c, &event.ended(result, None))?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<OperationRow> {
    let optional = |i: usize| row.get::<_, Option<String>>(i);
    Ok(OperationRow {
        id: from_word(row.get(0)?)?,
        op: from_word(row.get(1)?)?,
        state: from_word(row.get(2)?)?,
        provider: from_word(row.get(3)?)?,
        kind: from_word(row.get(4)?)?,
        account: optional(5)?.map(from_word).transpose()?,
        key: optional(6)?.map(from_word).transpose()?,
        name: row.get(7)?,
        detail: from_json(row.get_ref(8)?.as_str()?)?,
        op_item: optional(9)?.map(from_word).transpose()?,
        final_item: optional(10)?.map(from_word).transpose()?,
        started_at: from_word(row.get(11)?)?,
        sent_at: time(row.get(12)?)?,
        next_look_at: time(row.get(13)?)?,
        looks: row.get(14)?,
        code: optional(15)?.map(from_word).transpose()?,
    })
}
