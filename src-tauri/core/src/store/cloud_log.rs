//! What clouds say in their own logs, as of the last look: shown when they cannot be asked.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use super::accounts::time;
use super::{Store, from_json, to_json};
use crate::error::Result;
use crate::kind::RemoteActivity;
use crate::model::AccountId;

/// Lines that are kept of an account.
const KEPT: u32 = 2_000;

/// A line that was read through an account.
pub struct LogLine {
    /// The account.
    pub account: AccountId,
    /// What the cloud says.
    pub of: RemoteActivity,
    /// The name that the key had here when the line was read first.
    pub key_name: Option<String>,
}

impl Store {
    /// Keeps what was read through an account, with the names that its keys have now. What was read before stays; the
    /// oldest lines over 2,000 go. Nothing is kept of an account that is gone.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn keep_cloud_log(
        &self,
        account: AccountId,
        tenant: &str,
        lines: &[RemoteActivity],
        now: Timestamp,
    ) -> Result<()> {
        let account = account.to_string();
        let lines: Vec<_> = lines
            .iter()
            .map(|line| Ok((line, to_json(line)?)))
            .collect::<Result<_>>()?;
        self.change(|c| {
            let known: Option<i64> = c
                .query_row("SELECT 1 FROM accounts WHERE id = ?1", [&account], |row| {
                    row.get(0)
                })
                .optional()?;
            if known.is_none() {
                return Ok(());
            }
            let mut keep = c.prepare_cached(
                "INSERT INTO cloud_log (account, id, at, line, key_name) VALUES (?1, ?2, ?3, ?4,
                     (SELECT json_extract(facts, '$.name') FROM keys WHERE tenant = ?5 AND remote_id = ?6))
                 ON CONFLICT DO UPDATE SET key_name = coalesce(key_name, excluded.key_name)",
            )?;
            for (line, text) in &lines {
                keep.execute((
                    &account,
                    &line.id,
                    line.at.as_second(),
                    text,
                    tenant,
                    &line.remote_id,
                ))?;
            }
            c.execute(
                "DELETE FROM cloud_log WHERE account = ?1 AND id NOT IN
                 (SELECT id FROM cloud_log WHERE account = ?1 ORDER BY at DESC, id LIMIT ?2)",
                (&account, KEPT),
            )?;
            c.execute(
                "INSERT OR REPLACE INTO cloud_log_looks VALUES (?1, ?2)",
                (&account, now.to_string()),
            )
            .map(drop)
        })
    }

    /// What is known of an account's log, the newest first.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn cloud_log(&self, account: AccountId) -> Result<Vec<LogLine>> {
        self.read(|c| {
            c.prepare_cached(
                "SELECT line, key_name FROM cloud_log WHERE account = ?1 ORDER BY at DESC, id",
            )?
            .query_map([account.to_string()], |row| {
                Ok(LogLine {
                    account,
                    of: from_json(&row.get::<_, String>(0)?)?,
                    key_name: row.get(1)?,
                })
            })?
            .collect()
        })
    }

    /// When an account's log was last read.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn cloud_log_read_at(&self, account: AccountId) -> Result<Option<Timestamp>> {
        self.read(|c| {
            c.query_row(
                "SELECT read_at FROM cloud_log_looks WHERE account = ?1",
                [account.to_string()],
                |row| time(row.get(0)?),
            )
            .optional()
            .map(Option::flatten)
        })
    }
}
