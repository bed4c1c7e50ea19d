//! The passphrase vault's rows, and which secret rests where. Nothing here can read a secret.

use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

use super::{Store, from_word, word};
use crate::error::{ErrorCode, Result};
use crate::model::VaultPlace;
use crate::vault::passphrase::{Cost, SALT, Slot, SlotRow};

/// Where new secrets go, in `meta`.
const CHOSEN: &str = "vault_place";
/// Where all secrets are being moved to, in `meta`.
const MOVING: &str = "vault_moving";

/// Every item that something in the data file owns or an open operation has written.
const OWNED: &str = "SELECT item FROM accounts UNION SELECT item FROM keys WHERE item IS NOT NULL
     UNION SELECT item FROM tokens UNION SELECT item FROM bin WHERE item IS NOT NULL
     UNION SELECT op_item FROM operations WHERE op_item IS NOT NULL
     UNION SELECT final_item FROM operations WHERE final_item IS NOT NULL
         AND (state = 'stored' OR final_item IN (SELECT item FROM places))
     UNION SELECT trim(value, '\"') FROM meta WHERE name = 'practice_item' AND value != 'null'";

/// A sealed secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedItem {
    /// The number it was sealed under; a later text of the same item has a higher one.
    pub counter: i64,
    /// Nonce, ciphertext, tag.
    pub sealed: Vec<u8>,
}

