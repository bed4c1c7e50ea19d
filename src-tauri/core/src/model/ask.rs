//! What commands are asked with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AccountId, CopyWhat, KeyId, KeyPatch, KindId, NewKey, OperationId, ProviderId, Settlement,
};

/// The state of things the page last saw; `wait_for_change` answers when there is a newer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Seen {
    /// Runs upward; 0 answers at once.
    #[ts(type = "number")]
    pub revision: u64,
}

/// Asks for a page of the console, from the registry's fixed list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct OpenLink {
    /// The kind of key whose list is meant.
    pub kind: KindId,
    /// [`crate::kind::Link::id`].
    pub link: String,
    /// The account whose organization goes into the address.
    pub account: Option<AccountId>,
}

/// Hands over what was typed or pasted into the connect form. Kept encrypted at once, before it is checked.
///
/// No `Debug`: `text` may be a secret on its way into Rust.
#[derive(Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StageCredential {
    /// The draft to add to; `None` begins one.
    pub draft: Option<OperationId>,
    /// The kind of key.
    pub kind: KindId,
    /// The field it went into.
    pub field: String,
    /// What was typed or pasted; `None` takes it from the clipboard, in Rust.
    #[ts(type = "string | null")]
    pub text: Option<secrecy::SecretString>,
}

/// Moves what was pasted into the form of a kind to that of another, which it fits better.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct MoveDraft {
    /// The draft; it goes with this.
    pub draft: OperationId,
    /// One of [`super::Draft::looks_like`].
    pub kind: KindId,
}

/// Connects an account.
///
/// No `Debug`: `fields` may hold a secret on its way into Rust.
#[derive(Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Connect {
    /// The kind of key.
    pub kind: KindId,
    /// The draft to take fields from.
    pub draft: Option<OperationId>,
    /// Fields typed since, by field id; they win over the draft's.
    #[ts(type = "{ [field in string]: string }")]
    pub fields: BTreeMap<String, secrecy::SecretString>,
    /// Which of the provider's separate clouds; `None` is the first.
    pub realm: Option<String>,
    /// Base address of the API; `None` is the cloud's own.
    pub endpoint: Option<String>,
}

/// Starts (or finds) the practice cloud of a provider and connects it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StartPractice {
    /// The cloud.
    pub provider: ProviderId,
}

/// Names an account.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct AccountRef {
    /// The account.
    pub account: AccountId,
}

/// Gives an account another label.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RenameAccount {
    /// The account.
    pub account: AccountId,
    /// 1 to 60 characters.
    pub label: String,
}

/// Allows the calls that a cloud does not document, or not.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct AllowUndocumented {
    /// The account.
    pub account: AccountId,
    /// On or off.
    pub on: bool,
}

/// Asks the clouds for their keys.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RefreshKeys {
    /// One account; `None` is all of them.
    pub account: Option<AccountId>,
}

/// Asks what a form for a new key needs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct NewKeyFor {
    /// The account.
    pub account: AccountId,
    /// The kind of key.
    pub kind: KindId,
}

/// Makes a key.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct CreateKey {
    /// The account.
    pub account: AccountId,
    /// The kind of key.
    pub kind: KindId,
    /// The form's content.
    pub fields: NewKey,
}

/// Names a key.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct KeyRef {
    /// The key.
    pub key: KeyId,
}

/// Changes a key.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct UpdateKey {
    /// The key.
    pub key: KeyId,
    /// Only the fields that change.
    pub fields: KeyPatch,
}

/// Switches a key on or off.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct SwitchKey {
    /// The key.
    pub key: KeyId,
    /// On or off.
    pub on: bool,
}

/// Deletes a key for good.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct DeleteKey {
    /// The key.
    pub key: KeyId,
    /// The key's name as the user typed it.
    pub typed_name: String,
}

/// Has the cloud make a new value for a secret of a key.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RegenerateKey {
    /// The key.
    pub key: KeyId,
    /// Id of the secret field.
    pub field: String,
}

/// Shows a secret of a key.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RevealKey {
    /// The key.
    pub key: KeyId,
    /// Id of the secret field; `None` is the first.
    pub field: Option<String>,
}

/// Gives a key a name of the user's own, where the cloud gives keys none.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct NameKey {
    /// The key.
    pub key: KeyId,
    /// 0 to 60 characters.
    pub name: String,
}

/// Copies something of a key.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct CopyKey {
    /// The key.
    pub key: KeyId,
    /// What.
    pub what: CopyWhat,
}

/// Settles an unfinished operation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Settle {
    /// The operation.
    pub operation: OperationId,
    /// What the user decided.
    pub choice: Settlement,
    /// The candidate meant (the cloud's id), where there are several.
    pub remote_id: Option<String>,
}

/// The reveal window asks for its secret, encrypted to its one-time key.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct TakeReveal {
    /// The window's one-time public key: P-256, uncompressed, base64.
    pub public_key: String,
}
