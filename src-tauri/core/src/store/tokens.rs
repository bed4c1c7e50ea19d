//! Tokens that keys were exchanged for, without the tokens.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::Row;
use uuid::Uuid;

use super::{Store, from_word, time, word};
use crate::error::{ErrorCode, Result};
use crate::model::{KeyId, Token, TokenKind};

const COLUMNS: &str = "key, token, item, issued_at, expires_at, assumed, renews, renew_at, checked_at, problem, \
     ended";

/// A token in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// The key it was made with.
    pub key: KeyId,
    /// As the page sees it.
    pub token: Token,
    /// Keychain item of its fields.
    pub item: Uuid,
    /// When it is renewed next.
    pub renew_at: Option<Timestamp>,
}

impl Store {
    /// All tokens, by the keys they were made with.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn tokens(&self) -> Result<HashMap<KeyId, Vec<TokenRow>>> {
        let rows: Vec<TokenRow> = self.read(|c| {
            c.prepare_cached(&format!("SELECT {COLUMNS} FROM tokens ORDER BY token"))?
                .query_map([], read)?
                .collect()
        })?;
        let mut by_key: HashMap<KeyId, Vec<TokenRow>> = HashMap::new();
        for row in rows {
            by_key.entry(row.key).or_default().push(row);
        }
        Ok(by_key)
    }

    /// One token.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`] when there is none, those of the data file.
    pub fn token(&self, key: KeyId, token: TokenKind) -> Result<TokenRow> {
        let of_key = self.tokens()?.remove(&key).unwrap_or_default();
        let found = of_key.into_iter().find(|row| row.token.token == token);
        found.ok_or_else(|| ErrorCode::Gone.into())
    }

    /// Keeps a token; the item of the one it replaces becomes a leftover.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`] when its key went meanwhile, those of the data file.
    pub fn put_token(&self, row: &TokenRow) -> Result<()> {
        let (key, item) = (row.key.to_string(), row.item.to_string());
        let kept = self.change(|c| {
            let token = word(&row.token.token)?;
            let known = c
                .prepare_cached("SELECT 1 FROM keys WHERE id = ?1")?
                .exists([&key])?;
            if !known {
                return Ok(false);
            }
            c.execute(
                "INSERT OR IGNORE INTO leftovers SELECT item FROM tokens
                 WHERE key = ?1 AND token = ?2 AND item != ?3",
                (&key, &token, &item),
            )?;
            c.execute("DELETE FROM leftovers WHERE item = ?1", [&item])?;
            c.execute(
                &format!(
                    "INSERT OR REPLACE INTO tokens ({COLUMNS}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)"
                ),
                (
                    &key,
                    &token,
                    &item,
                    row.token.issued_at.to_string(),
                    row.token.expires_at.to_string(),
                    row.token.assumed,
                    row.token.renews,
                    row.renew_at.map(|at| at.to_string()),
                    row.token.checked_at.map(|at| at.to_string()),
                    row.token.problem.as_ref().map(word).transpose()?,
                    row.token.ended,
                ),
            )?;
            Ok(true)
        })?;
        if kept {
            Ok(())
        } else {
            Err(ErrorCode::Gone.into())
        }
    }

    /// Writes what was learned of a token. One that was replaced or taken away meanwhile stays as it is.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn note_token(&self, row: &TokenRow) -> Result<()> {
        self.change(|c| {
            c.execute(
                "UPDATE tokens SET expires_at = ?2, assumed = ?3, renews = ?4, renew_at = ?5,
                 checked_at = ?6, problem = ?7, ended = ?8 WHERE item = ?1",
                (
                    row.item.to_string(),
                    row.token.expires_at.to_string(),
                    row.token.assumed,
                    row.token.renews,
                    row.renew_at.map(|at| at.to_string()),
                    row.token.checked_at.map(|at| at.to_string()),
                    row.token.problem.as_ref().map(word).transpose()?,
                    row.token.ended,
                ),
            )
            .map(drop)
        })
    }

    /// Forgets a token; its item becomes a leftover.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn remove_token(&self, key: KeyId, token: TokenKind) -> Result<()> {
        self.change(|c| {
            let which = (key.to_string(), word(&token)?);
            c.execute(
                "INSERT OR IGNORE INTO leftovers SELECT item FROM tokens WHERE key = ?1 AND token = ?2",
                (&which.0, &which.1),
            )?;
            c.execute("DELETE FROM tokens WHERE key = ?1 AND token = ?2", which)
                .map(drop)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<TokenRow> {
    let problem: Option<String> = row.get(9)?;
    Ok(TokenRow {
        key: from_word(row.get(0)?)?,
        token: Token {
            token: from_word(row.get(1)?)?,
            issued_at: from_word(row.get(3)?)?,
            expires_at: from_word(row.get(4)?)?,
            assumed: row.get(5)?,
            renews: row.get(6)?,
            checked_at: time(row.get(8)?)?,
            problem: problem.map(from_word).transpose()?,
            ended: row.get(10)?,
        },
        item: from_word(row.get(2)?)?,
        renew_at: time(row.get(7)?)?,
    })
}
