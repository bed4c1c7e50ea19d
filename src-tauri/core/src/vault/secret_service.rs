//! What the store's crate does not tell of a Secret Service: whose it is, whether it is open, what it hides, whether it
//! has a place that lasts, and whether what was written is on the disk.

use std::collections::HashMap;

use secret_service::EncryptionType;
use secret_service::blocking::SecretService;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;
use zbus::names::BusName;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type};

use super::Fault;

const NAME: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
const SERVICE: &str = "org.freedesktop.Secret.Service";
const COLLECTION: &str = "org.freedesktop.Secret.Collection";
/// The collection that is gone when its user signs out.
const SESSION: &str = "/org/freedesktop/secrets/collection/session";

const KWALLET: &str = "org.kde.KWallet";
/// As whom KWallet knows us.
const APP: &str = "Keywright";

/// The keychain's name for people, by the program that answers. Asks the bus alone, so it never waits for a keychain
/// that hangs. `None` when no keychain runs.
pub(super) fn name() -> Option<String> {
    let program = program(&Connection::session().ok()?)?;
    Some(name_of(&program).to_owned())
}

/// The program that answers; `None` when none runs.
fn program(connection: &Connection) -> Option<String> {
    let bus = DBusProxy::new(connection).ok()?;
    let service = BusName::try_from(NAME).ok()?;
    let process = bus.get_connection_unix_process_id(service).ok()?;
    // The name of a program may be read of any process, its path only of one that lets us.
    let program = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    Some(program.trim_end().to_owned())
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

/// Whether a search finds also what lies in a locked collection of this program.
fn finds_what_is_locked(program: &str) -> bool {
    matches!(name_of(program), "GNOME Keyring" | "KWallet")
}

/// Where KWallet's own interface is found beside its Secret Service; `None` for other programs.
fn wallets_of(program: &str) -> Option<&'static str> {
    match program {
        "kwalletd5" => Some("/modules/kwalletd5"),
        "kwalletd6" => Some("/modules/kwalletd6"),
        _ => None,
    }
}

/// What a keychain's default collection is usually called: the one that opens with its user's sign-in.
fn usual_place(keychain: Option<&str>) -> &'static str {
    match keychain {
        Some("KWallet") => "kdewallet",
        _ => "Login",
    }
}

/// A connection for questions about collections. Secrets never travel on it.
pub(super) struct Questions {
    bus: Connection,
    /// KWallet's handle of the wallet, below zero when it gives none.
    wallet: Option<i32>,
}

impl Questions {
    /// Connects.
    ///
    /// # Errors
    /// [`Fault::Missing`] without a bus.
    pub(super) fn open() -> Result<Self, Fault> {
        Connection::session()
            .map(Self::on)
            .map_err(|_| Fault::Missing)
    }

    fn on(bus: Connection) -> Self {
        Self { bus, wallet: None }
    }

    fn call<B, T>(&self, path: &str, interface: &str, method: &str, body: &B) -> Result<T, Fault>
    where
        B: Serialize + DynamicType,
        T: DeserializeOwned + Type,
    {
        let answer = self
            .bus
            .call_method(Some(NAME), path, Some(interface), method, body)
            .map_err(|_| Fault::Stale)?;
        answer.body().deserialize().map_err(|_| Fault::Stale)
    }

    fn property<T: TryFrom<OwnedValue>>(
        &self,
        path: &str,
        interface: &str,
        name: &str,
    ) -> Result<T, Fault> {
        let properties = "org.freedesktop.DBus.Properties";
        let value: OwnedValue = self.call(path, properties, "Get", &(interface, name))?;
        T::try_from(value).map_err(|_| Fault::Stale)
    }

    /// The collection that things are put into; `None` when there is none.
    ///
    /// # Errors
    /// [`Fault::Stale`].
    fn place(&self) -> Result<Option<OwnedObjectPath>, Fault> {
        let path: OwnedObjectPath = self.call(PATH, SERVICE, "ReadAlias", &("default"))?;
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
        match self.place()? {
            Some(place) => self.is_locked(&place).map(|locked| !locked),
            None => Ok(false),
        }
    }