impl Store {
    /// The vault's id; `None` where no passphrase is set up.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn vault_id(&self) -> Result<Option<Uuid>> {
        self.read(|c| {
            c.query_row("SELECT id FROM vault", [], |row| from_word(row.get(0)?))
                .optional()
        })
    }

    /// Makes the vault with its first slot, where there is none.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] when there is one, those of the data file.
    pub fn make_vault(&self, id: Uuid, slot: &SlotRow) -> Result<()> {
        let made = self.change(|c| {
            let made = c.execute(
                "INSERT OR IGNORE INTO vault VALUES (1, ?1, 0)",
                [id.to_string()],
            )?;
            if made > 0 {
                write_slot(c, slot)?;
            }
            Ok(made > 0)
        })?;
        made.then_some(())
            .ok_or_else(|| ErrorCode::Unsupported.into())
    }

    /// Takes the vault away, slots and all, if nothing lies in it.
    ///
    /// # Errors
    /// [`ErrorCode::VaultNotEmpty`], those of the data file.
    pub fn remove_vault(&self) -> Result<()> {
        let gone = self.change(|c| {
            let used: bool = c.query_row(
                "SELECT EXISTS (SELECT 1 FROM vault_items)
                     OR EXISTS (SELECT 1 FROM places WHERE place = ?1)",
                [word(&VaultPlace::Passphrase)?],
                |row| row.get(0),
            )?;
            if used {
                return Ok(false);
            }
            c.execute("DELETE FROM vault", [])?;
            c.execute("DELETE FROM vault_slots", [])?;
            Ok(true)
        })?;
        gone.then_some(())
            .ok_or_else(|| ErrorCode::VaultNotEmpty.into())
    }

    /// The slot of this kind.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn vault_slot(&self, slot: Slot) -> Result<Option<SlotRow>> {
        self.read(|c| {
            c.query_row(
                "SELECT slot, salt, memory_kib, passes, lanes, sealed FROM vault_slots WHERE slot = ?1",
                [word(&slot)?],
                read_slot,
            )
            .optional()
        })
    }

    /// Writes a slot over the one of its kind.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn put_vault_slot(&self, slot: &SlotRow) -> Result<()> {
        self.change(|c| write_slot(c, slot))
    }

    /// Writes a slot that was made for the vault with this id over the one of its kind.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`] when there is no such vault any more, those of the data file.
    pub fn put_slot_of(&self, vault: Uuid, slot: &SlotRow) -> Result<()> {
        let there = self.change(|c| {
            let mut same = c.prepare("SELECT 1 FROM vault WHERE id = ?1")?;
            let there = same.exists([vault.to_string()])?;
            if there {
                write_slot(c, slot)?;
            }
            Ok(there)
        })?;
        there.then_some(()).ok_or_else(|| ErrorCode::Gone.into())
    }

    /// A sealed secret.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn vault_item(&self, item: Uuid) -> Result<Option<SealedItem>> {
        self.read(|c| {
            c.prepare_cached("SELECT counter, sealed FROM vault_items WHERE item = ?1")?
                .query_row([item.to_string()], |row| {
                    Ok(SealedItem {
                        counter: row.get(0)?,
                        sealed: row.get(1)?,
                    })
                })
                .optional()
        })
    }

    /// Writes a sealed secret under the vault's next number, and with `lives` that it rests there from now on. Answers
    /// with the number.
    ///
    /// # Errors
    /// Those of `seal` and of the data file.
    pub fn put_vault_item(
        &self,
        item: Uuid,
        lives: bool,
        seal: impl FnOnce(i64) -> Result<Vec<u8>>,
    ) -> Result<i64> {
        let mut refused = None;
        let written = self.change(|c| {
            let counter: i64 = c.query_row(
                "UPDATE vault SET counter = counter + 1 RETURNING counter",
                [],
                |row| row.get(0),
            )?;
            let sealed = seal(counter).map_err(|error| {
                refused = Some(error);
                rusqlite::Error::InvalidQuery
            })?;
            c.execute(
                "INSERT OR REPLACE INTO vault_items VALUES (?1, ?2, ?3)",
                (item.to_string(), counter, sealed),
            )?;
            if lives {
                set_place(c, item, VaultPlace::Passphrase)?;
            }
            Ok(counter)
        });
        refused.map_or(written, Err)
    }

    /// Removes a sealed secret; with `forget` also where it rested.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn remove_vault_item(&self, item: Uuid, forget: bool) -> Result<()> {
        self.change(|c| {
            let item = item.to_string();
            c.execute("DELETE FROM vault_items WHERE item = ?1", [&item])?;
            if forget {
                c.execute("DELETE FROM places WHERE item = ?1", [&item])?;
            }
            Ok(())
        })
    }

    /// Where an item rests, as written down; see [`crate::vault::Vaults`] for what `None` means.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn place_of(&self, item: Uuid) -> Result<Option<VaultPlace>> {
        self.read(|c| {
            c.prepare_cached("SELECT place FROM places WHERE item = ?1")?
                .query_row([item.to_string()], |row| from_word(row.get(0)?))
                .optional()
        })
    }

    /// From now on the item rests there.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn set_place_of(&self, item: Uuid, place: VaultPlace) -> Result<()> {
        self.change(|c| set_place(c, item, place))
    }

    /// Where new secrets go.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn chosen_place(&self) -> Result<VaultPlace> {
        Ok(self.meta(CHOSEN)?.unwrap_or(VaultPlace::Keychain))
    }

    /// New secrets go there from now on. Those that are here stay where they are, and that is written down.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn choose_place(&self, place: VaultPlace) -> Result<()> {
        let chosen = super::to_json(&place)?;
        self.change(|c| {
            c.execute(
                &format!("INSERT OR IGNORE INTO places SELECT item, ?1 FROM ({OWNED}
                         UNION SELECT item FROM leftovers
                             WHERE item NOT IN (SELECT final_item FROM operations WHERE final_item IS NOT NULL))"),
                [word(&VaultPlace::Keychain)?],
            )?;
            c.execute(
                "INSERT OR REPLACE INTO meta VALUES (?1, ?2)",
                [CHOSEN, &chosen],
            )
            .map(drop)
        })
    }

    /// Items of open operations that may have been written or not, with no place written down.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn unsure_items(&self) -> Result<Vec<Uuid>> {
        self.read(|c| {
            c.prepare_cached(
                "SELECT final_item FROM operations WHERE final_item IS NOT NULL
                     AND final_item NOT IN (SELECT item FROM places)",
            )?
            .query_map([], |row| from_word(row.get(0)?))?
            .collect()
        })
    }

    /// How many secrets rest in each place: keychain, passphrase vault.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn count_places(&self) -> Result<(u32, u32)> {
        self.read(|c| {
            c.query_row(
                &format!(
                    "SELECT count(*) - count(places.item), count(places.item) FROM ({OWNED}) AS owned
                     LEFT JOIN places ON places.item = owned.item AND places.place = ?1"
                ),
                [word(&VaultPlace::Passphrase)?],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
        })
    }

    /// Items that do not rest in `to` yet, and those whose move there was begun.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn items_to_move(&self, to: VaultPlace) -> Result<Vec<Uuid>> {
        self.read(|c| {
            c.prepare_cached(&format!(
                "SELECT item FROM ({OWNED})
                 EXCEPT SELECT item FROM places WHERE place = ?1
                 EXCEPT SELECT owned.item FROM ({OWNED}) AS owned
                    LEFT JOIN places ON places.item = owned.item
                    WHERE ?1 = ?2 AND places.item IS NULL
                 UNION SELECT item FROM moves"
            ))?
            .query_map((word(&to)?, word(&VaultPlace::Keychain)?), |row| {
                from_word(row.get(0)?)
            })?
            .collect()
        })
    }

    /// Whether a move of this item was begun and not ended.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn is_moving(&self, item: Uuid) -> Result<bool> {
        self.read(|c| {
            c.prepare_cached("SELECT 1 FROM moves WHERE item = ?1")?
                .exists([item.to_string()])
        })
    }

    /// A copy of the item may lie in both places from now on.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn begin_move(&self, item: Uuid) -> Result<()> {
        self.change(|c| {
            c.execute(
                "INSERT OR IGNORE INTO moves VALUES (?1)",
                [item.to_string()],
            )
            .map(drop)
        })
    }

    /// The item lies in one place only again.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn end_move(&self, item: Uuid) -> Result<()> {
        self.change(|c| {
            c.execute("DELETE FROM moves WHERE item = ?1", [item.to_string()])
                .map(drop)
        })
    }

    /// Where all secrets are being moved to.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn moving_to(&self) -> Result<Option<VaultPlace>> {
        Ok(self.meta::<Option<VaultPlace>>(MOVING)?.flatten())
    }

    /// Writes down where all secrets are being moved to; `None` when that is done.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn set_moving_to(&self, to: Option<VaultPlace>) -> Result<()> {
        self.set_meta(MOVING, &to)
    }
}

