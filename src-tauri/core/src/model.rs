//! The words of the product as types. Everything here may cross to the page: nothing holds a secret.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

pub use crate::providers::{KindId, ProviderId};

macro_rules! local_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(export, export_to = "model.ts", type = "string")]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new random id.
            #[must_use]
            pub fn random() -> Self {
                Self(Uuid::new_v4())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

local_id!(
    /// Our own id of an account.
    AccountId
);
local_id!(
    /// Our own id of a key; the cloud's is [`ApiKey::remote_id`].
    KeyId
);
local_id!(
    /// Our own id of an operation: an issue, a change, a deletion, a connection being made.
    OperationId
);

/// A credential the app signs its calls with, without the credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Account {
    /// Our id.
    pub id: AccountId,
    /// The cloud.
    pub provider: ProviderId,
    /// The kind of key it signs in with.
    pub kind: KindId,
    /// What the user calls it; at first the organization's name.
    pub label: String,
    /// Organization, project or tenant the credential belongs to.
    pub scope: Option<Scope>,
    /// The cloud's id of the key it signs in with, where known.
    pub own_key: Option<String>,
    /// The end of the sign-in id, e.g. the last four characters of a Key ID.
    pub ends_with: Option<String>,
    /// Base address set by the user; `None` is the cloud's own.
    pub endpoint: Option<String>,
    /// Belongs to a practice cloud.
    pub practice: bool,
    /// When it was connected.
    #[ts(type = "string")]
    pub created_at: Timestamp,
    /// When the cloud was last asked for its keys, and it answered.
    #[ts(type = "string | null")]
    pub looked_at: Option<Timestamp>,
}

/// Organization, project or tenant at a cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Scope {
    /// The cloud's id.
    pub id: String,
    /// Its name for people.
    pub name: String,
}

/// What a credential turned out to be when the cloud was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Identity {
    /// Name of the key, where the cloud tells.
    pub name: Option<String>,
    /// Organization, project or tenant.
    pub scope: Option<Scope>,
    /// The cloud's id of this very key, where it tells.
    pub own_key: Option<String>,
    /// End of the sign-in id.
    pub ends_with: Option<String>,
    /// What it may do, as far as harmless reads can tell.
    pub abilities: Vec<Ability>,
}

/// One thing a credential may or may not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Ability {
    /// What, from a fixed list that the page has words for.
    pub what: AbilityKind,
    /// Whether it may; `None` when nobody can tell without trying.
    pub allowed: Option<bool>,
}

/// Things a credential may be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum AbilityKind {
    /// See the list of keys.
    ListKeys,
    /// Make keys.
    CreateKeys,
    /// Rename, pause or re-role keys.
    ChangeKeys,
    /// Delete keys.
    DeleteKeys,
    /// See the roles that a key can be given.
    ListRoles,
    /// Read the cloud's own log of who did what.
    ReadActivity,
}

/// A credential at a cloud, with or without its secret here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ApiKey {
    /// Our id.
    pub id: KeyId,
    /// The cloud.
    pub provider: ProviderId,
    /// The kind of key.
    pub kind: KindId,
    /// The account it was last seen through.
    pub account: AccountId,
    /// The cloud's id of the key as an object.
    pub remote_id: String,
    /// Its name at the cloud.
    pub name: String,
    /// The public half (e.g. the Key ID a caller sends); known only where the secret is here.
    pub public_id: Option<String>,
    /// The cloud's hint at which key it is: its last characters.
    pub ends_with: Option<String>,
    /// Whether it works.
    pub state: KeyState,
    /// Roles given to it.
    pub roles: Vec<RoleChoice>,
    /// Addresses it may be used from; `None` when the cloud does not tell.
    pub addresses: Option<Vec<AddressRule>>,
    /// When the cloud made it.
    #[ts(type = "string | null")]
    pub created_at: Option<Timestamp>,
    /// Who made it, where the cloud's log may be read.
    pub created_by: Option<String>,
    /// When it ends.
    pub expires: Expiry,
    /// When it was last used, as the cloud tells.
    pub last_used: LastUsed,
    /// The app signs in with it, so it is protected.
    pub own: bool,
    /// Where its secret is.
    pub secret: SecretPlace,
    /// Whether it is at the cloud, as of the last look.
    pub presence: Presence,
    /// Belongs to a practice cloud.
    pub practice: bool,
    /// When its secret here was last proven to work at the cloud; `None` when it never was.
    #[ts(type = "string | null")]
    pub verified_at: Option<Timestamp>,
    /// When this was read from the cloud.
    #[ts(type = "string | null")]
    pub seen_at: Option<Timestamp>,
}

