//! What the app does while its window is closed: the tray, notices, the start with the computer. One module per system,
//! each with the same names; other systems than Linux have none of it yet, and the settings say so.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod none;

#[cfg(target_os = "linux")]
pub use linux::{Autostart, Notices, Tray, follow_tray, has_tray, shows_notices};
#[cfg(not(target_os = "linux"))]
pub use none::{Autostart, Notices, Tray, follow_tray, has_tray, shows_notices};

/// What the tray shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayLook {
    /// Words of its menu.
    pub open: String,
    /// As [`TrayLook::open`]; `None` when nothing could open the lock again.
    pub lock: Option<String>,
    /// As [`TrayLook::open`].
    pub quit: String,
    /// The icon: a square, four bytes a pixel (red, green, blue, opacity).
    pub icon: &'static [u8],
}

/// What somebody does with the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrayWish {
    /// Opens the window.
    Open,
    /// Locks the app.
    Lock,
    /// Ends the app.
    Quit,
}
