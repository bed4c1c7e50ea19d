//! What goes on beside the window: copies of the data file, and the end of the program.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use jiff::Timestamp;

use super::KeyService;
use crate::error::Result;
use crate::model::{Closing, ClosingWork};

impl KeyService {
    /// Copies the data file where that is due. Never beside an operation: its end asks again.
    pub(super) async fn keep_copies(&self) {
        if self.running() > 0 {
            return;
        }
        let (store, copies) = (Arc::clone(&self.store), Arc::clone(&self.copies));
        let data = self.data_dir.clone();
        let running = self.running.subscribe();
        let copied = tokio::task::spawn_blocking(move || {
            copies.keep_up_while(&store, &data, &|| *running.borrow() == 0)
        });
        // The data file is what counts. Whatever changes next tries again.
        let _ = copied.await;
    }

    /// Operations that are being carried out, and answers that rest nowhere yet: the program must not end before they
    /// do.
    #[must_use]
    pub fn running(&self) -> usize {
        *self.running.borrow() + self.held.borrow().len()
    }

    /// Waits until nothing is being carried out. A keychain that hangs does not hold it up where nothing has been sent,
    /// or the answer is sealed on the disk and the next start goes on with it. An answer that is in memory only holds it
    /// up until it rests somewhere.
    pub async fn shut_down(&self) {
        let mut running = self.running.subscribe();
        let mut held = self.held.subscribe();
        // The senders live as long as `self`, so that no wait can fail.
        while self.running() > 0 {
            let _ = held.wait_for(HashMap::is_empty).await;
            self.vault.end_soon();
            tokio::select! {
                biased;
                // It has all the time that the keychain needs.
                _ = held.wait_for(|held| !held.is_empty()) => self.vault.wait_again(),
                _ = running.wait_for(|n| *n == 0) => {}
            }
        }
        self.vault.end_soon();
    }

    /// Waits until nothing is being carried out, and tells the page so meanwhile. `false` when the user wants the
    /// window to stay.
    pub async fn close(&self) -> bool {
        if self.running() > 0 {
            self.closing.send_replace(Some(Timestamp::now()));
            self.changed();
        }
        let mut closing = self.closing.subscribe();
        if closing.borrow_and_update().is_none() {
            return true;
        }
        tokio::select! {
            biased;
            _ = closing.wait_for(Option::is_none) => false,
            () = self.shut_down() => true,
        }
    }

    /// The window stays open when what is being carried out has come to its end.
    ///
    /// # Errors
    /// None.
    pub async fn keep_open(&self) -> Result<()> {
        self.closing.send_replace(None);
        self.vault.wait_again();
        self.changed();
        Ok(())
    }

    /// What the window still waits for before it closes; `None` when it is not to close.
    pub(super) fn closing(&self) -> Result<Option<Closing>> {
        let Some(asked_at) = *self.closing.borrow() else {
            return Ok(None);
        };
        let active = self
            .active
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let mut rows = self.store.operations()?;
        rows.retain(|row| active.contains(&row.id) || self.holds(row.id));
        let work = rows.into_iter().map(|row| ClosingWork {
            op: row.op,
            name: row.name,
            since: row.started_at,
        });
        Ok(Some(Closing {
            asked_at,
            work: work.collect(),
        }))
    }
}
