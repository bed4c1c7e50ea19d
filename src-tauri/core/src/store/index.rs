//! The index: keys as the clouds last described them, and what we know beside that.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

use super::drift::{self, Told};
use super::{NewEvent, Store, from_json, from_word, time, word};
use crate::error::Result;
use crate::kind::RemoteKey;
use crate::model::{AccountId, BinReason, ChangedField, KeyFact, KeyId, KindId, Marks};

const COLUMNS: &str = "id, kind, tenant, account, practice, facts, item, public_id, lost, gone, verified_at, made_at, \
                       seen_at, label, (SELECT marks FROM marks WHERE (marks.kind, marks.tenant, marks.remote_id) = \
                       (keys.kind, keys.tenant, keys.remote_id)), changed";

/// A key in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// Our id.
    pub id: KeyId,
    /// The kind of key.
    pub kind: KindId,
    /// Cloud, address and organization in one text: a key is the same key through whatever account it is seen.
    pub tenant: String,
    /// The account it was last seen through.
    pub account: AccountId,
    /// Practice.
    pub practice: bool,
    /// What the cloud says.
    pub remote: RemoteKey,
    /// The user's own name of it.
    pub label: Option<String>,
    /// What the user noted on it.
    pub marks: Marks,
    /// What others changed about it since the user last knew it.
    pub changed: Vec<ChangedField>,
    /// Keychain item of its secret.
    pub item: Option<Uuid>,
    /// Public half, where the secret is here.
    pub public_id: Option<String>,
    /// Made by us, and its secret never arrived.
    pub lost: bool,
    /// The last look did not find it.
    pub gone: bool,
    /// When its secret was last proven to work.
    pub verified_at: Option<Timestamp>,
    /// When we made it.
    pub made_at: Option<Timestamp>,
    /// When the cloud last described it.
    pub seen_at: Option<Timestamp>,
}

/// What a look at a cloud brought.
pub struct Listing {
    /// Through which account.
    pub account: AccountId,
    /// Of which kind.
    pub kind: KindId,
    /// See [`KeyRow::tenant`].
    pub tenant: String,
    /// Practice.
    pub practice: bool,
    /// All keys there are.
    pub keys: Vec<RemoteKey>,
    /// Keys we made after this may be missing from the list without being gone, and what we changed after it may be in
    /// the list as it was.
    pub fresh_since: Timestamp,
    /// The line of the history for a key that somebody else changed; without the key.
    pub changed: NewEvent,
}

impl KeyRow {
    /// What people know it by.
    #[must_use]
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.remote.name)
    }
}

impl Store {
    /// All keys.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn keys(&self) -> Result<Vec<KeyRow>> {
        self.read(|c| {
            c.prepare_cached(&format!("SELECT {COLUMNS} FROM keys ORDER BY rowid"))?
                .query_map([], read)?
                .collect()
        })
    }

    /// One key.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn key(&self, id: KeyId) -> Result<Option<KeyRow>> {
        self.read(|c| {
            c.query_row(
                &format!("SELECT {COLUMNS} FROM keys WHERE id = ?1"),
                [id.to_string()],
                read,
            )
            .optional()
        })
    }

    /// Takes in what a look at a cloud brought. A key that is not there any more stays, marked, where its secret
    /// is here; otherwise it goes.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn take_listing(&self, listing: &Listing) -> Result<()> {
        let now = Timestamp::now();
        self.change(|c| {
            let kind = word(&listing.kind)?;
            c.execute(
                "UPDATE keys SET gone = 1 WHERE kind = ?1 AND tenant = ?2
                 AND (made_at IS NULL OR made_at < ?3)",
                (&kind, &listing.tenant, listing.fresh_since.to_string()),
            )?;
            for key in &listing.keys {
                let row = Place {
                    kind: listing.kind,
                    tenant: &listing.tenant,
                    account: listing.account,
                    practice: listing.practice,
                };
                let told = Told::List {
                    fresh_since: listing.fresh_since,
                    event: &listing.changed,
                };
                upsert(c, &row, key, &told, now)?;
            }
            c.execute(
                "DELETE FROM keys WHERE kind = ?1 AND tenant = ?2 AND gone = 1 AND item IS NULL",
                (&kind, &listing.tenant),
            )?;
            c.execute(
                "UPDATE accounts SET looked_at = ?2 WHERE id = ?1",
                (listing.account.to_string(), now.to_string()),
            )
            .map(drop)
        })
    }

    /// Takes in what the cloud says of one key after a change of ours that touched these. `changed`: the line of the
    /// history, should something else have changed too.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn take_key(
        &self,
        row: &KeyRow,
        remote: &RemoteKey,
        touched: &[KeyFact],
        changed: &NewEvent,
    ) -> Result<KeyId> {
        let place = Place {
            kind: row.kind,
            tenant: &row.tenant,
            account: row.account,
            practice: row.practice,
        };
        let told = Told::Change {
            touched,
            event: changed,
        };
        self.change(|c| upsert(c, &place, remote, &told, Timestamp::now()))
    }

    /// Marks a key as made without its secret, or takes the mark away.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn mark_lost(&self, id: KeyId, lost: bool) -> Result<()> {
        self.change(|c| {
            c.execute(
                "UPDATE keys SET lost = ?2 WHERE id = ?1",
                (id.to_string(), lost),
            )
            .map(drop)
        })
    }

    /// Gives a key a name of the user's own; `None` takes it away.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn label_key(&self, id: KeyId, label: Option<&str>) -> Result<()> {
        self.change(|c| {
            c.execute(
                "UPDATE keys SET label = ?2 WHERE id = ?1",
                (id.to_string(), label),
            )
            .map(drop)
        })
    }

    /// Writes a key that its cloud does not list, e.g. the very credential an account signs in with.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn put_key(&self, place: &Place<'_>, remote: &RemoteKey) -> Result<KeyId> {
        self.change(|c| upsert(c, place, remote, &Told::First, Timestamp::now()))
    }

    /// Notes which keychain item holds a key's secret now; an item it had before becomes a leftover.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn hold_secret(&self, id: KeyId, item: Uuid, public_id: Option<&str>) -> Result<()> {
        let id = id.to_string();
        self.change(|c| {
            c.execute(
                "INSERT OR IGNORE INTO leftovers SELECT item FROM keys
                 WHERE id = ?1 AND item IS NOT NULL AND item != ?2",
                (&id, item.to_string()),
            )?;
            c.execute("DELETE FROM leftovers WHERE item = ?1", [item.to_string()])?;
            c.execute(
                "UPDATE keys SET item = ?2, public_id = ?3, lost = 0, verified_at = ?4 WHERE id = ?1",
                (&id, item.to_string(), public_id, Timestamp::now().to_string()),
            )
            .map(drop)
        })
    }

    /// Notes the public half of a key, where it has one.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn note_public_id(&self, id: KeyId, public_id: Option<&str>) -> Result<()> {
        self.change(|c| {
            c.execute(
                "UPDATE keys SET public_id = ?2 WHERE id = ?1",
                (id.to_string(), public_id),
            )
            .map(drop)
        })
    }

    /// Notes that a key's secret is not here any more; what is left of its item goes to the waste bin.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn let_go_of_secret(&self, id: KeyId) -> Result<()> {
        self.change(|c| {
            super::bin::put(c, id, BinReason::SecretForgotten, None)?;
            let id = id.to_string();
            c.execute(
                "INSERT OR IGNORE INTO leftovers SELECT item FROM keys
                 WHERE id = ?1 AND item IS NOT NULL",
                [&id],
            )?;
            c.execute(
                "UPDATE keys SET item = NULL, public_id = NULL, verified_at = NULL WHERE id = ?1",
                [&id],
            )
            .map(drop)
        })
    }

    /// Notes that a key's secret was proven to work.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn mark_verified(&self, id: KeyId) -> Result<()> {
        self.change(|c| {
            c.execute(
                "UPDATE keys SET verified_at = ?2 WHERE id = ?1",
                (id.to_string(), Timestamp::now().to_string()),
            )
            .map(drop)
        })
    }
}

