//! Linux: a StatusNotifierItem, notices over D-Bus and an XDG autostart entry. What is not there is no fault.

mod autostart;
mod notices;
mod tray;

pub use autostart::Autostart;
pub use notices::{Notices, shows_notices};
pub use tray::{Tray, follow_tray, has_tray};
