//! What keys can be exchanged for: tokens that end by themselves.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CopyWhat, KeyId};
use crate::ErrorCode;

/// What a key can be exchanged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum TokenKind {
    /// A token for the cloud's API.
    Api,
    /// A temporary key for the cloud's object storage.
    Storage,
}

/// A token that is kept here, without the token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Token {
    /// What it is.
    pub token: TokenKind,
    /// When it was made.
    #[ts(type = "string")]
    pub issued_at: Timestamp,
    /// When it ends.
    #[ts(type = "string")]
    pub expires_at: Timestamp,
    /// The cloud did not tell when it ends: that is how long such tokens last at most.
    pub assumed: bool,
    /// A new one is made shortly before it ends, while the app runs.
    pub renews: bool,
    /// When the cloud last said that it works.
    #[ts(type = "string | null")]
    pub checked_at: Option<Timestamp>,
    /// The cloud does not take it any more, though its time is not over.
    pub ended: bool,
    /// Why it ended, or why it could not be renewed.
    pub problem: Option<ErrorCode>,
}

/// Names a token.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct TokenRef {
    /// The key it was made with.
    pub key: KeyId,
    /// What it is.
    pub token: TokenKind,
}

/// Ends a token.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RevokeToken {
    /// The key it was made with.
    pub key: KeyId,
    /// What it is.
    pub token: TokenKind,
    /// Only take it off this computer: it stays valid at the cloud until it ends.
    pub here_only: bool,
}

/// Has a token renewed before it ends, while the app runs, or not.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RenewToken {
    /// The key it was made with.
    pub key: KeyId,
    /// What it is.
    pub token: TokenKind,
    /// On or off.
    pub on: bool,
}

/// Copies something of a token.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct CopyToken {
    /// The key it was made with.
    pub key: KeyId,
    /// What it is.
    pub token: TokenKind,
    /// What to copy of it.
    pub what: CopyWhat,
}
