//! The waste bin: what left the list of keys stays here for a while, so that it can come back.
//!
//! The item of an entry stands among the leftovers from the start: whatever takes the entry away, the item goes with it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

use super::history::{self, NewEvent};
use super::{Store, from_json, from_word, word};
use crate::error::Result;
use crate::kind::RemoteKey;
use crate::model::{AccountId, BinId, BinReason, KeyId, KindId, Marks};

const COLUMNS: &str =
    "id, reason, binned_at, key, kind, tenant, account, facts, item, public_id, label, marks";

/// Something in the waste bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinRow {
    /// Its id.
    pub id: BinId,
    /// How it came there.
    pub reason: BinReason,
    /// When.
    pub binned_at: Timestamp,
    /// The key's id in the list.
    pub key: KeyId,
    /// The kind of key.
    pub kind: KindId,
    /// See [`super::KeyRow::tenant`].
    pub tenant: String,
    /// The account it was last seen through.
    pub account: AccountId,
    /// What the cloud last said of it.
    pub remote: RemoteKey,
    /// Keychain item of its secret.
    pub item: Option<Uuid>,
    /// Public half.
    pub public_id: Option<String>,
    /// The user's own name of it.
    pub label: Option<String>,
    /// What the user noted on it.
    pub marks: Marks,
}

impl BinRow {
    /// What people know it by.
    #[must_use]
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.remote.name)
    }
}

impl Store {
    /// What is in the waste bin, newest first.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn bin(&self) -> Result<Vec<BinRow>> {
        self.read(|c| {
            c.prepare_cached(&format!("SELECT {COLUMNS} FROM bin ORDER BY rowid DESC"))?
                .query_map([], read)?
                .collect()
        })
    }

    /// Takes a key out of the list, into the waste bin. A practice key just goes.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn bin_key(&self, id: KeyId, reason: BinReason) -> Result<()> {
        self.change(|c| {
            put(c, id, reason, None)?;
            super::index::remove(c, id)
        })
    }

    /// Puts an entry back, for this account to look after, and writes the line. Where the key is in the list without a
    /// secret it gets its secret back. `None` when it has another one, and nothing was changed.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn restore_from_bin(
        &self,
        row: &BinRow,
        account: AccountId,
        event: &NewEvent,
    ) -> Result<Option<KeyId>> {
        let entry = row.id.to_string();
        self.change(|c| {
            let key = (word(&row.kind)?, &row.tenant, &row.remote.remote_id);
            let there: Option<(String, Option<String>)> = c
                .query_row(
                    "SELECT id, item FROM keys WHERE (kind, tenant, remote_id) = (?1, ?2, ?3)",
                    key,
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            let id = match there {
                Some((_, Some(_))) => return Ok(None),
                Some((id, None)) => {
                    c.execute(
                        "UPDATE keys SET (item, public_id, verified_at, label, lost) =
                         (SELECT bin.item, bin.public_id, bin.verified_at, coalesce(keys.label, bin.label), 0
                          FROM bin WHERE bin.id = ?2) WHERE id = ?1",
                        (&id, &entry),
                    )?;
                    from_word(id)?
                }
                None => {
                    c.execute(
                        "INSERT INTO keys (id, kind, tenant, remote_id, account, practice, facts, item, public_id,
                         gone, verified_at, made_at, seen_at, label)
                         SELECT key, kind, tenant, remote_id, ?2, 0, facts, item, public_id, gone, verified_at,
                         made_at, seen_at, label FROM bin WHERE id = ?1",
                        (&entry, account.to_string()),
                    )?;
                    row.key
                }
            };
            c.execute(
                "INSERT OR IGNORE INTO marks SELECT kind, tenant, remote_id, marks FROM bin
                 WHERE id = ?1 AND marks IS NOT NULL",
                [&entry],
            )?;
            c.execute(
                "DELETE FROM leftovers WHERE item = (SELECT item FROM bin WHERE id = ?1)",
                [&entry],
            )?;
            c.execute("DELETE FROM bin WHERE id = ?1", [&entry])?;
            history::insert(c, &event.clone().of_key(Some(id), row.name()))?;
            Ok(Some(id))
        })
    }

    /// Takes entries away for good, each with its line where one is given; their items are leftovers from now on.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn discard_from_bin(&self, entries: &[(BinId, Option<NewEvent>)]) -> Result<()> {
        self.change(|c| {
            for (id, event) in entries {
                let id = id.to_string();
                // It stands there already, unless a copy of this file was put back since.
                c.execute(
                    "INSERT OR IGNORE INTO leftovers SELECT item FROM bin WHERE id = ?1 AND item IS NOT NULL",
                    [&id],
                )?;
                c.execute("DELETE FROM bin WHERE id = ?1", [&id])?;
                if let Some(event) = event {
                    history::insert(c, event)?;
                }
            }
            Ok(())
        })
    }
}

