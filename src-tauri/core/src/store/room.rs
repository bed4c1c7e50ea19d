//! Room on the disk, made sure of before anything is sent.

use super::{Part, Store};
use crate::error::Result;
use crate::model::OperationId;

/// Stands for no operation: its place is given back at once.
const NOBODY: &str = "room";

impl Store {
    /// Sets disk space aside for the answer of a create, in the file and in its log, so that sealing the answer
    /// allocates none.
    ///
    /// # Errors
    /// [`crate::ErrorCode::DiskFull`] and the others of the data file.
    pub fn reserve_staging(&self, id: OperationId) -> Result<()> {
        self.reserve(&id.to_string())?;
        self.free_log()
    }

    /// Makes sure that what comes of a change can be written down: makes room for it and leaves the room free.
    ///
    /// # Errors
    /// [`crate::ErrorCode::DiskFull`], [`crate::ErrorCode::DataReadOnly`] and the others of the data file.
    pub fn check_room(&self) -> Result<()> {
        self.reserve(NOBODY)?;
        self.change(|c| {
            c.execute("DELETE FROM sealed WHERE operation = ?1", [NOBODY])
                .map(drop)
        })?;
        // Last: taking the room back writes as much into the log as making it.
        self.free_log()
    }

    fn reserve(&self, operation: &str) -> Result<()> {
        // Twice, since the log must later hold the intent, the sent mark and the answer.
        for _ in 0..2 {
            self.change(|c| {
                c.execute(
                    "INSERT INTO sealed VALUES (?1, ?2, zeroblob(65536))
                     ON CONFLICT (operation, part) DO UPDATE SET content = excluded.content",
                    (operation, Part::Answer as i64),
                )
                .map(drop)
            })?;
        }
        Ok(())
    }

    /// All of the log can be written anew.
    fn free_log(&self) -> Result<()> {
        self.read(|c| c.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(())))
    }

    /// From now on there is no room in the data file.
    #[cfg(test)]
    pub(crate) fn fill_disk(&self) {
        self.read(|c| {
            c.execute_batch("VACUUM")?;
            let pages: i64 = c.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            c.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))
        })
        .unwrap();
    }

    /// From now on the data file cannot be written to.
    #[cfg(test)]
    pub(crate) fn forbid_writing(&self) {
        self.read(|c| c.pragma_update(None, "query_only", true))
            .unwrap();
    }
}
