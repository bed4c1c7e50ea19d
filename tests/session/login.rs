//! logind: its own lock, the change of the person in front, sleep.

use std::collections::HashMap;
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex};

use anyhow::{Context as _, Result};
use keywright_core::model::LockReason;
use keywright_core::session::{Buses, follow};
use tokio::sync::Notify;
use zbus::Connection;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, Value};

use super::{bus, followed, nowhere, service, soon};

const LOGIN: &str = "org.freedesktop.login1";
const SESSION: &str = "/org/freedesktop/login1/session/own";
const OTHER: &str = "/org/freedesktop/login1/session/other";

/// Holds that were handed out: each is the end of a pipe that closes when the hold is given up.
#[derive(Clone, Default)]
struct Holds(Arc<Mutex<Vec<std::io::PipeReader>>>);

struct Manager(Holds);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    #[zbus(name = "GetSession")]
    fn session(&self, _id: &str) -> zbus::fdo::Result<OwnedObjectPath> {
        Err(zbus::fdo::Error::Failed("no such session".to_owned()))
    }

    #[zbus(name = "GetSessionByPID")]
    fn session_by_pid(&self, _pid: u32) -> OwnedObjectPath {
        ObjectPath::from_static_str_unchecked(SESSION).into()
    }

    fn inhibit(&self, what: &str, who: &str, _why: &str, mode: &str) -> zbus::zvariant::OwnedFd {
        assert_eq!((what, who, mode), ("sleep", "Keywright", "delay"));
        let (reader, writer) = std::io::pipe().unwrap();
        self.0.0.lock().unwrap().push(reader);
        OwnedFd::from(writer).into()
    }
}

/// Waits until somebody listens: the hold is taken after the signals are asked for.
async fn until_held(holds: &Holds, count: usize) -> Result<()> {
    let held = async {
        while holds.0.lock().unwrap().len() < count {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    soon("a hold", held).await
}

async fn logind(bus: &keywright_tests::Session) -> Result<(Connection, Holds)> {
    let holds = Holds::default();
    let login = service(bus, LOGIN).await?;
    let manager = Manager(holds.clone());
    login
        .object_server()
        .at("/org/freedesktop/login1", manager)
        .await?;
    Ok((login, holds))
}

async fn active(login: &Connection, session: &str, active: bool) -> Result<()> {
    let interface = "org.freedesktop.login1.Session";
    let changed = HashMap::from([("Active", Value::from(active))]);
    let body = (interface, changed, Vec::<&str>::new());
    let (properties, name) = ("org.freedesktop.DBus.Properties", "PropertiesChanged");
    Ok(login
        .emit_signal(None::<&str>, session, properties, name, &body)
        .await?)
}

#[tokio::test]
async fn app_locks_with_its_own_session_only() -> Result<()> {
    let bus = bus()?;
    let (login, holds) = logind(&bus).await?;
    let (mut reasons, following) = followed(Buses {
        session: nowhere(),
        system: Some(bus.bus_address().to_owned()),
    });
    until_held(&holds, 1).await?;
    let lock = async |path: &'static str| {
        let interface = "org.freedesktop.login1.Session";
        login
            .emit_signal(None::<&str>, path, interface, "Lock", &())
            .await
    };
    lock(OTHER).await?;
    active(&login, OTHER, false).await?;
    active(&login, SESSION, true).await?;
    lock(SESSION).await?;
    active(&login, SESSION, false).await?;
    // They come in the order in which they were told, so that the first ones were passed over.
    for expected in [LockReason::Screen, LockReason::Switch] {
        let why = soon("a reason", reasons.recv()).await?;
        assert_eq!(why, Some(expected));
    }
    following.abort();
    Ok(())
}

#[tokio::test]
async fn computer_does_not_sleep_before_the_app_has_locked() -> Result<()> {
    let bus = bus()?;
    let (login, holds) = logind(&bus).await?;
    let (asked, locked) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let following = {
        let (asked, locked) = (asked.clone(), locked.clone());
        let buses = Buses {
            session: nowhere(),
            system: Some(bus.bus_address().to_owned()),
        };
        tokio::spawn(async move {
            follow(&buses, |why| {
                assert_eq!(why, LockReason::Sleep);
                let (asked, locked) = (asked.clone(), locked.clone());
                async move {
                    asked.notify_one();
                    locked.notified().await;
                }
            })
            .await;
        })
    };
    until_held(&holds, 1).await?;
    let sleep = async |begins: bool| {
        let manager = "org.freedesktop.login1.Manager";
        let path = "/org/freedesktop/login1";
        login
            .emit_signal(None::<&str>, path, manager, "PrepareForSleep", &begins)
            .await
    };
    sleep(true).await?;
    soon("the lock", asked.notified()).await?;
    let hold = holds.0.lock().unwrap().pop().context("a hold")?;
    rustix::io::ioctl_fionbio(&hold, true)?;
    let mut hold = hold;
    let early = hold.read(&mut [0]).map_err(|error| error.kind());
    assert_eq!(
        early,
        Err(std::io::ErrorKind::WouldBlock),
        "let go before it locked"
    );
    rustix::io::ioctl_fionbio(&hold, false)?;
    locked.notify_one();
    let ended = tokio::task::spawn_blocking(move || hold.read(&mut [0]));
    let ended = soon("the end of the hold", ended).await???;
    assert_eq!(ended, 0, "the hold is given up");
    // Awake again, the next sleep is held up too.
    sleep(false).await?;
    until_held(&holds, 1).await?;
    following.abort();
    Ok(())
}
