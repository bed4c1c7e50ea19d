//! The moments at which the app locks with the computer: the screen's lock, sleep, another person's session in front.

use std::collections::HashMap;

use futures_util::StreamExt as _;
use zbus::message::{Message, Type};
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
use zbus::{Connection, MatchRule, MessageStream, Proxy};

use super::Buses;
use crate::model::LockReason;

/// Interfaces by which desktops tell that their screen is locked.
const SCREENS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

const LOGIN: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";

/// Calls `lock` at each of these moments. The computer does not sleep before `lock` is done, as long as it lets itself
/// be held up (logind: five seconds). Comes back only if there is neither bus.
pub async fn follow<Work: Future<Output = ()>>(buses: &Buses, lock: impl Fn(LockReason) -> Work) {
    let screen = async {
        // A session without a bus has no such desktop.
        let _ = follow_screen(buses, &lock).await;
    };
    let login = async {
        let _ = follow_login(buses, &lock).await;
    };
    tokio::join!(screen, login);
}

async fn follow_screen<Work: Future<Output = ()>>(
    buses: &Buses,
    lock: &impl Fn(LockReason) -> Work,
) -> zbus::Result<()> {
    let bus = buses.session().await?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .member("ActiveChanged")?
        .build();
    let mut signals = MessageStream::for_match_rule(rule, &bus, None).await?;
    while let Some(signal) = signals.next().await {
        if signal.is_ok_and(|signal| screen_locked(&signal)) {
            lock(LockReason::Screen).await;
        }
    }
    Ok(())
}

fn screen_locked(signal: &Message) -> bool {
    let header = signal.header();
    header
        .interface()
        .is_some_and(|name| SCREENS.contains(&name.as_str()))
        && signal.body().deserialize::<bool>().unwrap_or(false)
}

async fn follow_login<Work: Future<Output = ()>>(
    buses: &Buses,
    lock: &impl Fn(LockReason) -> Work,
) -> zbus::Result<()> {
    let bus = buses.system().await?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(LOGIN)?
        .build();
    let mut signals = MessageStream::for_match_rule(rule, &bus, None).await?;
    let manager = Proxy::new(&bus, LOGIN, "/org/freedesktop/login1", MANAGER).await?;
    let session = own_session(&bus, &manager).await;
    let mut holds_sleep = hold_sleep(&manager).await;
    while let Some(signal) = signals.next().await {
        let Ok(signal) = signal else { continue };
        match login_news(&signal, session.as_deref()) {
            Some(News::Sleep(true)) => {
                lock(LockReason::Sleep).await;
                // Only now may the computer sleep.
                drop(holds_sleep.take());
            }
            Some(News::Sleep(false)) => holds_sleep = hold_sleep(&manager).await,
            Some(News::Lock(why)) => lock(why).await,
            None => {}
        }
    }
    Ok(())
}

/// The session's object; `None` where logind knows no session of this person.
async fn own_session(bus: &Connection, manager: &Proxy<'_>) -> Option<String> {
    let id = std::env::var("XDG_SESSION_ID").unwrap_or_default();
    if let Ok(path) = manager
        .call::<_, _, OwnedObjectPath>("GetSession", &id)
        .await
    {
        return Some(path.to_string());
    }
    let pid = std::process::id();
    let by_pid = manager.call::<_, _, OwnedObjectPath>("GetSessionByPID", &pid);
    if let Ok(path) = by_pid.await {
        return Some(path.to_string());
    }
    // A program that the user's service manager started belongs to no session: it is shown in this one.
    let user = "/org/freedesktop/login1/user/self";
    let user = Proxy::new(bus, LOGIN, user, "org.freedesktop.login1.User");
    let user = user.await.ok()?;
    let shown: (String, OwnedObjectPath) = user.get_property("Display").await.ok()?;
    Some(shown.1.to_string()).filter(|path| path != "/")
}

/// Holds up sleep until what comes back is dropped. `None` where logind does not let it.
async fn hold_sleep(manager: &Proxy<'_>) -> Option<OwnedFd> {
    let ask = (
        "sleep",
        "Keywright",
        "Locks before the computer sleeps",
        "delay",
    );
    manager.call("Inhibit", &ask).await.ok()
}

/// What logind's signals mean here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    /// The computer goes to sleep, or came back.
    Sleep(bool),
    /// The app locks.
    Lock(LockReason),
}

fn login_news(signal: &Message, session: Option<&str>) -> Option<News> {
    let header = signal.header();
    let of_session = session.is_some() && header.path().map(|path| path.as_str()) == session;
    match (header.interface()?.as_str(), header.member()?.as_str()) {
        (MANAGER, "PrepareForSleep") => signal.body().deserialize().ok().map(News::Sleep),
        (SESSION, "Lock") if of_session => Some(News::Lock(LockReason::Screen)),
        ("org.freedesktop.DBus.Properties", "PropertiesChanged") if of_session => {
            let body = signal.body();
            let (interface, changed, _): (String, HashMap<String, OwnedValue>, Vec<String>) =
                body.deserialize().ok()?;
            let active = changed.get("Active")?;
            (interface == SESSION && bool::try_from(active) == Ok(false))
                .then_some(News::Lock(LockReason::Switch))
        }
        _ => None,
    }
}
