//! A desktop session of a test's own: home, message bus, keyring.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

use crate::{Display, Process};

/// A home, a runtime folder, a D-Bus session and an unlocked, empty gnome-keyring, all thrown away
/// on drop. They are known only to the commands made with [`Session::command`] and
/// [`Session::dress`]; the test's own environment stays as it is.
pub struct Session {
    // In the order in which they must go: daemons before the folders they write to.
    _keyring: Option<Process>,
    _bus: Process,
    bus_address: String,
    folder: TempDir,
}

/// An item of the keyring, as a reader that is not ours sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// What the keychain shows people.
    pub label: String,
    /// What the item is found by.
    pub attributes: BTreeMap<String, String>,
    /// The secret itself.
    pub value: String,
}

/// What unlocks the keyring.
pub const PASSWORD: &str = "password";

/// Variables that would lead a program out of its session.
const FOREIGN: [&str; 9] = [
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "GNOME_KEYRING_CONTROL",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "KEYWRIGHT_DATA_DIR",
];

/// A bus that can start nothing: no keyring appears by itself.
const BUS_WITHOUT_SERVICES: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

impl Session {
    /// Starts a session with an unlocked keyring.
    ///
    /// # Errors
    /// When a daemon is missing or does not come up.
    pub fn start() -> Result<Self> {
        let mut session = Self::with_bus(&["--session"])?;
        session.start_keyring()?;
        Ok(session)
    }

    /// Starts a session whose keyring has no default collection, as where nobody ever signed in with a password.
    ///
    /// # Errors
    /// As [`Session::start`].
    pub fn without_login_keyring() -> Result<Self> {
        let mut session = Self::with_bus(&["--session"])?;
        let mut keyring = Process::command("gnome-keyring-daemon");
        keyring.args(["--foreground", "--components=secrets"]);
        session.serve(&mut keyring, "")?;
        Ok(session)
    }

    /// Shows the keyring's prompts on this display.
    ///
    /// # Errors
    /// When the bus does not take it.
    pub fn prompt_on(&self, display: &Display) -> Result<()> {
        let display = format!("DISPLAY={}", display.name());
        let update = "dbus-update-activation-environment";
        self.output(update, [display.as_str()]).map(drop)
    }

    /// Stops the keyring's daemon in its tracks, or lets it go on.
    ///
    /// # Errors
    /// When there is none.
    pub fn halt_keyring(&self, halt: bool) -> Result<()> {
        let signal = if halt { Signal::STOP } else { Signal::CONT };
        let keyring = self._keyring.as_ref().context("a keyring")?;
        let group = i32::try_from(keyring.id()).ok().and_then(Pid::from_raw);
        Ok(kill_process_group(group.context("its id")?, signal)?)
    }

    /// Ends the keyring's daemon and starts another over the same items.
    ///
    /// # Errors
    /// When it does not come up again.
    pub fn restart_keyring(&mut self) -> Result<()> {
        self._keyring = None;
        crate::until("the keyring to be gone", || {
            let owned = self.output(
                "gdbus",
                [
                    "call",
                    "--session",
                    "--dest=org.freedesktop.DBus",
                    "--object-path=/org/freedesktop/DBus",
                    "--method=org.freedesktop.DBus.NameHasOwner",
                    "org.freedesktop.secrets",
                ],
            )?;
            Ok(owned.contains("false").then_some(()))
        })?;
        self.start_keyring()
    }

    fn start_keyring(&mut self) -> Result<()> {
        let mut keyring = Process::command("gnome-keyring-daemon");
        keyring.args(["--foreground", "--unlock", "--components=secrets"]);
        self.serve(&mut keyring, PASSWORD)
    }

    fn serve(&mut self, keyring: &mut Command, input: &str) -> Result<()> {
        keyring.stdout(Stdio::null()).stderr(Stdio::null());
        self.dress(keyring);
        self._keyring = Some(Process::start_and_write(keyring, input)?);
        // Asked too early, the bus would start a second daemon, and that one would be locked.
        let wait = [
            "wait",
            "--session",
            "--timeout",
            "30",
            "org.freedesktop.secrets",
        ];
        self.output("gdbus", wait).context("wait for the keyring")?;
        Ok(())
    }

