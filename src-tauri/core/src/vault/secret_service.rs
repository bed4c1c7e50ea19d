//! What the store's crate does not tell of a Secret Service: whose it is, whether it is open, and whether it has a
//! place that lasts.

use secret_service::EncryptionType;
use secret_service::blocking::SecretService;
use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;
use zbus::names::BusName;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};

use super::Fault;

const NAME: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
/// The collection that is gone when its user signs out.
const SESSION: &str = "/org/freedesktop/secrets/collection/session";

/// The keychain's name for people, by the program that answers. Asks the bus alone, so it never waits for a keychain
/// that hangs. `None` when no keychain runs.
pub(super) fn name() -> Option<String> {
    let connection = Connection::session().ok()?;
    let bus = DBusProxy::new(&connection).ok()?;
    let service = BusName::try_from(NAME).ok()?;
    let process = bus.get_connection_unix_process_id(service).ok()?;
    // The name of a program may be read of any process, its path only of one that lets us.
    let program = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    Some(name_of(program.trim_end()).to_owned())
}

/// Whose program it is. Linux cuts the names of programs after 15 bytes.
fn name_of(program: &str) -> &'static str {
    match program {
        "gnome-keyring-d" => "GNOME Keyring",
        "kwalletd5" | "kwalletd6" | "ksecretd" => "KWallet",
        "keepassxc" => "KeePassXC",
        _ => "Secret Service",
    }
}

/// A connection for questions about collections. Secrets never travel on it.
pub(super) struct Questions(Connection);

impl Questions {
    /// Connects.
    ///
    /// # Errors
    /// [`Fault::Missing`] without a bus.
    pub(super) fn open() -> Result<Self, Fault> {
        Connection::session().map(Self).map_err(|_| Fault::Missing)
    }

    /// The collection that things are put into; `None` when there is none.
    ///
    /// # Errors
    /// [`Fault::Stale`].
    fn place(&self) -> Result<Option<OwnedObjectPath>, Fault> {
        let service = Some("org.freedesktop.Secret.Service");
        let answer = self
            .0
            .call_method(Some(NAME), PATH, service, "ReadAlias", &("default"));
        let answer = answer.map_err(|_| Fault::Stale)?;
        let path: OwnedObjectPath = answer.body().deserialize().map_err(|_| Fault::Stale)?;
        Ok((path.as_str() != "/").then_some(path))
    }

    /// Whether what is put there outlives the session.
    ///
    /// # Errors
    /// [`Fault::NotSetUp`], [`Fault::Stale`].
    pub(super) fn lasts(&self) -> Result<bool, Fault> {
        let place = self.place()?.ok_or(Fault::NotSetUp)?;
        Ok(place.as_str() != SESSION)
    }

    /// Whether its content can be read without a prompt.
    ///
    /// # Errors
    /// [`Fault::Stale`].
    pub(super) fn is_open(&self) -> Result<bool, Fault> {
        let Some(place) = self.place()? else {
            return Ok(false);
        };
        let properties = Some("org.freedesktop.DBus.Properties");
        let which = ("org.freedesktop.Secret.Collection", "Locked");
        let answer = self
            .0
            .call_method(Some(NAME), place.as_str(), properties, "Get", &which);
        let answer = answer.map_err(|_| Fault::Stale)?;
        let locked: OwnedValue = answer.body().deserialize().map_err(|_| Fault::Stale)?;
        bool::try_from(locked)
            .map(|locked| !locked)
            .map_err(|_| Fault::Stale)
    }
}

/// Makes a default collection where there is none. The keychain asks its user for a password first.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::NotSetUp`] when the prompt was dismissed, [`Fault::Failed`].
pub(super) fn set_up() -> Result<(), Fault> {
    use secret_service::Error;
    let service = SecretService::connect(EncryptionType::Plain).map_err(|_| Fault::Missing)?;
    match service.get_default_collection() {
        Ok(_) => return Ok(()),
        Err(Error::NoResult) => {}
        Err(_) => return Err(Fault::Failed),
    }
    match service.create_collection("Login", "default") {
        Ok(_) => Ok(()),
        Err(Error::Prompt) => Err(Fault::NotSetUp),
        Err(_) => Err(Fault::Failed),
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_keychain_is_known_by_its_program() {
        for (program, name) in [
            ("gnome-keyring-d", "GNOME Keyring"),
            ("kwalletd6", "KWallet"),
            ("ksecretd", "KWallet"),
            ("keepassxc", "KeePassXC"),
            ("xdg-dbus-proxy", "Secret Service"),
            ("", "Secret Service"),
        ] {
            assert_eq!(name_of(program), name);
        }
    }
}