/// Where a key belongs.
pub struct Place<'a> {
    /// The kind of key.
    pub kind: KindId,
    /// See [`KeyRow::tenant`].
    pub tenant: &'a str,
    /// The account it is seen through.
    pub account: AccountId,
    /// Practice.
    pub practice: bool,
}

/// Writes what the cloud says of a key, inside a change.
pub(super) fn upsert(
    c: &Connection,
    place: &Place<'_>,
    key: &RemoteKey,
    told: &Told<'_>,
    now: Timestamp,
) -> rusqlite::Result<KeyId> {
    let before = drift::known(c, place.kind, place.tenant, &key.remote_id)?;
    let facts = serde_json::to_string(key).map_err(|_| rusqlite::Error::InvalidQuery)?;
    let id: String = c
        .prepare_cached(
            "INSERT INTO keys (id, kind, tenant, remote_id, account, practice, facts, seen_at)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8)
             ON CONFLICT (kind, tenant, remote_id) DO UPDATE SET account = excluded.account,
             facts = CASE WHEN item IS NULL OR excluded.facts ->> 'ends_with' IS NOT NULL THEN excluded.facts
             -- A list without values does not take away what is known of the value that is here.
             ELSE json_set(excluded.facts, '$.ends_with', facts ->> 'ends_with') END, seen_at = excluded.seen_at, gone = 0 RETURNING id",
        )?
        .query_row(
            (
                KeyId::random().to_string(),
                word(&place.kind)?,
                place.tenant,
                &key.remote_id,
                place.account.to_string(),
                place.practice,
                facts,
                now.to_string(),
            ),
            |row| row.get(0),
        )?;
    let id = from_word(id)?;
    drift::compare(c, id, place.kind, before.as_ref(), key, told, now)?;
    Ok(id)
}

/// Takes a key out, inside a change; its keychain item becomes a leftover.
pub(super) fn remove(c: &Connection, id: KeyId) -> rusqlite::Result<()> {
    let text = id.to_string();
    c.execute(
        "INSERT OR IGNORE INTO leftovers SELECT item FROM keys WHERE id = ?1 AND item IS NOT NULL",
        [&text],
    )?;
    super::marks::remove(c, id)?;
    c.execute("DELETE FROM keys WHERE id = ?1", [&text])
        .map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<KeyRow> {
    let item: Option<String> = row.get(6)?;
    let marks = row.get_ref(14)?.as_str_or_null()?;
    Ok(KeyRow {
        id: from_word(row.get(0)?)?,
        kind: from_word(row.get(1)?)?,
        tenant: row.get(2)?,
        account: from_word(row.get(3)?)?,
        practice: row.get(4)?,
        remote: from_json(row.get_ref(5)?.as_str()?)?,
        item: item.map(from_word).transpose()?,
        public_id: row.get(7)?,
        lost: row.get(8)?,
        gone: row.get(9)?,
        verified_at: time(row.get(10)?)?,
        made_at: time(row.get(11)?)?,
        seen_at: time(row.get(12)?)?,
        label: row.get(13)?,
        marks: marks.map(from_json).transpose()?.unwrap_or_default(),
        changed: drift::changes(row.get(15)?)?,
    })
}
