//! The harness that Keywright's suites share.
//!
//! Each test makes what it needs and takes it away when it ends: a [`Session`] (home, message bus and
//! unlocked keyring of its own), a [`Display`] (an X server without a screen) and an [`App`] (the
//! real program in a real window, driven through WebDriver). Nothing has a fixed port or path, so
//! tests run side by side, and everything waits for a condition, never for a time.
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! use keywright_tests::{App, Display, Session};
//!
//! let session = Session::start()?;
//! let display = Display::start()?;
//! let mut app = App::start(&session, &display).await?;
//! app.click("welcome.practice").await?;
//! app.wait_for("nav.keys").await?;
//! app.restart().await?; // the same data folder and keyring
//! # Ok(()) }
//! ```

mod app;
pub mod canary;
mod desk;
mod display;
pub mod engine;
pub mod form;
pub mod keystone;
pub mod memory;
mod no_desktop;
pub mod practice;
mod process;
mod session;
pub mod strace;
mod wait;
pub mod walk;

pub use app::{App, binary};
pub use desk::{NoticeServer, ShownNotice, Watcher};
pub use display::Display;
pub use no_desktop::NoDesktop;
pub use process::Process;
pub use session::{PASSWORD, Secret, Session};
pub use wait::{PATIENCE, until};
