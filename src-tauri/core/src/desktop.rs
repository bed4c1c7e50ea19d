//! What the service needs from a desktop, and no more. Windows, menus and dialogs are the shell's affair.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use secrecy::SecretString;
use url::Url;

use crate::error::{ErrorCode, Result};
use crate::model::{Background, NoAccountProof, OperationId};
use crate::notice::Notice;

/// A desktop: the shell's, or a fake in tests.
#[async_trait]
pub trait Desktop: Send + Sync {
    /// Puts a value on the clipboard, kept out of clipboard histories when it is `secret`. A secret is cleared
    /// after `clear_after_s` seconds, and on quit, if the clipboard still holds it.
    ///
    /// # Errors
    /// [`crate::ErrorCode::ClipboardFailed`].
    fn copy(&self, text: SecretString, clear_after_s: Option<u32>) -> Result<()>;

    /// What the clipboard holds as text.
    ///
    /// # Errors
    /// [`crate::ErrorCode::ClipboardFailed`] when it holds none.
    fn pasted(&self) -> Result<SecretString>;

    /// Clears the clipboard if it still holds a value of ours.
    fn clear_clipboard(&self);

    /// Whether the system may refuse to clear the clipboard while another program's window is in front.
    fn may_refuse_to_clear(&self) -> bool;

    /// Remembers that this text was handed over for a draft, so that [`Desktop::clear_pasted`] knows it again. In
    /// memory only, not the text itself, and of the last few.
    fn note_pasted(&self, draft: OperationId, text: &SecretString);

    /// Clears each clipboard that still holds a text noted for this draft, and forgets those notes. `true` when
    /// something was cleared. May take seconds, for another program has to answer.
    fn clear_pasted(&self, draft: OperationId) -> bool;

    /// Opens a page in the web browser. Called only with addresses of the registry's fixed list.
    ///
    /// # Errors
    /// [`crate::ErrorCode::LinkFailed`].
    fn open_link(&self, url: &Url) -> Result<()>;

    /// Saves a file that the user asked for where such files go on this computer, mostly the folder for downloads; only
    /// this user may read it. Nothing is overwritten: a name that is taken gets a number. Called only with names that
    /// the app makes itself, and never with a secret.
    ///
    /// # Errors
    /// [`ErrorCode::FileNotSaved`]; a desktop without folders saves nothing.
    fn save_file(&self, _name: &str, _content: &[u8]) -> Result<PathBuf> {
        Err(ErrorCode::FileNotSaved.into())
    }

    /// Shows a folder in the system's file manager. Called only with folders that [`Desktop::save_file`] saved to.
    ///
    /// # Errors
    /// [`ErrorCode::LinkFailed`].
    fn open_folder(&self, _folder: &Path) -> Result<()> {
        Err(ErrorCode::LinkFailed.into())
    }

    /// Tells the page that something changed in the background.
    fn changed(&self);

    /// Closes every window that shows a secret, or waits to. A desktop without windows has none.
    fn close_secrets(&self) {}

    /// Whether the app's window is the one that is used right now.
    fn is_in_front(&self) -> bool {
        false
    }

    /// Has the system show a notice, in place of the one before it. `false` when it does not.
    async fn notify(&self, _notice: Notice) -> bool {
        false
    }

    /// What the app can do while its window is closed.
    async fn background(&self) -> Background {
        Background::default()
    }

    /// Whether the app is among what starts with the computer.
    fn starts_with_computer(&self) -> bool {
        false
    }

    /// Puts the app among what starts with the computer, or takes it out.
    ///
    /// # Errors
    /// [`ErrorCode::AutostartFailed`].
    fn start_with_computer(&self, _on: bool) -> Result<()> {
        Err(ErrorCode::AutostartFailed.into())
    }

    /// Why the system cannot ask the person in front for the password of their account; `None` when it can.
    async fn no_account_proof(&self) -> Option<NoAccountProof> {
        Some(NoAccountProof::System)
    }

    /// Has the system ask the person in front for the password of their account.
    ///
    /// # Errors
    /// [`ErrorCode::ProofRefused`] when it was not given, [`ErrorCode::ProofMissing`] when the system cannot ask.
    async fn prove_account(&self) -> Result<()> {
        Err(ErrorCode::ProofMissing.into())
    }
}
