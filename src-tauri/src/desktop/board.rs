//! The system's clipboards, as far as they are read and cleared here.

use arboard::Clipboard;
#[cfg(target_os = "linux")]
use arboard::{ClearExtLinux as _, GetExtLinux as _, LinuxClipboardKind};
use keywright_core::{Error, ErrorCode, Result};
use secrecy::SecretString;

/// Which of the system's clipboards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Which {
    /// What is filled by copying.
    Clipboard,
    /// What is filled by selecting text.
    #[cfg(target_os = "linux")]
    Primary,
}

impl Which {
    /// All there are. The user may have pasted a secret and selected it.
    pub(super) const ALL: &[Self] = &[
        Self::Clipboard,
        #[cfg(target_os = "linux")]
        Self::Primary,
    ];
}

/// Reads and clears clipboards: the system's, or a fake in tests.
pub(super) trait Board: Send {
    /// What stands on it; `None` when that is no text. On X11 an owner that does not answer looks like one without text.
    ///
    /// # Errors
    /// [`ErrorCode::ClipboardFailed`] when it cannot be read now: nobody knows what it holds.
    fn text(&mut self, which: Which) -> Result<Option<SecretString>>;

    /// Empties it. A system that refuses may say so or not: look again.
    fn clear(&mut self, which: Which);

    /// Hands what others may still paste to the system, which keeps it after our end.
    fn let_go(&mut self);
}

/// The clipboards of this system. Opened when first needed; on X11 that also serves what was copied to other
/// programs, so it is kept.
#[derive(Default)]
pub(super) struct SystemBoard(Option<Clipboard>);

impl SystemBoard {
    fn open(&mut self) -> Result<&mut Clipboard> {
        if self.0.is_none() {
            self.0 = Some(Clipboard::new().map_err(failed)?);
        }
        self.0
            .as_mut()
            .ok_or_else(|| ErrorCode::ClipboardFailed.into())
    }
}

impl Board for SystemBoard {
    #[cfg(target_os = "linux")]
    fn text(&mut self, which: Which) -> Result<Option<SecretString>> {
        read(self.open()?.get().clipboard(which.into()).text())
    }

    #[cfg(not(target_os = "linux"))]
    fn text(&mut self, Which::Clipboard: Which) -> Result<Option<SecretString>> {
        read(self.open()?.get_text())
    }

    #[cfg(target_os = "linux")]
    fn clear(&mut self, which: Which) {
        if let Ok(clipboard) = self.open() {
            // Whoever asks looks again.
            let _ = clipboard.clear_with().clipboard(which.into());
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn clear(&mut self, Which::Clipboard: Which) {
        if let Ok(clipboard) = self.open() {
            // Whoever asks looks again.
            let _ = clipboard.clear();
        }
    }

    fn let_go(&mut self) {
        self.0 = None;
    }
}

#[cfg(target_os = "linux")]
impl From<Which> for LinuxClipboardKind {
    fn from(which: Which) -> Self {
        match which {
            Which::Clipboard => Self::Clipboard,
            Which::Primary => Self::Primary,
        }
    }
}

fn read(text: std::result::Result<String, arboard::Error>) -> Result<Option<SecretString>> {
    match text {
        Ok(text) => Ok(Some(SecretString::from(text))),
        // Empty, a picture, or text of which not every character is one; a desktop that has no such clipboard.
        Err(
            arboard::Error::ContentNotAvailable
            | arboard::Error::ConversionFailure
            | arboard::Error::ClipboardNotSupported,
        ) => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// Foreign errors stay here: their texts are not ours.
fn failed(_: arboard::Error) -> Error {
    ErrorCode::ClipboardFailed.into()
}
