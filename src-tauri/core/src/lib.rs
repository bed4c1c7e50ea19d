//! Keywright without its window: everything the product does, and nothing that knows Tauri.
//!
//! The way in is [`service::KeyService`]. It talks to clouds through [`kind::KeyKind`], to the keychain
//! through [`vault::Vault`], to the disk through [`store::Store`] and to the desktop through
//! [`desktop::Desktop`].

pub mod background;
pub mod desktop;
pub mod error;
pub mod http;
pub mod kind;
pub mod model;
pub mod notice;
pub mod providers;
mod report;
pub mod service;
pub mod session;
pub mod store;
pub mod vault;

pub use error::{Error, ErrorCode, Outcome, Result};