/// Whether a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum KeyState {
    /// It works.
    Enabled,
    /// It is switched off at the cloud and can be switched on again.
    Disabled,
    /// Its time is over.
    Expired,
    /// The cloud says something we do not know.
    Unknown,
}

/// When a key ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "when", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Expiry {
    /// It works until somebody ends it.
    Never,
    /// It ends then.
    At {
        /// The instant.
        #[ts(type = "string")]
        at: Timestamp,
    },
    /// The cloud does not tell.
    Unknown,
}

/// When a key was last used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "when", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum LastUsed {
    /// Never, says the cloud.
    Never,
    /// Then, says the cloud.
    At {
        /// The instant.
        #[ts(type = "string")]
        at: Timestamp,
    },
    /// The cloud does not tell.
    Unknown,
}

/// Where the secret of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum SecretPlace {
    /// In this computer's keychain.
    Here,
    /// Not here: whoever made the key has it.
    Elsewhere,
    /// Nowhere: the key was made but its secret never arrived.
    None,
}

/// Whether a key is at the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Presence {
    /// The cloud listed it at the last look.
    AtCloud,
    /// It was there once and the last look did not find it.
    Gone,
}

/// A role that a key has or can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RoleChoice {
    /// The cloud's id.
    pub id: String,
    /// The cloud's name.
    pub name: String,
    /// Made by the organization itself rather than the cloud.
    pub custom: bool,
}

/// A network address or range that a key may be used from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct AddressRule {
    /// IPv4, IPv6 or CIDR.
    pub source: String,
    /// The user's note, e.g. "office".
    #[serde(default)]
    pub description: Option<String>,
}

/// The content of one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum FieldValue {
    /// A line of text.
    Text(String),
    /// On or off.
    Flag(bool),
    /// Ids of roles.
    Roles(Vec<String>),
    /// When it ends.
    Expiry(Expiry),
    /// Who may use it from where.
    Addresses(Vec<AddressRule>),
}

/// What the user wants of a new key: field id to content.
pub type NewKey = BTreeMap<String, FieldValue>;
/// What the user wants changed: only the fields that change.
pub type KeyPatch = BTreeMap<String, FieldValue>;

/// What a form for a new key needs to know of the cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct NewKeyOptions {
    /// The roles to choose from.
    pub roles: Vec<RoleChoice>,
    /// Where the roles come from.
    pub roles_from: RolesFrom,
    /// How many keys are allowed and used.
    pub quota: Option<Quota>,
}

/// Where a list of roles comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum RolesFrom {
    /// The cloud's own list.
    Cloud,
    /// The signed-in key may not see the list: these are the roles of existing keys.
    ExistingKeys,
    /// The organization still has the old, fixed roles.
    OldRoles,
    /// Nothing could be read: a role id can be pasted.
    Nowhere,
}

/// How many keys are allowed and used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Quota {
    /// Keys there are.
    pub used: u32,
    /// Keys there may be.
    pub limit: u32,
}

/// The whole list of keys, as the app last knew it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct KeyList {
    /// All keys over all accounts.
    pub keys: Vec<ApiKey>,
    /// How the last look at each account went.
    pub looks: Vec<Look>,
}

/// How the last look at an account went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Look {
    /// The account.
    pub account: AccountId,
    /// When it last answered.
    #[ts(type = "string | null")]
    pub looked_at: Option<Timestamp>,
    /// Why the latest try failed; `None` when it did not.
    pub error: Option<Problem>,
}

