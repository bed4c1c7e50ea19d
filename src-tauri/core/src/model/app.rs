//! The window: what it shows, what the user set, and what is handed to it.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Account, AccountId, Asked, Emergency, KindId, Lesson, LockState, OperationId, OperationKind,
    PracticeState, Preset, ProviderId, Replacement, Rotation, SavedView, SecretPlace, Succession,
    Unfinished,
};

/// What the user set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
#[serde(default)]
pub struct Settings {
    /// Language of the window.
    pub language: Language,
    /// Colours of the window.
    pub theme: Theme,
    /// How far text and lines stand out.
    pub contrast: Contrast,
    /// Size of the text in percent of the usual one: one of [`TEXT_SIZES`].
    pub text_size: u16,
    /// Seconds until a copied value is cleared: 10 to 120. A change of the preset sets it; what somebody chose before
    /// there were presets stays until then.
    pub clipboard_s: u32,
    /// How careful the app is.
    pub preset: Preset,
    /// The account of this computer may open the app's lock.
    pub account_unlocks: bool,
    /// The system shows a notice when keys end or are to be replaced: at most one a day.
    pub remind: bool,
    /// Closing the window leaves the app in the tray, where there is one.
    pub tray: bool,
    /// The app starts with the computer; in the tray, if it stays there.
    pub autostart: bool,
    /// Lists of keys to see again: at most 20, no name twice.
    pub views: Vec<SavedView>,
    /// Width of the list of keys in pixels at the usual size of text, within [`LIST_WIDTHS`]; `null` goes with the window.
    pub list_width: Option<u16>,
    /// The lesson of the practice mode stands among the keys, where there is a practice account.
    pub lesson: bool,
}

/// Sizes of the text that can be chosen, in percent of the usual one.
pub const TEXT_SIZES: [u16; 6] = [100, 110, 125, 150, 175, 200];

/// Widths that the list of keys can have, in pixels at the usual size of text.
pub const LIST_WIDTHS: RangeInclusive<u16> = 272..=640;

/// The size that can be chosen and is nearest to this one.
#[must_use]
pub fn nearest_text_size(wished: u16) -> u16 {
    let nearest = TEXT_SIZES
        .into_iter()
        .min_by_key(|size| size.abs_diff(wished));
    nearest.unwrap_or(TEXT_SIZES[0])
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::System,
            theme: Theme::System,
            contrast: Contrast::System,
            text_size: TEXT_SIZES[0],
            clipboard_s: Preset::default().clipboard_s(),
            preset: Preset::default(),
            account_unlocks: false,
            remind: true,
            tray: false,
            autostart: false,
            views: Vec::new(),
            list_width: None,
            lesson: true,
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

/// How far text and lines stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum Contrast {
    /// As the system says.
    System,
    /// As far as they can.
    More,
}

/// How the keychain is, found out by writing, reading and deleting a test item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct VaultHealth {
    /// The keychain's own name where it tells (e.g. "GNOME Keyring"), else the system's word for it; empty when none
    /// runs.
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
    /// How the lock stands. While the app is locked, nothing below it is told.
    pub lock: LockState,
    /// All accounts.
    pub accounts: Vec<Account>,
    /// Accounts whose credential another program removed or changed.
    pub broken: Vec<BrokenAccount>,
    /// The keychain has not answered for a while: most likely its prompt waits for the user.
    pub vault_waits: bool,
    /// The clouds and their kinds of key.
    pub providers: Vec<ProviderSpec>,
    /// Operations that did not come to their end.
    pub unfinished: Vec<Unfinished>,
    /// Rotations that are not over.
    pub rotations: Vec<Rotation>,
    /// Keys that are being replaced or retired by hand.
    pub replacements: Vec<Replacement>,
    /// Keys that another one takes the place of.
    pub successions: Vec<Succession>,
    /// Accounts whose keys are being stopped, or were not all.
    pub emergencies: Vec<Emergency>,
    /// Minutes that this computer's clock is ahead of a cloud's (negative: behind), where that is over one.
    pub clock_minutes: Option<i32>,
    /// The system may refuse to clear the clipboard while another window is in front (GNOME on Wayland).
    pub clipboard_may_stay: bool,
    /// The window was to be closed and waits for what is being carried out.
    pub closing: Option<Closing>,
    /// The clouds are being asked for their keys.
    pub refreshing: Option<Refreshing>,
    /// What somebody asked for outside the window, e.g. at a notice.
    pub asked: Option<Asked>,
    /// How far the lesson came; `None` where there is no practice account.
    pub lesson: Option<Lesson>,
    /// What goes wrong on purpose, for each practice account.
    pub practice: Vec<PracticeState>,
}

