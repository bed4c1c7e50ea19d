//! The clipboard and the web browser, for the service.
//!
//! Tauri's clipboard plugin writes: it keeps secrets out of clipboard histories. Its commands for the page are in no
//! capability file, so the page cannot call them. `arboard`, on which it stands, reads and clears, since the plugin
//! cannot look at PRIMARY, the second clipboard of Linux that is filled by selecting text.

mod board;
mod mark;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keywright_core::desktop::Desktop;
use keywright_core::model::OperationId;
use keywright_core::{Error, ErrorCode, Result};
use secrecy::{ExposeSecret as _, SecretString};
use tauri::{AppHandle, Runtime, Url};
use tauri_plugin_clipboard_manager::ClipboardExt as _;

use board::{Board, SystemBoard, Which};
use mark::Mark;

/// How many pasted texts are remembered.
const NOTES: usize = 16;

/// Puts text on the clipboard; `true` for one that belongs in no history.
pub(crate) type Write = Box<dyn Fn(&SecretString, bool) -> Result<()> + Send + Sync>;

/// The desktop this program runs on.
pub(crate) struct ShellDesktop {
    held: Arc<Mutex<Held>>,
    write: Write,
}

/// Writes through Tauri's clipboard plugin.
pub(crate) fn through_plugin<R: Runtime>(app: AppHandle<R>) -> Write {
    Box::new(move |text, secret| {
        // EXPOSE: to the clipboard, as the user asked.
        let text = text.expose_secret();
        let clipboard = app.clipboard();
        let written = if secret {
            clipboard.write_secret(text)
        } else {
            clipboard.write_text(text)
        };
        // The plugin's errors stay here: their texts are not ours.
        written.map_err(|_| ErrorCode::ClipboardFailed.into())
    })
}

/// The clipboard as far as it concerns us.
struct Held {
    board: Box<dyn Board>,
    /// The secret of ours that is to be cleared.
    ours: Option<Mark>,
    /// Counts what was copied, so that a clock does not clear what came later.
    copies: u64,
    /// What was pasted into the app, and for which draft; the oldest first.
    pasted: VecDeque<(OperationId, Mark)>,
    /// Keeps the mark on disk while there is something to clear, for a start after a kill.
    file: PathBuf,
}

impl ShellDesktop {
    /// The desktop, with the folder for the mark of a value on the clipboard. Clears what a killed run has left.
    pub(crate) fn new(data_dir: &Path, write: Write) -> Self {
        Self::over(data_dir, write, Box::new(SystemBoard::default()))
    }

    fn over(data_dir: &Path, write: Write, board: Box<dyn Board>) -> Self {
        let file = data_dir.join("clipboard-mark");
        let left = Mark::read(&file);
        let desktop = Self {
            held: Arc::new(Mutex::new(Held {
                board,
                ours: left,
                copies: 0,
                pasted: VecDeque::new(),
                file,
            })),
            write,
        };
        if left.is_some() {
            // Reading a foreign clipboard may take seconds if its owner hangs.
            let held = desktop.held.clone();
            tauri::async_runtime::spawn_blocking(move || lock(&held).clear());
        }
        desktop
    }

    /// Clears what is ours and hands anything else of ours to the system, which keeps it after our end.
    pub(crate) fn quit(&self) {
        let mut held = lock(&self.held);
        held.clear();
        held.board.let_go();
    }
}

fn lock(held: &Mutex<Held>) -> MutexGuard<'_, Held> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Held {
    /// Clears the clipboards that still hold what is ours, and only those.
    fn clear(&mut self) {
        let Some(mark) = self.ours.take() else { return };
        self.clear_marked(&[mark]);
        // Not there is fine.
        let _ = std::fs::remove_file(&self.file);
    }

    /// Clears the clipboards that hold one of these; `true` when one did and let itself be cleared.
    fn clear_marked(&mut self, marks: &[Mark]) -> bool {
        let mut cleared = false;
        for which in Which::ALL {
            let text = self.board.text(*which);
            // EXPOSE: to see whether it is ours.
            let is_of = |mark: &Mark, text: &SecretString| mark.is_of(text.expose_secret());
            if text.is_ok_and(|text| marks.iter().any(|mark| is_of(mark, &text))) {
                // A compositor may refuse it to a program in the background; the page tells beforehand.
                cleared |= self.board.clear(*which);
            }
        }
        cleared
    }
}

impl Desktop for ShellDesktop {
    fn copy(&self, text: SecretString, clear_after_s: Option<u32>) -> Result<()> {
        let Some(seconds) = clear_after_s else {
            return (self.write)(&text, false);
        };
        let mut held = lock(&self.held);
        // EXPOSE: to recognize it later.
        let mark = Mark::new(text.expose_secret())?;
        // Written first: a kill right after the copy must not leave it there for good.
        mark.write(&held.file)
            .map_err(|_| Error::new(ErrorCode::DataReadOnly))?;
        (self.write)(&text, true)?;
        held.ours = Some(mark);
        held.copies += 1;
        let (this, shared) = (held.copies, self.held.clone());
        // On the runtime of the command that copies.
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(seconds.into())).await;
            let clear = tokio::task::spawn_blocking(move || {
                let mut held = lock(&shared);
                if held.copies == this {
                    held.clear();
                }
            });
            // It fails only when the program ends, and then `quit` clears.
            let _ = clear.await;
        });
        Ok(())
    }

    fn pasted(&self) -> Result<SecretString> {
        lock(&self.held).board.text(Which::Clipboard)
    }

    fn clear_clipboard(&self) {
        lock(&self.held).clear();
    }

    fn note_pasted(&self, draft: OperationId, text: &SecretString) {
        // EXPOSE: to recognize it later. Without random numbers it stays where it is.
        let Ok(mark) = Mark::new(text.expose_secret()) else {
            return;
        };
        let mut held = lock(&self.held);
        if held.pasted.len() == NOTES {
            held.pasted.pop_front();
        }
        held.pasted.push_back((draft, mark));
    }

    fn clear_pasted(&self, draft: OperationId) -> bool {
        let mut held = lock(&self.held);
        let of_it = |(of, mark): &(OperationId, Mark)| (*of == draft).then_some(*mark);
        let marks: Vec<Mark> = held.pasted.iter().filter_map(of_it).collect();
        held.pasted.retain(|(of, _)| *of != draft);
        !marks.is_empty() && held.clear_marked(&marks)
    }

    fn open_link(&self, url: &Url) -> Result<()> {
        open::that_detached(url.as_str()).map_err(|_| ErrorCode::LinkFailed.into())
    }

    fn changed(&self) {
        // The page waits for changes at the service itself (`wait_for_change`).
    }
}