/// An [`crate::Error`] as the page sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "error.ts")]
pub struct Problem {
    /// What went wrong.
    pub code: crate::ErrorCode,
    /// What it means for the thing that was to change.
    pub outcome: crate::Outcome,
    /// The cloud it happened at.
    pub provider: Option<ProviderId>,
    /// What was being done.
    pub op: Option<OperationKind>,
    /// Field at fault.
    pub field: Option<String>,
    /// What is wrong with it.
    pub problem: Option<crate::error::FieldProblem>,
    /// Seconds to wait.
    pub retry_after_s: Option<u32>,
    /// Minutes this computer's clock is ahead (positive) or behind.
    pub clock_minutes: Option<i32>,
    /// HTTP status.
    pub status: Option<u16>,
    /// The cloud's own words.
    pub detail: Option<String>,
    /// The cloud's id of the request.
    pub request_id: Option<String>,
    /// When it happened.
    #[ts(type = "string")]
    pub at: Timestamp,
}

impl Problem {
    /// The page's view of an error.
    #[must_use]
    pub fn of(
        error: &crate::Error,
        provider: Option<ProviderId>,
        op: Option<OperationKind>,
    ) -> Self {
        Self {
            code: error.code,
            outcome: error.outcome,
            provider,
            op,
            field: error.field.clone(),
            problem: error.problem,
            retry_after_s: error.retry_after_s,
            clock_minutes: error.clock_minutes,
            status: error.status,
            detail: error.detail.clone(),
            request_id: error.request_id.clone(),
            at: Timestamp::now(),
        }
    }
}

/// What can be done with a key or an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum OperationKind {
    /// Connect an account.
    Connect,
    /// Remove an account from this computer.
    Disconnect,
    /// Check that a credential works.
    Verify,
    /// Read the list of keys.
    List,
    /// Make a key.
    Create,
    /// Change a key's name, roles, end or addresses.
    Update,
    /// Switch a key off.
    Pause,
    /// Switch a key on.
    Resume,
    /// Delete a key for good.
    Delete,
    /// Copy a key's value to the clipboard.
    Copy,
    /// Show a secret.
    Reveal,
    /// Forget a key that is only on this computer.
    Forget,
    /// Find out what became of an unfinished operation.
    Reconcile,
}

/// An operation that did not come to its end. It stays listed until the user or the cloud settles it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Unfinished {
    /// The operation.
    pub id: OperationId,
    /// What was being done.
    pub op: OperationKind,
    /// The cloud.
    pub provider: ProviderId,
    /// The kind of key.
    pub kind: KindId,
    /// The account it was done with; `None` while connecting.
    pub account: Option<AccountId>,
    /// Name of the key it was about.
    pub name: String,
    /// How far it came.
    pub state: UnfinishedState,
    /// Keys at the cloud that may be the one it made.
    pub candidates: Vec<ApiKey>,
    /// When it began.
    #[ts(type = "string")]
    pub started_at: Timestamp,
    /// When the cloud is asked next; `None` when only the user can go on.
    #[ts(type = "string | null")]
    pub next_look_at: Option<Timestamp>,
    /// What stands in the way.
    pub problem: Option<crate::ErrorCode>,
}

/// How far an unfinished operation came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum UnfinishedState {
    /// A pasted credential that is kept, encrypted, until it is connected or thrown away.
    Draft,
    /// Sent; whether it happened is being found out.
    Checking,
    /// The cloud did not have it at the last look; more looks follow.
    NotSeenYet,
    /// The cloud made the key and its secret is lost: the user chooses what becomes of it.
    MadeWithoutSecret,
    /// One of the candidates may be it; only the user can tell.
    Ambiguous,
    /// The answer is sealed on disk and the keychain is needed to finish.
    WaitingForVault,
    /// A clean-up the user asked for failed and is tried again.
    CleanUpFailed,
    /// The user chose to keep the key in the list and settle it later.
    Kept,
}

/// What the user decides about an unfinished operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Settlement {
    /// Switch the candidate off at the cloud.
    SwitchOff,
    /// Delete the candidate at the cloud.
    Delete,
    /// Keep it in the list.
    Keep,
    /// Ask the cloud again now.
    LookAgain,
    /// It is none of the candidates, or the draft is not wanted: forget the operation.
    Forget,
}

/// One line of the local history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Event {
    /// Runs upward.
    #[ts(type = "number")]
    pub id: i64,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What.
    pub op: OperationKind,
    /// How it ended.
    pub result: EventResult,
    /// Why it failed.
    pub code: Option<crate::ErrorCode>,
    /// The cloud.
    pub provider: Option<ProviderId>,
    /// The account.
    pub account: Option<AccountId>,
    /// The account's label at that time.
    pub account_label: Option<String>,
    /// The key.
    pub key: Option<KeyId>,
    /// The key's name at that time.
    pub key_name: Option<String>,
    /// Practice.
    pub practice: bool,
}