/// How far it came that the clouds are asked for their keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Refreshing {
    /// Accounts that were asked, whether or not they answered.
    pub looked: u32,
    /// Accounts in all.
    pub of: u32,
}

/// What stands between the user's wish to close the window and its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Closing {
    /// When the window was to be closed.
    #[ts(type = "string")]
    pub asked_at: Timestamp,
    /// What is being carried out, as far as it stands in the journal.
    pub work: Vec<ClosingWork>,
}

/// An operation that comes to its end before the window closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ClosingWork {
    /// What is being done.
    pub op: OperationKind,
    /// The key's name.
    pub name: String,
    /// When it began.
    #[ts(type = "string")]
    pub since: Timestamp,
}

/// A copy of the data file that can be put back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct DataCopy {
    /// Its name, which tells it from the others.
    pub name: String,
    /// When it was made.
    #[ts(type = "string")]
    pub made_at: Timestamp,
    /// Accounts in it.
    pub accounts: u32,
    /// Keys in it.
    pub keys: u32,
}

/// Which copy of the data file to put back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RestoreCopy {
    /// [`DataCopy::name`].
    pub name: String,
}

/// An account that cannot sign in, since its credential is not in the keychain as it was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct BrokenAccount {
    /// The account.
    pub account: AccountId,
    /// What became of its credential: [`SecretPlace::Missing`] or [`SecretPlace::Altered`].
    pub secret: SecretPlace,
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
    /// Other kinds, of any cloud, that what was pasted last fits better; mostly none.
    pub looks_like: Vec<KindId>,
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

/// An account was connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Connected {
    /// The account.
    pub account: Account,
    /// The clipboard still held what was pasted for it, and was cleared.
    pub clipboard_cleared: bool,
}

/// A file was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// The folder it is in.
    pub folder: String,
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
    /// The second secret, of kinds that have two.
    SecondSecret,
    /// The header a caller sends, with the secret in it.
    Header,
    /// A profile for S3 tools, with the secret in it.
    S3Profile,
    /// Lines for a terminal that set what other tools read, with the secret in them.
    Export,
    /// The public half and the secret, a line each.
    Both,
    /// Lines of an `.env` file, with the secret in them.
    Env,
    /// A Python program that uses it, with the secret in it.
    Python,
    /// A cloud of OpenStack's `clouds.yaml`, with the secret in it.
    CloudsYaml,
    /// A remote of rclone's configuration, with the secret in it.
    Rclone,
}

impl CopyWhat {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Id,
        Self::Secret,
        Self::Curl,
        Self::CurlWithSecret,
        Self::SecondSecret,
        Self::Header,
        Self::S3Profile,
        Self::Export,
        Self::Both,
        Self::Env,
        Self::Python,
        Self::CloudsYaml,
        Self::Rclone,
    ];

    /// Whether a secret is in what is copied.
    #[must_use]
    pub const fn holds_secret(self) -> bool {
        match self {
            Self::Secret
            | Self::CurlWithSecret
            | Self::SecondSecret
            | Self::Header
            | Self::S3Profile
            | Self::Export
            | Self::Both
            | Self::Env
            | Self::Python
            | Self::CloudsYaml
            | Self::Rclone => true,
            Self::Id | Self::Curl => false,
        }
    }
}

/// The main window as a narrow strip beside the web browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Strip {
    /// The system keeps it at the edge of the screen and in front of other windows.
    pub in_front: bool,
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
    /// The system keeps the window out of screenshots and shared screens.
    pub hidden_from_capture: bool,
    /// Language and colours of the window.
    pub settings: Settings,
    /// Language the system asks for.
    pub system_language: String,
}