#[cfg(test)]
impl Store {
    /// Puts a row into the vault as another program would.
    pub(crate) fn plant(&self, item: Uuid, row: &SealedItem) {
        let row = (item.to_string(), row.counter, &row.sealed);
        self.change(|c| {
            c.execute(
                "INSERT OR REPLACE INTO vault_items VALUES (?1, ?2, ?3)",
                row,
            )
        })
        .unwrap();
    }

    /// Says something to the database itself.
    pub(crate) fn say(&self, sql: &str) {
        self.lock().execute_batch(sql).unwrap();
    }
}

fn set_place(c: &Connection, item: Uuid, place: VaultPlace) -> rusqlite::Result<()> {
    c.execute(
        "INSERT OR REPLACE INTO places VALUES (?1, ?2)",
        (item.to_string(), word(&place)?),
    )
    .map(drop)
}

fn write_slot(c: &Connection, slot: &SlotRow) -> rusqlite::Result<()> {
    c.execute(
        "INSERT OR REPLACE INTO vault_slots VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            word(&slot.slot)?,
            slot.salt.as_slice(),
            slot.cost.memory_kib,
            slot.cost.passes,
            slot.cost.lanes,
            &slot.sealed,
        ),
    )
    .map(drop)
}

fn read_slot(row: &Row<'_>) -> rusqlite::Result<SlotRow> {
    Ok(SlotRow {
        slot: from_word(row.get(0)?)?,
        salt: row.get::<_, [u8; SALT]>(1)?,
        cost: Cost {
            memory_kib: row.get(2)?,
            passes: row.get(3)?,
            lanes: row.get(4)?,
        },
        sealed: row.get(5)?,
    })
}