    fn is_locked(&self, collection: &OwnedObjectPath) -> Result<bool, Fault> {
        self.property(collection.as_str(), COLLECTION, "Locked")
    }

    /// Whether none of the items with this service name has to be allowed first: KeePassXC asks its user item by item
    /// and anew for each connection. For a place that is open; of a locked one the search may ask already.
    ///
    /// # Errors
    /// [`Fault::Stale`].
    pub(super) fn reads_freely(&self, service: &str) -> Result<bool, Fault> {
        let wanted = HashMap::from([("service", service)]);
        let (_, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
            self.call(PATH, SERVICE, "SearchItems", &(wanted))?;
        Ok(locked.is_empty())
    }

    /// Whether an item that was not found may lie in a collection that is locked: KeePassXC knows nothing of what is in
    /// a locked database, and new things go to the database in front, which may be another one.
    ///
    /// # Errors
    /// [`Fault::Stale`].
    pub(super) fn hides(&self) -> Result<bool, Fault> {
        if program(&self.bus).is_some_and(|program| finds_what_is_locked(&program)) {
            return Ok(false);
        }
        let all: Vec<OwnedObjectPath> = self.property(PATH, SERVICE, "Collections")?;
        for collection in all.iter().filter(|path| path.as_str() != SESSION) {
            if self.is_locked(collection)? {
                let items: Vec<OwnedObjectPath> =
                    self.property(collection.as_str(), COLLECTION, "Items")?;
                if items.is_empty() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Has a keychain that writes to the disk only later do so now: KWallet waits for five seconds, and what it was
    /// given before a crash would be gone with it.
    pub(super) fn save(&mut self) {
        let wallets = program(&self.bus).and_then(|program| wallets_of(&program));
        // Best effort: it is written soon in any case.
        if let Some(wallets) = wallets {
            let _ = self.sync(wallets);
        }
    }

    fn sync(&mut self, wallets: &str) -> Result<(), Fault> {
        let handle = match self.wallet {
            // Its user said no, and is not asked again.
            Some(handle) if handle < 0 => return Ok(()),
            // Its user may have had it closed meanwhile.
            Some(handle) if self.call(wallets, KWALLET, "isOpen", &(handle))? => handle,
            _ => {
                let place = self.place()?.ok_or(Fault::NotSetUp)?;
                let name: String = self.property(place.as_str(), COLLECTION, "Label")?;
                // It is open, since something was just written. KWallet may ask its user whether this is us.
                let handle = self.call(wallets, KWALLET, "open", &(name, 0_i64, APP))?;
                *self.wallet.insert(handle)
            }
        };
        if handle < 0 {
            return Ok(());
        }
        self.call(wallets, KWALLET, "sync", &(handle, APP))
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
    match service.create_collection(usual_place(name().as_deref()), "default") {
        Ok(_) => Ok(()),
        Err(Error::Prompt) => Err(Fault::NotSetUp),
        Err(_) => Err(Fault::Failed),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::io::BufRead as _;
    use std::process::{Child, Command, Stdio};

    use zbus::blocking::connection::Builder;
    use zbus::zvariant::OwnedObjectPath;

    use super::{
        NAME, PATH, Questions, SESSION, finds_what_is_locked, name_of, usual_place, wallets_of,
    };

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

    #[test]
    fn a_new_default_collection_is_the_one_that_opens_at_sign_in() {
        assert_eq!(usual_place(Some("KWallet")), "kdewallet");
        assert_eq!(usual_place(Some("GNOME Keyring")), "Login");
        assert_eq!(usual_place(None), "Login");
    }

    #[test]
    fn only_programs_that_are_known_to_find_what_is_locked_are_believed_there() {
        for program in ["gnome-keyring-d", "kwalletd5", "kwalletd6"] {
            assert!(finds_what_is_locked(program), "{program}");
        }
        for program in ["keepassxc", "xdg-dbus-proxy", ""] {
            assert!(!finds_what_is_locked(program), "{program}");
            assert_eq!(wallets_of(program), None);
        }
    }

    fn path(text: &str) -> OwnedObjectPath {
        OwnedObjectPath::try_from(text).unwrap()
    }

    fn of(collection: &str) -> String {
        format!("{PATH}/collection/{collection}")
    }

    struct Collection {
        locked: bool,
        items: Vec<OwnedObjectPath>,
    }

    #[zbus::interface(name = "org.freedesktop.Secret.Collection")]
    impl Collection {
        #[zbus(property)]
        fn locked(&self) -> bool {
            self.locked
        }

        #[zbus(property)]
        fn items(&self) -> Vec<OwnedObjectPath> {
            self.items.clone()
        }
    }

    /// Its collections, and what a search finds locked.
    struct Service(Vec<OwnedObjectPath>, Vec<OwnedObjectPath>);

    #[zbus::interface(name = "org.freedesktop.Secret.Service")]
    impl Service {
        #[zbus(property)]
        fn collections(&self) -> Vec<OwnedObjectPath> {
            self.0.clone()
        }

        fn search_items(
            &self,
            attributes: HashMap<String, String>,
        ) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
            assert_eq!(attributes["service"], "Keywright");
            (Vec::new(), self.1.clone())
        }
    }

    /// A message bus that ends with its test.
    struct Bus(Child, String);

    impl Bus {
        fn start() -> Self {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut address = String::new();
            let mut said = std::io::BufReader::new(daemon.stdout.take().unwrap());
            said.read_line(&mut address).unwrap();
            Self(daemon, address.trim().to_owned())
        }

        fn builder(&self) -> Builder<'_> {
            Builder::address(self.1.as_str()).unwrap()
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    /// Asks a stand-in with these collections: the name, whether it is locked, and the items that it tells of.
    fn ask<T>(
        collections: &[(&str, bool, &[&str])],
        found_locked: &[&str],
        question: impl FnOnce(&Questions) -> T,
    ) -> T {
        let bus = Bus::start();
        let all = collections.iter().map(|(name, ..)| path(&of(name)));
        let found = found_locked.iter().map(|item| path(&of(item)));
        let service = Service(all.collect(), found.collect());
        let mut keychain = bus.builder().serve_at(PATH, service).unwrap();
        for (name, locked, items) in collections {
            let collection = Collection {
                locked: *locked,
                items: items.iter().map(|item| path(&of(item))).collect(),
            };
            keychain = keychain.serve_at(of(name), collection).unwrap();
        }
        let _keychain = keychain.name(NAME).unwrap().build().unwrap();
        question(&Questions::on(bus.builder().build().unwrap()))
    }

    #[test]
    fn a_locked_collection_that_tells_of_no_items_may_hide_some() {
        let hides = |collections: &[(&str, bool, &[&str])]| {
            ask(collections, &[], |questions| questions.hides().unwrap())
        };
        assert!(!hides(&[]));
        assert!(!hides(&[("one", false, &[])]));
        assert!(!hides(&[("one", false, &[]), ("two", true, &["two/1"])]));
        assert!(hides(&[("one", false, &[]), ("two", true, &[])]));
        // What is forgotten with the session is none of ours.
        assert_eq!(of("session"), SESSION);
        assert!(!hides(&[("one", false, &[]), ("session", true, &[])]));
    }

    #[test]
    fn items_that_must_be_allowed_first_are_noticed() {
        let freely = |locked: &[&str]| {
            ask(&[("one", false, &[])], locked, |questions| {
                questions.reads_freely("Keywright").unwrap()
            })
        };
        assert!(freely(&[]));
        assert!(!freely(&["one/1"]));
    }
}
