//! What people note on keys.

use rusqlite::Connection;

use super::Store;
use crate::error::Result;
use crate::model::{KeyId, Marks};

impl Store {
    /// Writes what a key is to bear from now on.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn mark_key(&self, id: KeyId, marks: &Marks) -> Result<()> {
        self.change(|c| write(c, id, marks))
    }

    /// Writes what several keys are to bear from now on: all of it or nothing.
    ///
    /// # Errors
    /// Those of the data file.
    pub fn mark_keys(&self, keys: &[(KeyId, Marks)]) -> Result<()> {
        self.change(|c| keys.iter().try_for_each(|(id, marks)| write(c, *id, marks)))
    }
}

fn write(c: &Connection, id: KeyId, marks: &Marks) -> rusqlite::Result<()> {
    if *marks == Marks::default() {
        return remove(c, id);
    }
    let marks = serde_json::to_string(marks).map_err(|_| rusqlite::Error::InvalidQuery)?;
    c.execute(
        "INSERT OR REPLACE INTO marks SELECT kind, tenant, remote_id, ?2 FROM keys WHERE id = ?1",
        (id.to_string(), marks),
    )
    .map(drop)
}

/// Takes a key's marks away, inside a change, while the key is still there.
pub(super) fn remove(c: &Connection, id: KeyId) -> rusqlite::Result<()> {
    c.execute(
        "DELETE FROM marks WHERE (kind, tenant, remote_id) IN
         (SELECT kind, tenant, remote_id FROM keys WHERE id = ?1)",
        [id.to_string()],
    )
    .map(drop)
}
