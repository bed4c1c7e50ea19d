//! The tray: an item that a StatusNotifierWatcher shows. A desktop may have none, and one that is there may go.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use ksni::menu::{MenuItem, StandardItem};
use ksni::{Handle, Icon, TrayMethods as _};
use zbus::message::Type;
use zbus::{Connection, MatchRule, MessageStream, Proxy};

use crate::background::{TrayLook, TrayWish};
use crate::session::Buses;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// How long a desktop may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether there is a tray that shows icons.
pub async fn has_tray(buses: &Buses) -> bool {
    match buses.session().await {
        Ok(bus) => shows_icons(&bus).await,
        Err(_) => false,
    }
}

async fn shows_icons(bus: &Connection) -> bool {
    let asked = async {
        let watcher = Proxy::new(bus, WATCHER, "/StatusNotifierWatcher", WATCHER).await?;
        watcher
            .get_property::<bool>("IsStatusNotifierHostRegistered")
            .await
    };
    let answer = tokio::time::timeout(PATIENCE, asked).await;
    matches!(answer, Ok(Ok(true)))
}

/// Tells whether there is a tray, now and whenever that changes. Comes back when the bus is gone, and with it the tray.
pub async fn follow_tray(buses: &Buses, tell: impl Fn(bool)) {
    // Without a bus there is none.
    let _ = follow(buses, &tell).await;
    tell(false);
}

async fn follow(buses: &Buses, tell: &impl Fn(bool)) -> zbus::Result<()> {
    let bus = buses.session().await?;
    let of_watcher = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(WATCHER)?
        .build();
    let of_name = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender("org.freedesktop.DBus")?
        .member("NameOwnerChanged")?
        .arg(0, WATCHER)?
        .build();
    // Listened to first, so that no change is missed.
    let hosts = MessageStream::for_match_rule(of_watcher, &bus, None).await?;
    let names = MessageStream::for_match_rule(of_name, &bus, None).await?;
    let mut signals = futures_util::stream::select(hosts, names);
    let mut there = shows_icons(&bus).await;
    tell(there);
    while let Some(signal) = signals.next().await {
        let Ok(signal) = signal else { continue };
        // A watcher tells of every program's icon too.
        let header = signal.header();
        let member = header.member().map(|member| member.as_str());
        if !matches!(
            member,
            Some(
                "NameOwnerChanged"
                    | "StatusNotifierHostRegistered"
                    | "StatusNotifierHostUnregistered"
            )
        ) {
            continue;
        }
        let now = shows_icons(&bus).await;
        if now != there {
            there = now;
            tell(there);
        }
    }
    Ok(())
}

/// The app's icon in the tray.
pub struct Tray(Handle<Item>);

impl Tray {
    /// Puts the icon into the tray of the session's bus; `None` where there is none.
    pub async fn show(
        look: TrayLook,
        wish: impl Fn(TrayWish) + Send + Sync + 'static,
    ) -> Option<Self> {
        let item = Item {
            look,
            wish: Arc::new(wish),
        };
        tokio::time::timeout(PATIENCE, item.spawn())
            .await
            .ok()?
            .ok()
            .map(Self)
    }

    /// Shows it with other words.
    pub async fn change(&self, look: TrayLook) {
        self.0.update(|item| item.look = look).await;
    }

    /// Takes it away.
    pub async fn remove(self) {
        self.0.shutdown().await;
    }
}

struct Item {
    look: TrayLook,
    wish: Arc<dyn Fn(TrayWish) + Send + Sync>,
}

impl Item {
    fn entry(label: &str, wish: TrayWish) -> MenuItem<Self> {
        StandardItem {
            // An underscore would mark a key.
            label: label.replace('_', "__"),
            activate: Box::new(move |item: &mut Self| (item.wish)(wish)),
            ..StandardItem::default()
        }
        .into()
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "app.keywright.desktop".to_owned()
    }

    fn title(&self) -> String {
        "Keywright".to_owned()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        icon(self.look.icon).into_iter().collect()
    }

    // Some trays tell of a click, others open the menu: both work.
    fn activate(&mut self, _x: i32, _y: i32) {
        (self.wish)(TrayWish::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let mut menu = vec![Self::entry(&self.look.open, TrayWish::Open)];
        if let Some(lock) = &self.look.lock {
            menu.push(Self::entry(lock, TrayWish::Lock));
        }
        menu.push(MenuItem::Separator);
        menu.push(Self::entry(&self.look.quit, TrayWish::Quit));
        menu
    }
}

/// The icon as trays want it: opacity first.
fn icon(rgba: &[u8]) -> Option<Icon> {
    let pixels = rgba.len() / 4;
    let side = i32::try_from(pixels.isqrt()).ok()?;
    let data = rgba
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]])
        .collect();
    Some(Icon {
        width: side,
        height: side,
        data,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_square_with_opacity_first() {
        let icon = icon(&[1, 2, 3, 4].repeat(16)).unwrap();
        assert_eq!((icon.width, icon.height), (4, 4));
        assert_eq!(icon.data, [4, 1, 2, 3].repeat(16));
    }
}
