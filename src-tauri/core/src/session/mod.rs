//! The person's session on this computer: who is in front, and when the app locks with the computer. One module per
//! system, each with the same names.

#[cfg(any(test, not(target_os = "linux")))]
#[cfg_attr(
    target_os = "linux",
    expect(dead_code, reason = "here only its test runs")
)]
mod clock;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(not(target_os = "linux"))]
mod question;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
pub use linux::{ACTION, Buses, FOLLOWS_SCREEN, Session, follow, no_account_proof, prove_account};
#[cfg(target_os = "macos")]
pub use macos::{FOLLOWS_SCREEN, Session, follow, no_account_proof, prove_account};
#[cfg(windows)]
pub use windows::{FOLLOWS_SCREEN, Session, follow, no_account_proof, prove_account};
