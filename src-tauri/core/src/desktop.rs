//! What the service needs from a desktop, and no more. Windows, menus and dialogs are the shell's affair.

use secrecy::SecretString;
use url::Url;

use crate::error::Result;
use crate::model::OperationId;

/// A desktop: the shell's, or a fake in tests.
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

    /// Tells the page that something changed in the background.
    fn changed(&self);
}
