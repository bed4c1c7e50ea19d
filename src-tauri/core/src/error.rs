//! Typed errors. Codes cross to the page, texts do not: the words stand in `ui/src/i18n`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The result of everything that can fail in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A thing that went wrong, one code for each thing the page treats differently.
///
/// Each code has a title, a remedy and where it helps a button, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "error.ts")]
pub enum ErrorCode {
    // The way to the cloud.
    /// The name of the host could not be found, or there is no route: most likely no network.
    Offline,
    /// The host was found but did not take the connection.
    Unreachable,
    /// The server's certificate is not trusted by this computer (an unknown issuer, an expired one).
    Untrusted,
    /// No answer within the time allowed.
    TimedOut,
    /// The connection broke before the answer was complete.
    Interrupted,
    /// Something between us and the cloud answered (a proxy or a sign-in page of the network).
    ProxyAnswer,
    /// The cloud pointed to another address. Redirects are never followed.
    Redirected,
    /// The answer could not be read.
    AnswerUnreadable,
    /// The answer was larger than anything this call returns.
    AnswerTooLarge,

    // What the cloud said.
    /// The cloud refused what was sent; `detail` carries its own words.
    Rejected,
    /// The cloud does not know the key the app signs in with: wrong, mistyped or deleted.
    CredentialUnknown,
    /// The key the app signs in with is paused or has expired.
    CredentialInactive,
    /// The cloud does not take this name with this secret and user id, and does not say which of them is wrong.
    NameOrUserWrong,
    /// The cloud does not take this pair of key and secret, and does not say which of them is wrong.
    KeyPairRefused,
    /// The cloud does not take this login: user, password and project may each be wrong.
    LoginRefused,
    /// A token ended before its time: the key is still good, but its rights changed or the token was revoked.
    TokenEnded,
    /// The key belongs to another region than it was used in; `detail` names that region.
    WrongRegion,
    /// The key works but may not do this (or not from this network address).
    Forbidden,
    /// The account never opened this service of the cloud: it is opened once in the console.
    ServiceNotOpened,
    /// The cloud does not offer this through its API, or not to this key: the console does it.
    NotOffered,
    /// The key, role or organization is not there any more.
    NotFound,
    /// The thing changed meanwhile, or is in a state that does not allow this.
    Conflict,
    /// The cloud allows no more keys.
    QuotaFull,
    /// Too many requests; `retry_after_s` says how long to wait.
    RateLimited,
    /// The allowance of calls for a day or a month is used up.
    CallsUsedUp,
    /// More calls at a time than the cloud (or a plan there) allows.
    Throttled,
    /// The cloud has trouble of its own (5xx).
    ProviderDown,
    /// This computer's clock is off by `clock_minutes`.
    ClockOff,
    /// The create was sent and nobody knows yet whether a key was made.
    OutcomeUnknown,
    /// The cloud made the key but its secret did not arrive.
    SecretNotReceived,
    /// The new key is stored, but the cloud does not accept it yet.
    NotYetWorking,

    // Where secrets rest.
    /// The keychain is locked, or its prompt was dismissed.
    VaultLocked,
    /// This computer has no keychain that runs.
    VaultMissing,
    /// The keychain runs but has no place to store things (no default collection).
    VaultNotSetUp,
    /// The keychain keeps things in memory only: they are gone when its user signs out.
    VaultForgetful,
    /// The keychain takes only values shorter than the secrets of some clouds.
    VaultTooSmall,
    /// The keychain has not answered: it waits for the user.
    VaultWaiting,
    /// The keychain refused, failed or gave back something else than was stored.
    VaultFailed,
    /// The keychain has no such item any more: another program removed it.
    SecretMissing,
    /// The item in the keychain is not what we stored: another program changed it.
    SecretAltered,
    /// The secret rests in the passphrase vault, which is closed.
    VaultClosed,
    /// Neither the passphrase nor the recovery code: nothing was opened.
    PassphraseWrong,
    /// No passphrase (or no recovery code) is set up.
    NoPassphrase,
    /// Secrets still rest in the passphrase vault, so it cannot be taken away.
    VaultNotEmpty,

    // The lock.
    /// The app is locked.
    AppLocked,
    /// Nothing is set up that could open the lock again, or not what was offered.
    ProofMissing,
    /// The computer asked for the account's password, and did not get it.
    ProofRefused,
    /// The computer would ask for the account's password, but nothing runs on this desktop that does.
    ProofUnasked,
    /// Showing this asks for a proof first.
    ProofNeeded,
    /// Too many wrong tries; `retry_after_s` says how long to wait.
    TriesPaused,

