//! The one SQLite file: journal, index, history and sealed answers change together or not at all.
//!
//! Blocking, and quick: every call is one short transaction under one lock.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode as SqliteCode, OptionalExtension as _};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorCode, Result};

mod accounts;
mod bin;
mod cloud_log;
pub mod copies;
use accounts::time;
mod drift;
mod history;
mod index;
mod journal;
mod marks;
mod room;
mod tokens;
mod vault;

pub use bin::BinRow;
pub use cloud_log::LogLine;
pub use history::{Change, NewEvent};
pub use index::{KeyRow, Listing, Place};
pub use journal::{NewlyStored, OperationRow, OperationState, Part, STAGING};
pub use tokens::TokenRow;
pub use vault::SealedItem;

/// What leads from each version of the schema to the next, beginning with an empty file.
const STEPS: [&str; 8] = [
    include_str!("schema.sql"),
    include_str!("schema-2.sql"),
    include_str!("schema-3.sql"),
    include_str!("schema-4.sql"),
    include_str!("schema-5.sql"),
    include_str!("schema-6.sql"),
    include_str!("schema-7.sql"),
    include_str!("schema-8.sql"),
];
/// Version of the schema this program writes.
const SCHEMA: i64 = STEPS.len() as i64;
/// Name of the file in the data folder.
pub const FILE: &str = "keywright.sqlite";

/// The data file.
pub struct Store(Mutex<Connection>);

impl Store {
    /// Opens the file in this folder, makes it if there is none, and brings it to the present schema. A file that is
    /// newer or damaged is left as it is, to the last byte. A copy that was to take its place does so first.
    ///
    /// # Errors
    /// [`ErrorCode::DataNewer`], [`ErrorCode::DataDamaged`], [`ErrorCode::DataReadOnly`],
    /// [`ErrorCode::Busy`] when another process has it open.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|_| Error::new(ErrorCode::DataReadOnly))?;
        copies::finish(folder)?;
        let connection = Connection::open(folder.join(FILE)).map_err(|e| store_error(&e))?;
        Self::prepare(connection, Some(folder))
    }

    /// A store in memory, for tests.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`].
    pub fn in_memory() -> Result<Self> {
        Self::prepare(
            Connection::open_in_memory().map_err(|e| store_error(&e))?,
            None,
        )
    }

    /// `folder`: where an older file is copied to before its schema is changed.
    fn prepare(mut connection: Connection, folder: Option<&Path>) -> Result<Self> {
        // Whoever else has the file open is another copy of this program, and keeps it open.
        connection
            .busy_timeout(std::time::Duration::from_millis(200))
            .map_err(|e| store_error(&e))?;
        // Until it is known to be ours to write, not even the end of the connection changes it.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
            .and_then(|_| {
                connection.execute_batch(
                    // Exclusive: two processes never share a journal.
                    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF;",
                )
            })
            .map_err(|e| store_error(&e))?;
        let version: i64 = connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .map_err(|e| store_error(&e))?;
        if version > SCHEMA {
            return Err(ErrorCode::DataNewer.into());
        }
        let sound: String = connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(|e| store_error(&e))?;
        if sound != "ok" {
            return Err(ErrorCode::DataDamaged.into());
        }
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
            .and_then(|_| {
                connection.execute_batch(
                    // Full: a commit is on the disk when it returns.
                    "PRAGMA journal_mode = WAL;
                     PRAGMA synchronous = FULL;
                     PRAGMA foreign_keys = ON;
                     PRAGMA secure_delete = ON;",
                )
            })
            .map_err(|e| store_error(&e))?;
        if let Some(folder) = folder.filter(|_| (1..SCHEMA).contains(&version)) {
            // A change that finds no room rolls back by itself, so that this may fail.
            let _ = copies::before_change(&connection, folder, version);
        }
        let change = connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(|e| store_error(&e))?;
        for (schema, sql) in (1..).zip(STEPS) {
            if version < schema {
                change.execute_batch(sql).map_err(|e| store_error(&e))?;
            }
        }
        if version < SCHEMA {
            history::chain::begin(&change).map_err(|e| store_error(&e))?;
        }
        change
            .pragma_update(None, "user_version", SCHEMA)
            .map_err(|e| store_error(&e))?;
        change.commit().map_err(|e| store_error(&e))?;
        Ok(Self(Mutex::new(connection)))
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a step in one transaction: all of it is on the disk when this returns, or none.
    fn change<T>(&self, step: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let change = connection.transaction().map_err(|e| store_error(&e))?;
        let value = step(&change).map_err(|e| store_error(&e))?;
        change.commit().map_err(|e| store_error(&e))?;
        Ok(value)
    }

    fn read<T>(&self, step: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        step(&self.lock()).map_err(|e| store_error(&e))
    }

    /// A value kept under a name, e.g. the settings.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn meta<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        let text: Option<String> = self.read(|c| {
            c.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| {
                row.get(0)
            })
            .optional()
        })?;
        // What an older or newer version wrote and we cannot read is as good as not there.
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Keeps a value under a name.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn set_meta<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        let text = to_json(value)?;
        self.change(|c| {
            c.execute(
                "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, &text],
            )
            .map(drop)
        })
    }

    /// The practice cloud's state, encrypted.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn practice(&self, provider: &str) -> Result<Option<Vec<u8>>> {
        self.read(|c| {
            c.query_row(
                "SELECT snapshot FROM practice WHERE provider = ?1",
                [provider],
                |row| row.get(0),
            )
            .optional()
        })
    }

    /// Keeps the practice cloud's state, encrypted; `None` forgets it.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn set_practice(&self, provider: &str, sealed: Option<&[u8]>) -> Result<()> {
        self.change(|c| {
            c.execute("DELETE FROM practice WHERE provider = ?1", [provider])?;
            if let Some(sealed) = sealed {
                c.execute("INSERT INTO practice VALUES (?1, ?2)", (provider, sealed))?;
            }
            Ok(())
        })
    }
}

/// A typed error for what SQLite says. Its texts may hold values, so they go no further.
fn store_error(error: &rusqlite::Error) -> Error {
    let code = match error.sqlite_error_code() {
        Some(SqliteCode::DiskFull) => ErrorCode::DiskFull,
        Some(
            SqliteCode::ReadOnly
            | SqliteCode::CannotOpen
            | SqliteCode::PermissionDenied
            | SqliteCode::SystemIoFailure,
        ) => ErrorCode::DataReadOnly,
        Some(SqliteCode::DatabaseCorrupt | SqliteCode::NotADatabase) => ErrorCode::DataDamaged,
        Some(SqliteCode::DatabaseBusy | SqliteCode::DatabaseLocked) => ErrorCode::Busy,
        _ => ErrorCode::Internal,
    };
    Error::new(code)
}

/// The word a value is stored as: its serde name.
fn word<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        _ => Err(rusqlite::Error::InvalidQuery),
    }
}

/// The value a stored word stands for.
fn from_word<T: DeserializeOwned>(text: String) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(text)).map_err(unreadable)
}

fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(unreadable)
}

fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::new(ErrorCode::Internal))
}

fn unreadable(_: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::InvalidQuery
}

#[cfg(test)]
mod tests;
