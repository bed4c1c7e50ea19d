//! The system's keychain, through keyring-core and the platform's store crate. The only file that knows them.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::api::CredentialStore;
use keyring_core::{Entry, Error as KeyringError};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Bytes, Fault, SecretStore};

/// Longest content that every system takes: Windows' Credential Manager holds 2,560 bytes per item.
pub const LONGEST: usize = 2560;

/// A connection to the system's keychain.
pub struct Keychain {
    store: Arc<CredentialStore>,
    service: String,
    #[cfg(target_os = "linux")]
    questions: Option<super::secret_service::Questions>,
}

impl Keychain {
    /// Connects.
    ///
    /// # Errors
    /// [`Fault::Missing`] when there is no such service.
    pub fn open(service: &str) -> Result<Box<dyn SecretStore>, Fault> {
        let store = platform_store().map_err(|error| match error {
            // One that runs and takes no connection, e.g. KWallet without its cryptography: it is there, and no good.
            KeyringError::PlatformFailure(_) if name().is_some() => Fault::Failed,
            // No bus and no service both come as this; a service that starts later is found at the next try.
            KeyringError::PlatformFailure(_) => Fault::Missing,
            other => fault(&other),
        })?;
        Ok(Box::new(Self {
            store,
            service: service.to_owned(),
            #[cfg(target_os = "linux")]
            questions: None,
        }))
    }

    #[cfg(target_os = "linux")]
    fn questions(&mut self) -> Result<&mut super::secret_service::Questions, Fault> {
        match &mut self.questions {
            Some(known) => Ok(known),
            none => Ok(none.insert(super::secret_service::Questions::open()?)),
        }
    }

    /// Has what was just written be on the disk.
    fn save(&mut self) {
        #[cfg(target_os = "linux")]
        if let Ok(questions) = self.questions() {
            questions.save();
        }
    }

    fn entry(&self, item: Uuid) -> Result<Entry, Fault> {
        // Nothing telling in the attributes: they lie in the keychain's file in clear or as MD5.
        let user = item.to_string();
        let label = format!("{} {}", self.service, &user[..8]);
        let modifiers = modifiers(&label);
        self.store
            .build(&self.service, &user, modifiers.as_ref())
            .map_err(|error| fault(&error))
    }
}

impl SecretStore for Keychain {
    fn get(&mut self, item: Uuid) -> Result<Option<Bytes>, Fault> {
        match self.entry(item)?.get_secret() {
            Ok(content) => Ok(Some(Zeroizing::new(content))),
            Err(KeyringError::NoEntry) => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    fn put(&mut self, item: Uuid, content: &[u8]) -> Result<(), Fault> {
        if content.len() > LONGEST {
            return Err(Fault::TooSmall);
        }
        self.entry(item)?
            .set_secret(content)
            .map_err(|error| fault(&error))?;
        self.save();
        Ok(())
    }

    fn remove(&mut self, item: Uuid) -> Result<(), Fault> {
        match self.entry(item)?.delete_credential() {
            Ok(()) => {
                self.save();
                Ok(())
            }
            Err(KeyringError::NoEntry) => Ok(()),
            Err(error) => Err(fault(&error)),
        }
    }

    #[cfg(target_os = "linux")]
    fn lasts(&mut self) -> Result<bool, Fault> {
        self.questions()?.lasts()
    }

    #[cfg(target_os = "linux")]
    fn is_open(&mut self) -> Result<Option<bool>, Fault> {
        self.questions()?.is_open().map(Some)
    }

    // It never asks: who is signed in may read.
    #[cfg(windows)]
    fn is_open(&mut self) -> Result<Option<bool>, Fault> {
        Ok(Some(true))
    }

    #[cfg(target_os = "linux")]
    fn reads_freely(&mut self) -> Result<bool, Fault> {
        let service = self.service.clone();
        self.questions()?.reads_freely(&service)
    }

    #[cfg(target_os = "linux")]
    fn hides(&mut self) -> Result<bool, Fault> {
        self.questions()?.hides()
    }

    #[cfg(target_os = "linux")]
    fn set_up(&mut self) -> Result<(), Fault> {
        super::secret_service::set_up()
    }
}

/// The keychain's name for people; `None` when none runs. Does not wait for a keychain that hangs.
pub(super) fn name() -> Option<String> {
    #[cfg(target_os = "linux")]
    return super::secret_service::name();
    #[cfg(target_os = "macos")]
    return Some("Keychain".to_owned());
    #[cfg(windows)]
    return Some("Credential Manager".to_owned());
    #[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
    return None;
}

#[cfg(target_os = "linux")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(target_os = "linux")]
fn modifiers(label: &str) -> Option<HashMap<&str, &str>> {
    Some(HashMap::from([("label", label)]))
}

#[cfg(windows)]
fn modifiers(_label: &str) -> Option<HashMap<&str, &str>> {
    // The default roams with the user's profile to other computers.
    Some(HashMap::from([("persistence", "Local")]))
}

#[cfg(not(any(target_os = "linux", windows)))]
fn modifiers(_label: &str) -> Option<HashMap<&str, &str>> {
    None
}

/// Translates a foreign error once, here. It is never printed: `BadEncoding` and `BadDataFormat` hold the secret.
fn fault(error: &KeyringError) -> Fault {
    match error {
        // secret-service gives "no default collection" only as this text ("result not returned").
        KeyringError::NoStorageAccess(cause)
            if cause.to_string().contains("result not returned") =>
        {
            Fault::NotSetUp
        }
        KeyringError::NoStorageAccess(_) => Fault::Locked,
        KeyringError::PlatformFailure(_) => Fault::Stale,
        _ => Fault::Failed,
    }
}