/// Notes a key in the bin as it is, inside a change and before it leaves the list. `item`: where its secret rests when
/// the key itself does not tell. A secret of a key that was deleted at its cloud is worth nothing and does not stay.
pub(super) fn put(
    c: &Connection,
    key: KeyId,
    reason: BinReason,
    item: Option<Uuid>,
) -> rusqlite::Result<()> {
    if reason == BinReason::Deleted {
        // Nor does one that was let go of before: the record takes the place of what is there of this key.
        let same =
            "(kind, tenant, remote_id) IN (SELECT kind, tenant, remote_id FROM keys WHERE id = ?1)";
        c.execute(
            &format!("INSERT OR IGNORE INTO leftovers SELECT item FROM bin WHERE item IS NOT NULL AND {same}"),
            [key.to_string()],
        )?;
        c.execute(&format!("DELETE FROM bin WHERE {same}"), [key.to_string()])?;
    }
    let item = item.map(|item| item.to_string());
    c.execute(
        "INSERT INTO bin (id, reason, binned_at, key, kind, tenant, remote_id, account, facts, item, public_id, gone,
         verified_at, made_at, seen_at, label, marks)
         SELECT ?2, ?3, ?4, id, kind, tenant, remote_id, account, facts, iif(?6, coalesce(item, ?5), NULL), public_id,
         gone, verified_at, made_at, seen_at, label,
         (SELECT marks FROM marks WHERE (marks.kind, marks.tenant, marks.remote_id) =
          (keys.kind, keys.tenant, keys.remote_id))
         FROM keys WHERE id = ?1 AND NOT practice",
        (
            key.to_string(),
            BinId::random().to_string(),
            word(&reason)?,
            Timestamp::now().to_string(),
            item,
            reason != BinReason::Deleted,
        ),
    )
    .map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<BinRow> {
    let item: Option<String> = row.get(8)?;
    let marks = row.get_ref(11)?.as_str_or_null()?;
    Ok(BinRow {
        id: from_word(row.get(0)?)?,
        reason: from_word(row.get(1)?)?,
        binned_at: from_word(row.get(2)?)?,
        key: from_word(row.get(3)?)?,
        kind: from_word(row.get(4)?)?,
        tenant: row.get(5)?,
        account: from_word(row.get(6)?)?,
        remote: from_json(row.get_ref(7)?.as_str()?)?,
        item: item.map(from_word).transpose()?,
        public_id: row.get(9)?,
        label: row.get(10)?,
        marks: marks.map(from_json).transpose()?.unwrap_or_default(),
    })
}

#[cfg(test)]
impl Store {
    /// Makes everything in the bin this many hours older.
    pub(crate) fn age_bin(&self, hours: i64) {
        for row in self.bin().unwrap() {
            let at = row.binned_at - jiff::SignedDuration::from_hours(hours);
            self.change(|c| {
                c.execute(
                    "UPDATE bin SET binned_at = ?2 WHERE id = ?1",
                    (row.id.to_string(), at.to_string()),
                )
            })
            .unwrap();
        }
    }
}
