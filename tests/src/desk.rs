//! Made-up parts of a desktop on a test's own bus: what shows notices, and what shows the tray.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};
use zbus::connection::Builder;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, Proxy};

const NOTICES: &str = "org.freedesktop.Notifications";
const NOTICES_PATH: &str = "/org/freedesktop/Notifications";
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";

/// A notice as its server got it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownNotice {
    /// Its number at the server.
    pub id: u32,
    /// The number of the notice whose place it took; 0 for none.
    pub replaces: u32,
    /// Its first line.
    pub title: String,
    /// What stands below.
    pub body: String,
    /// Answers and their labels, in turn.
    pub actions: Vec<String>,
}

/// What shows notices: `org.freedesktop.Notifications`.
pub struct NoticeServer {
    connection: Connection,
    shown: Arc<Mutex<Vec<ShownNotice>>>,
}

struct Notices {
    capabilities: Vec<String>,
    shown: Arc<Mutex<Vec<ShownNotice>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notices {
    fn get_capabilities(&self) -> Vec<String> {
        self.capabilities.clone()
    }

    #[expect(clippy::too_many_arguments, reason = "the specification has so many")]
    fn notify(
        &self,
        _app: &str,
        replaces: u32,
        _icon: &str,
        title: &str,
        body: &str,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut shown = locked(&self.shown);
        let id = match replaces {
            0 => u32::try_from(shown.len())
                .unwrap_or(u32::MAX)
                .saturating_add(1),
            id => id,
        };
        shown.push(ShownNotice {
            id,
            replaces,
            title: title.to_owned(),
            body: body.to_owned(),
            actions,
        });
        id
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str)
    -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(
        emitter: &SignalEmitter<'_>,
        id: u32,
        reason: u32,
    ) -> zbus::Result<()>;
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl NoticeServer {
    /// Serves on the bus at this address, with these capabilities.
    ///
    /// # Errors
    /// Those of the bus; so have all methods below.
    pub async fn start(bus: &str, capabilities: &[&str]) -> Result<Self> {
        let shown = Arc::default();
        let notices = Notices {
            capabilities: capabilities.iter().map(ToString::to_string).collect(),
            shown: Arc::clone(&shown),
        };
        let connection = Builder::address(bus)?
            .serve_at(NOTICES_PATH, notices)?
            .name(NOTICES)?
            .build()
            .await?;
        Ok(Self { connection, shown })
    }

    /// All notices so far.
    #[must_use]
    pub fn shown(&self) -> Vec<ShownNotice> {
        locked(&self.shown).clone()
    }

    /// Somebody chooses an answer.
    pub async fn choose(&self, id: u32, action: &str) -> Result<()> {
        let emitter = SignalEmitter::new(&self.connection, NOTICES_PATH)?;
        Ok(Notices::action_invoked(&emitter, id, action).await?)
    }

    /// Somebody closes a notice.
    pub async fn close(&self, id: u32) -> Result<()> {
        let emitter = SignalEmitter::new(&self.connection, NOTICES_PATH)?;
        Ok(Notices::notification_closed(&emitter, id, 2).await?)
    }
}

/// What shows the tray: `org.kde.StatusNotifierWatcher`.
pub struct Watcher {
    connection: Connection,
    state: Arc<Mutex<WatcherState>>,
}

#[derive(Default)]
struct WatcherState {
    items: Vec<String>,
    has_host: bool,
}

struct Watches(Arc<Mutex<WatcherState>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watches {
    fn register_status_notifier_item(&self, item: &str) {
        locked(&self.0).items.push(item.to_owned());
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        locked(&self.0).has_host
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        locked(&self.0).items.clone()
    }

    #[zbus(signal)]
    async fn status_notifier_host_registered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn status_notifier_host_unregistered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

impl Watcher {
    /// Serves on the bus at this address, with something that shows the icons.
    ///
    /// # Errors
    /// Those of the bus, and of the items on it; so have all methods below.
    pub async fn start(bus: &str) -> Result<Self> {
        let state = Arc::new(Mutex::new(WatcherState {
            has_host: true,
            ..WatcherState::default()
        }));
        let connection = Builder::address(bus)?
            .serve_at(WATCHER_PATH, Watches(Arc::clone(&state)))?
            .name(WATCHER)?
            .build()
            .await?;
        Ok(Self { connection, state })
    }

    /// What shows the icons goes or comes, while the watcher stays.
    pub async fn set_host(&self, there: bool) -> Result<()> {
        locked(&self.state).has_host = there;
        let emitter = SignalEmitter::new(&self.connection, WATCHER_PATH)?;
        if there {
            Watches::status_notifier_host_registered(&emitter).await?;
        } else {
            Watches::status_notifier_host_unregistered(&emitter).await?;
        }
        Ok(())
    }

    /// Ends, as a panel that crashes.
    pub async fn stop(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }

    /// The items that came, by their names on the bus.
    #[must_use]
    pub fn items(&self) -> Vec<String> {
        locked(&self.state).items.clone()
    }

    /// Somebody clicks an item.
    pub async fn click(&self, item: &str) -> Result<()> {
        let path = "/StatusNotifierItem";
        let item = Proxy::new(&self.connection, item, path, "org.kde.StatusNotifierItem").await?;
        Ok(item.call("Activate", &(0_i32, 0_i32)).await?)
    }

    /// The entries of an item's menu.
    pub async fn menu(&self, item: &str) -> Result<Vec<String>> {
        let entries = self.entries(item).await?.into_iter();
        Ok(entries.map(|(_, label)| label).collect())
    }

    /// Somebody picks an entry of an item's menu.
    pub async fn pick(&self, item: &str, label: &str) -> Result<()> {
        let entries = self.entries(item).await?;
        let entry = entries.iter().find(|(_, known)| known == label);
        let (id, _) = entry.with_context(|| format!("{label} in {entries:?}"))?;
        let event = (*id, "clicked", Value::from(0_i32), 0_u32);
        Ok(self.menu_of(item).await?.call("Event", &event).await?)
    }

    async fn menu_of(&self, item: &str) -> Result<Proxy<'static>> {
        let item = item.to_owned();
        Ok(Proxy::new(&self.connection, item, "/MenuBar", "com.canonical.dbusmenu").await?)
    }

    async fn entries(&self, item: &str) -> Result<Vec<(i32, String)>> {
        type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let ask = (0_i32, -1_i32, Vec::<String>::new());
        let (_, (_, _, children)): (u32, Node) =
            self.menu_of(item).await?.call("GetLayout", &ask).await?;
        let mut entries = Vec::new();
        for child in children {
            let (id, facts, _): Node = child.try_into()?;
            // A line between entries has none.
            if let Some(label) = facts.get("label") {
                entries.push((id, label.try_clone()?.try_into()?));
            }
        }
        Ok(entries)
    }
}
