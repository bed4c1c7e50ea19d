//! The clipboard and the web browser, for the service.
//!
//! Tauri's clipboard plugin writes: it keeps secrets out of clipboard histories. Its commands for the page are in no
//! capability file, so the page cannot call them. `arboard`, on which it stands, reads and clears, since the plugin
//! cannot look at PRIMARY, the second clipboard of Linux that is filled by selecting text.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arboard::Clipboard;
use async_trait::async_trait;
use keywright_core::desktop::Desktop;
#[cfg(target_os = "linux")]
use keywright_core::model::NoAccountProof;
#[cfg(target_os = "linux")]
use keywright_core::session;
use keywright_core::{Error, ErrorCode, Result};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use tauri::{AppHandle, Runtime, Url};
use tauri_plugin_clipboard_manager::ClipboardExt as _;

/// Puts text on the clipboard; `true` for one that belongs in no history.
pub(crate) type Write = Box<dyn Fn(&SecretString, bool) -> Result<()> + Send + Sync>;

/// Closes the windows that show a secret.
pub(crate) type Close = Box<dyn Fn() + Send + Sync>;

/// The desktop this program runs on.
pub(crate) struct ShellDesktop {
    held: Arc<Mutex<Held>>,
    write: Write,
    close: Close,
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
    /// Opened when first needed. On X11 it also serves what was copied to other programs, so it is kept.
    clipboard: Option<Clipboard>,
    /// The secret of ours that is to be cleared.
    ours: Option<Mark>,
    /// Counts what was copied, so that a clock does not clear what came later.
    copies: u64,
    /// Keeps the mark on disk while there is something to clear, for a start after a kill.
    file: PathBuf,
}

/// Recognizes a value without holding it: salt and the start of a salted hash. Four bytes are too few to find the
/// value by trying, and enough not to take a foreign one for ours.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Mark {
    salt: [u8; 16],
    hash: [u8; 4],
}

impl Mark {
    /// # Errors
    /// [`ErrorCode::Internal`] when the system has no random numbers.
    fn new(text: &str) -> Result<Self> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| Error::new(ErrorCode::Internal))?;
        Ok(Self {
            salt,
            hash: Self::hash(salt, text),
        })
    }

    fn hash(salt: [u8; 16], text: &str) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(salt)
            .chain_update(text)
            .finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }

    fn is_of(&self, text: &str) -> bool {
        Self::hash(self.salt, text) == self.hash
    }

    fn read(file: &Path) -> Option<Self> {
        let bytes: [u8; 20] = std::fs::read(file).ok()?.try_into().ok()?;
        let (salt, hash) = bytes.split_at(16);
        Some(Self {
            salt: salt.try_into().ok()?,
            hash: hash.try_into().ok()?,
        })
    }

    fn write(&self, file: &Path) -> std::io::Result<()> {
        std::fs::write(file, [&self.salt[..], &self.hash].concat())
    }
}

impl ShellDesktop {
    /// The desktop, with the folder for the mark of a value on the clipboard. Clears what a killed run has left.
    pub(crate) fn new(data_dir: &Path, write: Write, close: Close) -> Self {
        let file = data_dir.join("clipboard-mark");
        let left = Mark::read(&file);
        let desktop = Self {
            held: Arc::new(Mutex::new(Held {
                clipboard: None,
                ours: left,
                copies: 0,
                file,
            })),
            write,
            close,
        };
        if left.is_some() {
            // Reading a foreign clipboard may take seconds if its owner hangs.
            let held = desktop.held.clone();
            tauri::async_runtime::spawn_blocking(move || Held::clear(&mut lock(&held)));
        }
        desktop
    }

    /// Clears what is ours and hands anything else of ours to the system, which keeps it after our end.
    pub(crate) fn quit(&self) {
        let mut held = lock(&self.held);
        held.clear();
        held.clipboard = None;
    }
}

fn lock(held: &Mutex<Held>) -> MutexGuard<'_, Held> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Held {
    fn clipboard(&mut self) -> Result<&mut Clipboard> {
        if self.clipboard.is_none() {
            self.clipboard = Some(Clipboard::new().map_err(failed)?);
        }
        self.clipboard
            .as_mut()
            .ok_or_else(|| ErrorCode::ClipboardFailed.into())
    }

    /// Clears the clipboards that still hold what is ours, and only those.
    fn clear(&mut self) {
        let Some(mark) = self.ours.take() else { return };
        if let Ok(clipboard) = self.clipboard() {
            clear_if(clipboard, &mark);
        }
        // Not there is fine.
        let _ = std::fs::remove_file(&self.file);
    }
}

#[async_trait]
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
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(Duration::from_secs(seconds.into())).await;
            let clear = tauri::async_runtime::spawn_blocking(move || {
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
        let mut held = lock(&self.held);
        held.clipboard()?
            .get_text()
            .map(SecretString::from)
            .map_err(failed)
    }

    fn clear_clipboard(&self) {
        lock(&self.held).clear();
    }

    fn open_link(&self, url: &Url) -> Result<()> {
        open::that_detached(url.as_str()).map_err(|_| ErrorCode::LinkFailed.into())
    }

    fn changed(&self) {
        // The page waits for changes at the service itself (`wait_for_change`).
    }

    fn close_secrets(&self) {
        (self.close)();
    }

    #[cfg(target_os = "linux")]
    async fn no_account_proof(&self) -> Option<NoAccountProof> {
        // polkit lets the administrator pass without a question, which proves nothing.
        if rustix::process::geteuid().is_root() {
            return Some(NoAccountProof::Administrator);
        }
        session::no_account_proof(&session::Buses::default()).await
    }

    #[cfg(target_os = "linux")]
    async fn prove_account(&self) -> Result<()> {
        session::prove_account(&session::Buses::default()).await
    }
}

/// Foreign errors stay here: their texts are not ours.
fn failed(_: arboard::Error) -> Error {
    ErrorCode::ClipboardFailed.into()
}

#[cfg(target_os = "linux")]
fn clear_if(clipboard: &mut Clipboard, mark: &Mark) {
    use arboard::{ClearExtLinux as _, GetExtLinux as _, LinuxClipboardKind};
    // The user may have pasted and selected it, which fills PRIMARY.
    for kind in [LinuxClipboardKind::Clipboard, LinuxClipboardKind::Primary] {
        let text = clipboard
            .get()
            .clipboard(kind)
            .text()
            .map(SecretString::from);
        // EXPOSE: to see whether it is ours.
        if text.is_ok_and(|text| mark.is_of(text.expose_secret())) {
            // A compositor may refuse it to a program in the background; the page tells beforehand.
            let _ = clipboard.clear_with().clipboard(kind);
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn clear_if(clipboard: &mut Clipboard, mark: &Mark) {
    let text = clipboard.get_text().map(SecretString::from);
    // EXPOSE: to see whether it is ours.
    if text.is_ok_and(|text| mark.is_of(text.expose_secret())) {
        // There is nobody to tell.
        let _ = clipboard.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_knows_its_value_and_survives_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("clipboard-mark");
        let mark = Mark::new("4b1dCanary").unwrap();
        mark.write(&file).unwrap();
        let read = Mark::read(&file).unwrap();
        assert!(read.is_of("4b1dCanary"));
        assert!(!read.is_of("4b1dcanary"));
        assert!(!read.is_of(""));
        assert_ne!(Mark::new("4b1dCanary").unwrap().salt, mark.salt);
    }

    #[test]
    fn damaged_mark_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("clipboard-mark");
        assert!(Mark::read(&file).is_none());
        std::fs::write(&file, "short").unwrap();
        assert!(Mark::read(&file).is_none());
    }
}