    // The data folder.
    /// No space left, or the folder cannot be written to.
    DiskFull,
    /// The data folder or file cannot be written to.
    DataReadOnly,
    /// The data file was made by a newer version of this program.
    DataNewer,
    /// The data file is damaged.
    DataDamaged,

    // What was asked for.
    /// A field's content is not usable; `field` and `problem` say which and why.
    FieldInvalid,
    /// The typed name is not the key's name.
    NameMismatch,
    /// The key is the one the app signs in with, so this would lock the app out.
    OwnKey,
    /// The key takes the place of another one, and that is not over.
    Rotating,
    /// The old key was used after the hand-over, or its quiet days are not over.
    StillInUse,
    /// This cloud or kind of key cannot do this.
    Unsupported,
    /// The account, key, draft or operation is not known here (any more).
    Gone,
    /// Another operation on the same thing still runs.
    Busy,
    /// The clipboard could not be written or holds nothing usable.
    ClipboardFailed,
    /// The web browser could not be opened.
    LinkFailed,
    /// What starts with the computer could not be changed.
    AutostartFailed,
    /// A file that the user asked for could not be saved.
    FileNotSaved,
    /// A fault of this program.
    Internal,
}

/// What is wrong with a field's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "error.ts")]
pub enum FieldProblem {
    /// Must be filled in.
    Missing,
    /// Shorter than allowed.
    TooShort,
    /// Longer than allowed.
    TooLong,
    /// Contains a character that cannot be part of it (a blank, a line break, a colon …).
    BadCharacter,
    /// Not an address or network (IPv4, IPv6 or CIDR).
    NotAnAddress,
    /// An address has bits set outside its network, e.g. `10.0.0.1/24`.
    HostBits,
    /// Not a date, or one in the past.
    NotInFuture,
    /// Not an https address (http is allowed only to this computer).
    NotHttps,
    /// Not an address of the right form.
    NotAUrl,
    /// Not one of the choices.
    NotAChoice,
    /// The list must not be empty: an empty list denies everyone.
    EmptyList,
    /// The same entry stands there twice.
    Duplicate,
    /// A check character does not fit: something was mistyped.
    Mistyped,
    /// Too easy to guess.
    Guessable,
}

/// What a failed call means for the thing it was to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "error.ts")]
pub enum Outcome {
    /// Nothing reached the cloud: nothing changed.
    Unsent,
    /// The cloud refused: nothing changed.
    Refused,
    /// It may or may not have happened.
    Unknown,
}

/// An error with all the page may know about it. Holds no secret, no URL and no body.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{code:?} ({outcome:?})")]
pub struct Error {
    /// What went wrong.
    pub code: ErrorCode,
    /// What it means for the thing that was to change.
    pub outcome: Outcome,
    /// Field that is at fault, for [`ErrorCode::FieldInvalid`].
    pub field: Option<String>,
    /// What is wrong with that field.
    pub problem: Option<FieldProblem>,
    /// Seconds to wait before trying again.
    pub retry_after_s: Option<u32>,
    /// Minutes this computer's clock is ahead (positive) or behind (negative).
    pub clock_minutes: Option<i32>,
    /// HTTP status, for the folded-away details.
    pub status: Option<u16>,
    /// The cloud's own words, at most 200 characters, cleaned of control characters.
    pub detail: Option<String>,
    /// The cloud's id of the request, for its support.
    pub request_id: Option<String>,
}

impl Error {
    /// An error of this code before anything was sent.
    #[must_use]
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            outcome: Outcome::Unsent,
            field: None,
            problem: None,
            retry_after_s: None,
            clock_minutes: None,
            status: None,
            detail: None,
            request_id: None,
        }
    }

    /// A field whose content is not usable.
    #[must_use]
    pub fn field(field: impl Into<String>, problem: FieldProblem) -> Self {
        Self {
            field: Some(field.into()),
            problem: Some(problem),
            ..Self::new(ErrorCode::FieldInvalid)
        }
    }

    /// The same error with another outcome.
    #[must_use]
    pub const fn with_outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    /// The same error with the cloud's own words, shortened and cleaned.
    #[must_use]
    pub fn with_detail(mut self, text: &str) -> Self {
        let clean: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(200)
            .collect();
        let clean = clean.trim();
        self.detail = (!clean.is_empty()).then(|| clean.to_owned());
        self
    }
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detail_is_cut_and_cleaned() {
        let error =
            Error::new(ErrorCode::Rejected).with_detail(&format!("a\nb{}", "x".repeat(400)));
        let detail = error.detail.unwrap();
        assert_eq!(detail.chars().count(), 200);
        assert!(detail.starts_with("a b"));
        assert_eq!(
            Error::new(ErrorCode::Rejected).with_detail(" \n ").detail,
            None
        );
    }
}
