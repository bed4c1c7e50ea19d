//! A system where the app does nothing while its window is closed.

use std::io;
use std::path::PathBuf;

use super::{TrayLook, TrayWish};
use crate::notice::{Notice, NoticeAnswer};
use crate::session::Session;

/// Whether there is a tray.
pub async fn has_tray(_: &Session) -> bool {
    false
}

/// Whether the system shows notices.
pub async fn shows_notices(_: &Session) -> bool {
    false
}

/// Tells when the tray comes and goes: never.
pub async fn follow_tray(_: &Session, _: impl Fn(bool)) {}

/// The app's icon in the tray.
pub struct Tray;

impl Tray {
    /// Puts the icon into the tray; `None` where there is none.
    pub async fn show(_: TrayLook, _: impl Fn(TrayWish) + Send + Sync + 'static) -> Option<Self> {
        None
    }

    /// Shows it with other words.
    pub async fn change(&self, _: TrayLook) {}

    /// Takes it away.
    pub async fn remove(self) {}
}

/// Notices of the system.
#[derive(Default)]
pub struct Notices {}

impl Notices {
    /// Shows a notice; `false` when the system does not.
    pub async fn show(
        &self,
        _: &Session,
        _: &Notice,
        _: impl Fn(NoticeAnswer) + Send + Sync + 'static,
    ) -> bool {
        false
    }
}

/// What starts with the computer.
pub struct Autostart;

impl Autostart {
    /// The app's entry; `None` where it can have none.
    #[must_use]
    pub fn of(_: Option<(PathBuf, String)>) -> Option<Self> {
        None
    }

    /// Whether the app is there.
    #[must_use]
    pub fn is_on(&self) -> bool {
        false
    }

    /// Puts it there, or takes it out.
    ///
    /// # Errors
    /// Always.
    pub fn set(&self, _: bool) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
