//! Accounts, without their credentials.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

use super::{Store, from_word, word};
use crate::error::Result;
use crate::model::{Account, AccountId, BinReason, KeyId, Scope};

const COLUMNS: &str = "id, provider, kind, label, scope_id, scope_name, own_key, ends_with, endpoint, practice, \
                       item, created_at, looked_at, realm, undocumented";

impl Store {
    /// All accounts in the order they were connected, each with its keychain item.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn accounts(&self) -> Result<Vec<(Account, Uuid)>> {
        self.read(|c| {
            c.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM accounts ORDER BY created_at, id"
            ))?
            .query_map([], read)?
            .collect()
        })
    }

    /// One account with its keychain item.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn account(&self, id: AccountId) -> Result<Option<(Account, Uuid)>> {
        self.read(|c| {
            c.query_row(
                &format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1"),
                [id.to_string()],
                read,
            )
            .optional()
        })
    }

    /// Writes an account's changed label, scope, own key, time of the last look or what it allows.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn update_account(&self, account: &Account) -> Result<()> {
        self.change(|c| {
            c.execute(
                "UPDATE accounts SET label = ?2, scope_id = ?3, scope_name = ?4, own_key = ?5, ends_with = ?6,
                 looked_at = ?7, undocumented = ?8 WHERE id = ?1",
                (
                    account.id.to_string(),
                    &account.label,
                    account.scope.as_ref().map(|s| &s.id),
                    account.scope.as_ref().map(|s| &s.name),
                    &account.own_key,
                    &account.ends_with,
                    account.looked_at.map(|t| t.to_string()),
                    account.undocumented,
                ),
            )
            .map(drop)
        })
    }

    /// Takes an account away, and the key it signs in with to the waste bin; its other keys go to `heir`, where there is
    /// one.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn hand_on_account(
        &self,
        id: AccountId,
        own: KeyId,
        heir: Option<AccountId>,
    ) -> Result<()> {
        let id = id.to_string();
        self.change(|c| {
            c.execute(
                "INSERT OR IGNORE INTO leftovers SELECT item FROM accounts WHERE id = ?1",
                [&id],
            )?;
            let item: String =
                c.query_row("SELECT item FROM accounts WHERE id = ?1", [&id], |row| {
                    row.get(0)
                })?;
            super::bin::put(c, own, BinReason::Retired, Some(from_word(item)?))?;
            super::index::remove(c, own)?;
            match heir {
                Some(heir) => c
                    .execute(
                        "UPDATE keys SET account = ?2 WHERE account = ?1",
                        (&id, heir.to_string()),
                    )
                    .map(drop)?,
                None => remove_keys(c, &id, true)?,
            }
            c.execute("DELETE FROM accounts WHERE id = ?1", [&id])
                .map(drop)
        })
    }

    /// An account signs in with another key from now on: `item` holds what it signs in with. What it signed in with
    /// before goes on as the secret of its own key `before`, where that has none.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn sign_in_with(
        &self,
        account: &Account,
        item: Uuid,
        before: KeyId,
        public_id: Option<&str>,
    ) -> Result<()> {
        let id = account.id.to_string();
        self.change(|c| {
            c.execute(
                "UPDATE keys SET item = (SELECT item FROM accounts WHERE id = ?1), public_id = ?3
                 WHERE id = ?2 AND item IS NULL",
                (&id, before.to_string(), public_id),
            )?;
            // Where a key holds it now, it is none.
            c.execute(
                "INSERT OR IGNORE INTO leftovers SELECT item FROM accounts WHERE id = ?1
                 EXCEPT SELECT item FROM keys",
                [&id],
            )?;
            c.execute("DELETE FROM leftovers WHERE item = ?1", [item.to_string()])?;
            c.execute(
                "UPDATE accounts SET item = ?2, own_key = ?3, ends_with = ?4 WHERE id = ?1",
                (&id, item.to_string(), &account.own_key, &account.ends_with),
            )
            .map(drop)
        })
    }

    /// Takes an account away with the keys that have no secret here; its item becomes a leftover. `marks`: with what was
    /// noted on them, since no other account will list them again.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn remove_account(&self, id: AccountId, marks: bool) -> Result<()> {
        let id = id.to_string();
        self.change(|c| {
            c.execute(
                "INSERT OR IGNORE INTO leftovers SELECT item FROM accounts WHERE id = ?1",
                [&id],
            )?;
            remove_keys(c, &id, marks)?;
            c.execute("DELETE FROM accounts WHERE id = ?1", [&id])?;
            Ok(())
        })
    }
}

/// Takes out the keys of an account that have no secret here, inside a change.
fn remove_keys(c: &Connection, account: &str, marks: bool) -> rusqlite::Result<()> {
    if marks {
        c.execute(
            "DELETE FROM marks WHERE (kind, tenant, remote_id) IN
             (SELECT kind, tenant, remote_id FROM keys WHERE account = ?1 AND item IS NULL)",
            [account],
        )?;
    }
    c.execute(
        "DELETE FROM keys WHERE account = ?1 AND item IS NULL",
        [account],
    )
    .map(drop)
}

/// Writes a new account inside a change.
pub(super) fn insert(c: &Connection, account: &Account, item: Uuid) -> rusqlite::Result<()> {
    c.execute(
        &format!(
            "INSERT INTO accounts ({COLUMNS}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)"
        ),
        (
            account.id.to_string(),
            word(&account.provider)?,
            word(&account.kind)?,
            &account.label,
            account.scope.as_ref().map(|s| &s.id),
            account.scope.as_ref().map(|s| &s.name),
            &account.own_key,
            &account.ends_with,
            &account.endpoint,
            account.practice,
            item.to_string(),
            account.created_at.to_string(),
            account.looked_at.map(|t| t.to_string()),
            &account.realm,
            account.undocumented,
        ),
    )
    .map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<(Account, Uuid)> {
    let scope_id: Option<String> = row.get(4)?;
    let scope_name: Option<String> = row.get(5)?;
    let account = Account {
        id: from_word(row.get(0)?)?,
        provider: from_word(row.get(1)?)?,
        kind: from_word(row.get(2)?)?,
        label: row.get(3)?,
        scope: scope_id.map(|id| Scope {
            name: scope_name.unwrap_or_else(|| id.clone()),
            id,
        }),
        own_key: row.get(6)?,
        ends_with: row.get(7)?,
        realm: row.get(13)?,
        endpoint: row.get(8)?,
        practice: row.get(9)?,
        undocumented: row.get(14)?,
        created_at: from_word(row.get(11)?)?,
        looked_at: super::time(row.get(12)?)?,
    };
    Ok((account, from_word(row.get(10)?)?))
}

/// A stored instant.
pub(super) fn time(text: Option<String>) -> rusqlite::Result<Option<Timestamp>> {
    text.map(from_word).transpose()
}
