//! Where secrets rest, and the passphrase vault.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place for secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum VaultPlace {
    /// The system's keychain.
    Keychain,
    /// The data file, encrypted under a passphrase.
    Passphrase,
}

/// Whether there is a passphrase, and whether its vault is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum PassphraseState {
    /// None was set up.
    None,
    /// Its vault is closed.
    Closed,
    /// Its vault is open.
    Open,
}

/// Where secrets rest, and how the passphrase vault is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct VaultState {
    /// Where new secrets go.
    pub place: VaultPlace,
    /// The passphrase.
    pub passphrase: PassphraseState,
    /// A recovery code was made.
    pub recovery: bool,
    /// Secrets in the keychain.
    pub in_keychain: u32,
    /// Secrets in the passphrase vault.
    pub in_passphrase: u32,
    /// A move of all secrets that is not over.
    pub moving: Option<VaultMove>,
}

/// A move of all secrets from one place to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct VaultMove {
    /// Where to.
    pub to: VaultPlace,
    /// Secrets that are not there yet.
    pub left: u32,
    /// It goes on right now.
    pub running: bool,
    /// Why it stopped.
    pub problem: Option<crate::ErrorCode>,
}

/// Sets up a passphrase. No `Debug`: it is a secret, as in all of these.
#[derive(Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct SetUpPassphrase {
    /// What the user will remember.
    #[ts(type = "string")]
    pub passphrase: SecretString,
    /// New secrets go into its vault from now on; otherwise it only opens the app's lock.
    pub keep_here: bool,
}

/// Opens the passphrase vault.
#[derive(Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct OpenVault {
    /// The passphrase, or the recovery code.
    #[ts(type = "string")]
    pub secret: SecretString,
    /// It is the recovery code.
    pub recovery: bool,
}

/// Sets another passphrase.
#[derive(Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ChangePassphrase {
    /// The present passphrase, or the recovery code.
    #[ts(type = "string")]
    pub current: SecretString,
    /// It is the recovery code.
    pub recovery: bool,
    /// The next passphrase.
    #[ts(type = "string")]
    pub passphrase: SecretString,
}

/// Something that only who knows the passphrase may do.
#[derive(Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ProvePassphrase {
    /// The passphrase.
    #[ts(type = "string")]
    pub passphrase: SecretString,
}

/// Says where new secrets go, or where all secrets are to be moved.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct ChoosePlace {
    /// Where.
    pub place: VaultPlace,
}