    /// Starts a session whose bus offers no Secret Service, as on a bare window manager.
    ///
    /// # Errors
    /// When the bus does not come up.
    pub fn without_keyring() -> Result<Self> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(&file, BUS_WITHOUT_SERVICES)?;
        Self::with_bus(&[&format!("--config-file={}", file.path().display())])
    }

    fn with_bus(options: &[&str]) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("keywright-session-")
            .tempdir()?;
        for name in ["home", "runtime", "tmp"] {
            std::fs::create_dir(folder.path().join(name))?;
        }
        use std::os::unix::fs::PermissionsExt;
        let private = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(folder.path().join("runtime"), private)?;

        let mut bus = Process::command("dbus-daemon");
        bus.args(options)
            .args(["--nofork", "--nopidfile", "--print-address=1"]);
        bus.stderr(Stdio::null());
        dress(&mut bus, folder.path(), None);
        let (bus, bus_address) = Process::start_and_read_line(&mut bus)?;
        Ok(Self {
            _keyring: None,
            _bus: bus,
            bus_address,
            folder,
        })
    }

    /// Address of the session's message bus.
    #[must_use]
    pub fn bus_address(&self) -> &str {
        &self.bus_address
    }

    /// The session's home folder.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Where the app keeps its data (`KEYWRIGHT_DATA_DIR`). The app makes it.
    pub fn data(&self) -> PathBuf {
        data(self.folder.path())
    }

    /// Everything that the session's programs wrote, the app's output included.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A command that runs in this session.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        self.dress(&mut command);
        command
    }

    /// Moves `command` into this session.
    pub fn dress(&self, command: &mut Command) {
        dress(command, self.folder.path(), Some(&self.bus_address));
    }

    /// Locks the keyring; unlocking it asks the person.
    ///
    /// # Errors
    /// When the keyring does not obey.
    pub fn lock_keyring(&self) -> Result<()> {
        self.output(
            "gdbus",
            [
                "call",
                "--session",
                "--dest=org.freedesktop.secrets",
                "--object-path=/org/freedesktop/secrets",
                "--method=org.freedesktop.Secret.Service.Lock",
                "['/org/freedesktop/secrets/collection/login']",
            ],
        )?;
        Ok(())
    }

    /// All items of `service`, read by `secret-tool`.
    ///
    /// # Errors
    /// When the keyring cannot be asked.
    pub fn secrets(&self, service: &str) -> Result<Vec<Secret>> {
        let search = "exec secret-tool search --all --unlock service \"$1\" 2>&1";
        let output = self
            .command("sh")
            .args(["-c", search, "sh", service])
            .output()?;
        Ok(read_secrets(&String::from_utf8(output.stdout)?))
    }

    /// Writes something else over an item, as another program does.
    ///
    /// # Errors
    /// When the keyring does not obey.
    pub fn overwrite_secret(&self, item: &Secret, value: &str) -> Result<()> {
        let mut tool = self.command("secret-tool");
        tool.args(["store", &format!("--label={}", item.label)])
            .args(item.attributes.iter().flat_map(|(name, of)| [name, of]));
        Process::start_and_write(&mut tool, value)?.wait()
    }

    /// Removes an item, as another program does.
    ///
    /// # Errors
    /// When the keyring does not obey.
    pub fn remove_secret(&self, item: &Secret) -> Result<()> {
        let by = item.attributes.iter().flat_map(|(name, of)| [name, of]);
        self.output(
            "secret-tool",
            ["clear"].into_iter().chain(by.map(String::as_str)),
        )?;
        Ok(())
    }

    /// All items of the keyring that have a service, whoever wrote them.
    ///
    /// # Errors
    /// When the keyring cannot be asked.
    pub fn all_secrets(&self) -> Result<Vec<Secret>> {
        const LOGIN: &str = "/org/freedesktop/secrets/collection/login";
        let items = self.property(LOGIN, "org.freedesktop.Secret.Collection", "Items")?;
        let mut services = BTreeSet::new();
        for path in items.split('\'').filter(|part| part.starts_with(LOGIN)) {
            let attributes = self.property(path, "org.freedesktop.Secret.Item", "Attributes")?;
            let service = attributes.split_once("'service': '").map(|(_, rest)| rest);
            services.extend(service.and_then(|rest| Some(rest.split_once('\'')?.0.to_owned())));
        }
        let mut secrets = Vec::new();
        for service in services {
            secrets.extend(self.secrets(&service)?);
        }
        Ok(secrets)
    }

    /// A property of the Secret Service, as gdbus prints it.
    fn property(&self, path: &str, interface: &str, name: &str) -> Result<String> {
        let get = "--method=org.freedesktop.DBus.Properties.Get";
        let path = format!("--object-path={path}");
        let dest = "--dest=org.freedesktop.secrets";
        self.output(
            "gdbus",
            ["call", "--session", dest, &path, get, interface, name],
        )
    }

    fn output<'a>(&self, program: &str, args: impl IntoIterator<Item = &'a str>) -> Result<String> {
        let output = self
            .command(program)
            .args(args)
            .output()
            .context(program.to_owned())?;
        if !output.status.success() {
            bail!("{program}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

fn dress(command: &mut Command, folder: &Path, bus_address: Option<&str>) {
    for name in FOREIGN {
        command.env_remove(name);
    }
    command
        .env("HOME", folder.join("home"))
        .env("XDG_RUNTIME_DIR", folder.join("runtime"))
        .env("TMPDIR", folder.join("tmp"))
        .env("KEYWRIGHT_DATA_DIR", data(folder))
        .env("GDK_BACKEND", "x11");
    if let Some(address) = bus_address {
        command.env("DBUS_SESSION_BUS_ADDRESS", address);
    }
}

/// Reads what `secret-tool search` prints: a line `[/path]` opens an item.
fn read_secrets(text: &str) -> Vec<Secret> {
    let items = text.split("\n[/").map(|item| item.trim_start_matches("[/"));
    items.filter_map(read_secret).collect()
}

fn read_secret(item: &str) -> Option<Secret> {
    let (_, value) = item.split_once("\nsecret = ")?;
    let (value, _) = value.split_once("\ncreated = ")?;
    let fields = |start: &'static str| item.lines().filter_map(move |l| l.strip_prefix(start));
    Some(Secret {
        label: fields("label = ").next()?.to_owned(),
        attributes: fields("attribute.")
            .filter_map(|field| field.split_once(" = "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        value: value.to_owned(),
    })
}