/// How a recorded step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum EventResult {
    /// Done.
    Done,
    /// Not done, and nothing changed.
    Failed,
    /// Nobody knows yet.
    Unknown,
}

/// What the user set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
#[serde(default)]
pub struct Settings {
    /// Language of the window.
    pub language: Language,
    /// Colours of the window.
    pub theme: Theme,
    /// Seconds until a copied value is cleared: 10 to 120.
    pub clipboard_s: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::System,
            theme: Theme::System,
            clipboard_s: 30,
        }
    }
}

/// Language of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Language {
    /// As the system says.
    System,
    /// Korean.
    Ko,
    /// English.
    En,
}

/// Colours of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the keychain is, found out by writing, reading and deleting a test item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct VaultHealth {
    /// The keychain's own name where it tells (e.g. "GNOME Keyring"), else the system's word for it.
    pub name: String,
    /// What is wrong; `None` when it works.
    pub problem: Option<crate::ErrorCode>,
}

/// What the window needs to know when it opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct AppState {
    /// Version of the program.
    pub version: String,
    /// Where the data file lies.
    pub data_dir: String,
    /// Language the system asks for: `ko`, `en` or another BCP 47 tag.
    pub system_language: String,
    /// What the user set.
    pub settings: Settings,
    /// All accounts.
    pub accounts: Vec<Account>,
    /// The clouds and their kinds of key.
    pub providers: Vec<ProviderSpec>,
    /// Operations that did not come to their end.
    pub unfinished: Vec<Unfinished>,
}

/// A cloud, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ProviderSpec {
    /// Its id.
    pub id: ProviderId,
    /// Its kinds of key.
    pub kinds: Vec<crate::kind::KindSpec>,
    /// A practice cloud can be started.
    pub practice: bool,
}

/// A pasted or typed credential, kept encrypted until it is connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Draft {
    /// The operation that will connect it.
    pub id: OperationId,
    /// The kind of key.
    pub kind: KindId,
    /// What is in it, field by field.
    pub fields: Vec<DraftField>,
    /// When it was last changed.
    #[ts(type = "string")]
    pub saved_at: Timestamp,
}

/// One field of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct DraftField {
    /// Which.
    pub id: String,
    /// Its content, where it is not secret.
    pub value: Option<String>,
    /// Number of characters.
    pub length: u32,
    /// Something was removed from what was pasted (blanks, line breaks, a label in front).
    pub cleaned: bool,
}

/// A value was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Copied {
    /// Seconds until it is cleared, if it is still ours; `None` when it holds no secret and stays.
    pub clears_in_s: Option<u32>,
}

/// What to copy of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum CopyWhat {
    /// The public half.
    Id,
    /// The secret.
    Secret,
    /// A ready line for the terminal that asks for the secret when it runs.
    Curl,
    /// A ready line for the terminal with the secret in it.
    CurlWithSecret,
}

/// A secret, encrypted to the one-time key of the window that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct SealedReveal {
    /// Our one-time public key: P-256, uncompressed, base64.
    pub public_key: String,
    /// Nonce of AES-256-GCM, base64.
    pub nonce: String,
    /// Ciphertext with tag, base64.
    pub sealed: String,
    /// Name of the key.
    pub name: String,
    /// What the value is called, as a field id (e.g. `key_secret`).
    pub field: String,
    /// Seconds until the window closes.
    pub closes_in_s: u32,
    /// Language and colours of the window.
    pub settings: Settings,
    /// Language the system asks for.
    pub system_language: String,
}

// What commands are asked with.

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

/// Asks for the local history, newest first.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ListEvents {
    /// Only older ones than this.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// Only of this key.
    pub key: Option<KeyId>,
    /// At most this many: 1 to 200.
    pub limit: u32,
}

/// The reveal window asks for its secret, encrypted to its one-time key.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct TakeReveal {
    /// The window's one-time public key: P-256, uncompressed, base64.
    pub public_key: String,
}
